"""Serves the desk until it is told to stop."""

from __future__ import annotations

import socket
import sys
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from counterclaim.desk.app import make
from counterclaim.desk.errors import DeskError
from counterclaim.desk.settings import Settings, loopback
from counterclaim.ledger import Ledger

# Seconds that a thread may keep the others from running: a search must not hold up small answers.
_TURN = 0.001


def serve(ledger: Ledger, settings: Settings, *, browser: bool, say: Callable[[str], None]) -> None:
    """Open the desk.

    Raises:
        NotLoopback: the host is one that other machines reach.
        DeskError: the port is taken.

    """
    host = loopback(settings.host)
    held = _bound(host, settings.port)
    port = held.getsockname()[1]
    settings = Settings(host=host, port=port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/"
    config = uvicorn.Config(
        make(ledger, settings), log_level="warning", access_log=False, server_header=False, date_header=False,
        timeout_keep_alive=10, limit_concurrency=200, h11_max_incomplete_event_size=192 * 1024, lifespan="on",
    )  # fmt: skip
    say(f"the desk is open at {address} (Ctrl-C closes it)")
    if browser:
        threading.Timer(0.8, webbrowser.open, [address]).start()
    sys.setswitchinterval(_TURN)
    uvicorn.Server(config).run(sockets=[held])


def _bound(host: str, port: int) -> socket.socket:
    """A socket at the address, held before anything is said of it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host.strip("[]"), port))
        made.listen(256)  # whoever comes before the server is ready waits
    except OSError as error:
        made.close()
        raise DeskError(
            f"port {port} of {host} cannot be used ({error.strerror})", "give another with --port"
        ) from None
    return made
