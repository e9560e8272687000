"""Which language a text is in, and whether it has a reader."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from counterclaim.lexicon.cleanup import cleanup
from counterclaim.model.document import Document
from counterclaim.model.errors import TooLarge, UnsupportedLanguage

SUPPORTED = ("en",)
MAX_LINE = 1_000_000  # code points
_SAMPLE = 4_000  # code points looked at
_FEW_WORDS = 12  # fewer say nothing about the language
_SURE = 0.8  # a less probable language is a guess, and no text is refused on a guess
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[a-z]{2,3}")


def language_code(tag: str | None) -> str | None:
    """ "en-GB" and "EN_us" are "en"; what is no language tag is None."""
    if not tag:
        return None
    code = tag.strip().replace("_", "-").split("-", 1)[0].casefold()
    return code if _CODE.fullmatch(code) else None


def _foreign_script(words: list[str]) -> bool:
    """Whether most letters are outside the Latin alphabet."""
    letters = "".join(words)
    return sum(c > "\u024f" for c in letters) > 0.5 * len(letters)


@cache
def _identifier() -> Any:  # noqa: ANN401
    """The model, loaded on first use; an instance of our own, so that nobody else's settings reach it."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _classify(sample: str) -> tuple[str, float]:
    """The likeliest language and its probability."""
    language, probability = _identifier().classify(sample)
    return str(language), float(probability)


def detect_language(text: str, declared: str | None = None) -> str:
    """The language of a text (ISO 639-1); ``declared``, from HTML, holds where the text is too short."""
    prior = language_code(declared)
    words = _WORD.findall(text[:_SAMPLE])
    foreign = _foreign_script(words) if words else False
    if len(words) < _FEW_WORDS and not foreign:
        return prior or "en"
    common = cleanup().english_words
    if not foreign and sum(w.casefold() in common for w in words) >= 0.2 * len(words):
        return "en"
    found, sure = _classify(" ".join(words))
    return found if sure >= _SURE else prior or "en"


def check_readable(document: Document, name: str | None = None) -> None:
    """Refuse a document that no reader can read, or not in bounded time.

    Raises:
        UnsupportedLanguage: it names the languages that have a reader.
        TooLarge: a line has over `MAX_LINE` code points: no article has, and parsing it takes minutes.

    """
    called = name or document.title or "the document"
    language = language_code(document.language) or "en"
    if language not in SUPPORTED:
        raise UnsupportedLanguage(language, SUPPORTED, called)
    longest = max(map(len, document.text.split("\n")))
    if longest > MAX_LINE:
        raise TooLarge(called, f"has a line of {longest:,} characters", "break it into paragraphs")
