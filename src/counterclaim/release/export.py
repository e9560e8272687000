"""Readings out of the ledger into a file of another tool's format, through the gate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from counterclaim.model.reading import Reading
from counterclaim.release.about import About, filter_mask
from counterclaim.release.atomic import replacing, write_bytes
from counterclaim.release.cells import json_bytes
from counterclaim.release.formats import Format, format_of
from counterclaim.release.policy import MissingSalt, Policy, RedactedReading, ReleaseError, moment
from counterclaim.release.redaction import redact, unredacted

SIDECAR = ".about.json"


class ExportOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to export. ``now`` is an ISO date or time given by the caller; ``filters`` are told in the export.

    ``salt`` is the ledger's secret for pseudonyms, needed unless ``unredacted``; ``released`` are names of
    persons, outlets and sites that a person has released.
    """

    now: str
    version: str
    filters: str = ""
    unredacted: bool = False
    salt: str = ""
    released: frozenset[str] = frozenset()
    hold_hours: int = 72


class ExportReport(msgspec.Struct, frozen=True, kw_only=True):
    """What was written: the files with their SHA-256, and what was counted and withheld."""

    format: str
    files: dict[str, str]
    documents: int
    rows: dict[str, int]
    withheld: dict[str, int]
    redacted: bool


def export(readings: Iterable[Reading], format: str, out: Path, options: ExportOptions) -> ExportReport:
    """Write readings to a file, or a folder for the formats that are several files. All or nothing.

    Raises:
        UnknownFormat: there is no such format.
        MissingSalt: a redacted export without a salt.
        BadMoment: ``now`` is no date.
        CannotWrite: the place cannot be written to.

    """
    form = format_of(format)
    moment(options.now)
    if not options.unredacted and not options.salt:
        raise MissingSalt()
    about = About(
        form=format,
        filters=options.filters,
        version=options.version,
        now=options.now,
        mask=None if options.unredacted else filter_mask(options.salt, options.released),
    )
    leaving = about.watch(_gated(readings, options))
    out = Path(out)
    files = _folder(form, leaving, out, about) if form.folder else _file(form, leaving, out, about)
    return ExportReport(
        format=format,
        files=files,
        documents=about.documents,
        rows=about.rows,
        withheld=about.withheld,
        redacted=not options.unredacted,
    )


def write_gated(leaving: Iterable[RedactedReading], format: str, out: Path, options: ExportOptions) -> None:
    """Write readings that came through the gate before, without a sidecar, as one of many files of a site.

    Raises:
        ReleaseError: one of them did not come through the gate, or the format is a folder.

    """
    form = format_of(format)
    if form.folder or options.unredacted:
        raise ReleaseError(f"{format} is no file of a site", "choose csv, jsonl or geojson")
    about = About(
        form=format, filters=options.filters, version=options.version, now=options.now,
        mask=filter_mask(options.salt, options.released),
    )  # fmt: skip
    form.write(about.watch(_sure(leaving)), out, about)


def _sure(leaving: Iterable[RedactedReading]) -> Iterator[RedactedReading]:
    for made in leaving:
        if not made.redacted:
            raise ReleaseError("a reading did not come through the gate", "redact it first")
        yield made


def _gated(readings: Iterable[Reading], options: ExportOptions) -> Iterator[RedactedReading]:
    """Every reading through the gate; there is no other way to a writer."""
    policy = Policy(
        salt=options.salt, now=options.now, released=options.released, hold_hours=options.hold_hours
    )
    for reading in readings:
        yield unredacted(reading) if options.unredacted else redact(reading, policy)


def _file(form: Format, leaving: Iterator[RedactedReading], out: Path, about: About) -> dict[str, str]:
    with replacing(out) as temporary:
        form.write(leaving, temporary, about)
        digest = sha256(temporary)
        if form.sidecar:
            made = about.made() | {"file": {"name": out.name, "sha256": digest}}
            write_bytes(sidecar(out), json_bytes(made, indent=2) + b"\n")
    files = {str(out): digest}
    if form.sidecar:
        files[str(sidecar(out))] = sha256(sidecar(out))
    return files


def _folder(form: Format, leaving: Iterator[RedactedReading], out: Path, about: About) -> dict[str, str]:
    form.write(leaving, out, about)
    paths = [out] if out.is_file() else sorted(p for p in out.rglob("*") if p.is_file())
    return {str(path): sha256(path) for path in paths}


def sidecar(out: Path) -> Path:
    """Where an export without room for it says what it is."""
    return out.with_name(out.name + SIDECAR)


def sha256(path: Path) -> str:
    """A file's SHA-256."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
