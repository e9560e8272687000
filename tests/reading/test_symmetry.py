"""The same words give the same rows whichever side speaks."""

import pytest

import counterclaim
from counterclaim.model.reading import Reading

TEXTS = [
    "{A}’s defence ministry said on Tuesday that {b} shelling had killed three civilians and wounded five. "
    "{B} denied the attack and called the claim “a fabrication”.",
    "{A} shot down 21 of 28 drones launched by {B} overnight, the air force said. A {b} military spokesman said "
    "the figures were “pulled out of thin air”.",
    "According to {a} officials, up to 40 {b} soldiers were captured near the border. {B} did not comment.",
    "{B} accused {A} of targeting a hospital. {A} said it “does not strike medical facilities”, and demanded an "
    "inquiry. At least a dozen people died, residents said.",
]
PAIRS = [
    (("Russia", "Russian"), ("Ukraine", "Ukrainian")),
    (("India", "Indian"), ("Pakistan", "Pakistani")),
    (("Armenia", "Armenian"), ("Azerbaijan", "Azerbaijani")),
    (("Israel", "Israeli"), ("Lebanon", "Lebanese")),
]


def rows(reading: Reading, sides: dict[str, str]) -> object:
    """The reading's rows with parties named by their role."""
    side = {a.id: sides.get(a.side or "", "?") for a in reading.actors}
    return (
        [(side.get(c.speaker or ""), c.stance, c.quotation, c.certainty.value) for c in reading.claims],
        [
            (
                f.measure, f.value, f.low, f.high, f.qualifier, f.affected.population,
                sides.get(f.affected.side or ""), side.get(f.by or ""),
            )
            for f in reading.figures
        ],
        [(e.type, e.status, side.get(e.actor or "")) for e in reading.events],
        [r.kind for r in reading.relations],
    )  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p[0][0]}-{p[1][0]}")
def test_swapping_the_sides_swaps_the_rows(text: str, pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
    (one, one_s), (two, two_s) = pair
    there = counterclaim.read(text.format(A=one, a=one_s, B=two, b=two_s), published="2025-03-12")
    back = counterclaim.read(text.format(A=two, a=two_s, B=one, b=one_s), published="2025-03-12")
    assert rows(there, {one: "A", two: "B"}) == rows(back, {two: "A", one: "B"})
