"""The working table of one reading: parsed paragraphs and the drafts that stages lay on it.

Drafts are mutable and point at each other directly; `assemble` turns them into the immutable
records of the contract. Nothing here outlives one call of the pipeline.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from counterclaim.model.document import Document
from counterclaim.model.rows import ReadingWarning
from counterclaim.model.span import Span
from counterclaim.model.vocabulary import (
    ActorKind,
    CertaintyValue,
    Direction,
    EventStatus,
    EventType,
    LinkKind,
    Measure,
    PartKind,
    PersonStatus,
    PlacePrecision,
    Population,
    Qualifier,
    Quotation,
    Sex,
    Stance,
    TimePrecision,
    TrendTopic,
    WindowKind,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class TokenSpan(NamedTuple):
    """Tokens ``start`` to ``end`` (half-open) of paragraph number ``paragraph``. Sorts in text order."""

    paragraph: int
    start: int
    end: int

    def overlaps(self, other: TokenSpan) -> bool:
        """Whether the two share a token."""
        return self.paragraph == other.paragraph and self.start < other.end and other.start < self.end

    def covers(self, other: TokenSpan) -> bool:
        """Whether ``other`` lies within this span."""
        return self.paragraph == other.paragraph and self.start <= other.start and other.end <= self.end


@dataclass(slots=True)
class Paragraph:
    """A stretch of the text that is parsed on its own, so that a caption never becomes a speaker.

    ``doc`` is the spaCy parse of the paragraph as repaired; ``back[i]`` is the offset in
    ``document.text`` of the parsed text's code point ``i`` (one more entry for its end).
    """

    index: int
    part: PartKind
    start: int
    end: int
    doc: Doc
    back: list[int] | range

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Document offsets of tokens ``start`` to ``end`` (half-open)."""
        doc = self.doc
        first, last = doc[start], doc[end - 1]
        return self.back[first.idx], self.back[last.idx + len(last.text) - 1] + 1


@dataclass(slots=True, eq=False)
class NameDraft:
    """A proper name: a maximal run of name tokens ("Dmitry Peskov", "Ministry of Health", "Kherson")."""

    span: TokenSpan
    is_person: bool = False


@dataclass(slots=True, eq=False)
class MomentDraft:
    """A time expression. ``kind`` says how a figure's window would use it."""

    mention: TokenSpan
    start: str | None = None
    end: str | None = None
    precision: TimePrecision = "unresolved"
    kind: WindowKind = "on"


@dataclass(slots=True, eq=False)
class ActorDraft:
    """One actor with all its mentions; ``name`` is the fullest form used."""

    name: str
    kind: ActorKind
    role: str | None = None
    side: str | None = None
    wikidata: str | None = None
    mentions: list[TokenSpan] = field(default_factory=list)
    public: bool = False  # the text gives an office, rank, spokesperson role or byline


@dataclass(slots=True, eq=False)
class PlaceDraft:
    """One place with its mentions; coordinates in degrees, None while unresolved."""

    name: str
    mentions: list[TokenSpan] = field(default_factory=list)
    geonames_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    country: str | None = None
    admin1: str | None = None
    precision: PlacePrecision = "unresolved"
    literal: bool = True


@dataclass(slots=True, eq=False)
class ClaimDraft:
    """A statement found. ``speaker`` is set by the actors stage from ``speaker_mention``."""

    content: list[TokenSpan]
    quotation: Quotation
    stance: Stance
    speaker_mention: TokenSpan | None = None
    speaker: ActorDraft | None = None
    via_mentions: list[TokenSpan] = field(default_factory=list)  # nearest relay first
    via: list[ActorDraft] = field(default_factory=list)
    cue: TokenSpan | None = None
    cue_lemma: str = ""
    certainty: CertaintyValue = "certain"
    certainty_wording: TokenSpan | None = None
    addressee_mention: TokenSpan | None = None
    addressee: ActorDraft | None = None
    said_on: MomentDraft | None = None
    figures: list[FigureDraft] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    places: list[PlaceDraft] = field(default_factory=list)
    confidence: float | None = None  # 0 to 1

    @property
    def paragraph(self) -> int:
        """The paragraph that the claim stands in (its cue's, else its first content's)."""
        return self.cue.paragraph if self.cue else self.content[0].paragraph

    def holds(self, span: TokenSpan) -> bool:
        """Whether the content covers ``span``."""
        return any(c.covers(span) for c in self.content)


