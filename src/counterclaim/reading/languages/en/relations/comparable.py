"""Whether two figures of one measure count the same people, so that their numbers can be set side by side."""

from __future__ import annotations

from counterclaim.lexicon.relations import phrases, relation_words
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.relations.scene import Scene
from counterclaim.reading.page import FigureDraft

_CEILINGS = ("up_to", "less_than")
_AFTER = 8  # words after a figure that may narrow it


def can_contradict(scene: Scene, a: FigureDraft, b: FigureDraft) -> bool:
    """Whether disjoint numbers clash: a lower count of a few of them ("on arrival", "children") does not."""
    small, large = (a, b) if _size(a) <= _size(b) else (b, a)
    if small.population != large.population and large.population == "unstated" and small.side is None:
        return False  # the children, or the soldiers, among the dead
    return not _narrowed(scene, small)


def can_corroborate(a: FigureDraft, b: FigureDraft) -> bool:
    """Whether the same number says the same: "up to eight" does not back "at least eight"."""
    return (a.qualifier in _CEILINGS) == (b.qualifier in _CEILINGS)


def _size(figure: FigureDraft) -> float:
    stated = (figure.value, figure.low, figure.high)
    return float(next((x for x in stated if x is not None), 0))


def _narrowed(scene: Scene, figure: FigureDraft) -> bool:
    """ "Three had died on arrival"; what a hospital or a morgue counts is what it took in."""
    claim, span = figure.claim, figure.span
    after = scene.page.words(span._replace(end=_end(scene, span.paragraph, span.end + _AFTER))).lower()
    if phrases("narrowing").search(after) is not None:
        return True
    mention = claim.speaker_mention if claim is not None else None
    if mention is None:
        return False
    hosts = relation_words().words["taking_in"]
    return any(lemma(t) in hosts for t in scene.page.tokens(mention))


def _end(scene: Scene, paragraph: int, end: int) -> int:
    return min(end, len(scene.page.paragraphs[paragraph].doc))
