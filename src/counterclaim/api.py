"""The public Python API: ``read``, ``Reader`` and ``Reading``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, overload

from counterclaim.model.document import Document
from counterclaim.model.reading import Reading as PlainReading
from counterclaim.model.rows import ReadingWarning
from counterclaim.model.vocabulary import READER_MODELS, ReaderModel

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Reader", "Reading", "read"]


class Reading(PlainReading, frozen=True, kw_only=True):
    """One document read, with views for notebooks. Rows and JSON are those of the contract."""

    @classmethod
    def of(cls, plain: PlainReading) -> Reading:
        """The same rows with the views of this class."""
        return cls(**{field: getattr(plain, field) for field in plain.__struct_fields__})

    @overload
    def to_pandas(self) -> dict[str, pd.DataFrame]: ...
    @overload
    def to_pandas(self, table: str) -> pd.DataFrame: ...
    def to_pandas(self, table: str | None = None) -> pd.DataFrame | dict[str, pd.DataFrame]:
        """The rows as pandas tables.

        Args:
            table: one of ``claims``, ``figures``, ``events``, ``actors``, ``places``, ``times``,
                ``trends``, ``persons``, ``relations``, ``warnings``; without it, all of them by name.

        Raises:
            KeyError: there is no such table.
            ImportError: pandas is not installed (``pip install "counterclaim[pandas]"``).

        """
        from counterclaim.report import frame

        return frame.tables(self) if table is None else frame.table(self, table)

    def to_text(self, *, width: int = 80, colour: bool = False) -> str:
        """The terminal report."""
        from counterclaim.report import text

        return text.render(self, width=width, colour=colour)

    def to_html(self) -> str:
        """One self-contained page: the article with its marks, and the rows beside it."""
        from counterclaim.report import html

        return html.page([self])

    def _repr_html_(self) -> str:
        """What a notebook shows: the page in a frame of its own."""
        from counterclaim.report import html

        return html.notebook_frame(self)


class Reader:
    """Reads documents. Cheap to make; the models are loaded on first use and shared.

    Args:
        model: ``full`` (rules and the trained attribution tagger together) or ``grammar`` (rules alone).

    Raises:
        TaggerMissing: ``full``, and the tagger's file or a package that it needs is not installed.
        ValueError: there is no such model.

    """

    def __init__(self, model: ReaderModel = "grammar") -> None:
        if model not in READER_MODELS:
            raise ValueError(f"no reader model {model!r}; there are {', '.join(READER_MODELS)}")
        if model == "full":
            from counterclaim.reading.tagger.session import check_installed

            check_installed()
        self.model: ReaderModel = model

    def read(
        self,
        text: str | Document,
        *,
        published: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
        url: str | None = None,
        warnings: Iterable[ReadingWarning] = (),
    ) -> Reading:
        """Read one text (or a loaded `Document`, whose own metadata then holds).

        Args:
            text: the article.
            published: ISO date on which it was published; without it relative dates stay unresolved.
            outlet: who published it.
            title: its title, when the text has no headline.
            url: where it was published.
            warnings: what loading a `Document` had to say; kept in the reading.

        Raises:
            CounterclaimError: the date is none, or no reader knows the language.

        """
        from counterclaim.intake import check_readable, from_text
        from counterclaim.reading.pipeline import read_document

        if isinstance(text, Document):
            document, notes = text, tuple(warnings)
        else:
            document, more = from_text(text, published=published, outlet=outlet, title=title, url=url)
            notes = (*warnings, *more)
        check_readable(document)
        return Reading.of(read_document(document, notes, model=self.model))

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
    model: ReaderModel = "grammar",
) -> Reading:
    """Read one text. See `Reader` and `Reader.read`."""
    return Reader(model).read(text, published=published, outlet=outlet, title=title, url=url)
