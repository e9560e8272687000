"""WARC and gzip WARC: every page or text that a server answered with.

Only ``response`` records with a status of 2xx and a type of HTML or text are read. Damage costs the record
that it is in: reading goes on at the next one that can be found.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from counterclaim.intake.decode import decode
from counterclaim.intake.formats.http_body import BadBody, charset_of, dechunked, decoded
from counterclaim.intake.formats.items import Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.rows import Facts, content_id, short, url_key
from counterclaim.intake.formats.source import CHUNK, GZIP, Source
from counterclaim.intake.html import is_html
from counterclaim.model.errors import CounterclaimError

NAME = "warc"
ENDINGS = (".warc",)
_PAGES = ("text/html", "application/xhtml+xml")
_TEXTS = ("text/plain",)
_DAMAGE = 1_000  # damaged places in a file; past them it is given up
_MEMBER = b"\x1f\x8b\x08"


def sniff(head: bytes) -> bool:
    """Whether a WARC header opens the file."""
    return head.startswith(b"WARC/")


class _Place(NamedTuple):
    """Where in the file reading starts again, and whether it is packed."""

    offset: int
    packed: bool


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """An item for each page, past damaged records."""
    with source.path.open("rb") as file:
        place: _Place | None = _Place(0, file.read(2) == GZIP)
        for _ in range(_DAMAGE):
            if place is None:
                return
            last = place.offset
            problem = ""
            for found in _records(file, place, source, options):
                if isinstance(found, int):
                    last = max(last, found)
                elif isinstance(found, str):
                    problem = found
                else:
                    yield found
            if not problem:
                return
            place = _next_place(file, last + 1, place.packed)
            rest = "reading went on at the next record" if place else "nothing after it could be read"
            yield failure(f"{source.name}, after byte {last:,}", f"is damaged ({problem}); {rest}")
        yield failure(source.name, f"has {_DAMAGE:,} damaged places; the rest was not read")


def _records(
    file: BinaryIO, place: _Place, source: Source, options: FormatOptions
) -> Iterator[Item | Failure | int | str]:
    """Items and failures; before each the offset of its record, and at the end the damage, if any."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    file.seek(place.offset)
    base = place.offset
    try:
        records = ArchiveIterator(file, record_types=WarcRecordType.any_type, parse_http=False)
        for record in records:
            # fastwarc counts from the start of the file, or from where it began, as the stream allows.
            at = record.stream_pos
            yield at if at >= base else base + at
            if record.record_type == WarcRecordType.response:
                found = _response(record, source, options)
                if found is not None:
                    yield found
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic of the library is no Exception
        yield str(error).partition("\n")[0].rstrip(".") or type(error).__name__


def _next_place(file: BinaryIO, start: int, packed: bool) -> _Place | None:
    """The next offset where a record may begin."""
    mark = _MEMBER if packed else b"\nWARC/1."
    file.seek(start)
    before, at = b"", start
    while chunk := file.read(CHUNK):
        window = before + chunk
        base = at - len(before)
        found = window.find(mark)
        while found >= 0:
            offset = base + found + (0 if packed else 1)
            if not packed or _is_member(file, offset):
                return _Place(offset, packed)
            found = window.find(mark, found + 1)
        at += len(chunk)
        file.seek(at)
        before = window[-(len(mark) - 1) :]
    return None


def _is_member(file: BinaryIO, offset: int) -> bool:
    """Whether a gzip member with a WARC record in it begins here; three bytes alone may be chance."""
    file.seek(offset)
    try:
        return zlib.decompressobj(wbits=31).decompress(file.read(4096), 5) == b"WARC/"
    except zlib.error:
        return False


def _response(record: Any, source: Source, options: FormatOptions) -> Item | Failure | None:  # noqa: ANN401
    url = (record.headers.get("WARC-Target-URI") or "").strip().strip("<>")
    name = f"{source.name}, {url or record.record_id}"
    length = record.content_length
    if length <= 0:
        return None
    head = _http_head(record)
    if head is None:
        return failure(name, "has no HTTP header that can be read")
    status, fields, got = head
    media_type, _, parameters = fields.get("content-type", "").partition(";")
    media_type = media_type.strip().lower()
    if not 200 <= status < 300 or (media_type and media_type not in (*_PAGES, *_TEXTS)):
        return None
    try:
        body, whole = _payload(record, length, got, fields, options.max_bytes)
    except BadBody as refused:
        return failure(name, str(refused))
    if not whole:
        return failure(name, "is cut short: its record ends before its announced length")
    if not media_type:
        if not is_html(body[:4000].decode("utf-8", "replace")):
            return None
        media_type = "text/html"
    return _item(body, media_type, parameters, url, name, record, source)


def _item(
    body: bytes,
    media_type: str,
    parameters: str,
    url: str,
    name: str,
    record: Any,  # noqa: ANN401
    source: Source,
) -> Item | Failure:
    charset = charset_of(parameters)
    try:
        text = decode(body, name)[0] if not charset or not body.isascii() or not body.strip() else ""
    except CounterclaimError as error:
        if not charset or error.code == "empty_document":
            return failure(name, error)
        text = ""
    sound_url = url if url_key(url) else None
    page = media_type in _PAGES
    return Item(
        key=url_key(url) or f"{source.key}#{content_id(text, Facts(title=url))}",
        data=body,
        url=sound_url,
        media_type="text/html" if page else media_type,
        name=f"{name}#.html" if page else name,
        charset=charset,
        retrieved=short(record.headers.get("WARC-Date")),
    )


_HEAD = 256_000


def _http_head(record: Any) -> tuple[int, dict[str, str], int] | None:  # noqa: ANN401
    """Status, header fields, and the number of bytes that they take."""
    taken = 0
    lines: list[str] = []
    while taken < _HEAD:
        line = record.reader.readline()
        taken += len(line)
        if not line.strip():
            break
        lines.append(line.decode("latin-1").strip())
    if not lines or not lines[0].startswith("HTTP/"):
        return None
    code = lines[0].split(" ", 2)[1:2]
    fields: dict[str, str] = {}
    for line in lines[1:]:
        field, _, value = line.partition(":")
        fields.setdefault(field.strip().lower(), value.strip())
    return (int(code[0]) if code and code[0].isdigit() and len(code[0]) == 3 else 0), fields, taken


def _payload(
    record: Any,  # noqa: ANN401
    length: int,
    got: int,
    fields: dict[str, str],
    limit: int,
) -> tuple[bytes, bool]:
    """The body as the server meant it, and whether all of it is there."""
    announced = length - got
    if announced > 2 * limit:
        raise BadBody(f"is larger than {limit / 1e6:.3g} MB")
    pieces: list[bytes] = []
    size = 0
    while size < announced and (piece := record.reader.read(min(announced - size, 1 << 20))):
        pieces.append(piece)
        size += len(piece)
    body = b"".join(pieces)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = dechunked(body)
    body = decoded(body, fields.get("content-encoding", "").lower(), limit)
    if len(body) > limit:
        raise BadBody(f"is larger than {limit / 1e6:.3g} MB")
    return body, size == announced
