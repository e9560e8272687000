"""What changed between two readings: of two versions of an article, or by two versions of the reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

from counterclaim.ledger.rows import LISTS, Item, main_span
from counterclaim.ledger.words import fold
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Claim, Event, Figure, Trend

_ALIKE = 0.5  # share of words that makes two claims of one speaker the same claim, changed


class Change(msgspec.Struct, frozen=True):
    """One row that appeared, vanished or changed; ``fields`` maps a name to its old and new value."""

    what: Literal["appeared", "vanished", "changed"]
    kind: str
    old_id: str | None
    new_id: str | None
    words: str
    speaker: str | None
    fields: dict[str, tuple[Any, Any]] = {}


class _Side:
    """One reading's rows, with names in place of ids, so that they can be compared."""

    def __init__(self, made: Reading) -> None:
        self.made = made
        self._names = {a.id: a.name for a in made.actors} | {p.id: p.name for p in made.places}
        self._claims = {c.id: c for c in made.claims}
        self.same: dict[str, str] = {}  # claims of this side, by the id of the other's

    def speaker(self, item: Item) -> str | None:
        claim = item if isinstance(item, Claim) else self._claims.get(getattr(item, "claim", ""))
        return self._names.get(claim.speaker or "") if claim else None

    def words(self, item: Item) -> str:
        if isinstance(item, Claim):
            return " … ".join(s.text for s in item.content)
        span = main_span(item)
        return span.text if span else ""

    def facts(self, item: Item) -> dict[str, Any]:
        """What is compared: not ids and not offsets, which change with any edit before them."""
        facts: dict[str, Any] = {"speaker": self.speaker(item), "words": self.words(item)}
        if isinstance(item, Claim):
            facts |= {"stance": item.stance, "certainty": item.certainty.value, "quotation": item.quotation}
        elif isinstance(item, Figure):
            facts |= {n: getattr(item, n) for n in ("measure", "object", "value", "low", "high", "qualifier")}
            facts |= {"place": self._names.get(item.place or ""), "population": item.affected.population}
            facts |= {"side": item.affected.side}
        elif isinstance(item, Event):
            facts |= {n: getattr(item, n) for n in ("type", "status", "weapon")}
            facts |= {"places": sorted(self._names.get(p, p) for p in item.places)}
        elif isinstance(item, Trend):
            facts |= {n: getattr(item, n) for n in ("topic", "direction", "factor")}
        return facts

    def key_of_facts(self, item: Item) -> str:
        return repr(self.facts(item))

    def key_of_words(self, item: Item) -> str:
        return fold(self.words(item))

    def key_of_claim(self, item: Item) -> str:
        """What is said of what in one claim: the figures of one measure, the events of one type."""
        claim = getattr(item, "claim", "")
        what = [getattr(item, n, None) for n in ("measure", "object", "type", "topic")]
        return repr((self.same.get(claim, claim), what))


def differences(old: Reading, new: Reading) -> list[Change]:
    """Claims, figures, events and trends that appeared, vanished or changed."""
    before, after = _Side(old), _Side(new)
    found: list[Change] = []
    for kind in ("claim", "figure", "event", "trend"):
        found.extend(_of_kind(kind, before, after))
    return found


def _of_kind(kind: str, before: _Side, after: _Side) -> Iterator[Change]:
    ours: list[Any] = list(getattr(before.made, LISTS[kind]))
    theirs: list[Any] = list(getattr(after.made, LISTS[kind]))
    for one, other in _paired(before, after, ours, theirs):
        if kind == "claim":
            before.same[one.id] = other.id
        facts, others = before.facts(one), after.facts(other)
        fields = {n: (facts[n], others[n]) for n in facts if facts[n] != others[n]}
        if fields:
            yield Change("changed", kind, one.id, other.id, after.words(other), after.speaker(other), fields)
        ours.remove(one)
        theirs.remove(other)
    for item in ours:
        yield Change("vanished", kind, item.id, None, before.words(item), before.speaker(item))
    for item in theirs:
        yield Change("appeared", kind, None, item.id, after.words(item), after.speaker(item))


def _paired(before: _Side, after: _Side, ours: Sequence[Any], theirs: Sequence[Any]) -> list[tuple[Any, Any]]:
    """Rows that are the same, surest first: same facts, same words, one speaker's similar words."""
    pairs: list[tuple[Any, Any]] = []
    keys = [_Side.key_of_facts, _Side.key_of_words]
    if ours and not isinstance(ours[0], Claim):
        keys.append(_Side.key_of_claim)
    left, right = list(ours), list(theirs)
    for key in keys:
        waiting: dict[Any, list[Any]] = {}
        for item in right:
            waiting.setdefault(key(after, item), []).append(item)
        for item in list(left):
            if same := waiting.get(key(before, item)):
                other = same.pop(0)
                pairs.append((item, other))
                left.remove(item)
                right.remove(other)
    for item in list(left):
        scored = [(_alike(before, item, after, other), -n, other) for n, other in enumerate(right[:200])]
        score, _, other = max(scored, default=(0.0, 0, None), key=lambda s: s[:2])
        if other is not None and score >= _ALIKE:
            pairs.append((item, other))
            left.remove(item)
            right.remove(other)
    return pairs


def _alike(before: _Side, one: Any, after: _Side, other: Any) -> float:  # noqa: ANN401
    """Words in common, for rows of one speaker (and, for figures, of one measure)."""
    if before.speaker(one) != after.speaker(other):
        return 0.0
    if getattr(one, "measure", None) != getattr(other, "measure", None):
        return 0.0
    first, second = set(fold(before.words(one)).split()), set(fold(after.words(other)).split())
    return len(first & second) / max(1, len(first | second))
