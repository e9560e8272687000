"""From readings to links: statements, sameness, rules, and a choice of one link for two claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from counterclaim.model.reading import Reading
from counterclaim.reconcile import blocking, comparing, origins
from counterclaim.reconcile.comparing import Compared
from counterclaim.reconcile.found import Found, seated
from counterclaim.reconcile.judgements import Judgements
from counterclaim.reconcile.rules.choose import choose

Placed = tuple[Found, int, int]  # a proposal with the numbers of its source's and its target's documents


class Case:
    """All readings of one run, in an order of their own: the order of the input does not matter."""

    def __init__(self, readings: Sequence[Reading], names: Sequence[str | None]) -> None:
        order = sorted(range(len(readings)), key=lambda i: _place_in_time(readings[i], names[i]))
        self.documents = [Compared(n, readings[i], names[i]) for n, i in enumerate(order)]
        index = blocking.Index()
        self.pairs: list[tuple[int, int]] = []
        for made in self.documents:
            self.pairs += [
                (n, made.number) for n in sorted(index.candidates(made.number, made.day, made.keys))
            ]
            index.add(made.number, made.day, made.keys)
        self.pairs.sort()
        self.shared = {
            (a, b): origins.share(self.documents[a].shingles, self.documents[b].shingles)
            for a, b in self.pairs
        }
        self.copies = origins.groups(pair for pair, share in self.shared.items() if share >= origins.SHARE)


def _place_in_time(reading: Reading, name: str | None) -> tuple[str, str, str]:
    return reading.document.published or "", name or "", reading.document.id


def found_in(case: Case, judged: Judgements) -> list[Found]:
    """All links of a case, in the order of their documents."""
    return chosen(proposals(case), [len(d.statements) for d in case.documents], judged)


def proposals(case: Case) -> list[Placed]:
    """All links that any rule proposes."""
    placed: list[Placed] = []
    documents = case.documents
    for a, b in case.pairs:
        placed += place(comparing.relayed(documents[a], documents[b], case.shared[a, b]), a, b)
    carriers = carriers_of(placed)
    for document in documents:
        placed += place(comparing.within(document, carriers), document.number, document.number)
    for a, b in case.pairs:
        placed += place(comparing.between(documents[a], documents[b], carriers), a, b)
    return placed


def place(found: Iterable[Found], one: int, other: int) -> list[Placed]:
    """Proposals between two documents with the numbers of both; ``one`` is the earlier."""
    return [(f, other, one) if f.back else (f, one, other) for f in found]


def carriers_of(same: Iterable[Placed]) -> dict[int, set[int]]:
    """Claims that only carry another, by document: the links of the source need not be repeated."""
    found: dict[int, set[int]] = {}
    for proposal, source, _ in same:
        found.setdefault(source, set()).add(proposal.source)
    return found


def chosen(
    placed: Sequence[Placed], sizes: Sequence[int] | Mapping[int, int], judged: Judgements
) -> list[Found]:
    """The links that stand, without those between claims that people said are of different matters.

    ``sizes`` has the number of claims of each document, in the order of the documents.
    """
    if isinstance(sizes, Mapping):
        first = dict(zip(sizes, accumulate(sizes.values(), initial=0), strict=False))
    else:
        first = dict(enumerate(accumulate(sizes, initial=0)))
    kept = [p for p in placed if not judged.differ(p[0].link.source.claim, p[0].link.target.claim)]
    kept.sort(key=lambda p: (first[p[1]] + p[0].source, first[p[2]] + p[0].target, p[0].link.id))
    return [c.found for c in choose(seated(kept, first))]
