"""The pages of a site, from the desk's templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from counterclaim.desk.addresses import SiteAddresses
from counterclaim.desk.app import environment
from counterclaim.desk.asked import of
from counterclaim.desk.marked import RowView, row_views
from counterclaim.desk.pages.map import features
from counterclaim.desk.site.assets import libraries, write_data
from counterclaim.desk.site.events import Latest
from counterclaim.desk.site.gathered import Gathered
from counterclaim.desk.site.questions import Question, around
from counterclaim.reconcile import Account, Link
from counterclaim.release import RedactedReading

# No server sends headers for a folder, so the policy stands in the page. Not every browser need take 'self'
# to mean the files of a page opened from a folder: their scheme is named; web hosts gain nothing by it.
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' file:",
        "style-src 'self' file:",
        "img-src 'self' file: data: blob:",
        "worker-src blob:",
        "form-action 'none'",
        "base-uri 'none'",
    )
)
_LISTED = 500  # lines on one page of a list
_TOP = 12
_RECENT = 8


@dataclass(frozen=True, slots=True)
class Line:
    """A question in a list: an account without its answers, whose number is kept."""

    id: str
    question: str
    low: float | None
    high: float | None
    answers: range
    disputes: range
    origins: int
    disjoint_sides: int
    latest: str | None

    @classmethod
    def of(cls, found: Account) -> Line:
        """The line of an account."""
        return cls(
            found.id, found.question, found.low, found.high, range(len(found.answers)),
            range(len(found.disputes)), found.origins, found.disjoint_sides, found.latest,
        )  # fmt: skip


class Pages:
    """Writes pages into a folder."""

    def __init__(self, out: Path, gathered: Gathered, about: dict[str, Any]) -> None:
        self._out, self._gathered, self._about = out, gathered, about
        self._environment = environment()

    def _write(self, path: str, template: str, view: str, tab: str, noindex: bool, **context: Any) -> None:  # noqa: ANN401
        made = self._environment.get_template(f"{template}.html").render(
            to=SiteAddresses(path.count("/"), view), csp=CSP, tab=tab, noindex=noindex, **context
        )
        (self._out / path).write_text(made, "utf-8", errors="replace", newline="\n")

    def question(self, found: Question, disputes: Sequence[Link], apart: Sequence[Link]) -> None:
        """One contested question."""
        sides: dict[str, list[object]] = {}
        for each in found.answers:
            sides.setdefault(each.side or "No side named", []).append(each)
        shown = {*found.documents, *(e.document for k in (*disputes, *apart) for e in (k.source, k.target))}
        name = found.account.id
        self._write(
            f"accounts/{name}.html", "account", name, "accounts", self._private(shown),
            account=found.account, answers=found.answers, sides=sides, origins=found.origins,
            disputes=disputes, apart=apart, withheld=found.withheld,
        )  # fmt: skip

    def document(self, made: RedactedReading, contested: Counter[str]) -> None:
        """One document: its statements, not its text."""
        about = made.reading.document
        views = [_with_snippet(r, made) for r in row_views(made.reading, {})]
        one = {
            "document": about, "rows": views, "reading": made.reading, "contested": contested,
            "about": {"current": True, "status": "read" if made.read else "kept"},
        }  # fmt: skip
        self._write(
            f"documents/{about.id}.html", "site_document", about.id, "documents", self._private([about.id]),
            one=one, held=len(made.held),
        )  # fmt: skip

    def map(self, latest: Latest) -> None:
        """Map and timeline."""
        order = sorted(
            latest.rows(), key=lambda r: (r.start is None, r.start or "", r.hit.document, r.hit.id)
        )
        write_data(self._out / "assets" / "events.js", "events", features(order))
        private = self._private(r.hit.document for r in order)
        self._write(
            "map.html", "map", "map", "map", private, asked=of({}), total=latest.total, rows=order,
            whole=None, days={}, pager=None, number_nowhere=latest.without_point,
            number_undated=latest.without_date, nowhere=[r for r in order if not r.spot],
            undated=[r for r in order if not r.start],
        )  # fmt: skip

    def overview(
        self,
        lines: Sequence[Line],
        disputes: Sequence[Link],
        number: int,
        removed: int,
        waiting: int,
    ) -> None:
        """The front page."""
        held, recent = self._gathered.holding(removed), self._gathered.documents()[:_RECENT]
        gaps = [
            ("documents without a publication date", held.undated),
            ("documents kept without a reading (no reader for their language)", held.unread),
            ("questions answered by one independent origin only", sum(k.origins == 1 for k in lines)),
            ("documents added since questions were last compared", waiting),
            ("texts taken down", removed),
        ]
        shown = [e.document for k in disputes for e in (k.source, k.target)] + [d.id for d in recent]
        self._write(
            "index.html", "overview", "index", "overview", self._private(shown), held=held,
            accounts=lines[:_TOP], number_of_accounts=len(lines), waiting=0, disputes=disputes,
            number_of_disputes=number, recent=recent,
            gaps=[{"what": what, "count": count, "link": None} for what, count in gaps if count],
        )  # fmt: skip

    def lists(self, lines: Sequence[Line]) -> None:
        """All questions and all documents, some hundreds on a page."""
        for path, pager, some in _paged("accounts", lines):  # questions name towns and sides, nobody else
            self._write(path, "accounts", "accounts", "accounts", False, accounts=some, pager=pager)
        for path, pager, some in _paged("documents", self._gathered.documents()):
            private = self._private(d.id for d in some)
            self._write(
                path, "documents", "documents", "documents", private, documents=some, pager=pager, q=""
            )

    def about(self) -> None:
        """Method, redaction, licences."""
        about = {"redactions": {}, **self._about}
        self._write(
            "about.html", "site_about", "about", "about", False, about=about, notice=about["notice"],
            limits=about["limits"], software=about["software"], now=about["exported"], libraries=libraries(),
        )  # fmt: skip

    def _private(self, documents: Iterable[str]) -> bool:
        return not self._gathered.private.isdisjoint(documents)


def _with_snippet(row: RowView, made: RedactedReading) -> RowView:
    snippet = made.snippets.get(row.id)
    before, after = around(snippet)
    return replace(row, words=snippet.content, before=before, after=after) if snippet else row


def _paged(name: str, lines: Sequence[Any]) -> Iterable[tuple[str, dict[str, Any], Sequence[Any]]]:
    """A list cut into pages: the path, the pager and the lines of each."""
    last = max(0, (len(lines) - 1) // _LISTED)
    paths = [f"{name}.html", *(f"{name}-{n + 1}.html" for n in range(1, last + 1))]
    for n, path in enumerate(paths):
        first, some = n * _LISTED, lines[n * _LISTED : (n + 1) * _LISTED]
        pager = {
            "total": len(lines), "first": min(first + 1, len(lines)), "last": first + len(some),
            "before": n - 1 if n else None, "before_at": paths[n - 1] if n else None,
            "after": n + 1 if n < last else None, "after_at": paths[n + 1] if n < last else None,
        }  # fmt: skip
        yield path, pager, some
