"""What comparing needs of a document, packed: made once, kept in the ledger, sent to other processes.

Holds the rows of the reading and of its claims what `statements` made of them, without the text.
"""

from __future__ import annotations

import zlib
from collections import Counter

import msgspec
import numpy as np

from counterclaim.model.document import Document
from counterclaim.model.reading import ReaderInfo, Reading
from counterclaim.model.rows import Actor, Claim, Event, Figure, Moment, Place, Relation
from counterclaim.reconcile.comparing import Compared
from counterclaim.reconcile.statements import Statement
from counterclaim.reconcile.voices import Voice

_LEVEL = 1  # of zlib: a third of the bytes for a tenth of a millisecond


class _Said(msgspec.Struct, array_like=True):
    """A statement; rows are numbers in the lists of the document."""

    claim: int
    voice: int
    day: str | None
    words: dict[str, int]
    around: dict[str, int]
    text: str
    sentence: str
    start: int
    figures: list[int]
    events: list[int]
    places: list[int]
    named: tuple[str, ...]
    flags: frozenset[str]
    causes: frozenset[str]
    not_causes: frozenset[str]
    victims: frozenset[str]


class _Packed(msgspec.Struct, array_like=True):
    """A document."""

    id: str
    url: str | None
    outlet: str | None
    published: str | None
    name: str | None
    day: int
    actors: tuple[Actor, ...]
    places: tuple[Place, ...]
    times: tuple[Moment, ...]
    claims: tuple[Claim, ...]
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    voices: list[Voice]
    file: str
    home: str | None
    channel: str | None
    sides: dict[str, str | None]
    said: list[_Said]
    shingles: bytes


_ENCODE = msgspec.msgpack.Encoder(order="deterministic").encode  # sets, too
_DECODE = msgspec.msgpack.Decoder(_Packed).decode
_READER = ReaderInfo("packed", "", "", "")


def pack(made: Compared) -> bytes:
    """A document with all that comparing it needs, as bytes; the same document gives the same bytes."""
    reading, statements = made.reading, made.statements
    about = reading.document
    figures, events, places = (
        {id(row): n for n, row in enumerate(rows)}
        for rows in (reading.figures, reading.events, reading.places)
    )
    claims = {id(c): n for n, c in enumerate(reading.claims)}
    voices: dict[int, int] = {}
    said = []
    for s in statements:
        said.append(
            _Said(
                claims[id(s.claim)], voices.setdefault(id(s.voice), len(voices)), s.day, s.words, s.around,
                s.text, s.sentence, s.start, [figures[id(f)] for f in s.figures],
                [events[id(e)] for e in s.events], [places[id(p)] for p in s.places],
                s.named, s.flags, s.causes, s.not_causes, s.victims,
            )
        )  # fmt: skip
    heard = {id(s.voice): s.voice for s in statements}
    first = statements[0] if statements else None
    packed = _Packed(
        about.id, about.url, about.outlet, about.published, made.name, made.day,
        tuple(msgspec.structs.replace(a, mentions=()) for a in reading.actors),
        tuple(msgspec.structs.replace(p, mentions=()) for p in reading.places),
        reading.times, reading.claims, reading.figures, reading.events, reading.relations,
        [heard[key] for key in voices], first.file if first else "", first.home if first else None,
        first.channel if first else None, first.sides if first else {}, said,
        np.array(sorted(made.shingles), np.uint64).tobytes(),
    )  # fmt: skip
    return zlib.compress(_ENCODE(packed), _LEVEL)


def unpack(number: int, data: bytes) -> Compared:
    """The document, ready for comparing; its reading has no text."""
    found = _DECODE(zlib.decompress(data))
    reading = Reading(
        reader=_READER,
        document=Document(found.id, None, found.outlet, found.url, None, found.published, "", ""),
        actors=found.actors, places=found.places, times=found.times, claims=found.claims,
        figures=found.figures, events=found.events, relations=found.relations,
    )  # fmt: skip
    made = Compared(number, reading, found.name)
    made.day = found.day
    places = {p.id: p for p in found.places}
    moments = {m.id: m for m in found.times}
    figures = {f.id: f for f in found.figures}
    made.statements = [
        Statement(
            index=position, position=position, document=number, file=found.file, reading=reading,
            claim=found.claims[s.claim], voice=found.voices[s.voice], day=s.day, words=_counter(s.words),
            around=_counter(s.around), text=s.text, sentence=s.sentence, start=s.start,
            figures=tuple(found.figures[n] for n in s.figures),
            events=tuple(found.events[n] for n in s.events), places=tuple(found.places[n] for n in s.places),
            moments=moments, place_of=places,
            figure_of=figures, home=found.home, sides=found.sides, channel=found.channel, named=s.named,
            flags=s.flags, causes=s.causes, not_causes=s.not_causes, victims=s.victims,
        )
        for position, s in enumerate(found.said)
    ]  # fmt: skip
    made.shingles = frozenset(np.frombuffer(found.shingles, np.uint64).tolist())
    return made


def _counter(counts: dict[str, int]) -> Counter[str]:
    made: Counter[str] = Counter()
    dict.update(made, counts)
    return made
