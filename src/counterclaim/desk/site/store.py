"""What left through the gate, kept in a file while a site is made, so that memory does not bound a ledger."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from functools import lru_cache
from types import TracebackType

import msgspec

from counterclaim.release import RedactedReading
from counterclaim.release.rows import View

_KEPT = 256  # readings that stay decoded


class Store:
    """Redacted readings by document. Nothing else may tell a page about a text."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="counterclaim-")  # noqa: SIM115  (closed on leaving)
        self._at: dict[str, tuple[int, int]] = {}
        self._decoder = msgspec.msgpack.Decoder(RedactedReading)
        self._encoder = msgspec.msgpack.Encoder()
        self.view = lru_cache(maxsize=_KEPT)(self._view)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def put(self, made: RedactedReading) -> None:
        """Keep a reading.

        Raises:
            ValueError: it did not come through the gate.

        """
        if not made.redacted:
            raise ValueError("a site is made of redacted readings only")
        data = self._encoder.encode(made)
        self._file.seek(0, 2)
        self._at[made.reading.document.id] = (self._file.tell(), len(data))
        self._file.write(data)

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)

    def made(self, document: str) -> RedactedReading:
        """A reading as it leaves."""
        start, size = self._at[document]
        self._file.seek(start)
        return self._decoder.decode(self._file.read(size))

    def _view(self, document: str) -> View | None:
        """Look-ups over a reading; None for a document that does not leave."""
        return View(self.made(document)) if document in self._at else None
