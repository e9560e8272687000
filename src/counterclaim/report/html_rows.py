"""The rows beside the article, and the legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from counterclaim.model.rows import Claim
from counterclaim.report.describe import NARRATION, UNNAMED, View, words
from counterclaim.report.html_ids import Ids
from counterclaim.report.markup import text_of

_LEGEND = (
    ("speaker", "Speaker"),
    ("cue", "Cue"),
    ("content", "Words claimed"),
    ("figure", "Figure"),
    ("event", "Event"),
    ("place", "Place"),
    ("time", "Time"),
    ("trend", "Trend"),
    ("person", "Person"),
)
_GRAVE = {"denies", "disputes", "doubts", "contradicts"}
_URGENT = {"accuses", "warns", "demands"}


def legend(prefix: str, kinds: set[str]) -> Iterator[str]:
    """The kinds of marks that the article has; each can be switched off."""
    yield '<fieldset class="legend"><legend>Marks</legend>\n'
    for kind, name in _LEGEND:
        if kind not in kinds:
            continue
        yield (
            f'<label class="l-{kind}"><input type="checkbox" class="show" id="{prefix}show-{kind}" '
            f'data-kind="{kind}" checked> <mark class="m k-{kind} s-{kind} e-{kind}">{name}</mark></label>\n'
        )
    yield "</fieldset>\n"


def rows(view: View, ids: Ids) -> Iterator[str]:
    """All sections that have rows."""
    reading = view.reading
    sections: tuple[tuple[str, str, int, Callable[[View, Ids], Iterator[str]]], ...] = (
        ("claims", "Claims", len(reading.claims), _claims),
        ("figures", "Figures", len(reading.figures), _figures),
        ("events", "Events", len(reading.events), _events),
        ("relations", "Disputes and other relations", len(reading.relations), _relations),
        ("trends", "Trends", len(reading.trends), _trends),
        ("people", "People", len(reading.persons), _people),
        ("places", "Places", sum(p.literal for p in reading.places), _places),
        ("warnings", "Warnings", len(reading.warnings), _warnings),
    )
    shown = [s for s in sections if s[2] or s[0] == "claims"]
    yield '<nav aria-label="Rows"><ul>\n'
    for key, name, count, _ in shown:
        short = name.split(" and ")[0]
        yield f'<li><a href="#{ids.prefix}{key}">{short} <span class="count">{count}</span></a></li>\n'
    yield "</ul></nav>\n"
    for key, name, count, render in shown:
        yield f'<h2 id="{ids.prefix}{key}">{name} <span class="count">{count}</span></h2>\n'
        yield f'<ol class="list {key}">\n'
        yield from render(view, ids)
        yield "</ol>\n" if count else '</ol>\n<p class="none">None found.</p>\n'


def _row(ids: Ids, row: str, body: str, label: str) -> str:
    """A row with its link to the words it rests on."""
    short = ids.of(row)
    return (
        f'<li id="r-{short}" class="row" data-row="{short}">{body} '
        f'<a class="show-words" href="#w-{short}" data-rows="{short}">words'
        f'<span class="hidden"> of {text_of(label)}</span></a></li>\n'
    )


def _details(parts: list[str]) -> str:
    joined = " · ".join(text_of(p) for p in parts if p)
    return f' <span class="details" dir="auto">{joined}</span>' if joined else ""


def _claim_link(view: View, ids: Ids, claim: str | None) -> str:
    number = view.numbers.get(claim or "")
    if not number or claim is None:
        return ""
    short = ids.of(claim)
    return (
        f' <a class="to" href="#r-{short}" data-rows="{short}"><span class="hidden">claim </span>{number}</a>'
    )


def _stance_class(stance: str) -> str:
    return "grave" if stance in _GRAVE else "urgent" if stance in _URGENT else "plain"


def _claims(view: View, ids: Ids) -> Iterator[str]:
    for number, claim in enumerate(view.reading.claims, start=1):
        yield _row(ids, claim.id, "".join(_claim(view, ids, number, claim)), f"claim {number}")


def _claim(view: View, ids: Ids, number: int, claim: Claim) -> Iterator[str]:
    speaker = view.speaker(claim)
    kind = "speaker" if speaker not in (NARRATION, UNNAMED) else "speaker none"
    yield f'<span class="n" aria-hidden="true">{number}</span><p class="who">'
    yield f'<b class="{kind}" dir="auto">{text_of(speaker)}</b> '
    yield f'<span class="stance {_stance_class(claim.stance)}">{text_of(words(claim.stance))}</span>'
    via = view.via(claim)
    quote = f"{claim.quotation} quote" if claim.quotation in ("direct", "mixed") else ""
    yield _details(
        [
            view.role(claim),
            view.said_on(claim),
            f"via {via}" if via else "",
            quote,
            view.certainty(claim),
            view.part(claim),
        ]
    )
    yield f'</p><blockquote dir="auto">{text_of(view.content(claim))}</blockquote>'
    figures = [view.figures[f] for f in claim.figures if f in view.figures]
    if figures:
        yield '<p class="chips">'
        for figure in figures:
            short = ids.of(figure.id)
            yield f'<a class="chip" href="#r-{short}" data-rows="{short}">{text_of(view.figure(figure))}</a> '
        yield "</p>"


def _figures(view: View, ids: Ids) -> Iterator[str]:
    for figure in view.reading.figures:
        claim = view.claims.get(figure.claim)
        said = view.speaker(claim) if claim else ""
        body = (
            f'<b class="amount">{text_of(view.amount(figure))}</b> {text_of(view.counted(figure))}'
            f"{_details([*view.figure_details(figure), said])}{_claim_link(view, ids, figure.claim)}"
        )
        yield _row(ids, figure.id, body, f"figure {view.figure(figure)}")


def _events(view: View, ids: Ids) -> Iterator[str]:
    for event in view.reading.events:
        status = f' <span class="status">{text_of(event.status)}</span>' if event.status != "occurred" else ""
        body = (
            f"<b>{text_of(words(event.type))}</b>{status}"
            f"{_details([*view.event_details(event), f'“{event.trigger.text}”'])}"
            f"{_claim_link(view, ids, event.claim)}"
        )
        yield _row(ids, event.id, body, f"event {words(event.type)}")


def _relations(view: View, ids: Ids) -> Iterator[str]:
    for relation in view.reading.relations:
        source, target = view.claims.get(relation.source), view.claims.get(relation.target)
        if source is None or target is None:
            continue
        yield (
            f'<li class="row relation"><b dir="auto">{text_of(view.speaker(source))}</b>'
            f"{_claim_link(view, ids, source.id)} "
            f'<span class="stance {_stance_class(relation.kind)}">{text_of(words(relation.kind))}</span> '
            f'<b dir="auto">{text_of(view.speaker(target))}</b>{_claim_link(view, ids, target.id)}'
            f'<p class="reason" dir="auto">{text_of(relation.reason)}</p></li>\n'
        )


def _trends(view: View, ids: Ids) -> Iterator[str]:
    for trend in view.reading.trends:
        details = _details([*view.trend_details(trend), f"“{trend.span.text}”"])
        body = f"<b>{text_of(view.trend(trend))}</b>{details}{_claim_link(view, ids, trend.claim)}"
        yield _row(ids, trend.id, body, f"trend {view.trend(trend)}")


def _people(view: View, ids: Ids) -> Iterator[str]:
    for person in view.reading.persons:
        private = "private person" if person.private else ""
        body = (
            f'<b dir="auto">{text_of(person.mention.text)}</b>'
            f"{_details([view.person(person), private])}{_claim_link(view, ids, person.claim)}"
        )
        yield _row(ids, person.id, body, person.mention.text)


def _places(view: View, ids: Ids) -> Iterator[str]:
    for place in view.reading.places:
        if place.literal:
            body = f'<b dir="auto">{text_of(place.name)}</b>{_details([view.located(place)])}'
            yield _row(ids, place.id, body, f"place {place.name}")


def _warnings(view: View, ids: Ids) -> Iterator[str]:
    for warning in view.reading.warnings:
        yield (
            f'<li class="row warning">{text_of(warning.message)} '
            f'<span class="details">{text_of(warning.code)}</span></li>\n'
        )
