"""Commands on how a ledger's claims stand to each other: reconcile, accounts, account, judge, checks."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from counterclaim.cli.ledger_shared import EXIT, Commands, add_format, add_reason, command, opened

if TYPE_CHECKING:
    from counterclaim.reconcile.comparisons import Progress

_RECONCILE = f"""\
Only what new documents can change is computed; links and accounts come out as in a run from scratch.
Judgements of people stay, always. Others can read the ledger and add to it meanwhile.

{EXIT}

examples:
  counterclaim add articles/ --ledger war.db && counterclaim reconcile --ledger war.db
  counterclaim reconcile --anew --ledger war.db
"""
_JUDGE = f"""\
The judgement is kept in the log and counts from the next "counterclaim reconcile" on.

{EXIT}

example:
  counterclaim judge c-0123456789ab c-ba9876543210 not_same --reason "two strikes" --ledger war.db
"""


_CHECKS = f"""\
Parts larger than their total, more shot down than launched, running totals that fall or grow by less than
the days in between; then claims of a trend beside the ledger's own dated figures. An exception is a question
to ask, no verdict. All readings are gone through.

{EXIT}

examples:
  counterclaim checks --ledger war.db
  counterclaim checks --format json --ledger war.db > checks.json
"""
_SAME = f"""\
Events of one type, day and spot, and actors of one full name or number, in several documents: those in most
documents first. What lacks any of these is one with nothing. People's judgements on two claims hold for their
events.

{EXIT}

examples:
  counterclaim identities --kind event --ledger war.db
  counterclaim identities i-0123456789abcdef --ledger war.db
"""
_ACCOUNTS = f"""\
The most contested come first: most sides whose last figures exclude each other, then most independent
origins, then the latest. Nobody is declared right.

{EXIT}

examples:
  counterclaim accounts --ledger war.db
  counterclaim accounts --measure dead --format json --ledger war.db
"""
_ACCOUNT = f"""\
Each side's figures over time with their bounds, who said so and in which words, independent origins with
the documents that carry them, disputes, and figures that must not be set beside these.

{EXIT}

examples:
  counterclaim account q-0123456789abcdef --ledger war.db
  counterclaim account q-0123456789abcdef --plot losses.svg --ledger war.db
"""


def add_parsers(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the commands."""
    made = command(
        commands, "reconcile", "compare the claims of a ledger's documents", _reconcile, _RECONCILE
    )
    made.add_argument(
        "--anew", action="store_true", help="throw links and accounts away and start from scratch"
    )
    made.add_argument(
        "--jobs", type=int, metavar="N", help="processes that compare (default: one for each processor)"
    )
    made.add_argument("--quiet", action="store_true", help="no progress")
    add_format(made, "text", "json")
    _accounts_parsers(commands)
    same = command(
        commands, "identities", "list events and actors that several documents tell of", _same, _SAME
    )
    same.add_argument("id", metavar="ID", nargs="?", help="one of them (i-…), with all its members")
    same.add_argument("--kind", choices=("event", "actor"), help="only these")
    same.add_argument("--limit", type=int, default=20, metavar="N", help="how many (default: 20)")
    same.add_argument("--offset", type=int, default=0, metavar="N", help="how many to pass over")
    add_format(same, "text", "json")
    checks = command(commands, "checks", "list figures that do not add up; trends", _checks, _CHECKS)
    add_format(checks, "text", "json")
    judge = command(commands, "judge", "say whether two claims speak of one matter", _judge, _JUDGE)
    judge.add_argument("one", metavar="ID", help="a claim, or a figure or event of it")
    judge.add_argument("other", metavar="ID")
    judge.add_argument("verdict", choices=("same", "not_same", "unsure"))
    add_reason(judge, needed=True)


def _accounts_parsers(commands: Commands[argparse.ArgumentParser]) -> None:
    listing = command(commands, "accounts", "list the contested questions of a ledger", _accounts, _ACCOUNTS)
    listing.add_argument("--measure", metavar="WHAT", help="only of this measure: dead, wounded, launched …")
    listing.add_argument("--limit", type=int, default=20, metavar="N", help="how many (default: 20)")
    listing.add_argument("--offset", type=int, default=0, metavar="N", help="how many to pass over")
    add_format(listing, "table", "json")
    one = command(commands, "account", "show all answers to one question", _account, _ACCOUNT)
    one.add_argument("id", metavar="ID", help="an account (q-…)")
    one.add_argument("--plot", metavar="OUT.svg", help="write a picture: ranges by side over time")
    add_format(one, "text", "json")


def _accounts(options: argparse.Namespace) -> int:
    from counterclaim.cli.account_output import accounts
    from counterclaim.cli.ledger_output import complain, say_json
    from counterclaim.reconcile.stored import Stored

    if options.limit < 1 or options.offset < 0:
        complain("--limit counts from 1, --offset from 0")
        return 2
    with opened(options, read_only=True) as ledger:
        stored = Stored(ledger)
        page = stored.accounts(measure=options.measure, limit=options.limit, offset=options.offset)
        state = stored.state()
    if options.format == "json":
        say_json(page)
    else:
        accounts(page)
    if state.waiting or state.gone:
        complain(f"{state.waiting + state.gone} documents have changed since; run counterclaim reconcile")
    return 0


