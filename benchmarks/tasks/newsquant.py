"""NewsQuant: values and qualifiers of quantities in news sentences, read by the number scanner alone.

The reader keeps only figures that mean something in conflict reporting, so what is measured here is the
step under it, `numbers.find_numbers`. Two conventions of the corpus are met here, not in the reader: "dozens" is the
range 12 to 120, and the direction of a change ("up 3 cents", "fell 7%") is the qualifier of its number.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.scoring.quantities import Quantity, cqe, strict, value_of
from benchmarks.tasks.base import Case, Result, Row, Tally, Task
from counterclaim.reading.languages.en.numbers import Number, find_numbers
from counterclaim.reading.languages.en.parse import lemma, parse

if TYPE_CHECKING:
    from spacy.tokens import Doc

FILE = "newsquant/newsquant_half.jsonl"
_CHANGES = {"about": "~", "at_least": ">", "more_than": ">", "up_to": "<", "less_than": "<"}


_UP = frozenset(
    "rise increase climb gain jump surge grow soar advance add rally edge lift leap spike rebound up".split()  # noqa: SIM905
)
_DOWN = frozenset(
    [
        "fall",
        "drop",
        "decline",
        "lose",
        "slip",
        "slide",
        "sink",
        "tumble",
        "plunge",
        "decrease",
        "shed",
        "dip",
        "plummet",
        "shrink",
        "slump",
        "cut",
        "down",
    ]
)


def direction(doc: Doc, number: Number) -> str | None:
    """Whether the number is the amount of a rise or a fall: by "up" or "down" before it, or by its verb."""
    for i in range(number.start - 1, max(-1, number.start - 3), -1):
        word = doc[i].lower_
        if word in ("up", "down"):
            return word
        if word not in ("by", "about", "nearly", "almost", "around", "$", "another"):
            break
    node = doc[number.end - 1]
    for _ in range(4):
        if node.head.i == node.i:
            return None
        if node.dep_ == "prep" and node.lower_ not in ("by",):
            return None
        if node.dep_ in ("nsubj", "nsubjpass", "relcl", "conj", "appos"):
            return None
        node = node.head
        if node.tag_[:1] == "V":
            verb = lemma(node)
            return "up" if verb in _UP else "down" if verb in _DOWN else None
    return None


def quantities(text: str) -> list[Quantity]:
    """What the number scanner reads in a sentence."""
    (doc,) = parse([text])
    found = []
    for number in find_numbers(doc):
        change = direction(doc, number) or _CHANGES.get(number.qualifier, "=")
        if number.value is None:
            low, high = number.low, number.high
            if low is None:
                continue
            top = float(high) if high is not None else 10.0 * low
            found.append(Quantity((float(low), top), change))
        elif number.qualifier == "between" and number.low is not None and number.high is not None:
            found.append(Quantity((float(number.low), float(number.high)), change))
        else:
            found.append(Quantity(float(number.value), change))
    return found


def marked(row: dict[str, Any]) -> list[Quantity]:
    """The quantities marked by hand."""
    return [
        Quantity(
            value_of(str(q["value"])),
            (q.get("change") or "=").strip(),
            (q.get("normalized_unit") or "-").strip().lower(),
        )
        for q in row["quantities"]
    ]


def run(corpora: Path) -> Result:
    """Read each sentence; value and value with qualifier, strict and as CQE counts."""
    value, change = Tally(), Tally()
    cqe_value, cqe_change = Tally(), Tally()
    by_change: dict[str, Tally] = {}
    result = Result()
    for line in (corpora / FILE).read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        gold, found = marked(row), quantities(row["text"])
        matched, qualified = strict(gold, found)
        value.add(len(matched), len(gold), len(found))
        change.add(qualified, len(gold), len(found))
        hits, both = cqe(gold, found)
        cqe_value.add(hits, len(gold), len(found))
        cqe_change.add(both, len(gold), len(found))
        for i, wanted in enumerate(gold):
            tally = by_change.setdefault(wanted.change, Tally())
            right = i in matched and found[matched[i]].change == wanted.change
            tally.add(right, 1, 0)
            if i not in matched:
                result.cases.append(Case("missed", row["text"], str(wanted), str(found)))
            elif not right:
                result.cases.append(Case("qualifier", row["text"], str(wanted), str(found[matched[i]])))
        for j, given in enumerate(found):
            by_change.setdefault(given.change, Tally()).predicted += 1
            if j not in matched.values():
                result.cases.append(Case("invented", row["text"], "", str(given)))
    result.rows = [
        Row.of("value", value, "Recognizers-Text 69.9, GPT-3 72.8 (same half)"),
        Row.of("value and qualifier", change, "Recognizers-Text 48.8, GPT-3 53.1 (same half)"),
        Row.of("value, counted as CQE does", cqe_value, "CQE 92.0 (whole set)"),
        Row.of("value and qualifier, counted as CQE does", cqe_change, "CQE 88.1 (whole set)"),
    ]
    result.breakdowns["qualifier"] = by_change
    return result


TASK = Task(
    "Quantities: NewsQuant", "half, 295 sentences (tuned on it)", (FILE,),
    "CQE (EMNLP 2023) and its released outputs", run,
)  # fmt: skip
