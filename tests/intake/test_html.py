"""HTML: the article, what the page says of itself, and pages made to hurt."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.intake import load
from counterclaim.intake.html import extract, is_html
from counterclaim.intake.markup import shape, strip_tags
from counterclaim.model.errors import CounterclaimError, EmptyDocument, MalformedMarkup

FIRST = (
    "NARETH (Wire) - The army said on Tuesday that five people had been killed &amp; three wounded in "
    "shelling of the town’s market, a day after a ceasefire was announced by both sides."
)
SECOND = (
    "“We will answer,” Colonel Ito Maren said. The ministry did not respond to requests for comment on the "
    "matter, which were sent on Monday and Tuesday."
)
PAGE = f"""<!DOCTYPE html>
<html lang="en-GB"><head><title>Army says five killed in Nareth - Halden Post</title>
<meta property="og:site_name" content="Halden Post">
<meta property="article:published_time" content="2023-05-02T10:00:00Z">
<link rel="canonical" href="https://halden.example/a/1">
<script>var x = "<p>Not this</p>";</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Army says five killed in Nareth</h1><p>{FIRST}</p><p>{SECOND}</p></article>
<footer>Copyright 2023</footer></body></html>"""


def test_article_and_metadata() -> None:
    document, warnings = load(PAGE.encode(), name="a.html")
    assert document.title == "Army says five killed in Nareth"
    assert (document.outlet, document.published, document.language) == ("Halden Post", "2023-05-02", "en")
    assert document.url == "https://halden.example/a/1"
    assert "killed & three wounded" in document.text
    assert (
        "Not this" not in document.text and "Home" not in document.text and "Copyright" not in document.text
    )
    assert [part.kind for part in document.parts][:3] == ["headline", "dateline", "body"]
    assert warnings == ()


def test_what_is_given_goes_first() -> None:
    document, _ = load(
        PAGE.encode(), name="a", published="2022-01-01", outlet="Other", title="Mine", url="https://o.example"
    )
    assert (document.published, document.outlet, document.title) == ("2022-01-01", "Other", "Mine")
    assert document.url == "https://o.example"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, True),
        ("  <html><body>x", True),
        ("<?xml version='1.0'?><html>", True),
        ("<!-- c --><div>x</div>", True),
        ("<p>The army left.</p>", True),
        ("The army <b>left</b>.", False),
        ("<3 is a heart", False),
        ("< p > is less", False),
        ("", False),
    ],
)
def test_sniffing(text: str, expected: bool) -> None:
    assert is_html(text) is expected


def test_a_fragment_is_stripped_with_a_warning() -> None:
    page = extract("<div>" * 300 + "<p>The army left.</p><script>no()</script>It&#39;s over<br>now", name="x")
    assert page.text == "The army left.\nIt's over\nnow"
    assert [w.code for w in page.warnings] == ["html_stripped"]


def test_shape() -> None:
    assert shape("<div><p>a<p>b<br><b>c</b></div><!-- <div> -->").depth == 2
    assert shape("<a>" * 7).depth == 7
    assert shape("1 < 2 and 3 > 2") == (0, 0)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("a<b>b</b>c", "abc"),
        ("<p>a</p><p>b &lt; c</p>", "a\nb < c"),
        ("<script>a", "a"),
        ("<style>a</style>b", "b"),
        ("a <!-- b --> c", "a c"),
        ("a < b", "a < b"),
        ("<p", ""),
        ("<ul><li>a<li>b</ul>", "a\nb"),
    ],
)
def test_strip_tags(page: str, text: str) -> None:
    assert strip_tags(page) == text


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "The army left." + "</div>" * 100_000,
        "<html>" + "<" * 1_000_000,
        "<html>" + "<script " * 100_000,
        "<html>" + "<script>" * 100_000,
        "<html>" + "<!--" * 200_000,
        "<html><p>" + "word and more " * 360_000,
        "<html>" + "<a>" * 300_000 + "The army left.",
        "<html " + "a " * 500_000 + ">The army left.",
        "<html><p>" + "&amp" * 300_000,
        "<html><p>é" + "<style></style><script>" * 30_000,
        "<html>" + "<table><tr><td>" * 5_000,
        "<html>" + "<b>" * 19_000 + "The army left.",
    ],
    ids=range(12),
)
def test_bombs_are_read_or_refused_in_bounded_time(page: str) -> None:
    start = time.process_time()
    try:
        document, _ = load(page.encode(), name="bomb.html")
        assert document.text.strip()
    except (EmptyDocument, MalformedMarkup) as error:
        assert str(error).startswith("bomb.html: ")
    assert time.process_time() - start < 15


@given(st.text(alphabet="<>/!-ap div=\"'&;scriptyl \n", max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_markup_is_read_or_refused(markup: str) -> None:
    strip_tags(markup)
    try:
        document, _ = load(("<html>" + markup).encode(), name="x.html")
    except CounterclaimError:
        return
    assert document.text.strip()
