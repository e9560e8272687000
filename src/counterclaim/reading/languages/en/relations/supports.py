"""Claims that give the basis of another claim, back a denial, or explain a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.lexicon.relations import phrases, relation_words
from counterclaim.model.vocabulary import LinkKind
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.relations import reasons, targets
from counterclaim.reading.languages.en.relations.references import Reference, references
from counterclaim.reading.languages.en.relations.scene import Scene
from counterclaim.reading.languages.en.relations.voices import backs
from counterclaim.reading.page import ClaimDraft, RelationDraft, TokenSpan

_ACTIVE = {"asserts", "confirms", "assesses", "estimates"}
_NEGATION = re.compile(r"\b(?:no|not|never|nobody|none|nothing|nowhere|neither)\b|n't\b")
_BEFORE = 4  # tokens before a phrase in which a negation turns it round
_REACHES = 8  # tokens from a phrase to the noun it leads to
_SHORT = 120  # characters of a content that only confirms a statement


def find(scene: Scene) -> Iterator[RelationDraft]:
    """The supports and explanations of the document."""
    for claim in scene.claims:
        if claim.quotation == "narration" or claim.stance not in (*_ACTIVE, "denies"):
            continue
        found = _behind_denial(scene, claim) or (claim.stance in _ACTIVE and _basis(scene, claim)) or None
        if found is None and claim.stance in _ACTIVE:
            found = _explanation(scene, claim)
        if found is not None:
            yield found


def _behind_denial(scene: Scene, claim: ClaimDraft) -> RelationDraft | None:
    """A denial in the reporter's words, then the speaker's own: "“No aircraft of ours flew”, said its …"."""
    denial = next(iter(scene.before(claim)), None)
    if denial is None or denial.stance not in ("denies", "disputes") or claim.paragraph != denial.paragraph:
        return None
    if claim.quotation != "direct" or denial.quotation == "direct":
        return None
    first = re.split(r"[.!?]", scene.page.words(claim.content[0]).lower(), maxsplit=1)[0]
    if not _NEGATION.search(first) or not backs(scene, claim, denial) or references(scene, claim):
        return None
    page = scene.page
    reason = (
        f"{reasons.who(page, claim)} says {reasons.quoted(page, claim.content[0])} right after the denial "
        f"{reasons.quoted(page, denial.content[0])}, for the same side."
    )
    return reasons.link(claim, denial, "supports", reason, [claim.content[0], denial.content[0]])


def _basis(scene: Scene, claim: ClaimDraft) -> RelationDraft | None:
    """ "The estimate was based on …", "The images are consistent with the army's account"."""
    phrase = scene.phrase(claim, phrases("supporting"))
    if phrase is not None:
        before = scene.page.words(
            TokenSpan(phrase.paragraph, max(0, phrase.start - _BEFORE), phrase.start + 1)
        )
        if _NEGATION.search(before.lower()):
            return None
    elif claim.stance != "confirms" or len(scene.text(claim)) > _SHORT:
        return None
    for ref in references(scene, claim):
        if ref.kind == "accusation":
            continue
        if not (_rests(ref, phrase) if phrase is not None else ref.owner is not None):
            continue
        target = targets.of_reference(scene, claim, ref, other_voice=phrase is None)
        if target is not None:
            how = "the basis of" if ref.noun.dep_ == "nsubjpass" else "in support of"
            return _referring(scene, claim, target, "supports", ref, how)
    return None


def _rests(ref: Reference, phrase: TokenSpan) -> bool:
    """Whether the phrase is said of the noun ("the toll is based on") or leads to it ("matches the toll")."""
    if ref.phrase.paragraph != phrase.paragraph:
        return False
    if ref.noun.dep_ in ("nsubj", "nsubjpass"):
        verb = ref.noun.head.i
        return phrase.start - 1 <= verb < phrase.end
    return 0 <= ref.noun.i - phrase.end < _REACHES


def _explanation(scene: Scene, claim: ClaimDraft) -> RelationDraft | None:
    """ "Figures given on Tuesday were lower because …", "The figure of 400 was a typing error"."""
    text = scene.text(claim)
    mistaken = relation_words().words["mistaken"]
    wrong = any(word in text for word in mistaken)
    if not wrong and phrases("explaining").search(text) is None:
        return None
    if wrong and not any(lemma(t) in mistaken for t in scene.tokens(claim)):
        return None
    refs = [r for r in references(scene, claim) if r.kind == "figure"]
    if not refs:
        return None
    ref = refs[0]
    if not wrong and (
        ref.noun.dep_ not in ("nsubj", "nsubjpass") or phrases("differing").search(text) is None
    ):
        return None
    target = _own_figure(scene, claim, ref)
    if target is None:
        return None
    return _referring(scene, claim, target, "explains", ref, "which explains")


def _own_figure(scene: Scene, claim: ClaimDraft, ref: Reference) -> ClaimDraft | None:
    """The figure that the same speaker gave last, in this paragraph or the one before."""
    for other in scene.before(claim):
        if claim.paragraph - other.paragraph > 1:
            return None
        if other.speaker is None or other.speaker is not claim.speaker or not other.figures:
            continue
        if targets.partitive(scene, other) is not None:
            continue
        if ref.owner is None or ref.owner.actor in (None, other.speaker):
            return other
    return None


def _referring(
    scene: Scene, claim: ClaimDraft, target: ClaimDraft, kind: LinkKind, ref: Reference, how: str
) -> RelationDraft:
    page = scene.page
    reason = (
        f"{reasons.who(page, claim)} says {reasons.quoted(page, claim.content[0])}, {how} "
        f"{reasons.quoted(page, ref.phrase)}; {reasons.said(page, target)}."
    )
    evidence = [ref.phrase, claim.content[0], reasons.rests_on(target)]
    return reasons.link(claim, target, kind, reason, evidence)
