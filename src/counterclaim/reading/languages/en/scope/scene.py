"""The scene that a text has set: where and when its last happening was, for rows that do not say it again.

"… a school in Deir al-Balah was hit. According to partners, between 12 and 16 people were killed": the toll
is of that place and day. A row takes the scene of its own paragraph first, else that of the article's
opening; never one from a caption or a related headline, nor across a place that was named since, nor for
a sum over months. A dateline counts only where it is a small town and nothing nearer is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.lexicon.parties import state_of_capital
from counterclaim.lexicon.places import place_words
from counterclaim.lexicon.scope import words
from counterclaim.reading.languages.en.scope.where_when import Setting
from counterclaim.reading.page import EventDraft, FigureDraft, MomentDraft, Page, PlaceDraft, WindowDraft

_TOLLS = {
    "killed",
    "wounded",
    "casualties",
    "missing",
    "captured",
    "detained",
    "abducted",
    "destroyed",
    "damaged",
    "intercepted",
    "evacuated",
    "displaced",
}
_HAPPENINGS = {
    "armed_clash",
    "shelling",
    "air_strike",
    "drone_strike",
    "missile_strike",
    "rocket_attack",
    "bombing",
    "shooting",
    "interception",
    "advance",
    "accident",
    "displacement",
    "evacuation",
    "abduction",
    "other",
}
_FINENESS = {
    "exact": 0,
    "populated_place": 0,
    "near": 0,
    "unresolved": 1,
    "admin2": 1,
    "admin1": 2,
}  # no country
_OPENING = 2  # body paragraphs in which the article's scene is set, after its headline
_MOVING = {"displaced", "evacuated", "missing", "displacement", "evacuation", "withdrawal"}
_VICTIMS = {"killed", "wounded", "casualties", "missing", "detained", "captured"}
_MANY = 2000
_BEGINNING = 6  # tokens: "since the start of the war"
_HEADED = {".", ":", "-", "–", "—"}
_LONG = {"since", "total", "last"}

Row = FigureDraft | EventDraft
Time = MomentDraft | WindowDraft


@dataclass(slots=True)
class _Scene:
    place: PlaceDraft | None = None
    time: Time | None = None


def fill(page: Page, setting: Setting) -> None:
    """Give tolls and happenings without a place or time those of the scene."""
    order = {p.index: n for n, p in enumerate(q for q in page.paragraphs if q.part in ("headline", "body"))}
    rows = _rows(page, order)
    named = setting.grounded()
    article = _Scene(_opening_place(page, setting, order, rows))
    own_item = _items(page)
    current, paragraph = _Scene(), -1
    for row in rows:
        at = _at(row)
        if at != paragraph:
            current, paragraph = _Scene(), at
        place, time = _own(row)
        if order[at] <= _OPENING:
            article.time = article.time or time
        opening = article if at not in named and at not in own_item else _Scene()
        lasting = _since(page, row)
        if place is None and (not (lasting or _lasting(row)) or _here(page, row)):
            _set_place(row, current.place or opening.place)
        if (
            time is None
            and not lasting
            and (place is None or place is current.place or place is article.place)
        ):
            _set_time(row, current.time or opening.time)
        if place is not None and _settles(row) and not _finer(current.place, place):
            current.place = place
        current.time = time or current.time


def _rows(page: Page, order: Mapping[int, int]) -> list[Row]:
    """Tolls and happenings of headline and body, in text order."""
    rows: list[Row] = [f for f in page.figures if f.number.paragraph in order and f.measure in _TOLLS]
    rows.extend(
        e
        for e in page.events
        if e.trigger.paragraph in order and e.type in _HAPPENINGS and e.status == "occurred"
    )
    rows.sort(key=lambda r: r.number if isinstance(r, FigureDraft) else r.trigger)
    return rows


def _at(row: Row) -> int:
    return (row.number if isinstance(row, FigureDraft) else row.trigger).paragraph


def _lasting(row: Row) -> bool:
    """Whether the row sums up weeks or months, or thousands of victims: no single scene is its place."""
    if (
        isinstance(row, FigureDraft)
        and row.measure in _VICTIMS
        and max(row.value or 0, row.low or 0) >= _MANY
    ):
        return True
    time = row.window if isinstance(row, FigureDraft) else row.time
    return time is not None and time.kind in _LONG


def _since(page: Page, row: Row) -> bool:
    """Whether the row's sentence counts from a beginning that has no date: "since the war began"."""
    span = row.number if isinstance(row, FigureDraft) else row.trigger
    sentence = page.paragraphs[span.paragraph].doc[span.start].sent
    for since in sentence:
        if since.lower_ == "since":
            near = sentence.doc[since.i + 1 : min(since.i + _BEGINNING, sentence.end)]
            return any(t.lower_ in words("beginnings") for t in near)
    return False


