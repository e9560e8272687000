"""The score of links: what counts as right, and agreement with the reference scorer to the digit."""

from __future__ import annotations

import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from benchmarks.scoring import links

ROOT = Path(__file__).resolve().parents[2]
SCORER = Path(os.environ.get("COUNTERCLAIM_SCORERS", ROOT.parent / "shared" / "scorers")) / "score_reading.py"

CLAIMS = {
    "a.txt": ["nine people died", "the depot burned"],
    "b.txt": ["twelve people died", "it never burned", "nine died"],
}


def end(file: str, content: str) -> dict[str, Any]:
    return {"file": file, "content": content}


def link(kind: str, a: tuple[str, str], b: tuple[str, str], **more: object) -> dict[str, Any]:
    return {"kind": kind, "from": end(*a), "to": end(*b), "aspect": None, **more}


NINE, BURNED = ("a.txt", "nine people died"), ("a.txt", "the depot burned")
TWELVE, NEVER, COPY = ("b.txt", "twelve people died"), ("b.txt", "it never burned"), ("b.txt", "nine died")
GOLD = {
    "documents": [{"file": f, "claims": [{"content": c} for c in claims]} for f, claims in CLAIMS.items()],
    "links": [
        link("contradicts", TWELVE, NINE, kind_alt=["disputes"]),
        link("denies", NEVER, BURNED),
        link("repeats", COPY, NINE),
        link("updates", TWELVE, COPY, optional=True),
    ],
    "origins": [["a.txt", "b.txt"]],
}


@pytest.mark.parametrize(
    ("row", "right"),
    [
        (link("contradicts", TWELVE, NINE), 1),
        (link("contradicts", NINE, TWELVE), 1),  # symmetric
        (link("disputes", TWELVE, NINE), 1),  # a fair alternative, in its direction
        (link("disputes", NINE, TWELVE), 0),
        (link("denies", NEVER, BURNED), 1),
        (link("denies", BURNED, NEVER), 0),
        (link("corroborates", TWELVE, NINE), 0),
        (link("same_origin", COPY, NINE), 1),  # copies by another name
        (link("contradicts", TWELVE, COPY), 1),  # a copy stands for its source
        (link("contradicts", TWELVE, NEVER), 0),  # nobody has linked these
        (link("contradicts", ("b.txt", "the sun rose over the hills"), NINE), 0),
    ],
)
def test_what_is_right(row: dict[str, Any], right: int) -> None:
    assert links.score(GOLD, [row]).total["right"] == right


def test_optional_links_are_not_missed() -> None:
    tally = links.score(GOLD, [])
    assert tally.total["gold"] == 3 and tally.total["hit"] == 0
    assert tally.measures() == (0.0, 0.0, 0.0)


def test_measures_of_some_kinds() -> None:
    tally = links.score(GOLD, [link("contradicts", TWELVE, NINE), link("denies", BURNED, NEVER)])
    assert tally.measures(links.CONFLICT) == (0.5, 0.5, 0.5)


def test_origin_pairs() -> None:
    assert links.origins(GOLD, [["a.txt", "b.txt"]]) == {"gold": 1, "pred": 1, "hit": 1}
    assert links.origins(GOLD, [])["hit"] == 0


def _reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _made_up(gold: dict[str, Any]) -> list[dict[str, Any]]:
    """Some right, some wrong, some reversed rows over a dossier's claims; always the same."""
    rows = []
    for i, row in enumerate(gold["links"]):
        a, b = (row["to"], row["from"]) if i % 3 == 0 else (row["from"], row["to"])
        kind = row["kind"] if i % 4 else "corroborates"
        rows.append({"kind": kind, "from": a, "to": b, "aspect": row.get("aspect")})
    claims = [end(e["file"], c["content"]) for e in gold["documents"] for c in e["claims"]]
    return rows + [
        {"kind": "contradicts", "from": a, "to": b, "aspect": None}
        for a, b in zip(claims, claims[3:], strict=False)
    ]


@pytest.mark.skipif(not SCORER.exists(), reason="the reference scorer is not at hand")
@pytest.mark.parametrize(
    "folder",
    sorted((ROOT / "benchmarks" / "dossiers" / "development").glob("*/gold.json")),
    ids=lambda p: p.parent.name,
)
def test_agrees_with_the_reference_scorer(folder: Path) -> None:
    gold = json.loads(folder.read_text(encoding="utf-8"))
    rows = _made_up(gold)
    theirs, per, _ = _reference().score_links(gold, {"links": rows, "origins": [["01.txt", "02.txt"]]})
    ours = links.score(gold, rows)
    for name in ("pred", "right", "gold", "hit", "wrong_kind", "unjudged", "outside"):
        assert ours.total[name] == theirs[name]
        assert {k: c[name] for k, c in ours.by_kind.items() if c[name]} == {
            k: c[name] for k, c in per.items() if c[name]
        }
