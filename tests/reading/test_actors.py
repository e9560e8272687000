"""Who speaks: one actor for all its names, titles and pronouns, and no guesses."""

from __future__ import annotations

from typing import Literal

import pytest

from counterclaim.reading.languages.en import actors, names
from counterclaim.reading.languages.en.actors import actor_for
from counterclaim.reading.page import ActorDraft, ClaimDraft, Page, TokenSpan
from tests.helpers import page_of


def find(page: Page, words: str) -> TokenSpan:
    """The tokens of ``words``; "he#2" is the second "he" of the text, as whole tokens."""
    words, _, nth = words.partition("#")
    left = int(nth or 1)
    wanted = [t.text for t in page_of(words).paragraphs[0].doc]
    for paragraph in page.paragraphs:
        texts = [t.text for t in paragraph.doc]
        for start in range(len(texts) - len(wanted) + 1):
            if texts[start : start + len(wanted)] == wanted:
                left -= 1
                if not left:
                    return TokenSpan(paragraph.index, start, start + len(wanted))
    raise AssertionError(f"not in the text: {words}")


def claim(
    page: Page, speaker: str, content: str | None = None,
    quotation: Literal["direct", "indirect", "mixed", "narration"] = "narration",
) -> ClaimDraft:  # fmt: skip
    mention = find(page, speaker)
    said = [find(page, content)] if content else [mention]
    draft = ClaimDraft(content=said, quotation=quotation, stance="asserts", speaker_mention=mention)
    page.claims.append(draft)
    return draft


def read(text: str, *speakers: str) -> Page:
    page = page_of(text)
    names.run(page)
    for speaker in speakers:
        claim(page, speaker)
    actors.run(page)
    return page


def speakers_of(page: Page) -> list[ActorDraft]:
    found = []
    for draft in page.claims:
        assert draft.speaker is not None
        found.append(draft.speaker)
    return found


