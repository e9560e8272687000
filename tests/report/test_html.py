"""The page: nothing lost, nothing let in, everything reachable."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import msgspec
import pytest

from counterclaim.api import Reading
from counterclaim.model.document import Part
from counterclaim.model.rows import ReadingWarning
from counterclaim.model.span import Span
from counterclaim.report.html import notebook_frame, page
from counterclaim.report.marks import Block, Mark, blocks, by_block, segments
from tests.report.sample import TEXT, claim, document, reading

VOID = {"meta", "input", "br", "link", "img"}


class Tree(HTMLParser):
    """What tests ask of a page: ids, links, text without hidden labels, tags and balance."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[tuple[str, str]] = []
        self.article = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if tag not in VOID:
            self.open.append((tag, given.get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1][0] == tag, (tag, self.open[-3:])
        self.open.pop()

    def handle_data(self, data: str) -> None:
        classes = [c for _, c in self.open]
        if "text" in classes and not {"hidden", "number", "label"} & set(classes):
            self.article += data


def squeeze(text: str) -> str:
    return " ".join(text.split())


def tree(source: str) -> Tree:
    parsed = Tree(source)
    assert parsed.open == []
    return parsed


def test_article_is_there_word_for_word() -> None:
    assert squeeze(tree(page([reading()])).article) == squeeze(TEXT)


def test_every_link_leads_somewhere_and_no_id_is_used_twice() -> None:
    found = tree(page([reading()]))
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)
    assert found.links


def test_rows_and_words_are_joined_both_ways() -> None:
    found = tree(page([reading()]))
    rows = {i[2:] for i in found.ids if i.startswith("r-")}
    words = {i[2:] for i in found.ids if i.startswith("w-")}
    assert {"c1", "c5", "f1", "e1", "p1", "n1", "x1"} <= rows <= words
    assert {f"#r-{n}" for n in ("c1", "f2", "p1", "e1", "n1")} <= set(found.links)


def test_two_readings_share_no_id() -> None:
    found = tree(page([reading(), reading()]))
    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)


def test_page_loads_nothing_and_lets_only_its_own_script_run() -> None:
    source = page([reading()])
    found = tree(source)
    for tag, attributes in found.tags:
        assert "src" not in attributes and "style" not in attributes, tag
        assert not [a for a in attributes if a.startswith("on")], tag
        assert tag not in ("link", "img", "iframe", "object", "base", "form")
    policy = next(
        str(a["content"]) for t, a in found.tags if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert "default-src 'none'" in policy and "unsafe" not in policy
    for tag in ("script", "style"):
        inner = re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
        assert len(inner) == 1
        digest = base64.b64encode(hashlib.sha256(inner[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "http:" not in source and "https:" not in source


def test_hostile_text_stays_text() -> None:
    evil = "</p><script>alert(1)</script><img src=x onerror=alert(1)> \x00\x1b\ud800 & “a\u202eb” said X."
    hostile = msgspec.structs.replace(
        reading(),
        document=document(evil, evil),
        warnings=(ReadingWarning("<b>", evil),),
        actors=(),
        places=(),
        times=(),
        claims=(claim(1, None, None, [Span.of(evil, 4, 30)]),),
        figures=(),
        events=(),
        trends=(),
        persons=(),
        relations=(),
    )
    source = page([hostile])
    assert source.count("<script>") == 1 and "<img" not in source
    assert not re.search("[\x00\x1b\ud800\u202e]", source)
    source.encode("utf-8")
    tree(source)


def test_spoken_labels_and_directions() -> None:
    source = page([reading()])
    assert "speaker of claim 1: " in source
    assert 'dir="auto"' in source
    assert 'lang="en"' in source
    assert "end figure." in source


def test_offsets_outside_the_text_are_left_out() -> None:
    broken = msgspec.structs.replace(
        reading(), claims=(claim(1, None, None, [Span(5, 10_000, "x"), Span(7, 7, "")]),)
    )
    tree(page([broken]))


def test_same_page_every_time() -> None:
    assert page([reading()]) == page([reading()])


@pytest.mark.parametrize(
    ("spans", "cuts"),
    [
        ([(0, 10), (3, 5)], [(0, 3), (3, 5), (5, 10)]),
        ([(0, 6), (4, 10)], [(0, 4), (4, 6), (6, 10)]),
        ([(2, 4), (2, 4)], [(0, 2), (2, 4), (4, 10)]),
        ([(0, 20)], [(0, 10)]),
        ([], [(0, 10)]),
    ],
)
def test_overlapping_marks_cut_the_text(spans: list[tuple[int, int]], cuts: list[tuple[int, int]]) -> None:
    found = sorted(Mark(s, e, "figure", f"f-{n}") for n, (s, e) in enumerate(spans))
    cut = list(segments(Block("body", 0, 10), found))
    assert [(s.start, s.end) for s in cut] == cuts
    for segment in cut:
        assert set(segment.marks) == {m for m in found if m.start <= segment.start and segment.end <= m.end}


def test_a_mark_over_two_paragraphs_is_in_both() -> None:
    text = "He said “one.\n\nTwo.” End."
    made = Reading(
        reader=reading().reader,
        document=document(text, None),
        claims=(claim(1, None, None, [Span.of(text, 8, 20)]),),
    )
    assert [b.end - b.start for b in blocks(made)] == [13, 10]
    marked = [
        text[s.start : s.end]
        for _, cut in by_block(made)
        for s in cut
        if any(m.row == "c-1" for m in s.marks)
    ]
    assert marked == ["“one.", "Two.”"]


def test_parts_are_told_apart() -> None:
    text = "Title\n\nA photo. (Photo)\n\nBody."
    parts = (Part("headline", 0, 7), Part("caption", 7, 25), Part("body", 25, len(text)))
    made = Reading(
        reader=reading().reader, document=msgspec.structs.replace(document(text, None), parts=parts)
    )
    source = page([made])
    assert '<h2 class="part-headline"' in source
    assert '<p class="label">Caption</p>' in source


def test_notebook_frame_is_sandboxed() -> None:
    frame = notebook_frame(reading())
    assert frame.startswith('<iframe sandbox="allow-scripts"')
    assert "<script" not in frame
    assert frame == reading()._repr_html_()
