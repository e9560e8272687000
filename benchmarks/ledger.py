"""The ledger at scale: SQLite and PostgreSQL side by side in one run.

    python benchmarks/ledger.py [--claims 1000000] [--only sqlite|postgresql] [--keep FOLDER]

Fills a ledger with synthetic readings (rows are generated, nothing is parsed), then measures writing, point
look-ups, filtered search with facets, full text, and size on disk. Floors on a machine with two cores at a
million claims: filtered search and facets p95 under 150 ms, ``show`` p95 under 5 ms, writing a document at
least ten times faster than reading it. PostgreSQL is started from Debian's folder, as the tests do.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from counterclaim.intake.formats import Item
from counterclaim.ledger import Ledger, copies, open_ledger
from counterclaim.ledger.adding import TOGETHER, Adder
from counterclaim.ledger.columns import Cache
from counterclaim.ledger.incoming import Pending
from counterclaim.ledger.packed import pack_all
from counterclaim.model.document import Document, Part, document_id, text_sha256
from counterclaim.model.reading import ReaderInfo, Reading
from counterclaim.model.rows import Actor, Affected, Certainty, Claim, Cue, Event, Figure, Place, Window
from counterclaim.model.span import Span

FLOORS = {"search": 150.0, "show": 5.0}
PER_DOCUMENT = 10  # claims
STANCES = ("asserts",) * 12 + ("denies", "accuses", "warns", "confirms", "estimates", "demands")
MEASURES = ("killed", "wounded", "destroyed", "intercepted", "launched", "attacks", "captured", "displaced")
EVENTS = ("shelling", "air_strike", "drone_strike", "missile_strike", "armed_clash", "advance")
SIDES = ("Ukraine", "Russia", None, None, "United Nations", "Syria", "United States")


class World:
    """Names, places and words, drawn unevenly, as in life."""

    def __init__(self, seed: int) -> None:
        self.random = chance = random.Random(seed)
        syllables = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or", "el")]
        self.words = sorted(
            {"".join(chance.choices(syllables, k=chance.randint(1, 3))) for _ in range(30_000)}
        )
        self.speakers = [
            f"{w.title()} {v.title()}" for w, v in zip(self._some(20_000), self._some(20_000), strict=True)
        ]
        self.outlets = [f"The {w.title()} Post" for w in self._some(200)]
        self.places = [
            (n, w.title(), round(chance.uniform(44, 53), 4), round(chance.uniform(22, 41), 4))
            for n, w in enumerate(self._some(4_000), 1)
        ]

    def _some(self, count: int) -> list[str]:
        return [self.random.choice(self.words) for _ in range(count)]

    def uneven(self, values: list[Any]) -> Any:
        """One of the values, the first far more often."""
        return values[int(len(values) * self.random.random() ** 3)]

    def sentence(self, count: int) -> str:
        """Words, a few of them very frequent."""
        size = len(self.words)
        return " ".join(self.words[int(size * self.random.random() ** 3)] for _ in range(count))


def readings(world: World, count: int) -> Iterator[Reading]:
    """Readings of articles of about 300 words with ten claims, five figures and three events each."""
    first = date(2022, 2, 24)
    for number in range(count):
        published = (first + timedelta(days=int(1100 * world.random.random()))).isoformat()
        yield _reading(world, number, published)


def _reading(world: World, number: int, published: str) -> Reading:
    chance = world.random
    lines, claims, figures, events = [], [], [], []
    names = [world.uneven(world.speakers) for _ in range(4)]
    found = [world.uneven(world.places) for _ in range(3)]
    actors: dict[str, Actor] = {}
    places: dict[str, Place] = {}
    at = 0
    for n in range(PER_DOCUMENT):
        speaker, (geonames_id, name, latitude, longitude) = chance.choice(names), chance.choice(found)
        amount = chance.randint(1, 500)
        content = f"{amount} tanks near {name} {world.sentence(16)}"
        line = f"{speaker} said {content}. {world.sentence(8)}.\n"
        lines.append(line)
        begin = at + len(speaker) + 6
        span, mark = Span(begin, begin + len(content), content), f"{number:x}-{n}"
        actor, place = f"a-{number:x}-{speaker}", f"p-{number:x}-{geonames_id}"
        actors.setdefault(
            actor,
            Actor(actor, speaker, "person", None, SIDES[len(speaker) % len(SIDES)], None, (Span(at, at + len(speaker), speaker),)),
        )  # fmt: skip
        where = begin + content.index(name)
        places.setdefault(
            place,
            Place(place, name, (Span(where, where + len(name), name),), geonames_id, latitude, longitude, "UA", None, "populated_place", True),
        )  # fmt: skip
        counted = Span(begin, begin + len(str(amount)) + 6, content[: len(str(amount)) + 6])
        if n % 2 == 0:
            figures.append(
                Figure(
                    f"f-{mark}", f"c-{mark}", counted, chance.choice(MEASURES), "tank", amount, amount, amount,
                    "exactly", Affected(None, chance.choice(SIDES), "military"), None,
                    Window(published, published, "on"), place, None, None,
                )
            )  # fmt: skip
        if n % 3 == 0:
            events.append(
                Event(f"e-{mark}", f"c-{mark}", counted, chance.choice(EVENTS), "occurred", None, None, None, (place,), None, ())
            )  # fmt: skip
        claims.append(
            Claim(
                f"c-{mark}", actor, Span(at, at + len(speaker), speaker), (),
                Cue(begin - 5, begin - 1, "said", "say"), (span,), "indirect", chance.choice(STANCES),
                Certainty("certain", None), None, None, (f"f-{mark}",) if n % 2 == 0 else (),
                (f"e-{mark}",) if n % 3 == 0 else (), (place,), "body",
            )
        )  # fmt: skip
        at += len(line)
    text, outlet = "".join(lines), world.uneven(world.outlets)
    made = Document(
        document_id(text, outlet=outlet, url=str(number), published=published), f"Report {number}", outlet,
        f"https://example.org/{number}", "en", published, text, text_sha256(text), (Part("body", 0, len(text)),),
    )  # fmt: skip
    return Reading(
        reader=ReaderInfo("synthetic", "1", "none", "en"), document=made, actors=tuple(actors.values()),
        places=tuple(places.values()), claims=tuple(claims), figures=tuple(figures), events=tuple(events),
    )  # fmt: skip


def pending(made: Reading) -> Pending:
    """A reading as `Ledger.add` has it when it is about to write."""
    about = made.document
    item = Item(key=about.url or "", text=about.text, title=about.title, outlet=about.outlet, url=about.url)
    marks = copies.shingles(about.text)
    return Pending(item, about.text_sha256, about, (), made, marks, copies.bands(marks))


def fill(ledger: Ledger, world: World, documents: int) -> tuple[float, float]:
    """Write; returns documents a second as `Ledger.add` writes them (the first 800), and in lots of 200."""
    adder = Adder(ledger.store, lambda: "2026-01-01T00:00:00+00:00", "benchmark", lambda made, _: never(made))
    ours, lots, many, done = 0.0, 0.0, readings(world, documents), 0
    few = min(800, documents // 2)
    while done < documents:
        batch = [made for _, made in zip(range(TOGETHER if done < few else 200), many, strict=False)]
        begun = time.perf_counter()
        adder.write([pending(made) for made in batch])
        taken = time.perf_counter() - begun
        ours, lots = (ours + taken, lots) if done < few else (ours, lots + taken)
        done += len(batch)
        if done % 5_000 < 200 and sys.stderr.isatty():
            print(f"\r{done} of {documents}", end="", file=sys.stderr)
    return few / ours, (documents - few) / lots


def never(made: Document) -> Reading:
    """The reader that is not called: readings are made by the benchmark."""
    raise AssertionError(made.id)


def questions(world: World) -> list[dict[str, Any]]:
    """Searches as people ask them: narrow and broad, alone and together."""
    place, speaker = world.places[40][1], world.speakers[100]
    return [
        {},
        {"side": "Ukraine"},
        {"stance": "denies"},
        {"speaker": speaker},
        {"speaker": speaker.split()[0], "stance": "asserts"},
        {"outlet": world.outlets[3]},
        {"side": "Russia", "stance": "denies", "start": "2023-04-01"},
        {"measure": "killed", "min": 10},
        {"measure": "killed", "min": 400, "side": "Ukraine", "start": "2023-04-01", "end": "2023-06-30"},
        {"measure": "destroyed", "affected_side": "Russia", "object": "tank"},
        {"type": "shelling", "place": place},
        {"place": place},
        {"place": place, "within_km": 50},
        {"place": place, "within_km": 200, "side": "Ukraine", "stance": "denies"},
        {"start": "2024-01-01", "end": "2024-01-07"},
        {"kind": "event", "outlet": world.outlets[0], "start": "2023-01-01"},
        {"added_since": "2025-12-31", "stance": "warns"},
    ]


def texts(world: World) -> list[dict[str, Any]]:
    """Full-text searches: rare words, frequent words, phrases, beginnings, with filters."""
    rare, common, other = world.words[-2_000], world.words[30], world.words[31]
    return [
        {"words": rare},
        {"words": world.words[2_000]},
        {"words": f"{common} {other}"},
        {"words": f'"{common} {world.words[5]}"'},
        {"words": rare[:4] + "*", "side": "Ukraine"},
        {"words": world.words[800], "place": world.places[40][1], "within_km": 100},
        {"text": f"{world.words[3_000]} {world.words[400]}"},
    ]


def times(call: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each call."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        call()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def quantiles(taken: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(taken), sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]


def searches(ledger: Ledger, asked: list[dict[str, Any]], rounds: int, *, warm: bool) -> list[float]:
    """Milliseconds of a first page of 50 rows with total and all facets."""
    taken: list[float] = []
    for filters in asked:
        ledger.search(**filters)
        for _ in range(rounds):
            if not warm:
                ledger._cache = Cache()  # as in a new process
            spent = times(lambda filters=filters: ledger.search(**filters), 1)  # type: ignore[misc]
            taken += spent
    return taken


def measure(name: str, address: str, claims: int, report: dict[str, dict[str, str]]) -> bool:
    """Fill one ledger and measure it; returns whether the floors hold."""
    world, held = World(7), True
    with open_ledger(address, create=True) as ledger:
        single, lots = fill(ledger, world, claims // PER_DOCUMENT)
        begun = time.perf_counter()
        segments = pack_all(ledger.store)
        ledger.store.settle()
        packing = time.perf_counter() - begun
        rows = {"writing as add does": f"{single:,.0f} documents/s"}
        rows["writing, in lots"] = f"{lots:,.0f} documents/s, {lots * PER_DOCUMENT:,.0f} claims/s"
        rows["packing search columns"] = f"{packing:.1f} s ({segments} segments)"
        if name == "postgresql":
            from sqlalchemy import text

            with ledger.store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(text("ANALYZE"))
        chance = random.Random(1)
        last = claims // PER_DOCUMENT
        ids = [f"c-{chance.randrange(last):x}-{chance.randrange(PER_DOCUMENT)}" for _ in range(300)]
        ledger.show(ids[0])
        shown = [ms for i in ids for ms in times(lambda i=i: ledger.show(i), 1)]  # type: ignore[misc]
        found = {
            "show a row": (shown, FLOORS["show"]),
            "filtered search and facets": (
                searches(ledger, questions(world), 5, warm=False),
                FLOORS["search"],
            ),
            "the same, columns in memory": (
                searches(ledger, questions(world), 5, warm=True),
                FLOORS["search"],
            ),
            "full text and facets": (searches(ledger, texts(world), 5, warm=False), None),
        }
        for what, (taken, floor) in found.items():
            middle, high = quantiles(taken)
            mark = (
                "" if floor is None or claims < 1_000_000 else "  ok" if high < floor else "  BELOW THE FLOOR"
            )
            held = held and not mark.endswith("FLOOR")
            bound = f" (floor {floor:.0f})" if floor else ""
            rows[what] = f"p50 {middle:.1f} ms, p95 {high:.1f} ms{bound}{mark}"
        rows["size on disk"] = f"{ledger.store.size() / 1e6:,.0f} MB"
        report[name] = rows
    return held


def reading_speed(documents: int = 60) -> float:
    """Documents a second that the reader reads, of the same length as those written."""
    import counterclaim

    world = World(11)
    lines = [
        f"The {world.uneven(world.outlets)} governor said on Monday that {n + 2} people were killed and {n + 5} tanks "
        f"were destroyed near Kherson. The ministry denied the report, saying that no shells had fallen there."
        for n in range(8)
    ]
    text = "\n\n".join(lines)
    counterclaim.read(text, published="2023-05-02")
    begun = time.perf_counter()
    for n in range(documents):
        counterclaim.read(f"{text}\n\nReport {n}.", published="2023-05-02")
    return documents / (time.perf_counter() - begun)


@contextmanager
def servers(only: str | None, folder: Path) -> Iterator[dict[str, str]]:
    """Addresses for empty ledgers."""
    found = {} if only == "postgresql" else {"sqlite": str(folder / "ledger.db")}
    if only == "sqlite":
        yield found
        return
    from tests.ledger.server import binaries, postgresql

    place = binaries()
    if place is None:
        print("PostgreSQL is not installed; apt-get install postgresql", file=sys.stderr)
        yield found
        return
    settings = "-c shared_buffers=1GB -c work_mem=64MB -c maintenance_work_mem=256MB -c max_wal_size=4GB"
    with postgresql(place, settings) as server:
        yield found | {"postgresql": f"{server}/postgres"}


def main() -> int:
    """Measure and print; status 1 when a floor does not hold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument(
        "--folder", type=Path, help="where the SQLite ledger is made (default: a temporary folder)"
    )
    options = parser.parse_args()
    report: dict[str, dict[str, str]] = {}
    held = True
    with (
        tempfile.TemporaryDirectory(dir=options.folder) as name,
        servers(options.only, Path(name)) as addresses,
    ):
        for database, address in addresses.items():
            held = measure(database, address, options.claims, report) and held
            print(f"\n{database}, {options.claims:,} claims")
            for what, words in report[database].items():
                print(f"  {what:36s} {words}", flush=True)
    read = reading_speed()
    print(f"\nthe reader, same length              {read:,.0f} documents/s")
    for database, rows in report.items():
        rate = float(rows["writing as add does"].split()[0].replace(",", ""))
        ok = rate >= 10 * read
        held = held and ok
        print(
            f"{database}: writing is {rate / read:.0f} times as fast (floor 10){'  ok' if ok else '  BELOW THE FLOOR'}"
        )
    return int(not held)


if __name__ == "__main__":
    sys.exit(main())
