"""Names and persons found without an entity tagger."""

import pytest

from counterclaim.lexicon.parties import party, state_of_capital, state_of_demonym
from counterclaim.reading.languages.en import names
from counterclaim.reading.page import Page
from tests.helpers import page_of


def read(text: str) -> Page:
    page = page_of(text)
    names.run(page)
    return page


CASES = [
    # titles are cut off, persons told by them
    ("Kremlin spokesman Pavel Orlenko spoke on Monday.", ["Kremlin", "*Pavel Orlenko"]),
    ("Ukrainian Defense Minister Taras Holub said so.", ["*Taras Holub"]),
    ("White House National Security Council spokesman Dale Norwick said so.",
     ["White House National Security Council", "*Dale Norwick"]),
    ("Gen. Marek Dudko met Lieutenant-Colonel Prosper Mbala Kit.", ["*Marek Dudko", "*Prosper Mbala Kit"]),
    ("Secretary of State Wilma Grant arrived.", ["*Wilma Grant"]),
    ("The governor, Viktor Sablov, said a fire broke out.", ["*Viktor Sablov"]),
    ("Dr. Samir Abu Hasna spoke to us.", ["*Samir Abu Hasna"]),
    # small words inside names
    ("Khalid al-Tamin of the Ministry of Health told AFP.",
     ["*Khalid al-Tamin", "Ministry of Health", "AFP"]),
    ("The General Staff of the Ukrainian armed forces said so.", ["General Staff"]),
    ("The Armed Forces of the Democratic Republic of the Congo attacked.",
     ["Armed Forces of the Democratic Republic of the Congo"]),
    ("Drones from Prymorsko-Akhtarsk flew over Deir al-Balah.", ["Prymorsko-Akhtarsk", "Deir al-Balah"]),
    ("Fighters of the People's Defence Force left.", ["People's Defence Force"]),
    ("The Council on Foreign Relations disagreed.", ["Council on Foreign Relations"]),
    ("The Kyiv-based group and RSF-controlled areas were named.", ["Kyiv", "RSF"]),
    ("Troops of the 58th Army moved on Tuesday in March.", ["58th Army"]),
    # possessives and commas part names
    ("Russia's Belgorod region and Odesa, Ukraine, were hit.", ["Russia", "Belgorod", "Odesa", "Ukraine"]),
    # persons by age, apposition, given name, speech, surname
    ("Adel Shammot, 34, fled with his sons.", ["*Adel Shammot"]),
    ("Tirko Vasnel, a spokesman for the group, denied it.", ["*Tirko Vasnel"]),
    ("Halvdan Brekkestad said the pattern was clear.", ["*Halvdan Brekkestad"]),
    ("Adel Shammot fled. Later Shammot came back.", ["*Adel Shammot", "*Shammot"]),
    ("According to Helga Brandvold of the Ordnance Group, it was.", ["*Helga Brandvold", "Ordnance Group"]),
    ("By Nora Ellerby", ["*Nora Ellerby"]),
    # not persons
    ("Halden Press Agency could not confirm it.", ["Halden Press Agency"]),
    ("Northfield Wire said it could not verify it.", ["Northfield Wire"]),
    ("Two people died in Sheikh Zuweid on Monday.", ["Sheikh Zuweid"]),
    ("Families fled from camps in Umm Rawaba.", ["Umm Rawaba"]),
    ("In Geneva, the envoy's spokeswoman urged calm.", ["Geneva"]),
    ("Ukrainian troops left. The Russian minister did not.", []),
    ("Residents fled. The residents came back.", []),
    ("The General Assembly met at the King Hussein Bridge.", ["General Assembly", "King Hussein Bridge"]),
    ("The chief of staff and the prime minister met.", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_names(text: str, expected: list[str]) -> None:
    page = read(text)
    assert [("*" if n.is_person else "") + page.words(n.span) for n in page.names] == expected


def test_surname_of_a_person_stays_a_place_after_in() -> None:
    page = read("Oleh Marin, a trader, fled. Shells fell in Marin.")
    assert [n.is_person for n in page.names] == [True, False]


def test_lexicon_of_parties() -> None:
    rsf = party("RSF")
    assert rsf is not None
    assert (rsf.name, rsf.side) == ("Rapid Support Forces", "Rapid Support Forces")
    assert party("the Al Shabaab") == party("al-Shabaab")
    assert party("who") is None  # the acronym is matched as written
    assert state_of_demonym("Ukrainians") == "Ukraine"
    assert state_of_capital("kiev") == "Ukraine"
