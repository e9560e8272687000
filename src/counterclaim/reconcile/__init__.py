"""Which claims agree, which cannot both hold, and why: pure functions over readings."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model.reading import Reading
from counterclaim.reconcile import accounts, engine
from counterclaim.reconcile.model import Account, Answer, End, Evidence, Link, Reconciliation

__all__ = ["Account", "Answer", "End", "Evidence", "Link", "Reconciliation", "reconcile"]


def reconcile(readings: Sequence[Reading], *, names: Sequence[str | None] | None = None) -> Reconciliation:
    """Compare all claims of some readings.

    Args:
        readings: the documents read, in any order.
        names: what each document is called in the links (its file's name); else its address or id.

    """
    case = engine.Case(readings, names if names is not None else [None] * len(readings))
    found = engine.proposals_of(case)
    files = [s or r.document.url or r.document.id for r, s in zip(case.readings, case.names, strict=True)]
    origins = tuple(tuple(sorted(files[n] for n in group)) for group in case.groups)
    statements = [s for group in case.statements for s in group]
    contested = accounts.build(statements, found, case.groups)
    return Reconciliation(engine.written(found), origins, tuple(contested))
