"""The cue lexicon's entry of a verb in its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.cues import CueVerb, cue_verbs
from counterclaim.reading.languages.en.attribution.tree import child
from counterclaim.reading.languages.en.parse import lemma

if TYPE_CHECKING:
    from spacy.tokens import Token


def entry_of(verb: Token) -> tuple[str, CueVerb] | None:
    """The lexicon entry of a verb, by lemma and particle."""
    base = lemma(verb)
    particle = child(verb, "prt")
    verbs = cue_verbs()
    if particle is not None:
        key = f"{base}_{particle.lower_}"
        return (key, verbs[key]) if key in verbs else None
    if (
        base == "call"
        and child(verb, "dobj") is None
        and any(c.dep_ == "prep" and c.lower_ in ("for", "on", "upon") for c in verb.children)
    ):
        return "call_for", verbs["call_for"]
    return (base, verbs[base]) if base in verbs else None
