"""HTML to the text of its article, and what the page says of itself.

trafilatura finds the article. It is not given pages that would cost it too much; their tags are stripped
by a scan in linear time instead, with a warning, because menus and link lists then stay in the text.
"""

from __future__ import annotations

import html
import logging
import re
from typing import NamedTuple

from counterclaim.intake.dates import published_date
from counterclaim.intake.language import language_code
from counterclaim.intake.markup import shape, strip_tags
from counterclaim.model.errors import BadDate, EmptyDocument, MalformedMarkup
from counterclaim.model.rows import ReadingWarning

MAX_DEPTH = 200  # libxml2 gives up at 256
MAX_TAGS = 20_000
MAX_PAGE = 6_000_000  # code points, scripts left out
_HOPELESS_TAGS = 2_000_000

_SNIFF = re.compile(
    r"\s{0,200}(?:<!--.{0,500}?-->\s{0,200}){0,3}(?:<\?xml[^>]{0,200}>\s{0,200})?"
    r"<(?:!doctype\s{1,20}html|html|head|body|article|main|div|section|h1|p|meta|title)\b",
    re.I | re.S,
)
_LANGUAGE = re.compile(
    r"<html\b[^>]{0,500}?\s(?:xml:)?lang\s{0,4}=\s{0,4}[\"']?([A-Za-z]{2,3}(?:[-_]\w{1,10})?)", re.I
)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,500})", re.I)
_SCRIPT = re.compile(r"<(?:script|style|svg)\b", re.I)
_CLOSE = {"<scr": "</script", "<sty": "</style", "<svg": "</svg"}


class Page(NamedTuple):
    """What was found in a page of HTML."""

    text: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    url: str | None
    warnings: tuple[ReadingWarning, ...]


def is_html(text: str) -> bool:
    """Whether a text opens like a page or a fragment of HTML."""
    return text.lstrip()[:1] == "<" and _SNIFF.match(text) is not None


def _without_scripts(page: str) -> str:
    """The page without scripts and styles, which are often most of it."""
    kept: list[str] = []
    lower = page.lower() if page.isascii() else None
    at = 0
    while match := _SCRIPT.search(page, at):
        close = _CLOSE[match[0][:4].lower()]
        end = lower.find(close, match.end()) if lower is not None else _find_close(page, close, match.end())
        if end < 0:
            break
        kept.append(page[at : match.start()])
        gt = page.find(">", end)
        at = len(page) if gt < 0 else gt + 1
    kept.append(page[at:])
    return "".join(kept)


def _find_close(page: str, close: str, start: int) -> int:
    match = re.compile(close, re.I).search(page, start)
    return match.start() if match else -1


class _Article(NamedTuple):
    text: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None


def _article(page: str, url: str | None) -> _Article | None:
    """The article as trafilatura finds it, or None."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it reports on standard error
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    from trafilatura import bare_extraction

    # The clock must not decide which dates are possible.
    dates = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
    try:
        found = bare_extraction(
            page, url=url, include_comments=False, with_metadata=True, date_extraction_params=dates
        )
    except Exception:  # any fault of a parser on hostile markup: the scan takes over
        return None
    text = None if found is None or isinstance(found, dict) else found.text
    if found is None or isinstance(found, dict) or not text or not text.strip():
        return None
    return _Article(text, found.title, found.sitename, _sound_date(found.date), _web_address(found.url))


def _sound_date(value: str | None) -> str | None:
    """A date that the page gives of itself, unless it is broken."""
    try:
        return published_date(value or None)
    except BadDate:
        return None


def _web_address(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _declared_title(page: str) -> str | None:
    match = _TITLE.search(page[:200_000])
    return " ".join(html.unescape(match[1]).split()) or None if match else None


def extract(page: str, *, name: str, url: str | None = None) -> Page:
    """The article of a page.

    Raises:
        MalformedMarkup: more tags than any article has.
        EmptyDocument: no text between the tags.

    """
    head = page[:20_000]
    found_language = _LANGUAGE.search(head)
    language = language_code(found_language[1]) if found_language else None
    title = _declared_title(page)
    lean = _without_scripts(page)
    form = shape(lean)
    if form.tags > _HOPELESS_TAGS:
        raise MalformedMarkup(name, f"is HTML with {form.tags:,} tags")
    heavy = form.depth > MAX_DEPTH or form.tags > MAX_TAGS or len(lean) > MAX_PAGE
    # Scripts stay in for trafilatura: some pages give their metadata in JSON-LD.
    article = None if heavy else _article(page if len(page) <= MAX_PAGE else lean, url)
    if article is not None:
        return Page(
            article.text, article.title or title, article.outlet, article.published, language, article.url, ()
        )
    text = strip_tags(page)
    if not text:
        raise EmptyDocument(name)
    reason = "it is too deep or too large to search" if heavy else "no article was found in it"
    warning = ReadingWarning("html_stripped", f"The page was read whole, menus included: {reason}.")
    return Page(text, title, None, None, language, None, (warning,))
