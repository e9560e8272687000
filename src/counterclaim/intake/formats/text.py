"""Plain text and Markdown: one document a file, its bytes as they are."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.intake.decode import decode
from counterclaim.intake.formats.items import Failure, FormatOptions, Item
from counterclaim.intake.formats.sidecar import described
from counterclaim.intake.formats.source import Source
from counterclaim.model.errors import CounterclaimError

NAME = "text"
ENDINGS = (".txt", ".md", ".markdown", ".text")


def sniff(head: bytes) -> bool:
    """Whether the bytes are text of any kind: asked last."""
    try:
        decode(head[: head.rfind(b"\n") + 1] or head[: len(head) // 4 * 4], "")
    except CounterclaimError:
        return False
    return True


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """The file's one item.

    Raises:
        CounterclaimError: it is empty, binary or too large.

    """
    data = source.read(options.max_bytes)
    if b"\x00" in data or not data.isascii() or not data.strip() or data[:1] in b"%P{BIGR7\x1f":
        decode(data, source.name)  # refuses what is no text
    markdown = source.plain_name.lower().endswith((".md", ".markdown"))
    media_type = "text/markdown" if markdown else "text/plain"
    item = Item(key=source.key, data=data, media_type=media_type, name=source.plain_name)
    yield from described(item, source, options)
