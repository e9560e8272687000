"""The body of an HTTP answer: its chunks put together, its packing undone within bounds."""

from __future__ import annotations

import zlib

from counterclaim.intake.formats.source import GZIP


class BadBody(ValueError):
    """A body that cannot be had, and why."""


def charset_of(parameters: str) -> str | None:
    """The character set of a content type: `` charset="windows-1251"``."""
    for parameter in parameters.split(";")[:8]:
        field, _, value = parameter.partition("=")
        if field.strip().lower() == "charset":
            return value.strip().strip("\"'").lower()[:40] or None
    return None


def dechunked(body: bytes) -> bytes:
    """A chunked body put together; one that only says that it is chunked stays as it is."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 100)
        try:
            size = int(body[at:end].split(b";", 1)[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return body if not pieces else b"".join(pieces)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[end + 2 : end + 2 + size])
        at = end + 2 + size + 2


def decoded(body: bytes, encoding: str, limit: int) -> bytes:
    """A body without its content encoding, never more than ``limit`` bytes and one.

    Raises:
        BadBody: an encoding that is unknown, or damaged data.

    """
    encoding = encoding.strip()
    if encoding in ("", "identity") or (encoding in ("gzip", "x-gzip") and not body.startswith(GZIP)):
        return body  # some crawlers unpack a body and keep its header
    if encoding in ("gzip", "x-gzip", "deflate"):
        wbits = 31 if body.startswith(GZIP) else (15 if body[:1] == b"\x78" else -15)
        try:
            member = zlib.decompressobj(wbits=wbits)
            found = member.decompress(body, limit + 1)
        except zlib.error:
            raise BadBody(f"has a damaged body ({encoding})") from None
        if not member.eof and len(found) <= limit:
            raise BadBody(f"has a body that is cut short ({encoding})")
        return found
    raise BadBody(f"has a body in the encoding {encoding[:20]!r}, which is not read")
