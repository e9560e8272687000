"""Events and actors that are one in several documents: nothing on missing data, no chains, people's word wins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import pytest

from counterclaim.ledger import Ledger, open_ledger
from counterclaim.ledger.errors import UnknownRow
from counterclaim.model.document import Document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Actor, Moment, ReadingWarning
from counterclaim.reconcile import identities
from counterclaim.reconcile.identity import Cluster, Happening, actors, events, identified
from counterclaim.reconcile.judgements import Judgement, Judgements, Verdict
from counterclaim.reconcile.statements import statements_of
from counterclaim.reconcile.stored import Stored
from counterclaim.reconcile.update import update_ledger
from tests.ledger.conftest import Clock
from tests.ledger.reader import READ, item
from tests.reconcile.helpers import Ev, Says, document

DAY = 739_000


def happening(
    name: str, day: int = DAY, *, side: str | None = None, north: float = 48.0, kind: str = "shelling"
) -> Happening:
    return Happening(f"d-{name}", f"e-{name}", f"c-{name}", kind, day, "Velisk", north, 37.0, side, "shelled")


def judged(*given: tuple[str, str, Verdict]) -> Judgements:
    return Judgements(
        Judgement(n, f"c-{a}", f"c-{b}", verdict, "Ana", "", "") for n, (a, b, verdict) in enumerate(given)
    )


def names(clusters: list[Cluster]) -> list[str]:
    return sorted("".join(m.row[2:] for m in c.members) for c in clusters)


def linked(*pairs: str) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    return [((f"d-{a}", f"c-{a}"), (f"d-{b}", f"c-{b}")) for a, b in pairs]


def test_one_type_day_and_spot_is_one_event() -> None:
    found = [happening("a"), happening("b"), happening("c", kind="air_strike"), happening("d", DAY + 3)]
    assert names(events(found, [], Judgements())) == ["ab"]
    assert events(found, [], Judgements())[0].id == events(found[::-1], [], Judgements())[0].id


def test_a_week_of_shelling_is_not_one_event() -> None:
    week = [happening(n, DAY + i) for i, n in enumerate("abcdefg")]
    clusters = events(week, linked("ab", "bc", "cd", "de", "ef", "fg"), Judgements())
    for cluster in clusters:
        days = [m.day for m in cluster.members if isinstance(m, Happening)]
        assert max(days) - min(days) <= 1
    assert len(clusters) == 3


def test_links_do_not_join_far_spots() -> None:
    assert names(events([happening("a"), happening("b", north=48.5)], linked("ab"), Judgements())) == []
    assert names(events([happening("a"), happening("b", north=48.03)], linked("ab"), Judgements())) == ["ab"]


def test_sides_that_did_it() -> None:
    two = [happening("a", side="Ukraine"), happening("b", side="Russia"), happening("c")]
    assert names(events(two, [], Judgements())) == []  # and nobody knows which of the two c is
    assert names(events(two, linked("ab"), Judgements())) == ["ab"]  # each blames the other for one thing
    assert names(events([two[0], two[2]], [], Judgements())) == ["ac"]


def test_people_win_and_their_word_carries_on() -> None:
    found = [happening(n) for n in "abc"]
    assert names(events(found, linked("ab", "bc", "ac"), judged(("a", "b", "not_same")))) in (["ac"], ["bc"])
    assert names(events(found, [], judged(("a", "b", "not_same"), ("b", "c", "same")))) == ["bc"]
    apart = [happening("a"), happening("b", DAY + 9, north=50.0)]
    assert names(events(apart, [], judged(("a", "b", "same")))) == ["ab"]
    assert names(events(apart, [], judged(("a", "b", "unsure")))) == []


@pytest.mark.parametrize(
    "event",
    [
        Ev("shelled", "shelling", place=None),
        Ev("shelled", "shelling", place="Ukraine"),
        Ev("shelled", "shelling", place="Nowhere"),
        Ev("shelled", "shelling", day=None),
        Ev("shelled", "shelling", status="planned"),
        Ev("shelled", "other"),
    ],
)
def test_nothing_on_missing_data(event: Ev) -> None:
    reading = document("a.txt", Says("Velisk was shelled", events=[event]))[1]
    assert identified(statements_of(reading, 0, 0), (), "d-a").happenings == ()


def test_an_event_with_all_that_is_needed() -> None:
    reading = document("a.txt", Says("Velisk was shelled", events=[Ev("shelled", "shelling")]))[1]
    (found,) = identified(statements_of(reading, 0, 0), (), "d-a").happenings
    assert (found.type, found.place, found.claim) == ("shelling", "Velisk", "c0")


def test_actors_by_full_name_or_number() -> None:
    def actor(name: str, kind: str = "person", wikidata: str | None = None) -> Actor:
        return Actor(f"a-{name}", name, kind, None, None, wikidata, ())  # type: ignore[arg-type]

    given = {
        "d-1": [actor("Ilo Tan"), actor("Tan"), actor("the ministry", "organisation"), actor("United Nations", "organisation")],
        "d-2": [actor("Ilo Tan"), actor("Tan"), actor("the ministry", "organisation"), actor("UN", "organisation")],
        "d-3": [actor("Orla Tan", wikidata="Q1"), actor("a source", "unnamed_source")],
        "d-4": [actor("O. Tan", wikidata="Q1"), actor("a source", "unnamed_source")],
    }  # fmt: skip
    named = [n for name, some in given.items() for n in identified((), some, name).actors]
    found = [{(m.document, m.row) for m in c.members} for c in actors(named)]
    assert {("d-1", "a-Ilo Tan"), ("d-2", "a-Ilo Tan")} in found
    assert {("d-3", "a-Orla Tan"), ("d-4", "a-O. Tan")} in found
    assert {("d-1", "a-United Nations"), ("d-2", "a-UN")} in found
    assert len(found) == 3


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "l.db", create=True, who="tester", clock=Clock()) as made:
        yield made


def dated(about: Document, warnings: Sequence[ReadingWarning]) -> Reading:
    """The tests' reader; "Monday" is a day of its events too."""
    made = READ(about, warnings)
    day = "2023-05-01" if "Monday" in about.text else "2023-05-05"
    moment = Moment(f"t-{about.id}", made.events[0].trigger, day, day, "day")
    events = tuple(msgspec.structs.replace(e, time=moment.id) for e in made.events)
    return msgspec.structs.replace(made, times=(moment,), events=events)


