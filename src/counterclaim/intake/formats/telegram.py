"""Telegram Desktop's ``result.json``: one chat, or all chats of an account; a post a document.

A forwarded post speaks for the channel that it comes from. An edited post keeps its key, so that exports of
different days give its versions. Service messages and posts without words are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.intake.formats.dates import from_epoch, timestamp
from counterclaim.intake.formats.items import Failure, FormatOptions, Item, failure
from counterclaim.intake.formats.json_stream import Events, build
from counterclaim.intake.formats.rows import clean, short
from counterclaim.intake.formats.source import Source

NAME = "telegram"
ENDINGS = ()
_LISTS = ("chats", "left_chats")
_KEYS = (b'"messages"', b'"chats"', b'"left_chats"', b'"personal_information"')


def sniff(head: bytes) -> bool:
    """Whether an object has the keys of an export near its beginning."""
    return head.lstrip()[:1] == b"{" and any(key in head[:16_000] for key in _KEYS)


def read(source: Source, options: FormatOptions) -> Iterator[Item | Failure]:
    """An item for each post with words.

    Raises:
        CounterclaimError: the file is damaged: after its last sound post.

    """
    with source.open() as stream:
        events = Events(stream)
        iterator = iter(events)
        chat: dict[str, Any] = {}
        inside = 0  # the depth of the posts of the list that is being read
        lists = 0
        for event, value in iterator:
            depth = events.depth
            if inside:
                if event == "start_map" and depth == inside:
                    found = _post(build(events, iterator), chat, source, options)
                    if found is not None:
                        yield found
                elif depth < inside - 1:
                    inside = 0
            elif event == "start_array" and _is_posts(events.path, depth - 1):
                inside = depth + 1
                lists += 1
            elif event == "start_map" and depth == 4:
                chat = {}
            elif depth in (1, 4) and event in ("string", "number"):
                chat.setdefault(str(events.path[depth]), value)
        if not lists:
            yield failure(source.name, "is no export of Telegram: it has no list of messages")


def _is_posts(path: list[str | None], depth: int) -> bool:
    if path[depth] != "messages":
        return False
    return depth == 1 or (depth == 4 and path[1] in _LISTS and path[2] == "list")


def flatten(text: object) -> str | None:
    """The words of a post: a string, or pieces that are strings or objects with a ``text``."""
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        return None
    pieces = (piece.get("text", "") if isinstance(piece, dict) else piece for piece in text)
    return "".join(piece for piece in pieces if isinstance(piece, str))


def _moment(post: dict[str, Any], field: str) -> str | None:
    """A moment in UTC, or in the exporter's local time where the export is an old one."""
    seconds = post.get(f"{field}_unixtime")
    try:
        if seconds is not None and float(seconds) > 0:
            return from_epoch(float(seconds))
    except (ValueError, TypeError, OverflowError, OSError):
        pass
    return timestamp(post.get(field))


def _post(
    post: dict[str, Any] | str, chat: dict[str, Any], source: Source, options: FormatOptions
) -> Item | Failure | None:
    if isinstance(post, str):
        return failure(f"{source.name}, a message", post)
    if post.get("type", "message") != "message":
        return None
    number = post.get("id")
    name = f"{source.name}, message {short(number) or '?'}"
    if not isinstance(number, int) or isinstance(number, bool):
        return failure(name, "has no number (id)")
    text = flatten(post.get("text", ""))
    if text is None:
        return failure(name, "has a text that is neither words nor pieces of words")
    if not text.strip():
        return None
    if len(text) > options.max_bytes or "\x00" in text:
        return failure(name, "has a text that is too long or has NUL characters")
    text, warnings = clean(text)
    channel = short(chat.get("name")) or short(post.get("from"))
    identity = short(chat.get("id")) or short(post.get("from_id")) or channel or source.name
    return Item(
        key=f"telegram:{identity}/{number}",
        text=text,
        outlet=channel,
        url=f"https://t.me/{options.channel.lstrip('@')}/{number}" if options.channel else None,
        published=_moment(post, "date"),
        edited=_moment(post, "edited"),
        speaker_channel=short(post.get("forwarded_from")),
        name=name,
        warnings=warnings,
    )
