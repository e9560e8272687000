"""Which of GeoNames' alternate names a text may use, and region names without their type word."""

from __future__ import annotations

import re

_LATIN = re.compile(r"[A-ZÀ-ÞĀ-ſḀ-ỿ'ʼ’‘].")
_OTHER = re.compile(r"[Ѐ-ӿ؀-ۿ]")
_AFTER_WORDS = (
    "oblast oblast' province state region governorate district county krai kray republic division "
    "prefecture department territory municipality parish canton emirate raion rayon voivodeship "
    "oblysy autonomous area city"
)
_AFTER = frozenset(_AFTER_WORDS.split())
_BEFORE = re.compile(
    r"(?:(?:The )?(?:Autonomous )?(?:Province|State|Region|Republic|Governorate|County|City|Department"
    r"|Departamento|Provincia|Estado|Wilaya|Muhafazat|Kraj|Federal Territory)"
    r"(?: of(?: the)?| de(?: la| los| las)?| du| d'|))\s+",
)


def usable(name: str) -> bool:
    """Whether a text may use this alternate name: no airport codes, no machine transliterations."""
    if len(name) < 3 or "," in name or (len(name) <= 4 and name.isupper()):
        return False
    return bool(_LATIN.match(name) or _OTHER.match(name))


def bare(name: str) -> str:
    """A region's name without its type: "Kherson Oblast" is "Kherson", "County Cork" is "Cork"."""
    words = name.split()
    while len(words) > 1 and words[-1].lower() in _AFTER:
        words.pop()
    text = " ".join(words)
    match = _BEFORE.match(text)
    return text[match.end() :] if match and len(text) - match.end() > 2 else text
