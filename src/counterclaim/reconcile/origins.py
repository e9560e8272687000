"""Documents that carry one text: copies, and rewrites that keep most of its wording."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from counterclaim.model.reading import Reading
from counterclaim.reconcile.sets import Sets

_WORD = re.compile(r"[^\W_]+")
_SIZE = 5  # words in a shingle
SHARE = 0.35  # of the shorter text's shingles that the other must have to be of one origin
COPIED = 0.1  # from here on the same words are no accident
_FEWEST = 20
_LEAST = 3  # shared shingles below this are an accident


def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[i : i + _SIZE]) for i in range(len(words) - _SIZE + 1))
    return frozenset(int.from_bytes(hashlib.blake2b(r.encode(), digest_size=8).digest()) for r in runs)


def share(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of the shorter text's shingles that both texts have."""
    both = len(a & b)
    return both / max(_FEWEST, min(len(a), len(b))) if both >= _LEAST else 0.0


def body(reading: Reading) -> str:
    """The text without headline and furniture."""
    text = reading.document.text
    silent = ("headline", "related", "boilerplate")
    parts = [text[p.start : p.end] for p in reading.document.parts if p.kind not in silent]
    return "\n".join(parts) if parts else text


def groups(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Documents that count once, by the first of them; ``pairs`` are those of one origin."""
    sets: Sets[int] = Sets()
    for a, b in pairs:
        sets.join(a, b)
    return {n: sets.root(n) for n in sets.members()}
