"""Claims that deny or dispute another claim of the document."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.lexicon.relations import phrases, relation_words
from counterclaim.model.vocabulary import LinkKind
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.relations import reasons, targets
from counterclaim.reading.languages.en.relations.references import Reference, references
from counterclaim.reading.languages.en.relations.scene import Scene, keys
from counterclaim.reading.languages.en.relations.voices import same_voice
from counterclaim.reading.page import ClaimDraft, RelationDraft, TokenSpan

_KINDS: dict[str, LinkKind] = {"denies": "denies", "disputes": "disputes", "doubts": "disputes"}
_NESTED = 8  # claims before and after one among which those inside or around it stand
_OWN_SUBJECTS = ("nsubj", "nsubjpass", "poss")


def find(scene: Scene) -> Iterator[RelationDraft]:
    """The denials and disputes of the document."""
    for claim in scene.claims:
        kind = _KINDS.get(claim.stance)
        if kind is None and claim.stance == "asserts" and claim.quotation != "narration":
            # "an attack that the military says never happened"
            kind = "denies" if _says_it_never_was(scene, claim) else None
        if kind is not None and (claim.stance != "doubts" or _questions(claim)):
            found = _about(scene, claim, kind)
        elif claim.stance in ("asserts", "assesses") and claim.quotation != "narration":
            found = _set_against(scene, claim)
        else:
            continue
        if found is not None:
            yield found


def _says_it_never_was(scene: Scene, claim: ClaimDraft) -> bool:
    """Whether the claim itself, and none that it holds, says that something never happened."""
    never = phrases("denying")
    if never.search(scene.text(claim)) is None:
        return False
    held = (
        c for c in scene.around(claim) if c.paragraph == claim.paragraph and all(map(claim.holds, c.content))
    )
    return not any(never.search(scene.text(c)) for c in held)


def _questions(claim: ClaimDraft) -> bool:
    """Someone questions a statement; an outlet that could not verify it does not."""
    return claim.speaker is not None and claim.cue_lemma in relation_words().words["questioning"]


def _about(scene: Scene, acting: ClaimDraft, kind: LinkKind) -> RelationDraft | None:
    inner = _quoted_within(scene, acting)
    if inner is not None:
        return _link(scene, acting, inner, kind, acting.content[0])
    found = references(scene, acting)
    for ref in sorted(found, key=lambda r: r.owner is None):
        target = targets.of_reference(scene, acting, ref, other_voice=True)
        if target is not None:
            return _referring(scene, acting, target, kind, ref)
    if any(r.owner is not None or r.clause for r in found) or acting.stance == "doubts":
        return None  # it speaks of a statement that this document does not report
    if targets.points(scene, acting):
        target = targets.just_before(scene, acting)
        if target is None:
            return None
        voice = acting
        if sum(s.end - s.start for s in acting.content) <= 2:
            voice = targets.sibling(scene, acting) or acting
        return _link(scene, voice, target, kind, voice.content[0])
    target = targets.of_denial(scene, acting, own=_own_deed(scene, acting))
    return _link(scene, acting, target, kind, acting.content[0]) if target is not None else None


def _quoted_within(scene: Scene, acting: ClaimDraft) -> ClaimDraft | None:
    """The claim inside the acting one's words ("reports by Y that … are lies"), or around them."""
    for other in scene.around(acting, _NESTED):
        if not any(a.overlaps(b) for a in acting.content for b in other.content):
            continue
        named = other.speaker_mention is not None and acting.holds(other.speaker_mention)
        if (
            same_voice(other, acting) and not named
        ):  # one who is named in the words is not the one who speaks them
            continue
        inside = all(acting.holds(s) for s in other.content)
        around = all(other.holds(s) for s in acting.content)
        if (inside or around) and other.stance not in ("declines", "asks", "demands", "promises"):
            return other
    return None


def _own_deed(scene: Scene, acting: ClaimDraft) -> bool:
    """ "denied firing", "denied that its troops had fired", "no helicopter of ours flew"."""
    own = relation_words().words["own"]
    tokens = [t for t in scene.tokens(acting) if t.text[0].isalnum()]
    if tokens and tokens[0].tag_ == "VBG":
        return True
    return any(t.lower_ in own and t.dep_ in (*_OWN_SUBJECTS, "pobj") for t in tokens[:8])


def _set_against(scene: Scene, acting: ClaimDraft) -> RelationDraft | None:
    """ "The damage is hard to square with a grass fire", "The crater contradicts the army's account"."""
    phrase = scene.phrase(acting, phrases("opposing"))
    if phrase is None:
        return None
    span = next(s for s in acting.content if s.covers(phrase))
    start = phrase.end
    for ref in references(scene, acting):
        if ref.noun.i >= start and ref.phrase.paragraph == span.paragraph:
            target = targets.of_reference(scene, acting, ref, other_voice=True)
            return _referring(scene, acting, target, "disputes", ref) if target is not None else None
    against = keys(scene.page.tokens(TokenSpan(span.paragraph, start, span.end)))
    target = targets.opposed(scene, acting, against)
    return _link(scene, acting, target, "disputes", span) if target is not None else None


def _referring(
    scene: Scene, acting: ClaimDraft, target: ClaimDraft, kind: LinkKind, ref: Reference
) -> RelationDraft:
    page = scene.page
    speaks = f"{reasons.who(page, acting)} speaks of {reasons.quoted(page, ref.phrase)}"
    reason = f"{speaks}; {reasons.said(page, target)}."
    evidence = [ref.phrase, acting.content[0], reasons.rests_on(target)]
    return reasons.link(acting, target, kind, reason, evidence)


def _link(
    scene: Scene, acting: ClaimDraft, target: ClaimDraft, kind: LinkKind, words: TokenSpan
) -> RelationDraft:
    page = scene.page
    verb = "denies" if kind == "denies" else "disputes"
    shared = ", ".join(sorted(_shared_words(scene, acting, target))[:3])
    about = f" (both speak of {shared})" if shared else ""
    objection = f"{reasons.who(page, acting)} {verb}: {reasons.quoted(page, words)}"
    reason = f"{objection}; {reasons.said(page, target)}{about}."
    return reasons.link(acting, target, kind, reason, [words, reasons.rests_on(target)])


def _shared_words(scene: Scene, a: ClaimDraft, b: ClaimDraft) -> set[str]:
    """Words in the text of both that tell what they are about."""
    theirs = {lemma(t) for t in scene.tokens(b)}
    shared = scene.topic(a) & scene.topic(b)
    ours = {lemma(t) for t in scene.tokens(a) if len(t.text) > 2}
    return ours & theirs & shared
