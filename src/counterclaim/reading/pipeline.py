"""The stages of a reading, in order. Each declares what it reads and writes on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counterclaim.reading.page import Page


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: a function over the page, with the lists it reads and those it writes."""

    name: str
    run: Callable[[Page], None]
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
