"""Scope: place, window, doer, affected side and event of figures and events, each only if the text says so."""

from __future__ import annotations

import functools

import pytest

import counterclaim
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Figure

PUBLISHED = "2024-05-15"  # a Wednesday


@functools.cache
def read(text: str) -> Reading:
    return counterclaim.read(text, published=PUBLISHED)


def figure(text: str, words: str) -> Figure:
    found = [f for f in read(text).figures if words in f.span.text]
    assert found, [f.span.text for f in read(text).figures]
    return found[0]


def place_of(text: str, words: str) -> str | None:
    names = {p.id: p.name for p in read(text).places}
    place = figure(text, words).place
    return names[place] if place else None


def actor_name(text: str, actor: str | None) -> str | None:
    return next((a.name for a in read(text).actors if a.id == actor), None)


def affected(text: str, words: str) -> tuple[str | None, str | None]:
    row = figure(text, words).affected
    return (row.side, actor_name(text, row.actor)) if row else (None, None)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # In the clause.
        ("Shelling killed four people in Kherson on Monday.", "four", "Kherson"),
        ("Two women were wounded near Avdiivka, the governor said.", "Two", "Avdiivka"),
        ("Kramatorsk was bombed and six people died there.", "six", "Kramatorsk"),
        ("A strike on a hospital in Deir al-Balah killed five patients.", "five", "Deir al-Balah"),
        ("The army said the shelling of Lyman left three civilians dead.", "three", "Lyman"),
        ("Air defence destroyed 41 drones over Belgorod Region and 30 over Rostov Region.", "41",
         "Belgorod Region"),
        ("Air defence destroyed 41 drones over Belgorod Region and 30 over Rostov Region.", "30",
         "Rostov Region"),
        # Where it hit, not where it came from.
        ("Militants fired two missiles from areas of Yemen toward a tanker in the southern Red Sea.", "two",
         "Red Sea"),
        # People flee from the ground and arrive elsewhere.
        ("About 3,000 people have fled Goma since Monday.", "3,000", "Goma"),
        # The scene: what the article is about, when a toll does not say it again.
        ("A school in Deir al-Balah was shelled on Tuesday.\n\nMedics said 12 people were killed.", "12",
         "Deir al-Balah"),
        ("Fighters attacked the base near Janaale on Monday.\n\nAt least 40 soldiers were killed.", "40", "Janaale"),
        ("Fire at Tikhoretsk depot burns for a second day\n\nFive people were injured, the governor said.",
         "Five", "Tikhoretsk"),
        # ... but a sum of years is nobody's scene,
        ("Rockets hit Homs on Monday.\n\nMore than 100,000 people have been killed since 2011.", "100,000", None),
        ("Rockets hit Homs on Monday.\n\nThe war has killed 250,000 people.", "250,000", None),
        ("A strike killed 20 in El Obeid on Monday. Since the war began 900,000 people have been displaced.",
         "900,000", None),
        # ... nor is the first item's place that of a digest's others,
        ("SOMALIA. Fighters hit a base in Kismayo.\n\nPAKISTAN. Police said six people died in a raid.", "six", None),
        # ... nor does a place named since count for what came before.
        ("Rockets hit Homs on Monday.\n\nIn Hama, three people were killed.", "three", "Hama"),
        # Not the speaker's place, the talks', the hospital's, the cause's, the government's.
        ("Officials in Peshawar said 12 soldiers were killed.", "12", None),
        ("A security official in Peshawar said that 12 soldiers had been killed.", "12", None),
        ("One of the two soldiers wounded in the firing died at the hospital in Udhampur.", "two", None),
        ("Four of the wounded were flown to Peshawar, a doctor said.", "Four", None),
        ("Fighters shot down two drones in support of Gaza.", "two", None),
        ("Bombings have killed 40 people since the talks in Kuala Lumpur stalled.", "40", None),
        ("The commander accused Bangui of executing nine herdsmen.", "nine", None),
        ("A truce brokered by elders from Zintan ended the fighting, in which 13 people died.", "13", None),
        ("Baku said that five soldiers had been killed.", "five", None),
        ("Iranian-backed gunmen killed seven people.", "seven", None),
        # A dateline of a capital is where the report was written.
        ("KYIV, May 14 (Halden Wire) - Shelling killed four people on Tuesday.", "four", None),
    ],
)  # fmt: skip
def test_place(text: str, words: str, expected: str | None) -> None:
    assert place_of(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Shelling killed four people in Kherson on Monday.", "four", ("2024-05-13", "2024-05-13")),
        ("The mayor said on Tuesday that shelling had killed four people on Sunday.", "four",
         ("2024-05-12", "2024-05-12")),
        # The day of the saying is not the day of the event.
        ("The mayor said on Tuesday that shelling had killed four people.", "four", None),
        ("Shelling has killed 90 people since March, the mayor said.", "90", ("2024-03-01", "2024-05-15")),
        ("A school in Deir al-Balah was shelled on Tuesday.\n\nMedics said 12 people were killed.", "12",
         ("2024-05-14", "2024-05-14")),
        ("Prices rose. Seven people were killed.", "Seven", None),
        # A beginning long ago is not the time of what is told next.
        ("Some 9,000 people were killed since the war began in March 2011. Bombers killed two in Homs.", "9,000",
         ("2011-03-01", "2024-05-15")),
        ("The war, which began in April 2023, has displaced 12 million people.", "12 million",
         ("2023-04-01", "2024-05-15")),
        ("Some 9,000 people were killed since the war began in March 2011. Bombers killed two in Homs.", "two", None),
        ("A strike killed 20 in El Obeid on Monday. More than 12 million people have fled since the war began.",
         "12 million", None),
    ],
)  # fmt: skip
def test_window(text: str, words: str, expected: tuple[str, str] | None) -> None:
    window = figure(text, words).window
    assert (window and (window.start, window.end)) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # Named with the noun, as the owner, by "our".
        ("Shelling killed six Ukrainian soldiers near Lyman.", "six", ("Ukraine", "Ukraine")),
        ("The army killed some 70 Islamic State fighters.", "70", ("Islamic State", "Islamic State")),
        ("The Ukrainian army destroyed two Russian tanks.", "two", ("Russia", "Russia")),
        ("Kyiv put Russia's losses at 900 dead.", "900", ("Russia", "Russia")),
        ("“Two of our soldiers were wounded,” the Ukrainian army said.", "Two", ("Ukraine", "Ukrainian army")),
        # Who tells of the other side's fire speaks of its own.
        ("Ukraine's General Staff said Russian troops shelled Kherson, killing three soldiers.", "three",
         ("Ukraine", "Ukraine's General Staff")),
        ("The Ukrainian army said it had killed 40 soldiers near Bakhmut.", "40", (None, None)),
        # By a heading of sides.
        ("“On our side there were two dead,” the Ukrainian army said.", "two", ("Ukraine", "Ukrainian army")),
        ("Enemy side: 18 killed.", "18", (None, "Enemy side")),
        # By what they are called; the one armed group that they can be.
        ("At least 47 militants were killed, the ministry said.", "47", (None, "militants")),
        ("Hamas attacked the post. The Israeli army said six gunmen were killed.", "six", ("Hamas", "Hamas")),
        ("Hamas attacked the post. A nurse said six gunmen were killed.", "six", ("Hamas", "Hamas")),
        ("Hamas and the Islamic State attacked posts. A nurse said six gunmen were killed.", "six", (None, "gunmen")),
        # By a pronoun.
        ("Five infiltrators came at night. Two of them were killed at the fence.", "Two", (None, "infiltrators")),
        ("The Ukrainian army held the village and lost four of its own.", "four", ("Ukraine", "Ukrainian army")),
        # A coordinated toll shares it.
        ("Shelling killed six Ukrainian soldiers and wounded nine.", "nine", ("Ukraine", "Ukraine")),
        # Its own, when it speaks of soldiers and blames nobody.
        ("Two soldiers were killed in the clash, the Ukrainian army said.", "Two", ("Ukraine", "Ukrainian army")),
        ("The Ukrainian army said it had lost two tanks.", "two", ("Ukraine", "Ukrainian army")),
        # The text does not say whose; least of all are they those who report them.
        ("Our volunteers report five dead and a dozen injured.", "five", (None, None)),
        ("Local authorities report 23 civilians killed, including 9 children.", "23", (None, None)),
        ("Seven people were killed in the raid, the army said.", "Seven", (None, None)),
        ("Two artillery systems were destroyed.", "Two", (None, None)),
    ],
)  # fmt: skip
def test_affected(text: str, words: str, expected: tuple[str | None, str | None]) -> None:
    assert affected(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Russian forces launched 30 drones overnight.", "30", "Russian forces"),
        ("Four people were killed by Israeli forces near Jenin.", "Four", "Israeli forces"),
        ("The Rapid Support Forces killed 12 people in El Fasher.", "12", "Rapid Support Forces"),
        # Counting, treating and reporting is not doing.
        ("The ministry counted five bodies.", "five", None),
        ("Doctors treated nine wounded people.", "nine", None),
        ("The governor reported four deaths.", "four", None),
        # Nor is losing, nor launching what somebody else shoots down.
        ("The army said it had lost two tanks.", "two", None),
        ("The air force downed 48 of 62 UAVs.", "62", None),
        (
            "Rebels left. The ministry said 40 militants were killed; the army said it had killed 53 rebels.",
            "53",
            "army",
        ),
    ],
)
def test_by(text: str, words: str, expected: str | None) -> None:
    assert actor_name(text, figure(text, words).by) == expected


