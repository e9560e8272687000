"""The registry of export formats: one module each. Another format is one file more."""

from __future__ import annotations

import functools
import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from counterclaim.release.about import About
from counterclaim.release.policy import RedactedReading, ReleaseError

Writer = Callable[[Iterator[RedactedReading], Path, About], None]


@dataclass(frozen=True, slots=True)
class Format:
    """An export format. ``sidecar``: its file has no room for what the export says of itself."""

    name: str
    about: str
    write: Writer
    sidecar: bool = False
    folder: bool = False


_MODULES = {
    "csv": "csv_table",
    "jsonl": "jsonl",
    "geojson": "geojson",
    "xlsx": "xlsx",
    "acled": "acled",
    "hxl": "hxl",
    "parquet": "parquet",
    "webannotation": "webannotation",
    "ucdp": "ucdp",
    "plover": "plover",
    "datapackage": "datapackage",
    "timemap": "timemap",
}
FORMATS: tuple[str, ...] = tuple(_MODULES)


class UnknownFormat(ReleaseError):
    """There is no such format."""

    code = "unknown_format"


@functools.cache
def format_of(name: str) -> Format:
    """A format by its name; its module is loaded when it is asked for.

    Raises:
        UnknownFormat: there is none.

    """
    module = _MODULES.get(name)
    if module is None:
        raise UnknownFormat(f"no export format {name!r}", f"choose from {', '.join(FORMATS)}")
    found = importlib.import_module(f"counterclaim.release.formats.{module}").FORMAT
    assert isinstance(found, Format)
    return found


def formats() -> Mapping[str, Format]:
    """All formats by name."""
    return {name: format_of(name) for name in FORMATS}
