"""How the desk is opened, and what it needs to be there."""

from __future__ import annotations

import ipaddress
from importlib.util import find_spec
from pathlib import Path

import msgspec

from counterclaim.desk.errors import Missing, NotLoopback

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
VENDOR = STATIC / "vendor"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Bounds and address. Times in seconds, sizes in bytes, pages in rows."""

    host: str = "127.0.0.1"
    port: int = 8765
    max_body: int = 256 * 1024
    max_query: int = 100_000  # every filter at its longest, in the longest script
    timeout: float = 30.0
    page: int = 50
    page_limit: int = 200
    mapped: int = 300  # rows that a map shows one by one; of more, it shows places
    export_rows: int = 50_000
    threads: int = 2  # that ask the ledger; more would wait for each other, not for the disk


def loopback(host: str) -> str:
    """The host, if only this machine reaches it.

    Raises:
        NotLoopback: others would reach it.

    """
    try:
        inside = host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        inside = False
    if not inside:
        raise NotLoopback(
            f"{host}: the desk has no sign-in yet, so it serves this machine only",
            "use 127.0.0.1, or reach it from elsewhere through an SSH tunnel",
        )
    return host


def check_installed() -> None:
    """Whether the desk's own parts are there.

    Raises:
        Missing: they are not; the message says how to get them.

    """
    lacking = [name for name in ("litestar", "uvicorn", "jinja2") if find_spec(name) is None]
    if lacking:
        raise Missing(f"the desk needs {', '.join(lacking)}", 'pip install "counterclaim[desk]"')
    if not (VENDOR / "versions.json").exists():
        raise Missing(
            "the desk's browser libraries are not in this installation",
            "install npm and run python browser/build.py, or install a released wheel",
        )
