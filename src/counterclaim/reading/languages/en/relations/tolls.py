"""Figures of one question in several claims: parts of a whole, a toll that rose, two tolls of one event."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from counterclaim.lexicon.measures import ATTACK_MEASURES, PEOPLE_MEASURES
from counterclaim.lexicon.relations import relation_words
from counterclaim.model.vocabulary import Measure
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.relations import reasons, targets
from counterclaim.reading.languages.en.relations.comparable import can_contradict, can_corroborate
from counterclaim.reading.languages.en.relations.scene import REACH, Scene, family
from counterclaim.reading.languages.en.relations.targets import counted
from counterclaim.reading.languages.en.relations.voices import same_voice
from counterclaim.reading.page import ClaimDraft, FigureDraft, RelationDraft, TokenSpan

_PEOPLE = PEOPLE_MEASURES - {"affected"}
_WHOLES: dict[str, frozenset[Measure]] = {
    "them": _PEOPLE,
    "those": _PEOPLE,
    "these": _PEOPLE,
    "the dead": frozenset({"killed"}),
    "the killed": frozenset({"killed"}),
    "the bodies": frozenset({"killed"}),
    "the victims": frozenset({"killed", "casualties"}),
    "the casualties": frozenset({"casualties"}),
    "the wounded": frozenset({"wounded"}),
    "the injured": frozenset({"wounded"}),
    "the missing": frozenset({"missing"}),
    "the detained": frozenset({"detained"}),
    "the detainees": frozenset({"detained"}),
    "the prisoners": frozenset({"captured", "detained"}),
    "the hostages": frozenset({"abducted"}),
    "the displaced": frozenset({"displaced"}),
}
_TOLL_TALK = re.compile(r"\b(?:toll|number|count|tally|figure|total|dead|killed|injured|wounded)\b")
_FORMER = re.compile(r"\b(?:first|earlier|previous|initial|preliminary|original|last)\b")
_DOCUMENTS = {
    "update", "report", "statement", "count", "toll", "bulletin", "tally", "estimate", "figure", "notice",
    "release",
}  # fmt: skip
_CUMULATIVE = re.compile(r"\b(?:since|overall|altogether|in total|in all|this year)\b")
_ADDED = re.compile(r"\b(?:further|another|additional|other|more(?! than))\b")
_GROWTH = 5  # a toll that grows more than this is another count (a year's, a country's), not an update
_NEAR = 4
_SPOTS = {"exact", "populated_place", "near"}  # a region has room for two tolls
_WEAPONRY = ATTACK_MEASURES | {"launched", "intercepted", "destroyed", "damaged", "missing", "other"}
_QUESTIONS = PEOPLE_MEASURES | ATTACK_MEASURES


def find(scene: Scene) -> Iterator[RelationDraft]:
    """Refinements, updates, contradictions and corroborations by figures."""
    for claim in scene.claims:
        found = _part(scene, claim) or _risen(scene, claim) or _superseded(scene, claim)
        if found is not None:
            yield found
    yield from _compared(scene)


def _part(scene: Scene, claim: ClaimDraft) -> RelationDraft | None:
    """ "Five of them were children" after "14 killed"; a figure whose whole another claim gives."""
    for figure in claim.figures:
        whole = figure.part_of
        if whole is None or whole.claim is claim or not scene.knows(whole.claim):
            continue
        if family(figure.measure) == family(whole.measure) or {figure.measure, whole.measure} <= _WEAPONRY:
            return _refines(scene, claim, whole, figure.span)
    wanted = _WHOLES.get(targets.partitive(scene, claim) or "")
    if wanted is None:
        return None
    for other in scene.before(claim):
        if scene.distance(claim, other) > 1:
            return None
        wholes = [f for f in counted(other) if f.measure in wanted and f.part_of is None]
        if wholes or counted(other):
            # Of two wholes nobody can tell which one the part is of.
            return _refines(scene, claim, wholes[0], claim.content[0]) if len(wholes) == 1 else None
    return None


def _refines(scene: Scene, claim: ClaimDraft, whole: FigureDraft, words: TokenSpan) -> RelationDraft | None:
    target = whole.claim
    if target is None or target is claim:
        return None
    page = scene.page
    reason = (
        f"{reasons.who(page, claim)} says {reasons.quoted(page, words)}, a part of "
        f"{reasons.figure_words(page, whole)}; {reasons.said(page, target)}."
    )
    return reasons.link(claim, target, "refines", reason, [words, whole.span])


def _risen(scene: Scene, claim: ClaimDraft) -> RelationDraft | None:
    """ "The toll had climbed to four": an update of the last lower figure of the same measure."""
    text = scene.text(claim)
    rising = relation_words().words["rising"]
    if not claim.figures or " to " not in text or not _TOLL_TALK.search(text) or _CUMULATIVE.search(text):
        return None
    if not any(t.tag_[:1] == "V" and lemma(t) in rising for t in scene.tokens(claim)):
        return None
    for figure in (f for f in counted(claim) if f.measure in _PEOPLE and f.part_of is None):
        for other in scene.before(claim):
            if scene.distance(claim, other) > _NEAR:
                break
            for old in counted(other):
                if _same_question(figure, old) and _grown(old, figure):
                    return _updates(scene, claim, other, figure, old)
    return None


def _superseded(scene: Scene, claim: ClaimDraft) -> RelationDraft | None:
    """ "The first update reported 6,200 displaced": the figure beside it, of the same measure, updates it."""
    mention = claim.speaker_mention
    if mention is None or not counted(claim) or not _FORMER.search(scene.page.words(mention).lower()):
        return None
    if not any(lemma(t) in _DOCUMENTS for t in scene.page.tokens(mention)):
        return None
    for other in sorted(scene.around(claim), key=lambda c: abs(scene.order(c) - scene.order(claim))):
        if other.paragraph != claim.paragraph:
            continue
        for new in counted(other):
            for old in counted(claim):
                if new.measure == old.measure and _disjoint(new, old) and new.part_of is old.part_of is None:
                    return _updates(scene, other, claim, new, old)
    return None


def _updates(
    scene: Scene, claim: ClaimDraft, target: ClaimDraft, new: FigureDraft, old: FigureDraft
) -> RelationDraft:
    page = scene.page
    reason = (
        f"{reasons.who(page, claim)} gives {reasons.figure_words(page, new)} after "
        f"{reasons.figure_words(page, old)}: {reasons.said(page, target)}."
    )
    return reasons.link(claim, target, "updates", reason, [new.span, old.span])


def _compared(scene: Scene) -> Iterator[RelationDraft]:
    """Two voices on one question: they contradict when no number fits both, and agree when it is one."""
    rows = [
        f
        for c in scene.claims
        if c.speaker is not None and c.stance in ("asserts", "confirms", "estimates", "assesses", "accuses")
        for f in c.figures
        if f.measure in _QUESTIONS and f.part_of is None and f.qualifier != "vague" and not _added(scene, f)
    ]
    answers = Counter(map(_answer, rows))
    rows = [
        f for f in rows if answers[_answer(f)] == 1
    ]  # who gives two numbers for a place speaks of two things
    for n, new in enumerate(rows):
        for old in rows[max(0, n - REACH) : n][::-1]:
            a, b = new.claim, old.claim
            if a is None or b is None or a is b or same_voice(a, b) or not _pinned(new, old):
                continue
            if _disjoint(new, old) and not _far_apart(new, old):
                if can_contradict(scene, new, old):
                    yield _against(scene, a, b, new, old)
            elif new.value is not None and new.value == old.value and _two_sides(a, b):
                if not can_corroborate(new, old):
                    continue
                yield _alongside(scene, a, b, new, old)


def _answer(figure: FigureDraft) -> tuple[int, str, int, str]:
    """Who counts what of whom, and where."""
    claim = figure.claim
    return id(claim.speaker) if claim is not None else 0, figure.measure, id(figure.place), figure.population


def _added(scene: Scene, figure: FigureDraft) -> bool:
    """ "A further nine": a number that comes on top of another one."""
    span = figure.span
    words = scene.page.words(span._replace(start=max(0, span.start - 2)))
    return _ADDED.search(words.lower()) is not None


def _same_question(a: FigureDraft, b: FigureDraft) -> bool:
    """Same measure, and nothing said of side, people or place that sets them apart."""
    if a.measure != b.measure or b.part_of is not None:
        return False
    if a.side is not None and b.side is not None and a.side != b.side:
        return False
    if "unstated" not in (a.population, b.population) and a.population != b.population:
        return False
    return a.place is None or b.place is None or a.place is b.place


def _pinned(a: FigureDraft, b: FigureDraft) -> bool:
    """Whether both are surely of one question: the same place or event, the same people, no other window."""
    if not _same_question(a, b):
        return False
    if "unstated" in (a.population, b.population) and a.population != b.population and a.side != b.side:
        return False
    one_event = a.event is not None and a.event is b.event
    if not one_event and _period(a) != _period(b):
        return False  # the place may have been struck twice
    one_place = a.place is not None and a.place is b.place and a.place.precision in _SPOTS and _alike(a, b)
    one_side = a.side is not None and a.side == b.side and a.population == b.population != "unstated"
    return one_event or one_place or one_side


def _period(figure: FigureDraft) -> tuple[str | None, str | None, str | None] | None:
    window = figure.window
    return (window.start, window.end, window.kind) if window is not None else None


def _alike(a: FigureDraft, b: FigureDraft) -> bool:
    """Events of one kind, where both name one."""
    return a.event is None or b.event is None or a.event.type == b.event.type


def _bounds(figure: FigureDraft) -> tuple[float, float]:
    low = figure.low if figure.low is not None else (figure.value if figure.qualifier == "about" else None)
    high = figure.high if figure.high is not None else (figure.value if figure.qualifier == "about" else None)
    slack = 0.15 if figure.qualifier == "about" else 0.0
    return (
        float("-inf") if low is None else low * (1 - slack),
        float("inf") if high is None else high * (1 + slack),
    )


def _disjoint(a: FigureDraft, b: FigureDraft) -> bool:
    (low_a, high_a), (low_b, high_b) = _bounds(a), _bounds(b)
    return high_a < low_b or high_b < low_a


def _far_apart(a: FigureDraft, b: FigureDraft) -> bool:
    """Whether one is so many times the other that they hardly count the same thing."""
    stated = sorted(x for x in (a.value or a.low, b.value or b.low) if x is not None)
    return len(stated) < 2 or stated[0] * _GROWTH < stated[1]


def _grown(old: FigureDraft, new: FigureDraft) -> bool:
    """Whether the new toll is above the old one, and not beyond what one event's toll grows."""
    (low, high), (floor, _) = _bounds(old), _bounds(new)
    return 0 < high < floor <= _GROWTH * max(low, high / 2)


def _two_sides(a: ClaimDraft, b: ClaimDraft) -> bool:
    sides = [c.speaker.side for c in (a, b) if c.speaker is not None]
    return len(sides) == 2 and None not in sides and sides[0] != sides[1]


def _against(scene: Scene, a: ClaimDraft, b: ClaimDraft, new: FigureDraft, old: FigureDraft) -> RelationDraft:
    page = scene.page
    reason = (
        f"{reasons.who(page, a)} gives {reasons.figure_words(page, new)}, {reasons.who(page, b)} gives "
        f"{reasons.figure_words(page, old)}: no number fits both."
    )
    return reasons.link(a, b, "contradicts", reason, [new.span, old.span])


def _alongside(
    scene: Scene, a: ClaimDraft, b: ClaimDraft, new: FigureDraft, old: FigureDraft
) -> RelationDraft:
    page = scene.page
    reason = (
        f"{reasons.who(page, a)} and {reasons.who(page, b)} give the same number: "
        f"{reasons.figure_words(page, new)} and {reasons.figure_words(page, old)}."
    )
    return reasons.link(a, b, "corroborates", reason, [new.span, old.span])
