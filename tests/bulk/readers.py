"""Light readers, for tests in which reading itself is not what is tested. Workers load them by name."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from counterclaim.model.document import Document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import ReadingWarning
from tests.ledger.reader import READ

HANGS, KILLS, HOARDS, BREAKS = "never comes to an end", "kills its reader", "wants all memory", "breaks"


def light(document: Document, warnings: Sequence[ReadingWarning]) -> Reading:
    """Reads at once; some texts do harm."""
    if KILLS in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    while HANGS in document.text:
        pass
    if HOARDS in document.text:
        hoard = bytearray(50_000_000_000)
        raise AssertionError(len(hoard))
    if BREAKS in document.text:
        raise ZeroDivisionError("as it says")
    return READ(document, warnings)


def slow(document: Document, warnings: Sequence[ReadingWarning]) -> Reading:
    """Takes its time, so that a worker can be killed in the middle."""
    time.sleep(0.02)
    return light(document, warnings)