@pytest.mark.parametrize(
    ("text", "words", "trigger"),
    [
        ("An air strike on Tuesday killed nine people in Rafah.", "nine", "air strike"),
        ("Nine people died. A week earlier an air strike had hit Rafah.", "Nine", None),
        ("Gunmen abducted 14 people in Kaduna.", "14", "abducted"),
    ],
)
def test_event_of_a_figure(text: str, words: str, trigger: str | None) -> None:
    event = figure(text, words).event
    found = next((e.trigger.text for e in read(text).events if e.id == event), None)
    assert found == trigger


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Russian forces shelled Kherson on Monday.", "shelled", ["Kherson"]),
        ("The drone attack on Odesa came at dawn, officials in Kyiv said.", "attack", ["Odesa"]),
        ("Reports spread by Baku that soldiers fired at a lorry are false.", "fired", []),
        ("Bombings have risen since the talks in Kuala Lumpur stalled.", "Bombings", []),
        # An embassy is where it happened when it is hit or close by; whose base it is, is no ground.
        ("A bomb exploded outside the Turkish embassy in Kabul.", "exploded", ["Kabul"]),
        ("Rockets hit a U.S. base in Erbil on Sunday.", "hit", ["Erbil"]),
        ("Rockets hit a U.S. warehouse on Sunday.", "hit", []),
        ("An air strike hit Goma, the embassy in Kigali said.", "air strike", ["Goma"]),
    ],
)
def test_places_of_an_event(text: str, trigger: str, expected: list[str]) -> None:
    names = {p.id: p.name for p in read(text).places}
    events = [e for e in read(text).events if trigger in e.trigger.text]
    assert events
    assert [names[p] for p in events[0].places] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The accused did it, not the accuser; the one who is asked acts, not the one who asks.
        ("The RSF accused the army of shelling a market.", "army"),
        ("Israel blamed Iran for the attack on the port.", "Iran"),
        ("The Pakistani Taliban blamed the army for a strike on Bannu.", "army"),
        ("France called on Rwanda to withdraw its troops from Goma.", "Rwanda"),
        ("Turkey urged Israel to halt its strikes on Gaza.", "Israel"),
        # "They" are the plural subject of the clause before, not the one who tells it.
        ("The monitor said the militants lost ten men as they took control of Markada.", "militants"),
        # Several people told of only by what they are.
        ("A group of gunmen attacked a police station near Gao, the army said.", "group of gunmen"),
        ("Two nurses were abducted by heavily armed men near Gao.", "heavily armed men"),
        # Who is held responsible.
        ("Rebels overran the camp at Goma. The army blamed them on Friday.", "Rebels"),
        ("The bombing of a bus near Gao was blamed on Islamist militants.", "Islamist militants"),
        ("A bombing near Gao, attributed to the Red Dawn movement, hit a bus.", "Red Dawn movement"),
        ("Members of the army were responsible for the massacre in Gao.", "Members of the army"),
        ("Four soldiers were involved in the massacre in Gao, the prosecutor said.", "Four soldiers"),
    ],
)
def test_actor_of_an_event(text: str, expected: str) -> None:
    assert [actor_name(text, e.actor) for e in read(text).events] == [expected]


def test_things_do_nothing() -> None:
    assert [e.actor for e in read("Explosive charges destroyed a bridge near Gao.").events] == [None]
