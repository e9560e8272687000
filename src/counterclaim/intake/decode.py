"""Bytes to text: UTF-8, UTF-16 and UTF-32 with their marks, and a bounded guess for the rest."""

from __future__ import annotations

import codecs
import re

from counterclaim.model.errors import BinaryFile, EmptyDocument, TooLarge
from counterclaim.model.rows import ReadingWarning

MAX_BYTES = 20_000_000
_SAMPLE = 64_000  # bytes that the guess looks at
_DAMAGED = 0.02  # a larger share of broken sequences than this is no UTF-8
_CYRILLIC = ["cp1251", "koi8_r"]

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "a PDF", "save its text first, e.g. with pdftotext"),
    (b"PK\x03\x04", "a zip archive or an office document", "unpack it, or save it as plain text"),
    (b"PK\x05\x06", "a zip archive", "unpack it first"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"BZh", "a bzip2 archive", "unpack it first"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it first"),
    (b"Rar!\x1a\x07", "a rar archive", "unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive", "unpack it first"),
    (b"\x89PNG\r\n", "a PNG image", "give the text of the article"),
    (b"\xff\xd8\xff", "a JPEG image", "give the text of the article"),
    (b"GIF87a", "a GIF image", "give the text of the article"),
    (b"GIF89a", "a GIF image", "give the text of the article"),
    (b"RIFF", "a media file", "give the text of the article"),
    (b"OggS", "a media file", "give a transcript"),
    (b"ID3", "a sound file", "give a transcript"),
    (b"\x7fELF", "a program", "give the text of the article"),
    (b"\xd0\xcf\x11\xe0", "an old office document", "save it as plain text"),
    (b"{\\rtf", "an RTF document", "save it as plain text"),
    (b"SQLite format 3\x00", "a database", "export its text first"),
)
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_:.-]{2,40})", re.I)
_LONE = re.compile(rb"(?<=[A-Za-z])[\xc0-\xff](?=[A-Za-z ,.])|(?<= )[\xc0-\xff](?=[a-z])")
_RUN = re.compile(rb"[\xc0-\xff]{3,}")
_XML = re.compile(rb"^\s{0,40}<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_:.-]{2,40})")


def _refuse_binary(data: bytes, name: str) -> None:
    """Refuse what opens like a known binary format."""
    for signature, what, mend in _SIGNATURES:
        if data.startswith(signature):
            raise BinaryFile(name, f"is {what}, not text", mend)
    if data[4:8] == b"ftyp":
        raise BinaryFile(name, "is a media file, not text", "give a transcript")


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 that lost its mark: NULs at nearly all even or nearly all odd places, none at the others."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd >= 0.6 * half and even == 0:
        return "utf-16-le"
    if even >= 0.6 * half and odd == 0:
        return "utf-16-be"
    return None


def _declared(data: bytes) -> str | None:
    """The character set that HTML or XML declares in its head."""
    head = data[:4096]
    match = _XML.search(head) or (_META.search(head) if b"<" in head else None)
    if match is None:
        return None
    try:
        return codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None


def _nearly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few damaged places, which become U+FFFD."""
    text = data.decode("utf-8", "replace")
    beyond = sum(len(run) for run in re.findall(r"[^\x00-\x7f]+", text))
    broken = text.count("\ufffd")
    sound = beyond - broken
    return text if sound and broken <= _DAMAGED * beyond + 1 and broken < sound else None


def _guess(data: bytes) -> tuple[str, str]:
    """The text and the name of the character set that reads most like a language."""
    sample = data[:_SAMPLE]
    # In Western text a letter beyond ASCII stands among ASCII letters; Cyrillic comes in whole words.
    if len(_RUN.findall(sample)) <= len(_LONE.findall(sample)):
        return data.decode("cp1252", "replace"), "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=_CYRILLIC, threshold=0.5).best()
    encoding = best.encoding if best is not None and best.encoding in _CYRILLIC else _CYRILLIC[0]
    return data.decode(encoding, "replace"), encoding


_NAMES = {"cp1251": "Windows-1251", "cp1252": "Windows-1252", "koi8_r": "KOI8-R"}


def decode(data: bytes, name: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    """The text of these bytes, with a warning where the character set was a guess.

    Raises:
        TooLarge: more than `MAX_BYTES`.
        EmptyDocument: nothing but blanks.
        BinaryFile: not text.

    """
    if len(data) > MAX_BYTES:
        raise TooLarge(name)
    if not data.strip():
        raise EmptyDocument(name)
    _refuse_binary(data, name)
    text, warnings = _decoded(data, name)
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise BinaryFile(name)
    if not text.strip():
        raise EmptyDocument(name)
    return text, warnings


def _decoded(data: bytes, name: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            return text, _damage(text, encoding.upper())
    if b"\x00" in data:
        wide = _unmarked_utf16(data)
        if wide is None:
            raise BinaryFile(name)
        return data.decode(wide, "replace"), _guessed("UTF-16")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    if declared := _declared(data):
        try:
            return data.decode(declared), ()
        except (UnicodeDecodeError, LookupError):
            pass
    if (near := _nearly_utf8(data)) is not None:
        return near, _damage(near, "UTF-8")
    if _looks_binary(data):
        raise BinaryFile(name)
    text, encoding = _guess(data)
    return text, _guessed(_NAMES.get(encoding, encoding))


def _looks_binary(data: bytes) -> bool:
    """Whether control characters, which no text has, are common."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(
        sample.translate(None, bytes([*range(1, 9), *range(14, 27), *range(28, 32)]))
    )
    return controls > 0.01 * len(sample)


def _guessed(encoding: str) -> tuple[ReadingWarning, ...]:
    message = f"The file does not say how its characters are coded; it was read as {encoding}."
    return (ReadingWarning("encoding_guessed", message),)


def _damage(text: str, encoding: str) -> tuple[ReadingWarning, ...]:
    broken = text.count("\ufffd")
    if not broken:
        return ()
    message = f"{broken} characters could not be decoded as {encoding} and stand as U+FFFD."
    return (ReadingWarning("encoding_damaged", message),)
