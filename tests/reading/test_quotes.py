"""Quotation marks: what stands inside, and where sentences end around them."""

import pytest

from counterclaim.reading.languages.en.attribution.quotes import find_quotes, outer_sentences
from tests.helpers import page_of


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“We left,” she said.", ["“We left,”"]),
        ('"We left," she said.', ['"We left,"']),
        ("‘We left,’ she said.", ["‘We left,’"]),
        ("''We left,'' she said.", ["''We left,''"]),
        ("«We left», she said.", ["«We left»"]),
        ("„We left“, she said.", ["„We left“"]),
        ("“We left,” she said. “They stayed.”", ["“We left,”", "“They stayed.”"]),
        ("“He told us ‘go’ and we left,” she said.", ["“He told us ‘go’ and we left,”"]),
        ("She said: “We left", ["“We left"]),
        ("The soldiers' camp and the army's trucks burned.", []),
        ("It lies 5' north of the village's well.", []),
    ],
)
def test_quotes(text: str, quoted: list[str]) -> None:
    page = page_of(text)
    [paragraph] = page.paragraphs
    found = [paragraph.offsets(q.start, q.end) for q in find_quotes(paragraph.doc)]
    assert [text[a:b] for a, b in found] == quoted


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“We left. They stayed,” she said. It rained.", 2),
        ("“We left.” She wept.", 2),
        ("“Who fired?” the mayor asked.", 1),
        ("It rained. It stopped.", 2),
    ],
)
def test_sentences_keep_quotations_whole(text: str, count: int) -> None:
    [paragraph] = page_of(text).paragraphs
    assert len(outer_sentences(paragraph.doc, find_quotes(paragraph.doc))) == count
