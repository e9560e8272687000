"""Trends: statements of change — "barrages have become less frequent", "a shortage of ammunition".

Reads ``page.paragraphs``, ``page.actors`` and ``page.events`` (a sign of a conflict); writes
``page.trends`` in text order.
Windows and claims are not found here. A change of anything but attacks, losses, supplies, production,
the front line or displacement is left out.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from counterclaim.lexicon.events import change
from counterclaim.model.vocabulary import Direction, TrendTopic
from counterclaim.reading.columns import columns
from counterclaim.reading.languages.en.actors import actor_for
from counterclaim.reading.languages.en.events.frames import (
    child_of,
    is_passive,
    object_of,
    phrase,
    prepositions,
    subject_of,
)
from counterclaim.reading.languages.en.events.words import base, base_of
from counterclaim.reading.languages.en.trends_factors import factor_of, times_as_many
from counterclaim.reading.languages.en.trends_grammar import (
    change_words,
    conjuncts,
    direction_of,
    doer_of,
    end_of,
    is_negated,
    is_participle,
    nearest_subject,
    to_number,
)
from counterclaim.reading.languages.en.trends_topics import in_conflict, topic_of, whose
from counterclaim.reading.page import Page, TokenSpan, TrendDraft

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTS = frozenset({"headline", "body", "related", "caption"})
_PARTICLES = {"step": "up", "ramp": "up", "pick": "up", "dry": "up", "tail": "off", "die": "down"}
_LONGEST = 40
_OTHER_HEADS = frozenset({"run", "have", "enough", "sufficient", "change", "lack", "hold", "short"})


@functools.cache
def _heads() -> frozenset[str]:
    """All words at which a statement of change may be found."""
    return (
        frozenset(change_words("verbs")) | frozenset(change_words("nouns")) | change().words["become"]
        | frozenset(change().multiples) | _OTHER_HEADS
        | frozenset(change().factors)
    )  # fmt: skip


def run(page: Page) -> None:
    """Find the statements of change of all paragraphs."""
    finder = _Finder(page)
    heads = _heads()
    for paragraph in page.paragraphs:
        if paragraph.part not in _PARTS:
            continue
        words = columns(paragraph.doc)
        for i, (tag, word) in enumerate(zip(words.tags, words.lower, strict=True)):
            if tag[:1] in "VNJCPDR" and (word in heads or base_of(word, tag) in heads):
                finder.look(paragraph.index, paragraph.doc[i])
    for row in finder.found:
        if row.subject_mention is not None:
            row.subject = actor_for(page, row.subject_mention)
    page.trends = sorted(finder.found, key=lambda t: t.span)


class _Finder:
    """The search through one document."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.found: list[TrendDraft] = []
        self.taken: set[tuple[int, int]] = set()
        self._context: bool | None = None

    @property
    def context(self) -> bool:
        """Whether the document speaks of a conflict."""
        if self._context is None:
            self._context = bool(self.page.events) or any(in_conflict(p.doc) for p in self.page.paragraphs)
        return self._context

    def topic(self, noun: Token | None) -> TrendTopic | None:
        """The topic of a phrase."""
        return topic_of(noun, self.context) if noun is not None else None

    def look(self, paragraph: int, token: Token) -> None:
        """Try each construction that the word may head."""
        word = base(token)
        if token.tag_[:1] == "V" and not is_participle(token):
            if word == "run":
                self.running_low(paragraph, token)
            elif word in ("lack", "have", "need"):
                self.enough(paragraph, token)
            elif word in change().words["become"]:
                self.becoming(paragraph, token)
            elif word in change_words("verbs") or word in ("change", "hold"):
                self.changing(paragraph, token, word)
        elif token.tag_[:1] == "N" and word in change_words("nouns"):
            self.named(paragraph, token, word)
        elif token.lower_ == "short" and any(w == "of" for w, _ in prepositions(token)):
            self.short_of(paragraph, token)
        else:
            self.multiple(paragraph, token)

    def changing(self, paragraph: int, verb: Token, word: str) -> None:
        """ "attacks intensified", "Russia doubled its output", "fighting has eased"."""
        if word in ("change", "hold"):
            self.unchanged(paragraph, verb, word)
            return
        particle = _PARTICLES.get(word)
        if particle is not None and not any(c.lower_ == particle for c in verb.children):
            return
        direction = change_words("verbs")[word]
        passive = is_passive(verb)
        what = object_of(verb, passive) or (child_of(verb, "nsubj") if not passive else None)
        transitive = child_of(verb, "dobj") is not None or passive
        if not transitive:
            what = doer_of(verb)
        topic = self.topic(what)
        if topic is None or what is None or is_negated(verb):
            return
        if (topic == "losses" and to_number(verb)) or (word == "drop" and topic == "supply"):
            return  # a new toll is a figure; munitions are dropped
        factor, end = factor_of(verb, direction)
        doer = doer_of(verb) if transitive else None
        last = max([end, verb.i + 1, *(c.i + 1 for c in verb.children if c.dep_ == "prt")])
        self.add(paragraph, what, (verb.i, last), topic, direction, doer, factor)

    def unchanged(self, paragraph: int, verb: Token, word: str) -> None:
        """ "the front line has not changed", "the truce line held steady"."""
        what = subject_of(verb)
        topic = self.topic(what)
        if topic is None or what is None:
            return
        steady = next((c for c in verb.children if c.lower_ in change().adjectives["steady"]), None)
        if (word == "change" and is_negated(verb)) or steady is not None:
            last = steady.i + 1 if steady is not None else verb.i + 1
            self.add(paragraph, what, (verb.i, last), topic, "steady", None, None)

    def becoming(self, paragraph: int, verb: Token) -> None:
        """ "raids have become larger but less frequent", "losses are higher", "stocks remain low"."""
        first = child_of(verb, "acomp", "attr", "oprd")
        if first is None or first.tag_[:1] not in "JVR":
            return
        what = subject_of(verb)
        topic = self.topic(what)
        if topic is None or what is None or is_negated(verb):
            return
        pieces: list[tuple[Direction, int, int]] = []
        for adjective in [first, *conjuncts(first)]:
            direction = direction_of(adjective, verb, topic)
            if direction is not None:
                pieces.append((direction, adjective.left_edge.i, end_of(adjective)))
        if not pieces:
            return
        if len({p[0] for p in pieces}) == 1:
            self.add(paragraph, what, (verb.i, max(p[2] for p in pieces)), topic, pieces[0][0], None, None)
            return
        for number, (direction, start, end) in enumerate(pieces):
            if number == 0:
                self.add(paragraph, what, (verb.i, end), topic, direction, None, None)
            else:
                self.add(paragraph, None, (start, end), topic, direction, None, None, what)

    def named(self, paragraph: int, noun: Token, word: str) -> None:
        """ "an increase in attacks", "a shortage of ammunition", "no shortage of shells"."""
        direction = change_words("nouns")[word]
        what = next((n for w, n in prepositions(noun) if w in ("in", "of", "for")), None) or child_of(
            noun, "compound"
        )
        topic = self.topic(what)
        if topic is None or what is None:
            return
        negative = any(c.lower_ == "no" for c in noun.children if c.dep_ == "det")
        if direction == "short":
            if topic not in ("supply", "stockpiles", "production"):
                return
            direction = "sufficient" if negative else "short"
        elif negative:
            return
        doer = nearest_subject(noun) if noun.dep_ == "dobj" and direction in ("short", "sufficient") else None
        factor, end = factor_of(noun, direction)
        start = min(noun.left_edge.i if noun.left_edge.i >= noun.sent.start else noun.i, noun.i)
        self.add(paragraph, what, (start, max(end, noun.i + 1)), topic, direction, doer, factor)

    def running_low(self, paragraph: int, verb: Token) -> None:
        """ "is running low on missiles", "ran out of shells"; "stocks are running low"."""
        low = next((c for c in verb.children if c.i > verb.i and c.lower_ in change().words["low"]), None)
        if low is None:
            return
        spots = [n for t in (verb, low) for w, n in prepositions(t) if w in ("on", "of")]
        spots += [
            p for c in verb.children if c.lower_ in ("of", "on") for p in c.children if p.dep_ == "pobj"
        ]
        doer = subject_of(verb)
        for what in spots:
            topic = self.topic(what)
            if topic in ("supply", "stockpiles"):
                self.add(paragraph, what, (verb.i, low.i + 1), topic, "short", doer, None)
                return
        topic = self.topic(doer)
        if topic in ("supply", "stockpiles") and doer is not None:
            self.add(paragraph, doer, (verb.i, low.i + 1), topic, "short", None, None)

    def enough(self, paragraph: int, verb: Token) -> None:
        """ "does not have enough ammunition", "lacks shells", "has sufficient missiles"."""
        what = child_of(verb, "dobj")
        topic = self.topic(what)
        if what is None or topic not in ("supply", "stockpiles"):
            return
        plenty = next(
            (c for c in what.children if c.lower_ in ("enough", "sufficient", "ample", "adequate")), None
        )
        direction: Direction
        if base(verb) == "lack":
            direction = "short"
        elif plenty is not None:
            direction = "short" if is_negated(verb) else "sufficient"
        elif any(c.lower_ in ("insufficient", "inadequate", "few", "little") for c in what.children):
            direction = "short"
        else:
            return
        start = min([verb.i, *(c.i for c in verb.children if c.dep_ in ("aux", "neg"))])
        self.add(paragraph, what, (start, verb.i + 1), topic, direction, subject_of(verb), None)

    def short_of(self, paragraph: int, token: Token) -> None:
        """ "the army is short of shells"."""
        what = next((n for w, n in prepositions(token) if w == "of"), None)
        topic = self.topic(what)
        if what is not None and topic in ("supply", "stockpiles"):
            doer = subject_of(token.head) if token.head.tag_[:1] == "V" else None
            self.add(paragraph, what, (token.i, token.i + 1), topic, "short", doer, None)

    def multiple(self, paragraph: int, token: Token) -> None:
        """ "three times as many attacks as in May"."""
        many = times_as_many(token)
        if many is None:
            return
        factor, end = many
        doc = token.doc
        behind = (doc[i] for i in range(end, min(end + 4, token.sent.end)))
        noun = next((t for t in behind if t.tag_ in ("NN", "NNS") and t.dep_ != "compound"), None)
        topic = self.topic(noun)
        if noun is None or topic is None:
            return
        doer = subject_of(noun.head) if noun.dep_ == "dobj" else None
        direction: Direction = "up" if factor > 1 else "down"
        self.add(paragraph, noun, (token.i, end), topic, direction, doer, factor)

    def add(
        self,
        paragraph: int,
        what: Token | None,
        words: tuple[int, int],
        topic: TrendTopic,
        direction: Direction,
        doer: Token | None,
        factor: float | None,
        of: Token | None = None,
    ) -> None:
        """Keep a row; its span runs from the first to the last word of the statement."""
        start, end = words
        if what is not None:
            first, last = phrase(what)
            start, end = min(start, first), max(end, last)
        if end - start > _LONGEST or (paragraph, end) in self.taken:
            return
        self.taken.add((paragraph, end))
        row = TrendDraft(TokenSpan(paragraph, start, end), topic, direction, factor=factor)
        spot = what or of
        side = whose(spot) if spot is not None else None
        if side is None and doer is not None and doer is not spot:
            side = phrase(doer)
        if side is not None:
            row.subject_mention = TokenSpan(paragraph, *side)
        self.found.append(row)
