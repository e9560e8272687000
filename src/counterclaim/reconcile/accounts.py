"""Accounts: all figures that answer one question, by side and over time, with independent origins counted."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.reconcile import bounds as bound
from counterclaim.reconcile import windows
from counterclaim.reconcile.found import Found, Row
from counterclaim.reconcile.judgements import Judgements
from counterclaim.reconcile.model import Account, Answer, End, Remark
from counterclaim.reconcile.sets import Sets
from counterclaim.reconcile.voices import compare

_NUMBER = ("contradicts", "updates", "corrects", "corroborates", "repeats", "same_origin")
_SAME = ("repeats", "same_origin")
_REJECTS = ("denies", "disputes", "corrects")
_ONE_VOICE = ("same_person", "same_body", "same_side")
_APART = 5  # days between two counts of a day: no chain of links makes one event of them
Key = tuple[str, str]  # document and figure, or document and claim


def build(
    rows: Iterable[Row], links: Sequence[Found], copies: Mapping[str, str], judged: Judgements | None = None
) -> list[Account]:
    """The questions that at least two statements answer, in the order of `order`.

    Args:
        rows: figures of all documents compared.
        links: the links chosen.
        copies: document (see `document_key`) to the first document that carries its text.
        judged: what people said on which claims speak of one matter.

    """
    known = {_key(r): r for r in rows}
    groups = _clusters(known, links, judged or Judgements())
    carried: Sets[Key] = Sets()
    touching: dict[Key, list[Found]] = defaultdict(list)
    for found in links:
        ends = _ends(found)
        for end in set(ends):
            touching[end].append(found)
        if found.link.kind in _SAME:
            carried.join(*ends)
    accounts = []
    for group in groups:
        claims = list(dict.fromkeys(_claim(r) for r in group))
        if len(claims) > 1:
            about = {f.link.id: f for c in claims for f in touching[c]}
            accounts.append(_account(group, list(about.values()), origin_of(group, carried, copies)))
    # One voice that nobody disputes is no contest.
    return order(a for a in accounts if a.origins > 1 or a.disputes or a.low != a.high)


def _ends(found: Found) -> tuple[Key, Key]:
    a, b = found.link.source, found.link.target
    return (document_key(a), a.claim), (document_key(b), b.claim)


def document_key(where: Row | End) -> str:
    """One document; the same text may come under several names."""
    return document_name(where.document, where.file)


def document_name(document: str, file: str) -> str:
    """What `document_key` gives for a document's id and the name it has in links."""
    return f"{document} {file}"


def _claim(row: Row) -> Key:
    return document_key(row), row.claim


def _clusters(known: Mapping[Key, Row], links: Sequence[Found], judged: Judgements) -> list[list[Row]]:
    """Figures joined by links of number, the surest first; what may not be one is never joined."""
    sets: Sets[Key] = Sets()
    members: dict[Key, list[Row]] = {}
    by_claim: dict[str, list[Row]] = defaultdict(list)
    for row in known.values():
        by_claim[row.claim].append(row)
    joins: list[tuple[float, Key, Key]] = []
    for a, b in judged.same_pairs():
        for one in by_claim.get(a, ()):
            for two in by_claim.get(b, ()):
                if one.family == two.family:
                    joins.append((2.0, _key(one), _key(two)))
    for found in links:
        if found.link.kind in _NUMBER:
            a, b = document_key(found.link.source), document_key(found.link.target)
            sure = 1.5 if found.link.kind in _SAME else found.link.score
            joins += [(sure, (a, one), (b, two)) for one, two in found.alike]
    for sure, one_key, two_key in sorted(joins, key=lambda j: (-j[0], j[1], j[2])):
        if one_key not in known or two_key not in known:
            continue
        first, second = sets.root(one_key), sets.root(two_key)
        if first == second:
            continue
        left = members.setdefault(first, [known[one_key]])
        right = members.setdefault(second, [known[two_key]])
        if judged.apart(left, right) or (sure < 2.0 and _far_apart(left, right)):
            continue
        sets.join(first, second)
        members[sets.root(first)] = left + right
    return [members[root] for root in sorted({sets.root(k) for k in members})]


def _key(row: Row) -> Key:
    return document_key(row), row.figure


