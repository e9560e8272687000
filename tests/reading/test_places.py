"""Places: what is one, which one, how exactly, and whether it is meant literally."""

import math

import pytest

from counterclaim.reading.languages.en import names
from counterclaim.reading.page import Page, PlaceDraft
from counterclaim.reading.places import run
from tests.helpers import page_of


def read(text: str) -> Page:
    page = page_of(text)
    names.run(page)
    run(page)
    return page


def mentions(page: Page, place: PlaceDraft) -> list[str]:
    return [page.words(m) for m in place.mentions]


def rows(text: str) -> list[tuple[str, str | None, str, bool]]:
    """First mention, country, precision, literal."""
    page = read(text)
    return [(mentions(page, p)[0], p.country, p.precision, p.literal) for p in page.places]


def kilometres(place: PlaceDraft, latitude: float, longitude: float) -> float:
    assert place.latitude is not None
    assert place.longitude is not None
    x = (place.longitude - longitude) * math.cos(math.radians(latitude))
    return 111.2 * math.hypot(x, place.latitude - latitude)


TOWN, REGION, COUNTRY, NEAR = "populated_place", "admin1", "country", "near"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Towns, lists, spellings.
        (
            "Fighting continued in Lyman, Bakhmut, Avdiivka and Marinka in eastern Ukraine.",
            [("Lyman", "UA", TOWN, True), ("Bakhmut", "UA", TOWN, True), ("Avdiivka", "UA", TOWN, True),
             ("Marinka", "UA", TOWN, True), ("Ukraine", "UA", COUNTRY, True)],
        ),
        (
            "Shells fell on Mar’inka and Mar'inka again, the Ukrainian army said.",
            [("Mar’inka", "UA", TOWN, True), ("Ukrainian", "UA", COUNTRY, False)],
        ),
        (
            "Security forces clashed in Mosul, Iraq, and in Idlib, Syria.",
            [("Mosul", "IQ", TOWN, True), ("Iraq", "IQ", COUNTRY, True), ("Idlib", "SY", TOWN, True),
             ("Syria", "SY", COUNTRY, True)],
        ),
        # Province or city.
        (
            "Kherson province was shelled and two died in Kherson, officials in Ukraine said.",
            [("Kherson province", "UA", REGION, True), ("Kherson", "UA", TOWN, True),
             ("Ukraine", "UA", COUNTRY, True)],
        ),
        (
            "Artillery hit the province of Kherson in Ukraine and the regional capital of the same name.",
            [("Kherson", "UA", REGION, True), ("Ukraine", "UA", COUNTRY, True),
             ("regional capital of the same name", "UA", TOWN, True)],
        ),
        (
            "The drone fell in Russia's Samara region.",
            [("Russia", "RU", COUNTRY, True), ("Samara region", "RU", REGION, True)],
        ),
        (
            "The shelling hit the Cherkasy, Poltava and Sumy regions of Ukraine.",
            [("Cherkasy", "UA", REGION, True), ("Poltava", "UA", REGION, True), ("Sumy", "UA", REGION, True),
             ("Ukraine", "UA", COUNTRY, True)],
        ),
        (
            "Residents fled to Shendi, River Nile State, Sudan.",
            [("Shendi", "SD", TOWN, True), ("River Nile State", "SD", REGION, True),
             ("Sudan", "SD", COUNTRY, True)],
        ),
        (
            "Troops entered Rakhine State and shelled Mrauk U in Myanmar.",
            [("Rakhine State", "MM", REGION, True), ("Mrauk U", "MM", TOWN, True),
             ("Myanmar", "MM", COUNTRY, True)],
        ),
        # Context chooses among namesakes.
        (
            "Clashes spread in Tripoli, and Lebanese troops were sent from Beirut.",
            [("Tripoli", "LB", TOWN, True), ("Lebanese", "LB", COUNTRY, False), ("Beirut", "LB", TOWN, True)],
        ),
        (
            "Militias in Libya fought in Tripoli and Misrata.",
            [("Libya", "LY", COUNTRY, True), ("Tripoli", "LY", TOWN, True), ("Misrata", "LY", TOWN, True)],
        ),
        ("Paris, Texas, was hit by a storm.", [("Paris", "US", TOWN, True), ("Texas", "US", REGION, True)]),
        (
            "Returns to Sennar have increased, aid workers in Sudan said.",
            [("Sennar", "SD", TOWN, True), ("Sudan", "SD", COUNTRY, True)],
        ),
        # Near, not in.
        (
            "The shells landed ten kilometres from Kupiansk in Ukraine.",
            [("Kupiansk", "UA", NEAR, True), ("Ukraine", "UA", COUNTRY, True)],
        ),
        ("The vehicle was captured outside Kharkiv.", [("Kharkiv", "UA", NEAR, True)]),
        ("Columns moved north of Aleppo, Syria.", [("Aleppo", "SY", NEAR, True),
             ("Syria", "SY", COUNTRY, True)]),
        # Regions that no list of towns has.
        (
            "The ship was hit in the Red Sea off Hodeidah.",
            [("Red Sea", None, COUNTRY, True), ("Hodeidah", "YE", TOWN, True)],
        ),
        (
            "Patrols crossed the Golan Heights into southern Lebanon.",
            [("Golan Heights", "SY", REGION, True), ("Lebanon", "LB", COUNTRY, True)],
        ),
        (
            "A convoy left Deir al-Balah for Khan Younis in the Gaza Strip.",
            [("Deir al-Balah", "PS", TOWN, True), ("Khan Younis", "PS", TOWN, True),
             ("Gaza Strip", "PS", REGION, True)],
        ),
        (
            "In South Sudan, cattle raiders attacked Pibor.",
            [("South Sudan", "SS", COUNTRY, True), ("Pibor", "SS", TOWN, True)],
        ),
        (
            "It was built in Bosnia and Herzegovina.",
            [("Bosnia and Herzegovina", "BA", COUNTRY, True)],
        ),
        # Adjectives, governments, bodies named after places.
        ("Russian missiles struck a warehouse.", [("Russian", "RU", COUNTRY, False)]),
        ("Moscow said its air defences shot down nine drones.", [("Moscow", "RU", TOWN, False)]),
        ("Kyiv had sent seventy drones, the official said.", [("Kyiv", "UA", TOWN, False)]),
        (
            "The US and the UK struck targets in Yemen.",
            [("US", "US", COUNTRY, False), ("UK", "GB", COUNTRY, False), ("Yemen", "YE", COUNTRY, True)],
        ),
        (
            "The Gaza health ministry said 20 people died in Rafah.",
            [("Gaza", "PS", TOWN, False), ("Rafah", "PS", TOWN, True)],
        ),
        # Datelines are places.
        (
            "CAIRO, March 9 (Wire) - Strikes killed ten in Khartoum, Sudan.",
            [("CAIRO", "EG", TOWN, True), ("Khartoum", "SD", TOWN, True), ("Sudan", "SD", COUNTRY, True)],
        ),
        ("The U.N. envoy met officials in Geneva.", [("Geneva", "CH", TOWN, True)]),
        # Spelt as no list spells it, but alike, where the document plays.
        (
            "Families came from Um Rawaba, North Kordofan, in Sudan.",
            [("Um Rawaba", "SD", TOWN, True), ("North Kordofan", "SD", REGION, True),
             ("Sudan", "SD", COUNTRY, True)],
        ),
        # A river by its article; a town takes none.
        ("Troops crossed the Dnipro near Kherson.",
         [("Dnipro", "UA", REGION, True), ("Kherson", "UA", "near", True)]),
        ("Rockets hit Dnipro in Ukraine.", [("Dnipro", "UA", TOWN, True), ("Ukraine", "UA", COUNTRY, True)]),
        ("The court in The Hague met.", [("The Hague", "NL", TOWN, True)]),
        ("The front in the Kharkiv region of Ukraine moved.",
         [("Kharkiv region", "UA", REGION, True), ("Ukraine", "UA", COUNTRY, True)]),
        # A place by its context alone.
        ("Fighters raided the Zarvanka administrative post.",
         [("Zarvanka administrative post", None, "unresolved", True)]),
        ("They fired from the village of Zarvanka Mala.", [("Zarvanka Mala", None, "unresolved", True)]),
        (
            "A mine exploded near Qasr Bilqan, Iraq, police said.",
            [("Qasr Bilqan", None, "unresolved", True), ("Iraq", "IQ", COUNTRY, True)],
        ),
        (
            "Shells hit Lyman, Zarvanka Mala and Bakhmut in Ukraine.",
            [("Lyman", "UA", TOWN, True), ("Bakhmut", "UA", TOWN, True), ("Ukraine", "UA", COUNTRY, True)],
        ),
        # Another name of a town in a land that nothing speaks of.
        ("Rebels in Nigeria attacked Rim.", [("Nigeria", "NG", COUNTRY, True), ("Rim", None, "unresolved", True)]),
        ("The blast hit the Khair Khana district.", [("Khair Khana district", None, "unresolved", True)]),
    ],
)  # fmt: skip
def test_places(text: str, expected: list[tuple[str, str | None, str, bool]]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Governor Viktor Sablin said nobody was hurt.",
        "Spokesman Marcus Lyman said the road was closed. Lyman added that it would open soon.",
        "Northfield Wire could not verify the claims.",
        "The Washington Post reported the strike.",
        "Researchers at the University of Aleppo counted the craters.",
        "Most of the houses burned. Hope is fading. Nice work, he said.",
        "In March the army left; in May it came back on Monday.",
        "They fired Grad rockets and a Kornet missile.",
        "The White House declined to comment.",
        "He spoke in Arabic, and in Parliament, during Ramadan.",
        "Protesters threw Molotov cocktails; an alliance of Kurds and Arabs led them.",
        # Where a thing is from, or who stands behind it.
        "An Iranian-backed group fired a Chinese-made rocket at a Marshall Islands-flagged tanker.",
        "Of the Union's members, Mission staff left first.",
        "",
    ],
)
def test_no_places(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("text", "name", "latitude", "longitude", "within"),
    [
        ("Shells hit Lyman in Ukraine's Donetsk region.", "Lyman", 48.99, 37.81, 15),
        ("Ukraine said Bakhmut held.", "Bakhmut", 48.595, 38.0, 15),
        ("Russian troops took Avdeevka in Ukraine.", "Avdeevka", 48.14, 37.75, 15),
        ("Strikes hit Mykolaiv and Odesa in Ukraine.", "Mykolaiv", 46.97, 32.0, 15),
        ("The raid in Samara, Iraq, killed two near Tikrit.", "Samara", 34.2, 43.9, 15),
        ("Soldiers in Armenia and Goris heard it.", "Goris", 39.51, 46.34, 15),
    ],
)
def test_coordinates(text: str, name: str, latitude: float, longitude: float, within: float) -> None:
    page = read(text)
    (place,) = [p for p in page.places if name in mentions(page, p)]
    assert kilometres(place, latitude, longitude) <= within


def test_one_place_holds_all_its_mentions() -> None:
    page = read("In Kyiv, sirens sounded.\n\nA fire broke out in Kyiv. Trains left Kiev late.")
    (kyiv,) = page.places
    assert mentions(page, kyiv) == ["Kyiv", "Kyiv", "Kiev"]
    assert kyiv.name == "Kyiv"
    assert kyiv.geonames_id == 703448


def test_a_region_named_by_its_first_level() -> None:
    page = read("Two died in Lyman, Ukraine.")
    assert page.places[0].admin1 == "Donetsk"


def test_reading_twice_gives_the_same_rows() -> None:
    text = "Clashes in Tripoli, Benghazi and Sirte. Lebanon watched Tripoli. Paris and London called."
    assert rows(text) == rows(text)


@pytest.mark.parametrize(
    "text", ["A" * 5000, "Al al " * 3000, "Lyman, " * 3000, "In X " * 2000, "of the same name " * 900]
)
def test_hostile_text_is_read(text: str) -> None:
    read(text)
