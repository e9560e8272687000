"""Near-copies: texts that share at least four fifths of their five-word shingles.

MinHash bands propose candidates; the Jaccard index itself is then computed exactly.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, func, select, update

from counterclaim.ledger.schema import band, document
from counterclaim.ledger.store import Store

WORDS, SIMILAR = 5, 0.8
_BANDS, _ROWS = 25, 5  # a pair at 0.8 is missed once in 20,000
_CANDIDATES = 64  # compared exactly at most, those that share most bands first
_WORD = re.compile(r"\w+")


_shared = func.count().label("shared")
_SHARING = (
    select(band.c.document, _shared)
    .where(band.c.hash.in_(bindparam("hashes", expanding=True)))
    .group_by(band.c.document)
    .order_by(_shared.desc(), band.c.document)
    .limit(_CANDIDATES)
)


def shingles(text: str) -> frozenset[str]:
    """Five words in a row, without case and punctuation; a shorter text is one shingle."""
    words = _WORD.findall(text.casefold())
    if len(words) <= WORDS:
        return frozenset([" ".join(words)] if words else [])
    return frozenset(" ".join(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1))


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """What two sets share of what they have together."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def bands(marks: frozenset[str]) -> list[int]:
    """Hashes of which near-copies share at least one."""
    if not marks:
        return []
    from rensa import RMinHash

    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=5)
    sketch.update(sorted(marks))
    values = sketch.digest()
    found = []
    for number in range(_BANDS):
        part = struct.pack(f"<B{_ROWS}I", number, *values[number * _ROWS : (number + 1) * _ROWS])
        found.append(int.from_bytes(hashlib.blake2b(part, digest_size=8).digest(), "big", signed=True))
    return found


def origin_of(connection: Connection, seq: int, marks: frozenset[str], hashes: Sequence[int]) -> int:
    """The group of a text that is about to be added as document ``seq``: its own where it is near no other.

    Where it ties together groups that were apart, they become one: the oldest.
    """
    groups = _similar(connection, marks, hashes)
    if not groups:
        return seq
    group = min(groups)
    if len(groups) > 1:
        connection.execute(
            update(document).where(document.c.origin_group.in_(groups)).values(origin_group=group)
        )
    return group


def _similar(connection: Connection, marks: frozenset[str], hashes: Sequence[int]) -> set[int]:
    """The groups of the texts that are near-copies."""
    if not hashes:
        return set()
    found = connection.execute(_SHARING, {"hashes": list(hashes)})
    candidates = [row.document for row in found]
    groups: set[int] = set()
    if not candidates:
        return groups
    rows = connection.execute(
        select(document.c.text, document.c.origin_group).where(document.c.seq.in_(candidates))
    ).all()
    for text, group in rows:
        if text is not None and group not in groups and jaccard(marks, shingles(text)) >= SIMILAR:
            groups.add(group)
    return groups


def keep_bands(store: Store, connection: Connection, seq: int, hashes: Sequence[int]) -> None:
    """Keep the bands of a text."""
    store.bulk_insert(connection, band, ("hash", "document"), [(h, seq) for h in sorted(set(hashes))])
