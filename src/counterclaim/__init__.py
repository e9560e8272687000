"""Counterclaim reads conflict reporting and keeps an auditable ledger of who claims what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counterclaim._version import __version__

if TYPE_CHECKING:
    from counterclaim.api import Reader, Reading, read

__all__ = ["Reader", "Reading", "__version__", "read"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Load the reader only when it is asked for, so that ``--help`` stays quick."""
    if name in ("Reader", "Reading", "read"):
        from counterclaim import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
