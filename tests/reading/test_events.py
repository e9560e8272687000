"""Events: triggers, types, status, who did what to whom with what. All sentences are made up."""

from __future__ import annotations

import pytest

from counterclaim.reading.languages.en import events
from counterclaim.reading.page import EventDraft, Page, TokenSpan
from tests.helpers import page_of


def found(text: str) -> tuple[Page, list[EventDraft]]:
    page = page_of(text)
    events.run(page)
    return page, page.events


def words(page: Page, span: TokenSpan | None) -> str | None:
    return page.words(span) if span is not None else None


HAPPENED = [
    ("Russian forces shelled the village of Velyka on Monday.", [("shelling", "shelled")]),
    ("The shelling of the market left 12 people dead.", [("shelling", "shelling")]),
    ("Artillery fire left three dead in the regional capital.", [("shelling", "Artillery fire")]),
    ("Two mortar rounds were fired toward the village.", [("shelling", "fired")]),
    ("The troops opened fire with mortars on enemy positions.", [("shelling", "opened fire")]),
    ("An Israeli air strike on a school killed at least nine people.", [("air_strike", "air strike")]),
    ("Warplanes bombed the monastery at dawn.", [("air_strike", "bombed")]),
    ("The jets dropped two glide bombs on the bridge.", [("air_strike", "dropped")]),
    ("The army launched an air strike that hit a hospital.", [("air_strike", "air strike")]),
    ("A drone struck a bus stop in the town, the governor said.", [("drone_strike", "struck")]),
    ("The enemy attacked the port with 40 Shahed drones.", [("drone_strike", "attacked")]),
    ("A drone attack on the refinery started a fire.", [("drone_strike", "drone attack")]),
    ("Two Iskander missiles hit a hotel.", [("missile_strike", "hit")]),
    ("The militia fired 122-mm rockets at the airport.", [("rocket_attack", "fired")]),
    ("Multiple rocket launchers hit the town overnight.", [("rocket_attack", "hit")]),
    ("A car bomb exploded near a checkpoint.", [("bombing", "exploded")]),
    ("Saboteurs blew up a railway bridge.", [("bombing", "blew up")]),
    ("Gunmen shot dead two teachers in the village.", [("shooting", "shot dead")]),
    ("Rebels ambushed a convoy on the northern road.", [("armed_clash", "ambushed")]),
    ("Clashes between the army and rebels erupted in the hills.", [("armed_clash", "Clashes")]),
    ("Fighting broke out in the suburbs.", [("armed_clash", "Fighting")]),
    ("The army repelled an assault on its positions.", [("armed_clash", "assault")]),
    ("There was an exchange of fire at the border post.", [("armed_clash", "exchange of fire")]),
    ("Air defence units shot down 93 drones overnight.", [("interception", "shot down")]),
    ("Our crews destroyed four cruise missiles over the sea.", [("interception", "destroyed")]),
    ("U.S. aircraft destroyed two launchers near the coast.", [("air_strike", "destroyed")]),
    ("Rebel fighters took control of the town of Sarno.", [("advance", "took control")]),
    ("Government forces recaptured the airport.", [("advance", "recaptured")]),
    ("The troops withdrew from the western bank.", [("withdrawal", "withdrew")]),
    ("The two sides agreed to a ceasefire on Friday.", [("ceasefire", "ceasefire")]),
    ("Gunmen kidnapped ten students from a school.", [("abduction", "kidnapped")]),
    ("Police arrested five people at the border.", [("arrest", "arrested")]),
    ("Militiamen looted the health centre.", [("looting", "looted")]),
    ("About 6,000 people fled the town.", [("displacement", "fled")]),
    ("Seven families were evacuated from the boarding house.", [("evacuation", "evacuated")]),
    ("The agency distributed food parcels to 300 families.", [("aid_delivery", "distributed")]),
    ("Thousands of people took to the streets of the capital.", [("protest", "took")]),
    ("Police looked into last night's attack on the depot.", [("other", "attack")]),
    ("The school was hit by a missile.", [("missile_strike", "hit")]),
    ("Insurgents laid mines on the road to the camp.", [("bombing", "laid")]),
    ("Some 2,300 families have left the village.", [("displacement", "left")]),
    ("A convoy with 45 tonnes of food reached the town.", [("aid_delivery", "reached")]),
    ("The patrol came under fire near the bridge.", [("armed_clash", "came under fire")]),
]

