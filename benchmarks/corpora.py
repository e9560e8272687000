"""Where other people's annotated data lies: ``$COUNTERCLAIM_CORPORA``, else ``../shared/corpora``."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]


def corpora() -> Path:
    """The corpora folder."""
    return Path(os.environ.get("COUNTERCLAIM_CORPORA", ROOT.parent / "shared" / "corpora"))


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a JSON Lines file under the corpora folder; ends the program when it is not there."""
    path = corpora() / name
    if not path.exists():
        sys.exit(f"{name}: not found under {corpora()}; set COUNTERCLAIM_CORPORA to the folder that holds it")
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
