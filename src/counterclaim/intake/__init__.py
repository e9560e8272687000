"""Bytes of any supported format become clean documents: their text, parts and repairs."""

from counterclaim.intake.documents import from_text, load
from counterclaim.intake.language import SUPPORTED, check_readable

__all__ = ["SUPPORTED", "check_readable", "from_text", "load"]