# Text, the mentions that speak (in order), and the actors' names they must resolve to.
SAME = [
    # surname, first name given before or after
    ("Mayor Pavel Orlenko spoke. Orlenko said no.", ["Mayor Pavel Orlenko", "Orlenko#2"],
     ["Pavel Orlenko"] * 2),
    ("Dr. Samir Abu Hasna came.\n\nLater Abu Hasna said no.", ["Abu Hasna#2"], ["Samir Abu Hasna"]),
    ("The minister Sergei Dolin left.\n\nSergey Dolin said no, Dolin added.", ["Sergey Dolin", "Dolin#3"],
     ["Sergei Dolin"] * 2),
    ("Mr Aleksandr Tarov left. Alexander Tarov said no.", ["Alexander Tarov"], ["Aleksandr Tarov"]),
    ("General Mohammed Sabri left. Muhammad Sabri said no.", ["Muhammad Sabri"], ["Mohammed Sabri"]),
    # title only
    ("The governor, Viktor Sablov, left. No one was hurt, the governor said.", ["the governor"],
     ["Viktor Sablov"]),
    ("Spokeswoman Ana Veldt came. The spokesperson said no.", ["The spokesperson"], ["Ana Veldt"]),
    ("The team leader, Colonel Ko Latt, spoke. The team leader added more.", ["The team leader#2"],
     ["Ko Latt"]),
    ("The Ministry of Health said so. The ministry added more.", ["The Ministry of Health", "The ministry"],
     ["Ministry of Health"] * 2),
    ("Russia's defense chief demanded more.\n\nThe Russian Defense Minister Oleg Varin said so.",
     ["Russia's defense chief", "The Russian Defense Minister Oleg Varin"], ["Oleg Varin"] * 2),
    # pronouns
    ("Minister Ana Veldt arrived. She said no.", ["Minister Ana Veldt", "She"], ["Ana Veldt"] * 2),
    ("A nurse at Kaya hospital spoke. Nine were dead, she said.", ["A nurse at Kaya hospital", "she"],
     ["nurse at Kaya hospital"] * 2),
    ("The agency OCHA said so. It warned of more.", ["OCHA", "It"], ["OCHA"] * 2),
    ("Two residents said so. They said more.", ["Two residents", "They"], ["Two residents"] * 2),
    ("Ana Veldt met Igor Tamm, a trader. He said no.", ["He"], ["Igor Tamm"]),
    # texts that speak
    ("The Rapid Support Forces said no. The statement said more.", ["The Rapid Support Forces",
     "The statement"],
     ["Rapid Support Forces"] * 2),
    ("The Ministry of Health said so. The ministry's data show more.",
     ["The Ministry of Health", "The ministry's data"], ["Ministry of Health"] * 2),
    # capitals and seats of government
    ("The White House said so. Washington said more.", ["The White House", "Washington"],
     ["White House"] * 2),
    ("Ukraine said so. Kyiv said more.", ["Ukraine", "Kyiv"], ["Ukraine"] * 2),
    # acronyms and aliases
    ("The Rapid Support Forces (RSF) left. The RSF said no.", ["The RSF"], ["Rapid Support Forces"]),
    ("The Israeli military said so. The IDF said more.", ["The Israeli military", "The IDF"],
     ["Israeli military"] * 2),
    ("The Delta Monitor Group (DMG) said so. The DMG said more.", ["The Delta Monitor Group", "The DMG"],
     ["Delta Monitor Group"] * 2),
    ("The General Staff of the Armed Forces of Ukraine said so. The General Staff said more.",
     ["The General Staff of the Armed Forces of Ukraine", "The General Staff#2"],
     ["General Staff of the Armed Forces of Ukraine"] * 2),
    ("The Russian Ministry of Defence said so. Russia's defence ministry said more.",
     ["The Russian Ministry of Defence", "Russia's defence ministry"], ["Russian Ministry of Defence"] * 2),
    ("The Syrian Observatory for Human Rights said so. The Observatory said more.",
     ["The Syrian Observatory for Human Rights", "The Observatory"], ["Syrian Observatory for Human Rights"] * 2),
    # unnamed, re-mentioned
    ("A medical source at Nao hospital said so. The medical source said more.",
     ["A medical source at Nao hospital", "The medical source"], ["medical source at Nao hospital"] * 2),
    # apposition gives the name
    ("The deputy commissioner of Kotli, Rashida Anjum, said so.",
     ["The deputy commissioner of Kotli, Rashida Anjum,"],
     ["Rashida Anjum"]),
    ("One of them, a teacher, said so.", ["One of them, a teacher,"], ["teacher"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mentions", "expected"), SAME)
def test_one_actor(text: str, mentions: list[str], expected: list[str]) -> None:
    page = read(text, *mentions)
    found = speakers_of(page)
    assert [a.name for a in found] == expected
    assert len({id(a) for a in found}) == 1


# Mentions that must not fall together.
APART = [
    ("Vladimir Tarov left. Volodymyr Tarov said no.", ["Vladimir Tarov", "Volodymyr Tarov"]),
    ("Ana Veldt, 30, left. Igor Veldt, 50, said no.", ["Ana Veldt", "Igor Veldt"]),
    ("Ana Veldt, 30, met Igor Veldt, 50. Veldt said no.", ["Ana Veldt", "Veldt#3"]),
    ("Officials in Kaya said so. Officials in Lobo said no.", ["Officials in Kaya", "Officials in Lobo"]),
    ("A resident said so. A resident said no.", ["A resident", "A resident#2"]),
    ("The foreign minister, Ana Veldt, left. The defence minister said no.",
     ["The foreign minister, Ana Veldt,", "The defence minister"]),
    ("Russia's defence ministry said so. Ukraine's defence ministry said no.",
     ["Russia's defence ministry", "Ukraine's defence ministry"]),
    ("The Kremlin spokesman Oleg Varin left. The White House spokesman said no.",
     ["The Kremlin spokesman Oleg Varin", "The White House spokesman"]),
    ("The Defence Ministry in Yerevan said so. Azerbaijan's Defence Ministry said no.",
     ["The Defence Ministry in Yerevan", "Azerbaijan's Defence Ministry"]),
    ("The Ukrainian military said so. The Russian military said no.",
     ["The Ukrainian military", "The Russian military"]),
    ("The International Organization for Migration said so. DTM said more.",
     ["The International Organization for Migration", "DTM"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mentions"), APART)
def test_not_one_actor(text: str, mentions: list[str]) -> None:
    found = speakers_of(read(text, *mentions))
    assert len({id(a) for a in found}) == len(mentions)


# Text, mention, then name, kind, role, side and whether the text gives a public role.
ROWS = [
    ("Kremlin spokesman Pavel Orlenko said no.", "Kremlin spokesman Pavel Orlenko",
     ("Pavel Orlenko", "person", "Kremlin spokesman", "Russia", True)),
    ("Ukrainian Defense Minister Taras Holub said no.", "Ukrainian Defense Minister Taras Holub",
     ("Taras Holub", "person", "Defense Minister", "Ukraine", True)),
    ("Adel Shammot, a trader, said no.", "Adel Shammot, a trader,",
     ("Adel Shammot", "person", "trader", None, False)),
    ("A Ukrainian security official said so.", "A Ukrainian security official",
     ("Ukrainian security official", "unnamed_source", "security official", "Ukraine", True)),
    ("Sudanese activists said so.", "Sudanese activists",
     ("Sudanese activists", "unnamed_source", None, None, False)),
    ("According to press reports, it was.", "press reports", ("press reports",
     "unnamed_source", None, None, False)),
    ("The UK Ministry of Defence said so.", "The UK Ministry of Defence",
     ("UK Ministry of Defence", "government", None, "United Kingdom", False)),
    ("Hamas's media office said no.", "Hamas's media office",
     ("Hamas's media office", "organisation", None, "Hamas", False)),
    ("M23 rebels said so.", "M23 rebels", ("M23", "group", None, "M23", False)),
    ("Thailand's foreign minister voiced concern.", "Thailand's foreign minister",
     ("Thailand's foreign minister", "office", None, "Thailand", True)),  # a role that is the name says nothing
    ("Attorney General Mia Torv said no.", "Attorney General Mia Torv",
     ("Mia Torv", "person", "Attorney General", None, True)),
    ("Halvorsen said no. He added that it fell.", "Halvorsen", ("Halvorsen", "person", None, None, False)),
    ("The prosecutor's office in the province of Kherson said so.",
     "The prosecutor's office in the province of Kherson",
     ("prosecutor's office in the province of Kherson", "government", None, None, False)),
    ("Analysts at the Kyiv-based Delta Monitor said so.", "Analysts at the Kyiv-based Delta Monitor",
     ("Analysts at the Kyiv-based Delta Monitor", "unnamed_source", None, None, False)),
    ("Northfield Wire could not verify it.", "Northfield Wire",
     ("Northfield Wire", "organisation", None, None, False)),
    ("A Houthi official, Nasr al-Tabri, said no.", "A Houthi official, Nasr al-Tabri,",
     ("Nasr al-Tabri", "person", "Houthi official", "Houthis", True)),
    ("It fell, the broadcaster RTV-Nation reported.", "the broadcaster",
     ("RTV-Nation", "organisation", None, None, False)),
    ("The Red Cross said so.", "The Red Cross", ("Red Cross", "organisation", None, None, False)),
    ("He said no.", "He", ("He", "unnamed_source", None, None, False)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "expected"), ROWS)
def test_actor_row(text: str, mention: str, expected: tuple[object, ...]) -> None:
    actor = speakers_of(read(text, mention))[0]
    assert (actor.name, actor.kind, actor.role, actor.side, actor.public) == expected


def test_ties_abstain() -> None:
    page = read("Igor Tamm, a trader, and Oleg Varin, a baker, came. He said no.", "He")
    assert speakers_of(page)[0].kind == "unnamed_source"


def test_a_victim_in_what_is_said_does_not_say_it() -> None:
    page = page_of("Mayor Igor Tamm came. The owner had broken the ban, he said.")
    names.run(page)
    claim(page, "he", "The owner had broken the ban", "indirect")
    actors.run(page)
    assert speakers_of(page)[0].name == "Igor Tamm"


def test_the_subject_before_a_colon_may_say_it() -> None:
    page = page_of("The ministry amended its account: six fighters had been inside, it said.")
    names.run(page)
    claim(page, "it", "The ministry amended its account: six fighters had been inside", "indirect")
    actors.run(page)
    assert speakers_of(page)[0].name == "ministry"


def test_an_owner_that_never_spoke_gives_no_side() -> None:
    page = read(
        "Indian Army shells villages. The military's media wing said so.", "The military's media wing"
    )
    assert speakers_of(page)[0].side is None


def test_long_runs_of_titles_end() -> None:
    text = "President Tamm " * 400 + "said so. " + "General " * 400 + "of The Of The " * 200
    page = read(text)
    assert page.names


def test_we_in_a_quote_is_its_speaker() -> None:
    page = page_of("“We believe that it fell,” Mayor Igor Tamm said.")
    names.run(page)
    claim(page, "Mayor Igor Tamm", "“We believe that it fell,”", "direct")
    claim(page, "We")
    actors.run(page)
    assert [a.name for a in speakers_of(page)] == ["Igor Tamm", "Igor Tamm"]


def test_loose_pronoun_goes_on_with_the_paragraphs_only_speaker() -> None:
    page = read(
        "Minister Igor Tamm said so.\n\nThe UK Ministry of Defence said no. And he added more.",
        "Minister Igor Tamm", "The UK Ministry of Defence", "he",
    )  # fmt: skip
    assert speakers_of(page)[2].name == "UK Ministry of Defence"


def test_mentions_are_sorted_and_whole() -> None:
    page = read("Mayor Igor Tamm said so. Tamm left. Later he said more.", "Mayor Igor Tamm", "he")
    actor = speakers_of(page)[0]
    assert [page.words(m) for m in actor.mentions] == ["Igor Tamm", "Tamm", "he"]
    assert actor.mentions == sorted(actor.mentions)


def test_via_and_addressee() -> None:
    page = page_of("State media quoted Governor Igor Tamm as telling Halden Press so.")
    names.run(page)
    draft = claim(page, "Governor Igor Tamm")
    draft.via_mentions = [find(page, "State media")]
    draft.addressee_mention = find(page, "Halden Press")
    actors.run(page)
    assert [v.name for v in draft.via] == ["State media"]
    assert draft.addressee is not None
    assert draft.addressee.name == "Halden Press"


def test_no_addressee_of_words_that_are_nobody() -> None:
    page = page_of("Governor Igor Tamm told the wind so.")
    names.run(page)
    draft = claim(page, "Governor Igor Tamm")
    draft.addressee_mention = find(page, "the wind")
    actors.run(page)
    assert draft.addressee is None


PARTIES = [
    ("Russian forces launched 30 raids.", "forces", ("Russian forces", "armed_force", "Russia")),
    ("Israeli warplanes hit the camp.", "warplanes", ("Israeli warplanes", "armed_force", "Israel")),
    ("Hamas fighters attacked the base.", "fighters", ("Hamas", "group", "Hamas")),
    ("Russian missiles hit homes.", "missiles", ("Russia", "country", "Russia")),
    ("The Israeli strike killed five.", "Israeli", ("Israel", "country", "Israel")),
    ("The army of the Kyiv regime fled.", "army", ("army of the Kyiv regime", "armed_force", "Ukraine")),
    ("The militia fired rockets.", "militia", ("militia", "group", None)),
    ("Drones were launched by Russia.", "Russia", ("Russia", "country", "Russia")),
    ("Moscow launched drones.", "Moscow", ("Moscow", "country", "Russia")),
]
NOT_PARTIES = [
    ("The shelling killed three.", "shelling"),
    ("Both sides traded blame.", "sides"),
    ("He died in Moscow.", "Moscow"),
    ("Both armies fired.", "armies"),
    ("The Ukrainian army fled. Three soldiers died.", "soldiers"),
    ("The hospital was hit.", "hospital"),
    ("Fighting went on in southern Ukraine.", "Ukraine"),
    ("India and Pakistan traded fire.", "India and Pakistan"),
]


@pytest.mark.parametrize(("text", "words", "expected"), PARTIES)
def test_actor_for_parties(text: str, words: str, expected: tuple[object, ...]) -> None:
    page = read(text)
    actor = actor_for(page, find(page, words))
    assert actor is not None
    assert (actor.name, actor.kind, actor.side) == expected
    assert actor in page.actors
    assert actor_for(page, find(page, words)) is actor


@pytest.mark.parametrize(("text", "words"), NOT_PARTIES)
def test_actor_for_nobody(text: str, words: str) -> None:
    page = read(text)
    assert actor_for(page, find(page, words)) is None
    assert page.actors == []


def test_wikidata_of_states() -> None:
    assert speakers_of(read("Ukraine said so.", "Ukraine"))[0].wikidata == "Q212"
