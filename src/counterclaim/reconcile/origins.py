"""Documents that carry one text: copies, and rewrites that keep most of its wording."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable

import numpy as np

from counterclaim.model.reading import Reading
from counterclaim.reconcile.sets import Sets

_WORD = re.compile(r"[^\W_]+")
_SIZE = 5  # words in a shingle
_BASE = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(29)
SHARE = 0.35  # of the shorter text's shingles that the other must have to be of one origin
COPIED = 0.1  # from here on the same words are no accident
_FEWEST = 20
_LEAST = 3  # shared shingles below this are an accident


def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words."""
    words = np.fromiter(map(_hash, _WORD.findall(text.lower())), np.uint64)
    count = len(words) - _SIZE + 1
    if count < 1:
        return frozenset()
    found = np.zeros(count, np.uint64)
    for n in range(_SIZE):  # a polynomial modulo 2**64: the order of the words counts
        found = (found ^ (found >> _FOLD)) * _BASE + words[n : n + count]
    return frozenset(found.tolist())


@functools.lru_cache(maxsize=65536)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest())


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
