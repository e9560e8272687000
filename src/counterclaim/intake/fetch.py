"""Fetch one page, only when a person asks for it.

Nothing but the public web: http and https, and no address of this machine, its network or its cloud. The name
is resolved once, every address it has is vetted, and the connection goes to a vetted address, so that a name
that changes its mind is of no use; each redirect is vetted again. Size and time are bounded.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import closing
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from counterclaim._version import __version__
from counterclaim.intake.decode import MAX_BYTES
from counterclaim.intake.formats import pdf
from counterclaim.intake.formats.http_body import BadBody, charset_of, decoded
from counterclaim.intake.formats.items import FormatOptions, Item, one_line
from counterclaim.intake.formats.rows import url_key
from counterclaim.intake.html import is_html
from counterclaim.model.errors import CounterclaimError

_MOST_REDIRECTS = 5
_SECONDS = 30.0
_REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
# A public address that answers only inside one provider's machines, with their secrets.
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # an IPv4 address in the last four bytes

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FetchFailed(CounterclaimError):
    """A page that could not be had: refused, too slow, too large, or not there."""

    code = "fetch_failed"

    def __init__(self, url: str, what: str, how: str) -> None:
        self.url, self.what, self.how = url, what, how
        super().__init__(f"{one_line(url, 200)}: {one_line(what)}", how)

    def _arguments(self) -> tuple[str, ...]:
        return (self.url, self.what, self.how)


class _Target(NamedTuple):
    url: str
    scheme: str
    host: str
    port: int
    path: str


class _Answer(NamedTuple):
    status: int
    location: str | None
    content_type: str
    body: bytes


def fetch(
    url: str,
    *,
    max_bytes: int = MAX_BYTES,
    seconds: float = _SECONDS,
    allow_loopback_for_tests: bool = False,
) -> Item:
    """The page at an address, as an item whose key is the address that was asked for.

    Args:
        url: where it is.
        max_bytes: a larger answer is refused.
        seconds: for all of it, redirects included.
        allow_loopback_for_tests: let 127.0.0.0/8 and ::1 through. For tests only.

    Raises:
        FetchFailed: it names the address, what is wrong and the mend.

    """
    deadline = time.monotonic() + seconds
    asked = url = url.strip()
    for _ in range(_MOST_REDIRECTS + 1):
        target = _target(url)
        address = _vetted(target, deadline, allow_loopback=allow_loopback_for_tests)
        answer = _get(target, address, deadline, max_bytes)
        if answer.status not in _REDIRECTS:
            return _item(asked, answer, max_bytes)
        if not answer.location:
            raise FetchFailed(asked, "redirects to nowhere", "open it in a browser and save the page")
        following = urljoin(url, answer.location)
        if target.scheme == "https" and urlsplit(following).scheme == "http":
            raise FetchFailed(asked, "redirects from https to http", "save the page from a browser")
        url = following
    raise FetchFailed(asked, f"redirects more than {_MOST_REDIRECTS} times", "save the page from a browser")


def _target(url: str) -> _Target:
    """An address taken apart, if it is one of the web."""
    how = "give a whole address, e.g. https://example.org/news"
    if len(url) > 8_000 or any(c.isspace() or ord(c) < 33 or c == "\x7f" for c in url):
        raise FetchFailed(url, "is no web address", how)
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        raise FetchFailed(url, "is no web address", how) from None
    if parts.scheme not in _PORTS or not host:
        raise FetchFailed(url, "is neither an http nor an https address", how)
    if parts.username is not None or parts.password is not None:
        raise FetchFailed(url, "has a user name in it", "leave out what stands before the @")
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return _Target(url, parts.scheme, host, port or _PORTS[parts.scheme], path + query)


def is_public(address: _Address) -> bool:
    """Whether an address is one of the public internet, whatever way it is written in."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and address in _TRANSLATED:
            inner = ipaddress.IPv4Address(address.packed[-4:])
        if inner is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_link_local or address.is_private)
        and address not in _METADATA
    )


def _resolved(target: _Target, deadline: float) -> list[_Address]:
    """The addresses of a name. The resolver knows no deadline, so it runs apart."""
    found: list[_Address] = []

    def resolve() -> None:
        try:
            answers = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(ipaddress.ip_address(str(a[4][0]).partition("%")[0]) for a in answers)

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(max(0.0, deadline - time.monotonic()))
    if thread.is_alive():
        raise _too_slow(target.url)
    return found


def _vetted(target: _Target, deadline: float, *, allow_loopback: bool) -> _Address:
    """An address to connect to. One that is not public spoils them all."""
    addresses = _resolved(target, deadline)
    if not addresses:
        raise FetchFailed(target.url, f"{target.host} has no address", "check the name and the connection")
    for address in addresses:
        if not (is_public(address) or (allow_loopback and address.is_loopback)):
            what = f"{target.host} is a private or local address ({address})"
            raise FetchFailed(target.url, what, "only pages of the public web are fetched; save it as a file")
    return addresses[0]


