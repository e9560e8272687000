"""Adding rows that the reader missed, by choosing words in the document: keyboard only, and back again."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.ledger import Ledger


@pytest.fixture
def article(tab: Any, ledger: Ledger) -> Any:  # noqa: ANN401
    """The page of an article, its text with the focus."""
    tab.goto(f"/documents/{next(d for d in ledger.find_documents('depot') if d.outlet == 'Halden Press').id}")
    tab.locator("[data-document]").focus()
    return tab


def chosen(tab: Any) -> str:  # noqa: ANN401
    return str(tab.evaluate("String(getSelection())"))


def choose(tab: Any, words: str) -> None:  # noqa: ANN401
    """Arrow keys to the first of the words, then Shift with arrows to the last."""
    first, count = words.split()[0], len(words.split())
    for _ in range(200):
        tab.keyboard.press("ArrowRight")
        if chosen(tab) == first:
            break
    for _ in range(count - 1):
        tab.keyboard.press("Shift+ArrowRight")
    assert chosen(tab) == words


def saved(tab: Any, key: str = "Enter") -> str:  # noqa: ANN401
    """Save the dialog; the id of the row that the page then shows."""
    with tab.expect_event("load"):
        tab.keyboard.press(key)
    return str(tab.evaluate("decodeURIComponent(location.hash.slice(1))"))


def take_back(tab: Any) -> None:  # noqa: ANN401
    tab.keyboard.press("z")
    tab.keyboard.type("a slip")
    saved(tab)


def test_arrows_choose_words_and_lines(article: Any) -> None:  # noqa: ANN401
    article.keyboard.press("ArrowRight")
    first = chosen(article)
    article.keyboard.press("ArrowRight")
    article.keyboard.press("Shift+ArrowRight")
    assert len(chosen(article).split()) == 2
    article.keyboard.press("Shift+ArrowLeft")
    article.keyboard.press("ArrowLeft")
    assert chosen(article) == first
    article.keyboard.press("End")
    assert chosen(article) == "."
    article.keyboard.press("Home")
    article.keyboard.press("Shift+ArrowDown")
    assert len(chosen(article).split()) > 2
    article.locator("#selecting").wait_for(state="visible")
    article.keyboard.press("Escape")
    article.locator("#selecting").wait_for(state="hidden")
    assert chosen(article) == ""


def test_a_claim_is_added_and_taken_back(article: Any, ledger: Ledger) -> None:  # noqa: ANN401
    choose(article, "missile strike")
    article.keyboard.press("c")
    article.keyboard.press("Enter")
    assert "say why" in article.locator("#add .problem").inner_text()
    article.keyboard.type("the reader missed it")
    made = saved(article)
    assert made.startswith("c-h")
    row = ledger.show(made)
    assert row.words == "missile strike" and row.start < row.end
    assert article.locator(f'.statement[data-row="{made}"]').is_visible()
    take_back(article)
    assert article.locator(f'.statement[data-row="{made}"]').count() == 0
    assert made not in {c.id for c in ledger.reading(row.document, decisions=True).claims}


def test_a_figure_takes_its_number_and_claim_from_the_words(article: Any, ledger: Ledger) -> None:  # noqa: ANN401
    choose(article, "14 Ukrainian soldiers")
    article.keyboard.press("f")
    assert article.locator("#add-value").input_value() == "14"
    article.keyboard.type("counted in the text")
    made = saved(article)
    found = {f.id: f for f in ledger.reading(ledger.show(made).document, decisions=True).figures}
    assert found[made].value == 14 and found[made].span.text == "14 Ukrainian soldiers"
    assert found[made].claim.startswith("c-")
    take_back(article)
    assert made not in {
        f.id for f in ledger.reading(ledger.show(found[made].claim).document, decisions=True).figures
    }


def test_a_place_and_a_link_are_added_and_taken_back(tab: Any, ledger: Ledger) -> None:  # noqa: ANN401
    document = next(d for d in ledger.find_documents("depot") if d.outlet == "The Lower River")
    tab.goto(f"/documents/{document.id}")
    tab.locator("[data-document]").focus()
    choose(tab, "depot")
    tab.keyboard.press("p")
    tab.keyboard.type("a place of its own")
    place = saved(tab)
    assert place.startswith("p-h")
    assert [p.name for p in ledger.reading(document.id, decisions=True).places if p.id == place] == ["depot"]
    tab.locator("[data-document]").focus()
    choose(tab, "denied")
    tab.keyboard.press("l")
    claims = [c.id for c in ledger.reading(document.id, decisions=True).claims]
    assert len(claims) > 1
    tab.locator("#add-from").select_option(claims[-1])
    tab.locator("#add-to").select_option(claims[0])
    tab.locator("#add-link").select_option("denies")
    tab.locator("#add-reason").fill("the second sentence denies it")
    saved(tab)
    links = [(r.source, r.target, r.reason) for r in ledger.reading(document.id, decisions=True).relations]
    assert (claims[-1], claims[0], "the second sentence denies it") in links
    take_back(tab)
    take_back(tab)
    made = ledger.reading(document.id, decisions=True)
    assert place not in {p.id for p in made.places}
    assert "the second sentence denies it" not in {r.reason for r in made.relations}


def test_the_mouse_chooses_words_too(article: Any) -> None:  # noqa: ANN401
    article.locator(".article p [data-s]").first.dblclick(position={"x": 4, "y": 8})
    article.wait_for_selector("#selecting:not([hidden])")
    article.locator('#selecting [data-kind="place"]').click()
    assert article.locator("#add-words").input_value().strip()
    article.locator("#add [data-cancel]").click()
    assert not article.locator("#add").is_visible()
