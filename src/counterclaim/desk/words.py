"""Vocabulary and numbers in words, for templates."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

from counterclaim.report.describe import day, days, number, words


def link(url: str | None) -> str:
    """An address that may be followed: http or https; else empty, so that no script gets into a link."""
    try:
        parts = urlsplit((url or "").strip())
    except ValueError:
        return ""
    return (url or "").strip() if parts.scheme.lower() in ("http", "https") and parts.netloc else ""


def part(text: str) -> str:
    """A name as one part of an address."""
    return quote(text, safe="")


def whole(text: str) -> str:
    """A name as a filter that takes it whole."""
    return '"' + text.replace('"', " ") + '"'


def bounds(low: Any, high: Any) -> str:  # noqa: ANN401
    """A range in words: "7", "11–13", "20 or more", "up to 5"."""
    if low is None and high is None:
        return "no number"
    if high is None:
        return f"{number(low)} or more"
    if low is None:
        return f"up to {number(high)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


FILTERS = {
    "day": day,
    "days": days,
    "number": number,
    "words": words,
    "weblink": link,
    "part": part,
    "whole": whole,
    "bounds": bounds,
}
