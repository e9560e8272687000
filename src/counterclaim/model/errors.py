"""Coded errors. Each says in one line what is wrong and how to mend it."""

from __future__ import annotations

from typing import ClassVar


class CounterclaimError(Exception):
    """Something a person can mend: a stable ``code``, what is wrong (``message``), what to do (``mend``)."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, mend: str) -> None:
        self.message = " ".join(message.split())
        self.mend = mend
        super().__init__(f"{self.message}; {self.mend}")

    def __reduce__(self) -> tuple[type[CounterclaimError], tuple[str, ...]]:
        return (type(self), self._arguments())

    def _arguments(self) -> tuple[str, ...]:
        """What the class is called with to make this error again (errors cross process borders)."""
        return (self.message, self.mend)


class _FileError(CounterclaimError):
    """An error about one named input."""

    what: ClassVar[str] = "cannot be read"
    how: ClassVar[str] = "check the file"

    def __init__(self, name: str, what: str | None = None, how: str | None = None) -> None:
        self.name = name
        self.what_, self.how_ = what or self.what, how or self.how
        super().__init__(f"{name}: {self.what_}", self.how_)

    def _arguments(self) -> tuple[str, ...]:
        return (self.name, self.what_, self.how_)


class UnreadableFile(_FileError):
    """The file is not there, is a folder, or may not be opened."""

    code = "unreadable_file"
    how = "check the path and its permissions"


class EmptyDocument(_FileError):
    """There is no text in it."""

    code = "empty_document"
    what = "has no text"
    how = "give a file with text in it"


class BinaryFile(_FileError):
    """A picture, an archive, a PDF: not text."""

    code = "binary_file"
    what = "is a binary file, not text"
    how = "save it as plain text or HTML first"


class TooLarge(_FileError):
    """More text than one document may have."""

    code = "too_large"
    what = "is larger than 20 MB"
    how = "split it into one file an article"


class MalformedMarkup(_FileError):
    """HTML from which no text can be had within bounded time."""

    code = "malformed_markup"
    what = "is HTML that cannot be read safely"
    how = "save the article as plain text"


class UnsupportedLanguage(CounterclaimError):
    """The document is in a language that has no reader."""

    code = "unsupported_language"

    def __init__(self, language: str, supported: tuple[str, ...], name: str = "the document") -> None:
        self.language, self.supported, self.name = language, supported, name
        names = ", ".join(supported)
        super().__init__(
            f"{name}: no reader for language {language!r}", f"give a text in a supported language ({names})"
        )

    def __reduce__(self) -> tuple[type[CounterclaimError], tuple[object, ...]]:  # type: ignore[override]
        return (type(self), (self.language, self.supported, self.name))


class BadDate(CounterclaimError):
    """A publication date that is no date of the calendar."""

    code = "bad_date"

    def __init__(self, value: str) -> None:
        self.value = value
        super().__init__(
            f"publication date {value!r} is not a date", "write it as YYYY-MM-DD, e.g. 2023-05-02"
        )

    def _arguments(self) -> tuple[str, ...]:
        return (self.value,)


class TaggerMissing(CounterclaimError):
    """The trained tagger of attributions cannot run: a package or its model file is not there."""

    code = "tagger_missing"

    def __init__(self, what: str) -> None:
        self.what_ = what
        super().__init__(
            f"the trained attribution tagger cannot run: {what}",
            'install it (pip install "counterclaim[full]") or read without it: --reader grammar,'
            ' or Reader(model="grammar") in Python',
        )

    def _arguments(self) -> tuple[str, ...]:
        return (self.what_,)
