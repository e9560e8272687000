"""Links, accounts and judgements on every database."""

from __future__ import annotations

from counterclaim.ledger import Ledger
from counterclaim.reconcile.stored import Stored
from counterclaim.reconcile.update import update_ledger
from tests.ledger.reader import READ, item

TEXTS = (
    "General Staff said 14 killed by strikes in Kherson on Monday.\n",
    "Defence Ministry said 3 killed by strikes in Kherson on Monday.\n",
    "Mayor said strikes on Monday left 14 killed in the port of Kherson.\n",
)


def test_reconciled_judged_and_taken_down(ledger: Ledger) -> None:
    ledger.add([item(f"k{n}", t, outlet=f"Outlet {n}") for n, t in enumerate(TEXTS[:2])], read=READ)
    assert update_ledger(ledger).accounts == 1
    ledger.add([item("k2", TEXTS[2], outlet="Outlet 2")], read=READ)
    update_ledger(ledger)
    stored = Stored(ledger)
    in_steps = stored.accounts(), stored.disputes()
    update_ledger(ledger, anew=True)
    assert (stored.accounts(), stored.disputes()) == in_steps
    (line,) = in_steps[0].rows
    view = stored.account(line.id)
    assert (line.low, line.high, len(view.sides), len(view.origins)) == (3, 14, 3, 3)
    low, high = view.account.low_rows[0], view.account.high_rows[0]
    assert stored.accounts_resting_on(low) == 1 and stored.links_of_claim(low).total >= 1
    stored.judge(low, high, "not_same", reason="two strikes")
    assert stored.state().waiting == 2 and stored.judgements(low).total == 1
    update_ledger(ledger)
    assert stored.state().waiting == 0
    answers = [stored.account(a.id).account.answers for a in stored.accounts().rows]
    assert not any({low, high} <= {a.figure for a in group} for group in answers)
    ledger.takedown(next(a.document for a in view.account.answers if a.figure == low), reason="asked")
    assert stored.disputes().rows == () and ledger.verify().sound
    assert stored.state().gone == 1 == update_ledger(ledger).gone
    in_steps = stored.accounts(), stored.disputes()
    assert in_steps[0].total == 1 and stored.state().gone == 0
    update_ledger(ledger, anew=True)
    assert (stored.accounts(), stored.disputes()) == in_steps
