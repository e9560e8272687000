"""Makes the terminal picture of the README from the real output of the command.

    .venv/bin/python docs/make_pictures.py

Runs ``counterclaim read`` on the bundled sample with colour forced and writes ``docs/images/read.svg``.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
WIDTH, LINES = 104, 62


def main() -> None:
    """Run the command and draw its first lines."""
    command = ["counterclaim", "read", "examples/river-crossing.txt", "--published", "2025-03-12"]
    script = Path(sys.executable).with_name("counterclaim")
    output = subprocess.run(  # noqa: S603
        [str(script), *command[1:], "--color", "always"],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": str(WIDTH)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    console = Console(record=True, width=WIDTH, file=Path(os.devnull).open("w"), force_terminal=True)
    console.print(Text("$ " + " ".join(command), style="bold"))
    console.print(Text.from_ansi("\n".join(output.splitlines()[:LINES]) + "\n…"))
    target = ROOT / "docs" / "images" / "read.svg"
    target.parent.mkdir(exist_ok=True)
    svg = console.export_svg(title="counterclaim", unique_id="counterclaim")
    # The font is left to the viewer: no address is fetched.
    svg = re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->\s*", "", svg, flags=re.DOTALL)
    target.write_text(svg.rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
