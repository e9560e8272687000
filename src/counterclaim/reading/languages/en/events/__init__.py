"""Events: what happened, goes on, is planned, denied or imagined; by whom, against whom, with what.

Reads ``page.paragraphs``; writes ``page.events`` in text order. A trigger is a word of the lexicon beside
which stands what its entry asks for; a word in another sense ("strike a deal") is none. Place, time,
figures and claim are not found here. A conflict event of no certain type is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lexicon.events import events
from counterclaim.model.vocabulary import EventType
from counterclaim.reading.languages.en.events.conditions import holds
from counterclaim.reading.languages.en.events.denials import denied_involvement, denies_part
from counterclaim.reading.languages.en.events.frames import Frame, phrase
from counterclaim.reading.languages.en.events.headlines import headline_frame
from counterclaim.reading.languages.en.events.kinds import MOST, Memory, guessed, known, told
from counterclaim.reading.languages.en.events.merge import merge
from counterclaim.reading.languages.en.events.nouns import noun_entry, noun_frame
from counterclaim.reading.languages.en.events.status import status_of
from counterclaim.reading.languages.en.events.verbs import ONTO, verb_entry, verb_frame
from counterclaim.reading.languages.en.events.words import attackable, base, is_date, is_people, words
from counterclaim.reading.page import EventDraft, Page, Paragraph, TokenSpan

if TYPE_CHECKING:
    from spacy.tokens import Token

_PARTS = frozenset({"headline", "body", "related", "caption"})
_HARD, _ENOUGH = 2, 4  # weight of a word of fighting, and what makes a text one about a conflict
_NO_TARGET = frozenset({"advance", "withdrawal", "ceasefire"})


def run(page: Page) -> None:
    """Find the events of all paragraphs."""
    frames: list[Frame] = []
    weight = 0
    parts: list[tuple[Paragraph, Token]] = []  # "involvement" and the like, under a denial
    for paragraph in page.paragraphs:
        if paragraph.part in _PARTS:
            found, hard = _candidates(paragraph, parts)
            frames.extend(found)
            weight += hard
    context = weight >= _ENOUGH
    typed = _typed([f for f in frames if not _test(f) and holds(f, context)], context)
    typed = merge(typed)
    rows = [_draft(page, frame, kind) for frame, kind in typed]
    memory = Memory([known(kind, f) for f, kind in typed[:MOST]])
    rows.extend(denied_involvement(parts, memory, rows))
    page.events = sorted(rows, key=lambda e: e.trigger)


def _candidates(paragraph: Paragraph, parts: list[tuple[Paragraph, Token]]) -> tuple[list[Frame], int]:
    """All triggers of a paragraph with their arguments, and the weight of its words of fighting."""
    frames: list[Frame] = []
    hard = 0
    verbs, nouns, context = _verb_heads(), events().nouns, words("context")
    involvement = words("involvement")
    for token in paragraph.doc:
        tag = token.tag_
        kind = tag[:1]
        if kind not in "VNJ" or tag == "NNPS" or (kind == "V" and token.dep_ == "amod"):
            continue
        word = base(token)
        if word in involvement and denies_part(token):
            parts.append((paragraph, token))
        if word in context or token.lower_ in context:
            hard += 1
        if kind == "V" and not _nominal(token):
            if word in verbs:
                entry = verb_entry(token, word)
                if entry is not None:
                    hard += _HARD * entry[1].context
                    frames.append(verb_frame(paragraph.index, token, *entry))
        elif tag[:3] == "NNP" and (headline := headline_frame(paragraph.index, token)) is not None:
            hard += _HARD
            frames.append(headline)
        elif (word in nouns or word == "fire" or word in _singulars()) and kind != "J":
            entry = noun_entry(token, word)
            if entry is not None:
                hard += _HARD * entry[1].context
                frames.append(noun_frame(paragraph.index, token, *entry))
        elif kind == "V":
            noun = token.lower_
            if noun in nouns:
                frame = noun_entry(token, noun)
                if frame is not None:
                    hard += _HARD * frame[1].context
                    frames.append(noun_frame(paragraph.index, token, *frame))
    return frames, hard


_HEADS: set[str] = set()


def _verb_heads() -> set[str]:
    """First words of all verb triggers."""
    if not _HEADS:
        lexicon = events()
        _HEADS.update(key.partition("_")[0] for key in lexicon.verbs)
        _HEADS.update(key.partition("_")[0] for key in lexicon.phrases)
        _HEADS.update(lexicon.words["harm"])
        _HEADS.update(ONTO)
    return _HEADS


def _singulars() -> frozenset[str]:
    """Last words of noun triggers of two words."""
    return frozenset({"strike", "raid", "attack", "bombardment", "bombing", "battle", "spill"})


def _nominal(token: Token) -> bool:
    """A gerund that stands as a noun: "the shelling of", "heavy shelling", "RSF shelling killed"."""
    if token.tag_ != "VBG" or token.lower_ not in events().nouns:
        return False
    if any(c.dep_ in ("dobj", "aux", "auxpass", "nsubj") for c in token.children):
        return False
    if token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "compound"):
        return True
    if token.dep_ == "pcomp" and token.head.lower_ in ("after", "amid", "before", "during", "following"):
        return True  # "fled after shelling": those who fled did not shell
    return any(c.dep_ in ("det", "poss", "amod", "compound") for c in token.children if c.i < token.i)


def _test(frame: Frame) -> bool:
    """A trial or an exercise."""
    return not frame.near.isdisjoint(words("tests"))


def _typed(frames: list[Frame], context: bool) -> list[tuple[Frame, EventType]]:
    """Each event with its type: what its own words tell, else what the rest of the document tells."""
    memory = Memory()
    first = [told(frame) for frame in frames]
    orders: list[int] = []
    for frame, kind in zip(frames, first, strict=True):
        orders.append(len(memory.known))
        if kind is not None:
            memory.learn(kind, frame)
    out: list[tuple[Frame, EventType]] = []
    for frame, kind, order in zip(frames, first, orders, strict=True):
        found = kind or guessed(frame, memory, order, context)
        if found is not None:
            out.append((frame, found))
    return out


def _draft(page: Page, frame: Frame, kind: EventType) -> EventDraft:
    """The row of an event."""
    paragraph = frame.paragraph
    row = EventDraft(TokenSpan(paragraph, frame.start, frame.end), kind, status_of(frame.head, kind))
    if frame.agent is not None and not is_date(frame.agent):
        row.actor_mention = TokenSpan(paragraph, *(frame.agent_range or _agent_range(frame.agent)))
    if frame.patient is not None and kind not in _NO_TARGET and attackable_or_held(frame, kind):
        row.target = TokenSpan(paragraph, *(frame.patient_range or phrase(frame.patient)))
    row.weapon = frame.weapon
    return row


def attackable_or_held(frame: Frame, kind: EventType) -> bool:
    """Whether the patient may stand as the target: it is taken, moved or shot down, or can be hit."""
    patient = frame.patient
    if patient is None or (patient.tag_ == "CD" and patient.dep_ == "pobj"):
        return False  # "15 died in attacks, against nine a year before"
    if frame.key == "flee" and not is_people(patient):
        return False  # nobody displaces the place that is fled
    return kind in (
        "interception",
        "abduction",
        "arrest",
        "displacement",
        "evacuation",
        "aid_delivery",
        "looting",
    ) or (attackable(frame.patient, True))


def _agent_range(agent: Token) -> tuple[int, int]:
    """The words that name the doer; of "Russian drones" only "Russian" does."""
    from counterclaim.reading.languages.en.events.words import is_side, weapon_at

    if weapon_at(agent) is not None:
        side = next((c for c in agent.children if c.i < agent.i and is_side(c)), None)
        if side is not None:
            return side.i, side.i + 1
        for child in agent.children:
            if child.dep_ == "poss":
                return phrase(child)
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                inner = next((c for c in child.children if c.dep_ == "pobj"), None)
                if inner is not None:
                    return phrase(inner)
    return phrase(agent)