def _too_slow(url: str) -> FetchFailed:
    return FetchFailed(url, "did not answer in time", "try again later, or save the page from a browser")


def _connection(target: _Target, address: _Address, timeout: float) -> http.client.HTTPConnection:
    """A connection whose socket leads to the vetted address, whatever the name says by now."""
    sock = socket.create_connection((str(address), target.port), timeout)
    try:
        if target.scheme == "https":
            context = ssl.create_default_context()
            sock = context.wrap_socket(sock, server_hostname=target.host)
    except BaseException:
        sock.close()
        raise
    connection = http.client.HTTPConnection(target.host, target.port, timeout=timeout)
    connection.sock = sock
    return connection


def _get(target: _Target, address: _Address, deadline: float, limit: int) -> _Answer:
    """One request and its answer; a watch closes the connection at the deadline, however slowly it drips."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise _too_slow(target.url)
    try:
        with closing(_connection(target, address, left)) as connection:
            watch = threading.Timer(max(0.0, deadline - time.monotonic()), _cut, (connection.sock,))
            watch.daemon = True
            watch.start()
            try:
                answer = _ask(connection, target, limit)
            finally:
                watch.cancel()
            if time.monotonic() >= deadline:  # what the watch cut off may look like a whole answer
                raise _too_slow(target.url)
            return answer
    except FetchFailed:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if time.monotonic() >= deadline or isinstance(error, TimeoutError):
            raise _too_slow(target.url) from None
        what = f"cannot be fetched ({type(error).__name__}: {error})"
        raise FetchFailed(target.url, what, "check the address and the connection") from None


def _cut(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _ask(connection: http.client.HTTPConnection, target: _Target, limit: int) -> _Answer:
    default = target.port == _PORTS[target.scheme]
    host = f"[{target.host}]" if ":" in target.host else target.host
    connection.putrequest("GET", target.path, skip_host=True, skip_accept_encoding=True)
    connection.putheader("Host", host if default else f"{host}:{target.port}")
    connection.putheader("User-Agent", f"counterclaim/{__version__}")
    connection.putheader("Accept", "text/html, text/plain, application/xhtml+xml, application/pdf;q=0.9")
    connection.putheader("Accept-Encoding", "identity")
    connection.putheader("Connection", "close")
    connection.endheaders()
    with closing(connection.getresponse()) as answer:
        body = _body(answer, target, limit) if answer.status == 200 else b""
        fields = answer.getheader("Location"), answer.getheader("Content-Type") or ""
        return _Answer(answer.status, *fields, body)


def _body(answer: http.client.HTTPResponse, target: _Target, limit: int) -> bytes:
    large = FetchFailed(target.url, f"is larger than {limit / 1e6:.3g} MB", "save the page from a browser")
    announced = answer.length
    if announced is not None and announced > limit:
        raise large
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise large
    if announced is not None and size < announced:
        raise http.client.IncompleteRead(b"", announced - size)
    try:
        body = decoded(b"".join(pieces), (answer.getheader("Content-Encoding") or "").lower(), limit)
    except BadBody as error:
        raise FetchFailed(target.url, str(error), "save the page from a browser") from None
    if len(body) > limit:
        raise large
    return body


def _item(url: str, answer: _Answer, limit: int) -> Item:
    """The item of an answer that is a page, a text or a PDF."""
    if answer.status != 200:
        raise FetchFailed(url, f"the server answers with status {answer.status}", "check the address")
    if not answer.body.strip():
        raise FetchFailed(url, "is empty", "save the page from a browser")
    media_type, _, parameters = answer.content_type.partition(";")
    media_type = media_type.strip().lower()
    key = url_key(url) or url
    if pdf.sniff(answer.body[:1024]):
        found = pdf.item_of(answer.body, key, url, FormatOptions(max_bytes=limit))
        return _with_url(found, url)
    page = media_type in ("text/html", "application/xhtml+xml")
    if not page and media_type in ("", "application/octet-stream"):
        page = is_html(answer.body[:4000].decode("utf-8", "replace"))
    if not page and media_type not in ("text/plain", "text/markdown"):
        what = f"is {media_type or 'of no stated type'}, neither a page nor a text nor a PDF"
        raise FetchFailed(url, what, "save it as a file and add that")
    return Item(
        key=key,
        data=answer.body,
        url=url,
        media_type="text/html" if page else media_type,
        name=f"{url}#.html" if page else url,
        charset=charset_of(parameters),
    )


def _with_url(item: Item, url: str) -> Item:
    from msgspec.structs import replace

    return replace(item, url=url)
