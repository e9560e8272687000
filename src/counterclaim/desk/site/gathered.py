"""What is known of all documents once each has been through the gate."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from counterclaim.ledger.overview import Holding, Listed
from counterclaim.release import RedactedReading

_MOST = 12  # outlets and languages that are told
# What was masked when a private person stands in a text.
_PERSONAL = frozenset({"name", "age", "number", "e-mail", "account", "plate", "address"})


@dataclass(slots=True)
class Gathered:
    """Counts over the documents, their list, and which of them private persons stand in."""

    listed: list[Listed] = field(default_factory=list)
    private: set[str] = field(default_factory=set)
    outlets: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    warnings: Counter[str] = field(default_factory=Counter)
    rows: Counter[str] = field(default_factory=Counter)
    unread: int = 0

    def add(self, made: RedactedReading) -> None:
        """Take a document in."""
        reading, about = made.reading, made.reading.document
        self.listed.append(
            Listed(
                id=about.id, title=about.title, outlet=about.outlet, url=about.url, language=about.language,
                published=about.published, status="read" if made.read else "kept", added_at="", versions=1,
            )
        )  # fmt: skip
        if reading.persons or made.minors or _PERSONAL & made.withheld.keys():
            self.private.add(about.id)
        self.outlets.update(filter(None, (about.outlet,)))
        self.languages.update(filter(None, (about.language,)))
        self.warnings.update(w.code for w in reading.warnings)
        self.unread += not made.read
        for kind in ("claim", "figure", "event", "trend", "person"):
            self.rows[kind] += len(getattr(reading, f"{kind}s"))

    def documents(self) -> list[Listed]:
        """The documents, latest published first."""
        return sorted(sorted(self.listed, key=lambda d: d.id), key=lambda d: d.published or "", reverse=True)

    def holding(self, removed: int) -> Holding:
        """The counts, as the desk's overview shows them."""
        dates = sorted(d.published for d in self.listed if d.published)
        return Holding(
            state="",
            documents=len(self.listed),
            unread=self.unread,
            removed=removed,
            rows=dict(self.rows) or dict.fromkeys(("claim", "figure", "event", "trend", "person"), 0),
            first=dates[0] if dates else None,
            last=dates[-1] if dates else None,
            outlets=_first(self.outlets),
            languages=_first(self.languages),
            undated=sum(not d.published for d in self.listed),
            warnings=_first(self.warnings),
        )


def _first(counts: Counter[str]) -> dict[str, int]:
    """The most frequent, equals in the order of the alphabet."""
    return dict(sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:_MOST])
