"""How the commands of the ledger say things: tables, CSV, JSON, one line an error."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from counterclaim.ledger import Summary
    from counterclaim.ledger.search import Hit, Result
    from counterclaim.ledger.showing import Shown, ShownDocument
    from counterclaim.ledger.versions import History

_SHOWN_ABOVE = ("id", "span", "content", "mentions", "trigger", "mention")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def say(words: str = "") -> None:
    """A line on standard output that cannot drive a terminal."""
    from counterclaim.report.terminal import safe

    encoding = sys.stdout.encoding or "utf-8"
    print(safe(words).encode(encoding, "backslashreplace").decode(encoding))


def complain(words: str) -> None:
    """A line on standard error."""
    from counterclaim.report.terminal import safe

    print(f"counterclaim: {safe(words)}", file=sys.stderr)


def say_json(value: object) -> None:
    """JSON, indented for people."""
    data = msgspec.json.format(msgspec.json.encode(value), indent=2)
    print(data.decode("utf-8"))


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Columns as wide as their words; the last takes what room is left and is cut."""
    from counterclaim.report.terminal import safe, terminal_width

    lines = [list(heads), *([safe(cell) for cell in row] for row in rows)]
    widths = [min(28, max(len(line[i]) for line in lines)) for i in range(len(heads) - 1)]
    room = terminal_width(os.environ, is_terminal=sys.stdout.isatty()) if sys.stdout.isatty() else 200
    last = max(20, room - sum(widths) - 2 * len(widths))
    for line in lines:
        cells = [_cut(cell, width).ljust(width) for cell, width in zip(line, widths, strict=False)]
        say_as_is("  ".join([*cells, _cut(line[-1], last)]).rstrip())


def say_as_is(line: str) -> None:
    """A line whose parts are safe already; its blanks stay."""
    encoding = sys.stdout.encoding or "utf-8"
    print(line.encode(encoding, "backslashreplace").decode(encoding))


def _cut(words: str, width: int) -> str:
    return words if len(words) <= width else words[: width - 1] + "…"


def hits(result: Result, offset: int) -> None:
    """A page of search results, then the facets."""
    shown = [_hit_row(h) for h in result.hits]
    if shown:
        table(("ID", "SPEAKER", "SAYS", "WHERE", "WHEN", "OUTLET", "WORDS"), shown)
    first = offset + 1 if shown else 0
    say(f"{first} to {offset + len(shown)} of {result.total}")
    for name, counts in result.facets.items():
        if counts:
            say(f"{name}: " + ", ".join(f"{value} {count}" for value, count in counts.items()))


def _hit_row(hit: Hit) -> tuple[str, ...]:
    what = " ".join(
        part
        for part in (hit.measure or hit.type or "", "" if hit.amount is None else f"{hit.amount:g}")
        if part
    )
    when = hit.date_from or ""
    if hit.date_to and hit.date_to != hit.date_from:
        when += "/" + hit.date_to
    says = " ".join(p for p in (hit.stance or "", what) if p)
    mark = "" if hit.review == "machine" else f" [{hit.review}]"
    return (hit.id, hit.speaker or "", says + mark, ", ".join(hit.places), when, hit.outlet or "", hit.words)


