"""Figures: measure, bounds, object, population and the whole of each reported number."""

import pytest

from counterclaim.reading.languages.en.figures import run
from counterclaim.reading.page import FigureDraft, Page
from tests.helpers import page_of


def figures(text: str) -> tuple[Page, list[FigureDraft]]:
    page = page_of(text)
    run(page)
    return page, page.figures


def short(figure: FigureDraft) -> tuple[str, float | None]:
    """Measure and the bound that matters: the value, else the low bound."""
    return figure.measure, figure.value if figure.value is not None else figure.low


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # people: killed, wounded
        ("The fire left three dead and five wounded.", [("killed", 3), ("wounded", 5)]),
        ("The shelling left 37 martyrs and 112 wounded.", [("killed", 37), ("wounded", 112)]),
        ("Air strikes killed at least 39 people.", [("killed", 39)]),
        ("20 people were killed and a dozen injured.", [("killed", 20), ("wounded", 12)]),
        ("Two people died.", [("killed", 2)]),
        ("12 killed in strike", [("killed", 12)]),
        ("Airstrikes Kill Over 100 Fighters in Northern Province", [("killed", 100)]),
        ("A total of 21 people were killed.", [("killed", 21)]),
        ("Shelling kills four, wounds 11 in border town", [("killed", 4), ("wounded", 11)]),
        ("Bombing of the town leaves 20 civilians dead", [("killed", 20)]),
        ("The mines exploded, killing three of them and injuring six.", [("killed", 3), ("wounded", 6)]),
        ("Three substations were damaged and one engineer killed.", [("damaged", 3), ("killed", 1)]),
        ("Six civilians lost their lives.", [("killed", 6)]),
        ("The attack claimed the lives of 20 civilians.", [("killed", 20)]),
        ("One seafarer suffered burns.", [("wounded", 1)]),
        ("Dozens of people were killed and hundreds wounded.", [("killed", 12), ("wounded", 100)]),
        ("Twelve soldiers killed five civilians.", [("other", 12), ("killed", 5)]),
        ("More than 60 civilians were killed and injured.", [("casualties", 60)]),
        ("There were 14 civilian deaths and 46 injuries.", [("killed", 14), ("wounded", 46)]),
        # people: the rest
        ("366 children evacuated after shelling", [("evacuated", 366)]),
        ("Between 500 and 700 households were displaced.", [("displaced", 500)]),
        ("More than 300 families have fled.", [("displaced", 300)]),
        ("Our men have taken 41 prisoners.", [("captured", 41)]),
        ("Twenty soldiers were taken prisoner.", [("captured", 20)]),
        ("More than 30 soldiers surrendered.", [("captured", 30)]),
        ("Gunmen abducted 12 students.", [("abducted", 12)]),
        ("Police arrested 15 people.", [("detained", 15)]),
        ("15 people are missing.", [("missing", 15)]),
        ("The sides exchanged 75 prisoners each.", [("other", 75)]),
        ("About 1,200 were killed and around 250 taken captive.", [("killed", 1200), ("captured", 250)]),
        ("Hospitals reported one dead and two in critical condition.", [("killed", 1), ("wounded", 2)]),
        ("180,000 households were left without power.", [("affected", 180_000)]),
        # totals
        ("The death toll rose to 210.", [("killed", 210)]),
        ("The number of injured had risen from two to five.", [("wounded", 5)]),
        ("The number of people killed in the strike has risen to 14.", [("killed", 14)]),
        ("Losses amounted to 1,740 servicemen.", [("casualties", 1740)]),
        ("The ministry put the number of wounded at 103.", [("wounded", 103)]),
        ("Casualties: 3 dead, 14 wounded.", [("killed", 3), ("wounded", 14)]),
        ("The number of victims had reached 210 dead.", [("killed", 210)]),
        # attacks
        (
            "They launched 30 air raids, three attacks with missiles and eight with rocket launchers.",
            [("air_strikes", 30), ("missile_strikes", 3), ("rocket_attacks", 8)],
        ),
        (
            "366 children left after more than 70 Russian shelling.",
            [("other", 366), ("shelling_attacks", 70)],
        ),
        ("There were 30 clashes in a day.", [("clashes", 30)]),
        ("They carried out 12 air strikes and 7 drone attacks.", [("air_strikes", 12), ("drone_strikes", 7)]),
        ("At least 14 strike drones reached the target.", [("drone_strikes", 14)]),
        ("The town was shelled 14 times.", [("attacks", 14)]),
        # weapons and materiel
        (
            "They attacked with 117 Shahed-136/131 strike UAVs as well as two Iskander-M ballistic missiles.",
            [("launched", 117), ("launched", 2)],
        ),
        ("Two mortar shells were fired at the post.", [("launched", 2)]),
        ("Air defences destroyed 42 drones.", [("intercepted", 42)]),
        ("They fired 18 drones. 17 of them were destroyed.", [("launched", 18), ("intercepted", 17)]),
        ("The forces destroyed 12 tanks and three howitzers.", [("destroyed", 12), ("destroyed", 3)]),
        ("Four storage tanks were destroyed and three more damaged.", [("destroyed", 4), ("damaged", 3)]),
        ("The plant produced 500 shells a month.", [("produced", 500)]),
        ("The convoy delivered 12 trucks of aid.", [("delivered", 12)]),
        ("Troops seized 200 rifles.", [("captured", 200)]),
        # change, share, money
        ("Russia has more than doubled its output of drones.", [("change", 2)]),
        ("Attacks have halved since March.", [("change", 0.5)]),
        ("There was a threefold increase in attacks.", [("change", 3)]),
        ("Some 80% of homes have been damaged.", [("share", 80)]),
        ("The damage is put at $2 billion.", [("money", 2_000_000_000)]),
        ("They retook 50 square kilometres.", [("other", 50)]),
        # stated nothings
        ("No casualties were reported.", [("killed", 0), ("wounded", 0)]),
        ("The drones fell without causing casualties.", [("killed", 0), ("wounded", 0)]),
        ("The army did not suffer any casualties.", [("killed", 0), ("wounded", 0)]),
        ("There were 0 casualties.", [("killed", 0), ("wounded", 0)]),
        ("No one was hurt.", [("killed", 0), ("wounded", 0)]),
        ("There were no deaths.", [("killed", 0)]),
        ("No injuries were reported.", [("wounded", 0)]),
        ("Nobody was killed.", [("killed", 0)]),
        ("Not a single civilian was killed.", [("killed", 0)]),
        ("Not one soldier has been killed.", [("killed", 0)]),
        ("Not a single drone reached its target.", [("drone_strikes", 0)]),
        ("There was no loss of life.", [("killed", 0)]),
        ("None of the 12 crew members was hurt.", [("wounded", 0)]),
    ],
)
def test_a_reported_number_gets_its_measure(text: str, rows: list[tuple[str, float]]) -> None:
    _, found = figures(text)
    if all(value == 0 for _, value in rows):
        assert sorted(short(f) for f in found) == sorted(rows)
    else:
        assert [short(f) for f in found] == rows


