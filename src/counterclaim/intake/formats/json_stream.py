"""JSON of any size, an object at a time. Nesting is counted, so that no depth can hurt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from counterclaim.intake.formats.source import CHUNK, Damaged

Event = tuple[str, Any]
_LARGEST = 32 << 20  # bytes of one value
_DEEPEST = 64
_HOPELESS = 1_000_000
_MOST_PIECES = 1_000_000
TOO_DEEP = "is nested too deeply"
TOO_MANY = f"has more than {_MOST_PIECES:,} values in one object"


class _Watched:
    """A stream that refuses to go on when much was read and the parser has made no event of it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.idle = 0
        self._started = False

    def read(self, size: int = CHUNK) -> bytes:
        if size == 0:
            return b""
        data = self._stream.read(min(size, CHUNK))
        if not self._started:
            self._started = True
            data = data.removeprefix(b"\xef\xbb\xbf") or data
        self.idle += len(data)
        if self.idle > _LARGEST:
            raise Damaged(f"has a value of more than {_LARGEST >> 20} MB", "split it")
        return data


class Events:
    """The parser's events, with the keys on the way to each: ``path[depth]``."""

    def __init__(self, stream: BinaryIO) -> None:
        import ijson

        self._watched = _Watched(stream)
        self._events = ijson.basic_parse(self._watched, use_float=True, buf_size=CHUNK)
        self.depth = 0
        self.path: list[str | None] = [None] * (_DEEPEST + 2)

    def __iter__(self) -> Iterator[Event]:
        import ijson

        try:
            for event, value in self._events:
                if event == "map_key":
                    if self.depth < _DEEPEST:
                        self.path[self.depth] = value
                elif event in ("start_map", "start_array"):
                    self.depth += 1
                    if self.depth > _HOPELESS:
                        raise Damaged(f"is nested more than {_HOPELESS:,} levels deep", "check what made it")
                    if self.depth < _DEEPEST:
                        self.path[self.depth] = None
                elif event in ("end_map", "end_array"):
                    self.depth -= 1
                self._watched.idle = 0
                yield event, value
        except ijson.JSONError as error:
            words = str(error).partition("\n")[0].strip()
            raise Damaged(f"breaks off or is no JSON ({words})", "get a whole copy of it") from None
        except (UnicodeDecodeError, OverflowError) as error:
            raise Damaged(f"is no JSON ({error})", "get a whole copy of it") from None


def build(events: Events, iterator: Iterator[Event]) -> dict[str, Any] | str:
    """The object whose ``start_map`` was just seen; words where it cannot be had."""
    import ijson

    builder = ijson.ObjectBuilder()
    builder.event("start_map", None)
    base = events.depth
    problem = ""
    for count, (event, value) in enumerate(iterator):
        if events.depth > base + _DEEPEST // 2:
            problem = problem or TOO_DEEP
        elif count > _MOST_PIECES:
            problem = problem or TOO_MANY
        if not problem:
            builder.event(event, value)
        if events.depth < base:
            break
    return problem or builder.value
