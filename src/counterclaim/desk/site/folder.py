"""A folder that is made whole beside the old one and then takes its place."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from counterclaim.model.errors import CounterclaimError
from counterclaim.release.atomic import take_place

MANIFEST = "site.json"
_MARK = "counterclaim site"


class SiteError(CounterclaimError):
    """A site that cannot be written there."""

    code: ClassVar[str] = "cannot_publish"


@contextlib.contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A new folder beside ``out`` to write to, which takes its place when all went well.

    A crash leaves the old site as it was, and at most a hidden folder, which the next run clears away.

    Raises:
        SiteError: ``out`` is something else than a site of ours, or the place cannot be written to.

    """
    out = out.absolute()
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        _clear(out)
        check(out)
        made = Path(tempfile.mkdtemp(prefix=_prefix(out), dir=out.parent))
    except OSError as error:
        raise SiteError(f"{out}: {error.strerror or error}", "choose another folder") from None
    held = os.open(made, os.O_RDONLY)
    try:
        _hold(held)
        yield made
        check(out)  # nothing of somebody else's came there meanwhile
        take_place(made, out)
    except OSError as error:
        raise SiteError(f"{out}: {error.strerror or error}", "choose another folder") from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
        os.close(held)


def check(out: Path) -> None:
    """Whether ``out`` may be replaced: it is not there, empty, or a site with no file besides its own.

    Raises:
        SiteError: it may not.

    """
    if not out.exists() and not out.is_symlink():
        return
    if out.is_symlink() or not out.is_dir():
        raise SiteError(f"{out} is no folder", "choose a new folder for the site")
    there = {str(p.relative_to(out)) for p in out.rglob("*") if p.is_symlink() or not p.is_dir()}
    if not there:
        return
    try:
        listed = json.loads((out / MANIFEST).read_text("utf-8"))
        ours = set(listed["files"]) if listed["made_by"].startswith(_MARK) else set()
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        ours = set()
    strange = sorted(there - ours - {MANIFEST}) if ours else sorted(there)
    if strange:
        raise SiteError(
            f"{out} holds files that are not of a site made here ({strange[0]})",
            "choose a new folder, or move them away",
        )


def seal(folder: Path, about: dict[str, Any]) -> int:
    """Write the manifest: what the site is, and each file's SHA-256. Returns the bytes of all files."""
    size, files = 0, {}
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        data = path.read_bytes()
        size += len(data)
        files[str(path.relative_to(folder))] = hashlib.sha256(data).hexdigest()
    made = {"made_by": _MARK, **about, "files": files}
    data = json.dumps(made, indent=1, ensure_ascii=True).encode() + b"\n"
    (folder / MANIFEST).write_bytes(data)
    return size + len(data)


def _prefix(out: Path) -> str:
    return f".{out.name}.publishing-"


def _clear(out: Path) -> None:
    """What runs that died left; a folder that a run still holds stays."""
    for left in sorted(out.parent.glob(_prefix(out) + "*")):
        if left.is_symlink() or not left.is_dir():
            continue
        if left.name.endswith("-old") and not out.exists():  # died between two renames: the old site again
            left.rename(out)
            continue
        handle = os.open(left, os.O_RDONLY)
        try:
            if _hold(handle):
                shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(handle)


def _hold(handle: int) -> bool:
    """Take a folder for this run; false while another has it. Where there are no such locks: always true."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
