"""Places and times of figures, events and trends, by closeness in the clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from counterclaim.lexicon.scope import words
from counterclaim.reading.languages.en.parse import lemma
from counterclaim.reading.languages.en.scope.grounds import Ground, ground_of
from counterclaim.reading.page import (
    ClaimDraft,
    EventDraft,
    FigureDraft,
    MomentDraft,
    Page,
    PlaceDraft,
    TokenSpan,
    TrendDraft,
    WindowDraft,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

# Which places count, and what each costs: an attack is where it hit, not where it came from; people flee
# from the ground; wounded are where it happened.
HAPPENING: Mapping[Ground, int] = {"ground": 0, "goal": 2}
MOVING: Mapping[Ground, int] = {"ground": 0, "origin": 1, "goal": 5}
LAUNCHING: Mapping[Ground, int] = {"ground": 0, "goal": 2, "origin": 8}
_MOVING = {"displaced", "evacuated", "withdrawal", "displacement", "evacuation"}
_LAUNCHING = {"launched", "missile_strike", "rocket_attack", "drone_strike", "shelling"}
_FINE = {"exact": 0, "populated_place": 0, "near": 0, "unresolved": 1, "admin2": 1, "admin1": 2, "country": 3}
_SPEAKING_PARTS = {"dateline", "byline"}


MAX_DEPTH = 30  # steps up the tree; a deeper one is a parse gone wrong
UNRELATED = 20
_CLAUSES = {"ccomp", "advcl", "relcl", "conj", "parataxis"}
REACH = 80  # tokens; what stands farther off is not of the same clause, and hostile sentences run on


class Setting:
    """Where places and moments stand, with those of the speaking itself set aside."""

    def __init__(self, page: Page) -> None:
        self.page = page
        speaking: dict[int, list[TokenSpan]] = {}
        for claim in page.claims:
            for span in (claim.speaker_mention, claim.cue, *claim.via_mentions):
                if span is not None:
                    speaking.setdefault(span.paragraph, []).append(span)
        self._places: dict[int, list[tuple[TokenSpan, PlaceDraft, Ground]]] = {}
        for place in page.places:
            if not place.literal:
                continue
            for mention in place.mentions:
                if page.paragraphs[mention.paragraph].part in _SPEAKING_PARTS:
                    continue
                if any(s.overlaps(mention) for s in speaking.get(mention.paragraph, ())):
                    continue
                doc = page.paragraphs[mention.paragraph].doc
                ground = ground_of(doc, mention.start, mention.end)
                self._places.setdefault(mention.paragraph, []).append((mention, place, ground))
        # A date within what is said is not that of the saying, whatever the claim took it for.
        said = {
            id(c.said_on) for c in page.claims if c.said_on is not None and not c.holds(c.said_on.mention)
        }
        self._moments: dict[int, list[MomentDraft]] = {}
        for moment in page.moments:
            if id(moment) not in said:
                self._moments.setdefault(moment.mention.paragraph, []).append(moment)

        self._sentences: dict[int, list[int]] = {}
        self._numbers: dict[int, list[int]] = {}
        for figure in page.figures:
            self._numbers.setdefault(figure.number.paragraph, []).append(figure.number.start)

    def within(self, spans: Iterable[TokenSpan]) -> list[PlaceDraft]:
        """Literal places named in the spans, the finer first."""
        out: dict[int, PlaceDraft] = {}
        for span in spans:
            for mention, place, _ in self._places.get(span.paragraph, []):
                if span.covers(mention):
                    out[id(place)] = place
        return sorted(out.values(), key=lambda p: _FINE[p.precision])

    def grounds(self, paragraph: int) -> list[PlaceDraft]:
        """Places of a paragraph where something can have happened, each once, in text order."""
        here = self._places.get(paragraph, [])
        return list(dict.fromkeys(place for _, place, ground in here if ground == "ground"))

    def grounded(self) -> set[int]:
        """Paragraphs that name such a place, finer than a country."""
        return {
            at
            for at, here in self._places.items()
            if any(g in ("ground", "goal") and p.precision != "country" for _, p, g in here)
        }

    def place_for(
        self, at: TokenSpan, claim: ClaimDraft | None, costs: Mapping[Ground, int] = HAPPENING
    ) -> PlaceDraft | None:
        """The place that the words at ``at`` speak of: nearest in the clause tree, the finer first."""
        best: tuple[int, int, int, PlaceDraft] | None = None
        for mention, place, ground in self._places.get(at.paragraph, []):
            if ground not in costs or abs(mention.start - at.start) > REACH:
                continue
            distance = self._distance(at, mention, claim)
            if distance is None:
                continue
            distance += costs[ground]
            distance += 3 * self._between(at, mention)
            if self._follows(at, mention):
                distance = -9
            rank = (distance + 2 * _FINE[place.precision], _FINE[place.precision], mention.start, place)
            if best is None or rank[:3] < best[:3]:
                best = rank
        return best[3] if best else None

    def _follows(self, at: TokenSpan, mention: TokenSpan) -> bool:
        """Whether the place comes right after the number and a preposition: "30 over Rostov Region"."""
        if not 0 < mention.start - at.end <= 3 or at.start not in self._numbers.get(at.paragraph, ()):
            return False
        gap = self.page.paragraphs[at.paragraph].doc[at.end : mention.start]
        return (
            gap[0].tag_ == "IN"
            and gap[0].lower_ not in ("from", "of", "to", "by")
            and all(t.tag_ in ("IN", "DT", "NN", "NNS") for t in gap)
        )

    def _between(self, at: TokenSpan, other: TokenSpan) -> int:
        """How many other numbers stand between: in "41 over A, 30 over B" each place has its own number."""
        low, high = min(at.end, other.end), max(at.start, other.start)
        return sum(low <= n < high for n in self._numbers.get(at.paragraph, ()))

    def moment_for(self, at: TokenSpan, claim: ClaimDraft | None) -> MomentDraft | None:
        """The moment that the words at ``at`` speak of."""
        best: tuple[int, int, MomentDraft] | None = None
        for moment in self._moments.get(at.paragraph, []):
            if abs(moment.mention.start - at.start) > REACH:
                continue
            distance = self._distance(at, moment.mention, claim)
            if distance is None:
                continue
            rank = (distance, abs(moment.mention.start - at.start), moment)
            if best is None or rank[:2] < best[:2]:
                best = rank
        return best[2] if best else None

    def _distance(self, at: TokenSpan, other: TokenSpan, claim: ClaimDraft | None) -> int | None:
        """Steps between two spots of one sentence in the clause tree; None when they are unrelated."""
        sentences = self._sentences_of(at.paragraph)
        if sentences[at.start] != sentences[other.start]:
            return None
        outside = claim is not None and claim.cue is not None and not claim.holds(other)
        if outside and claim is not None and claim.cue is not None and other.start > claim.cue.start:
            return None  # outside the content only the opening frame counts ("In Kherson, officials said …")
        doc = self.page.paragraphs[at.paragraph].doc
        return _steps(doc[at.start], doc[other.start])

    def _sentences_of(self, paragraph: int) -> list[int]:
        """For each token of a paragraph the number of its sentence."""
        known = self._sentences.get(paragraph)
        if known is None:
            sents = self.page.paragraphs[paragraph].doc.sents
            known = [number for number, sent in enumerate(sents) for _ in range(sent.start, sent.end)]
            self._sentences[paragraph] = known
        return known


def _steps(a: Token, b: Token) -> int:
    """Clause bounds crossed between two tokens (each counts four) plus a small cost for linear distance."""
    up = {a.i: 0}
    node, cost = a, 0
    for _ in range(MAX_DEPTH):
        if node.head.i == node.i:
            break
        cost += _bound(node)
        node = node.head
        up[node.i] = cost
    node, down = b, 0
    for _ in range(MAX_DEPTH):
        if node.i in up:
            return up[node.i] + down + min(3, abs(a.i - b.i) // 8)
        down += _bound(node)
        node = node.head
    return UNRELATED


def _bound(node: Token) -> int:
    return 4 if node.tag_[:1] == "V" and node.dep_ in _CLAUSES else 0


def costs_of(kind: str) -> Mapping[Ground, int]:
    """Which places count for a measure or event type."""
    return MOVING if kind in _MOVING else LAUNCHING if kind in _LAUNCHING else HAPPENING


def window_of(moment: MomentDraft) -> WindowDraft:
    """The window that a moment gives."""
    return WindowDraft(moment.start, moment.end, moment.kind)


def _since_the_war(page: Page, moment: MomentDraft) -> WindowDraft | None:
    """ "The war, which began in April, has killed 300": what a war did is counted from its beginning."""
    doc = page.paragraphs[moment.mention.paragraph].doc
    node = doc[moment.mention.start]
    for _ in range(MAX_DEPTH):
        if node.dep_ == "relcl":
            if lemma(node) in words("beginning_verbs") and lemma(node.head) in words("beginnings"):
                return WindowDraft(moment.start, page.document.published or moment.end, "since")
            return None
        if node.head.i == node.i or node.tag_[:1] == "V":
            return None
        node = node.head
    return None


def fill_figure(page: Page, figure: FigureDraft, setting: Setting) -> None:
    """Place and window of a figure; those of its event fill a gap."""
    if figure.place is None:
        figure.place = setting.place_for(figure.number, figure.claim, costs_of(figure.measure))
    if figure.window is None:
        moment = setting.moment_for(figure.number, figure.claim)
        if moment is not None and moment.start is not None:
            figure.window = _since_the_war(page, moment) or window_of(moment)
    event: EventDraft | None = figure.event
    if event is not None:
        if figure.place is None and event.places:
            figure.place = event.places[0]
        if figure.window is None and event.time is not None and event.time.start is not None:
            figure.window = window_of(event.time)


def fill_trend(page: Page, trend: TrendDraft, setting: Setting) -> None:
    """The window of a trend and the claim that states it."""
    if trend.claim is None:
        trend.claim = next((c for c in page.claims if c.holds(trend.span)), None) or next(
            (c for c in page.claims if any(s.overlaps(trend.span) for s in c.content)), None
        )
    if trend.window is None:
        moment = setting.moment_for(trend.span, trend.claim)
        if moment is not None and moment.start is not None:
            trend.window = window_of(moment)