STATUS = [
    ("Our brave men are advancing on several axes.", [("advance", "ongoing")]),
    ("The enemy continues to shell the villages.", [("shelling", "ongoing")]),
    ("The army will withdraw its troops from the valley.", [("withdrawal", "planned")]),
    ("The army plans to attack the town with drones.", [("drone_strike", "planned")]),
    ("The general ordered an air strike on the camp.", [("air_strike", "planned")]),
    ("The planned withdrawal of the troops is delayed.", [("withdrawal", "planned")]),
    ("The ministry said its troops did not shell the market.", [("shelling", "denied")]),
    ("The group denied shelling the market.", [("shelling", "denied")]),
    (
        "Shelling hit the town. The army was fabricating massacres.",
        [("shelling", "occurred"), ("other", "denied")],
    ),
    ("The army denied that its jets had bombed the camp.", [("air_strike", "denied")]),
    ("No strike took place on Tuesday, the ministry said.", [("air_strike", "denied")]),
    ("There was no withdrawal of our troops from the base.", [("withdrawal", "denied")]),
    ("The militia never abducted any students.", [("abduction", "denied")]),
    ("Reports that the army shelled the village are false.", [("shelling", "denied")]),
    ("The rebels could attack the capital with rockets.", [("rocket_attack", "hypothetical")]),
    ("Residents fear an attack by rebel fighters.", [("other", "hypothetical")]),
    ("The threat of a missile strike kept people in cellars.", [("missile_strike", "hypothetical")]),
    ("If the army shells the town, the talks will end.", [("shelling", "hypothetical")]),
    ("The U.N. called for a ceasefire.", [("ceasefire", "hypothetical")]),
    ("The mediators urged both armies to withdraw their troops.", [("withdrawal", "hypothetical")]),
    (
        "Production doubled in the face of a possible counteroffensive by rebels.",
        [("armed_clash", "hypothetical")],
    ),
    ("The president accused the militia of shelling the market.", [("shelling", "occurred")]),
    ("The army denied any role after the shelling of the market.", [("shelling", "occurred")]),
    ("Officials condemned the shelling of the market.", [("shelling", "occurred")]),
]

NONE = [
    "The workers went on strike over pay.",
    "The union struck a deal with the company.",
    "The two ministers struck an agreement on grain.",
    "The minister was fired from his job.",
    "Household budgets were hit by inflation.",
    "The coast was hit by a storm that damaged homes.",
    "Police raided a warehouse and seized drugs.",
    "The senator attacked the proposal in a speech.",
    "He suffered a heart attack at work.",
    "The opposition candidate attacked his rival over taxes.",
    "Lawmakers clashed over the budget.",
    "The bank launched a new product.",
    "The country test-fired a ballistic missile in a drill.",
    "The firm fired 200 employees.",
    "He shot a film about the war.",
    "Shares advanced after the central bank spoke.",
    "The glacier retreated by two metres.",
    "The candidate withdrew from the race.",
    "Scientists fight the disease with a vaccine.",
    "A fire broke out in a bakery.",
    "The court heard a legal battle over the will.",
    "The population exploded in the last century.",
    "The company will deliver its results on Thursday.",
    "The film bombed at the box office.",
    "The plane landed safely at the airport.",
    "The market rallied behind the new chairman.",
    "The agency launched a satellite into orbit.",
    "The airline faces a strike by pilots.",
    "The Samarra Barrage was built on the river.",
    "The army laid the blame at his door.",
    "Gold is mined in the hills.",
    "She left the village to study.",
    "The convoy of tourists reached the coast.",
    "There was a dramatic pause before the verdict.",
    "The fall of prices surprised traders.",
]


