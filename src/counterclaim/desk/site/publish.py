"""Makes the site: every document through the gate, then pages, data and assets into one folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from counterclaim._version import __version__
from counterclaim.desk.settings import check_installed
from counterclaim.desk.site import folder
from counterclaim.desk.site.assets import write_assets
from counterclaim.desk.site.events import Latest
from counterclaim.desk.site.gathered import Gathered
from counterclaim.desk.site.pages import Line, Pages
from counterclaim.desk.site.questions import Question, asked, linked
from counterclaim.desk.site.rows import FORMS, of_events, of_rows
from counterclaim.desk.site.store import Store
from counterclaim.ledger import Ledger
from counterclaim.reconcile import Link
from counterclaim.reconcile.stored import Stored
from counterclaim.release import ExportOptions, Policy, RedactedReading, redact, write_gated
from counterclaim.release.about import About, filter_mask
from counterclaim.release.policy import moment

Progress = Callable[[str, int, int], None]
_MAPPED = 5_000  # events on the map's page; the files beside it hold all
_LINKED = 60  # claims of one question, whose links are looked up
_DISPUTES = 8
_SAID_NO = ("contradicts", "disputes", "denies", "corrects")


class Published(msgspec.Struct, frozen=True, kw_only=True):
    """What was written. ``left_out`` counts questions none of whose answers leaves, ``waiting`` documents
    that were not compared yet, ``size`` bytes.
    """

    out: str
    files: int
    size: int
    documents: int
    questions: int
    events: int
    withheld: dict[str, int]
    left_out: int
    waiting: int


def publish(ledger: Ledger, out: Path, *, as_of: str, progress: Progress | None = None) -> Published:
    """Write the site. The same ledger and ``as_of`` give the same bytes.

    Args:
        ledger: what is published; a document that was taken down is not in it.
        out: a new folder, or one with a site that was made here, whose place is taken when all is written.
        as_of: ISO date or time; what is held back for a while is judged by it.
        progress: is told a step's name, how far it is, and how much there is.

    Raises:
        Missing: jinja2 or the browser libraries are not installed.
        BadMoment: ``as_of`` is no date.
        SiteError: the folder is something else, or cannot be written.

    """
    check_installed()
    moment(as_of)
    options = ExportOptions(now=as_of, version=__version__, salt=ledger.secret(), released=ledger.released())
    with folder.replacing(out) as made, Store() as store:
        return _Site(ledger, made, store, options, progress or (lambda *_: None)).write(str(out))


def today() -> str:
    """The date, UTC: sites made on one day of one ledger are the same."""
    return datetime.now(UTC).date().isoformat()


class _Site:
    """One run."""

    def __init__(
        self, ledger: Ledger, out: Path, store: Store, options: ExportOptions, say: Progress
    ) -> None:
        self._ledger, self._out, self._store, self._options, self._say = ledger, out, store, options, say
        self._stored = Stored(ledger)
        self._gathered, self._latest = Gathered(), Latest(_MAPPED)
        self._weight: Counter[str] = Counter()

    def write(self, out: str) -> Published:
        """All of it; ``out`` is what the folder will be called."""
        about = self._gather()
        pages = Pages(self._out, self._gathered, about)
        for name in ("accounts", "documents"):
            (self._out / name).mkdir()
        write_assets(self._out)
        lines, left_out = self._questions(pages)
        self._documents(pages)
        pages.map(self._latest)
        self._data("map", lambda: of_events(self._store))
        self._data("documents", lambda: map(self._store.made, self._store))
        disputes = self._stored.disputes(limit=50)
        shown = [d for k in disputes.rows if (d := linked(k, self._store)) is not None][:_DISPUTES]
        waiting = self._stored.state().waiting
        pages.overview(lines, shown, disputes.total, self._ledger.holding().removed, waiting)
        pages.lists(lines)
        pages.about()
        size = folder.seal(self._out, about)
        return Published(
            out=out,
            files=sum(p.is_file() for p in self._out.rglob("*")),
            size=size,
            documents=len(self._store),
            questions=len(lines),
            events=self._latest.total,
            withheld=about["redactions"],
            left_out=left_out,
            waiting=waiting,
        )

    def _gather(self) -> dict[str, Any]:
        """Every document through the gate; what the site says of itself."""
        policy = Policy(salt=self._options.salt, now=self._options.now, released=self._options.released)
        about = About(
            form="site", filters="", version=self._options.version, now=self._options.now,
            mask=filter_mask(self._options.salt, self._options.released),
        )  # fmt: skip
        total = self._ledger.page_of_documents(limit=1).total
        readings = self._counted("redacted", self._ledger.readings(decisions=True), total)
        for made in about.watch(redact(r, policy) for r in readings):
            self._store.put(made)
            self._gathered.add(made)
            view = self._store.view(made.reading.document.id)
            assert view is not None
            self._latest.add(view)
        return about.made()

    def _questions(self, pages: Pages) -> tuple[list[Line], int]:
        """A page for each question of which an answer leaves; their list, and how many have none."""
        total = self._stored.accounts(limit=1).total
        lines: list[Line] = []
        for name in self._counted("questions", self._names(), total):
            found = asked(self._stored.account(name), self._store)
            if found is None:
                continue
            lines.append(Line.of(found.account))
            self._weight.update({r for a in found.account.answers for r in (a.claim, a.figure)})
            disputes, apart = self._reasons(found)
            pages.question(found, disputes, apart)
            rows = [(a.document, a.figure) for a in found.answers]
            self._data(f"accounts/{found.account.id}", partial(of_rows, self._store, rows))
        return lines, total - len(lines)

    def _names(self) -> Iterator[str]:
        page = self._stored.accounts(limit=100)
        while page.rows:
            yield from (line.id for line in page.rows)
            page = self._stored.accounts(limit=100, offset=page.offset + page.limit)

    def _reasons(self, found: Question) -> tuple[list[Link], list[Link]]:
        """Links that dispute the question's claims, and those that say why a near miss is not comparable."""
        links: dict[str, Link] = {}
        for name in dict.fromkeys(f"{a.document}/{a.claim}" for a in found.answers[:_LINKED]):
            links.update({k.id: k for k in self._stored.links_of_claim(name).rows})
        made = [k for raw in links.values() if (k := linked(raw, self._store)) is not None]
        return [k for k in made if k.kind in _SAID_NO], [k for k in made if k.kind == "not_comparable"]

    def _documents(self, pages: Pages) -> None:
        for name in self._counted("documents", iter(self._store), len(self._store)):
            made = self._store.made(name)
            pages.document(made, self._weight)
            self._data(f"documents/{name}", partial(list, [made]))

    def _data(self, view: str, leaving: Callable[[], Iterable[RedactedReading]]) -> None:
        """The rows of a view in files beside its page."""
        for form in FORMS:
            write_gated(leaving(), form, self._out / f"{view}.{form}", self._options)

    def _counted(self, step: str, things: Iterable[Any], total: int) -> Iterator[Any]:
        """The same things, told about as they pass."""
        for done, thing in enumerate(things, 1):
            yield thing
            self._say(step, done, max(total, done))
