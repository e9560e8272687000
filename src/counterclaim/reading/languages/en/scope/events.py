"""Events get their place, time and actor; figures and persons find the event or figure they belong to."""

from __future__ import annotations

from counterclaim.reading.languages.en.actors import actor_for, described
from counterclaim.reading.languages.en.events.kinds import VIOLENT
from counterclaim.reading.languages.en.events.words import armed, base, core, is_people, weapon_at, words
from counterclaim.reading.languages.en.scope.where_when import Setting, costs_of
from counterclaim.reading.page import (
    ActorDraft,
    ClaimDraft,
    EventDraft,
    FigureDraft,
    Page,
    PersonDraft,
    TokenSpan,
)

_HARM = {
    "killed",
    "wounded",
    "casualties",
    "missing",
    "captured",
    "detained",
    "abducted",
    "displaced",
    "evacuated",
}
_ATTACKS = {
    "air_strikes": {"air_strike"},
    "missile_strikes": {"missile_strike"},
    "drone_strikes": {"drone_strike"},
    "rocket_attacks": {"rocket_attack", "shelling"},
    "shelling_attacks": {"shelling", "rocket_attack"},
    "clashes": {"armed_clash"},
}
_FORCED = {"abduction", "looting", "other"}
_VIOLENT = {
    "armed_clash",
    "shelling",
    "air_strike",
    "drone_strike",
    "missile_strike",
    "rocket_attack",
    "bombing",
    "shooting",
    "accident",
}
_OWN = {
    "captured": {"arrest", "armed_clash", "advance", "abduction"},
    "detained": {"arrest"},
    "abducted": {"abduction"},
    "displaced": {"displacement"},
    "evacuated": {"evacuation"},
    "intercepted": {"interception"},
    "delivered": {"aid_delivery"},
}


def fill(page: Page, event: EventDraft, setting: Setting) -> None:
    """Actor, places and time of an event."""
    if event.actor is None and event.actor_mention is not None:
        event.actor = actor_for(page, event.actor_mention) or _unnamed_doers(page, event)
    if not event.places:
        spans = [event.target] if event.target is not None else []
        named = setting.within(spans)
        place = setting.place_for(event.trigger, event.claim, costs_of(event.type))
        event.places = named or ([place] if place is not None else [])
    if event.time is None:
        event.time = setting.moment_for(event.trigger, event.claim)


def _unnamed_doers(page: Page, event: EventDraft) -> ActorDraft | None:
    """ "Heavily armed men", "a column of fighters": several people told of only by what they are."""
    span = event.actor_mention
    if span is None or event.type not in VIOLENT | _FORCED:
        return None
    doc = page.paragraphs[span.paragraph].doc
    head = next((t for t in doc[span.start : span.end] if t.head.i not in range(span.start, span.end)), None)
    if head is None or head.tag_ not in ("NN", "NNS"):
        return None
    noun = core(head)
    if noun.i != head.i:  # "members of the army"
        inner = actor_for(page, TokenSpan(span.paragraph, noun.left_edge.i, noun.i + 1))
        if inner is not None:
            return inner
    if "NNS" not in (head.tag_, noun.tag_) or base(noun) in words("harmless") or weapon_at(noun) is not None:
        return None
    if not (is_people(noun) or armed(noun, False)):
        return None
    return described(page, span, "group")


def event_of(page: Page, figure: FigureDraft) -> EventDraft | None:
    """The event that a figure counts or that did the harm: of a fitting type, same claim and sentence."""
    if figure.claim is None:
        return None
    wanted = _OWN.get(figure.measure) or _ATTACKS.get(figure.measure)
    if wanted is None and figure.measure in _HARM | {"launched", "destroyed", "damaged", "attacks"}:
        wanted = _VIOLENT
    if wanted is None:
        return None
    sentence = _sentence(page, figure.number)
    near = [
        (abs(e.trigger.start - figure.number.start), n, e)
        for n, e in enumerate(page.events)
        if e.claim is figure.claim and e.type in wanted and _sentence(page, e.trigger) == sentence
    ]
    if not near and wanted is not _VIOLENT and figure.measure in _HARM:
        near = [
            (abs(e.trigger.start - figure.number.start), n, e)
            for n, e in enumerate(page.events)
            if e.claim is figure.claim and e.type in _VIOLENT and _sentence(page, e.trigger) == sentence
        ]
    return min(near, key=lambda x: x[:2])[2] if near else None


def _sentence(page: Page, span: TokenSpan) -> tuple[int, int]:
    return span.paragraph, page.paragraphs[span.paragraph].doc[span.start].sent.start


def claim_at(page: Page, span: TokenSpan) -> ClaimDraft | None:
    """The claim whose content holds the words, else one of the same sentence."""
    holding = [c for c in page.claims if c.holds(span)]
    if holding:
        return min(holding, key=lambda c: sum(s.end - s.start for s in c.content))
    sentence = _sentence(page, span)
    return next((c for c in page.claims if c.content and _sentence(page, c.content[0]) == sentence), None)


def figure_of_person(page: Page, person: PersonDraft) -> FigureDraft | None:
    """The figure of the same measure in the person's own sentence ("two people, among them …")."""
    sentence = _sentence(page, person.mention)
    return next(
        (f for f in page.figures if f.measure == person.status and _sentence(page, f.number) == sentence),
        None,
    )
