"""A text in parts: headline, byline, dateline, body, captions, link lists, boilerplate.

The parts cover the text in order; the blanks between two paragraphs belong to the part before them. In
a part, paragraphs are separated by blank lines, so text with one paragraph a line gets one part a line.
What stands inside a body paragraph is not looked at, except a dateline that opens it and an agency that
signs it off.
"""

from __future__ import annotations

import re
from itertools import pairwise

from counterclaim.intake.datelines import dateline_end, is_date_line
from counterclaim.intake.furniture import (
    is_boilerplate,
    is_byline,
    is_caption,
    related_prompt,
    sign_off,
    title_share,
)
from counterclaim.intake.paragraphs import SENTENCE_ENDS, Line, Paragraph, lines_of, paragraphs_of
from counterclaim.model.document import Part
from counterclaim.model.vocabulary import PartKind

_MOST_LINES = 100_000
_LONGEST_HEADLINE = 220
_LONGEST_FURNITURE = 500
_WORDS = re.compile(r"[^\W_]+")
_FOOTNOTES = re.compile(r"(?:\[\d{1,3}\]\s{0,2}){1,5}$")
_STOP_INSIDE = re.compile(r"[^\W\d_]{4}\.[”\"’']?\s+[A-Z]")
_CLOSERS = "\"”’'»)]"


def _ends_sentence(words: str) -> bool:
    """Ends in a full stop (or the like), within or before closing marks."""
    return words.rstrip(_CLOSERS)[-1:] in tuple(SENTENCE_ENDS)


def _ends_in_stop(words: str) -> bool:
    """Ends in a full stop: a question or an exclamation may still be a headline."""
    return words.rstrip(_CLOSERS)[-1:] in (".", "…")


def _furniture(words: str) -> PartKind | None:
    """What a paragraph is by its own looks, body excepted."""
    if len(words) > _LONGEST_FURNITURE:
        return None
    if is_byline(words):
        return "byline"
    if is_caption(words):
        return "caption"
    if is_boilerplate(words):
        return "boilerplate"
    if related_prompt(words):
        return "related"
    return None


def _opens_anew(words: str, *, first: bool) -> bool:
    """Whether a line is furniture, or opens the body with a dateline."""
    return bool(_furniture(words) or dateline_end(words, first_body=first) or is_date_line(words))


def _stands_alone(words: str) -> bool:
    """Whether a line is furniture that no further line belongs to."""
    kind = _furniture(words)
    return kind is not None and (kind != "boilerplate" or len(words) < 60)


def _breaks(lines: list[Line]) -> frozenset[int]:
    """Lines before which a paragraph ends, however full the line before them is."""
    found: set[int] = set()
    for before, line in pairwise(lines):
        if line.after_blank or line.words[0].islower():
            continue
        if _opens_anew(line.words, first=not found) or _stands_alone(before.words):
            found.add(line.start)
    return frozenset(found)


