"""Where words stand in a text."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a document's text.

    ``start`` and ``end`` count Unicode code points from 0, half-open, in ``document.text``;
    ``document.text[start:end] == text`` always.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, source: str, start: int, end: int) -> "Span":
        """The span ``source[start:end]``."""
        return cls(start, end, source[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether ``other`` lies within this span."""
        return self.start <= other.start and other.end <= self.end
