"""A claim with everything that comparing it needs, built once for each reading."""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counterclaim.lexicon import matters
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Claim, Event, Figure, Moment, Place
from counterclaim.model.span import Span
from counterclaim.reconcile.voices import Voice, home, outlet_side, side_named, sides_in, voice_of

_BREAK = re.compile(r"\n+|(?<=[.!?])[\"”»’)]*\s+(?=[\"“«(A-Z0-9])")
_WORD = re.compile(r"[^\W_]+")
_TITLES = re.compile(r"\b(?:Lt|Col|Gen|Maj|Capt|Mr|Mrs|Ms|Dr|No|St|Brig|Sgt|U\.S|U\.N|a\.m|p\.m)\.\s$")
_OLD = re.compile(
    r"\b(?:earlier|previous|first|initial|preliminary|original)\s+(?:notice|figure|statement|report|toll|count|"
    r"estimate|version|number)|\bfigures? of\b|\bclaim(?:s|ed)? of\b"
)
_ABSTAINS = re.compile(
    r"neither confirmed nor|could not (?:be|independently|immediately|verify|say)|no comment|not immediately|"
    r"declined|cannot (?:say|be (?:established|verified))|unable to verify|not been able to"
)
_STATE_MEDIA = re.compile(
    r"\bstate[ -](?:daily|media|television|tv|radio|news|broadcaster|newspaper|run)\b", re.I
)
_SILENT = {"headline", "related", "boilerplate", "caption", "byline", "dateline"}
ATTITUDES = {"demands", "asks", "promises", "declines", "warns"}
REJECTING = {"denies", "disputes", "doubts"}


@dataclass(slots=True, eq=False)
class Statement:
    """One claim of one document."""

    index: int
    position: int  # among the claims of its document
    document: int
    file: str
    reading: Reading
    claim: Claim
    voice: Voice
    day: str | None
    words: Counter[str]  # stems of the content
    around: Counter[str]  # stems of the sentence it stands in, content included
    text: str  # the content, lower case
    sentence: str  # the sentence, lower case
    start: int
    figures: tuple[Figure, ...]
    events: tuple[Event, ...]
    places: tuple[Place, ...]
    moments: dict[str, Moment]
    place_of: dict[str, Place]
    figure_of: dict[str, Figure]
    home: str | None  # the state that "the army" is of, in this document
    sides: dict[str, str | None]
    channel: str | None = None  # the party whose own channel the document is
    named: tuple[str, ...] = ()  # parties that its sentence names
    flags: frozenset[str] = frozenset()
    causes: frozenset[str] = frozenset()
    not_causes: frozenset[str] = frozenset()
    victims: frozenset[str] = frozenset()
    rejecting: bool | None = None  # set when first asked for: see `rules.denials.rejects`
    neighbours: frozenset[tuple[str, str]] | None = None  # likewise: see `rules.relays`

    @property
    def stance(self) -> str:
        """What the speaker does: asserts, denies and so on."""
        return self.claim.stance


def stems(text: str) -> list[str]:
    """Telling stems of a text, with the concepts they stand for as ``=name``."""
    return [stem for word in _WORD.findall(text.lower()) for stem in _stems(word)]


@functools.lru_cache(maxsize=65536)
def _stems(word: str) -> tuple[str, ...]:
    """The telling stem of a word in lower case, with its concepts; empty for a plain word."""
    plain, concepts = matters.plain(), matters.concepts()
    if len(word) < 2 and not word.isdigit():
        return ()
    root = matters.stem(word)
    if word in plain or root in plain:
        return ()
    return (root, *("=" + name for name in concepts.get(word) or _concept(root)))


def _concept(root: str) -> tuple[str, ...]:
    """The concepts of a stem: its own, or those of its longest beginning of five letters or more."""
    concepts = matters.concepts()
    for size in range(len(root), 4, -1):
        if (found := concepts.get(root[:size])) is not None:
            return found
    return concepts.get(root, ())


def sentences(text: str) -> list[tuple[int, int]]:
    """Rough sentences: enough to know what stands beside a claim."""
    marks = [0]
    for match in _BREAK.finditer(text):
        if "\n" in match.group() or not _TITLES.search(text[max(0, match.start() - 6) : match.start() + 1]):
            marks.append(match.end())
    marks.append(len(text))
    return [(a, b) for a, b in pairwise(marks) if b > a]


def file_name(reading: Reading, given: str | None) -> str:
    """What the document is called in links: the name given, else its address or id."""
    return given or reading.document.url or reading.document.id


