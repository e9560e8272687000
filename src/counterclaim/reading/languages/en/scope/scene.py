"""The scene that a text has set: where and when its last happening was, for rows that do not say it again.

"… a school in Deir al-Balah was hit. According to partners, between 12 and 16 people were killed": the toll
is of that place and day. A row takes the scene of its own paragraph first, else that of the article's
opening; never one from a caption, a related headline, a dateline, or across a place that was named since.
"""

from __future__ import annotations

from dataclasses import dataclass, field

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
}
_FINENESS = {
    "exact": 0,
    "populated_place": 0,
    "near": 0,
    "unresolved": 1,
    "admin2": 1,
    "admin1": 2,
}  # no country
_OPENING = 2  # the first happenings set the article's scene only in its headline and first two paragraphs


@dataclass(slots=True)
class _Scene:
    place: PlaceDraft | None = None
    time: MomentDraft | WindowDraft | None = None
    countries: set[str] = field(default_factory=set)


def fill(page: Page) -> None:
    """Give tolls and happenings without a place or time those of the scene."""
    body = [p.index for p in page.paragraphs if p.part in ("headline", "body")]
    order = {index: n for n, index in enumerate(body)}
    rows: list[FigureDraft | EventDraft] = [
        *(f for f in page.figures if f.number.paragraph in order and f.measure in _TOLLS),
        *(
            e
            for e in page.events
            if e.trigger.paragraph in order and e.type in _HAPPENINGS and e.status == "occurred"
        ),
    ]
    rows.sort(key=lambda r: r.number if isinstance(r, FigureDraft) else r.trigger)
    named = {m.paragraph for place in page.places if place.literal for m in place.mentions}
    article = _Scene()
    current, paragraph = _Scene(), -1
    for row in rows:
        at = row.number if isinstance(row, FigureDraft) else row.trigger
        if at.paragraph != paragraph:
            current, paragraph = _Scene(), at.paragraph
        place, time = _own(row)
        if order[at.paragraph] <= _OPENING + 1:
            if place is not None and (article.place is None or _finer(place, article.place)):
                article.place = place
            article.time = article.time or time
        if place is None:
            fallback = current.place or (article.place if at.paragraph not in named else None)
            _set_place(row, fallback)
        if time is None and place is None:
            _set_time(row, current.time or (article.time if at.paragraph not in named else None))
        if place is not None and (current.place is None or not _finer(current.place, place)):
            current.place = place
        current.time = time or current.time


def _own(row: FigureDraft | EventDraft) -> tuple[PlaceDraft | None, MomentDraft | WindowDraft | None]:
    """Place and time that the row's own sentence gives; coarse or open ones set no scene."""
    if isinstance(row, FigureDraft):
        place: PlaceDraft | None = row.place
        time: MomentDraft | WindowDraft | None = row.window
    else:
        place = row.places[0] if row.places else None
        time = row.time
    if place is not None and place.precision not in _FINENESS:
        place = None
    if time is not None and (time.start is None or time.kind in ("since", "total", "last")):
        time = None
    return place, time


def _finer(one: PlaceDraft, other: PlaceDraft) -> bool:
    return _FINENESS[one.precision] < _FINENESS[other.precision]


def _set_place(row: FigureDraft | EventDraft, place: PlaceDraft | None) -> None:
    if place is None:
        return
    if isinstance(row, FigureDraft):
        row.place = row.place or place
    elif not row.places:
        row.places = [place]


def _set_time(row: FigureDraft | EventDraft, time: MomentDraft | WindowDraft | None) -> None:
    if time is None:
        return
    if isinstance(row, FigureDraft):
        row.window = row.window or WindowDraft(time.start, time.end, time.kind)
    elif row.time is None and isinstance(time, MomentDraft):
        row.time = time
