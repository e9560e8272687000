"""Accounts and links made anew from what left through the gate.

A stored account holds words as they stand in the texts. Of it only ids, numbers, dates and values of closed
vocabularies are taken; every name and every word comes from the redacted rows that its ids lead to, and an
answer whose row did not leave is counted and left out.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import msgspec

from counterclaim.desk.contest import Said
from counterclaim.desk.site.store import Store
from counterclaim.lexicon.parties import lexicon
from counterclaim.model.rows import Claim, Figure
from counterclaim.reconcile import Account, Answer, Link
from counterclaim.reconcile.accounts import question
from counterclaim.reconcile.model import End
from counterclaim.reconcile.stored import AccountView, Carrier
from counterclaim.release.policy import Snippet
from counterclaim.release.rows import View

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORDS = 18  # of a claim, in a reason
_OPENING, _CLOSING = "“„«‘([\"'—–-", ",.;:!?…”’»)]—–-"
_VERBS = {"contradicts": "no number fits both", "updates": "a later figure", "corrects": "a correction"}


@dataclass(frozen=True, slots=True)
class Question:
    """An account as it is published. ``withheld`` counts answers whose rows do not leave."""

    account: Account
    answers: list[Said]
    origins: list[list[Carrier]]
    withheld: int

    @property
    def documents(self) -> list[str]:
        """The documents whose words it shows."""
        return list(dict.fromkeys(a.document for a in self.answers))


def asked(view: AccountView, store: Store) -> Question | None:
    """The account from redacted rows; None when no answer leaves."""
    raw = view.account
    found = [(a, f, c, v) for a in raw.answers if (row := _row(store, a)) is not None for f, c, v in (row,)]
    if not found:
        return None
    numbers = {n: at for at, n in enumerate(dict.fromkeys(a.origin for a, *_ in found))}
    answers = tuple(_answer(a, f, c, v, numbers[a.origin]) for a, f, c, v in found)
    withheld = len(raw.answers) - len(answers)
    place = _place(raw.place, [(f, c, v) for _, f, c, v in found])
    side = raw.side if raw.side in _sides() else None
    people = None if raw.population == "unstated" else raw.population
    windows = [f.window for _, f, _, _ in found if f.window]
    starts, ends = [w.start for w in windows if w.start], [w.end for w in windows if w.end]
    tops = [(a.high if a.high is not None else a.low, a.figure) for a in answers]
    low = min((a.low for a in answers if a.low is not None), default=None)
    high = max((t for t, _ in tops if t is not None), default=None)
    carriers: list[list[Carrier]] = [[] for _ in numbers]
    for answer in answers:
        about = _carrier(store, answer.document)
        if about not in carriers[answer.origin]:
            carriers[answer.origin].append(about)
    account = msgspec.structs.replace(
        raw,
        question=question(raw.measure, side, people, place),
        side=side,
        place=place,
        start=min(starts, default=None) if withheld else raw.start,
        end=max(ends, default=None) if withheld else raw.end,
        answers=answers,
        origins=len(numbers),
        carriers=tuple(tuple(c.document for c in some) for some in carriers),
        disjoint_sides=0 if withheld else raw.disjoint_sides,
        latest=max((a.said for a in answers if a.said), default=None),
        low=low,
        high=high,
        low_rows=tuple(a.figure for a in answers if low is not None and a.low == low),
        high_rows=tuple(figure for top, figure in tops if high is not None and top == high),
        disputes=tuple(msgspec.structs.replace(r, reason="") for r in raw.disputes),
        near_misses=tuple(msgspec.structs.replace(r, reason="") for r in raw.near_misses),
    )
    said = [_said(a, f, c, v) for a, (_, f, c, v) in zip(answers, found, strict=True)]
    return Question(account, said, carriers, withheld)


def linked(raw: Link, store: Store) -> Link | None:
    """The link from redacted rows; None when one of its claims does not leave."""
    source, target = _end(raw.source, store), _end(raw.target, store)
    if source is None or target is None:
        return None
    why = _VERBS.get(raw.kind, "") if raw.aspect in (None, "number") else ""
    words = f"{_gives(raw, raw.source, store)}; {_gives(raw, raw.target, store)}"
    return msgspec.structs.replace(
        raw, reason=f"{words}: {why}." if why else f"{words}.", source=source, target=target, evidence=()
    )


def _row(store: Store, answer: Answer) -> tuple[Figure, Claim, View] | None:
    view = store.view(answer.document)
    if view is None:
        return None
    figure, claim = view.figures.get(answer.figure), view.claims.get(answer.claim)
    return (figure, claim, view) if figure is not None and claim is not None else None


def _answer(raw: Answer, figure: Figure, claim: Claim, view: View, origin: int) -> Answer:
    return Answer(
        file="",
        document=raw.document,
        claim=raw.claim,
        figure=raw.figure,
        voice=view.speaker(claim),
        side=raw.side if raw.side in _sides() else None,
        said=raw.said[:10] if raw.said and _DATE.match(raw.said) else None,
        low=raw.low,
        high=raw.high,
        text=figure.span.text,
        words=view.content(claim),
        origin=origin,
    )


def _said(answer: Answer, figure: Figure, claim: Claim, view: View) -> Said:
    document = view.reading.document
    before, after = around(view.made.snippets.get(claim.id))
    return Said(
        answer.figure,
        answer.claim,
        answer.document,
        document.title or answer.document,
        document.outlet,
        document.url,
        answer.voice,
        answer.side,
        answer.said,
        answer.low,
        answer.high,
        answer.text,
        claim.stance,
        before,
        answer.words,
        after,
        answer.origin + 1,
        "machine",
    )


def around(snippet: Snippet | None) -> tuple[str, str]:
    """What stands before and after a statement's words, with the blank that the snippet lost between them."""
    if snippet is None:
        return "", ""
    before, after = snippet.before, snippet.after
    return (
        before + ("" if not before or before[-1] in _OPENING else " "),
        ("" if not after or after[0] in _CLOSING else " ") + after,
    )


