"""The whole reading: properties that hold for any text, and the bundled sample's main rows."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import counterclaim
from counterclaim.model.reading import Reading
from counterclaim.reading.pipeline import STAGES

SAMPLE = (Path(__file__).parents[2] / "examples" / "river-crossing.txt").read_text(encoding="utf-8")

WORDS = [
    "The ministry", "said", "that", "12", "people", "were killed", "in Kherson", "on Tuesday", ",", ".", "“", "”", '"',
    "according to", "residents", "denied", "the attack", "He", "Col. Ivan Petrenko", "at least", "dozens", "of", "\n", "\n\n",
    "including", "three children", "shelling", "Russian", "drones", "21 of 28", "quoted", "as saying", "(", ")", "—", "’s",
    "1.5 million", "since December", "Read also:", "(PHOTO: WIRE)", "🚀", "\u202e", "<b>", "=1+1", "No one was hurt",
]  # fmt: skip
wordy = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)


def check(reading: Reading) -> None:
    """What must hold for every reading."""
    assert reading.broken_spans() == []
    assert [w for w in reading.warnings if w.code == "stage_failed"] == []
    claims = {c.id for c in reading.claims}
    actors, places = {a.id for a in reading.actors}, {p.id for p in reading.places}
    figures, events = {f.id for f in reading.figures}, {e.id for e in reading.events}
    times = {t.id for t in reading.times}
    for claim in reading.claims:
        assert claim.content
        assert {claim.speaker, claim.addressee, *claim.via} - {None} <= actors
        assert {claim.said_on} - {None} <= times
        assert set(claim.figures) <= figures and set(claim.events) <= events and set(claim.places) <= places
        assert (claim.quotation == "narration") == (claim.cue is None)
    for figure in reading.figures:
        assert figure.claim in claims
        assert {figure.by, figure.affected.actor} - {None} <= actors
        assert {figure.place} - {None} <= places
        assert {figure.event} - {None} <= events
        assert {figure.part_of} - {None} <= figures - {figure.id}
    for event in reading.events:
        assert event.claim in claims and set(event.places) <= places
    for relation in reading.relations:
        assert {relation.source, relation.target} <= claims and relation.source != relation.target
        assert relation.reason and relation.evidence
    parts = reading.document.parts
    assert [p.start for p in parts] == [0, *[p.end for p in parts][:-1]]
    assert parts[-1].end == len(reading.document.text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(wordy)
def test_sound_on_news_like_noise(text: str) -> None:
    check(counterclaim.read(text, published="2025-03-12"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=300).filter(str.strip))
def test_sound_on_any_text(text: str) -> None:
    try:
        reading = counterclaim.read(text)
    except counterclaim.model.errors.CounterclaimError:
        return
    check(reading)


def test_reading_twice_gives_the_same_bytes() -> None:
    first = counterclaim.read(SAMPLE, published="2025-03-12").to_json()
    counterclaim.read("An unrelated text. Two people were hurt, police said.")
    assert counterclaim.read(SAMPLE, published="2025-03-12").to_json() == first


def test_documents_do_not_touch_each_other_in_a_pipe() -> None:
    reader = counterclaim.Reader()
    alone = [counterclaim.read(t).to_json() for t in (SAMPLE, "Two died, police said.", SAMPLE)]
    assert [r.to_json() for r in reader.pipe([SAMPLE, "Two died, police said.", SAMPLE])] == alone


def test_stages_read_only_what_is_there() -> None:
    written = {"paragraphs"}
    for stage in STAGES:
        assert set(stage.reads) <= written, stage.name
        written |= set(stage.writes)


@pytest.fixture(scope="module")
def sample() -> Reading:
    return counterclaim.read(SAMPLE, published="2025-03-12")


def speaker(reading: Reading, words: str) -> str | None:
    """The name of who says the words."""
    names = {a.id: a.name for a in reading.actors}
    claim = next(c for c in reading.claims if any(words in s.text for s in c.content))
    return names[claim.speaker] if claim.speaker else None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("At least seven people were killed and 19", "prosecutor"),
        ("people were queuing for bread", "Oleh Marchuk"),
        ("striking the crossing", "Russian Defence Ministry"),
        ("Our forces do not fire at civilians", "Viktor Lasin"),
        ("The crossing was used to move ammunition", "Viktor Lasin"),
        ("five deaths", "United Nations"),
        ("12 air strikes and four missile attacks", "General Staff"),
        ("up to 60 Ukrainian soldiers", "military official"),
        ("less frequent since December", "Vistula Centre"),
        ("to comment", "spokesman"),
    ],
)
def test_sample_speakers(sample: Reading, words: str, name: str) -> None:
    assert name in (speaker(sample, words) or "")


def test_sample_figures(sample: Reading) -> None:
    rows = {(f.measure, f.value, f.low, f.high) for f in sample.figures}
    assert {
        ("killed", 7, 7, None),
        ("wounded", 19, 19, 19),
        ("killed", 3, 3, 3),
        ("air_strikes", 12, 12, 12),
        ("missile_strikes", 4, 4, 4),
        ("intercepted", 21, 21, 21),
        ("launched", 28, 28, 28),
        ("killed", 60, None, 60),
        ("evacuated", 140, 140, 140),
    } <= rows
    assert 1987 not in {f.value for f in sample.figures}
    assert 70 not in {f.value for f in sample.figures if f.measure != "other"}


def test_sample_relays_and_captions(sample: Reading) -> None:
    names = {a.id: a.name for a in sample.actors}
    relayed = next(c for c in sample.claims if any("up to 60" in s.text for s in c.content))
    assert [names[v] for v in relayed.via] and "Rossa" in names[relayed.via[0]]
    assert not any("PHOTO" in a.name or "Vasko" in a.name or "Caldera" in a.name for a in sample.actors)
    assert {p.kind for p in sample.document.parts} >= {
        "headline",
        "caption",
        "byline",
        "dateline",
        "related",
        "body",
    }
    assert [(r.found, r.read_as) for r in sample.document.repairs] == [("Lasinsaid", "Lasin said")]


def test_without_a_publication_date_relative_dates_stay_open() -> None:
    reading = counterclaim.read("Three people died on Tuesday, the ministry said on Wednesday.")
    assert {t.start for t in reading.times} == {None}
    assert [w.code for w in reading.warnings].count("relative_date_unresolved") == 1
