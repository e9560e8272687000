"""JSONL: one reading a line. Unredacted lines are the reading's own JSON, which a ledger adds again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.model.reading import Reading
from counterclaim.release.about import About
from counterclaim.release.cells import json_bytes
from counterclaim.release.formats import Format
from counterclaim.release.policy import RedactedReading


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the readings."""
    with out.open("wb") as file:
        for made in readings:
            file.write(line(made) + b"\n")


def line(made: RedactedReading) -> bytes:
    """One reading as a line. A redacted one says so, and what is held and masked."""
    if not made.redacted:
        plain = Reading(**{field: getattr(made.reading, field) for field in Reading.__struct_fields__})
        return msgspec.json.encode(plain)
    data: dict[str, Any] = {"redacted": True, **msgspec.to_builtins(made.reading)}
    data["document"].pop("text")
    data["snippets"] = made.snippets
    data["held"] = made.held
    data["withheld"] = made.withheld
    data["children"] = sorted(made.minors)
    data["note"] = "reported claims, not verified facts"
    return json_bytes(data)


FORMAT = Format("jsonl", "one whole reading a line", write, sidecar=True)
