"""Chooses a place for every name, all names of a document together.

A candidate gains from its population, from being named by its own name, from the countries and regions
that the document mentions, from a place that the text says holds it, and from nearness to the others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.gazetteer.lookup import Candidate
from counterclaim.lexicon.regions import countries
from counterclaim.reading.places.mention import Mention

ROUNDS = 3
NEAR_KM = 250.0
ALIKE = 0.2  # share of the document's countries from which a spelling alike is believed


def distance(a: Candidate, b: Candidate) -> float:
    """Kilometres between two places (equirectangular: good enough to compare)."""
    x = math.radians(b.longitude - a.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 6371.0 * math.hypot(x, math.radians(b.latitude - a.latitude))


@dataclass(slots=True)
class Context:
    """What the document speaks of: weights by country and by first-level region."""

    countries: Counter[str] = field(default_factory=Counter)
    regions: Counter[tuple[str, str]] = field(default_factory=Counter)

    def country(self, code: str | None) -> float:
        total = sum(self.countries.values())
        return self.countries[code] / total if code and total else 0.0

    def region(self, candidate: Candidate) -> float:
        if not candidate.country or not candidate.admin1:
            return 0.0
        total = sum(self.regions.values())
        return self.regions[candidate.country, candidate.admin1] / total if total else 0.0


@dataclass(slots=True)
class _Group:
    """The mentions of one name with one hint, resolved alike."""

    mentions: list[Mention]
    candidates: tuple[Candidate, ...]
    chosen: Candidate | None = None


def resolve(mentions: Sequence[Mention]) -> None:
    """Set ``chosen`` of every mention that can be resolved."""
    context = _given(mentions)
    groups = _groups(mentions, context)
    for round_ in range(ROUNDS):
        anchors = _anchors(groups) if round_ else []
        seen = context if not round_ else _with(context, groups)
        for group in groups:
            group.chosen = _best(group, seen, anchors)
    for group in groups:
        for mention in group.mentions:
            mention.chosen = group.chosen


def _groups(mentions: Sequence[Mention], context: Context) -> list[_Group]:
    found: dict[tuple[str, str, int], _Group] = {}
    holders: dict[str, Mention] = {m.key: m.inside for m in mentions if m.inside is not None}
    for mention in mentions:
        if mention.demonym:
            continue
        candidates = _fitting(mention)
        if mention.alike:
            candidates = tuple(c for c in candidates if context.country(c.country) >= ALIKE)
        holder = mention.inside or holders.get(mention.key)
        held = _held(candidates, holder) if holder else ()
        if mention.inside is None and holder is not None and held:
            # Said once ("Paris, Texas"), it holds for the name's other mentions.
            candidates = held
        elif held:
            candidates = held
        key = (mention.key, mention.hint if mention.hint != "near" else "", hash(candidates) if held else 0)
        group = found.get(key)
        if group is None:
            found[key] = _Group([mention], candidates)
        else:
            group.mentions.append(mention)
    return list(found.values())


def _held(candidates: tuple[Candidate, ...], holder: Mention) -> tuple[Candidate, ...]:
    nations = {c.country for c in holder.candidates if c.kind == "country"}
    parts = {(c.country, c.admin1) for c in holder.candidates if c.kind == "admin1"}
    return tuple(
        c for c in candidates
        if c.kind != "country" and (c.country in nations or (c.kind != "admin1" and (c.country, c.admin1) in parts))
    )  # fmt: skip


def _fitting(mention: Mention) -> tuple[Candidate, ...]:
    """Candidates of the kind that the text names; all when there are none."""
    wanted: tuple[str, ...] = ()
    if mention.hint == "admin1":
        wanted = ("admin1",)
    elif mention.hint == "admin2":
        wanted = ("admin2",)
    elif mention.hint == "town":
        return tuple(c for c in mention.candidates if c.settlement) or mention.candidates
    if wanted:
        exact = tuple(
            c for c in mention.candidates if c.kind in wanted or (c.kind == "region" and c.precision in wanted)
        )
        other = tuple(c for c in mention.candidates if c.precision in ("admin1", "admin2"))
        return exact or other or mention.candidates
    return mention.candidates


def _given(mentions: Sequence[Mention]) -> Context:
    """What is sure before any choice: countries named, demonyms, names with one country only."""
    context = Context()
    for mention in mentions:
        if mention.alike:
            continue
        if mention.country:
            context.countries[mention.country] += 0.7
            continue
        nations = {c.country for c in mention.candidates}
        if any(c.kind == "country" for c in mention.candidates):
            named = [c for c in mention.candidates if c.kind == "country"]
            if len(named) == 1 and not any(
                c.kind == "admin1" and c.population > 1_000_000 for c in mention.candidates
            ):
                context.countries[named[0].country or ""] += 1.0
        elif len(nations) == 1 and None not in nations:
            best = mention.candidates[0]
            context.countries[best.country or ""] += 0.7 if best.population > 20_000 else 0.4
        for c in mention.candidates:
            if c.kind == "admin1" and c.population > 500_000 and c.country and c.admin1:
                context.regions[c.country, c.admin1] += 1.0
                break
    return context


def _with(context: Context, groups: Sequence[_Group]) -> Context:
    """The context with the places chosen so far."""
    result = Context(Counter(context.countries), Counter(context.regions))
    for group in groups:
        c = group.chosen
        if c is None or not c.country:
            continue
        weight = 0.5 * math.sqrt(len(group.mentions))
        result.countries[c.country] += weight
        if c.admin1 and c.kind != "country":
            result.regions[c.country, c.admin1] += weight
    return result


def _anchors(groups: Sequence[_Group]) -> list[tuple[Candidate, float, _Group]]:
    return [
        (g.chosen, math.sqrt(len(g.mentions)), g)
        for g in groups
        if g.chosen is not None and g.chosen.kind != "country"
    ]


def _best(group: _Group, context: Context, anchors: Sequence[tuple[Candidate, float, _Group]]) -> Candidate | None:
    candidates = group.candidates
    if len(candidates) == 1:
        return candidates[0]
    best: tuple[float, int] | None = None
    chosen: Candidate | None = None
    for c in candidates:
        value = _score(c, group, context, anchors)
        if best is None or (value, -c.id) > best:
            best, chosen = (value, -c.id), c
    return chosen


def _score(
    c: Candidate, group: _Group, context: Context, anchors: Sequence[tuple[Candidate, float, _Group]]
) -> float:
    value = 0.55 * math.log10(c.population + 100)
    value += (0.5, 0.0, -1.0)[min(c.rank, 2)]
    if c.kind == "country":
        value += 1.2
    elif c.kind == "region":
        value += 4.0 + (0.0 if c.country else 1.5)  # seas and lands of several countries have none to gain from
    elif c.kind == "admin1":
        # A bare name is the city rather than its province, unless the city is small beside it.
        twin = max((t.population for t in group.candidates if t.kind == "town" and t.country == c.country), default=0)
        value += -1.0 if twin * 12 > c.population or twin > 250_000 else 0.5
    elif c.kind == "admin2":
        value += 0.6
    elif c.country and countries()[c.country].capital == c.name:
        value += 1.0
    value += 3.0 * context.country(c.country) + 2.0 * context.region(c)
    if anchors and c.kind != "country":
        pull = total = 0.0
        for other, weight, owner in anchors:
            if owner is group:
                continue
            total += weight
            km = distance(c, other)
            if km < 4 * NEAR_KM:
                pull += weight * math.exp(-km / NEAR_KM)
        if total:
            value += 2.0 * pull / total + 0.6 * min(1.0, pull)
    return value
