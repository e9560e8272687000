"""What makes reconciling fast changes nothing: blocking, packing, workers, several writers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import select

from counterclaim.ledger import Ledger, open_ledger, scrubbing
from counterclaim.ledger.linked import account, comparison, feature, link, origin
from counterclaim.model.reading import Reading
from counterclaim.reconcile import blocking, comparisons, engine, features, work
from counterclaim.reconcile.likely import Keys, likely
from counterclaim.reconcile.rules import signs
from counterclaim.reconcile.stored import Stored
from counterclaim.reconcile.update import update_ledger
from tests.ledger.conftest import Clock
from tests.ledger.reader import READ, item

DOSSIERS = Path(__file__).parents[2] / "benchmarks" / "dossiers" / "development"
SOME = ("kirumba-market", "red-sea-corvus-star", "ladha-convoy", "depot-and-substation")


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    """Documents of several theatres, read."""
    import counterclaim

    reader = counterclaim.Reader()
    found = []
    for name in SOME:
        gold = msgspec.json.decode((DOSSIERS / name / "gold.json").read_bytes())
        for entry in gold["documents"]:
            text = (DOSSIERS / name / entry["file"]).read_text(encoding="utf-8")
            found.append(reader.read(text, published=entry["published"], outlet=entry.get("outlet")))
    return found


def _all_proposals(readings: list[Reading]) -> list[bytes]:
    """Every document against every other, whatever blocking says."""
    case = engine.Case(readings, [None] * len(readings))
    numbers = range(len(case.documents))
    case.pairs = [(a, b) for b in numbers for a in range(b)]
    case.shared = dict.fromkeys(case.pairs, 0.0)
    return sorted(msgspec.json.encode(found) for found in engine.proposals(case))


def test_claims_that_are_not_looked_at_have_no_link(
    readings: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = _all_proposals(readings)

    def everything(one: signs.Signs, other: signs.Signs, *, within: bool, rules: slice) -> dict[str, Any]:
        count, others = one.has.shape[1], other.has.shape[1]
        pairs = [(i, j) for i in range(count) for j in range(i if within else others)]
        return {name: list(pairs) for name in signs.NAMES[rules]}

    monkeypatch.setattr(signs, "near", everything)
    assert blocked == _all_proposals(readings)
    assert len(blocked) > 100


def test_a_packed_document_gives_the_same_links(readings: list[Reading]) -> None:
    case = engine.Case(readings, [None] * len(readings))
    packed = [features.pack(d) for d in case.documents]
    other = engine.Case(readings, [None] * len(readings))
    other.documents = [features.unpack(n, data) for n, data in enumerate(packed)]
    assert [features.pack(d) for d in other.documents] == packed
    assert engine.proposals(other) == engine.proposals(case)
    assert not any(d.reading.document.text for d in other.documents)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_candidates_sought_at_once_are_those_sought_one_by_one(seed: int) -> None:
    chance = random.Random(seed)
    rows = []
    for number in range(400):
        day = blocking.UNDATED if chance.random() < 0.1 else 700_000 + int(120 * chance.random())
        keys = {int(900 * chance.random() ** 3): chance.choice((1, 2)) for _ in range(12)}
        keys[-1 - int(3 * chance.random())] = 1  # held by many: more than are looked at
        rows.append((day, number, keys))
    rows.sort(key=lambda r: r[:2])
    index, held = blocking.Index(), Keys.none()
    wanted = set()
    for day, number, keys in rows:
        wanted |= {(n, number) for n in index.candidates(number, day, keys)}
        index.add(number, day, keys)
        held.add(number, day, keys)
    found = likely(held)
    assert set(found.pairs) == wanted and len(found.pairs) == len(wanted) > 400
    assert found.crowded > 0


TOWNS = ("Kherson", "Antonivka", "Kyiv", "Suva")


def _documents(count: int, seed: int = 5) -> list[Any]:
    chance = random.Random(seed)
    made = []
    for n in range(count):
        town, day = chance.choice(TOWNS), 1 + int(20 * chance.random())
        speaker = chance.choice(("General Staff", "Defence Ministry", "Mayor", "Governor"))
        cue, dead = chance.choice(("said", "said", "said", "denied")), chance.choice((3, 14, 15, 16))
        text = f"{speaker} {cue} {dead} killed by strikes in {town} on Monday. Mayor said {n} wounded in {town}.\n"
        published = None if chance.random() < 0.1 else f"2023-05-{day:02}"
        made.append(item(f"k{n}", text, published=published, outlet=f"Outlet {n}", title=None))
    return made


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True, who="tester", clock=Clock()) as made:
        yield made


def _tables(ledger: Ledger) -> list[Any]:
    """All that a run wrote, byte for byte."""
    with ledger.store.reading() as connection:
        return [
            sorted(tuple(row) for row in connection.execute(select(table)))
            for table in (link, account, origin, comparison, feature)
        ]


@pytest.mark.parametrize("many", [comparisons.MANY, 0])
def test_in_steps_as_from_scratch_with_many(
    ledger: Ledger, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparisons, "MANY", many)  # candidates sought one by one, or all at once
    documents = _documents(40)
    for low in (0, 25, 32, 33):
        ledger.add(documents[low : {0: 25, 25: 32, 32: 33, 33: 40}[low]], read=READ)
        update_ledger(ledger)
    gone = [d.document.id for d in ledger.documents()][3:6]
    for name in gone:
        ledger.takedown(name, reason="asked")
    update_ledger(ledger)
    in_steps = _tables(ledger)
    assert in_steps[0] and in_steps[1]
    update_ledger(ledger, anew=True)
    assert _tables(ledger) == in_steps


def test_workers_write_the_same_bytes(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.add(_documents(30), read=READ)
    update_ledger(ledger)
    alone = _tables(ledger)
    monkeypatch.setattr(work, "FEW", 0)
    monkeypatch.setattr(comparisons, "TASK", 7)
    update_ledger(ledger, anew=True, jobs=2)
    assert _tables(ledger) == alone


def test_others_write_while_documents_are_compared(ledger: Ledger) -> None:
    documents = _documents(20)
    ledger.add(documents[:19], read=READ)
    seen = []

    def add(step: str, done: int, total: int) -> None:
        if step == "comparing" and not seen:
            seen.append(step)
            ledger.add(documents[19:], read=READ)

    assert update_ledger(ledger, progress=add).documents == 19
    assert Stored(ledger).state().waiting == 1
    update_ledger(ledger)
    in_steps = _tables(ledger)
    update_ledger(ledger, anew=True)
    assert _tables(ledger) == in_steps


def test_a_text_taken_down_meanwhile_leaves_no_words(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scrubbing, "PATIENCE", 0.1)  # the run itself reads
    ledger.add(_documents(12), read=READ)
    name = next(d.document.id for d in ledger.documents())
    steps: list[str] = []

    def take_down(step: str, done: int, total: int) -> None:
        if step == "comparing" and "comparing" not in steps:
            ledger.takedown(name, reason="asked")
        steps.append(step)

    done = update_ledger(ledger, progress=take_down)
    assert done.documents == 11 and steps.count("comparing") > 2
    with ledger.store.reading() as connection:
        kept = [
            str(row) for table in (link, account, comparison) for row in connection.execute(select(table))
        ]
    assert kept and not any(name in row for row in kept)
    assert Stored(ledger).state().waiting == 0 == Stored(ledger).state().gone


def test_a_crowd_of_documents_is_bounded_and_told(ledger: Ledger) -> None:
    texts = [
        item(
            f"c{n}", f"Mayor said {n + 2} killed by strikes in Kherson on Monday.\n", outlet=f"Outlet {n}",
            title=None, published="2023-05-02",
        )
        for n in range(15)
    ]  # fmt: skip
    ledger.add(texts, read=READ)
    done = update_ledger(ledger)
    assert done.compared == sum(min(n, blocking.MOST) for n in range(15))
    assert done.crowded == 15 - blocking.MOST - 1
