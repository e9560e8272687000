"""Repairs: overlays that let the parser see what was meant. The text itself is never edited.

Glued words are parted on evidence from the same text, so that names survive; a doubtful case stays as it is.
Not attempted: misspellings, lost letters, words glued without a verb of speech or a capital.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import islice

from counterclaim.intake.mojibake import misread
from counterclaim.lexicon.cleanup import cleanup
from counterclaim.model.document import Part, Repair

_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+")
_SHORTEST_NAME = 3
_LONGEST_GLUED = 40
_MOST = 20_000  # repairs of a kind
# A full stop between a small letter and a capital; quote marks that were closed or opened without a blank.
_STOP = re.compile(r"(?<=[a-zà-ÿ]{3})[.!?](?=[A-Z][a-z])|(?<=\d{4})\.(?=[A-Z][a-z]{2})")
_QUOTE = re.compile(r"(?<=[\w.,!?])”(?=[^\W\d_]{2})|(?<=[a-z][.!?,;:])“(?=\w)")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-[ \t]{0,8}\n[ \t]{0,40}(?=[^\W\d_]{2})")
_INNER_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_APART = re.compile(r"(?<![^\s“\"‘(])[^\W\d_]+")
_INVISIBLE = re.compile(r"[\xad\ufeff\u2060]+")
_ADDRESS = ("/", "@", "www.", "http", "\\", "_", "#")


@cache
def _pairs() -> dict[str, int]:
    """Verbs of speech glued to the word after them, and the length of the verb: "saidthat" → 4."""
    lexicon = cleanup()
    return {v + w: len(v) for v in lexicon.glued_pair_verbs for w in lexicon.glued_after_verb}


class _Evidence:
    """What words the text uses, and how."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = set(_WORD.findall(text))

    def is_name(self, word: str) -> bool:
        """Whether the text has this capitalised word on its own, and never in small letters."""
        return len(word) >= _SHORTEST_NAME and word in self.words and word.lower() not in self.words

    @cached_property
    def apart(self) -> frozenset[str]:
        """The words that stand after a blank: the second half of a brand name does not."""
        return frozenset(_APART.findall(self.text))

    @cached_property
    def hyphenated(self) -> frozenset[str]:
        """The words that the text itself writes with a hyphen, without their further halves."""
        found = (_halves(self.text, m.start(), m.end()) for m in _INNER_HYPHEN.finditer(self.text))
        return frozenset(f"{first}-{second}" for first, second in found)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each word occurs."""
        return Counter(_WORD.findall(self.text))


def _halves(text: str, start: int, end: int) -> tuple[str, str]:
    """The word that ends at one place and the one that begins at another; at most 40 letters of each."""
    before = _WORD.match(text[max(0, start - _LONGEST_GLUED) : start][::-1])
    after = _WORD.match(text, end, end + _LONGEST_GLUED)
    return before[0][::-1] if before else "", after[0] if after else ""


def _cut(word: str, evidence: _Evidence) -> int | None:
    """Where a glued word falls apart, or None."""
    if word.islower():
        return _pairs().get(word)
    if word[0].isupper() and word[1:].islower():
        return _cut_name_and_verb(word, evidence)
    if word[0].islower():
        return _cut_before_name(word, evidence)
    return None


def _cut_name_and_verb(word: str, evidence: _Evidence) -> int | None:
    """ "Petrovsaid" where the text has "Petrov"; never "Understated" or a name that only ends so."""
    verbs = cleanup().glued_verbs
    if not word.endswith(verbs):
        return None
    for verb in sorted((v for v in verbs if word.endswith(v)), key=len, reverse=True):
        name = word[: -len(verb)]
        if (
            name.lower() not in cleanup().verb_prefixes
            and evidence.is_name(name)
            and word.lower() not in evidence.words
        ):
            return len(name)
    return None


def _cut_before_name(word: str, evidence: _Evidence) -> int | None:
    """ "inDonetsk" where the text has "Donetsk"."""
    at = next((i for i, c in enumerate(word) if c.isupper()), 0)
    if not at or word[:at] not in cleanup().glued_before_name or not word[at + 1 :].islower():
        return None
    return at if evidence.is_name(word[at:]) else None


def _used_as_name(text: str, end: int) -> bool:
    """Whether the word that ends here is used like a name that speaks: "Hussaid's", "Hussaid said"."""
    if text[end : end + 1] in ("'", "’"):
        return True
    following = _WORD.match(text, end + 1, end + 1 + _LONGEST_GLUED) if text[end : end + 1] == " " else None
    return following is not None and following[0] in _speech()


@cache
def _speech() -> frozenset[str]:
    return frozenset(cleanup().glued_verbs)


def _glued_words(text: str, evidence: _Evidence) -> Iterator[Repair]:
    """Words with a missing blank inside."""
    cuts = {word: cut for word in _suspects(evidence) if (cut := _cut(word, evidence)) is not None}
    if not cuts:
        return
    places = [m.span() for m in _WORD.finditer(text) if m[0] in cuts and _is_whole(text, *m.span())]
    names = {text[a:b] for a, b in places if text[a].isupper() and _used_as_name(text, b)}
    for start, end in places:
        word = text[start:end]
        if word not in names:
            cut = cuts[word]
            yield Repair(start, end, word, f"{word[:cut]} {word[cut:]}")


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a run of letters is all of its word: no digit, no handle, no half of "McSaid-Jones"."""
    before, after = text[start - 1 : start] if start else " ", text[end : end + 1]
    return not (before.isdigit() or before in "@#_-./" or after.isdigit() or after in ("_", "-", "@"))


