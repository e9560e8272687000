"""The rows of a reading. Field for field the public contract (``docs/reading-contract.md``)."""

import msgspec

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


class Actor(msgspec.Struct, frozen=True):
    """Someone or something that speaks, acts or suffers, with every mention in the document."""

    id: str
    name: str
    kind: ActorKind
    role: str | None
    side: str | None
    wikidata: str | None
    mentions: tuple[Span, ...]


class Place(msgspec.Struct, frozen=True):
    """A named place; coordinates in degrees (WGS 84). ``literal`` is false in "Russian missile"."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    precision: PlacePrecision
    literal: bool


class Moment(msgspec.Struct, frozen=True):
    """A time expression; ``start`` and ``end`` are inclusive ISO dates, null while unresolved."""

    id: str
    mention: Span
    start: str | None
    end: str | None
    precision: TimePrecision


class Cue(msgspec.Struct, frozen=True):
    """The words that attribute: "said", "according to", "estimate"."""

    start: int
    end: int
    text: str
    lemma: str


class Certainty(msgspec.Struct, frozen=True):
    """How far the speaker (not the software) commits to the content, and the words that say so."""

    value: CertaintyValue
    wording: Span | None


class Claim(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who says what. ``speaker`` null with ``quotation`` "narration" is the outlet's own statement.

    ``confidence`` is how likely the row is right (0 to 1): that someone is said to state it, the speaker
    named, the cue and the words all fit by half. Readings from before it was there leave it out.
    """

    id: str
    speaker: str | None
    speaker_mention: Span | None
    via: tuple[str, ...]
    cue: Cue | None
    content: tuple[Span, ...]
    quotation: Quotation
    stance: Stance
    certainty: Certainty
    addressee: str | None
    said_on: str | None
    figures: tuple[str, ...]
    events: tuple[str, ...]
    places: tuple[str, ...]
    part: PartKind
    confidence: float | None = None


class Affected(msgspec.Struct, frozen=True):
    """Whom a figure counts: an actor id, the party or state they belong to, and what population."""

    actor: str | None
    side: str | None
    population: Population


class Window(msgspec.Struct, frozen=True):
    """The period that a figure or trend speaks of; inclusive ISO dates, null when open or unknown."""

    start: str | None
    end: str | None
    kind: WindowKind | None


class Figure(msgspec.Struct, frozen=True):
    """One reported figure. ``value`` is the number stated; ``low``/``high`` the bounds it implies."""

    id: str
    claim: str
    span: Span
    measure: Measure
    object: str | None
    value: float | int | None
    low: float | int | None
    high: float | int | None
    qualifier: Qualifier
    affected: Affected
    by: str | None
    window: Window | None
    place: str | None
    event: str | None
    part_of: str | None


class Event(msgspec.Struct, frozen=True):
    """Something that a claim says happened, goes on, is planned, denied or imagined (``status``)."""

    id: str
    claim: str
    trigger: Span
    type: EventType
    status: EventStatus
    actor: str | None
    target: Span | None
    weapon: str | None
    places: tuple[str, ...]
    time: str | None
    figures: tuple[str, ...]


class Trend(msgspec.Struct, frozen=True):
    """A statement of change: "barrages have become less frequent", "a shortage of ammunition"."""

    id: str
    claim: str
    span: Span
    topic: TrendTopic
    subject: str | None
    direction: Direction
    factor: float | None
    window: Window | None
    compared_with: Window | None


class Person(msgspec.Struct, frozen=True):
    """A person named as killed, wounded, missing or held. ``private`` unless the text gives a public role."""

    id: str
    mention: Span
    actor: str | None
    status: PersonStatus
    age: int | None
    sex: Sex | None
    claim: str
    figure: str | None
    private: bool


class Relation(msgspec.Struct, frozen=True, rename={"source": "from", "target": "to"}):
    """A link between two claims of one document: ``from`` acts on ``to``, for a reason to check."""

    source: str
    target: str
    kind: LinkKind
    reason: str
    evidence: tuple[Span, ...]


class ReadingWarning(msgspec.Struct, frozen=True):
    """What the reader could not do, so that nothing is lost in silence."""

    code: str
    message: str
