"""A PostgreSQL server of our own, started for the tests and thrown away after them."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def binaries() -> Path | None:
    """Where ``initdb`` and ``pg_ctl`` are: Debian's folder (newest first), else the path."""
    for folder in sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name), reverse=True
    ):
        if (folder / "pg_ctl").exists():
            return folder
    found = shutil.which("pg_ctl")
    return Path(found).parent if found and shutil.which("initdb") else None


def unprivileged() -> pwd.struct_passwd | None:
    """The server refuses to run as root: whom it runs as instead. None where we are not root."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgresql(folder: Path, settings: str = "-c fsync=off") -> Iterator[str]:
    """A running server; yields the address of its first database without the database's name."""
    user = unprivileged()
    home = Path(tempfile.mkdtemp(prefix="counterclaim-pg-", dir="/tmp"))
    if user is not None:
        os.chown(home, user.pw_uid, user.pw_gid)
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user is not None else {}
    port = _free_port()

    def call(program: str, *arguments: str) -> None:
        subprocess.run(
            [str(folder / program), *arguments], check=True, cwd=home, stdout=subprocess.DEVNULL,
            env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"}, **as_user,  # type: ignore[call-overload]
        )  # fmt: skip

    data = str(home / "data")
    try:
        call(
            "initdb",
            "-D",
            data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
        )
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 {settings}"
        call("pg_ctl", "-D", data, "-o", options, "-l", str(home / "log"), "-w", "-s", "start")
        try:
            yield f"postgresql://postgres@127.0.0.1:{port}"
        finally:
            call("pg_ctl", "-D", data, "-m", "immediate", "-s", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
