"""Attribution beyond one sentence: relays, long speeches, dates of saying, certainty, any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model.document import Document, Part, document_id, text_sha256
from counterclaim.reading.languages.en import attribution, times
from counterclaim.reading.languages.en.parse import parse
from counterclaim.reading.page import ClaimDraft, Page
from counterclaim.reading.parsing import paragraphs
from tests.helpers import page_of


def attributed(text: str, published: str | None = None) -> Page:
    page = page_of(text, published)
    times.run(page)
    attribution.run(page)
    return page


def content(page: Page, claim: ClaimDraft) -> list[str]:
    return [page.words(piece) for piece in claim.content]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "State radio quoted the commander as saying that his men were ready.",
            "the commander",
            ["State radio"],
        ),
        (
            "The commander was quoted by state radio as saying that his men were ready.",
            "The commander",
            ["state radio"],
        ),
        (
            "The agency reported, citing a hospital source, that six people had died.",
            "a hospital source",
            ["The agency"],
        ),
        ("Local media, citing police, said six people had died.", "police", ["Local media"]),
        ("Six people died, state radio reported, citing the hospital.", "the hospital", ["state radio"]),
        (
            "The mayor told reporters that the town was safe, the broadcaster Channel Two reported.",
            "The mayor",
            ["the broadcaster Channel Two"],
        ),
        (
            "The ministry rejected reports that jets hit the school, state media quoted it as saying.",
            "The ministry",
            ["state media"],
        ),
        ("The ministry, as quoted by the agency, puts the toll at 40.", "The ministry", ["the agency"]),
    ],
)
def test_relays(text: str, speaker: str, via: list[str]) -> None:
    page = attributed(text)
    [claim] = page.claims
    assert claim.speaker_mention is not None
    assert page.words(claim.speaker_mention) == speaker
    assert [page.words(v) for v in claim.via_mentions] == via


def test_an_answered_claim_is_a_row_of_its_own() -> None:
    page = attributed("The ministry's claim that the raid was repelled is a lie, the rebels said.")
    owned, answer = page.claims
    assert content(page, owned) == ["that the raid was repelled"]
    assert [page.words(v) for v in owned.via_mentions] == ["the rebels"]
    assert answer.stance == "disputes"


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        (
            "“We saw two planes,” the mayor said. “They circled twice. Then they left.”",
            ["“We saw two planes,”", "“They circled twice. Then they left.”"],
        ),
        (
            "“We saw two planes,” the mayor said.\n\n“They circled twice.”",
            ["“We saw two planes,”", "“They circled twice.”"],
        ),
        (
            "“We saw two planes. They circled twice,” the mayor said.\n\nThe town lies on a river.",
            ["“We saw two planes. They circled twice,”"],
        ),
        (
            "The mayor said: “We saw two planes.\n\n“They circled twice.”",
            ["“We saw two planes.", "“They circled twice.”"],
        ),
        ("«We saw two planes», the mayor said.", ["«We saw two planes»"]),
        ("„We saw two planes“, the mayor said.", ["„We saw two planes“"]),
    ],
)
def test_speeches(text: str, pieces: list[str]) -> None:
    page = attributed(text)
    [claim] = page.claims
    assert content(page, claim) == pieces
    assert claim.quotation == "direct"
    assert claim.speaker_mention is not None
    assert page.words(claim.speaker_mention).lower() == "the mayor"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The ministry said on Monday that the bridge fell.", "2023-05-01"),
        ("The bridge fell, the ministry said on Monday.", "2023-05-01"),
        ("The bridge fell on Sunday, the ministry said on Monday.", "2023-05-01"),
        ("The ministry said the bridge fell on Monday.", None),
        ("The bridge fell on Monday, the ministry said.", None),
    ],
)
def test_date_of_saying(text: str, day: str | None) -> None:
    page = attributed(text, "2023-05-02")
    [claim] = page.claims
    assert (claim.said_on.start if claim.said_on else None) == day


@pytest.mark.parametrize(
    ("text", "value", "wording"),
    [
        ("The office said the blast was an accident.", "certain", None),
        ("The office said the blast was probably an accident.", "probable", "probably"),
        ("The office said the blast may have been an accident.", "possible", "may"),
        ("The office estimated that 40 people had died.", "probable", "estimated"),
        ("The office urged residents to leave.", "uncommitted", None),
        ("The office declined to comment.", "uncommitted", None),
    ],
)
def test_certainty(text: str, value: str, wording: str | None) -> None:
    page = attributed(text)
    [claim] = page.claims
    assert claim.certainty == value
    assert (page.words(claim.certainty_wording) if claim.certainty_wording else None) == wording


def in_part(text: str, kind: str) -> Page:
    document = Document(
        id=document_id(text, outlet=None, url=None, published=None),
        title=None,
        outlet=None,
        url=None,
        language="en",
        published=None,
        text=text,
        text_sha256=text_sha256(text),
        parts=(Part(kind, 0, len(text)),),  # type: ignore[arg-type]
    )
    page = Page(document, paragraphs(document, parse))
    attribution.run(page)
    return page


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("Ministry: 12 killed in strike on market", "Ministry", "12 killed in strike on market"),
        ("12 killed in strike on market - governor", "governor", "12 killed in strike on market"),
        ("Rebel commander: we will fight on", "Rebel commander", "we will fight on"),
        ("12 killed in strike on market, officials say", "officials", "12 killed in strike on market"),
        ("Army says 12 killed in strike on market", "Army", "12 killed in strike on market"),
    ],
)
def test_headlines(text: str, speaker: str, said: str) -> None:
    page = in_part(text, "headline")
    [claim] = page.claims
    assert claim.speaker_mention is not None
    assert page.words(claim.speaker_mention) == speaker
    assert content(page, claim) == [said]


def test_a_place_before_a_colon_speaks_not() -> None:
    assert in_part("Harnow: price of bread doubles in three weeks", "headline").claims == []


@pytest.mark.parametrize("kind", ["caption", "byline", "dateline", "boilerplate"])
def test_furniture_never_speaks(kind: str) -> None:
    assert in_part("The mayor said the bridge fell.", kind).claims == []


_PIECES = st.sampled_from(
    [
        "the army", "said", "that", ",", ".", "“", "”", '"', "'", "the mayor", "denied", "according",
        "to", ":", "was", "quoted", "as", "saying", "which", "and", "12", "killed", "citing", ";", "(",
        ")", "—", "asked", "«", "»", "„", "put", "at", "claim", "in", "view", "his", "he", "not",
        "clear", "whether", "\n\n",
    ]
)  # fmt: skip


def check(page: Page) -> None:
    """What holds for every claim of every text."""
    for claim in page.claims:
        assert claim.content
        for piece in claim.content:
            assert 0 <= piece.start < piece.end <= len(page.paragraphs[piece.paragraph].doc)
            assert claim.speaker_mention is None or not piece.overlaps(claim.speaker_mention)
            assert claim.cue is None or not piece.overlaps(claim.cue)
        assert claim.content == sorted(claim.content)
        for via in claim.via_mentions:
            assert via.start < via.end


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40).map(" ".join))
def test_any_order_of_words(text: str) -> None:
    check(attributed(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    check(attributed(text))