def _suspects(evidence: _Evidence) -> Iterator[str]:
    """Words worth a look, by a quick test: few of a text's words pass it."""
    verbs, pairs = cleanup().glued_verbs, _pairs()
    for word in evidence.words:
        if len(word) > _LONGEST_GLUED or len(word) < 5:
            continue
        capital = word[0].isupper()
        if word in pairs or (word.endswith(verbs) if capital else not word.islower()):
            yield word


def _unit_around(text: str, at: int) -> tuple[int, int]:
    """The run of characters without a blank around a place, at most 100 to each side."""
    start = end = at
    while start > 0 and at - start < 100 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and end - at < 100 and not text[end].isspace():
        end += 1
    return start, end


def _missing_blanks(text: str, evidence: _Evidence) -> Iterator[Repair]:
    """Sentences with no blank between them: "front.The". Addresses and brand names stay."""
    for match in _STOP.finditer(text):
        start, end = _unit_around(text, match.start())
        unit = text[start:end]
        following = _WORD.match(text, match.end())
        before = _TOKEN.match(text[start : match.start()][::-1])
        if following is None or before is None or any(mark in unit for mark in _ADDRESS):
            continue
        word = following[0]
        if word.casefold() in cleanup().address_endings:
            continue
        if word in cleanup().sentence_openers or (evidence.is_name(word) and word in evidence.apart):
            at = match.start() - len(before[0])
            yield _part(text, at, match.end(), following.end())


def _part(text: str, start: int, cut: int, end: int) -> Repair:
    return Repair(start, end, text[start:end], f"{text[start:cut]} {text[cut:end]}")


def _missing_blanks_at_quotes(text: str) -> Iterator[Repair]:
    """Quotations glued to what comes before or after: ``front.“We …``, ``…”he said``."""
    if "„" in text or "”" not in text or "“" not in text:  # elsewhere ” opens and “ closes
        return
    for match in _QUOTE.finditer(text):
        if match[0] == "”":
            yield _part(text, match.start(), match.end(), match.end() + 1)
        else:
            yield _part(text, match.start() - 1, match.start(), match.end())


def _broken_hyphens(text: str, evidence: _Evidence) -> Iterator[Repair]:
    """Words that a line break cut in two."""
    if "-" not in text or "\n" not in text:
        return
    for match in _HYPHEN.finditer(text):
        first, second = _halves(text, match.start(), match.end())
        start, end = match.start() - len(first), match.end() + len(second)
        glue = "-" if _keeps_hyphen(first, second, evidence) else ""
        yield Repair(start, end, text[start:end], first + glue + second)


def _keeps_hyphen(first: str, second: str, evidence: _Evidence) -> bool:
    """Whether the hyphen belongs to the word: by the text's own spelling first, then by the lexicon."""
    if first + second in evidence.words:
        return False
    if f"{first}-{second}" in evidence.hyphenated or second[0].isupper():
        return True
    lexicon = cleanup()
    if second in lexicon.hyphen_tails or first.casefold() in lexicon.hyphen_heads:
        return True
    # "Russian-\ninstalled": a name that the text has on its own as well.
    return first[0].isupper() and evidence.counts[first] > 1


def _invisible(text: str) -> Iterator[Repair]:
    """Soft hyphens and stray marks inside or before words, which the parser would take for blanks."""
    for match in _INVISIBLE.finditer(text):
        start = match.start() - 1 if match.start() and text[match.start() - 1].isalnum() else match.start()
        end = match.end() + 1 if text[match.end() : match.end() + 1].isalnum() else match.end()
        seen = text[start : match.start()] + text[match.end() : end]
        if seen:
            yield Repair(start, end, text[start:end], seen)


def _sound(repairs: Iterable[Repair], parts: tuple[Part, ...]) -> tuple[Repair, ...]:
    """In order, without overlaps, each within one part: the first of two that touch stays."""
    kept: list[Repair] = []
    bounds = iter(parts)
    part = next(bounds, None)
    for repair in sorted(repairs, key=lambda r: (r.start, -r.end)):
        while part is not None and part.end <= repair.start:
            part = next(bounds, None)
        if part is None:
            break
        if repair.end <= part.end and (not kept or kept[-1].end <= repair.start):
            kept.append(repair)
    return tuple(kept)


def find_repairs(text: str, parts: tuple[Part, ...]) -> tuple[Repair, ...]:
    """All repairs of a text, in order and apart from each other."""
    evidence = _Evidence(text)
    kinds = [
        _glued_words(text, evidence),
        _missing_blanks(text, evidence),
        _missing_blanks_at_quotes(text),
        _broken_hyphens(text, evidence),
    ]
    if not text.isascii():
        kinds += [misread(text), _invisible(text)]
    # No article has that many: past the limit, hostile text stays as it is.
    found = [repair for kind in kinds for repair in islice(kind, _MOST)]
    return _sound(found, parts)
