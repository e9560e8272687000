"""A linear scan over markup: how deep it nests, how many tags it has, and its text without them.

For pages that no parser should be given: nested bombs, megabytes of tags. Every character is looked at
a bounded number of times, whatever the page does.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_NAME = re.compile(r"/?[a-zA-Z][a-zA-Z0-9:-]{0,30}")
# Elements whose content is not text for people.
_HIDDEN = frozenset(
    (
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "nav",
        "footer",
        "iframe",
        "object",
        "select",
        "form",
    )
)
_BLOCKS = frozenset(
    (
        "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "tr", "table", "section",
        "article", "header", "main", "aside", "blockquote", "figure", "figcaption", "hr", "pre", "dd", "dt",
        "dl", "td", "th", "title", "body", "html", "center", "address", "caption",
    )
)  # fmt: skip
# Elements that have no end tag, or may leave it out.
_UNPAIRED = frozenset(
    (
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "p", "li", "tr", "td", "th", "dt", "dd", "option", "thead", "tbody", "tfoot",
        "colgroup",
    )
)  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_ASCII_LOWER = str.maketrans({chr(c): chr(c + 32) for c in range(ord("A"), ord("Z") + 1)})


class Shape(NamedTuple):
    """How demanding a page is."""

    depth: int
    tags: int


def _tags(page: str) -> Iterator[tuple[int, int, str]]:
    """Every tag as (start, end, name): the name in lower case, with a slash for end tags, "" for comments."""
    at = page.find("<")
    while at >= 0:
        if page.startswith("<!--", at):
            end = page.find("-->", at + 4)
            end = len(page) if end < 0 else end + 3
            yield at, end, ""
        elif match := _NAME.match(page, at + 1):
            end = page.find(">", match.end())
            end = len(page) if end < 0 else end + 1
            yield at, end, match[0].lower()
        elif page[at + 1 : at + 2] in ("!", "?"):
            end = page.find(">", at)
            end = len(page) if end < 0 else end + 1
            yield at, end, ""
        else:  # a lone "<" is text
            end = at + 1
        at = page.find("<", end)


def shape(page: str) -> Shape:
    """The depth to which elements nest, and the number of tags."""
    depth = deepest = count = 0
    for _, _, name in _tags(page):
        count += 1
        if not name or name.lstrip("/") in _UNPAIRED:
            continue
        if name[0] == "/":
            depth = max(0, depth - 1)
        else:
            depth += 1
            deepest = max(deepest, depth)
    return Shape(deepest, count)


def strip_tags(page: str) -> str:
    """The text of a page: one block element a line, scripts and menus left out."""
    pieces: list[str] = []
    lower = page.translate(_ASCII_LOWER)
    missing: set[str] = set()  # end tags that do not come again: looked for once
    at = skip_to = 0
    for start, end, name in _tags(page):
        if start < skip_to:
            continue
        pieces.append(_text(page[at:start]))
        at = end
        if name in _HIDDEN and name not in missing:
            close = lower.find(f"</{name}", end)
            if close >= 0:
                at = skip_to = close
            else:
                missing.add(name)
        elif name.lstrip("/") in _BLOCKS:
            pieces.append("\n")
    pieces.append(_text(page[max(at, skip_to) :]))
    return _tidy("".join(pieces))


def _text(raw: str) -> str:
    """Character data: in HTML a line end is a blank."""
    return html.unescape(raw.replace("\n", " ")) if raw else ""


def _tidy(text: str) -> str:
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
