"""Reasons in plain English, from the words of the two rows."""

from __future__ import annotations

from counterclaim.model.rows import Figure
from counterclaim.model.span import Span
from counterclaim.reconcile.statements import Statement

_WORDS = 18
_SHOWN = ("denies", "disputes", "doubts", "accuses", "estimates", "confirms", "assesses", "warns")  # as verbs


def who(statement: Statement) -> str:
    """The speaker with the document: ``Mayor Ilo Tan (a.txt)``."""
    name = " ".join(statement.voice.name.split())
    return f"{name[:1].upper()}{name[1:]} ({statement.file})"


def quoted(text: str) -> str:
    """Words in quotation marks, cut to a readable length."""
    words = text.split()
    cut = " ".join(words[:_WORDS]).strip(" ,;.\"“”'‘’")
    return f"“{cut}{' …' if len(words) > _WORDS else ''}”"


def says(statement: Statement) -> str:
    """Who says what: ``The army (b.txt) denies: “…”``."""
    verb = statement.stance if statement.stance in _SHOWN else "says"
    return f"{who(statement)} {verb}: {quoted(statement.claim.content[0].text)}"


def gives(statement: Statement, figure: Figure) -> str:
    """Who gives which figure."""
    when = f" on {statement.day}" if statement.day else ""
    return f"{who(statement)} gives {quoted(figure.span.text)} ({figure.measure.replace('_', ' ')}){when}"


def first_words(statement: Statement) -> Span:
    """The span that a link without figures rests on."""
    return statement.claim.content[0]


def both(a: Statement, b: Statement) -> tuple[tuple[Statement, Span], ...]:
    """Both claims' words as evidence."""
    return (a, first_words(a)), (b, first_words(b))
