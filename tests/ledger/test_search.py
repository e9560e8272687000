"""Finding: every filter, facets with exact counts, packed or not."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from counterclaim.intake.formats.items import Item
from counterclaim.ledger import Filters, Ledger, packed
from counterclaim.ledger.distance import kilometres_between
from counterclaim.ledger.errors import BadFilter, UnknownRow
from tests.ledger.reader import READ, article, item

TEXTS = {
    "a": "General Staff said 5 killed by strikes in Kherson on Monday.",
    "b": "Defence Ministry denied an air raid on Antonivka.",
    "c": "Mayor said 12 wounded in Kyiv and 3 tanks were lost.",
    "d": "General Staff said the raid from the air went on in Suva.",
    "e": "Governor said raids on Nowhere had ended.",
}
ABOUT: dict[str, dict[str, Any]] = {
    "a": {"published": "2023-05-02", "outlet": "Halden"},
    "b": {"published": "2023-05-03", "outlet": "Halden"},
    "c": {"published": "2023-06-01", "outlet": "Véra Post"},
    "d": {"published": "2024-01-01", "outlet": "Tarn"},
    "e": {"published": None, "outlet": None},
}


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    """Five articles."""
    ledger.add([item(key, text, **ABOUT[key]) for key, text in TEXTS.items()], read=READ)
    return ledger


def keys(ledger: Ledger, **filters: Any) -> str:  # noqa: ANN401
    """The articles whose rows are found, in order."""
    of = {d.document.id: ledger.show(d.document.id).carriers[0].key for d in ledger.documents()}
    return "".join(of[h.document] for h in ledger.search(**filters).hits)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, "dcbae"),
        ({"words": "raid"}, "db"),
        ({"words": "RAID air"}, "db"),
        ({"words": '"air raid"'}, "b"),
        ({"words": "raid*"}, "dbe"),
        ({"words": '"raid from the a*"'}, "d"),
        ({"words": "nothing"}, ""),
        ({"text": "general"}, "da"),
        ({"speaker": "general staff"}, "da"),
        ({"speaker": "staff"}, "da"),
        ({"side": "ukraine"}, "da"),
        ({"side": "ukr"}, ""),
        ({"stance": "denies"}, "b"),
        ({"stance": "asserts", "outlet": "halden"}, "a"),
        ({"outlet": "vera"}, "c"),
        ({"measure": "killed"}, "a"),
        ({"min": 5}, "ca"),
        ({"min": 5, "max": 11}, "a"),
        ({"max": 4}, "c"),
        ({"object": "tank"}, "c"),
        ({"affected_side": "Russia"}, "c"),
        ({"type": "air_strike"}, "a"),
        ({"kind": "event"}, "a"),
        ({"kind": "figure"}, "cca"),
        ({"place": "kherson"}, "a"),
        ({"place": "Kherson", "within_km": 20}, "ba"),
        ({"place": "Kherson", "within_km": 2000}, "cba"),
        ({"near": (46.7, 32.7), "within_km": 5}, "b"),
        ({"near": (-18.0, -179.9), "within_km": 300}, "d"),
        ({"near": (90.0, 0.0), "within_km": 5000}, "cba"),
        ({"place": "Nowhere"}, "e"),
        ({"place": "Nowhere", "within_km": 20}, ""),
        ({"start": "2023-05-03", "end": "2023-12-31"}, "cb"),
        ({"end": "2023-05-02"}, "a"),
        ({"measure": "killed", "start": "2023-05-01", "end": "2023-05-01"}, "a"),
        ({"measure": "killed", "start": "2023-05-02"}, ""),
        ({"added_since": "2026-01-01"}, "dcbae"),
        ({"added_since": "2099-01-01"}, ""),
        ({"review": "confirmed"}, ""),
        ({"language": "en", "certainty": "certain", "quotation": "indirect"}, "dcbae"),
        ({"words": "raid", "speaker": "Defence", "place": "Antonivka", "start": "2023-05-01"}, "b"),
    ],
)  # fmt: skip
def test_filters(full: Ledger, filters: dict[str, Any], found: str) -> None:
    assert keys(full, **filters) == found


@pytest.mark.parametrize(
    ("filters", "says"),
    [
        ({"kind": "rumour"}, "rumour"),
        ({"start": "yesterday"}, "yesterday"),
        ({"within_km": 5}, "place"),
        ({"near": (91, 0)}, "Earth"),
        ({"words": "!!"}, "words"),
        ({"spaeker": "x"}, "spaeker"),
        ({"min": "many"}, "min"),
        ({"added_since": "soon"}, "soon"),
    ],
)
def test_filters_that_cannot_be_understood(full: Ledger, filters: dict[str, Any], says: str) -> None:
    with pytest.raises(BadFilter, match=says):
        full.search(**filters)


def test_words_for_a_database_are_only_words(full: Ledger) -> None:
    for hostile in ("raid' OR 1=1 --", 'raid" AND NEAR(', "raid:*)", "%", "a:b ^x", "\\", "'"):
        try:
            full.search(words=hostile, speaker=hostile, text=hostile)
        except BadFilter:
            assert not any(c.isalnum() for c in hostile)


def test_facets_count_all_that_matches(full: Ledger) -> None:
    result = full.search(limit=1)
    assert (result.total, len(result.hits)) == (5, 1)
    assert result.facets["stance"] == {"asserts": 4, "denies": 1}
    assert result.facets["side"] == {"Ukraine": 2, "Russia": 1}
    assert result.facets["outlet"] == {"Halden": 2, "Tarn": 1, "Véra Post": 1}
    assert result.facets["place"]["Kherson"] == 1
    assert result.facets["year"] == {"2024": 1, "2023": 3}


def test_pages_follow_each_other(full: Ledger) -> None:
    whole = [h.id for h in full.search(limit=None).hits]
    assert [h.id for n in range(5) for h in full.search(limit=1, offset=n).hits] == whole


def test_packed_rows_count_like_rows(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "ROWS", 8)
    ledger.add(
        [item(f"k{i}", article(i), published=f"2023-05-{i % 28 + 1:02}") for i in range(15)], read=READ
    )
    ledger.add([item("k3", "Mayor said all was well.")], read=READ)  # a version: some segments go
    hits = ledger.search(kind="figure", limit=None)
    measures, speakers = Counter(h.measure for h in hits.hits), Counter(h.speaker for h in hits.hits)
    assert (hits.total, dict(measures)) == (28, hits.facets["measure"])
    assert dict(speakers) == hits.facets["speaker"]
    few = ledger.search(measure="killed", place="Kyiv", min=4, start="2023-05-01")
    wanted = [
        h for h in hits.hits if h.measure == "killed" and h.places == ("Kyiv",) and (h.amount or 0) >= 4
    ]
    assert few.hits == wanted and wanted
    assert few.facets["speaker"] == dict(Counter(h.speaker for h in wanted))
    assert ledger.verify().sound


def test_tables_for_notebooks(full: Ledger) -> None:
    result = full.search(measure="killed")
    assert result.to_pandas()["amount"].tolist() == [5.0]
    table = result.to_arrow()
    assert table.column("places").to_pylist() == [["Kherson"]]
    assert full.search(words="nothing").to_arrow().num_rows == 0


def test_show_gives_words_in_context_and_where_they_come_from(full: Ledger) -> None:
    (hit,) = full.search(measure="killed").hits
    shown = full.show(hit.id)
    assert (shown.before, shown.words) == ("General Staff said ", "5 killed")
    assert (shown.document, shown.outlet, shown.published) == (hit.document, "Halden", "2023-05-02")
    assert shown.carriers[0].key == "a" and len(shown.text_sha256) == 64
    assert full.show(f"{hit.document}/{hit.id}") == shown
    for name in ("f-none", f"{hit.document}/f-none", "d-none/x"):
        with pytest.raises(UnknownRow):
            full.show(name)


def test_cite_is_ready_to_paste(full: Ledger) -> None:
    (hit,) = full.search(stance="denies").hits
    words = full.cite(hit.id)
    assert words.startswith("“an air raid on Antonivka” — Defence Ministry, denies. Halden, 2023-05-03.")
    assert full.show(hit.id).text_sha256 in words and "not a verified fact" in words


def test_readings_are_cut_to_what_matches(full: Ledger) -> None:
    (made,) = full.readings(measure="wounded")
    assert [f.measure for f in made.figures] == ["wounded"]
    assert made.claims[0].figures == (made.figures[0].id,)
    assert [a.name for a in made.actors] == ["Mayor"] and [p.name for p in made.places] == ["Kyiv"]
    (claimed,) = full.readings(stance="asserts", place="Kyiv")
    assert len(claimed.figures) == 2
    assert len(list(full.readings())) == 5
    assert list(full.readings(Filters(words="nothing"))) == []


def test_distances() -> None:
    assert kilometres_between((46.65581, 32.6178), (50.45466, 30.5238)) == pytest.approx(449, abs=3)
    assert kilometres_between((0, 179.9), (0, -179.9)) == pytest.approx(22.2, abs=0.1)


def test_names_in_quotes_are_whole(ledger: Ledger) -> None:
    text = "The mayor of Ankara said that 3 people were killed. Ankara said that 4 people were wounded."
    ledger.add([Item(key="a", text=text, published="2024-01-02", language="en")])
    speakers = {h.speaker for h in ledger.search().hits}
    assert "Ankara" in speakers and len(speakers) > 1
    assert {h.speaker for h in ledger.search(speaker="an").hits} == speakers - {None}
    assert ledger.search(speaker='"An"').total == 0
    assert {h.speaker for h in ledger.search(speaker='"the ankara"').hits} == {"Ankara"}
    both = ledger.search(speaker='"Ankara" "nobody"')
    assert both.total == ledger.search(speaker='"Ankara"').total
