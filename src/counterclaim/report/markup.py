"""Text made safe for a page."""

from __future__ import annotations

import re
from html import escape

# What HTML text may not hold, and what could show words in another order than they have.
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def text_of(text: str) -> str:
    """Escaped text; forbidden code points become U+FFFD, direction overrides are shown as a sign."""
    return escape(_TURNING.sub("\u2426", _UNSAFE.sub("\ufffd", text)))
