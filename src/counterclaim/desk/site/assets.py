"""What the pages of a site load, and data as scripts: a page opened from a folder may fetch nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from counterclaim.desk.settings import STATIC, VENDOR

_OURS = ("desk.css", "desk.js", "account.js", "map.js", "icon.svg")
_LIBRARIES = {
    "d3": ("d3.min.js",),
    "@observablehq/plot": ("plot.umd.min.js",),
    "topojson-client": ("topojson-client.min.js",),
    "maplibre-gl": ("maplibre-gl-csp.js", "maplibre-gl.css"),
    "world-atlas": (),
}


def write_assets(out: Path) -> None:
    """Copy what the pages load, with the licences."""
    assets = out / "assets"
    assets.mkdir()
    for name in _OURS:
        shutil.copyfile(STATIC / name, assets / name)
    for package, names in _LIBRARIES.items():
        for name in (*names, f"{_flat(package)}.LICENSE.txt"):
            shutil.copyfile(VENDOR / name, assets / name)
    write_data(assets / "world.js", "atlas", json.loads((VENDOR / "countries-50m.json").read_text("utf-8")))
    # A worker may not be loaded from a folder either: it is made of its own words.
    write_data(assets / "worker.js", "worker", (VENDOR / "maplibre-gl-csp-worker.js").read_text("utf-8"))


def write_data(path: Path, name: str, value: Any) -> None:  # noqa: ANN401
    """A value as a script that puts it under ``counterclaim.NAME``. It is ASCII throughout."""
    made = json.dumps(value, ensure_ascii=True, separators=(",", ":"))
    path.write_text(f"(globalThis.counterclaim ??= {{}}).{name} = {made};\n", "ascii")


def libraries() -> dict[str, str]:
    """The libraries that pages load, with their versions."""
    versions: dict[str, str] = json.loads((VENDOR / "versions.json").read_text("utf-8"))
    return {name: versions[name] for name in _LIBRARIES if name in versions}


def _flat(package: str) -> str:
    return package.strip("@").replace("/", "-")
