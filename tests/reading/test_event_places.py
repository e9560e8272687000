"""Where something happened against where it was said, told or governed from.

The cases follow the kinds that Mordecai 3 publishes as unit cases (event place against the speaker's place,
an organisation's seat, a country's people abroad, two events in two places), in sentences of our own.
"""

import pytest

import counterclaim

PUBLISHED = "2025-03-12"


def places_of(text: str) -> dict[str, list[str]]:
    """Each event's trigger with the names of its places."""
    reading = counterclaim.read(text, published=PUBLISHED)
    names = {p.id: p.name for p in reading.places}
    return {e.trigger.text: [names[p] for p in e.places] for e in reading.events}


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Speaking in Washington, the envoy said that rebels had attacked a convoy near Aleppo.", "attacked", ["Aleppo"]),
        ("BRUSSELS — Gunmen killed four farmers in Sokoto on Thursday, residents said.", "killed", ["Sokoto"]),
        ("From his office in Geneva, the UN envoy condemned the shelling of Homs.", "shelling", ["Homs"]),
        ("The German foreign ministry in Berlin said two of its citizens had been kidnapped in Niamey.", "kidnapped", ["Niamey"]),
        ("Turkish jets bombed villages around Afrin, a monitoring group based in Coventry said.", "bombed", ["Afrin"]),
        ("Protesters marched in Khartoum on Monday while negotiators met in Jeddah.", "marched", ["Khartoum"]),
        ("Soldiers massacred 14 peasants in Ayacucho, a lawyer told reporters in Lima.", "massacred", ["Ayacucho"]),
        ("The Ukrainian embassy in Warsaw said that Russian missiles had struck a clinic in Dnipro.", "struck", ["Dnipro"]),
    ],
)  # fmt: skip
def test_an_event_lies_where_it_happened(text: str, trigger: str, expected: list[str]) -> None:
    assert places_of(text)[trigger] == expected


def test_two_events_keep_their_own_places() -> None:
    found = places_of("Militants kidnapped two nurses in Bamako, and soldiers arrested a trader in Gao.")
    assert found["kidnapped"] == ["Bamako"]
    assert found["arrested"] == ["Gao"]


@pytest.mark.parametrize(
    "text", ["Police in Washington praised the Kabul Declaration.", "The Geneva Convention was signed again."]
)
def test_a_name_within_a_name_is_no_event_place(text: str) -> None:
    assert not any("Kabul" in names or "Geneva" in names for names in places_of(text).values())


@pytest.mark.parametrize(
    ("text", "trigger", "kind"),
    [
        ("Gunmen killed four farmers in Sokoto on Thursday, residents said.", "killed", "other"),
        ("A peasant was murdered in San Salvador by unidentified men.", "murdered", "other"),
        ("The mayor was assassinated in Medellin.", "assassinated", "other"),
        ("A roadside bomb killed five soldiers near Gao on Friday.", "killed", "bombing"),
    ],
)
def test_a_killing_told_without_a_word_for_the_deed(text: str, trigger: str, kind: str) -> None:
    events = counterclaim.read(text, published=PUBLISHED).events
    assert [(e.trigger.text, e.type) for e in events] == [(trigger, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen bombed a market in Gao, killing four traders.",
        "Lawmakers killed the bill on Tuesday.",
        "The virus killed 40 people in March.",
        "The judge overturned the ruling.",
        "The court tried him for the murder of a rival in 1998.",
    ],
)
def test_killing_is_no_second_event_and_no_figure_of_speech(text: str) -> None:
    events = counterclaim.read(text, published=PUBLISHED).events
    assert not any(e.trigger.text.lower().startswith(("kill", "overturn", "murder")) for e in events)


def test_a_bus_may_crash() -> None:
    events = counterclaim.read(
        "A bus overturned near Multan, killing nine people.", published=PUBLISHED
    ).events
    assert [(e.trigger.text, e.type) for e in events] == [("overturned", "accident")]
