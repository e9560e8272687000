"""RSS and Atom files: an entry a document. Many feeds give only summaries, and are marked so."""

from __future__ import annotations

import calendar
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from counterclaim.intake.formats.dates import from_epoch
from counterclaim.intake.formats.items import Completeness, Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.rows import Facts, clean, content_id, not_understood, short, url_key
from counterclaim.intake.formats.source import Source
from counterclaim.intake.markup import strip_tags
from counterclaim.model.errors import CounterclaimError

NAME = "feed"
ENDINGS = (".rss", ".atom", ".xml", ".rdf")
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF|[a-z]{1,8}:feed)[\s>]", re.I)


class NotAFeed(CounterclaimError):
    """XML, but neither RSS nor Atom."""

    code = "not_a_feed"


def sniff(head: bytes) -> bool:
    """Whether the root element is a feed's."""
    start = head[:4000].replace(b"\x00", b"")
    return _ROOT.search(start) is not None and b"<html" not in start.lower()


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """An item for each entry.

    Raises:
        CounterclaimError: it is no feed, or too large.

    """
    data = source.read(options.max_bytes)
    if not sniff(data[:4000]):
        raise NotAFeed("is neither RSS nor Atom", "convert it to text, HTML or JSON Lines")
    feed = _parsed(data)
    if not feed.entries and not feed.bozo:
        return
    for number, entry in enumerate(feed.entries, 1):
        yield _item(entry, feed.feed, source, f"{source.name}, entry {number}")
    if feed.bozo and (problem := _problem(feed.bozo_exception)):
        kept = f"{len(feed.entries)} entries could be read" if feed.entries else "no entry could be read"
        yield failure(source.name, f"is damaged XML ({problem}); {kept}")


def _parsed(data: bytes) -> Any:  # noqa: ANN401
    import feedparser

    # A stream, never a string: feedparser would take a string for an address and fetch it.
    return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)


def _problem(error: object) -> str | None:
    """What is wrong with the XML, if more than the name of its character set is."""
    name = type(error).__name__
    if name in ("CharacterEncodingOverride", "NonXMLContentType"):
        return None
    get_message = getattr(error, "getMessage", None)
    return str(get_message() if get_message else error) or name


def _body(entry: Mapping[str, Any]) -> tuple[str, Completeness]:
    """The text of an entry, and whether it is all of it."""
    contents = [part.get("value") or "" for part in entry.get("content") or ()]
    full = max(contents, key=len, default="")
    text = strip_tags(full)
    if text:
        return text, "full"
    return strip_tags(entry.get("summary") or "") or strip_tags(entry.get("title") or ""), "summary"


def _moment(entry: Mapping[str, Any], field: str) -> str | None:
    """A date that feedparser has brought to UTC."""
    parsed = entry.get(f"{field}_parsed")
    try:
        return from_epoch(calendar.timegm(parsed)) if parsed else None
    except (ValueError, OverflowError, OSError):
        return None


def _item(entry: Mapping[str, Any], feed: Mapping[str, Any], source: Source, name: str) -> Item | Failure:
    text, completeness = _body(entry)
    if not text.strip():
        return failure(name, "has no text")
    if "\x00" in text:
        return failure(name, "has NUL characters in its text, which no text has")
    text, warnings = clean(text)
    published, updated = _moment(entry, "published"), _moment(entry, "updated")
    if published is None and entry.get("published"):
        warnings += (not_understood(str(entry["published"]), "published"),)
    link, guid = short(entry.get("link")), short(entry.get("id"))
    facts = Facts(
        title=short(strip_tags(entry.get("title") or "")),
        outlet=short(strip_tags(feed.get("title") or "")),
        url=link if link and url_key(link) else None,
        published=published or updated,
        edited=updated if published and updated and updated > published else None,
        language=short(entry.get("language") or feed.get("language")),
    )
    return Item(
        key=facts.key or (f"guid:{guid}" if guid else f"{source.key}#{content_id(text, facts)}"),
        text=text,
        title=facts.title,
        outlet=facts.outlet,
        url=facts.url,
        published=facts.published,
        edited=facts.edited,
        language=facts.language,
        completeness=completeness,
        name=name,
        warnings=warnings,
    )