def _account(options: argparse.Namespace) -> int:
    from pathlib import Path

    from counterclaim.cli.account_output import account
    from counterclaim.cli.ledger_output import complain, say_json
    from counterclaim.reconcile.picture import svg
    from counterclaim.reconcile.stored import Stored

    with opened(options, read_only=True) as ledger:
        view = Stored(ledger).account(options.id)
    if options.format == "json":
        say_json(view)
    else:
        account(view)
    if options.plot:
        try:
            Path(options.plot).write_text(svg(view.account), encoding="utf-8")
        except OSError as error:
            complain(f"{options.plot}: cannot be written ({error.strerror or error})")
            return 1
    return 0


def _same(options: argparse.Namespace) -> int:
    from counterclaim.cli.account_output import say_safe
    from counterclaim.cli.ledger_output import complain, say, say_json
    from counterclaim.reconcile import identities

    if options.limit < 1 or options.offset < 0:
        complain("--limit counts from 1, --offset from 0")
        return 2
    with opened(options, read_only=True) as ledger:
        if options.id:
            found = [identities.one(ledger, options.id)]
        else:
            found = identities.listing(ledger, options.kind, limit=options.limit, offset=options.offset)
    if options.format == "json":
        say_json(found)
        return 0
    for each in found:
        first = each.members[0]
        about = (first.type or "").replace("_", " "), first.place, first.day
        what = ", ".join(a for a in about if a) if each.kind == "event" else first.words
        say_safe(f"{each.id}  {each.kind}: {what} ({each.documents} documents)")
        for member in each.members if options.id else ():
            say_safe(f"  {member.row} in {member.outlet or member.document}: “{member.words}”")
    if not found:
        say("nothing that several documents tell of: run counterclaim reconcile, or add more documents")
    return 0


def _reconcile(options: argparse.Namespace) -> int:
    import os
    from dataclasses import asdict

    from counterclaim.cli.ledger_output import complain, say, say_json
    from counterclaim.reconcile.blocking import MOST
    from counterclaim.reconcile.update import update_ledger

    if options.jobs is not None and options.jobs < 1:
        complain("--jobs counts from 1")
        return 2
    jobs = options.jobs or os.cpu_count() or 1
    with opened(options) as ledger:
        done = update_ledger(ledger, progress=_progress(quiet=options.quiet), anew=options.anew, jobs=jobs)
    if options.format == "json":
        say_json(asdict(done))
        return 0
    if not done.documents:
        say("no documents that were read; add some with: counterclaim add PATH --ledger …")
        return 0
    say(
        f"{done.documents} documents, {done.fresh} new or changed, {done.gone} gone; "
        f"{done.compared} pairs compared; {done.links} links, {done.accounts} accounts"
    )
    if done.crowded:
        say(f"{done.crowded} documents resemble more earlier ones than the {MOST} that each is compared with")
    for words in done.conflicts:
        complain(f"judgements that cannot all hold: {words}")
    return 0


def _progress(*, quiet: bool) -> Progress | None:
    """A line on the terminal that counts; nothing where nobody watches."""
    if quiet or not sys.stderr.isatty():
        return None

    def show(step: str, done: int, total: int) -> None:
        if done == total or done % 50 == 0:
            print(
                f"\r{step}: {done} of {total}\x1b[K",
                end="\n" if done == total else "",
                file=sys.stderr,
                flush=True,
            )

    return show


def _checks(options: argparse.Namespace) -> int:
    from counterclaim.cli.account_output import say_safe
    from counterclaim.cli.ledger_output import say, say_json
    from counterclaim.reconcile.checks import check
    from counterclaim.reconcile.trends import beside

    with opened(options, read_only=True) as ledger:
        readings = list(ledger.readings())
    names = [r.document.outlet or r.document.title for r in readings]
    found, trends = check(readings, names), beside(readings, names)
    if options.format == "json":
        say_json({"exceptions": found, "trends": trends})
        return 0
    for one in found:
        say(f"{one.check.replace('_', ' ')}: {one.reason}")
        say_safe(f"  rows {', '.join(r.figure for r in one.rows)}")
    say(f"{len(found)} exceptions in {len(readings)} documents")
    for trend in trends:
        when = " to ".join(trend.period) if trend.period else "no period named"
        said = f"“{trend.text}” ({trend.topic} {trend.direction}, {when})"
        say(f"{trend.outcome.replace('_', ' ')}: {trend.voice} in {trend.file} {said}")
        say_safe(f"  {trend.reason}")
    say(f"{len(trends)} claims of a trend")
    return 0


def _judge(options: argparse.Namespace) -> int:
    from counterclaim.cli.ledger_output import complain, say
    from counterclaim.reconcile.stored import Stored

    with opened(options) as ledger:
        done = Stored(ledger).judge(options.one, options.other, options.verdict, reason=options.reason)
    say(f"judgement {done.entry}")
    for words in done.conflicts:
        complain(f"judgements that cannot all hold: {words}")
    return 0
