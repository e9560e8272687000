"""Reads a file or folder with the formats and parts items from failures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from counterclaim.intake.formats import Failure, FormatOptions, Item, iterate

STORY = "Three people were killed when a shell hit a market, the ministry said on Tuesday."


def found(path: Path, **options: Any) -> tuple[list[Item], list[Failure]]:  # noqa: ANN401
    items: list[Item] = []
    failures: list[Failure] = []
    for one in iterate(path, FormatOptions(**options)):
        if isinstance(one, Item):
            assert one.data is not None or one.text is not None
            assert one.text is None or "\x00" not in one.text
            assert one.key.isprintable()
            items.append(one)
        else:
            assert one.reason
            assert (one.name + one.reason).isprintable()
            failures.append(one)
    return items, failures


def one_item(path: Path, **options: Any) -> Item:  # noqa: ANN401
    items, failures = found(path, **options)
    assert failures == []
    assert len(items) == 1
    return items[0]


def one_failure(path: Path, **options: Any) -> Failure:  # noqa: ANN401
    items, failures = found(path, **options)
    assert items == []
    assert len(failures) == 1
    return failures[0]
