"""What can go wrong before the desk opens."""

from __future__ import annotations

from typing import ClassVar

from counterclaim.model.errors import CounterclaimError


class DeskError(CounterclaimError):
    """The desk cannot be opened."""

    code: ClassVar[str] = "desk"


class NotLoopback(DeskError):
    """An address that other machines reach, while there is no sign-in."""

    code = "not_loopback"


class Missing(DeskError):
    """A part that the desk needs is not installed."""

    code = "desk_missing"
