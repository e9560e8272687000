"""Chooses a place for every name, all names of a document together.

A candidate gains from its population, from being named by its own name, from the countries and regions
that the document mentions, from a place that the text says holds it, and from nearness to the others.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from counterclaim.gazetteer.lookup import Candidate
from counterclaim.lexicon.regions import countries
from counterclaim.reading.places.mention import Mention

ROUNDS = 3
MAX_ANCHORS = 60  # the places that a candidate is measured against: bounds the work on hostile text
NEAR_KM = 250.0
KNOWN = 100_000  # a town this large is known by its other names too ("Kiev")
SHORT = 4  # letters of a name that may be anything
ALIKE = 0.2  # share of the document's countries from which a spelling alike is believed


def distance(a: Candidate, b: Candidate) -> float:
    """Kilometres between two places (equirectangular: good enough to compare)."""
    x = math.radians(b.longitude - a.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 6371.0 * math.hypot(x, math.radians(b.latitude - a.latitude))


@dataclass(slots=True)
class Context:
    """What the document speaks of: weights by country and by first-level region."""

    countries: dict[str, float] = field(default_factory=dict)
    regions: dict[tuple[str, str], float] = field(default_factory=dict)
    all_countries: float = 0.0
    all_regions: float = 0.0

    def country(self, code: str | None) -> float:
        """Share of the document that speaks of this country."""
        total = self.all_countries
        return self.countries.get(code, 0.0) / total if code and total else 0.0

    def add(self, country: str | None, weight: float, admin1: str | None = None) -> None:
        """Count a country, and a region of it."""
        if country:
            self.all_countries += weight
            self.countries[country] = self.countries.get(country, 0.0) + weight
            if admin1:
                self.add_region(country, admin1, weight)

    def add_region(self, country: str, admin1: str, weight: float) -> None:
        """Count a first-level region."""
        self.all_regions += weight
        self.regions[country, admin1] = self.regions.get((country, admin1), 0.0) + weight

    def region(self, candidate: Candidate) -> float:
        """Share of the document that speaks of the candidate's region."""
        if not candidate.country or not candidate.admin1:
            return 0.0
        total = self.all_regions
        return self.regions.get((candidate.country, candidate.admin1), 0.0) / total if total else 0.0


@dataclass(slots=True)
class _Group:
    """The mentions of one name with one hint, resolved alike."""

    mentions: list[Mention]
    candidates: tuple[Candidate, ...]
    chosen: Candidate | None = None

    @property
    def alike(self) -> bool:
        return self.mentions[0].alike

    @property
    def key(self) -> str:
        return self.mentions[0].key


def resolve(mentions: Sequence[Mention]) -> None:
    """Set ``chosen`` of every mention that can be resolved."""
    context = _given(mentions)
    groups = _groups(mentions)
    for round_ in range(ROUNDS):
        anchors = _anchors(groups) if round_ else []
        seen = context if not round_ else _with(context, groups)
        for group in groups:
            group.chosen = _best(group, seen, anchors)
    anchors = _anchors(groups)
    strays = [group for group in groups if _stray(group, groups, mentions)]
    for group in strays:
        group.chosen = None
    for group in groups:
        if group.alike and not _believed(group.chosen, context, anchors):
            group.chosen = None
        for mention in group.mentions:
            mention.chosen = group.chosen


def _stray(group: _Group, groups: Sequence[_Group], mentions: Sequence[Mention]) -> bool:
    """Whether a town's other name, short or of a small place, lies in a country that nothing else names."""
    c = group.chosen
    if c is None or c.kind not in ("town", "admin2") or not c.rank or group.alike or not c.country:
        return False
    if c.population >= KNOWN and len(group.key) > SHORT:
        return False
    spoken = {m.country for m in mentions if m.country} | {
        other.chosen.country
        for other in groups
        if other.chosen is not None
        and other.key != group.key
        and (other.chosen.kind in ("country", "admin1") or not other.chosen.rank)
    }
    spoken.discard(None)
    return bool(spoken) and c.country not in spoken