@pytest.mark.parametrize(
    "text",
    [
        "Two residents said that the school was closed.",
        "According to three officials, the talks will go on.",
        "The two sides met for the third time.",
        "The militia fired 122-mm rockets from the hills.",
        "The road was closed until 14:30.",
        "Forty-second Brigade gunners used 35-mm mounts.",
        "The talks lasted six hours.",
        "Ilona Varsk, 34, had fled from the town.",
        "A 41-year-old commander was named.",
        "The plant plans to double its output.",
        "He insists that his brother was one of the dead.",
        "The father of one victim wept.",
        "Resolution 2254 calls for a ceasefire.",
        "In 2014 the war began.",
        "The command spoke of one of the largest attacks.",
        "Nobody has claimed responsibility.",
        "The 3416th Regiment will not yield one metre.",
        "Ambulances run on Route 4 every day.",
    ],
)
def test_what_reports_nothing_gives_no_figure(text: str) -> None:
    page, found = figures(text)
    assert [page.words(f.span) for f in found] == []


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        (
            "They put the casualties suffered since December at 100,000, including more than 20,000 dead.",
            "more than 20,000 dead",
            "100,000",
        ),
        ("Air defences shot down 93 of 117 drones.", "shot down 93", "117 drones"),
        ("21 of 28 drones were intercepted.", "21", "28 drones"),
        ("93 out of 117 drones were intercepted.", "93", "117 drones"),
        ("Rockets killed 39 people, including 12 children.", "12 children", "39 people"),
        ("They took 41 prisoners, among them two officers.", "two officers", "41 prisoners"),
        (
            "Around 40 people were hurt, eight of them critically.",
            "eight of them",
            "Around 40 people were hurt",
        ),
        (
            "Officials counted 11,301,516 displaced people, of whom 8,598,120 were displaced this year.",
            "8,598,120 were displaced",
            "11,301,516 displaced people",
        ),
        (
            "Air defences destroyed 96 drones: 41 over the coast, 30 over the city and 25 over the sea.",
            "30",
            "96 drones",
        ),
        ("A strike killed 14 people. Five of them were children.", "Five of them were", "14 people"),
        (
            "Two soldiers and 30 people were wounded. Of the wounded, three are critical.",
            "three",
            "30 people",
        ),
    ],
)
def test_a_part_knows_its_whole(text: str, part: str, whole: str) -> None:
    page, found = figures(text)
    rows = {page.words(f.span): f for f in found}
    row = next(f for words, f in rows.items() if words.startswith(part.removesuffix(" were")))
    assert row.part_of is not None
    assert page.words(row.part_of.span).startswith(whole)


