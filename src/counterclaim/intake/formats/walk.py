"""The files of a folder: sorted, hidden ones left out, each folder once however links turn."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from counterclaim.intake.formats.items import Failure, FormatOptions, failure
from counterclaim.intake.formats.sidecar import stem_of
from counterclaim.intake.formats.source import Source

# What lies beside documents and is none: left out in silence.
_NO_DOCUMENTS = frozenset(
    (
        *(
            ".png",
            ".jpg",
            ".jpeg",
            ".gif",
            ".webp",
            ".svg",
            ".ico",
            ".bmp",
            ".tif",
            ".tiff",
            ".heic",
            ".avif",
        ),
        *(".heic", ".avif", ".mp4", ".webm", ".mov", ".avi", ".mkv", ".mp3", ".ogg", ".oga", ".opus", ".wav"),
        *(".m4a", ".tgs", ".css", ".js", ".mjs", ".map", ".woff", ".woff2", ".ttf", ".otf", ".eot"),
        *(".cdx", ".cdxj", ".db", ".sqlite", ".log"),
    )
)


def _name(relative: str) -> str:
    """A path as keys and messages have it: the same on every machine, and storable."""
    text = os.fsencode(relative).decode("utf-8", "backslashreplace")
    text = unicodedata.normalize("NFC", text.replace(os.sep, "/"))
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


def walk(path: Path, options: FormatOptions) -> Iterator[Source | Failure]:
    """The file, or the files below the folder."""
    root = options.root or (path if path.is_dir() else path.parent)
    try:
        if path.is_dir():
            yield from _below(path, root)
        elif path.is_file():
            yield Source(path, _relative(path, root))
        elif path.exists():
            yield failure(_name(str(path)), "is no regular file")
        else:
            yield failure(_name(str(path)), "no such file; check the path")
    except (OSError, ValueError) as error:
        yield failure(_name(str(path)), error)


def _relative(path: Path, root: Path) -> str:
    try:
        return _name(os.path.relpath(path, root))
    except ValueError:  # another drive
        return _name(str(path))


def _below(top: Path, root: Path) -> Iterator[Source | Failure]:
    seen: set[tuple[int, int]] = set()
    inside = os.path.realpath(top)
    folders = [str(top)]
    while folders:
        folder = folders.pop()
        try:
            status = os.stat(folder)  # noqa: PTH116
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as found:
                entries = sorted((e for e in found if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError as error:
            yield failure(_relative(Path(folder), root), error)
            continue
        below: list[str] = []
        yield from _files(entries, below, root, inside)
        folders.extend(reversed(below))


def _files(
    entries: list[os.DirEntry[str]], below: list[str], root: Path, inside: str
) -> Iterator[Source | Failure]:
    """The documents of one folder; its folders are put into ``below``."""
    stems = {stem for e in entries if (stem := stem_of(e.name)) is not None}
    for entry in entries:
        path = Path(entry.path)
        try:
            if entry.is_symlink() and not _is_inside(entry.path, inside):
                yield failure(
                    _relative(path, root), "is a link that leaves the folder; add its target by name"
                )
            elif entry.is_dir():
                # "NAME_files" is what a browser saves beside NAME.html: frames and pictures.
                if not (entry.name.endswith("_files") and entry.name[:-6] in stems):
                    below.append(entry.path)
            elif path.suffix.lower() in _NO_DOCUMENTS or (
                path.suffix.lower() == ".json" and path.stem in stems
            ):
                continue
            elif entry.is_file():
                yield Source(path, _relative(path, root))
            else:
                gone = entry.is_symlink()
                yield failure(_relative(path, root), "is a broken link" if gone else "is no regular file")
        except OSError as error:
            yield failure(_relative(path, root), error)


def _is_inside(path: str, folder: str) -> bool:
    target = os.path.realpath(path)
    return target == folder or target.startswith(folder.rstrip(os.sep) + os.sep)
