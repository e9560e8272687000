"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from counterclaim.release.policy import ReleaseError

_EPOCH = (1980, 1, 1, 0, 0, 0)


class CannotWrite(ReleaseError):
    """The file cannot be written there."""

    code = "cannot_write"


@contextlib.contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A new file beside ``out`` to write to, which takes its place when all went well.

    Raises:
        CannotWrite: the folder is missing, may not be written to, or is full.

    """
    try:
        handle, name = tempfile.mkstemp(prefix=".counterclaim-", dir=out.parent)
    except OSError as error:
        raise CannotWrite(f"{out}: {error.strerror or error}", "choose another place with -o") from None
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(out)
    except OSError as error:
        raise CannotWrite(f"{out}: {error.strerror or error}", "choose another place with -o") from None
    finally:
        temporary.unlink(missing_ok=True)


def write_bytes(out: Path, data: bytes) -> None:
    """A whole file at once."""
    with replacing(out) as temporary:
        temporary.write_bytes(data)


def write_bundle(out: Path, files: Mapping[str, bytes]) -> None:
    """Several files: a zip where ``out`` ends in .zip, else a folder, new, empty or of an earlier export.

    Raises:
        CannotWrite: it cannot be written, or the folder holds other files.

    """
    if out.suffix.lower() == ".zip":
        with replacing(out) as temporary, zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(files):
                archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
        return
    _write_folder(out, files)


def _write_folder(out: Path, files: Mapping[str, bytes]) -> None:
    known = {Path(name).parts[0] for name in files}
    try:
        if out.is_dir() and any(entry.name not in known for entry in out.iterdir()):
            raise CannotWrite(
                f"{out}: the folder holds other files", "choose a new folder, or a name ending in .zip"
            )
        if out.exists() and not out.is_dir():
            raise CannotWrite(
                f"{out}: there is a file of this name", "choose a new folder, or a name ending in .zip"
            )
        made = Path(tempfile.mkdtemp(prefix=".counterclaim-", dir=out.parent))
    except OSError as error:
        raise CannotWrite(f"{out}: {error.strerror or error}", "choose another place with -o") from None
    try:
        for name, data in files.items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        take_place(made, out)
    except OSError as error:
        raise CannotWrite(f"{out}: {error.strerror or error}", "choose another place with -o") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)


def take_place(made: Path, out: Path) -> None:
    """Let a folder made beside ``out`` take its place; the old one is moved aside first, then removed."""
    made.chmod(0o755)
    if out.exists():
        old = made.with_name(made.name + "-old")
        out.rename(old)
        made.rename(out)
        shutil.rmtree(old)
    else:
        made.rename(out)


def repacked(data: Path, change: Mapping[str, Callable[[bytes], bytes]]) -> None:
    """Write a zip again with no dates in it, so that the same content gives the same bytes."""
    with zipfile.ZipFile(data) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            made = change[name](content) if name in change else content
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), made, zipfile.ZIP_DEFLATED)
