"""Fills a demonstration ledger with the bundled dossiers, read on the spot: what ``make desk`` opens."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from counterclaim.intake.formats.items import Item
from counterclaim.ledger import open_ledger
from counterclaim.reconcile.update import update_ledger

DOSSIERS = Path(__file__).parent / "dossiers" / "development"


def items(folder: Path = DOSSIERS) -> Iterator[Item]:
    """The articles of all dossiers with what is known of each."""
    for gold in sorted(folder.glob("*/gold.json")):
        for about in json.loads(gold.read_text("utf-8"))["documents"]:
            path = gold.parent / about["file"]
            yield Item(
                key=f"{gold.parent.name}/{about['file']}",
                text=path.read_text("utf-8"),
                title=about.get("title") or path.stem.lstrip("0123456789_").replace("_", " ").capitalize()
                + f" ({gold.parent.name.replace('-', ' ')})",
                outlet=about.get("outlet"),
                published=about.get("published"),
                language=about.get("language"),
                name=path.name,
            )  # fmt: skip


def main() -> None:
    """Make the ledger at the path given, unless it is there."""
    out = Path(sys.argv[1])
    if out.exists():
        return
    out.parent.mkdir(parents=True, exist_ok=True)
    print(f"reading the bundled dossiers into {out}", file=sys.stderr)
    with open_ledger(out, create=True) as ledger:
        looked_on = sys.stderr.isatty()
        say = (lambda s: print(f"\r{s.seen} documents", end="", file=sys.stderr)) if looked_on else None
        done = ledger.add(items(), progress=say)
        update_ledger(ledger)
    print(file=sys.stderr)
    if done.failed:
        sys.exit(f"{len(done.failed)} documents could not be read")


if __name__ == "__main__":
    main()
