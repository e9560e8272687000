"""Text in UTF-8 that somebody read as Windows-1252: "â€œ" for a quote mark, "Ã©" for é."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.model.document import Repair


def _byte_of() -> dict[str, int]:
    """The byte that Windows-1252 (or Latin-1, for the five it leaves out) shows as this character."""
    shown: dict[str, int] = {}
    for byte in range(0x80, 0x100):
        try:
            shown[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            shown[chr(byte)] = byte
    return shown


_BYTES = _byte_of()
_CONTINUES = "".join(re.escape(c) for c, b in _BYTES.items() if b < 0xC0)
# A first byte of UTF-8 and at least one that continues it.
_SUSPECT = re.compile(f"[\xc2-\xf4](?:[{_CONTINUES}]{{1,3}})")
# The last byte of ” has no character in Windows-1252 and is often lost.
_LOST = "â€"


def _plausible(char: str) -> bool:
    """What a news text has: Latin and Cyrillic letters, punctuation, emoji; not a stray rare letter."""
    code = ord(char)
    return (
        0xA0 <= code <= 0x17F
        or 0x400 <= code <= 0x491
        or 0x2010 <= code <= 0x2044
        or code in (0x20AC, 0x2122, 0x2212, 0x2116, 0xFEFF, 0x200B)
        or 0x600 <= code <= 0x6FF
        or code >= 0x1F000
    )


def _decoded(run: str) -> tuple[int, str] | None:
    """How many characters of a run make one character of UTF-8, and which."""
    first = _BYTES[run[0]]
    length = 2 if first < 0xE0 else 3 if first < 0xF0 else 4
    if len(run) < length:
        return None
    try:
        char = bytes(_BYTES[c] for c in run[:length]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (length, char) if _plausible(char) else None


def misread(text: str) -> Iterator[Repair]:
    """Overlays that read each misread character properly."""
    for match in _SUSPECT.finditer(text):
        start = match.start()
        if found := _decoded(match[0]):
            length, char = found
            yield Repair(start, start + length, text[start : start + length], char)
        elif match[0].startswith(_LOST):
            yield Repair(start, start + 2, _LOST, "”")
