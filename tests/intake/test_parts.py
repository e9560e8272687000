"""Headlines, bylines, datelines, captions, link lists and prompts told apart from the body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.intake.parts import split

BODY = (
    "The ministry said on Monday that four people had been killed in shelling of the town of Varenitsa, "
    "and that rescue work was still going on."
)
MORE = "“We will answer,” Colonel Ito Maren said. The governor’s office did not respond to requests."


def kinds(text: str) -> list[tuple[str, str]]:
    """The parts as (kind, words)."""
    return [(part.kind, text[part.start : part.end].strip()) for part in split(text)]


def words_of(text: str, kind: str) -> list[str]:
    """All parts of one kind."""
    return [words for found, words in kinds(text) if found == kind]


@pytest.mark.parametrize(
    "line",
    [
        "Army says it repelled attack on Varenitsa",
        "SHELLING KILLS FOUR IN VARENITSA",
        "Who controls Varenitsa?",
        "‘They came at dawn’: a village remembers",
        "⚡ Fuel depot hit in Varen Territory",
        "Ministry of Health - Varenitsa | Daily report no. 403",
        "Situation Report No. 12 | As of 15 June",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_headline(line: str, gap: str) -> None:
    assert kinds(f"{line}{gap}{BODY}{gap}{MORE}")[0] == ("headline", line)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{MORE}",
        "The army said that five soldiers had died in Varenitsa",
        "The army said the following on Monday:\n\n" + MORE,
        "“Five soldiers have died.”\n\n" + BODY,
        "and the army then left the town\n" + BODY,
        "",
        " \n\n ",
    ],
)
def test_no_headline(text: str) -> None:
    assert words_of(text, "headline") == []


def test_headline_with_full_stop_before_a_dateline() -> None:
    text = f"Army says it repelled attack on Varenitsa.\n\nVARENITSA (Wire) — {BODY}"
    assert kinds(text)[0] == ("headline", "Army says it repelled attack on Varenitsa.")


def test_second_line_of_a_headline() -> None:
    text = f"Four killed in Varenitsa\nGovernor blames rebels for shelling of market\n\n{BODY}"
    assert words_of(text, "headline") == [
        "Four killed in Varenitsa",
        "Governor blames rebels for shelling of market",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe",
        "By Jane Roe and Basim Tarazi",
        "By Jane Roe and Ito Maren, Halden Press",
        "BY JANE ROE",
        "By Jane Roe in Varenitsa | March 3, 2023",
        "By Halden staff, VARENITSA",
        "— Staff report",
        "(Reporting by Jane Roe; Editing by Ito Maren)",
        "Additional reporting by Jane Roe in Varenitsa",
        "Jane Roe in Varenitsa contributed to this report.",
        "-- Reuters",
    ],
)
def test_byline(line: str) -> None:
    assert words_of(f"Four killed in Varenitsa\n{line}\n\n{BODY}", "byline") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday evening the army had taken the town, the ministry said.",
        "By the time help came, four people had died.",
        "By December, Varenitsa had no water.",
        "By shelling Varenitsa, the army broke the truce, the governor said.",
        "Editing by artillery fire is not what the army calls it, the governor said.",
    ],
)
def test_not_a_byline(line: str) -> None:
    assert words_of(f"Four killed in Varenitsa\n\n{BODY}\n\n{line}", "byline") == []


@pytest.mark.parametrize(
    "dateline",
    [
        "CAIRO, March 9 (Wire) - ",
        "Northfield Wire, Kyiv/Moscow, June 7 (Wire) - ",
        "GENEVA (AP) — ",
        "WASHINGTON—",
        "NEW YORK, Nov. 19 (UPI) — ",
        "DEIR AL-BALAH, Gaza Strip, Nov 12 (Marlow) - ",
        "Kyiv, Feb 5 (Sarn Press) - ",
        "(Ostrava Dispatch, Bangkok, Feb. 19) - ",
        "Khartoum State - ",
        "Mogadishu, 14 June 2023 – ",
        "Rawalpindi, 17 September 2024: ",
        "TAMPA, Fla. -- ",
        "CITY, KY--(Wirenews - December 23, 2010) - ",
    ],
)
def test_dateline_ends_with_its_dash(dateline: str) -> None:
    text = f"Four killed in shelling\n\n{dateline}{BODY}\n\n{MORE}"
    assert [(p.kind, text[p.start : p.end]) for p in split(text)][1:] == [
        ("dateline", dateline),
        ("body", f"{BODY}\n\n{MORE}"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "The army - and only the army - shelled the town, the governor said.",
        "He named Ito Maren - a driver - as the man who had been killed that night.",
        "It was a long night — The Wire’s reporter said so on Monday in Varenitsa.",
        "Maren said 12 – 15 soldiers had died in the fighting on Monday evening.",
    ],
)
def test_not_a_dateline(line: str) -> None:
    assert words_of(f"Four killed in shelling\n\n{line}\n\n{MORE}", "dateline") == []


@pytest.mark.parametrize(
    "line",
    ["5 February 2025, 07:15", "Nay Pyi Taw, 18 February", "Published: May 2, 2023", "Varenitsa (CNN)"],
)
def test_line_that_only_dates(line: str) -> None:
    assert words_of(f"Four killed in shelling\n{line}\n\n{BODY}", "dateline") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Defence Minister Ito Maren. (PHOTO: REUTERS) (SPUTNIK/)",
        "A soldier rides a captured vehicle near Varenitsa. (PHOTO: REUTERS/Jane Roe) (JANE ROE/)",
        "File image of Ito Maren (Reuters)",
        "File image of spokesman Ito Maren",
        "Archive image of Ito Maren (Reuters) (Sputnik /)",
        "Photo: Smoke over Varenitsa, Wednesday. 12 engines are at work.",
        "FILE PHOTO: Ito Maren at a meeting in Varenitsa, January 3, 2023. REUTERS/Jane Roe",
        "Image: Jane Roe",
        "[Getty Images]",
        "Getty.",
        "Jane Roe via Getty Images.",
        "Image copyright AFP",
        "People look at a destroyed house in Varenitsa [Jane Roe/AFP]",
        "Smoke rises over Varenitsa. (Photo by Jane Roe)",
        "A market in Varenitsa (courtesy of the mayor’s office)",
        "Rescuers in Varenitsa (AFP)",
        "Фото: пресс-служба",
    ],
)
def test_caption(line: str) -> None:
    text = f"Four killed in Varenitsa\n\n{BODY}\n\n{line}\n\n{MORE}"
    assert words_of(text, "caption") == [line]
    assert words_of(text, "body") == [BODY, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Photographs from the town showed that four houses had burned down, the governor said.",
        "Images of the strike were published by the ministry (it gave no date).",
        "“We have lost the town,” he said. (AFP)",
        "The general told reporters that the army had left (the ministry denies it).",
        "A Getty report on the town of Varenitsa was wrong, the ministry said.",
        "Video of the attack, which the ministry verified, showed four men running.",
    ],
)
def test_not_a_caption(line: str) -> None:
    assert words_of(f"Four killed in Varenitsa\n\n{BODY}\n\n{line}\n\n{MORE}", "caption") == []


def test_line_cut_short_before_its_caption() -> None:
    short = "A soldier on an artillery vehicle marked with the symbol"
    whole = "A soldier rides an artillery vehicle marked with a “Z” outside Varenitsa. (PHOTO: AFP/Jane Roe)"
    text = f"Four killed in Varenitsa\n\n{BODY}\n\n{short}\n{whole}\n\n{MORE}"
    assert words_of(text, "caption") == [short, whole]


def test_sentence_before_a_caption_is_body() -> None:
    text = f"{BODY}\n\nThe ministry said so.\n\nThe ministry in Varenitsa. (Photo: Jane Roe)\n\n{MORE}"
    assert words_of(text, "body") == [f"{BODY}\n\nThe ministry said so.", MORE]


@pytest.mark.parametrize(
    "prompt", ["Keep reading:", "Read also", "RELATED:", "More on this story", "“Related:”", "Читайте также:"]
)
def test_link_list_to_the_end(prompt: str) -> None:
    links = "12 children leave the town of Varenitsa\n\nTrain derails near Halden after blast"
    text = f"Four killed in Varenitsa\n\n{BODY}\n\n\n{prompt}\n\n{links}"
    assert words_of(text, "related") == [f"{prompt}\n\n{links}"]


def test_link_list_until_body_resumes() -> None:
    text = f"Four killed\n\n{BODY}\nRead also:\nAid lorries wait at the border\nPrices double\n{MORE}\n{BODY}"
    assert words_of(text, "related") == ["Read also:", "Aid lorries wait at the border", "Prices double"]
    assert words_of(text, "body") == [BODY, MORE, BODY]


@pytest.mark.parametrize(
    "line",
    [
        "Read also: Aid lorries wait",
        "RELATED: Junta column leaves",
        "- Also on our site: Butter: prices double",
    ],
)
def test_link_on_one_line(line: str) -> None:
    text = f"Four killed\n\n{BODY}\n\n{line}\n\nNobody was hurt in the fire\n\n{MORE}"
    assert words_of(text, "related") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Related attacks killed four people in Halden, the ministry said.",
        "Read more slowly, the judge told the witness on Monday.",
        "More on this was not known, the governor said.",
    ],
)
def test_not_a_link_list(line: str) -> None:
    assert words_of(f"Four killed\n\n{BODY}\n\n{line}", "related") == []


@pytest.mark.parametrize(
    "line",
    [
        "Follow us on Twitter",
        "Follow Jane Roe on Twitter @janeroe.",
        "Sign up for our newsletter.",
        "Subscribe to our newsletter for 5 stories a day",
        "Copyright © 2023 Halden Press. All rights reserved.",
        "© 2023 Halden Press",
        "This story has been updated to include comments from the ministry.",
        "We use cookies to make this site work.",
        "Advertisement",
        "Contact: 555-0100",
        "(h/t Halden Post.)",
    ],
)
def test_boilerplate(line: str) -> None:
    text = f"Four killed\n\n{BODY}\n\n{line}\n\n{MORE}"
    assert words_of(text, "boilerplate") == [line]
    assert words_of(text, "body") == [BODY, MORE]


@pytest.mark.parametrize(
    "line",
    [
        "Following the meeting the minister said that talks would go on.",
        "“Join our ranks,” the commander said in a video on Monday.",
        "Advertisements for the army ran on state television on Monday.",
        "Follow the money, the governor said of the rebels’ weapons.",
    ],
)
def test_not_boilerplate(line: str) -> None:
    assert words_of(f"Four killed\n\n{BODY}\n\n{line}\n\n{MORE}", "boilerplate") == []


def test_sign_off_is_cut_from_the_last_paragraph() -> None:
    text = f"Four killed\n\n{BODY} --Reuters"
    assert kinds(text)[-2:] == [("body", BODY), ("byline", "--Reuters")]


WRAPPED = """Army says it repelled attack on Varenitsa