@dataclass(slots=True, eq=False)
class WindowDraft:
    """A period; ISO dates, inclusive."""

    start: str | None
    end: str | None
    kind: WindowKind | None


@dataclass(slots=True, eq=False)
class FigureDraft:
    """A figure. ``span`` is its wording ("more than 20,000 dead"), ``number`` the number's tokens."""

    span: TokenSpan
    number: TokenSpan
    measure: Measure
    value: float | int | None = None
    low: float | int | None = None
    high: float | int | None = None
    qualifier: Qualifier = "exactly"
    object: str | None = None
    population: Population = "unstated"
    affected: ActorDraft | None = None
    side: str | None = None
    by: ActorDraft | None = None
    window: WindowDraft | None = None
    place: PlaceDraft | None = None
    event: EventDraft | None = None
    part_of: FigureDraft | None = None
    claim: ClaimDraft | None = None


@dataclass(slots=True, eq=False)
class EventDraft:
    """An event. ``trigger`` is the word that names it."""

    trigger: TokenSpan
    type: EventType
    status: EventStatus = "occurred"
    actor_mention: TokenSpan | None = None
    actor: ActorDraft | None = None
    target: TokenSpan | None = None
    weapon: str | None = None
    places: list[PlaceDraft] = field(default_factory=list)
    time: MomentDraft | None = None
    figures: list[FigureDraft] = field(default_factory=list)
    claim: ClaimDraft | None = None


@dataclass(slots=True, eq=False)
class TrendDraft:
    """A statement of change."""

    span: TokenSpan
    topic: TrendTopic
    direction: Direction
    subject_mention: TokenSpan | None = None
    subject: ActorDraft | None = None
    factor: float | None = None
    window: WindowDraft | None = None
    compared_with: WindowDraft | None = None
    claim: ClaimDraft | None = None


@dataclass(slots=True, eq=False)
class PersonDraft:
    """A person named as killed, wounded, missing or held."""

    mention: TokenSpan
    status: PersonStatus
    actor: ActorDraft | None = None
    age: int | None = None
    sex: Sex | None = None
    figure: FigureDraft | None = None
    private: bool = True
    claim: ClaimDraft | None = None


@dataclass(slots=True, eq=False)
class RelationDraft:
    """A link between two claims of this document."""

    source: ClaimDraft
    target: ClaimDraft
    kind: LinkKind
    reason: str
    evidence: list[TokenSpan] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Page:
    """One document on the table. Stages read and write the lists, in the order of `pipeline.STAGES`."""

    document: Document
    paragraphs: list[Paragraph] = field(default_factory=list)
    names: list[NameDraft] = field(default_factory=list)
    moments: list[MomentDraft] = field(default_factory=list)
    actors: list[ActorDraft] = field(default_factory=list)
    places: list[PlaceDraft] = field(default_factory=list)
    claims: list[ClaimDraft] = field(default_factory=list)
    figures: list[FigureDraft] = field(default_factory=list)
    events: list[EventDraft] = field(default_factory=list)
    trends: list[TrendDraft] = field(default_factory=list)
    persons: list[PersonDraft] = field(default_factory=list)
    relations: list[RelationDraft] = field(default_factory=list)
    warnings: list[ReadingWarning] = field(default_factory=list)
    resolver: object | None = None  # what the actors stage keeps for the stages after it

    def words(self, span: TokenSpan) -> str:
        """The words of a token span as published."""
        start, end = self.paragraphs[span.paragraph].offsets(span.start, span.end)
        return self.document.text[start:end]

    def span(self, span: TokenSpan) -> Span:
        """The public span of a token span."""
        start, end = self.paragraphs[span.paragraph].offsets(span.start, span.end)
        return Span.of(self.document.text, start, end)

    def tokens(self, span: TokenSpan) -> list[Token]:
        """The spaCy tokens of a token span."""
        return list(self.paragraphs[span.paragraph].doc[span.start : span.end])

    def warn(self, code: str, message: str) -> None:
        """Keep a warning, once."""
        warning = ReadingWarning(code, message)
        if warning not in self.warnings:
            self.warnings.append(warning)
