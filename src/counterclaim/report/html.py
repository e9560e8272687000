"""One self-contained page: the article with its marks, and the rows beside it.

The page loads nothing: style and script stand in it and are let through by their hashes alone
(Content-Security-Policy); everything from the text is escaped. Without the script, rows and words are
joined by links.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files

from counterclaim.model.reading import Reading
from counterclaim.report.describe import View
from counterclaim.report.html_ids import Ids
from counterclaim.report.html_rows import legend, rows
from counterclaim.report.html_text import article
from counterclaim.report.marks import marks
from counterclaim.report.markup import text_of


@functools.cache
def _data(name: str) -> str:
    return files("counterclaim.report").joinpath("data", name).read_text("utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii") + "'"


def page(readings: Sequence[Reading]) -> str:
    """The page of one or more readings."""
    return "".join(_page(readings))


def _page(readings: Sequence[Reading]) -> Iterator[str]:
    views = [View(r) for r in readings]
    style, script = _data("page.css"), _data("page.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    title = views[0].heading() if len(views) == 1 else f"{len(views)} readings"
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n'
    yield f"<title>{text_of(title)} – Counterclaim</title>\n<style>{style}</style>\n</head>\n<body>\n"
    for number, view in enumerate(views):
        yield from _reading(view, Ids(view, f"{number}-" if len(views) > 1 else ""))
    yield '<p id="said" class="hidden" role="status" aria-live="polite"></p>\n'
    yield f"<script>{script}</script>\n</body>\n</html>\n"


def _reading(view: View, ids: Ids) -> Iterator[str]:
    document = view.reading.document
    yield '<div class="reading">\n<header>\n'
    yield f'<h1 dir="auto">{text_of(view.heading())}</h1>\n'
    yield f'<p class="facts">{text_of(" · ".join(view.facts()))}</p>\n'
    yield from legend(ids.prefix, {m.kind for m in marks(view.reading)})
    yield "</header>\n<main>\n"
    language = document.language or "en"
    yield f'<section class="text" lang="{escape(language)}" aria-label="The article">\n'
    yield from article(view, ids)
    yield "</section>\n"
    yield '<section class="rows" aria-label="What it claims" tabindex="0">\n'
    yield from rows(view, ids)
    yield "</section>\n</main>\n"
    reader = view.reading.reader
    made = f"Read by Counterclaim {reader.version} ({reader.name}, {reader.model})"
    digest = escape(document.text_sha256)
    yield f"<footer>{text_of(made)} · text SHA-256 <code>{digest}</code></footer>\n</div>\n"


def notebook_frame(reading: Reading) -> str:
    """The page in a sandboxed frame, so that a notebook's own style and ours do not meet."""
    return (
        '<iframe sandbox="allow-scripts" style="width:100%;height:640px;border:1px solid #8888" '
        f'title="Counterclaim reading" srcdoc="{escape(page([reading]))}"></iframe>'
    )