The ministry said on Monday that four people had been killed
in shelling of the town of Varenitsa, and that rescue work was
still going on. A colonel of the Halden brigade, who asked not
to be named, gave a lower figure on Tuesday morning.

The governor’s office did not respond to several requests for
comment on Tuesday.
"""


def test_wrapped_lines_belong_together() -> None:
    body = WRAPPED.split("\n\n", 1)[1].strip()
    assert kinds(WRAPPED) == [("headline", "Army says it repelled attack on Varenitsa"), ("body", body)]


def test_one_paragraph_a_line() -> None:
    text = f"Four killed in Varenitsa\n{BODY}\n{MORE}\nNobody was hurt elsewhere.\n"
    assert words_of(text, "body") == [BODY, MORE, "Nobody was hurt elsewhere."]


def test_short_lines_that_are_sentences_stay_apart() -> None:
    text = (
        "Four killed\nShells hit the market.\nFour people died.\nThe army denied it.\nThe rebels did too.\n"
    )
    assert len(words_of(text, "body")) == 4


def test_a_single_broken_line_goes_on() -> None:
    text = f"{BODY}\n\nThe governor said that the army had left the\ntown by night.\n\n{MORE}"
    assert len(words_of(text, "body")) == 1


_LINES = st.sampled_from(
    [
        BODY,
        MORE,
        "Keep reading:",
        "Photo: Smoke",
        "By Jane Roe",
        "CAIRO (AP) — The army left.",
        "(Reuters)",
        "— AP",
        "-",
    ]
)
_TEXTS = st.one_of(
    st.text(max_size=400),
    st.lists(st.one_of(_LINES, st.text(max_size=30)), max_size=12).map("\n".join),
    st.text(alphabet=" \n\t-—()[]:.“”AaBy", max_size=200),
)


@given(_TEXTS)
@settings(max_examples=300, deadline=None)
def test_parts_cover_any_text(text: str) -> None:
    parts = split(text)
    assert "".join(text[p.start : p.end] for p in parts) == text
    assert all(p.start < p.end for p in parts)
    assert split(text) == parts
