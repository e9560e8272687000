"""Accounts in words, for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.cli.ledger_output import say, say_as_is, table

if TYPE_CHECKING:
    from counterclaim.reconcile.model import Answer
    from counterclaim.reconcile.stored import AccountLine, AccountView, Page

_WORDS = 160  # characters of a claim that are shown


def accounts(page: Page[AccountLine]) -> None:
    """A page of the list."""
    if page.rows:
        table(
            ("ID", "RANGE", "SIDES APART", "ORIGINS", "LATEST", "QUESTION"),
            [
                (
                    a.id,
                    spread(a.low, a.high),
                    str(a.disjoint_sides),
                    str(a.origins),
                    a.latest or "",
                    a.question,
                )
                for a in page.rows
            ],
        )
        say(f"{page.offset + 1} to {page.offset + len(page.rows)} of {page.total}")
    elif page.total:
        say(f"{page.total} accounts, none from {page.offset} on")
    else:
        say("no contested questions: run counterclaim reconcile, or add more documents")


def spread(low: float | None, high: float | None) -> str:
    """Bounds in figures: ``14``, ``3–14``, ``at least 24``."""
    if low is None and high is None:
        return "open"
    if high is None:
        return f"at least {low:,.10g}"
    if low is None:
        return f"up to {high:,.10g}"
    return f"{low:,.10g}" if low == high else f"{low:,.10g}–{high:,.10g}"


def account(view: AccountView) -> None:
    """One account: sides over time, origins, disputes, near misses."""
    found = view.account
    say(f"{found.question}  ({found.id})")
    period = " to ".join(d for d in dict.fromkeys((found.start, found.end)) if d)
    if period:
        say(f"about {period}")
    low, high = _rows(found.low_rows), _rows(found.high_rows)
    if found.low is not None:
        say(
            f"lowest {found.low:,.10g} ({low}), highest {found.high or 0:,.10g} ({high}); no verdict is meant"
        )
    for side in view.sides:
        say()
        say(f"{side.side}{'' if side.party else ' (of no side)'}: last {spread(side.low, side.high)}")
        for answer in side.answers:
            _answer(answer)
    say()
    say(f"{found.origins} independent origin{'s' if found.origins != 1 else ''}:")
    for number, carriers in enumerate(view.origins):
        names = ", ".join(
            " ".join(w for w in (c.outlet or c.title or c.document, c.published) if w) for c in carriers
        )
        say_safe(f"  [{number + 1}] {names}")
    for title, remarks in (("disputed", found.disputes), ("not to be set beside these", found.near_misses)):
        if remarks:
            say()
            say(f"{title}:")
        for remark in remarks:
            about = f"{remark.kind}{', ' + remark.code if remark.code else ''}".replace("_", " ")
            say_safe(f"  {about}: {remark.reason}  ({remark.link})")


def _answer(answer: Answer) -> None:
    words = answer.words if len(answer.words) <= _WORDS else answer.words[: _WORDS - 1] + "…"
    head = f"  {answer.said or 'no date':10}  {spread(answer.low, answer.high)}"
    say_safe(f"{head}  {answer.voice}, in {answer.file} [{answer.origin + 1}]  {answer.figure}")
    say_safe(f"              “{words}”")


def say_safe(line: str) -> None:
    """A line that keeps its indentation and cannot drive a terminal."""
    from counterclaim.report.terminal import safe

    bare = line.lstrip(" ")
    say_as_is(" " * (len(line) - len(bare)) + safe(bare))


def _rows(rows: tuple[str, ...]) -> str:
    return ", ".join(rows[:3]) + (f" and {len(rows) - 3} more" if len(rows) > 3 else "")
