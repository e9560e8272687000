"""HTML to text and what it says of itself."""

from __future__ import annotations


def is_html(text: str) -> bool:
    """Whether a text looks like HTML."""
    return False
