"""Rows of a table or objects of JSON as items: which column is what, and what identifies a row."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

import msgspec

from counterclaim.intake.formats.dates import timestamp
from counterclaim.intake.formats.items import Failure, FormatOptions, Item, failure
from counterclaim.intake.html import is_html
from counterclaim.model.document import document_id, text_sha256
from counterclaim.model.reading import Reading
from counterclaim.model.rows import ReadingWarning
from counterclaim.model.vocabulary import SCHEMA

_ALIASES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article_text", "full_text", "maintext"),
    "title": ("title", "headline"),
    "published": (
        *("date", "published", "publish_date", "published_at", "publishedat"),
        *("publication_date", "date_published"),
    ),
    "url": ("url", "link"),
    "outlet": ("source", "outlet", "media_name", "publisher"),
    "language": ("language", "lang"),
    "id": ("id", "doc_id", "document_id", "article_id", "stories_id", "guid"),
    "edited": ("edited", "modified", "updated_at"),
}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PORTS = {"http": ":80", "https": ":443"}


def _folded(column: str) -> str:
    return column.strip().strip("\ufeff").casefold().replace(" ", "_").replace("-", "_")


def columns_of(names: Collection[str], options: FormatOptions) -> dict[str, str]:
    """Which field is in which of these columns: what the options say first, then the usual names."""
    folded: dict[str, str] = {}
    for name in names:
        folded.setdefault(_folded(name), name)
    found: dict[str, str] = {}
    for field, aliases in _ALIASES.items():
        if field in options.columns:
            wanted = options.columns[field]
            if wanted in names or "." in wanted:
                found[field] = wanted
            elif _folded(wanted) in folded:
                found[field] = folded[_folded(wanted)]
            continue
        usual = next((folded[alias] for alias in aliases if alias in folded), None)
        if usual is not None:
            found[field] = usual
    return found


def url_key(url: str) -> str | None:
    """A web address as a key: scheme and host in small letters, no default port, no fragment.

    None for anything else: "n/a" in every row would make one document of them.
    """
    url = url.strip()
    if not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        scheme, host = parts.scheme.lower(), parts.netloc.lower()
        if scheme not in _PORTS or not parts.hostname:
            return None
    except ValueError:
        return None
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return urlunsplit((scheme, host.removesuffix(_PORTS[scheme]), parts.path or "/", parts.query, fragment))


def clean(text: str) -> tuple[str, tuple[ReadingWarning, ...]]:
    """The text with halves of characters, which no database stores, as U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        fixed = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        broken = fixed.count("\ufffd") - text.count("\ufffd")
        if broken <= 0:
            return fixed, ()
        message = f"{broken} characters are halves of surrogate pairs and stand as U+FFFD."
        return fixed, (ReadingWarning("encoding_damaged", message),)
    return text, ()


def _value(row: Mapping[str, object], column: str | None) -> object:
    """What a column holds; "content.text" looks into an object where no column is called that."""
    if column is None:
        return None
    if column in row or "." not in column:
        return row.get(column)
    found: object = row
    for step in column.split(".")[:8]:
        found = found.get(step) if isinstance(found, Mapping) else None
    return found


