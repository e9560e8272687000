"""What a figure or event is about: where, when, whose, by whom — each only if the text says so.

Looks at the row's own sentence, its claim, the event that it belongs to, the whole that it is a part
of, and the scene that the text has set (`scene`). It never takes the place or time of the speaking for
that of the event.
"""

from __future__ import annotations

from counterclaim.reading.languages.en.scope import agency, events, scene, where_when
from counterclaim.reading.page import FigureDraft, Page


def run(page: Page) -> None:
    """Fill the scope of figures and events, the windows of trends, the places of claims."""
    setting = where_when.Setting(page)
    for event in page.events:
        events.fill(page, event, setting)
    for figure in page.figures:
        figure.event = figure.event or events.event_of(page, figure)
        where_when.fill_figure(page, figure, setting)
        agency.fill_figure(page, figure)
    agency.share(page)
    scene.fill(page, setting)
    for figure in page.figures:
        _inherit(figure)
        if figure.event is not None and figure not in figure.event.figures:
            figure.event.figures.append(figure)
    for trend in page.trends:
        where_when.fill_trend(page, trend, setting)
    for person in page.persons:
        if person.claim is None:
            person.claim = events.claim_at(page, person.mention)
        if person.figure is None:
            person.figure = events.figure_of_person(page, person)
    for claim in page.claims:
        claim.places = setting.within(claim.content)


def _inherit(figure: FigureDraft) -> None:
    """A part shares what its whole says of place, time, parties and event, where it says nothing itself."""
    whole, steps = figure.part_of, 0
    while whole is not None and steps < 5:
        figure.window = figure.window or whole.window
        figure.place = figure.place or whole.place
        figure.side = figure.side or whole.side
        figure.affected = figure.affected or whole.affected
        figure.by = figure.by or (whole.by if whole.measure == figure.measure else None)
        figure.event = figure.event or whole.event
        whole, steps = whole.part_of, steps + 1
