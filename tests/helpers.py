"""Small builders for tests: a parsed page from a text."""

from counterclaim.model.document import Document, Part, document_id, text_sha256
from counterclaim.reading.languages.en.parse import parse
from counterclaim.reading.page import Page
from counterclaim.reading.parsing import paragraphs


def page_of(text: str, published: str | None = None) -> Page:
    """A page whose whole text is body, parsed, with no stage run."""
    document = Document(
        id=document_id(text, outlet=None, url=None, published=published),
        title=None,
        outlet=None,
        url=None,
        language="en",
        published=published,
        text=text,
        text_sha256=text_sha256(text),
        parts=(Part("body", 0, len(text)),),
    )
    return Page(document, paragraphs(document, parse))
