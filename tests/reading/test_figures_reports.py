"""Figures in the ways that wires, sitreps, communiqués, police bulletins and local papers write them."""

import pytest

from counterclaim.reading.languages.en.figures import run
from counterclaim.reading.page import FigureDraft
from tests.helpers import page_of


def figures(text: str) -> list[FigureDraft]:
    page = page_of(text)
    run(page)
    return page.figures


def short(figure: FigureDraft) -> tuple[str, float | None]:
    """Measure and the bound that matters: the value, else the low bound."""
    return figure.measure, figure.value if figure.value is not None else figure.low


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("A woman was killed in the shelling.", [("killed", 1)]),
        ("A woman and her two sons were killed.", [("killed", 1), ("killed", 2)]),
        ("One seafarer suffered burns and a second sprained a wrist.", [("wounded", 1), ("wounded", 1)]),
        ("The peacekeepers recorded 34 violations of the ceasefire.", [("attacks", 34)]),
        ("The ceasefire was violated 34 times.", [("attacks", 34)]),
        ("Canberra pledged AUD1.5m in aid.", [("money", 1500000)]),
        ("The jet dropped a single bomb.", [("launched", 1)]),
        ("The regiment lost 14 soldiers in the assault.", [("casualties", 14)]),
        ("The hospital received nine martyrs and 30 wounded.", [("killed", 9), ("wounded", 30)]),
        ("Five security personnel embraced martyrdom.", [("killed", 5)]),
        ("Two others were injured, bringing the toll to 17.", [("wounded", 2), ("killed", 17)]),
        ("The toll stood at 41 on Friday.", [("killed", 41)]),
        ("Upwards of 600 people were displaced.", [("displaced", 600)]),
        ("No fewer than 12 miners were abducted.", [("abducted", 12)]),
        ("In excess of 4,000 families fled.", [("displaced", 4000)]),
        ("Some 300 residents were evacuated.", [("evacuated", 300)]),
        ("Thirty-odd fighters were killed.", [("killed", 30)]),
        ("One in three children is malnourished.", [("share", 33.3)]),
        ("Half of the houses were destroyed.", [("share", 50)]),
        ("Two thirds of the village was burned.", [("share", 66.7)]),
        ("Russia and Ukraine exchanged 205 prisoners each.", [("other", 205)]),
        ("Twelve were cut down in the fields.", [("killed", 12)]),
        ("Three employees were deprived of their liberty on Monday.", [("abducted", 3)]),
        ("The shells killed a farmer and wounded his wife.", [("killed", 1)]),
        ("A soldier was killed and another was wounded.", [("killed", 1), ("wounded", 1)]),
        ("Gunmen killed a police officer.", [("killed", 1)]),
        ("A 60-year-old man was wounded by shrapnel.", [("wounded", 1)]),
        ("An elderly woman died in hospital.", [("killed", 1)]),
        ("Two men and a child were killed when a drone hit their car.", [("killed", 2), ("killed", 1)]),
        ("The strike killed a mother and her three children.", [("killed", 1), ("killed", 3)]),
        ("Rebels torched 40 houses and ransacked the clinic.", [("destroyed", 40)]),
        ("More than 200 houses, a health post and a maize store were set ablaze.", [("destroyed", 200)]),
        ("The militia set fire to 12 shops.", [("destroyed", 12)]),
        ("Four trucks were burnt out.", [("destroyed", 4)]),
        ("Drones brought down three tunnels.", [("destroyed", 3)]),
        ("Police defused 12 explosive devices.", [("destroyed", 12)]),
        ("The convoy handed out 40 tons of food.", [("delivered", 40)]),
        ("Trucks carrying 600 tonnes of wheat entered the strip.", [("other", 600)]),
        ("The air force flew 14 sorties.", [("air_strikes", 14)]),
        ("F-16 jets carried out four strikes on the dens.", [("air_strikes", 4)]),
        ("Warplanes launched six strikes on the town.", [("air_strikes", 6)]),
        ("The drones carried out 19 attacks.", [("drone_strikes", 19)]),
        ("The number of attacks fell from 74 to 69.", [("attacks", 74), ("attacks", 69)]),
        (
            "The number of militants killed this year rises to 26, against 61 last year.",
            [("killed", 26), ("killed", 61)],
        ),
        ("The army says it killed not three gunmen but four.", [("killed", 4)]),
        (
            "Thirteen persons sustained injuries, viz. nine civilians, three rangers and one police officer.",
            [("wounded", 13), ("wounded", 9), ("wounded", 3), ("wounded", 1)],
        ),
        (
            "A volunteer (male, 41) and an attendant (female, 22) died at the scene.",
            [("killed", 1), ("killed", 1)],
        ),
        ("A grandmother of 52 died of burns.", [("killed", 1)]),
        ("He treated a girl of 11 for a shrapnel wound.", [("wounded", 1)]),
        ("Surgeons operated on 24 men.", [("wounded", 24)]),
        ("Doctors treated 17 people for burns.", [("wounded", 17)]),
        ("The grenade left three apprentices with burns.", [("wounded", 3)]),
        (
            "The hospital admitted 33 casualties, five of whom later died.",
            [("casualties", 33), ("killed", 5)],
        ),
        ("Eight of the injured are in critical condition.", [("wounded", 8)]),
        ("Fifty people remain unaccounted for.", [("missing", 50)]),
        ("The army put the number of wounded at 16, up from 13.", [("wounded", 16)]),
        ("No civilian was touched.", [("killed", 0), ("wounded", 0)]),
        ("Nobody was killed, but six were hurt.", [("killed", 0), ("wounded", 6)]),
        ("No fatalities were reported.", [("killed", 0)]),
        ("Roughly one attack in five involved a drone.", [("share", 20)]),
        ("All four are still being held.", [("detained", 4)]),
        ("Some 2,300 families had left the two districts.", [("displaced", 2300), ("other", 2)]),
        ("Some 140 sheep lay dead on the slope.", [("other", 140)]),
        (
            "They seized four rifles, 37 grenades and nearly 9,000 rounds.",
            [("captured", 4), ("captured", 37), ("captured", 9000)],
        ),
        (
            "Enemy side: 18 killed, of whom five mercenaries; three prisoners; four vehicles burned.",
            [("killed", 18), ("killed", 5), ("captured", 3), ("destroyed", 4)],
        ),
        ("Our side: two fallen, six lightly wounded.", [("killed", 2), ("wounded", 6)]),
        ("The militia executed nine herdsmen.", [("killed", 9)]),
        ("He charged the militia with the execution of nine herdsmen.", [("killed", 9)]),
        (
            "The Lebanese Health Ministry said 2,653 people had been killed and 12,360 injured since October.",
            [("killed", 2653), ("wounded", 12360)],
        ),
        ("Three peacekeepers were killed and five more sustained injuries.", [("killed", 3), ("wounded", 5)]),
        ("Hospital officials put the dead at 23.", [("killed", 23)]),
        ("As many as 700,000 people have been uprooted by the fighting.", [("displaced", 700000)]),
        (
            "According to OCHA, 46,000 families (some 230,000 people) have been displaced.",
            [("displaced", 46000), ("displaced", 230000)],
        ),
        ("Air defences intercepted all 14 missiles.", [("intercepted", 14)]),
        (
            "Russia fired eight Iskander missiles and 63 Shaheds overnight.",
            [("launched", 8), ("launched", 63)],
        ),
        ("Since 24 February the enemy's losses amount to some 690,000 troops.", [("casualties", 690_000)]),
        (
            "The army said it killed a militant commander and captured two others.",
            [("killed", 1), ("captured", 2)],
        ),
        (
            "Police said a bomb killed at least a dozen people and wounded scores.",
            [("killed", 12), ("wounded", 20)],
        ),
        ("The two countries swapped 150 prisoners of war on each side.", [("other", 150)]),
        ("Armenia returned 15 captured soldiers to Azerbaijan.", [("other", 15)]),
        ("Hamas freed three hostages in exchange for 90 detainees.", [("other", 3), ("other", 90)]),
        ("A further 12 hostages were released on Friday.", [("other", 12)]),
        ("Gunmen kidnapped more than 280 pupils from a school.", [("abducted", 280)]),
        ("Bandits released 28 of the abducted students.", [("other", 28)]),
        ("Troops arrested 43 suspects and rescued 16 hostages.", [("detained", 43), ("other", 16)]),
        ("Security forces rounded up over 200 people.", [("detained", 200)]),
        ("Eleven fishermen are feared drowned.", [("killed", 11)]),
        ("The ceasefire was broken 12 times in the past day.", [("attacks", 12)]),
        (
            "The monitors recorded 214 ceasefire violations, including 98 explosions.",
            [("attacks", 214), ("other", 98)],
        ),
        ("The mission counted 23 explosions.", [("other", 23)]),
        (
            "The enemy carried out 57 air strikes, dropped 94 glide bombs and shelled positions 3,912 times.",
            [("air_strikes", 57), ("launched", 94), ("attacks", 3912)],
        ),
        ("Forty-two combat clashes took place over the past day.", [("clashes", 42)]),
        ("The plant turns out 30 tanks a month.", [("produced", 30)]),
        ("The first convoy, made up of 47 trucks, crossed the border.", [("other", 47)]),
        ("Twenty trucks carrying food crossed into Gaza.", [("other", 20)]),
        ("The country has received 31 Abrams tanks.", [("delivered", 31)]),
        ("Germany pledged 18 Leopard 2 tanks.", [("other", 18)]),
        ("More than half of the hospitals are out of service.", [("share", 50)]),
        ("Three quarters of the population has fled.", [("share", 75)]),
        ("Inflation rose to 34 percent.", [("share", 34)]),
        ("Wheat exports fell by 12%.", [("share", 12)]),
        ("The damage was estimated at 40 million euros.", [("money", 40000000)]),
        ("Rebels stole $3 million from the bank.", [("money", 3000000)]),
        (
            "A drone strike on a bus left one person dead and seven with shrapnel wounds.",
            [("killed", 1), ("wounded", 7)],
        ),
        ("Two of the wounded later died of their injuries.", [("killed", 2)]),
        ("Medics pulled 14 bodies from under the rubble.", [("killed", 14)]),
        ("The remains of 60 people were found in a mass grave.", [("killed", 60)]),
        ("Some 60 bodies were found in a mass grave.", [("killed", 60)]),
        ("Another four were in a critical condition.", [("wounded", 4)]),
        ("Six others were missing.", [("missing", 6)]),
        ("Nine soldiers went missing.", [("missing", 9)]),
        ("Up to 15 fighters surrendered to the army.", [("captured", 15)]),
        ("Our fighters took 12 soldiers captive.", [("captured", 12)]),
        (
            "The militants burned down 23 homes, two churches and a school.",
            [("destroyed", 23), ("destroyed", 2)],
        ),
        ("Seventeen apartment blocks were left without heating.", [("affected", 17)]),
        ("About 60,000 subscribers lost power.", [("affected", 60000)]),
        ("The flood washed away 300 houses.", [("destroyed", 300)]),
        ("The landslide buried 40 people.", [("killed", 40)]),
        ("The regime forces shot dead three protesters and injured 20.", [("killed", 3), ("wounded", 20)]),
        ("The attack cost 11 lives.", [("killed", 11)]),
        ("Eleven people paid with their lives.", [("killed", 11)]),
        ("Twelve rebels were neutralised.", [("casualties", 12)]),
        ("The operation resulted in the death of eight terrorists.", [("killed", 8)]),
        ("The blast claimed eight lives and maimed 15.", [("killed", 8), ("wounded", 15)]),
        ("At least 34 fatalities were recorded.", [("killed", 34)]),
        ("The confirmed death toll is 61, with 14 still missing.", [("killed", 61), ("missing", 14)]),
        ("Casualties among civilians rose 31 per cent.", [("share", 31)]),
        ("Among the dead were two infants.", [("killed", 2)]),
        ("Among the 14 dead were two infants.", [("killed", 14), ("killed", 2)]),
        ("The victims, four men and a woman, were buried on Tuesday.", [("killed", 4), ("killed", 1)]),
        ("Two brothers aged 9 and 12 were killed.", [("killed", 2)]),
        ("A 12-year-old girl and her grandmother died.", [("killed", 1), ("killed", 1)]),
        ("One person was killed and one was wounded.", [("killed", 1), ("wounded", 1)]),
        ("No one was killed, although 14 homes were damaged.", [("killed", 0), ("damaged", 14)]),
        ("The ministry denied that 40 soldiers had been killed.", [("killed", 40)]),
        ("The army handed over the bodies of 1,212 soldiers.", [("other", 1212)]),
        ("Villagers reported 18 dead cattle.", [("other", 18)]),
        ("Not one of the guards was hurt.", [("wounded", 0)]),
        ("The number of attacks slipped from 74 to 69.", [("attacks", 74), ("attacks", 69)]),
        # the toll is of the dead, whatever was counted beside it
        ("Mortars wounded nine people. The mayor raised the toll to 11.", [("wounded", 9), ("killed", 11)]),
        (
            "The council put the number of wounded at 12 and the toll at five.",
            [("wounded", 12), ("killed", 5)],
        ),
        ("The raid left 15 casualties, and the toll stands at six.", [("casualties", 15), ("killed", 6)]),
        ("The mayor said only one person had died.", [("killed", 1)]),
        ("He was the only one who died.", []),
        # ages are no counts, and a prisoner who is killed is not captured
        ("Two men died (a porter, 61, and a cook, 22).", [("killed", 2)]),
        ("The ministry accused the militia of killing 12 prisoners.", [("killed", 12)]),
        ("The militia said it took 12 prisoners.", [("captured", 12)]),
        ("It killed at least 35 people and injured scores of others.", [("killed", 35), ("wounded", 20)]),
    ],
)
def test_a_report_s_numbers_get_their_measures(text: str, rows: list[tuple[str, float]]) -> None:
    assert sorted(short(f) for f in figures(text)) == sorted(rows)