def statements_of(reading: Reading, document: int, first: int, name: str | None = None) -> list[Statement]:
    """The claims of a reading that links may join: none of its headline and furniture."""
    file = file_name(reading, name)
    actors = {a.id: a for a in reading.actors}
    places = {p.id: p for p in reading.places}
    moments = {m.id: m for m in reading.times}
    figures = {f.id: f for f in reading.figures}
    events = {e.id: e for e in reading.events}
    by_claim: dict[str, list[Figure]] = {}
    for figure in reading.figures:
        by_claim.setdefault(figure.claim, []).append(figure)
    country = home(reading)
    cuts = sentences(reading.document.text)
    own = outlet_side(reading.document.outlet)
    if own is None and _STATE_MEDIA.search(reading.document.outlet or ""):
        own = country
    sides = {a.id: a.side or side_named(a.name) for a in reading.actors}
    voices: dict[Voice, Voice] = {}  # one object for one voice: comparing looks at each two once
    found: list[Statement] = []
    for claim in reading.claims:
        if claim.part in _SILENT or not claim.content:
            continue
        content = " ".join(s.text for s in claim.content)
        beside = _sentence(reading.document.text, cuts, claim.content)
        said = moments.get(claim.said_on) if claim.said_on else None
        own_events = tuple(events[e] for e in claim.events if e in events)
        own_figures = tuple(figures[f] for f in claim.figures if f in figures) or tuple(
            by_claim.get(claim.id, ())
        )
        where = dict.fromkeys(claim.places)
        for row in own_events:
            where.update(dict.fromkeys(row.places))
        for row_ in own_figures:
            if row_.place:
                where[row_.place] = None
        lowered = content.lower()
        causes = _causes(lowered)
        voice = voice_of(reading, claim, actors, country, own)
        found.append(
            Statement(
                index=first + len(found),
                position=len(found),
                document=document,
                file=file,
                reading=reading,
                claim=claim,
                voice=voices.setdefault(voice, voice),
                day=(said.start if said is not None and said.start else None) or reading.document.published,
                words=Counter(stems(content)),
                around=Counter(stems(beside)),
                text=lowered,
                sentence=beside.lower(),
                start=min(s.start for s in claim.content),
                figures=own_figures,
                events=own_events,
                places=tuple(places[p] for p in where if p in places and places[p].literal),
                moments=moments,
                place_of=places,
                figure_of=figures,
                home=country,
                sides=sides,
                channel=own,
                named=sides_in(beside),
                flags=_flags(lowered, beside.lower(), claim, own_events, own is not None),
                causes=causes[0],
                not_causes=causes[1],
                victims=matters.groups_in("victims", lowered),
            )
        )
    return found


def _sentence(text: str, cuts: Sequence[tuple[int, int]], content: Iterable[Span]) -> str:
    kept: set[int] = set()
    for span in content:
        first = bisect_right(cuts, span.start, key=lambda c: c[1])
        kept.update(range(first, bisect_left(cuts, span.end, key=lambda c: c[0])))
    return " ".join(text[a:b].strip() for a, b in (cuts[n] for n in sorted(kept)))


_COUNTED = frozenset(("drone", "rocket"))
_CLAUSE = re.compile(r"[.;,]\s|\bbut\b|\band\b")
_INSTEAD = re.compile(r"\b(?:rather than|instead of|and not|not by|not from|not a|square with)\b")


def _causes(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Causes of harm that the words name, and those that they rule out ("a mortar rather than a mine")."""
    named: set[str] = set()
    excluded: set[str] = set()
    if not matters.groups_in("causes", text):
        return frozenset(), frozenset()
    for clause in _CLAUSE.split(text):
        cut = _INSTEAD.search(clause)
        before, after = (clause[: cut.start()], clause[cut.end() :]) if cut else (clause, "")
        words = set(re.findall(r"[^\W_]+(?:n['’]t)?", before))
        negated = words & matters.negators() or any(w.endswith(("n't", "n’t")) for w in words)
        found = matters.groups_in("causes", before)
        if negated:
            excluded.update(found - _COUNTED)  # "not a drone reached its target" rules out no cause
        else:
            named.update(found)
        excluded.update(matters.groups_in("causes", after))
    return frozenset(named - excluded), frozenset(excluded)


def _flags(
    content: str, sentence: str, claim: Claim, events: Sequence[Event], party_outlet: bool
) -> frozenset[str]:
    """What the words do: reject, retract, speak of a rise, of control, of traces."""
    found = set()
    if claim.stance in REJECTING or any(e.status == "denied" for e in events):
        found.add("rejects")
    words, beside = matters.words_of(content), matters.words_of(sentence)
    if matters.speaks("reject", content, words):
        found.add("reject_words")
    if claim.stance in REJECTING and matters.speaks("reject", sentence, beside):
        found.add("reject_words")
    for section in ("retraction", "rise", "explanation"):
        if matters.speaks(section, sentence, beside):
            found.add(section)
    for name in matters.groups("scope"):
        if matters.speaks("scope", sentence, beside, name):
            found.add(name)
    if _OLD.search(content) and (
        claim.stance in REJECTING or found & {"retraction", "explanation", "reject_words"}
    ):
        found.add("quotes_old")
    if _ABSTAINS.search(content):
        found.add("abstains")
    if matters.speaks("control", content, words, "held"):
        found.add("control")
    tokens = set(re.findall(r"[^\W_]+(?:n['’]t)?", content))
    if tokens & matters.negators() or any(t.endswith(("n't", "n’t")) for t in tokens):
        found.add("negated")
    if {matters.stem(t) for t in _WORD.findall(content)} & matters.evidence_words():
        found.add("evidence")
    if party_outlet:
        found.add("own_channel")
    return frozenset(found)