def test_in_a_ledger_in_steps_as_from_scratch(ledger: Ledger) -> None:
    def add(name: str, text: str) -> None:
        about = item(name, text, outlet=f"Outlet {name}", title=None, published="2023-05-02")
        ledger.add([about], read=dated)
        update_ledger(ledger)

    def outlets() -> list[list[str | None]]:
        return [[m.outlet for m in i.members] for i in identities.listing(ledger, "event")]

    add("a", "General Staff said 14 killed by strikes in Kherson on Monday.\n")
    assert outlets() == []
    add("b", "Defence Ministry said 3 killed by strikes in Kherson on Monday.\n")
    add("c", "Mayor said strikes on Friday hit Kherson.\n")
    add("d", "Mayor said strikes on Monday hit the port of Kherson.\n")
    assert outlets() == [["Outlet a", "Outlet b", "Outlet d"]]
    in_steps = identities.listing(ledger)
    update_ledger(ledger, anew=True)
    assert identities.listing(ledger) == in_steps
    (found,) = identities.listing(ledger, "event")
    assert identities.one(ledger, found.id) == found and found.documents == 3
    stored, (a, b, d) = Stored(ledger), found.members
    stored.judge(a.claim or "", b.claim or "", "not_same", reason="two strikes")
    stored.judge(b.claim or "", d.claim or "", "same", reason="one strike")
    for anew in (False, True):
        update_ledger(ledger, anew=anew)
        assert outlets() == [["Outlet b", "Outlet d"]]
    ledger.takedown(d.document, reason="asked")
    assert [[m.outlet for m in i.members] for i in identities.listing(ledger, "event")] == [["Outlet b"]]
    update_ledger(ledger)
    assert outlets() == []
    with pytest.raises(UnknownRow):
        identities.one(ledger, found.id)
