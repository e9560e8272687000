"""Look-ups in the real gazetteer: the names that conflict readers use."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from counterclaim.gazetteer.lookup import Candidate, gazetteer
from counterclaim.lexicon.regions import abbreviations, countries, demonyms, regions


def settlements(name: str) -> list[Candidate]:
    return [c for c in gazetteer().candidates(name) if c.settlement]


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("Kyiv", "UA", 50.45, 30.52),
        ("Kiev", "UA", 50.45, 30.52),
        ("Avdiivka", "UA", 48.14, 37.75),
        ("Avdeevka", "UA", 48.14, 37.75),
        ("Artemivsk", "UA", 48.59, 38.0),
        ("Mar'inka", "UA", 47.94, 37.51),
        ("Chasiv Yar", "UA", 48.59, 37.83),
        ("Бахмут", "UA", 48.59, 38.0),
        ("Deir ez-Zor", "SY", 35.34, 40.14),
        ("Khan Younis", "PS", 31.34, 34.31),
        ("Nuseirat", "PS", 31.45, 34.39),
        ("Omdurman", "SD", 15.64, 32.48),
        ("El Fasher", "SD", 13.63, 25.35),
        ("Hodeidah", "YE", 14.8, 42.95),
        ("Mekelle", "ET", 13.5, 39.47),
        ("Goma", "CD", -1.67, 29.22),
    ],
)
def test_towns(name: str, country: str, latitude: float, longitude: float) -> None:
    best = settlements(name)[0]
    assert best.country == country
    assert (best.latitude, best.longitude) == pytest.approx((latitude, longitude), abs=0.1)


@pytest.mark.parametrize(
    ("name", "precision", "country"),
    [
        ("Ukraine", "country", "UA"),
        ("DR Congo", "country", "CD"),
        ("Burma", "country", "MM"),
        ("Kherson Oblast", "admin1", "UA"),
        ("Kherson", "admin1", "UA"),
        ("North Kivu", "admin1", "CD"),
        ("River Nile", "admin1", "SD"),
        ("Gaza Strip", "admin1", "PS"),
        ("Donbass", "admin1", "UA"),
        ("Golan Heights", "admin1", "SY"),
        ("Black Sea", "country", None),
    ],
)
def test_countries_and_regions(name: str, precision: str, country: str | None) -> None:
    assert (precision, country) in [(c.precision, c.country) for c in gazetteer().candidates(name)]


@pytest.mark.parametrize("name", ["", "   ", "Qzxvbn", "x" * 500, "'; DROP TABLE place; --"])
def test_nothing_is_found(name: str) -> None:
    assert gazetteer().candidates(name) == ()


def test_spellings_alike() -> None:
    assert [c.name for c in gazetteer().alike("Um Rawaba")] == ["Umm Ruwaba"]
    assert gazetteer().alike("Um") == ()


def test_first_level_region_by_code() -> None:
    texas = gazetteer().admin1(*abbreviations()["Tex."])
    assert texas is not None
    assert texas.name == "Texas"
    assert gazetteer().admin1("US", "nowhere") is None


def test_threads_share_a_gazetteer() -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(
            pool.map(lambda n: len(gazetteer().alike(n)) + len(gazetteer().candidates(n)), ["Lyman"] * 40)
        )
    assert len(set(found)) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_fork_opens_its_own_connection() -> None:
    known = gazetteer()
    known.candidates("Lyman")
    read, write = os.pipe()
    child = os.fork()
    if not child:
        os.write(write, str(len(known.candidates("Sennar"))).encode())
        os._exit(0)
    os.waitpid(child, 0)
    assert int(os.read(read, 9)) == len(known.candidates("Sennar"))


def test_curated_tables_are_sound() -> None:
    known = {"exact", "populated_place", "near", "admin2", "admin1", "country"}
    names = [r.name for r in regions()]
    assert len(names) > 200
    for region in regions():
        assert region.precision in known
        assert -90 <= region.latitude <= 90
        assert -180 <= region.longitude <= 180
        assert region.country is None or region.country in countries()
    assert set(demonyms().values()) <= set(countries())
