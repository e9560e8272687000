"""Letters of ordinary case for texts in capitals, so that a modern parser can read MUC-4.

A word keeps its capital at the start of a sentence, after an honorific, or when it is no ordinary English
word; everything else becomes small. Code points stay one for one. It belongs to the benchmark: the reader
itself never changes a text.
"""

from __future__ import annotations

import functools
import re

_WORD = re.compile(r"[A-Z][A-Z'’]*")
_SENTENCE_END = re.compile(r"(?:[.!?:][\"”]?\s+|\]\s*|\n\s*\n\s*|--\s*)[\"“(]*$")
_ALWAYS = frozenset(
    """january february march april june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday salvadoran salvadorans colombian colombians peruvian peruvians
    guatemalan honduran nicaraguan chilean bolivian panamanian american cuban spanish soviet christian catholic
    jesuit jesuits indian english french german u.s united""".split()
)
_ACRONYM = re.compile(r"\b(?:[A-Z]\.){2,}|\b(?:FMLN|ELN|FARC|EPL|MRTA|ERP|FPL|URNG|ARENA|UN|USA|US|TV|CIA|FBI|DEA|M-19|ACAN|EFE|AFP|DAS|UCA|CGTP|APRA|OAS|EGTK|FPMR|MIR|COPREFA|UNO|PDC|FDR|FSLN|PLO|ETA|UP|II|III|AN|FAL)\b")  # fmt: skip


@functools.cache
def ordinary() -> frozenset[str]:
    """Ordinary English words, small: those the parser's model knows best in small letters."""
    from importlib.resources import files

    folder = files("counterclaim.lexicon") / "data"
    words: set[str] = set()
    for name in ("common_words.txt", "ordinary_words.txt"):
        words |= {w.strip() for w in (folder / name).read_text(encoding="utf-8").splitlines() if w[:1] != "#"}
    return frozenset(words)


@functools.lru_cache(maxsize=50_000)
def _is_name(word: str) -> bool:
    from counterclaim.gazetteer.lookup import gazetteer

    small = word.lower().rstrip("'’")
    if small in _ALWAYS:
        return True
    if small in ordinary() or len(small) < 3 or _inflected(small):
        return False
    if any(c.population > 2_000 or c.kind != "town" for c in gazetteer().candidates(small)):
        return True
    return not _looks_english(small)


def _inflected(word: str) -> bool:
    stems = (word.removesuffix(s) for s in ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "'s") if word.endswith(s))
    return any(stem in ordinary() or stem + "e" in ordinary() or stem[:-1] in ordinary() for stem in stems)


_SUFFIXES = ("tion", "tions", "ing", "ed", "ly", "ment", "ments", "ness", "ists", "ist", "ism", "able", "ible",
             "ous", "ity", "ities", "ive", "ives", "ance", "ence", "ated", "ters", "ors", "ers", "als", "ical")  # fmt: skip


def _looks_english(word: str) -> bool:
    return word.endswith(_SUFFIXES)


def truecase(text: str) -> str:
    """The text in ordinary case, as long as before."""
    out: list[str] = list(text.lower())
    for match in _WORD.finditer(text):
        start, end = match.span()
        if _SENTENCE_END.search(text[max(0, start - 12) : start]) or start == 0 or _is_name(match.group()):
            out[start] = text[start]
    for match in _ACRONYM.finditer(text):
        out[slice(*match.span())] = text[slice(*match.span())]
    return "".join(out)
