"""A reading made by hand: every kind of row, overlapping words, and hostile characters."""

from __future__ import annotations

from counterclaim.api import Reading
from counterclaim.model.document import Document, Part, document_id, text_sha256
from counterclaim.model.reading import ReaderInfo
from counterclaim.model.rows import (
    Actor,
    Affected,
    Certainty,
    Claim,
    Cue,
    Event,
    Figure,
    Moment,
    Person,
    Place,
    ReadingWarning,
    Relation,
    Trend,
    Window,
)
from counterclaim.model.span import Span

HEADLINE = "Mortars hit Velm market as both sides trade blame"
BODY = (
    "VELM, May 2 (Halden) - Mortar fire killed at least 12 people, including three children, and wounded "
    "30 in the market of Velm on Monday, the regional governor, Mira Oslan, said. “The shells came "
    "from the east,” she said. “It was full of people.”"
)
DENIAL = (
    "The Eastern Command denied on Tuesday that its forces had fired on the town, calling the toll “pulled "
    "out of thin air”."
)
TREND = (
    "Shelling has doubled since March, according to residents. Tarek Vondra, 41, a baker, was among the dead."
)
RELATED = "366 children leave Korvin after dozens of drone attacks"
TEXT = "\n\n".join((HEADLINE, BODY, DENIAL, TREND, RELATED))


def at(words: str, after: str = "") -> Span:
    """The span of words in the sample, the first after ``after``."""
    start = TEXT.index(words, TEXT.index(after) if after else 0)
    return Span.of(TEXT, start, start + len(words))


def cue(words: str, lemma: str, after: str = "") -> Cue:
    span = at(words, after)
    return Cue(span.start, span.end, span.text, lemma)


def claim(
    number: int, speaker: str | None, mention: Span | None, content: list[Span], **more: object
) -> Claim:
    given: dict[str, object] = {
        "via": (),
        "cue": None,
        "quotation": "indirect",
        "stance": "asserts",
        "certainty": Certainty("certain", None),
        "addressee": None,
        "said_on": None,
        "figures": (),
        "events": (),
        "places": (),
        "part": "body",
        **more,
    }
    return Claim(
        id=f"c-{number}", speaker=speaker, speaker_mention=mention, content=tuple(content), **given  # type: ignore[arg-type]
    )  # fmt: skip


def figure(number: int, words: str, measure: str, claim_id: str, **more: object) -> Figure:
    given: dict[str, object] = {
        "object": None,
        "value": None,
        "low": None,
        "high": None,
        "qualifier": "exactly",
        "affected": Affected(None, None, "unstated"),
        "by": None,
        "window": None,
        "place": None,
        "event": None,
        "part_of": None,
        **more,
    }
    return Figure(id=f"f-{number}", claim=claim_id, span=at(words), measure=measure, **given)  # type: ignore[arg-type]


def document(text: str = TEXT, title: str | None = HEADLINE) -> Document:
    edge = len(HEADLINE) + 2
    related = text.find(RELATED)
    parts = (
        (Part("headline", 0, edge), Part("body", edge, related), Part("related", related, len(text)))
        if text == TEXT
        else (Part("body", 0, len(text)),)
    )
    return Document(
        id=document_id(text, outlet="Halden", url=None, published="2023-05-02"),
        title=title,
        outlet="Halden",
        url=None,
        language="en",
        published="2023-05-02",
        text=text,
        text_sha256=text_sha256(text),
        parts=parts,
    )


def reading() -> Reading:
    """The sample."""
    on_monday = Window("2023-05-01", "2023-05-01", "on")
    return Reading(
        reader=ReaderInfo("grammar", "0", "none", "en"),
        document=document(),
        actors=(
            Actor("a-1", "Mira Oslan", "person", "regional governor", "Velm", None, (at("Mira Oslan"),)),
            Actor("a-2", "Eastern Command", "armed_force", None, None, None, (at("The Eastern Command"),)),
        ),
        places=(
            Place(
                "p-1", "Velm", (at("Velm", "the market of"), at("VELM")), 1, 48.5, 37.5, "UA", None,
                "exact", True,
            ),
            Place("p-2", "Korvin", (at("Korvin"),), None, None, None, None, None, "unresolved", True),
        ),
        times=(
            Moment("t-1", at("Monday"), "2023-05-01", "2023-05-01", "day"),
            Moment("t-2", at("Tuesday"), "2023-05-02", "2023-05-02", "day"),
        ),
        claims=(
            claim(
                1,
                "a-1",
                at("the regional governor, Mira Oslan,"),
                [at(BODY[BODY.index("Mortar") : BODY.index(", the regional")])],
                cue=cue("said", "say", "Mira Oslan"),
                figures=("f-1", "f-2", "f-3"),
                events=("e-1",),
                places=("p-1",),
            ),
            claim(
                2, "a-1", at("she", "east,”"),
                [at("“The shells came from the east,”"), at("“It was full of people.”")],
                cue=cue("said", "say", "she said"), quotation="direct",
            ),
            claim(
                3, "a-2", at("The Eastern Command"), [at("its forces had fired on the town")],
                cue=cue("denied", "deny"), stance="denies", said_on="t-2",
            ),
            claim(
                4, None, at("residents"), [at("Shelling has doubled since March")],
                cue=cue("according to", "according to"),
                certainty=Certainty("possible", at("according to")),
            ),
            claim(
                5, None, None, [at(RELATED)], quotation="narration", part="related", figures=("f-4", "f-5")
            ),
        ),
        figures=(
            figure(
                1, "at least 12 people", "killed", "c-1", low=12, qualifier="at_least", window=on_monday,
                place="p-1",
            ),
            figure(
                2, "three children", "killed", "c-1", value=3, low=3, high=3, part_of="f-1",
                affected=Affected(None, None, "children"),
            ),
            figure(3, "30", "wounded", "c-1", value=30, low=30, high=30, by="a-2", place="p-1"),
            figure(4, "366 children", "evacuated", "c-5", value=366, low=366, high=366),
            figure(5, "dozens of drone attacks", "drone_strikes", "c-5", low=12, qualifier="vague"),
        ),
        events=(
            Event(
                "e-1", "c-1", at("fire"), "shelling", "occurred", "a-2", at("the market"), "mortar", ("p-1",),
                "t-1", (),
            ),
        ),
        trends=(
            Trend(
                "x-1", "c-4", at("doubled"), "attacks", None, "up", 2.0, Window("2023-03-01", None, "since"),
                None,
            ),
        ),
        persons=(Person("n-1", at("Tarek Vondra"), None, "killed", 41, None, "c-4", None, True),),
        relations=(
            Relation("c-3", "c-1", "denies", "“denied … had fired” answers the toll", (at("denied"),)),
        ),
        warnings=(
            ReadingWarning("relative_date_unresolved", "1 relative date left unresolved; give --published"),
        ),
    )  # fmt: skip
