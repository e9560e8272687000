"""Writes WARC records and PDFs, sound ones, for the tests to spoil."""

from __future__ import annotations

import zlib


def record(
    url: str,
    body: bytes,
    *,
    media_type: str = "text/html",
    status: str = "200 OK",
    kind: str = "response",
    fields: str = "",
    date: str = "2023-05-02T10:00:00Z",
) -> bytes:
    """A WARC record with an HTTP answer."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n{fields}\r\n".encode()
    block = head + body
    warc = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{zlib.crc32(block):012d}>\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return warc.encode() + block + b"\r\n\r\n"


def bomb(unit: bytes, megabytes: int, head: bytes = b"") -> bytes:
    """Gzip that unpacks to so many megabytes of the same thing."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = unit * (1_000_000 // len(unit))
    packed = [packer.compress(head), *(packer.compress(block) for _ in range(megabytes)), packer.flush()]
    return b"".join(packed)


def pdf(pages: list[list[str]], *, stream: bytes | None = None) -> bytes:
    """A PDF with a text layer: lines of Latin text on each page."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = 3
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids: list[int] = []
    for lines in pages:
        content = b"BT /F1 12 Tf 14 TL 72 720 Td " + b" ".join(
            b"(" + line.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)") + b") Tj T*"
            for line in lines
        )
        content = (content + b" ET") if stream is None else stream
        packed = zlib.compress(content, 9)
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 %d 0 R >> >> >>" % (len(objects), font)
        )
        kids.append(len(objects))
    refs = b" ".join(b"%d 0 R" % kid for kid in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (refs, len(kids))
    out = bytearray(b"%PDF-1.4\n")
    offsets: list[int] = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
