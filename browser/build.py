"""Copies the browser libraries that npm installed into the desk's static files, each with its licence.

``python browser/build.py`` installs them first (``npm ci``) when ``node_modules`` is missing or older than
the lock file. It is also a hatch build hook, so that a wheel carries them; without npm the wheel is built
without them, and ``counterclaim desk`` says what is missing.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "src" / "counterclaim" / "desk" / "static" / "vendor"
# package: (its licence file, its files that pages load)
FILES = {
    "htmx.org": ("LICENSE", ["dist/htmx.min.js"]),
    "d3": ("LICENSE", ["dist/d3.min.js"]),
    "@observablehq/plot": ("LICENSE", ["dist/plot.umd.min.js"]),
    "topojson-client": ("LICENSE", ["dist/topojson-client.min.js"]),
    "maplibre-gl": (
        "LICENSE.txt",
        ["dist/maplibre-gl-csp.js", "dist/maplibre-gl-csp-worker.js", "dist/maplibre-gl.css"],
    ),
    "world-atlas": ("LICENSE", ["countries-50m.json"]),
}


def build() -> None:
    """Install what the lock file names and copy the files.

    Raises:
        FileNotFoundError: npm is not installed.
        subprocess.CalledProcessError: npm failed.

    """
    modules, lock = HERE / "node_modules", HERE / "package-lock.json"
    stamp = modules / ".package-lock.json"
    if not stamp.exists() or stamp.stat().st_mtime < lock.stat().st_mtime:
        npm = shutil.which("npm")
        if npm is None:
            raise FileNotFoundError("npm is not installed")
        subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=HERE, check=True)  # noqa: S603
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    versions = {}
    for package, (licence, names) in FILES.items():
        source = modules / package
        versions[package] = json.loads((source / "package.json").read_text("utf-8"))["version"]
        for name in names:
            shutil.copyfile(source / name, OUT / Path(name).name)
        flat = package.strip("@").replace("/", "-")
        shutil.copyfile(source / licence, OUT / f"{flat}.LICENSE.txt")
    (OUT / "versions.json").write_text(json.dumps(versions, indent=2) + "\n", "utf-8")


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, outside a build
    pass
else:

    class BrowserLibraries(BuildHookInterface[Any]):
        """Puts the libraries in place before the files of the wheel are gathered."""

        PLUGIN_NAME = "custom"

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Build, or say that the desk will lack them."""
            try:
                build()
            except (FileNotFoundError, subprocess.CalledProcessError) as error:
                self.app.display_warning(f"the desk's browser libraries are left out: {error}")


if __name__ == "__main__":
    try:
        build()
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        sys.exit(f"the desk's browser libraries are not built: {error}")
    print(f"browser libraries in {OUT}")
