"""Reasons in words that a person can check against the two rows."""

from __future__ import annotations

from counterclaim.model.vocabulary import LinkKind
from counterclaim.reading.page import ClaimDraft, FigureDraft, Page, RelationDraft, TokenSpan

_QUOTED_WORDS = 16
_GIVES = {
    "estimates": "gave an estimate",
    "accuses": "made an accusation",
    "denies": "denied",
    "disputes": "disputed",
    "confirms": "confirmed",
    "warns": "warned",
    "assesses": "assessed",
}


def who(page: Page, claim: ClaimDraft) -> str:
    """The speaker as the text names it, at the start of a sentence."""
    if claim.quotation == "narration":
        return "The text itself"
    name = claim.speaker.name if claim.speaker is not None else None
    if name is None:
        name = page.words(claim.speaker_mention) if claim.speaker_mention is not None else "an unnamed source"
    name = " ".join(name.split()).strip(" ,;").removesuffix("'s").removesuffix("’s")
    return name[:1].upper() + name[1:]


def quoted(page: Page, span: TokenSpan) -> str:
    """The words of a span in quotation marks, cut to a readable length."""
    words = page.words(span).split()
    cut = " ".join(words[:_QUOTED_WORDS]).strip(" ,;.\"“”'‘’")
    return f"“{cut}{' …' if len(words) > _QUOTED_WORDS else ''}”"


def said(page: Page, claim: ClaimDraft) -> str:
    """What the claim says, as a clause: ``the White House gave an estimate: “…”``."""
    verb = "says" if claim.quotation == "narration" else _GIVES.get(claim.stance, "said")
    return f"{_inside(who(page, claim))} {verb}: {quoted(page, claim.content[0])}"


def figure_words(page: Page, figure: FigureDraft) -> str:
    """A figure with its measure: ``“100,000” (casualties)``."""
    return f"{quoted(page, figure.span)} ({figure.measure.replace('_', ' ')})"


def _inside(name: str) -> str:
    for article in ("The ", "A ", "An "):
        if name.startswith(article):
            return name[:1].lower() + name[1:]
    return name


def link(
    source: ClaimDraft,
    target: ClaimDraft,
    kind: LinkKind,
    reason: str,
    evidence: list[TokenSpan],
) -> RelationDraft:
    """A relation whose evidence is the words it rests on, each once."""
    return RelationDraft(source, target, kind, reason, list(dict.fromkeys(evidence)))


def rests_on(claim: ClaimDraft) -> TokenSpan:
    """The words of a claim that a link to it rests on: its first figure, else its first words."""
    counted = [f for f in claim.figures if f.measure not in ("share", "money", "other", "change")]
    return counted[0].span if counted else claim.content[0]