def _is_headline(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """The opening line of an article: no sentence, with something after it."""
    words = paragraph.words
    if following is None or len(words) > _LONGEST_HEADLINE or words[-1] in ",:;-–—":
        return False
    if not any(c.isalnum() for c in words) or words[0].islower() or _FOOTNOTES.search(words):
        return False
    if len(words) > 100 and _STOP_INSIDE.search(words):
        return False
    if not _ends_in_stop(words):
        return not (words[0] in '“"' and _ends_sentence(words))
    # Some feeds close headlines with a full stop.
    count = len(words.split())
    if ". " in words.rstrip(".") and title_share(words) < 0.7:
        return False
    opens_article = dateline_end(following.words, first_body=True) or is_byline(following.words)
    return following.after_blank and count <= 25 and (bool(opens_article) or title_share(words) >= 0.8)


def _is_subtitle(paragraph: Paragraph, following: Paragraph | None) -> bool:
    """A second line of the headline: no sentence, and longer body after it."""
    words = paragraph.words
    return (
        following is not None
        and len(words) <= _LONGEST_HEADLINE
        and len(words.split()) >= 4
        and words[-1].isalnum()
        and words[0].isupper()
        and len(following.words) > len(words)
    )


def _same_caption(words: str, caption: str, share: float) -> bool:
    """Whether a line says a caption once more: cut short, or with this share of its words."""
    if _ends_sentence(words) or len(words) > 300:
        return False
    mine = [w.casefold() for w in _WORDS.findall(words)]
    theirs = [w.casefold() for w in _WORDS.findall(caption)]
    if len(mine) < 3 or len(theirs) < 3:
        return False
    if mine[:3] == theirs[:3]:
        return True
    known = set(theirs)
    return len(mine) >= 5 and sum(w in known for w in mine) >= share * len(mine)


def _is_listed(paragraph: Paragraph) -> bool:
    """Whether a paragraph below a list's heading is one more headline of the list."""
    words = paragraph.words
    if len(words) > _LONGEST_HEADLINE or words[-1] in ",:;":
        return False
    if not _ends_in_stop(words):
        return True
    return len(words.split()) <= 25 and title_share(words) >= 0.8


class _Sorter:
    """Goes through the paragraphs once, keeping what the place of one says about the next."""

    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.kinds: list[PartKind] = []
        self.body_seen = False
        self.headline_at: int | None = None
        self.list_is: str | None = None  # "list", "line", or None outside of link lists

    def sort(self) -> list[PartKind]:
        """The kind of every paragraph."""
        for index in range(len(self.paragraphs)):
            kind = self._kind(index)
            self.kinds.append(kind)
            if kind == "caption":
                self._look_back(index)
            elif kind == "body":
                self.body_seen = True
        return self.kinds

    def _kind(self, index: int) -> PartKind:
        paragraph = self.paragraphs[index]
        following = self.paragraphs[index + 1] if index + 1 < len(self.paragraphs) else None
        kind = _furniture(paragraph.words)
        if kind == "related":
            return self._open_list(paragraph, following)
        if kind is not None:
            self.list_is = None if kind == "caption" else self.list_is
            return kind
        if self.list_is and self._in_list(paragraph):
            return "related"
        self.list_is = None
        if not self.body_seen:
            return self._opening(index, paragraph, following)
        return "body"

    def _open_list(self, paragraph: Paragraph, following: Paragraph | None) -> PartKind:
        prompt = related_prompt(paragraph.words)
        if prompt == "list" and (following is None or not _is_listed(following)):
            # A heading with no list below it: the links were lost, or it is a crosshead.
            self.list_is = None
        else:
            self.list_is = prompt
        return "related"

    def _in_list(self, paragraph: Paragraph) -> bool:
        # "Read also: One headline": only what follows without a blank line belongs to it.
        if self.list_is == "line" and paragraph.after_blank:
            return False
        return _is_listed(paragraph)

    def _opening(self, index: int, paragraph: Paragraph, following: Paragraph | None) -> PartKind:
        """What a paragraph is while no body has been seen."""
        if is_date_line(paragraph.words):
            return "dateline"
        if dateline_end(paragraph.words, first_body=self.headline_at is not None):
            return "body"
        if self.headline_at is None:
            # Only at the top: a caption may stand first, but not half an article.
            if index <= 4 and _is_headline(paragraph, following):
                self.headline_at = index
                return "headline"
        elif index == self.headline_at + 1 and _is_subtitle(paragraph, following):
            return "headline"
        return "body"

    def _look_back(self, index: int) -> None:
        """Lines before a caption that say the same are captions too."""
        caption = self.paragraphs[index].words
        # On the line right before it, fewer common words will do.
        share = 0.75 if self.paragraphs[index].after_blank else 0.65
        for before in range(index - 1, max(-1, index - 3), -1):
            if self.kinds[before] not in ("body", "headline") or before == self.headline_at:
                return
            if not _same_caption(self.paragraphs[before].words, caption, share):
                return
            self.kinds[before] = "caption"
            self.body_seen = "body" in self.kinds


def split(text: str) -> tuple[Part, ...]:
    """The parts of a text, in order; together they cover it."""
    if text.count("\n") > _MOST_LINES:  # no article: not worth a part for each line
        return (Part("body", 0, len(text)),)
    lines = lines_of(text)
    if not lines:
        return (Part("body", 0, len(text)),) if text else ()
    paragraphs = paragraphs_of(lines, _breaks(lines))
    kinds = _Sorter(paragraphs).sort()
    return _cover(_marks(paragraphs, kinds, text), len(text))


def _marks(paragraphs: list[Paragraph], kinds: list[PartKind], text: str) -> list[tuple[PartKind, int, bool]]:
    """Where parts begin, and whether a blank line stands before: datelines and sign-offs cut off."""
    marks: list[tuple[PartKind, int, bool]] = []
    body_seen = False
    for paragraph, kind in zip(paragraphs, kinds, strict=True):
        if kind != "body":
            marks.append((kind, paragraph.start, paragraph.after_blank))
            continue
        start = paragraph.start
        # Offsets are counted in the text: its lines may be joined in the words.
        words = text[start : paragraph.end]
        if length := dateline_end(words, first_body=not body_seen):
            marks.append(("dateline", start, paragraph.after_blank))
            marks.append(("body", start + length, False))
        else:
            marks.append(("body", start, paragraph.after_blank))
        body_seen = True
        if (signed := sign_off(words)) is not None and signed > 40:
            marks.append(("byline", start + signed, False))
    return marks


def _cover(marks: list[tuple[PartKind, int, bool]], length: int) -> tuple[Part, ...]:
    """Parts from where they begin; neighbours of one kind are one part when a blank line parts them."""
    starts: list[tuple[PartKind, int]] = []
    for kind, start, after_blank in marks:
        if starts and after_blank and starts[-1][0] == kind:
            continue
        starts.append((kind, start if starts else 0))
    ends = [start for _, start in starts[1:]] + [length]
    return tuple(Part(kind, start, end) for (kind, start), end in zip(starts, ends, strict=True))
