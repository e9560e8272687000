"""Pictures of accounts: well-formed whatever the words, open ends shown as such."""

from __future__ import annotations

from xml.etree import ElementTree

from counterclaim.reconcile.model import Account, Answer
from counterclaim.reconcile.picture import svg


def account(*answers: tuple[str, str | None, float | None, float | None]) -> Account:
    rows = tuple(
        Answer(
            file=f"{voice}.txt", document=f"d-{n}", claim=f"c-{n}", figure=f"f-{n}", voice=voice, side=None, said=day,
            low=low, high=high, text=f"{low}", words="words", origin=n,
        )
        for n, (voice, day, low, high) in enumerate(answers)
    )  # fmt: skip
    return Account(
        id="q-1", question="dead, of <script>alert(1)</script> & \x00\x1b[31m", measure="dead", population="unstated",
        side=None, place=None, start=None, end=None, answers=rows, origins=len(rows), carriers=(),
        disjoint_sides=0, latest=None, low=None, high=None, low_rows=(), high_rows=(), disputes=(), near_misses=(),
    )  # fmt: skip


def test_hostile_words_and_missing_values() -> None:
    made = svg(account(("<b>", None, None, None), ("x\x07", "not a day", 3, None), ("y", "2025-01-01", 0, 0)))
    root = ElementTree.fromstring(made)
    assert not [e for e in root.iter() if e.tag.endswith(("script", "}b"))]
    assert "2025-01-01 to 2025-01-01" in "".join(root.itertext())


def test_ranges_lie_in_order() -> None:
    root = ElementTree.fromstring(svg(account(("a", "2025-01-01", 5, 5), ("b", "2025-01-02", 90, 120))))
    ranges = [e for e in root.iter() if e.tag.endswith("line") and e.get("stroke-width") == "5"]
    (a, b) = [(float(e.get("x1") or 0), float(e.get("x2") or 0)) for e in ranges]
    assert a[0] == a[1] < b[0] < b[1] <= 760


def test_no_answers_and_a_hundredfold() -> None:
    ElementTree.fromstring(svg(account()))
    ElementTree.fromstring(svg(account(("a", None, 3, 3), ("b", None, 90_000, None))))