def csv_text(found: Sequence[Hit]) -> str:
    """Hits as CSV; a cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    from counterclaim.ledger.search import Hit

    names = list(Hit.__dataclass_fields__)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows([_cell(getattr(hit, n)) for n in names] for hit in found)
    return out.getvalue()


def _cell(value: Any) -> Any:  # noqa: ANN401
    if isinstance(value, tuple):
        value = "; ".join(value)
    return "'" + value if isinstance(value, str) and value.startswith(_FORMULA) else value


def summary(done: Summary) -> None:
    """What adding came to, on one line, and what failed, a line each."""
    counts = (
        ("added", done.added),
        ("unchanged", done.unchanged),
        ("new versions", done.new_versions),
        ("copies", done.copies),
        ("kept, not read", done.kept_not_read),
        ("taken down before", done.taken_down),
        ("failed", len(done.failed)),
    )
    always = ("added", "unchanged", "failed")
    say(", ".join(f"{n} {name}" for name, n in counts if n or name in always) + f"; {done.claims} claims")
    for failed in done.failed:
        complain(f"{failed.name}: {failed.reason}")


def shown(found: Shown | ShownDocument) -> None:
    """A row, or a document, for people."""
    from counterclaim.ledger.showing import Shown

    if isinstance(found, Shown):
        say(f"{found.kind} {found.id} ({found.review}{'' if found.current else ', of an old version'})")
        say(f"…{found.before}»{found.words}«{found.after}…")
        page = f", page {found.page}" if found.page else ""
        say(f"characters {found.start} to {found.end}{page} of {found.document}")
        for name, value in found.row.items():
            human = found.human.get(name)
            if human is None and (name in _SHOWN_ABOVE or value in (None, [], {})):
                continue
            words = _field(value, found.named)
            if human or words:
                now = f"  → {_field(human['value'], found.named)} ({human['who']})" if human else ""
                say(f"  {name}: {words or 'not said'}{now}")
        source = ", ".join(w for w in (found.outlet, found.title, found.published, found.url) if w)
        say(f"source: {source or 'unnamed'}")
    else:
        say(f"document {found.id} ({found.status}{'' if found.current else ', an old version'})")
        for name in (
            "title",
            "outlet",
            "url",
            "published",
            "language",
            "channel",
            "added_at",
            "completeness",
        ):
            if getattr(found, name):
                say(f"  {name}: {getattr(found, name)}")
        say("rows: " + (", ".join(f"{n} {kind}" for kind, n in found.rows.items()) or "none"))
        if found.copies:
            say("copies: " + ", ".join(found.copies))
    say(f"text SHA-256 {found.text_sha256}")
    for carrier in found.carriers:
        say(
            f"from {carrier.key}, version {carrier.version}, {carrier.retrieved_at}, "
            f"raw SHA-256 {carrier.raw_sha256}"
        )
    decisions(found.decisions)


def _field(value: object, named: dict[str, str]) -> str:
    """A field of the contract for people: ids with what they stand for, empty parts left out."""
    if isinstance(value, dict):
        if "text" in value:
            return f"“{value['text']}”"
        parts = {n: _field(v, named) for n, v in value.items()}
        return ", ".join(f"{n} {words}" for n, words in parts.items() if words)
    if isinstance(value, list):
        return ", ".join(_field(v, named) for v in value)
    if value is None:
        return ""
    words = _value(value)
    return f"{named[words]} ({words})" if words in named else words


def _value(value: object) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode("utf-8")


def decisions(found: Sequence[dict[str, Any]]) -> None:
    """Entries of the log, a line each."""
    for entry in found:
        about = f" {entry['row']}" if entry.get("row") else ""
        change = ""
        if "field" in entry:
            change = f" {entry['field']}: {_value(entry.get('old'))} → {_value(entry.get('new'))}"
        reason = f" ({entry['reason']})" if entry.get("reason") else ""
        say(f"[{entry['entry']}] {entry['at']} {entry['who']} {entry['action']}{about}{change}{reason}")


def history(found: History) -> None:
    """Versions with their changes, then decisions."""
    for version in found.versions:
        say(
            f"{version.key} version {version.version}: {version.document} ({version.status}), "
            f"{version.retrieved_at}"
        )
        changes(version.changes)
    decisions(found.decisions)


def changes(found: Iterable[Any]) -> None:
    """What changed, a line each."""
    for change in found:
        fields = "; ".join(f"{n}: {_value(old)} → {_value(new)}" for n, (old, new) in change.fields.items())
        say_as_is(
            "  " + _line(f"{change.what} {change.kind} {change.speaker or ''}: {fields or change.words}")
        )


def _line(words: str) -> str:
    from counterclaim.report.terminal import safe

    return safe(words)