def _place(raw: str | None, rows: list[tuple[Figure, Claim, View]]) -> str | None:
    """The account's place as its redacted rows name it: a town, or its region only."""
    if raw is None:
        return None
    named = [
        v.places[i].name for f, c, v in rows for i in ((f.place,) if f.place else c.places) if i in v.places
    ]
    return raw if named and all(n == raw for n in named) else next((n for n in named if n != raw), None)


def _carrier(store: Store, document: str) -> Carrier:
    view = store.view(document)
    assert view is not None
    about = view.reading.document
    return Carrier(about.id, about.outlet, about.title, about.url, about.published)


def _end(raw: End, store: Store) -> End | None:
    view = store.view(raw.document)
    claim = view.claims.get(raw.claim) if view else None
    if view is None or claim is None:
        return None
    return End("", raw.claim, (view.content(claim),), raw.document)


def _gives(raw: Link, end: End, store: Store) -> str:
    """Who says what, or gives which figure, in redacted words."""
    view = store.view(end.document)
    assert view is not None
    claim = view.claims[end.claim]
    about = view.reading.document.outlet
    name = view.speaker(claim) + (f" ({about})" if about else "")
    ends = {(e.start, e.end) for e in raw.evidence if e.file == end.file}
    for figure in (view.figures[i] for i in claim.figures if i in view.figures):
        if (figure.span.start, figure.span.end) in ends:
            return f"{name} gives “{figure.span.text}” ({figure.measure.replace('_', ' ')})"
    words = view.content(claim).split()
    cut = " ".join(words[:_WORDS]) + (" …" if len(words) > _WORDS else "")
    return f"{name} {claim.stance}: “{cut}”"


@functools.cache
def _sides() -> frozenset[str]:
    """The parties that anybody may name: those of the lexicon."""
    return frozenset(p.side for p in lexicon().names.values() if p.side)
