"""Figures of one question in several claims: parts of a whole, a toll that rose, two tolls of one event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.lexicon.relations import relation_words
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.relations import reasons
from counterclaim.reading.languages.en.relations.scene import Scene
from counterclaim.reading.languages.en.relations.targets import counted
from counterclaim.reading.languages.en.relations.voices import same_voice
from counterclaim.reading.page import ClaimDraft, FigureDraft, RelationDraft, TokenSpan

_PEOPLE = {"killed", "wounded", "casualties", "missing", "captured", "detained", "abducted", "displaced", "evacuated"}
_PARTITIVE = re.compile(
    r"^(?:\W|at least |more than |about |some |only |that )*"
    r"(?P<part>\w+(?:-\w+)?) of (?P<whole>them|those|these|the (?:dead|killed|victims|bodies|wounded|injured|casualties|"
    r"missing|detained|detainees|prisoners|hostages|displaced))\b"
)
_WHOLES = {
    "dead": {"killed"}, "killed": {"killed"}, "bodies": {"killed"}, "wounded": {"wounded"}, "injured": {"wounded"},
    "victims": {"killed", "wounded", "casualties"}, "casualties": {"casualties", "killed", "wounded"},
    "missing": {"missing"}, "detained": {"detained"}, "detainees": {"detained"}, "prisoners": {"captured", "detained"},
    "hostages": {"abducted"}, "displaced": {"displaced"},
}  # fmt: skip
_TOLL_TALK = re.compile(r"\b(?:toll|number|count|tally|figure|total|dead|killed|injured|wounded)\b")
_FORMER = re.compile(r"\b(?:first|earlier|previous|initial|preliminary|original|last)\b")
_DOCUMENTS = {"update", "report", "statement", "count", "toll", "bulletin", "tally", "estimate", "figure", "notice", "release"}
_NEAR = 4
_QUESTIONS = _PEOPLE | {"air_strikes", "missile_strikes", "drone_strikes", "rocket_attacks", "shelling_attacks"}


def find(scene: Scene) -> Iterator[RelationDraft]:
    """Refinements, updates, contradictions and corroborations by figures."""
    for n, claim in enumerate(scene.claims):
        found = _part(scene, n) or _risen(scene, n) or _superseded(scene, n)
        if found is not None:
            yield found
    yield from _compared(scene)


def _part(scene: Scene, n: int) -> RelationDraft | None:
    """"Five of them were children" after "14 killed"; a figure whose whole another claim gives."""
    claim = scene.claims[n]
    for figure in claim.figures:
        whole = figure.part_of
        if whole is not None and whole.claim is not None and whole.claim is not claim and _seen(scene, whole.claim):
            return _refines(scene, claim, whole, figure.span)
    match = _PARTITIVE.match(scene.text(claim))
    if match is None or n == 0:
        return None
    wanted = _WHOLES.get(match["whole"].removeprefix("the "), _PEOPLE)
    for other in reversed(scene.claims[:n]):
        if claim.paragraph - other.paragraph > 1:
            return None
        wholes = [f for f in counted(other) if f.measure in wanted and f.part_of is None]
        if wholes:
            return _refines(scene, claim, wholes[-1], claim.content[0])
        if counted(other):
            return None
    return None


def _seen(scene: Scene, claim: ClaimDraft) -> bool:
    return any(claim is c for c in scene.claims)


def _refines(scene: Scene, claim: ClaimDraft, whole: FigureDraft, words: TokenSpan) -> RelationDraft | None:
    target = whole.claim
    if target is None or target is claim:
        return None
    page = scene.page
    reason = (
        f"{reasons.who(page, claim)} says {reasons.quoted(page, words)}, a part of "
        f"{reasons.figure_words(page, whole)} that {reasons.said(page, target)}."
    )
    return reasons.link(page, claim, target, "refines", reason, [words, whole.span])


def _risen(scene: Scene, n: int) -> RelationDraft | None:
    """"The toll had climbed to four": an update of the last lower figure of the same measure."""
    claim = scene.claims[n]
    text = scene.text(claim)
    rising = relation_words().words["rising"]
    if not claim.figures or not _TOLL_TALK.search(text) or " to " not in text:
        return None
    if not any(t.tag_[:1] == "V" and lemma(t) in rising for t in scene.tokens(claim)):
        return None
    for figure in (f for f in counted(claim) if f.measure in _PEOPLE and f.part_of is None):
        for other in reversed(scene.claims[:n]):
            if claim.paragraph - other.paragraph > _NEAR:
                break
            if other.speaker is not None and other.speaker is claim.speaker and other.paragraph == claim.paragraph:
                continue
            for old in counted(other):
                if _same_question(figure, old) and _below(old, figure):
                    return _updates(scene, claim, other, figure, old)
    return None


def _superseded(scene: Scene, n: int) -> RelationDraft | None:
    """"The first update reported 6,200 displaced": the figure beside it, of the same measure, updates it."""
    claim = scene.claims[n]
    mention = claim.speaker_mention
    if mention is None or not counted(claim) or not _FORMER.search(scene.page.words(mention).lower()):
        return None
    if not any(lemma(t) in _DOCUMENTS for t in scene.page.tokens(mention)):
        return None
    around = [*reversed(scene.claims[:n]), *scene.claims[n + 1 :]]
    for other in around:
        if other.paragraph != claim.paragraph:
            continue
        for new in counted(other):
            for old in counted(claim):
                if new.measure == old.measure and _disjoint(new, old) and new.part_of is None:
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
    return reasons.link(page, claim, target, "updates", reason, [new.span, old.span])


def _compared(scene: Scene) -> Iterator[RelationDraft]:
    """Two voices that answer one question: they contradict when no number fits both, and agree when it is one."""
    rows = [
        f
        for c in scene.claims
        if c.speaker is not None and c.stance in ("asserts", "confirms", "estimates", "assesses", "accuses")
        for f in c.figures
        if f.measure in _QUESTIONS and f.part_of is None and f.qualifier != "vague"
    ]
    for n, new in enumerate(rows):
        for old in reversed(rows[:n]):
            a, b = new.claim, old.claim
            if a is None or b is None or a is b or same_voice(a, b) or not _pinned(new, old):
                continue
            if _disjoint(new, old):
                yield _against(scene, a, b, new, old)
            elif new.value is not None and new.value == old.value and _two_sides(a, b):
                yield _alongside(scene, a, b, new, old)


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
    if a.window is not None and b.window is not None:
        if (a.window.start, a.window.end, a.window.kind) != (b.window.start, b.window.end, b.window.kind):
            return False
    elif (a.window or b.window) and not (a.event is not None and a.event is b.event):
        spread = a.window or b.window
        if spread is not None and spread.kind in ("since", "total", "last"):
            return False
    one_event = a.event is not None and a.event is b.event
    one_place = a.place is not None and a.place is b.place and _alike(a, b)
    one_side = a.side is not None and a.side == b.side and a.population == b.population != "unstated"
    return one_event or one_place or one_side


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


def _below(old: FigureDraft, new: FigureDraft) -> bool:
    return _bounds(old)[1] < _bounds(new)[0]


def _two_sides(a: ClaimDraft, b: ClaimDraft) -> bool:
    sides = [c.speaker.side for c in (a, b) if c.speaker is not None]
    return len(sides) == 2 and None not in sides and sides[0] != sides[1]


def _against(
    scene: Scene, a: ClaimDraft, b: ClaimDraft, new: FigureDraft, old: FigureDraft
) -> RelationDraft:
    page = scene.page
    reason = (
        f"{reasons.who(page, a)} gives {reasons.figure_words(page, new)}, {reasons.who(page, b)} gives "
        f"{reasons.figure_words(page, old)}: no number fits both."
    )
    return reasons.link(page, a, b, "contradicts", reason, [new.span, old.span])


def _alongside(
    scene: Scene, a: ClaimDraft, b: ClaimDraft, new: FigureDraft, old: FigureDraft
) -> RelationDraft:
    page = scene.page
    reason = (
        f"{reasons.who(page, a)} and {reasons.who(page, b)} give the same number: "
        f"{reasons.figure_words(page, new)} and {reasons.figure_words(page, old)}."
    )
    return reasons.link(page, a, b, "corroborates", reason, [new.span, old.span])
