"""Spellings that share a key, and those that must not."""

import pytest

from counterclaim.gazetteer.names import MAX_NAME, fold, skeleton
from counterclaim.gazetteer.spellings import bare, usable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mar’inka", "Marinka"),
        ("MAR'INKA", "marinka"),
        ("Deir al-Balah", "Deir al Balah"),
        ("Āfrīn", "Afrin"),
        ("Łódź", "Lodz"),
        ("St. Petersburg", "Saint Petersburg"),
        ("U.S.", "US"),
        ("Kryvyi  Rih", "Kryvyi Rih"),
    ],
)
def test_spellings_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_other_names_stay_apart() -> None:
    assert fold("Lyman") != fold("Liman")


def test_what_is_too_long_is_no_name() -> None:
    assert fold("a" * (MAX_NAME + 1)) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Deir al-Balah", "Dayr al Balaḩ"),
        ("Um Rawaba", "Umm Ruwaba"),
        ("Prymorsko-Akhtarsk", "Primorsko-Akhtarsk"),
    ],
)
def test_transliterations_share_a_skeleton(one: str, other: str) -> None:
    assert skeleton(fold(one)) == skeleton(fold(other)) != ""


@pytest.mark.parametrize("name", ["Ibb", "Goma", "Киев", ""])
def test_short_and_foreign_names_have_no_skeleton(name: str) -> None:
    assert skeleton(fold(name)) == ""


@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("Kiev", True),
        ("Київ", True),
        ("كييف", True),
        ("KBP", False),  # an airport
        ("ji fu", False),  # a machine's transliteration
        ("Kyiv, Ukraine", False),
        ("基辅", False),
    ],
)
def test_usable_alternates(name: str, good: bool) -> None:
    assert usable(name) is good


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kherson Oblast", "Kherson"),
        ("County Cork", "Cork"),
        ("Province of Quezon", "Quezon"),
        ("Kivu", "Kivu"),
        ("Oblast", "Oblast"),
    ],
)
def test_regions_without_their_type(name: str, short: str) -> None:
    assert bare(name) == short
