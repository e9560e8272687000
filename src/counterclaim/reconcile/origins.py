"""Documents that carry one text: copies, and rewrites that keep most of its wording."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence

from counterclaim.model.reading import Reading

_WORD = re.compile(r"[^\W_]+")
_SIZE = 5  # words in a shingle
_SHARE = 0.35  # of the shorter text's shingles that the other must have
_FEWEST = 20
_COMMON = 50  # a shingle in more documents than this is furniture


def shingles(text: str) -> frozenset[int]:
    """Hashes of all runs of five words."""
    words = _WORD.findall(text.lower())
    runs = (" ".join(words[i : i + _SIZE]) for i in range(len(words) - _SIZE + 1))
    return frozenset(int.from_bytes(hashlib.blake2b(r.encode(), digest_size=8).digest()) for r in runs)


def shared_text(readings: Sequence[Reading]) -> dict[tuple[int, int], float]:
    """Pairs of documents that share text, and what share of the shorter one."""
    sets = [shingles(_body(r)) for r in readings]
    holders: dict[int, list[int]] = defaultdict(list)
    for number, found in enumerate(sets):
        for shingle in found:
            holders[shingle].append(number)
    common: dict[tuple[int, int], int] = defaultdict(int)
    for documents in holders.values():
        if 2 <= len(documents) <= _COMMON:
            for i, a in enumerate(documents):
                for b in documents[i + 1 :]:
                    common[a, b] += 1
    return {
        pair: number / max(_FEWEST, min(len(sets[pair[0]]), len(sets[pair[1]])))
        for pair, number in sorted(common.items())
        if number >= 3
    }


def _body(reading: Reading) -> str:
    text = reading.document.text
    silent = ("headline", "related", "boilerplate")
    parts = [text[p.start : p.end] for p in reading.document.parts if p.kind not in silent]
    return "\n".join(parts) if parts else text


def groups(readings: Sequence[Reading], shared: dict[tuple[int, int], float]) -> list[list[int]]:
    """Documents that count once."""
    up = list(range(len(readings)))

    def root(n: int) -> int:
        while up[n] != n:
            n = up[n]
        return n

    for (a, b), share in sorted(shared.items()):
        if share >= _SHARE:
            up[max(root(a), root(b))] = min(root(a), root(b))
    found: dict[int, list[int]] = defaultdict(list)
    for n in range(len(readings)):
        found[root(n)].append(n)
    return [members for members in found.values() if len(members) > 1]