def _believed(
    c: Candidate | None, context: Context, anchors: Sequence[tuple[Candidate, float, _Group]]
) -> bool:
    """Whether a spelling alike lies where the document plays."""
    if c is None:
        return False
    return context.country(c.country) >= ALIKE or any(
        distance(c, other) < 2 * NEAR_KM for other, _, _ in anchors
    )


def _groups(mentions: Sequence[Mention]) -> list[_Group]:
    found: dict[tuple[str, str, int], _Group] = {}
    holders: dict[str, Mention] = {m.key: m.inside for m in mentions if m.inside is not None}
    for mention in mentions:
        if mention.demonym:
            continue
        candidates = _fitting(mention)
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
    lands = {c.country for c in holder.candidates if c.kind == "admin1"}
    return tuple(
        c
        for c in candidates
        if (c.kind != "country" and c.country in nations)
        or (c.kind not in ("country", "admin1") and (c.country, c.admin1) in parts)
        or (c.kind == "region" and c.settlement and c.country in lands)  # curated: its region is not told
    )


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
            c
            for c in mention.candidates
            if c.kind in wanted or (c.kind == "region" and c.precision in wanted)
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
            context.add(mention.country, 0.7)
            continue
        nations = {c.country for c in mention.candidates}
        if any(c.kind == "country" for c in mention.candidates):
            named = [c for c in mention.candidates if c.kind == "country"]
            if len(named) == 1 and not any(
                c.kind == "admin1" and c.population > 1_000_000 for c in mention.candidates
            ):
                context.add(named[0].country, 1.0)
        elif len(nations) == 1 and None not in nations:
            best = mention.candidates[0]
            context.add(best.country, 0.7 if best.population > 20_000 else 0.4)
        for c in mention.candidates:
            if c.kind == "admin1" and c.population > 500_000 and c.country and c.admin1:
                context.add_region(c.country, c.admin1, 1.0)
                break
    return context


def _with(context: Context, groups: Sequence[_Group]) -> Context:
    """The context with the places chosen so far."""
    result = replace(context, countries=dict(context.countries), regions=dict(context.regions))
    for group in groups:
        c = group.chosen
        if c is None or not c.country or group.alike:
            continue
        weight = 0.5 * math.sqrt(len(group.mentions))
        result.add(c.country, weight, c.admin1 if c.kind != "country" else None)
    return result


def _anchors(groups: Sequence[_Group]) -> list[tuple[Candidate, float, _Group]]:
    """The places chosen so far with their weights, the most mentioned first."""
    found = [
        (g.chosen, math.sqrt(len(g.mentions)), g)
        for g in groups
        if g.chosen is not None and g.chosen.kind != "country" and not g.alike
    ]
    return found if len(found) <= MAX_ANCHORS else sorted(found, key=lambda a: -a[1])[:MAX_ANCHORS]


def _best(
    group: _Group, context: Context, anchors: Sequence[tuple[Candidate, float, _Group]]
) -> Candidate | None:
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
        value += 4.0 + (
            0.0 if c.country else 1.5
        )  # seas and lands of several countries have none to gain from
    elif c.kind == "admin1":
        # A bare name is the city rather than its province, unless the city is small beside it.
        twin = max(
            (t.population for t in group.candidates if t.kind == "town" and t.country == c.country), default=0
        )
        value += -1.6 if twin * 12 > c.population or twin > 250_000 else 0.5
    elif c.kind == "admin2":
        value += 0.6
    elif c.country and c.name.startswith(countries()[c.country].capital or "?"):
        value += 1.0
    value += 3.0 * context.country(c.country) + 2.0 * context.region(c)
    if anchors and c.kind != "country":
        pull = total = 0.0
        for other, weight, owner in anchors:
            if owner.key == group.key:  # "Kherson" must not draw to "Kherson province"
                continue
            total += weight
            km = distance(c, other)
            if km < 4 * NEAR_KM:
                pull += weight * math.exp(-km / NEAR_KM)
        if total:
            value += 2.0 * pull / total + 0.6 * min(1.0, pull)
    return value
