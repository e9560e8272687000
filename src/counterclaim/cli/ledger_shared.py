"""What the commands of the ledger have in common."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.ledger import Ledger

Commands = argparse._SubParsersAction  # argparse has no public name for it
EXIT = "exit status: 0 done, 1 something failed, 2 wrong usage"
DEFAULT = "counterclaim.db"
_WRONG_USAGE = frozenset({"bad_filter", "bad_decision", "bad_options", "bad_date"})


def command(
    commands: Commands[argparse.ArgumentParser],
    name: str,
    what: str,
    run: Callable[[argparse.Namespace], int],
    epilog: str | None = None,
) -> argparse.ArgumentParser:
    """A command with what all of them have."""
    example = {
        "verify": "",
        "reread": " --dry-run",
        "takedown": " d-0123456789abcdef --reason 'the author asked'",
    }
    id_ = "d-0123456789abcdef" if name == "history" else "f-0123456789ab"
    shown = f"{EXIT}\n\nexample:\n  counterclaim {name}{example.get(name, ' ' + id_)} --ledger war.db\n"
    parser = commands.add_parser(
        name,
        help=what,
        description=what[0].upper() + what[1:] + ".",
        epilog=epilog or shown,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--ledger",
        default=os.environ.get("COUNTERCLAIM_LEDGER", DEFAULT),
        metavar="FILE",
        help=f"a file, or postgresql://user@host/database (default: $COUNTERCLAIM_LEDGER, else ./{DEFAULT})",
    )
    parser.set_defaults(run=lambda options: guarded(run, options))
    return parser


def add_format(parser: argparse.ArgumentParser, *names: str) -> None:
    """Add ``--format``; the first name is the default."""
    parser.add_argument(
        "--format", choices=names, default=names[0], help=f"what to print (default: {names[0]})"
    )


def add_reason(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    """Add ``--reason`` and ``--by``."""
    parser.add_argument("--reason", required=needed, metavar="WHY", help="why; it is kept in the log")
    parser.add_argument(
        "--by", metavar="WHO", help="whom the log names (default: $COUNTERCLAIM_USER, else you)"
    )


def guarded(run: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """Errors become one line each."""
    from counterclaim.cli.ledger_output import complain
    from counterclaim.model.errors import CounterclaimError

    try:
        return run(options)
    except BrokenPipeError:
        raise
    except CounterclaimError as error:
        complain(str(error))
        # A kind of wrong usage that has a code of its own is wrong usage still.
        kinds = {getattr(kind, "code", None) for kind in type(error).__mro__}
        return 1 if kinds.isdisjoint(_WRONG_USAGE) else 2
    except ImportError as error:
        complain(f"the installation is incomplete ({error}); reinstall counterclaim")
        return 1


def opened(options: argparse.Namespace, *, create: bool = False, read_only: bool = False) -> Ledger:
    """The ledger that the options name."""
    from counterclaim.ledger import open_ledger

    who = getattr(options, "by", None)
    return open_ledger(options.ledger, create=create, read_only=read_only, who=who)
