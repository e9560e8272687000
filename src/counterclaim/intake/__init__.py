"""Bytes of any supported format become clean documents: their text, parts and repairs."""

from counterclaim.intake.documents import from_text, load
from counterclaim.intake.language import SUPPORTED, check_language

__all__ = ["SUPPORTED", "check_language", "from_text", "load"]