def test_the_wounded_are_no_part_of_the_dead() -> None:
    _, found = figures("Six people were killed, including two women, and 20 others wounded.")
    assert [short(f) for f in found] == [("killed", 6), ("killed", 2), ("wounded", 20)]
    assert [f.part_of is None for f in found] == [True, False, True]


def test_them_are_what_the_sentence_names() -> None:
    _, found = figures("They fired 17 times. We saw fresh impact craters, no fewer than eight of them.")
    assert [short(f) for f in found] == [("attacks", 17)]


def test_a_launch_and_what_became_of_it() -> None:
    _, found = figures("Russia fired 38 missiles, 30 of which were intercepted.")
    assert [short(f) for f in found] == [("launched", 38), ("intercepted", 30)]
    assert found[1].part_of is found[0]


def test_an_explicit_part_keeps_another_side_s_drones_out_of_the_launch() -> None:
    _, found = figures(
        "Kyiv said it had shot down 93 of 117 drones, while Moscow said it had destroyed 42 drones."
    )
    assert [short(f) for f in found] == [("intercepted", 93), ("launched", 117), ("intercepted", 42)]
    assert found[2].part_of is None


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Three children were killed.", "children"),
        ("Seven civilians were killed.", "civilian"),
        ("At least 16 villagers were killed.", "civilian"),
        ("Twelve soldiers were killed.", "military"),
        ("Twelve servicemen were killed.", "military"),
        ("Forty militants were killed.", "military"),
        ("Three women were killed.", "women"),
        ("Two aid workers were killed.", "aid_workers"),
        ("Two medics were killed.", "medical"),
        ("Four journalists were killed.", "press"),
        ("14 civilian deaths were recorded.", "civilian"),
        ("Three of the dead were children.", "children"),
        ("20 women and children were killed.", "mixed"),
        ("Ten people were killed.", "unstated"),
    ],
)
def test_the_population_is_what_the_words_say(text: str, population: str) -> None:
    _, found = figures(text)
    assert [f.population for f in found] == [population]


def test_an_elliptic_item_counts_the_same_kind_of_people() -> None:
    _, found = figures("Sixty soldiers were killed and seven wounded.")
    assert [f.population for f in found] == ["military", "military"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They destroyed 12 tanks.", "tank"),
        ("They fired 12 Kalibr cruise missiles.", "cruise missile"),
        ("They fired two ballistic missiles.", "ballistic missile"),
        ("Between 500 and 700 households were displaced.", "household"),
        ("They shot down 93 of 117 drones.", "drone"),
        ("Ten people were killed.", None),
        ("Output of drones has doubled.", "drone"),
    ],
)
def test_things_are_named_and_people_are_not(text: str, name: str | None) -> None:
    _, found = figures(text)
    assert found[0].object == name


@pytest.mark.parametrize(
    ("text", "span", "number"),
    [
        ("Officials counted more than 20,000 dead.", "more than 20,000 dead", "20,000"),
        ("In the east two people were killed by a mine.", "two people were killed", "two"),
        ("The toll has risen to 14.", "risen to 14", "14"),
        ("The blast hurt many, injuring six.", "injuring six", "six"),
    ],
)
def test_the_span_is_the_shortest_wording_that_carries_the_figure(text: str, span: str, number: str) -> None:
    page, found = figures(text)
    assert [(page.words(f.span), page.words(f.number)) for f in found] == [(span, number)]


def test_figures_come_in_text_order_and_twice_the_same() -> None:
    text = "No one was hurt. Ten died and attacks doubled. Five fled.\n\nThree of the dead were children."
    _, first = figures(text)
    _, second = figures(text)
    assert [f.number for f in first] == sorted(f.number for f in first)
    assert [(f.span, f.measure, f.value) for f in first] == [(f.span, f.measure, f.value) for f in second]


@pytest.mark.parametrize(
    "text",
    [
        "one hundred at least",
        "of them 20 , including",
        "no",
        "not a single",
        "none of the",
        "93 of",
        "93 of 117",
        "between 20 and",
        "doubled",
        "( 12 ) - 3 of 4 of 5 dead of them",
        "\n\n20\n\n killed",
    ],
)
def test_cut_off_sentences_are_survived(text: str) -> None:
    page, found = figures(text)
    for figure in found:
        assert page.words(figure.span)
