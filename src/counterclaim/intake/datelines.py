"""Where and when an article was filed: "CAIRO, March 9 (Wire) - ", "(Halden Press, Bangkok, Feb. 19) — "."""

from __future__ import annotations

import re
from itertools import islice

from counterclaim.lexicon.cleanup import cleanup

_LONGEST = 110
# The dash between the dateline and the body: spaced, or an em dash that stands close.
_DASH = re.compile(r"(?<=\d):\s|\s(?:--?|[–—―])(?:\s+|(?=[^\W\d_\s]))|[—―]|(?<=[)\]])(?:--?|–)\s*")
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,60})[)\]]$")
_PIECE = re.compile(r"[^\W\d_][\w.'’‘-]*|\d[\d:.,]*(?:st|nd|rd|th)?")
_ONLY = re.compile(r"[\w\s.,/'’‘()|:;-]*")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _is_date_word(word: str) -> bool:
    folded = word.rstrip(".").casefold()
    return folded in cleanup().months or folded in cleanup().weekdays


def _is_name(word: str) -> bool:
    return (
        word[0].isupper()
        or word.casefold() in cleanup().dateline_words
        or ("-" in word and word[-1].isalpha())
    )


def _strength(head: str) -> int:
    """How surely these words are a dateline: 2 beyond doubt, 1 names only, 0 not at all."""
    bracket = _BRACKET.search(head)
    inner = bracket[1].strip() if bracket else ""
    place = head[: bracket.start()].rstrip() if bracket else head
    if bracket and not (inner[:1].isupper() or inner.casefold() in cleanup().dateline_brackets):
        return 0
    if not place:  # "(Halden Press, Bangkok, Feb. 19)": the bracket is the dateline
        dated = any(_is_date_word(w) for w in _PIECE.findall(inner))
        if not _names_only(inner):
            return 0
        return 2 if dated else int("/" in inner or "," in inner)
    if not place[0].isupper() or not _names_only(place):
        return 0
    words = [w for w in _PIECE.findall(place) if not w[0].isdigit()]
    names = [w for w in words if not _is_date_word(w)]
    if not names:
        return 0
    dated = len(names) < len(words)
    if bracket or dated:
        return 2
    town = place.split(",", 1)[0]
    if town.isupper() and len(town) >= 4:
        return 2
    return 1 if len(names) <= 4 else 0


def _names_only(words: str) -> bool:
    """Nothing but names, dates and the small words between them."""
    if not _ONLY.fullmatch(words):
        return False
    pieces = _PIECE.findall(words)
    if not pieces or len(pieces) > 14:
        return False
    for before, piece in zip(["", *pieces], pieces, strict=False):
        if piece[0].isdigit():
            continue
        if not (_is_name(piece) or _is_date_word(piece)):
            return False
        # "… the camp. Ivanov - a driver": a sentence ends inside, so this is prose.
        if before.endswith(".") and len(before) > 5 and not _is_date_word(before):
            return False
    return True


def dateline_end(words: str, *, first_body: bool) -> int | None:
    """The length of the dateline that opens a paragraph, dash and blank included.

    Names alone ("Halden Province - The ministry said") count only where the body begins.
    """
    if not (words[0].isupper() or words[0] in "(["):
        return None
    match = _dash_of(words)
    if match is None:
        return None
    rest = words[match.end() :]
    opening = rest[:3].lstrip("“\"'‘«(")
    if not opening or opening[0].islower() or not _is_prose(rest):
        return None
    head = words[: match.start()].rstrip()
    strength = _strength(head)
    if match[0][0] == ":":
        return match.end() if strength == 2 and first_body else None
    if strength == 2 and (first_body or _BRACKET.search(head) or words[:4].isupper()):
        return match.end()
    if strength == 1 and first_body and match[0].strip() != match[0] and len(rest) > 40:
        return match.end()
    return None


def _dash_of(words: str) -> re.Match[str] | None:
    """The first dash outside of brackets: "CITY--(Wire - Nov 20) - The …"."""
    for match in islice(_DASH.finditer(words, 0, _LONGEST), 4):
        head = words[: match.start()]
        if (
            match.start() >= 3
            and head.count("(") == head.count(")")
            and words[match.end() : match.end() + 1] != "("
        ):
            return match
    return None


def _is_prose(rest: str) -> bool:
    """Whether body follows, and not the second half of a headline."""
    return len(rest) > 150 or rest.rstrip("\"”’')]» \n")[-1:] in (".", "!", "?", "…", ":")


def is_date_line(words: str) -> bool:
    """A line that only dates, or places and dates: "5 February 2025, 07:15", "Nay Pyi Taw, 18 February"."""
    if len(words) > 80 or words[-1] in "!?":
        return False
    if (
        (bracket := _BRACKET.search(words))
        and bracket[1].casefold() in cleanup().dateline_brackets
        and _names_only(words[: bracket.start()])
    ):
        return True  # "Washington (CNN)" on a line of its own
    pieces = _PIECE.findall(words)
    if not any(p[0].isdigit() for p in pieces) or not _ONLY.fullmatch(words.rstrip(".")):
        return False
    dated = any(_is_date_word(p) for p in pieces)
    plain = cleanup().date_line_words
    if all(p[0].isdigit() or _is_date_word(p) or p.rstrip(".").casefold() in plain for p in pieces):
        return dated or any(_YEAR.fullmatch(p.rstrip(",.")) for p in pieces)
    # With a place before it, the date must close the line: "Town, 18 February[, 2025]".
    at = next((i for i, p in enumerate(pieces) if p[0].isdigit() or _is_date_word(p)), len(pieces))
    head, tail = pieces[:at], pieces[at:]
    return (
        dated
        and 0 < len(head) <= 5
        and "," in words
        and all(_is_name(p) for p in head)
        and all(p[0].isdigit() or _is_date_word(p) or p.rstrip(".").casefold() in plain for p in tail)
    )