@pytest.mark.parametrize(("text", "expected"), HAPPENED)
def test_happened(text: str, expected: list[tuple[str, str]]) -> None:
    page, rows = found(text)
    assert [(e.type, page.words(e.trigger)) for e in rows] == expected
    assert all(e.status == "occurred" for e in rows)


@pytest.mark.parametrize(("text", "expected"), STATUS)
def test_status(text: str, expected: list[tuple[str, str]]) -> None:
    _, rows = found(text)
    assert [(e.type, e.status) for e in rows] == expected


@pytest.mark.parametrize("text", NONE)
def test_other_senses_are_no_events(text: str) -> None:
    _, rows = found(text)
    assert rows == []


ARGUMENTS = [
    ("The enemy attacked the port with 40 Shahed drones.", "The enemy", "the port", "drone"),
    ("The market was bombed by the warplanes of the junta.", "the junta", "The market", "aircraft"),
    ("Russian shelling of the town killed two people.", "Russian", "the town", None),
    ("An attack by rebel fighters on a convoy left two dead.", "rebel fighters", "a convoy", None),
    ("Two cruise missiles were fired at the refinery.", None, "the refinery", "cruise_missile"),
    ("Air defence units shot down 93 drones overnight.", "Air defence units", "93 drones", None),
    ("Ukrainian drones hit a fuel depot.", "Ukrainian", "a fuel depot", "drone"),
    ("The militia carried out an air strike on a clinic.", "The militia", "a clinic", None),
    ("The village came under mortar fire from the hills.", None, "The village", "mortar"),
    ("Rebels, who abducted two nurses, fled north.", "Rebels", "two nurses", None),
    ("The army dropped bombs on the market.", "The army", "the market", "aerial_bomb"),
    ("Families fled to Tawila after shelling.", "Families", None, None),
    ("Families who fled Bakhmut after the siege live in tents.", "Families", None, None),
]


@pytest.mark.parametrize(("text", "actor", "target", "weapon"), ARGUMENTS)
def test_arguments(text: str, actor: str | None, target: str | None, weapon: str | None) -> None:
    page, rows = found(text)
    row = rows[0]
    assert (words(page, row.actor_mention), words(page, row.target), row.weapon) == (actor, target, weapon)


def test_a_vague_attack_takes_the_type_of_the_known_one() -> None:
    page, rows = found(
        "The shelling of a market by rebels killed nine people. The army condemned the attack.\n\n"
        "The rebels denied carrying out the attack."
    )
    assert [(e.type, e.status) for e in rows] == [
        ("shelling", "occurred"),
        ("shelling", "occurred"),
        ("shelling", "denied"),
    ]
    assert words(page, rows[2].actor_mention) == "The rebels"


def test_denied_connection_is_a_denied_event() -> None:
    page, rows = found(
        "We deny any connection of our forces with what happened in the market, the group said. "
        "The market was bombed by the warplanes of the army."
    )
    assert [(e.type, e.status) for e in rows] == [("air_strike", "denied"), ("air_strike", "occurred")]
    assert words(page, rows[0].actor_mention) == "our forces"
    assert page.words(rows[0].trigger) == "connection"


def test_denied_connection_without_a_known_event_is_left_out() -> None:
    assert found("The group denied any connection with the matter.")[1] == []


def test_ceasefire_violation_is_no_ceasefire() -> None:
    assert [e.type for e in found("Enemy units violated the ceasefire again.")[1]] == []


def test_captions_count_and_boilerplate_does_not() -> None:
    page = page_of("Rebels shelled the town.")
    page.paragraphs[0].part = "boilerplate"
    events.run(page)
    assert page.events == []


def test_hostile_text_is_survived() -> None:
    for text in (
        "",
        "strike " * 400,
        "shelling of " * 300,
        "deny denied denies " * 200,
        "((((( by by by fired",
    ):
        events.run(page_of(text))