def _items(page: Page) -> set[int]:
    """Paragraphs of a digest: from the first that a country heads ("SYRIA. …"), where two do."""
    heads: dict[int, str | None] = {}
    for place in page.places:
        if place.precision != "country":
            continue
        for mention in place.mentions:
            paragraph = page.paragraphs[mention.paragraph]
            after = paragraph.doc[mention.end :]
            if paragraph.part == "body" and mention.start == 0 and (not after or after[0].text in _HEADED):
                heads[mention.paragraph] = place.country
    if len(set(heads.values())) < 2:
        return set()
    return {p.index for p in page.paragraphs if p.index >= min(heads)}


def _settles(row: Row) -> bool:
    """Whether the row can set a scene: people on the move do not."""
    return (row.measure if isinstance(row, FigureDraft) else row.type) not in _MOVING


def _here(page: Page, row: Row) -> bool:
    """Whether the row's sentence points back to the place: "in the city", "in this district"."""
    span = row.number if isinstance(row, FigureDraft) else row.trigger
    doc = page.paragraphs[span.paragraph].doc
    sentence = doc[span.start].sent
    types = place_words()
    for i in range(sentence.start, sentence.end - 2):
        if doc[i].lower_ in ("in", "across") and doc[i + 1].lower_ in ("the", "this", "that"):
            after = doc[i + 3].lower_ if i + 3 < len(doc) else ""
            if doc[i + 2].lower_ in types.settlement | types.admin2 | types.vicinity and after != "of":
                return True
    return False


def _opening_place(
    page: Page, setting: Setting, order: Mapping[int, int], rows: Iterable[Row]
) -> PlaceDraft | None:
    """Where the article plays: the finest place of its first happenings, else the one that it opens with."""
    opening = [index for index, n in order.items() if n <= _OPENING]
    best: PlaceDraft | None = None
    for row in rows:
        place = _own(row)[0] if order[_at(row)] <= _OPENING else None
        if place is not None and _settles(row) and not _lasting(row) and _finer(place, best):
            best = place
    if best is None:
        for index in opening[:2]:
            here = [p for p in setting.grounds(index) if p.precision in _FINENESS]
            finest = [p for p in here if not any(_finer(q, p) for q in here)]
            if len(finest) == 1:
                best = finest[0]
                break
            if finest:
                return None
    local = _dateline(page)
    if local is not None and (best is None or (_finer(local, best) and local.country == best.country)):
        return local
    return best


def _dateline(page: Page) -> PlaceDraft | None:
    """The town of the dateline, unless it is a capital, where reports of anywhere are written."""
    for place in page.places:
        for mention in place.mentions:
            if page.paragraphs[mention.paragraph].part == "dateline":
                small = place.precision == "populated_place" and state_of_capital(place.name) is None
                return place if small else None
    return None


def _own(row: Row) -> tuple[PlaceDraft | None, Time | None]:
    """Place and time that the row's own sentence gives; coarse or open ones set no scene."""
    if isinstance(row, FigureDraft):
        place: PlaceDraft | None = row.place
        time: Time | None = row.window
    else:
        place = row.places[0] if row.places else None
        time = row.time
    if place is not None and place.precision not in _FINENESS:
        place = None
    if time is not None and (time.start is None or time.kind in _LONG):
        time = None
    return place, time


def _finer(one: PlaceDraft | None, other: PlaceDraft | None) -> bool:
    """Whether the first is the finer one; any place is finer than none."""
    if one is None or other is None:
        return one is not None
    return _FINENESS[one.precision] < _FINENESS[other.precision]


def _set_place(row: Row, place: PlaceDraft | None) -> None:
    if place is None:
        return
    if isinstance(row, FigureDraft):
        row.place = row.place or place
    elif not row.places:
        row.places = [place]


def _set_time(row: Row, time: Time | None) -> None:
    if time is None:
        return
    if isinstance(row, FigureDraft):
        row.window = row.window or WindowDraft(time.start, time.end, time.kind)
    elif row.time is None and isinstance(time, MomentDraft):
        row.time = time
