"""The public Python API: ``read``, ``Reader`` and ``Reading``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.model.document import Document
from counterclaim.model.reading import Reading


class Reader:
    """Reads documents. Cheap to make; the parsing model is loaded on first use and shared."""

    def read(
        self,
        text: str | Document,
        *,
        published: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        url: str | None = None,
    ) -> Reading:
        """Read one text (or a loaded `Document`, whose own metadata then holds).

        Args:
            text: the article.
            published: ISO date on which it was published; without it relative dates stay unresolved.
            outlet: who published it.
            title: its title, when the text has no headline.
            url: where it was published.

        """
        from counterclaim.intake import from_text
        from counterclaim.reading.pipeline import read_document

        if isinstance(text, Document):
            return read_document(text, ())
        document, warnings = from_text(text, published=published, outlet=outlet, title=title, url=url)
        return read_document(document, warnings)

    def pipe(self, documents: Iterable[str | Document]) -> Iterator[Reading]:
        """Read many, one after the other, as they come."""
        for document in documents:
            yield self.read(document)


def read(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Read one text. See `Reader.read`."""
    return Reader().read(text, published=published, outlet=outlet, title=title, url=url)