@pytest.mark.parametrize(
    "text",
    [
        "One of the dead was a teacher.",
        "Anna, 34, and her son Ivan, 7, were killed.",
        "Operation 99 began at 4 a.m. on 17 May.",
        "The 155-mm shells were fired from a range of 20 km.",
        "The F-16s flew over the city at 500 feet.",
        "Article 5 was invoked in 2001.",
        "Unit 61398 is based in Shanghai.",
        "She has three children and lives on the fifth floor.",
        "Team A won 3-1 after two goals in the first half.",
        "He served three terms and wrote two books.",
        "A man walks his dog near the crater.",
        "A soldier stands guard at the gate.",
        "A soldier could be killed at any time.",
        "He asked whether a child had died.",
        "A doctor said that the wards were full.",
        "Our pilots did not release a single bomb.",
        "I saw no bodies of theirs.",
        "The winners counted 11 boxes, not nine.",
        "A wounded man said that he had run.",
        "The strike was called off after one meeting in three days.",
    ],
)
def test_what_befalls_nobody_gives_no_figure(text: str) -> None:
    assert [short(f) for f in figures(text) if f.measure != "other"] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Thirteen people were hurt, viz. nine civilians, three rangers and one officer.",
            [None, 13, 13, 13],
        ),
        ("We keep a toll of 12, eleven soldiers and a driver.", [None, 12, 12]),
        ("Some 640 people fled. Of these, 212 are minors.", [None, 640]),
        ("Two others, including a child, were killed.", [None, 2]),
        ("The clinic received 27 patients, including five children, and three died.", [None, 27, None]),
        ("Six died and four were wounded.", [None, None]),
    ],
)
def test_a_list_that_adds_up_breaks_its_total_down(text: str, parts: list[int | None]) -> None:
    assert [f.part_of.value if f.part_of else None for f in figures(text)] == parts


def test_a_long_sentence_of_numbers_costs_linear_time() -> None:
    import time

    pages = [page_of("12, 1, 1, 1 dead of the 3, not 4, " * n) for n in (60, 240)]
    spent = []
    for page in pages:
        start = time.process_time()
        run(page)
        spent.append(time.process_time() - start)
    assert spent[1] < 16 * max(spent[0], 0.005)
