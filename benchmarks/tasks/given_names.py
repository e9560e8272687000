"""Place names resolved when the reader is told which words are names (it finds out where they lie)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.gazetteer.lookup import gazetteer
from counterclaim.gazetteer.names import fold
from counterclaim.lexicon.places import place_words
from counterclaim.lexicon.regions import demonyms
from counterclaim.lexicon.titles import titles
from counterclaim.model.document import Document, Part, document_id, text_sha256
from counterclaim.reading.languages.en import names
from counterclaim.reading.languages.en.parse import parse
from counterclaim.reading.page import Page, TokenSpan
from counterclaim.reading.parsing import paragraphs
from counterclaim.reading.places.drafts import drafts
from counterclaim.reading.places.find import Finder
from counterclaim.reading.places.judge import connect
from counterclaim.reading.places.mention import Mention
from counterclaim.reading.places.resolve import resolve
from counterclaim.reading.places.table import table
from counterclaim.reading.places.weigh import types


def page_of(text: str) -> Page:
    """A parsed page with its names."""
    document = Document(
        document_id(text, outlet=None, url=None, published=None), None, None, None, "en", None, text,
        text_sha256(text), (Part("body", 0, len(text)),),
    )  # fmt: skip
    page = Page(document, paragraphs(document, parse))
    names.run(page)
    return page


def told(page: Page, gold: Sequence[dict[str, Any]]) -> None:
    """Resolve the places of a page when the reader is told which words are names."""
    known, words = gazetteer(), place_words()
    finder = Finder(known, words, titles())
    tables = [table(p) for p in page.paragraphs]
    mentions: list[Mention] = []
    for each in tables:
        starts = {each.paragraph.offsets(i, i + 1)[0]: i for i in range(len(each.text))}
        ends = {each.paragraph.offsets(i, i + 1)[1]: i + 1 for i in range(len(each.text))}
        for top in gold:
            first, last = starts.get(top["start"]), ends.get(top["end"])
            if first is None or last is None or last <= first:
                continue
            name = each.words(first, last)
            span = TokenSpan(each.paragraph.index, first, last)
            nation = demonyms().get(name)
            if nation:
                mentions.append(
                    Mention(span, name, fold(name), (), literal=False, demonym=True, country=nation)
                )
                continue
            mention = Mention(
                span, name, fold(name), finder.abbreviated(each, first, name) or finder.named(name)
            )
            types(each, mention, first, last, words)
            mentions.append(mention)
    connect(mentions, tables)
    resolve(mentions)
    page.places = drafts(page, mentions, known)
