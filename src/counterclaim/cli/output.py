"""Where a command writes: standard output, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import BinaryIO


class Output:
    """Standard output or a file. A file is written beside its place and renamed at the end.

    Nothing is left behind when nothing was written or an exception passes through.
    """

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._target = Path(os.path.realpath(path)) if path is not None else None
        self._file: BinaryIO | None = None
        self._temporary: Path | None = None
        self._wrote = False

    @property
    def is_terminal(self) -> bool:
        """Whether a person sees it at once."""
        return self.path is None and sys.stdout.isatty()

    def __enter__(self) -> Output:
        if self._target is None:
            return self
        if self._target.exists() and not self._target.is_file():
            self._file = self._target.open("wb")  # a device or a pipe: there is nothing to rename
            return self
        handle, name = tempfile.mkstemp(prefix=f".{self._target.name[:80]}.", dir=self._target.parent)
        self._file, self._temporary = os.fdopen(handle, "wb"), Path(name)
        return self

    def write(self, text: str, encoding: str = "utf-8") -> None:
        """Write text; what the encoding cannot hold is written as an escape."""
        data = text.encode(encoding, "backslashreplace")
        self._wrote = True
        if self._file is not None:
            self._file.write(data)
        else:
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None:
            return
        try:
            self._file.close()
            if self._temporary and self._target and kind is None and self._wrote:
                os.chmod(self._temporary, _mode_of(self._target))  # noqa: PTH101
                self._temporary.replace(self._target)
                self._temporary = None
        finally:
            if self._temporary:
                self._temporary.unlink(missing_ok=True)


def _mode_of(target: Path) -> int:
    """The permissions that the file has, or would get."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
