"""HTML: one page a file, its bytes as they are; the article is found in it when it is read."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.intake.decode import decode
from counterclaim.intake.formats.items import Failure, FormatOptions, Item
from counterclaim.intake.formats.sidecar import described
from counterclaim.intake.formats.source import Source
from counterclaim.intake.html import is_html

NAME = "html"
ENDINGS = (".html", ".htm", ".xhtml", ".shtml")


def sniff(head: bytes) -> bool:
    """Whether the bytes open like a page."""
    for wide in ("utf-16-le", "utf-16-be"):
        if head[:2] in (b"\xff\xfe", b"\xfe\xff") and is_html(head[2:4000].decode(wide, "replace")):
            return True
    return is_html(head[:4000].decode("utf-8", "replace").removeprefix("\ufeff"))


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """The file's one item.

    Raises:
        CounterclaimError: it is empty, binary or too large.

    """
    data = source.read(options.max_bytes)
    if not data.isascii() or b"\x00" in data or not data.strip():
        decode(data, source.name)  # refuses what is no text
    name = source.plain_name
    if not name.lower().endswith(ENDINGS):
        name += ".html"
    item = Item(key=source.key, data=data, media_type="text/html", name=name)
    yield from described(item, source, options)
