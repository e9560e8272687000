"""The stages of a reading, in order. Each declares what it reads and writes on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from counterclaim._version import __version__
from counterclaim.model.document import Document
from counterclaim.model.reading import ReaderInfo, Reading
from counterclaim.model.rows import ReadingWarning
from counterclaim.model.vocabulary import ReaderModel
from counterclaim.reading import places
from counterclaim.reading.assemble import assemble
from counterclaim.reading.languages.en import (
    actors,
    attribution,
    events,
    figures,
    names,
    narration,
    persons,
    relations,
    scope,
    times,
    trends,
)
from counterclaim.reading.languages.en.parse import model_name, parse
from counterclaim.reading.page import Page
from counterclaim.reading.parsing import paragraphs
from counterclaim.reading.tagger.session import check_installed, tagger_name


@dataclass(frozen=True, slots=True)
class Stage:
    """One step: a function over the page, with the lists it reads and those it writes."""

    name: str
    run: Callable[[Page], None]
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()


GRAMMAR_STAGES: tuple[Stage, ...] = (
    Stage("names", names.run, writes=("names",)),
    Stage("times", times.run, writes=("moments",)),
    Stage("attribution", attribution.run, reads=("moments",), writes=("claims",)),
    Stage("actors", actors.run, reads=("names", "claims"), writes=("actors",)),
    Stage("places", places.run, reads=("names",), writes=("places",)),
    Stage("figures", figures.run, reads=("paragraphs",), writes=("figures",)),
    Stage("events", events.run, reads=("claims",), writes=("events",)),
    Stage("narration", narration.run, reads=("claims", "figures", "events"), writes=("claims",)),
    Stage("trends", trends.run, reads=("paragraphs",), writes=("trends",)),
    Stage("persons", persons.run, reads=("names",), writes=("persons",)),
    Stage(
        "scope",
        scope.run,
        reads=("claims", "actors", "places", "moments", "figures", "events", "trends", "persons"),
        writes=("figures", "events"),
    ),
    Stage("relations", relations.run, reads=("claims", "figures", "events"), writes=("relations",)),
)
STAGES: tuple[Stage, ...] = tuple(
    replace(stage, run=attribution.run_tagged) if stage.name == "attribution" else stage
    for stage in GRAMMAR_STAGES
)


def reader_info(language: str, model: ReaderModel = "grammar") -> ReaderInfo:
    """What the reading will say it was made by.

    Raises:
        TaggerMissing: the full reader was asked for, and its trained tagger is not installed.

    """
    if model == "full":
        check_installed()
    parser = model_name()
    return ReaderInfo(
        model, __version__, parser if model == "grammar" else f"{parser}+{tagger_name()}", language
    )


def read_document(
    document: Document, warnings: Iterable[ReadingWarning] = (), *, model: ReaderModel = "grammar"
) -> Reading:
    """Read one document. Pure: the same document gives the same reading, byte for byte.

    Raises:
        TaggerMissing: the full reader was asked for, and its trained tagger is not installed.

    """
    info = reader_info(document.language or "en", model)
    page = Page(document, paragraphs(document, parse), warnings=list(warnings))
    for stage in STAGES if model == "full" else GRAMMAR_STAGES:
        try:
            stage.run(page)
        except Exception as error:  # one bad sentence never costs the document
            page.warn("stage_failed", f"{stage.name}: {type(error).__name__}; its rows may be incomplete")
    return assemble(page, info)


def read_in_full(document: Document, warnings: Iterable[ReadingWarning] = ()) -> Reading:
    """`read_document` with the full reader, for who names a reader as a function."""
    return read_document(document, warnings, model="full")