def short(value: object) -> str | None:
    """A field's value on one line; None where there is none. Of ``{"name": …}`` the name."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    words = clean(_CONTROL.sub(" ", str(value)[:2000]))[0]
    return " ".join(words.split()) or None


class Facts(NamedTuple):
    """What is known of a document beside its text, and what was wrong with it."""

    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    edited: str | None = None
    language: str | None = None
    warnings: tuple[ReadingWarning, ...] = ()

    @property
    def key(self) -> str | None:
        """The address as a key."""
        return url_key(self.url) if self.url else None


def facts_of(row: Mapping[str, object], columns: Mapping[str, str], options: FormatOptions) -> Facts:
    """The facts that a row or a sidecar gives of a document."""
    words = {
        field: short(_value(row, columns.get(field))) for field in ("title", "outlet", "language", "url")
    }
    url = words["url"]
    moments: dict[str, str | None] = {}
    warnings: list[ReadingWarning] = []
    for field in ("published", "edited"):
        value = _value(row, columns.get(field))
        moments[field] = timestamp(value, options.date_format)
        if moments[field] is None and (shown := short(value)):
            warnings.append(not_understood(shown, field))
    return Facts(
        words["title"],
        words["outlet"],
        url if url and url_key(url) else None,
        moments["published"],
        moments["edited"],
        words["language"],
        tuple(warnings),
    )


def not_understood(date: str, field: str) -> ReadingWarning:
    """A warning that a date was left out."""
    message = f"The date {date[:60]!r} ({field}) was not understood and is left out."
    return ReadingWarning("date_not_understood", message)


def item_of(
    row: Mapping[str, object],
    columns: Mapping[str, str],
    options: FormatOptions,
    *,
    file_key: str,
    name: str,
    warnings: tuple[ReadingWarning, ...] = (),
) -> Item | Failure:
    """The item of a row, or why there is none."""
    if row.get("redacted") is True or str(row.get("redacted", "")).casefold() == "true":
        return failure(name, "is from a redacted export, whose words are masked; add the original")
    if _is_reading(row):
        return _item_of_reading(row, file_key=file_key, name=name)
    if "text" not in columns:
        known = ", ".join(map(str, list(row)[:12])) or "none"
        return failure(name, f"has no column for the text; say which it is (the columns are: {known})")
    text = _value(row, columns["text"])
    if text is not None and not isinstance(text, str):
        return failure(name, f"has {_kind(text)} for its text ({columns['text']}), not words")
    if text is None or not text.strip():
        return failure(name, f"has no text ({columns['text']} is empty)")
    if len(text) > options.max_bytes:
        return failure(name, f"has a text of more than {options.max_bytes / 1e6:.3g} MB; split it")
    if "\x00" in text:
        return failure(name, "has NUL characters in its text, which no text has")
    text, more = clean(text)
    facts = facts_of(row, columns, options)
    row_id = short(_value(row, columns.get("id")))
    key = facts.key or f"{file_key}#{row_id or content_id(text, facts)}"
    page = is_html(text)
    return Item(
        key=key,
        data=text.encode() if page else None,
        text=None if page else text,
        media_type="text/html" if page else "text/plain",
        name=f"{name}.html" if page else name,
        warnings=(*warnings, *more, *facts.warnings),
        title=facts.title,
        outlet=facts.outlet,
        url=facts.url,
        published=facts.published,
        edited=facts.edited,
        language=facts.language,
    )


def _is_reading(row: Mapping[str, object]) -> bool:
    return str(row.get("schema", "")).startswith(SCHEMA.rpartition("/")[0] + "/") and isinstance(
        row.get("document"), Mapping
    )


def _item_of_reading(row: Mapping[str, object], *, file_key: str, name: str) -> Item | Failure:
    """The item of a row that is a reading (``export jsonl --unredacted``), with what people set and added."""
    if row["schema"] != SCHEMA:
        return failure(name, f"is a reading of another schema than {SCHEMA}; add the article instead")
    try:
        reading = msgspec.convert(row, Reading)
    except msgspec.ValidationError as error:
        return failure(name, f"is a broken reading ({error}); add the article instead")
    about = reading.document
    own_id = document_id(about.text, outlet=about.outlet, url=about.url, published=about.published)
    if text_sha256(about.text) != about.text_sha256 or own_id != about.id:
        return failure(name, "is a reading whose text was changed; add the article instead")
    if not all(0 <= p.start <= p.end <= len(about.text) for p in about.parts):
        return failure(name, "is a reading with parts outside its text")
    if not all(about.text[r.start : r.end] == r.found for r in about.repairs):
        return failure(name, "is a reading whose repairs are not the text at their offsets")
    if wrong := reading.broken_spans():
        where = f"{wrong[0].start}-{wrong[0].end}"
        return failure(name, f"is a reading whose rows are not the text at their offsets ({where})")
    if dangling := reading.dangling_ids():
        return failure(name, f"is a reading that names rows it does not hold ({dangling[0]})")
    return Item(
        key=(url_key(about.url) if about.url else None) or f"{file_key}#{about.id}",
        text=about.text,
        name=name,
        title=about.title,
        outlet=about.outlet,
        url=about.url,
        published=about.published,
        language=about.language,
        reading=reading,
    )


def content_id(text: str, facts: Facts) -> str:
    """What identifies a row without a name: what it says. Row numbers would shift when rows are put in."""
    about = (facts.title or "", facts.outlet or "", facts.published or "")
    return "sha256-" + hashlib.sha256("\x1f".join((*about, text)).encode()).hexdigest()[:16]


def _kind(value: object) -> str:
    return {dict: "an object", list: "a list", bool: "true or false"}.get(type(value), "a number")
