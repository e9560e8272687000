"""Light readers, for tests in which reading itself is not what is tested. Workers load them by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from counterclaim.model.document import Document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import ReadingWarning
from tests.ledger.reader import READ

HANGS, KILLS, HOARDS, BREAKS = "never comes to an end", "kills its reader", "wants all memory", "breaks"
WAITS, GATE = "waits to be let through", "COUNTERCLAIM_TEST_GATE"


def light(document: Document, warnings: Sequence[ReadingWarning]) -> Reading:
    """Reads at once; some texts do harm."""
    if KILLS in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    if HANGS in document.text:
        if GATE in os.environ:
            Path(os.environ[GATE]).touch()  # says that it hangs now
        while True:
            pass
    if HOARDS in document.text:
        hoard = bytearray(50_000_000_000)
        raise AssertionError(len(hoard))
    if BREAKS in document.text:
        raise ZeroDivisionError("as it says")
    return READ(document, warnings)


def gated(document: Document, warnings: Sequence[ReadingWarning]) -> Reading:
    """Waits at some texts until the gate's file is there, so that a run cannot end before it is killed."""
    while WAITS in document.text and not Path(os.environ[GATE]).exists():
        time.sleep(0.02)
    return light(document, warnings)