def _far_apart(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether counts of one day or event lie days apart: a week of shelling is not one event."""
    dated = [
        (start, end)
        for r in (*left, *right)
        if not r.cumulative and (start := windows.day(r.begins)) and (end := windows.day(r.ends))
    ]
    return bool(dated) and (max(d[0] for d in dated) - min(d[1] for d in dated)).days > _APART


def origin_of(rows: Sequence[Row], carried: Sets[Key], copies: Mapping[str, str]) -> dict[Key, Key]:
    """Claim to its origin: copies, relays and several statements of one voice are one origin."""
    first = {_claim(r): r for r in rows}
    sets: Sets[Key] = Sets()
    claims = sorted(first)
    for key in claims:  # what one voice says, in any of its names
        for other in (c for c in claims if c < key):
            a, b = first[key], first[other]
            copied = key[0] in copies and copies[key[0]] == copies.get(other[0])
            own_words = a.voice.outlet and b.voice.outlet and (copied or key[0] == other[0])
            one_voice = not (a.voice.unnamed or b.voice.unnamed) and compare(a.voice, b.voice) in _ONE_VOICE
            if own_words or one_voice or carried.root(key) == carried.root(other):
                sets.join(key, other)
    return {key: sets.root(key) for key in claims}


def _account(group: list[Row], links: Sequence[Found], origins: Mapping[Key, Key]) -> Account:
    group = sorted(group, key=lambda r: (r.day or "", r.document, r.start, r.figure))
    roots = [origins[_claim(r)] for r in group]
    numbered = {root: n for n, root in enumerate(dict.fromkeys(roots))}
    answers = tuple(_answer(r, numbered[root]) for r, root in zip(group, roots, strict=True))
    carriers: dict[int, dict[str, None]] = defaultdict(dict)
    for answer in answers:
        carriers[answer.origin][answer.file] = None
    disputes, misses = _remarks(group, links)
    side, people, place = (
        next((v for r in group if (v := getattr(r, name)) is not None), None)
        for name in ("side", "population", "place")
    )
    low = min((a.low for a in answers if a.low is not None), default=None)
    tops = [(a.high if a.high is not None else a.low, a.figure) for a in answers]
    high = max((t for t, _ in tops if t is not None), default=None)
    key = "\x1f".join(sorted(f"{r.document} {r.figure}" for r in group))
    return Account(
        id="q-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
        question=question(group[0].family, side, people, place),
        measure=group[0].family,
        population=people or "unstated",
        side=side,
        place=place,
        start=min((r.begins for r in group if r.begins), default=None),
        end=max((r.ends for r in group if r.ends), default=None),
        answers=answers,
        origins=len(numbered),
        carriers=tuple(tuple(carriers[n]) for n in range(len(numbered))),
        disjoint_sides=_disjoint_sides(group),
        latest=max((a.said for a in answers if a.said), default=None),
        low=low,
        high=high,
        low_rows=tuple(a.figure for a in answers if low is not None and a.low == low),
        high_rows=tuple(figure for top, figure in tops if high is not None and top == high),
        disputes=disputes,
        near_misses=misses,
    )


def _remarks(group: Sequence[Row], links: Sequence[Found]) -> tuple[tuple[Remark, ...], tuple[Remark, ...]]:
    """The links that dispute a figure of the account, and those that say what it must not be set beside."""
    claims = {_claim(r) for r in group}
    figures = {_key(r) for r in group}
    disputes, misses = [], []
    for found in sorted(links, key=lambda f: (f.link.kind, f.link.id)):
        link = found.link
        remark = Remark(
            link.id, link.kind, link.reason_code, link.reason, link.source.claim, link.target.claim
        )
        if link.kind == "not_comparable":
            misses.append(remark)
        elif link.kind in _REJECTS and claims & set(_ends(found)):
            disputes.append(remark)
        elif link.kind == "contradicts" and link.aspect == "number":
            ours = {(document_key(link.source), a) for a, _ in found.alike}
            ours |= {(document_key(link.target), b) for _, b in found.alike}
            if figures & ours:
                disputes.append(remark)
    return tuple(disputes), tuple(misses)


def _answer(row: Row, origin: int) -> Answer:
    return Answer(
        file=row.file,
        document=row.document,
        claim=row.claim,
        figure=row.figure,
        voice=row.voice.name,
        side=row.voice.side,
        said=row.day,
        low=row.low,
        high=row.high,
        text=row.text,
        words=row.words,
        origin=origin,
    )


def question(measure: str, side: str | None, people: str | None, place: str | None) -> str:
    """The question in words: ``dead, military, of Ukraine, in Kirumba``."""
    parts = [measure, people, f"of {side}" if side else None, f"in {place}" if place else None]
    return ", ".join(p for p in parts if p)


def bounds_of(row: Row | Answer) -> bound.Bounds:
    """Bounds with open ends as infinite."""
    return (-bound.INF if row.low is None else row.low, bound.INF if row.high is None else row.high)


def _disjoint_sides(group: Sequence[Row]) -> int:
    """How many sides (or voices of no side) say last what no other's last figure can be."""
    last: dict[str, Row] = {}
    for row in group:
        voice = row.voice
        last[voice.name if voice.unnamed or voice.side is None else voice.side] = row
    limits = [bounds_of(r) for r in last.values()]
    return sum(
        any(bound.disjoint(a, b) for j, b in enumerate(limits) if j != i) for i, a in enumerate(limits)
    )


def order(accounts: Iterable[Account]) -> list[Account]:
    """The most contested first: sides with disjoint bounds, then independent origins, then latest date."""
    by_name = sorted(accounts, key=lambda a: a.id)
    by_date = sorted(by_name, key=lambda a: a.latest or "", reverse=True)
    return sorted(by_date, key=lambda a: (-a.disjoint_sides, -a.origins))
