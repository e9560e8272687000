"""A file to be read, and its bytes: unpacked where it is gzip, never more than memory can hold."""

from __future__ import annotations

import contextlib
import io
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from counterclaim.model.errors import CounterclaimError, TooLarge

CHUNK = 1 << 16
GZIP = b"\x1f\x8b"
_RATIO = 100  # text shrinks to a thirtieth at best; more than this is a bomb
_FREE = 16 << 20  # below this size, any ratio


class Damaged(CounterclaimError):
    """A stream that breaks off, is damaged, or will not end; what came before it is sound."""

    code = "damaged_file"


class Source(NamedTuple):
    """A file, and what keys and messages call it: its path under the added folder."""

    path: Path
    name: str

    @property
    def key(self) -> str:
        """What identifies the file's one document."""
        return f"file:{self.name}"

    @property
    def plain_name(self) -> str:
        """The name without ``.gz``."""
        return self.name[:-3] if self.name[-3:].lower() == ".gz" else self.name

    def head(self, size: int = CHUNK) -> bytes:
        """The first bytes, unpacked."""
        found = b""
        with self.open() as stream, contextlib.suppress(Damaged):
            while len(found) < size and (piece := stream.read(size - len(found))):
                found += piece
        return found

    @contextlib.contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The file's bytes, unpacked where it is gzip."""
        with self.path.open("rb") as raw:
            packed = raw.read(2) == GZIP
            raw.seek(0)
            # Not buffered: a buffer would drop the sound bytes before the damage.
            yield cast(BinaryIO, Unpacked(raw)) if packed else raw

    def read(self, limit: int) -> bytes:
        """All bytes, unpacked.

        Raises:
            TooLarge: more than ``limit``.
            Damaged: the archive is.

        """
        with self.open() as stream:
            data = _read(stream, limit + 1)
        if len(data) > limit:
            raise TooLarge(self.name, f"is larger than {limit / 1e6:.3g} MB")
        return data


def _read(stream: BinaryIO, size: int) -> bytes:
    """So many bytes, or all there are: one call of ``read`` may give fewer."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(min(size, 1 << 20))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


class Unpacked(io.RawIOBase):
    """A gzip file unpacked as it is read: member after member, a chunk at a time.

    What is sound is handed over before `Damaged` is raised.
    """

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._packed = b""
        self._taken = self._given = 0
        self._member: zlib._Decompress | None = zlib.decompressobj(wbits=31)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]
        """Fill the buffer, or as much of it as one step gives."""
        while self._member is not None:
            if not self._packed:
                self._packed = self._raw.read(CHUNK)
                self._taken += len(self._packed)
            if found := self._step(self._member, len(buffer)):
                self._given += len(found)
                if self._given > _FREE + _RATIO * self._taken:
                    raise Damaged(
                        f"unpacks to more than {_RATIO} times its size", "it may be a bomb; unpack it by hand"
                    )
                buffer[: len(found)] = found
                return len(found)
        return 0

    def _step(self, member: zlib._Decompress, room: int) -> bytes:
        """What the next packed bytes give, which may be nothing yet."""
        at_end = not self._packed
        try:
            found = member.decompress(self._packed, room)
        except zlib.error:
            raise Damaged("is damaged inside (gzip)", "get a sound copy of it") from None
        self._packed = member.unconsumed_tail
        if member.eof:
            self._next_member(member.unused_data)
        elif at_end and not found:
            raise Damaged("breaks off (truncated gzip)", "get a whole copy of it")
        return found

    def _next_member(self, rest: bytes) -> None:
        if len(rest) < 2:
            more = self._raw.read(CHUNK)
            self._taken += len(more)
            rest += more
        # Blocks of NULs, or anything else, may follow the last member; gzip itself ignores them too.
        self._packed = rest
        self._member = zlib.decompressobj(wbits=31) if rest.startswith(GZIP) else None
