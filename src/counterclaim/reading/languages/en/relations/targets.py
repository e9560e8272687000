"""Which claim a reference or a denial is about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.lexicon.relations import relation_words
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.relations.references import Reference
from counterclaim.reading.languages.en.relations.scene import UNCOUNTED, Scene, family
from counterclaim.reading.languages.en.relations.voices import same_voice, speaks_for
from counterclaim.reading.page import ClaimDraft, FigureDraft

_STATED = {"asserts", "confirms", "estimates", "assesses", "accuses", "warns"}
_FAMILIES = frozenset(
    (
        "loss",
        "attack",
        "displacement",
        "intercepted",
        "destroyed",
        "damaged",
        "captured",
        "detained",
        "abducted",
    )
)
_NEAR = 3  # paragraphs within which words without an owner find what they speak of
_CLAUSE_SHARE = 0.6
_OWNED_SHARE = 0.34
_DENIAL_FLOOR = 3.0
_OPPOSED_SHARE = 0.99


def _others(scene: Scene, acting: ClaimDraft) -> Iterator[tuple[ClaimDraft, int]]:
    """The other claims that state something, with their distance in paragraphs (negative: later)."""
    for claim in scene.around(acting):
        if claim.stance in _STATED:
            yield claim, scene.distance(acting, claim)


def counted(claim: ClaimDraft) -> list[FigureDraft]:
    """The figures of a claim that answer a question of counting."""
    return [f for f in claim.figures if f.measure not in UNCOUNTED]


def of_reference(scene: Scene, acting: ClaimDraft, ref: Reference, *, other_voice: bool) -> ClaimDraft | None:
    """The claim that a noun stands for; None when none fits clearly."""
    best: tuple[float, int, ClaimDraft] | None = None
    for claim, distance in _others(scene, acting):
        if ref.owner is not None:
            if not speaks_for(scene, ref.owner, claim):
                continue
        elif not 0 <= distance <= _NEAR or claim.quotation == "narration":
            continue
        if other_voice and same_voice(claim, acting):
            continue
        fit = _fit(scene, acting, ref, claim, distance)
        if fit is None:
            continue
        # Of claims that fit alike the nearer one is meant, one already made before one still to come.
        score = fit - 0.3 * abs(distance) - (0.5 if distance < 0 else 0.0)
        rank = (score, -abs(scene.order(claim) - scene.order(acting)))
        if best is None or rank > best[:2]:
            best = (*rank, claim)
    return best[2] if best else None


def _fit(scene: Scene, acting: ClaimDraft, ref: Reference, claim: ClaimDraft, distance: int) -> float | None:
    if ref.kind == "figure":
        return _fit_figure(scene, ref, claim)
    shared = len(ref.about & scene.topic(claim))
    if ref.clause and len(ref.about) > 1:
        share = shared / len(ref.about)
        least = _OWNED_SHARE if ref.owner is not None else _CLAUSE_SHARE
        if shared < 2 or share < least:
            return None
        return 2 + 4 * share
    if ref.about and not shared and ref.about & _FAMILIES:
        return None
    if ref.owner is not None:
        return 2.0 + shared if -1 <= distance <= _NEAR or shared else None
    charged = claim.stance == "accuses" or names_voice(scene, acting, claim)
    if ref.kind == "accusation":
        return 2.0 + shared if charged else None
    return 2.0 + shared if charged and distance <= 1 else None


def _fit_figure(scene: Scene, ref: Reference, claim: ClaimDraft) -> float | None:
    """A figure noun needs a figure, of the family and the side that its complement names."""
    figures = counted(claim)
    if not figures:
        return None
    families = ref.about & _FAMILIES
    if families:
        figures = [f for f in figures if family(f.measure) in families]
        if not figures:
            return None
    sides = {f.side for f in figures if f.side is not None}
    if ref.sides and sides and not sides & ref.sides:
        return None
    if ref.owner is None and not families and claim.stance != "estimates" and len(figures) > 1:
        return 2.0
    fit = 3.0 + (1.0 if families else 0.0) + (1.0 if claim.stance == "estimates" else 0.0)
    return fit + (1.0 if ref.sides & scene.sides(claim) else 0.0)


def names_voice(scene: Scene, acting: ClaimDraft, claim: ClaimDraft) -> bool:
    """Whether ``claim`` speaks of the side (or the very actor) that ``acting`` speaks for, as a doer."""
    speaker = acting.speaker
    if speaker is None:
        return False
    doers = [e.actor for e in claim.events if e.actor is not None]
    if any(d is speaker or (d.side is not None and d.side == speaker.side) for d in doers):
        return True
    if doers and all(d.side is not None for d in doers):
        return False
    return speaker.side is not None and speaker.side in scene.sides(claim)


def of_denial(scene: Scene, acting: ClaimDraft, *, own: bool) -> ClaimDraft | None:
    """The claim whose matter is denied; ``own`` when the speaker denies a deed of its own side."""
    denied = scene.topic(acting)
    best: tuple[float, int, ClaimDraft] | None = None
    for claim, distance in _others(scene, acting):
        if not -1 <= distance <= _NEAR or same_voice(claim, acting):
            continue
        shared = denied & scene.topic(claim)
        if not shared or (own and _of_another_side(acting, claim)):
            continue
        if claim.quotation == "narration" and not (claim.events and names_voice(scene, acting, claim)):
            continue
        score = min(3.0, float(len(shared)))
        score += 2.0 if claim.stance == "accuses" else 0.0
        score += 2.0 if names_voice(scene, acting, claim) else 0.0
        score += 1.0 if 0 <= distance <= 1 else -0.5 * abs(distance)
        rank = (score, scene.order(claim))
        if score >= _DENIAL_FLOOR and (best is None or rank > best[:2]):
            best = (*rank, claim)
    return best[2] if best else None


def _of_another_side(acting: ClaimDraft, claim: ClaimDraft) -> bool:
    """Whether every deed in ``claim`` is laid at another side's door."""
    side = acting.speaker.side if acting.speaker is not None else None
    doers = [e.actor for e in claim.events if e.actor is not None and e.actor.side is not None]
    return side is not None and bool(doers) and all(d.side != side for d in doers)


