"""Every event type has codes that its standards know; triggers and weapons are well formed."""

from __future__ import annotations

from typing import get_args

import pytest

from counterclaim.lexicon.events import change, events, modality
from counterclaim.lexicon.persons import fates
from counterclaim.lexicon.weapons import named, weapon_of, weapons
from counterclaim.model.vocabulary import Direction, EventStatus, EventType, PersonStatus, TrendTopic

ACLED = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    },
    "Protests": {"Peaceful protest", "Protest with intervention", "Excessive force against protesters"},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
}  # fmt: skip
PLOVER = {
    "AGREE": set(), "CONSULT": {"visit", "third-party", "multilateral", "phone"}, "SUPPORT": set(),
    "CONCEDE": set(),
    "COOPERATE": set(), "AID": set(),
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"}, "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    },
}  # fmt: skip
CAMEO_ROOTS = {f"{n:02}" for n in range(1, 21)}
UCDP = {1, 2, 3}
CONDITIONS = {
    "any", "context", "weapon", "armed", "target", "armed_target", "people", "of_people", "place",
    "of_place", "no_object",
    "number", "flying", "at", "passive", "crowd", "vehicle", "goods", "between", "by", "of_armed", "home",
    "position",
    "hostilities", "none_happened", "held", "plural_noun", "broke", "mass", "heavy", "plural", "in", "beaten",
    "place_left", "goods_agent", "lull", "of_named", "liberty",
    "blaze", "killer", "weapon_agent",
}  # fmt: skip


@pytest.mark.parametrize("kind", get_args(EventType))
def test_codes_exist_in_their_standards(kind: EventType) -> None:
    codes = events().types[kind]
    assert (codes.acled_event is None) == (not codes.acled_sub_event)
    if codes.acled_event is not None:
        assert set(codes.acled_sub_event) <= ACLED[codes.acled_event]
    if codes.plover_event is not None:
        assert codes.plover_event in PLOVER
        assert codes.plover_mode is None or codes.plover_mode in PLOVER[codes.plover_event]
    else:
        assert codes.plover_mode is None
    assert set(codes.ucdp) <= UCDP
    assert set(codes.cameo) <= CAMEO_ROOTS


def test_no_type_without_an_entry() -> None:
    assert set(events().types) == set(get_args(EventType))


def test_triggers_ask_for_known_conditions() -> None:
    lexicon = events()
    for table in (lexicon.verbs, lexicon.nouns, lexicon.phrases):
        for key, trigger in table.items():
            for alternative in trigger.needs:
                assert set(alternative.split("+")) <= CONDITIONS, key


def test_weapons_imply_event_types() -> None:
    assert {w.event for w in weapons().values()} - {None} <= set(get_args(EventType))
    assert all(word == word.lower() for w in weapons().values() for word in (*w.words, *w.names))


@pytest.mark.parametrize(
    ("words", "weapon"),
    [
        (("long-range", "cruise", "missile"), "cruise_missile"),
        (("kamikaze", "drone"), "drone"),
        (("multiple", "rocket", "launcher"), "mlrs"),
        (("car", "bomb"), "car_bomb"),
        (("glide", "bomb"), "glide_bomb"),
        (("loaf",), None),
    ],
)
def test_weapon_terms(words: tuple[str, ...], weapon: str | None) -> None:
    assert weapon_of(words) == weapon


@pytest.mark.parametrize(
    ("word", "weapon"),
    [("shahed-136", "drone"), ("iskander", "ballistic_missile"), ("himars", "mlrs"),
     ("patriot", "air_defence"), ("grad", "mlrs"), ("unit-12", None)],
)  # fmt: skip
def test_model_names(word: str, weapon: str | None) -> None:
    assert named(word) == weapon


def test_status_trend_and_person_tables_use_the_contract() -> None:
    statuses = set(get_args(EventStatus))
    assert set(modality().governors) <= statuses
    assert set(modality().adjectives) <= statuses
    assert set(modality().nouns) - {"reports"} <= statuses
    assert set(change().topics) <= set(get_args(TrendTopic))
    for table in (change().verbs, change().adjectives, change().nouns):
        assert set(table) <= set(get_args(Direction))
    for fate in (fates().passive, fates().active, fates().states, fates().of):
        assert set(fate.values()) <= set(get_args(PersonStatus))
