"""Fetching from a real server on this machine, and all that is refused."""

from __future__ import annotations

import gzip
import ipaddress
import pickle
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import unquote

import pytest

from counterclaim.intake import load
from counterclaim.intake.fetch import FetchFailed, fetch, is_public
from tests.intake.formats.archives import bomb, pdf
from tests.intake.formats.helpers import STORY

PAGE = f"<html><head><title>T</title></head><body><p>{STORY * 3}</p></body></html>".encode()


class _Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[tuple[str, str]]] = []

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _send(
        self, body: bytes, media_type: str = "text/html; charset=utf-8", *fields: tuple[str, str]
    ) -> None:
        self.send_response(200)
        for field, value in (("Content-Type", media_type), ("Content-Length", str(len(body))), *fields):
            self.send_header(field, value)
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers["Host"]))
        try:
            self._answer()
        except OSError:
            return  # the other side hung up

    def _answer(self) -> None:
        path, _, query = self.path.partition("?")
        match path:
            case "/page":
                self._send(PAGE)
            case "/text":
                self._send("Чотири поранені.".encode("cp1251"), "text/plain; charset=windows-1251")
            case "/pdf":
                self._send(pdf([["Four were hurt."], ["The end."]]), "application/pdf")
            case "/gzip":
                self._send(gzip.compress(PAGE), "text/html", ("Content-Encoding", "gzip"))
            case "/bomb":
                self._send(bomb(b"a", 30), "text/html", ("Content-Encoding", "gzip"))
            case "/image":
                self._send(b"\x89PNG", "image/png")
            case "/empty":
                self._send(b"")
            case "/to":
                self._redirect(unquote(query))
            case "/loop":
                self._redirect("/loop")
            case "/large":
                self._send(b"a" * 5_000_000)
            case "/endless":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                while True:
                    self.wfile.write(b"a" * 65536)
            case "/cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"<html>")
            case "/drip":
                for _ in range(100):
                    self.wfile.write(b"H" if _ else b"HTTP/1.1 200 OK\r\nX: ")
                    time.sleep(0.1)
            case _:
                self.send_error(404)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as running:
        running.daemon_threads = True
        running.block_on_close = False
        thread = threading.Thread(target=running.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{running.server_address[1]}"
        running.shutdown()
        thread.join()


def test_a_page(server: str) -> None:
    item = fetch(f"{server}/page", allow_loopback_for_tests=True)
    assert (item.key, item.url, item.data) == (f"{server}/page", f"{server}/page", PAGE)
    assert (item.media_type, item.charset) == ("text/html", "utf-8")
    assert item.data is not None
    document, _ = load(item.data, name=item.name, url=item.url)
    assert (document.title, STORY in document.text) == ("T", True)


def test_texts_pdfs_and_packed_pages(server: str) -> None:
    text = fetch(f"{server}/text", allow_loopback_for_tests=True)
    assert (text.media_type, text.charset) == ("text/plain", "windows-1251")
    report = fetch(f"{server}/pdf", allow_loopback_for_tests=True)
    assert (report.media_type, report.url, len(report.page_breaks)) == ("application/pdf", f"{server}/pdf", 2)
    assert fetch(f"{server}/gzip", allow_loopback_for_tests=True).data == PAGE


def test_a_redirect_keeps_the_key_that_was_asked_for(server: str) -> None:
    item = fetch(f"{server}/to?/page", allow_loopback_for_tests=True)
    assert (item.key, item.data) == (f"{server}/to?/page", PAGE)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/nothing", "status 404"),
        ("/image", "is image/png"),
        ("/empty", "is empty"),
        ("/loop", "redirects more than 5 times"),
        ("/large", "larger than 1 MB"),
        ("/endless", "larger than 1 MB"),
        ("/bomb", "larger than 1 MB"),
        ("/cut", "IncompleteRead"),
        ("/to?", "redirects to nowhere"),
        ("/to?file:///etc/passwd", "neither an http nor an https"),
        ("/to?ftp://example.org/", "neither an http nor an https"),
        ("/to?http://169.254.169.254/latest/meta-data", "private or local address"),
        ("/to?http://10.0.0.1/", "private or local address"),
        ("/to?http://[::ffff:10.0.0.1]/", "private or local address"),
        ("/to?//0.0.0.0/", "private or local address"),
    ],
)
def test_answers_that_are_refused(server: str, path: str, reason: str) -> None:
    with pytest.raises(FetchFailed, match="[^;]+; .+") as caught:
        fetch(f"{server}{path}", allow_loopback_for_tests=True, max_bytes=1_000_000)
    assert reason in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_slow_answer_ends_in_time(server: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchFailed, match="did not answer in time"):
        fetch(f"{server}/drip", allow_loopback_for_tests=True, seconds=0.5)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.1", "0.0.0.0", "[::1]", "[::]"),
        *(
            "[::ffff:127.0.0.1]",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.100.100.200",
        ),
        *("[fd00:ec2::254]", "[fe80::1]", "168.63.129.16", "224.0.0.1", "255.255.255.255", "198.18.0.1"),
        *("[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fec0::1]"),
    ],
)
def test_addresses_that_are_not_public(server: str, host: str) -> None:
    before = len(_Handler.seen)
    port = server.rpartition(":")[2]
    with pytest.raises(FetchFailed, match=r"private or local address|has no address"):
        fetch(f"http://{host}:{port}/page", seconds=5)
    assert len(_Handler.seen) == before


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:4700::6810:84e5", "64:ff9b::5db8:d70e"])
def test_addresses_that_are_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def test_one_private_address_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("93.184.215.14", "10.0.0.1")
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(FetchFailed, match="private or local address"):
        fetch("http://example.org/")


def test_the_connection_goes_to_the_vetted_address(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = int(server.rpartition(":")[2])
    asked: list[str] = []

    def answer(host: str, *_: object, **__: object) -> list[object]:
        if host == "127.0.0.1":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        asked.append(host)
        where = "127.0.0.1" if len(asked) == 1 else "10.0.0.1"  # the name changes its mind
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (where, port))]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    item = fetch(f"http://news.example:{port}/page", allow_loopback_for_tests=True)
    assert item.data == PAGE
    assert asked == ["news.example"]
    assert _Handler.seen[-1] == ("/page", f"news.example:{port}")


@pytest.mark.parametrize(
    "url",
    [
        *("", "example.org", "file:///etc/passwd", "ftp://example.org/", "javascript:alert(1)", "http://"),
        *("http://user:pw@example.org/", "http://example.org:99999/", "http://exa mple.org/", "http://["),
        *(
            "http://example.org/\r\nX: y",
            "http://" + "a" * 9000,
            "data:text/html,x",
            "http://\u2100.example/",
        ),
    ],
)
def test_what_is_no_web_address(url: str) -> None:
    with pytest.raises(FetchFailed) as caught:
        fetch(url, seconds=3)
    assert "\n" not in str(caught.value)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(FetchFailed, match="cannot be fetched"):
        fetch(f"http://127.0.0.1:{port}/", allow_loopback_for_tests=True, seconds=5)
