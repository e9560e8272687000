"""``counterclaim desk``: look, compare and correct in the browser."""

from __future__ import annotations

import argparse
import sys

from counterclaim.cli.ledger_shared import EXIT, Commands, command, opened

_EPILOG = f"""\
Serves one person on this machine, offline. Every decision asks for a reason; the log keeps it under --by.
Other machines are refused as long as there is no sign-in; reach it through an SSH tunnel.

{EXIT}

examples:
  counterclaim desk --ledger war.db
  counterclaim desk --ledger war.db --port 9000 --no-browser
"""


def add_parser(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = command(commands, "desk", "open the ledger in the browser", _run, _EPILOG)
    parser.add_argument("--host", default="127.0.0.1", help="loopback address (default: 127.0.0.1)")
    parser.add_argument(
        "--port", type=int, default=8765, metavar="N", help="port (default: 8765; 0: any free one)"
    )
    parser.add_argument("--no-browser", action="store_true", help="only serve; open no browser")
    parser.add_argument(
        "--by", metavar="WHO", help="whom the log names (default: $COUNTERCLAIM_USER, else you)"
    )


def _run(options: argparse.Namespace) -> int:
    from counterclaim.desk.settings import Settings, check_installed, loopback

    if not 0 <= options.port <= 65535:
        print(f"counterclaim: {options.port} is no port; give 0 to 65535", file=sys.stderr)
        return 2
    loopback(options.host)
    check_installed()
    from counterclaim.desk.serve import serve

    settings = Settings(host=options.host, port=options.port)
    with opened(options) as ledger:
        serve(
            ledger,
            settings,
            browser=not options.no_browser,
            say=lambda words: print(words, file=sys.stderr, flush=True),
        )
    return 0