def just_before(scene: Scene, acting: ClaimDraft) -> ClaimDraft | None:
    """What "this" stands for: the statement of another voice right before, in this paragraph or the last."""
    claim = next(
        (c for c in scene.before(acting) if not (same_voice(c, acting) and _one_sentence(scene, c, acting))),
        None,
    )
    if claim is None:
        return None
    near = 0 <= acting.paragraph - claim.paragraph <= 1
    if not near or same_voice(claim, acting) or claim.stance not in _STATED or claim.quotation == "narration":
        return None
    return claim


def _one_sentence(scene: Scene, a: ClaimDraft, b: ClaimDraft) -> bool:
    if a.paragraph != b.paragraph:
        return False
    doc = scene.page.paragraphs[a.paragraph].doc
    return bool(doc[a.content[0].start].sent.start == doc[b.content[0].start].sent.start)


def sibling(scene: Scene, acting: ClaimDraft) -> ClaimDraft | None:
    """The claim that puts a bare "disputed this" in words: same speaker, same sentence, next."""
    after = scene.order(acting) + 1
    if after >= len(scene.claims):
        return None
    claim = scene.claims[after]
    alike = claim.speaker is acting.speaker and claim.stance in _STATED
    return claim if alike and _one_sentence(scene, acting, claim) else None


def opposed(scene: Scene, acting: ClaimDraft, against: frozenset[str]) -> ClaimDraft | None:
    """The nearest claim of another voice that holds all of the words something is set against."""
    if len(against) < 2:
        return None
    fitting = [
        (abs(distance), -scene.order(claim), claim)
        for claim, distance in _others(scene, acting)
        if abs(distance) <= 2 * _NEAR
        and not same_voice(claim, acting)
        and len(against & scene.topic(claim)) / len(against) >= _OPPOSED_SHARE
    ]
    return min(fitting, key=lambda f: f[:2])[2] if fitting else None


def points(scene: Scene, claim: ClaimDraft) -> bool:
    """Whether the content is, or has as its subject, a bare pointing word: "this", "That is false"."""
    pointing = relation_words().words["pointing"]
    tokens = [t for t in scene.tokens(claim) if t.text[0].isalnum()]
    if tokens and tokens[0].lower_ == "that" and tokens[0].tag_ == "IN":
        tokens = tokens[1:]
    if not tokens or tokens[0].lower_ not in pointing:
        return False
    if len(tokens) == 1:
        return True
    return (
        tokens[0].lower_ != "it" and tokens[0].dep_ == "nsubj" and lemma(tokens[0].head) in ("be", "happen")
    )


_PARTITIVE = re.compile(
    r"^\W{0,3}(?:that )?(?:at least |more than |about |some |only )?"
    r"\w+(?:-\w+)? of (them|those|these|the \w+)\b"
)


def partitive(scene: Scene, claim: ClaimDraft) -> str | None:
    """What the claim names a part of at its very start: "them", "the dead"; None when it does not."""
    match = _PARTITIVE.match(scene.text(claim))
    return match[1] if match else None
