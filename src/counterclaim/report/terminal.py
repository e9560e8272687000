"""Text for terminals: safe characters, display width, wrapping and colour."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Mapping

# Control characters could drive the terminal; bidirectional overrides could show text in another
# order than it has. Both are shown as escapes.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")
_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "blue": "34", "cyan": "36"}


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def safe(text: str) -> str:
    """Text that cannot drive a terminal: blanks made single, control characters shown as escapes."""
    return _UNSAFE.sub(_escape, _BLANKS.sub(" ", text)).strip()


def wants_colour(choice: str, environ: Mapping[str, str], *, is_terminal: bool) -> bool:
    """Whether to colour: the option first, then ``NO_COLOR``, ``CLICOLOR_FORCE``, then the terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return is_terminal and environ.get("TERM") != "dumb" and environ.get("CLICOLOR") != "0"


def terminal_width(environ: Mapping[str, str], *, is_terminal: bool) -> int:
    """Columns to fill: ``COLUMNS``, the terminal's, else 80; between 40 and 110."""
    given = environ.get("COLUMNS", "")
    columns = int(given) if given.isdigit() and len(given) < 6 else 0
    if not columns and is_terminal:
        try:
            columns = os.get_terminal_size().columns
        except OSError:
            columns = 0
    return max(40, min(columns or 80, 110))


def char_width(char: str) -> int:
    """Columns of one character: 0 for combining marks, 2 for wide ones."""
    if char < "\u0300":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") else 1


def display_width(text: str) -> int:
    """Columns that a text takes."""
    return len(text) if text.isascii() else sum(map(char_width, text))


def _pieces(word: str, room: int) -> list[str]:
    """A word cut into pieces that fit."""
    if display_width(word) <= room:
        return [word]
    pieces, piece, used = [], "", 0
    for char in word:
        wide = char_width(char)
        if piece and used + wide > room:
            pieces.append(piece)
            piece, used = "", 0
        piece += char
        used += wide
    return [*pieces, piece]


def wrap(text: str, room: int) -> list[str]:
    """Lines of at most ``room`` columns; a longer word is cut."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        for piece in _pieces(word, max(room, 10)):
            wide = display_width(piece)
            if line and used + 1 + wide > room:
                lines.append(line)
                line, used = "", 0
            line = f"{line} {piece}" if line else piece
            used += wide + (1 if used else 0)
    if line:
        lines.append(line)
    return lines


class Style:
    """Colours, or none: the words are the same either way."""

    def __init__(self, *, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, *names: str) -> str:
        """The text in these styles."""
        if not (self.colour and text and names):
            return text
        return f"\x1b[{';'.join(_CODES[n] for n in names)}m{text}\x1b[0m"
