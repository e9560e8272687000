"""A Frictionless data package: a CSV a table, ``datapackage.json`` with types and keys; folder or zip."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counterclaim.release.about import LIMITS, NOTICE, About
from counterclaim.release.atomic import write_bundle
from counterclaim.release.cells import csv_bytes, json_bytes
from counterclaim.release.formats import Format
from counterclaim.release.policy import RedactedReading
from counterclaim.release.rows import NUMBERS, WHOLE
from counterclaim.release.tables import TABLES, Table, table_rows

_TRUTH = frozenset({"redacted", "read", "literal"})


def write(readings: Iterator[RedactedReading], out: Path, about: About) -> None:
    """Write the package."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for made in readings:
        for name, row in table_rows(made):
            rows[name].append({column: row.get(column) for column in TABLES[name].columns})
    files = {f"data/{name}.csv": csv_bytes(TABLES[name].columns, rows[name]) for name in TABLES}
    told = about.made()
    package = {
        "name": "counterclaim-export",
        "title": "Reported claims, not verified facts",
        "description": f"{NOTICE} {LIMITS}",
        "profile": "tabular-data-package",
        "resources": [_resource(TABLES[name], files[f"data/{name}.csv"]) for name in TABLES],
        "counterclaim": told,
    }
    files["datapackage.json"] = json_bytes(package, indent=2) + b"\n"
    files["README.txt"] = readme(told)
    write_bundle(out, files)


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(name) for name in table.columns], "missingValues": [""]}
    if "id" in table.columns:
        schema["primaryKey"] = ["document", "id"] if table.name in ("actors", "places") else "id"
    schema["foreignKeys"] = [
        {"fields": column, "reference": {"resource": other, "fields": "id"}} for column, other in table.keys
    ]
    return {
        "name": table.name,
        "path": f"data/{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": "sha256:" + hashlib.sha256(data).hexdigest(),
        "schema": schema,
    }


def _field(name: str) -> dict[str, str]:
    if name in _TRUTH:
        return {"name": name, "type": "boolean"}
    if name in NUMBERS:
        return {"name": name, "type": "number"}
    return {"name": name, "type": "integer" if name in WHOLE or name == "mentions" else "string"}


def readme(told: dict[str, Any]) -> bytes:
    """What the export is, for people."""
    coverage = told["coverage"]
    lines = [
        NOTICE,
        LIMITS,
        "",
        f"Made by {told['software']} on {told['exported']}; filters: {told['filters']}.",
        f"{coverage['documents']} documents ({coverage['not_read']} not read), "
        f"published {coverage['published_from']} to {coverage['published_to']}: "
        f"{coverage['claims']} claims, {coverage['figures']} figures, {coverage['events']} events.",
        "Redacted: " + (", ".join(f"{k} {v}" for k, v in told["redactions"].items()) or "nothing") + "."
        if told["redacted"]
        else "Not redacted: private persons are named. Do not pass on.",
        f"SHA-256 over the ids and text hashes of the documents: {told['documents_sha256']}",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


FORMAT = Format("datapackage", "a Frictionless data package (a folder, or NAME.zip)", write, folder=True)
