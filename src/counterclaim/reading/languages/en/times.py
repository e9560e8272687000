"""The times stage: time expressions and the dates they stand for.

Reads ``paragraphs`` and the document's publication date; writes ``moments`` in text order, none
overlapping another. A relative expression is resolved against the publication date, "a day earlier"
against the last day its paragraph spoke of. Without a publication date relative expressions stay
unresolved and one warning says how to mend it.

A moment's ``kind`` is how a figure's window would use it: ``on`` a day (or a night, which spans two),
``during`` a longer period, ``last`` so many hours or days up to publication, ``since`` a beginning up
to publication, ``total`` for "as of 10 March", the day up to which a total counts.

Not attempted: clock times, durations ("for three days"), repetition ("every Monday"), and days counted
from an event ("the day after the attack").
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from counterclaim.reading.languages.en import (  # the rule modules file their rules when imported
    times_relative,
    times_rules_dates,
    times_rules_days,
    times_rules_units,
)
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.times_grammar import OPENER, RULES, expression_at
from counterclaim.reading.languages.en.times_scene import Hit, Scene
from counterclaim.reading.page import MomentDraft, Page, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

__all__ = ["run", "times_relative", "times_rules_dates", "times_rules_days", "times_rules_units"]

_AHEAD = re.compile(
    r"\b(?:scheduled|planned|due|slated|expected|upcoming|forthcoming|deadline)\b", re.IGNORECASE
)
_MODALS = {"will", "'ll", "’ll", "wo", "shall", "would", "must"}
_INTENT = {"plan", "expect", "schedule", "intend", "agree", "promise", "prepare", "vow", "aim", "set", "due"}
# Names that hold a weekday: "Bloody Sunday", "the Sunday Times".
_NAMED_BEFORE = re.compile(r"\b(?:Bloody|Black|Good|Palm|Easter|Holy|Ash|Super|Cyber)\s$")
_NAMED_AFTER = re.compile(
    r"\s(?:Times|Telegraph|Mail|Mirror|Express|Herald|Independent|World|People|Post|Star)\b"
)
_ASCII_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


def run(page: Page) -> None:
    """Find the time expressions of every paragraph."""
    scene = Scene(_published(page))
    missed = 0
    for paragraph in page.paragraphs:
        text = paragraph.doc.text
        lower = text.lower()
        if len(lower) != len(text):  # some letters grow when lowered; offsets must not move
            lower = text.translate(_ASCII_LOWER)
        scene.begin(text, lower, _Future(paragraph.doc))
        for hit in _hits(scene):
            missed += hit.period.needs_published and not hit.period.resolved
            _keep(page, paragraph, hit)
    if missed:
        page.warn(
            "relative_date_unresolved",
            f"{missed} relative date{'s' if missed > 1 else ''} left unresolved: "
            "the publication date is unknown; give it with --published YYYY-MM-DD",
        )


def _published(page: Page) -> date | None:
    given = page.document.published
    if not given:
        return None
    try:
        return date.fromisoformat(given[:10])
    except ValueError:
        return None


def _hits(scene: Scene) -> list[Hit]:
    """The expressions of the scene's paragraph, left to right; a found one is stepped over."""
    hits: list[Hit] = []
    done = 0
    for word in OPENER.finditer(scene.lower):
        opener = word.group()
        start = word.start()
        if start < done or (opener not in RULES and not opener[0].isdigit()):
            continue
        hit = expression_at(scene, start)
        if hit is None or hit.start < done or _is_name(scene.text, hit):
            continue
        done = hit.end
        scene.note(hit.period)
        hits.append(hit)
    return hits


def _is_name(text: str, hit: Hit) -> bool:
    return bool(
        _NAMED_BEFORE.search(text, max(0, hit.start - 10), hit.start) or _NAMED_AFTER.match(text, hit.end)
    )


def _counts(span: Span) -> bool:
    """Whether a lone "year" is a number of things: "in 2014 cases"."""
    token = span[0]
    return len(span) == 1 and token.dep_ == "nummod" and token.head.i > token.i and token.text.isdigit()


def _keep(page: Page, paragraph: Paragraph, hit: Hit) -> None:
    span = paragraph.doc.char_span(hit.start, hit.end, alignment_mode="expand")
    if span is None or not len(span) or _counts(span):
        return
    mention = TokenSpan(paragraph.index, span.start, span.end)
    if page.moments and page.moments[-1].mention.overlaps(mention):
        return
    period = hit.period
    page.moments.append(
        MomentDraft(
            mention,
            period.start.isoformat() if period.start else None,
            period.end.isoformat() if period.end else None,
            period.precision if period.resolved else "unresolved",
            period.kind,
        )
    )


class _Future:
    """Whether the words around an expression look ahead: "will meet on Friday", "scheduled for 15 June"."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc

    def __call__(self, start: int, end: int) -> bool:
        if _AHEAD.search(self.doc.text, max(0, start - 25), start):
            return True
        span = self.doc.char_span(start, end, alignment_mode="expand")
        if span is None or not len(span):
            return False
        token = span.root
        for _ in range(8):
            if token.tag_.startswith("VB"):
                break
            if token.head is token or token.head.i == token.i:
                return False
            token = token.head
        helpers = {child.lower_: child.tag_ for child in token.children if child.i < token.i}
        if "have" not in helpers and any(w in _MODALS and tag == "MD" for w, tag in helpers.items()):
            return True
        return "TO" in helpers.values() and lemma(token.head) in _INTENT
