"""Which claims agree, which cannot both hold, and why: pure functions over readings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from counterclaim.model.reading import Reading
from counterclaim.reconcile import accounts, engine
from counterclaim.reconcile.found import rows_of
from counterclaim.reconcile.judgements import Judgement, Judgements
from counterclaim.reconcile.model import Account, Answer, End, Evidence, Link, Reconciliation, Remark

__all__ = [
    "Account", "Answer", "End", "Evidence", "Judgement", "Link", "Reconciliation", "Remark", "reconcile",
]  # fmt: skip


def reconcile(
    readings: Sequence[Reading],
    *,
    names: Sequence[str | None] | None = None,
    judgements: Iterable[Judgement] = (),
) -> Reconciliation:
    """Compare all claims of some readings.

    Args:
        readings: the documents read, in any order.
        names: what each document is called in the links (its file's name); else its address or id.
        judgements: what people said on whether two claims speak of one matter.

    """
    case = engine.Case(readings, names if names is not None else [None] * len(readings))
    judged = Judgements(judgements)
    found = engine.found_in(case, judged)
    files = {d.number: d.name or d.reading.document.url or d.reading.document.id for d in case.documents}
    keys = {n: f"{case.documents[n].reading.document.id} {file}" for n, file in files.items()}
    groups: dict[int, list[str]] = defaultdict(list)
    for number, first in case.copies.items():
        groups[first].append(files[number])
    contested = accounts.build(
        (r for d in case.documents for r in rows_of(d.statements)),
        found,
        {keys[n]: keys[first] for n, first in case.copies.items()},
        judged,
    )
    origins = tuple(tuple(sorted(group)) for _, group in sorted(groups.items()))
    return Reconciliation(tuple(f.link for f in found), origins, tuple(contested))
