"""A ``.json`` file: an array of objects, or one object; exports of Telegram and JSON Lines are told apart."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.intake.formats import jsonl, telegram
from counterclaim.intake.formats.items import Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.json_stream import Events, build
from counterclaim.intake.formats.rows import columns_of, item_of
from counterclaim.intake.formats.source import Source

NAME = "json"
ENDINGS = (".json",)


def sniff(head: bytes) -> bool:
    """Whether an array of objects, or an object, opens the file."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start[:1] == b"{" or (start[:1] == b"[" and start[1:].lstrip()[:1] == b"{")


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """An item for each object."""
    head = source.head()
    if telegram.sniff(head):
        yield from telegram.read(source, options)
    elif jsonl.sniff(head):
        yield from jsonl.read(source, options)
    else:
        yield from _objects(source, options)


def _objects(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    with source.open() as stream:
        events = Events(stream)
        iterator = iter(events)
        number = 0
        start = next(iterator, ("", None))[0]
        if start == "start_map":
            yield _item(build(events, iterator), source, options, source.name)
        elif start != "start_array":
            yield failure(source.name, "is JSON, but neither an object nor a list of objects")
        for event, _ in iterator:
            scalar = events.depth == 1 and not event.startswith("end")
            if scalar or (event == "start_array" and events.depth == 2):
                number += 1
                yield failure(f"{source.name}, entry {number}", "is no object")
            elif event == "start_map" and events.depth == 2:
                number += 1
                yield _item(build(events, iterator), source, options, f"{source.name}, entry {number}")


def _item(row: dict[str, object] | str, source: Source, options: FormatOptions, name: str) -> Item | Failure:
    if isinstance(row, str):
        return failure(name, row)
    return item_of(row, columns_of(row, options), options, file_key=source.key, name=name)
