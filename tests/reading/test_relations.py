"""Relations within one document: which claims are linked, how, and which are left alone.

The claims are laid on the page by hand, so that each row tests this stage alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from counterclaim.model.vocabulary import Measure, Quotation, Stance
from counterclaim.reading.languages.en import relations
from counterclaim.reading.page import ActorDraft, ClaimDraft, FigureDraft, Page, PlaceDraft, TokenSpan
from tests.helpers import page_of


@dataclass
class Fig:
    """A figure of a claim: its words, measure and value (exact unless bounds are given)."""

    words: str
    measure: Measure
    value: int
    side: str | None = None
    place: str | None = None
    more: dict[str, Any] = field(default_factory=dict)


@dataclass
class Said:
    """A claim: its words and who said it, for which side."""

    content: str
    speaker: str | None
    side: str | None = None
    stance: Stance = "asserts"
    quotation: Quotation = "indirect"
    cue: str = "say"
    figures: list[Fig] = field(default_factory=list)


Links = list[tuple[int, str, int]]


def find(page: Page, words: str, near: TokenSpan | None = None) -> TokenSpan:
    """The first place where the words stand (after ``near``'s start, when given)."""
    for paragraph in page.paragraphs:
        if near is not None and paragraph.index != near.paragraph:
            continue
        floor = paragraph.doc[near.start].idx if near is not None else 0
        at = paragraph.doc.text.find(words, floor)
        span = paragraph.doc.char_span(at, at + len(words), alignment_mode="expand") if at >= 0 else None
        if span is not None:
            return TokenSpan(paragraph.index, span.start, span.end)
    raise AssertionError(f"{words!r} is not in the text")


def page_with(text: str, said: list[Said], part_of: dict[str, str] | None = None) -> Page:
    """A page with these claims, whose paragraphs are the lines of the text."""
    page = page_of(text.replace("\n", "\n\n"))
    actors: dict[str, ActorDraft] = {}
    places: dict[str, PlaceDraft] = {}
    for row in said:
        content = find(page, row.content)
        claim = ClaimDraft([content], row.quotation, row.stance, cue_lemma=row.cue)
        if row.speaker is not None:
            claim.speaker_mention = find(page, row.speaker)
            actor = actors.setdefault(row.speaker, ActorDraft(row.speaker, "office", side=row.side))
            if claim.speaker_mention not in actor.mentions:
                actor.mentions.append(claim.speaker_mention)
            claim.speaker = actor
        for fig in row.figures:
            span = find(page, fig.words, content)
            bounds = {"value": fig.value, "low": fig.value, "high": fig.value, **fig.more}
            figure = FigureDraft(span, span, fig.measure, side=fig.side, claim=claim, **bounds)
            if fig.place is not None:
                draft = PlaceDraft(fig.place, precision="populated_place")
                figure.place = places.setdefault(fig.place, draft)
            claim.figures.append(figure)
            page.figures.append(figure)
        page.claims.append(claim)
    page.actors = list(actors.values())
    for part, whole in (part_of or {}).items():
        by_words = {page.words(f.span): f for f in page.figures}
        by_words[part].part_of = by_words[whole]
    return page


def links(page: Page) -> Links:
    relations.run(page)
    order = {id(c): n for n, c in enumerate(page.claims)}
    return [(order[id(r.source)], r.kind, order[id(r.target)]) for r in page.relations]


TOLL = Fig("4,000 men", "killed", 4000, "Russia")
ESTIMATE = Said(
    "Russia had lost 4,000 men there", "The Pentagon", "United States", "estimates", figures=[TOLL]
)
MARKET = "Rebel guns had shelled the market in Tarin"

LINKED: dict[str, tuple[str, list[Said], Links]] = {
    "a capital's calculations of losses are its government's estimate": (
        "The envoy, Oleg Varin, said Washington's calculations of Russian losses were worthless.\n"
        "The Pentagon said on Monday that Russia had lost 4,000 men there.",
        [
            Said(
                "Washington's calculations of Russian losses were worthless",
                "Oleg Varin",
                "Russia",
                "disputes",
            ),
            ESTIMATE,
        ],
        [(0, "disputes", 1)],
    ),
    "the subject of giving owns the numbers": (
        "The Pentagon said on Monday that Russia had lost 4,000 men there.\n"
        "“Washington never gives honest numbers,” Oleg Varin said.",
        [
            ESTIMATE,
            Said("Washington never gives honest numbers", "Oleg Varin", "Russia", "disputes", "direct"),
        ],
        [(1, "disputes", 0)],
    ),
    "an estimate that is based on something is supported": (
        "The Pentagon said on Monday that Russia had lost 4,000 men there.\n"
        "An aide, Ann Poole, said the US estimate was based on satellite images.",
        [ESTIMATE, Said("the US estimate was based on satellite images", "Ann Poole", "United States")],
        [(1, "supports", 0)],
    ),
    "a toll owned by an adjective": (
        "The health ministry of Gaza said 12 people were killed at the school.\n"
        "The army rejected the Palestinian toll.",
        [
            Said(
                "12 people were killed at the school",
                "The health ministry of Gaza",
                "Palestine",
                figures=[Fig("12 people", "killed", 12)],
            ),
            Said("the Palestinian toll", "The army", "Israel", "disputes", cue="reject"),
        ],
        [(1, "disputes", 0)],
    ),
    "figures put out by a ministry, found by its noun": (
        "The ministry said 31 rebels had died.\n"
        "A rebel commander dismissed the figures given by the ministry.",
        [
            Said("31 rebels had died", "The ministry", figures=[Fig("31 rebels", "killed", 31)]),
            Said("the figures given by the ministry", "A rebel commander", None, "disputes", cue="dismiss"),
        ],
        [(1, "disputes", 0)],
    ),
    "the charge just made against the one who rejects it": (
        "The governor said Rwandan soldiers had fired on the market.\nRwanda's army dismissed the charge.",
        [
            Said("Rwandan soldiers had fired on the market", "The governor"),
            Said("the charge", "Rwanda's army", "Rwanda", "disputes", cue="dismiss"),
        ],
        [(1, "disputes", 0)],
    ),
    "a denial of involvement answers an accusation": (
        "The mayor accused the rebels of burning the mill.\nThe rebels denied involvement.",
        [
            Said("burning the mill", "The mayor", "Sudan", "accuses", cue="accuse"),
            Said("involvement", "The rebels", "RSF", "denies", cue="deny"),
        ],
        [(1, "denies", 0)],
    ),
    "the account of the other side": (
        "The Israeli military said it had hit a command post in the school.\n"
        "Hamas officials rejected the Israeli account.",
        [
            Said("it had hit a command post in the school", "The Israeli military", "Israel"),
            Said("the Israeli account", "Hamas officials", "Hamas", "disputes", cue="reject"),
        ],
        [(1, "disputes", 0)],
    ),
    "a claim named by its clause": (
        "The army said 18 fighters had been killed at the bridge.\n"
        "The rebels rejected the claim that 18 fighters had been killed at the bridge.",
        [
            Said("18 fighters had been killed at the bridge", "The army", "Mali"),
            Said(
                "the claim that 18 fighters had been killed at the bridge",
                "The rebels",
                "JNIM",
                "disputes",
                cue="reject",
            ),
        ],
        [(1, "disputes", 0)],
    ),
    "a report quoted inside the words that dispute it": (
        "The ministry said reports by rebel radio that troops had fled Tarin were lies.",
        [
            Said(
                "reports by rebel radio that troops had fled Tarin were lies",
                "The ministry",
                "Mali",
                "disputes",
            ),
            Said("troops had fled Tarin", "rebel radio", "JNIM"),
        ],
        [(0, "disputes", 1)],
    ),
    "a clause about what another says never happened": (
        "The council said 22 people died in an air raid, an attack that the army says never happened.",
        [
            Said(
                "22 people died in an air raid, an attack that the army says never happened",
                "The council",
                "National Unity Government",
            ),
            Said("an attack that the army says never happened", "the army", "Myanmar"),
        ],
        [(1, "denies", 0)],
    ),
    "a denied deed of one's own aircraft": (
        "A helicopter fired on the shelters by the canal, said a trader, Hala Warsi.\n"
        "The mission denied that its aircraft had hit the shelters.",
        [
            Said("A helicopter fired on the shelters by the canal", "Hala Warsi"),
            Said(
                "that its aircraft had hit the shelters", "The mission", "African Union", "denies", cue="deny"
            ),
        ],
        [(1, "denies", 0)],
    ),
    "a bare denial of having shelled": (
        f"{MARKET}, the mayor said.\nThe rebels denied shelling the market.",
        [
            Said(MARKET, "the mayor"),
            Said("shelling the market", "The rebels", "RSF", "denies", cue="deny"),
        ],
        [(1, "denies", 0)],
    ),
    "this is what was said just before": (
        "“The dead were fighters,” the commissioner said.\n"
        "An elder disputed this, and said he had buried eight farmers.",
        [
            Said("The dead were fighters", "the commissioner", quotation="direct"),
            Said("this", "An elder", None, "disputes", cue="dispute"),
            Said("he had buried eight farmers", "An elder"),
        ],
        [(2, "disputes", 0)],
    ),
    "that is false": (
        "The army said the rebels had mined the dam.\n“That is false,” a rebel envoy said.",
        [
            Said("the rebels had mined the dam", "The army", "Sudan"),
            Said("That is false", "a rebel envoy", "RSF", "disputes", "direct"),
        ],
        [(1, "disputes", 0)],
    ),
    "damage that is hard to square with an explanation": (
        "The defence ministry said the only fire was burning grass.\n"
        "The damage is hard to square with a grass fire, said Jon Vik, an analyst.",
        [
            Said("the only fire was burning grass", "The defence ministry", "Russia"),
            Said("The damage is hard to square with a grass fire", "Jon Vik"),
        ],
        [(1, "disputes", 0)],
    ),
    "images that bear out an account": (
        "The army said it had shelled a depot near Tarin.\n"
        "The crater is consistent with the army's account, said Jon Vik, an analyst.",
        [
            Said("it had shelled a depot near Tarin", "The army", "Sudan"),
            Said("The crater is consistent with the army's account", "Jon Vik"),
        ],
        [(1, "supports", 0)],
    ),
    "the speaker's own words after a denial": (
        "The mission denied that its aircraft had hit the farm. "
        "“No helicopter of ours flew there,” said its spokesman.",
        [
            Said("that its aircraft had hit the farm", "The mission", "African Union", "denies", cue="deny"),
            Said("No helicopter of ours flew there", "its spokesman", quotation="direct"),
        ],
        [(1, "supports", 0)],
    ),
    "an explanation of one's own figure": (
        "The surgeon, Ada Roth, said 14 people were killed. "
        "Figures given on Tuesday were lower because four bodies lay elsewhere, Roth said.",
        [
            Said("14 people were killed", "Ada Roth", figures=[Fig("14 people", "killed", 14)]),
            Said("Figures given on Tuesday were lower because four bodies lay elsewhere", "Ada Roth"),
        ],
        [(1, "explains", 0)],
    ),
    "some of the dead": (
        "The surgeon, Ada Roth, said 14 people were killed. Five of them were children, she added.",
        [
            Said("14 people were killed", "Ada Roth", figures=[Fig("14 people", "killed", 14)]),
            Said("Five of them were children", "Ada Roth"),
        ],
        [(1, "refines", 0)],
    ),
    "a toll that climbed": (
        "The army said three civilians had been killed.\n"
        "The mayor said the toll had climbed to four on Wednesday.",
        [
            Said(
                "three civilians had been killed",
                "The army",
                figures=[Fig("three civilians", "killed", 3, more={"population": "civilian"})],
            ),
            Said(
                "the toll had climbed to four on Wednesday", "The mayor", figures=[Fig("four", "killed", 4)]
            ),
        ],
        [(1, "updates", 0)],
    ),
    "the figure of a first report": (
        "Officials said 9,400 people had fled. The first update reported 6,200 people displaced.",
        [
            Said(
                "9,400 people had fled",
                "Officials",
                figures=[Fig("9,400 people had fled", "displaced", 9400)],
            ),
            Said(
                "6,200 people displaced", "The first update", figures=[Fig("6,200 people", "displaced", 6200)]
            ),
        ],
        [(0, "updates", 1)],
    ),
    "two tolls of one town": (
        "The army said five soldiers were killed at Tarin.\n"
        "The rebels said 18 soldiers were killed at Tarin.",
        [
            Said(
                "five soldiers were killed at Tarin",
                "The army",
                "Mali",
                figures=[Fig("five soldiers", "killed", 5, place="Tarin")],
            ),
            Said(
                "18 soldiers were killed at Tarin",
                "The rebels",
                "JNIM",
                figures=[Fig("18 soldiers", "killed", 18, place="Tarin")],
            ),
        ],
        [(1, "contradicts", 0)],
    ),
    "two sides that give one toll": (
        "The army said five soldiers were killed at Tarin.\nThe rebels said five soldiers died at Tarin.",
        [
            Said(
                "five soldiers were killed at Tarin",
                "The army",
                "Mali",
                figures=[Fig("five soldiers", "killed", 5, place="Tarin")],
            ),
            Said(
                "five soldiers died at Tarin",
                "The rebels",
                "JNIM",
                figures=[Fig("five soldiers", "killed", 5, place="Tarin")],
            ),
        ],
        [(1, "corroborates", 0)],
    ),
}

APART: dict[str, tuple[str, list[Said]]] = {
    "the estimate of a government that says nothing here": (
        "Oleg Varin said London's calculations of Russian losses were worthless.\n"
        "The Pentagon said on Monday that Russia had lost 4,000 men there.",
        [
            Said(
                "London's calculations of Russian losses were worthless", "Oleg Varin", "Russia", "disputes"
            ),
            ESTIMATE,
        ],
    ),
    "an estimate of something else": (
        "Oleg Varin called Washington's estimates of displacement worthless.\n"
        "The Pentagon said on Monday that Russia had lost 4,000 men there.",
        [
            Said("Washington's estimates of displacement worthless", "Oleg Varin", "Russia", "disputes"),
            ESTIMATE,
        ],
    ),
    "a number of people is no statement": (
        "The mayor said 12 people were killed.\nThe army denied that a number of people had been beaten.",
        [
            Said("12 people were killed", "The mayor", figures=[Fig("12 people", "killed", 12)]),
            Said("that a number of people had been beaten", "The army", "Mali", "denies", cue="deny"),
        ],
    ),
    "a charge that nobody here made": (
        "The mayor said the bakery would reopen on Friday.\nRwanda's army dismissed the charge.",
        [
            Said("the bakery would reopen on Friday", "The mayor"),
            Said("the charge", "Rwanda's army", "Rwanda", "disputes", cue="dismiss"),
        ],
    ),
    "a claim about other dead than those reported": (
        "The mayor said the toll among villagers had reached four.\n"
        "An officer rejected the claim that four Indian soldiers had died.",
        [
            Said(
                "the toll among villagers had reached four", "The mayor", figures=[Fig("four", "killed", 4)]
            ),
            Said(
                "the claim that four Indian soldiers had died",
                "An officer",
                "India",
                "disputes",
                cue="reject",
            ),
        ],
    ),
    "an outlet that could not verify": (
        "The army said 12 rebels were killed.\nThe agency could not verify the claims of either side.",
        [
            Said("12 rebels were killed", "The army", "Mali", figures=[Fig("12 rebels", "killed", 12)]),
            Said("the claims of either side", "The agency", None, "doubts", cue="verify"),
        ],
    ),
    "a denial of another matter": (
        f"{MARKET}, the mayor said.\nThe rebels denied holding hostages.",
        [
            Said(MARKET, "the mayor"),
            Said("holding hostages", "The rebels", "RSF", "denies", cue="deny"),
        ],
    ),
    "one voice does not dispute itself": (
        f"{MARKET}, the mayor said. The mayor denied that the market had been shelled by the army.",
        [
            Said(MARKET, "the mayor"),
            Said("that the market had been shelled by the army", "the mayor", None, "denies", cue="deny"),
        ],
    ),
    "a demand is not disputed": (
        "The envoy demanded that Rwanda withdraw its soldiers.\nRwanda's army dismissed the charge.",
        [
            Said("Rwanda withdraw its soldiers", "The envoy", None, "demands", cue="demand"),
            Said("the charge", "Rwanda's army", "Rwanda", "disputes", cue="dismiss"),
        ],
    ),
    "this, far below what was said": (
        "“The dead were fighters,” the commissioner said.\nIt rained.\nIt snowed.\nAn elder disputed this.",
        [
            Said("The dead were fighters", "the commissioner", quotation="direct"),
            Said("this", "An elder", None, "disputes", cue="dispute"),
        ],
    ),
    "not consistent with is no support": (
        "The mayor said a shell had hit the mill.\n"
        "The hole is not backed by evidence of the ministry's account, said Jon Vik.",
        [
            Said("a shell had hit the mill", "The mayor"),
            Said("The hole is not backed by evidence of the ministry's account", "Jon Vik"),
        ],
    ),
    "an article is based in a town": (
        "The mayor said 12 people were killed.\nThe relief group is based on the coast, said Jon Vik.",
        [
            Said("12 people were killed", "The mayor", figures=[Fig("12 people", "killed", 12)]),
            Said("The relief group is based on the coast", "Jon Vik"),
        ],
    ),
    "a toll that will rise is not explained": (
        "The monitor said 14 people were killed. "
        "The toll may rise because many were badly hurt, the monitor added.",
        [
            Said("14 people were killed", "The monitor", figures=[Fig("14 people", "killed", 14)]),
            Said("The toll may rise because many were badly hurt", "The monitor"),
        ],
    ),
    "it, with nothing to point to": (
        "“The whole week was outrageous,” the nurse said.\n“It never crossed my mind,” the surgeon said.",
        [
            Said("The whole week was outrageous", "the nurse", quotation="direct"),
            Said("It never crossed my mind", "the surgeon", None, "denies", "direct"),
        ],
    ),
    "backed by, said of troops and not of the toll": (
        "A monitor said 12 people were killed.\n"
        "An activist said the toll included men that troops backed by tanks shot.",
        [
            Said("12 people were killed", "A monitor", figures=[Fig("12 people", "killed", 12)]),
            Said("the toll included men that troops backed by tanks shot", "An activist"),
        ],
    ),
    "a short name and a full name may be one voice": (
        "The Tarin Watch Council said five were killed at Tarin.\n"
        "The Council said nine were killed at Tarin.",
        [
            Said(
                "five were killed",
                "The Tarin Watch Council",
                figures=[Fig("five", "killed", 5, place="Tarin")],
            ),
            Said("nine were killed", "The Council", figures=[Fig("nine", "killed", 9, place="Tarin")]),
        ],
    ),
    "a narrated event of the other side": (
        "Rebels shelled positions used by Russian forces at Tarin.\n"
        "The Kremlin denied bombing Tarin since May.",
        [
            Said("Rebels shelled positions used by Russian forces at Tarin", None, quotation="narration"),
            Said("bombing Tarin since May", "The Kremlin", "Russia", "denies", cue="deny"),
        ],
    ),
    "a further nine are other dead": (
        "The army said five were killed at Tarin.\nA further nine were killed at Tarin, the rebels said.",
        [
            Said("five were killed", "The army", "Mali", figures=[Fig("five", "killed", 5, place="Tarin")]),
            Said(
                "A further nine were killed", "the rebels", figures=[Fig("nine", "killed", 9, place="Tarin")]
            ),
        ],
    ),
    "a quote after a denial that denies nothing": (
        "The mission denied that its aircraft had hit the farm. “We want peace,” said its spokesman.",
        [
            Said("that its aircraft had hit the farm", "The mission", "African Union", "denies", cue="deny"),
            Said("We want peace", "its spokesman", quotation="direct"),
        ],
    ),
    "the other side's words after a denial": (
        "The army denied hitting the farm. “It was no one else,” said the rebel envoy.",
        [
            Said("hitting the farm", "The army", "Mali", "denies", cue="deny"),
            Said("It was no one else", "the rebel envoy", "JNIM", quotation="direct"),
        ],
    ),
    "some of them, with no people counted": (
        "The mayor said the bridge was open. Most of them had left, she said.",
        [Said("the bridge was open", "The mayor"), Said("Most of them had left", "The mayor")],
    ),
    "a year's toll does not update a day's": (
        "The ministry said 38 people were killed.\n"
        "The ministry said the toll had risen to 43,650 dead since last year.",
        [
            Said("38 people were killed", "The ministry", figures=[Fig("38 people", "killed", 38)]),
            Said(
                "the toll had risen to 43,650 dead since last year",
                "The ministry",
                figures=[Fig("43,650 dead", "killed", 43650)],
            ),
        ],
    ),
    "tolls of two towns": (
        "The army said five soldiers were killed at Tarin.\n"
        "The rebels said 18 soldiers were killed at Baran.",
        [
            Said(
                "five soldiers were killed at Tarin",
                "The army",
                "Mali",
                figures=[Fig("five soldiers", "killed", 5, place="Tarin")],
            ),
            Said(
                "18 soldiers were killed at Baran",
                "The rebels",
                "JNIM",
                figures=[Fig("18 soldiers", "killed", 18, place="Baran")],
            ),
        ],
    ),
    "at least five and seven can both hold": (
        "The army said at least five soldiers were killed at Tarin.\nThe rebels said seven died at Tarin.",
        [
            Said(
                "at least five soldiers were killed at Tarin",
                "The army",
                "Mali",
                figures=[
                    Fig("five soldiers", "killed", 5, None, "Tarin", {"qualifier": "at_least", "high": None})
                ],
            ),
            Said(
                "seven died at Tarin",
                "The rebels",
                "JNIM",
                figures=[Fig("seven", "killed", 7, place="Tarin")],
            ),
        ],
    ),
    "soldiers and civilians are two tolls": (
        "The army said five soldiers were killed at Tarin.\nThe rebels said nine villagers died at Tarin.",
        [
            Said(
                "five soldiers were killed at Tarin",
                "The army",
                "Mali",
                figures=[Fig("five soldiers", "killed", 5, None, "Tarin", {"population": "military"})],
            ),
            Said(
                "nine villagers died at Tarin",
                "The rebels",
                "JNIM",
                figures=[Fig("nine villagers", "killed", 9, None, "Tarin", {"population": "civilian"})],
            ),
        ],
    ),
    "those who died on arrival are some of the dead": (
        "Police said at least eight people were killed in Tarin.\nThe rebels said three people had died on arrival in Tarin.",
        [
            Said(
                "at least eight people were killed in Tarin",
                "Police",
                "Mali",
                figures=[
                    Fig(
                        "at least eight people",
                        "killed",
                        8,
                        place="Tarin",
                        more={"high": None, "qualifier": "at_least"},
                    )
                ],
            ),
            Said(
                "three people had died on arrival in Tarin",
                "The rebels",
                "JNIM",
                figures=[Fig("three people", "killed", 3, place="Tarin")],
            ),
        ],
    ),
    "a hospital counts those brought to it": (
        "Police said nine people were killed in Tarin.\nThe hospital said six people were killed in Tarin.",
        [
            Said(
                "nine people were killed in Tarin",
                "Police",
                "Mali",
                figures=[Fig("nine people", "killed", 9, place="Tarin")],
            ),
            Said(
                "six people were killed in Tarin",
                "The hospital",
                "JNIM",
                figures=[Fig("six people", "killed", 6, place="Tarin")],
            ),
        ],
    ),
    "the children among the dead": (
        "Police said nine people were killed in Tarin.\nThe rebels said four children were killed in Tarin.",
        [
            Said(
                "nine people were killed in Tarin",
                "Police",
                "Mali",
                figures=[Fig("nine people", "killed", 9, place="Tarin")],
            ),
            Said(
                "four children were killed in Tarin",
                "The rebels",
                "JNIM",
                figures=[Fig("four children", "killed", 4, place="Tarin", more={"population": "children"})],
            ),
        ],
    ),
    "a ceiling does not back a floor": (
        "Police said at least eight people died in Tarin.\nThe rebels said up to eight people died in Tarin.",
        [
            Said(
                "at least eight people died in Tarin",
                "Police",
                "Mali",
                figures=[
                    Fig(
                        "at least eight people",
                        "killed",
                        8,
                        place="Tarin",
                        more={"high": None, "qualifier": "at_least"},
                    )
                ],
            ),
            Said(
                "up to eight people died in Tarin",
                "The rebels",
                "JNIM",
                figures=[
                    Fig(
                        "up to eight people",
                        "killed",
                        8,
                        place="Tarin",
                        more={"low": None, "qualifier": "up_to"},
                    )
                ],
            ),
        ],
    ),
    "two wounded and five dead": (
        "The army said five soldiers were killed at Tarin.\nThe rebels said two were wounded at Tarin.",
        [
            Said(
                "five soldiers were killed at Tarin",
                "The army",
                "Mali",
                figures=[Fig("five soldiers", "killed", 5, place="Tarin")],
            ),
            Said(
                "two were wounded at Tarin",
                "The rebels",
                "JNIM",
                figures=[Fig("two", "wounded", 2, place="Tarin")],
            ),
        ],
    ),
}


@pytest.mark.parametrize("text, said, expected", LINKED.values(), ids=LINKED.keys())
def test_claims_that_the_text_ties_together_are_linked(text: str, said: list[Said], expected: Links) -> None:
    assert links(page_with(text, said)) == expected


@pytest.mark.parametrize("text, said", APART.values(), ids=APART.keys())
def test_claims_that_the_text_does_not_tie_together_stay_apart(text: str, said: list[Said]) -> None:
    assert links(page_with(text, said)) == []


def test_a_part_in_another_claim_refines_the_whole() -> None:
    page = page_with(
        "The enemy launched 117 drones, the air force said. Crews shot down 93 drones, the command said.",
        [
            Said(
                "The enemy launched 117 drones", "the air force", figures=[Fig("117 drones", "launched", 117)]
            ),
            Said("Crews shot down 93 drones", "the command", figures=[Fig("93 drones", "intercepted", 93)]),
        ],
        part_of={"93 drones": "117 drones"},
    )
    assert links(page) == [(1, "refines", 0)]


def test_a_headline_is_never_linked() -> None:
    page = page_with(
        f"{MARKET}, the mayor said.\nThe rebels denied shelling the market.",
        [Said(MARKET, "the mayor"), Said("shelling the market", "The rebels", "RSF", "denies", cue="deny")],
    )
    page.paragraphs[0].part = "headline"
    assert links(page) == []


def test_a_reason_quotes_both_rows_and_evidence_is_in_them() -> None:
    page = page_with(*LINKED["a capital's calculations of losses are its government's estimate"][:2])
    relations.run(page)
    (found,) = page.relations
    assert found.reason == (
        "Oleg Varin speaks of “Washington's calculations of Russian losses”; "
        "the Pentagon gave an estimate: “Russia had lost 4,000 men there”."
    )
    assert [page.words(e) for e in found.evidence] == [
        "Washington's calculations of Russian losses",
        "Washington's calculations of Russian losses were worthless",
        "4,000 men",
    ]


def test_the_same_page_gives_the_same_relations() -> None:
    case = LINKED["damage that is hard to square with an explanation"]
    first, second = page_with(*case[:2]), page_with(*case[:2])
    relations.run(first)
    relations.run(second)
    relations.run(second)
    assert [(r.reason, r.evidence) for r in first.relations] == [
        (r.reason, r.evidence) for r in second.relations
    ]


def test_a_page_without_claims_has_no_relations() -> None:
    assert links(page_of("Rain fell.")) == []
