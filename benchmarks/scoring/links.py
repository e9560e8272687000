"""Links against a dossier's gold: kind, direction and ends, with copies standing for each other.

The same semantics as ``score_links`` of the examples' scorer: both ends must match gold claims; claims that
the gold calls the same (``repeats``, ``same_origin``) stand for each other; a predicted link is right when the
gold links the two claims with that kind (or an alternative) and, for directed kinds, in that direction;
optional gold links are right when predicted, and not missed when absent. Precision is strict: every other
predicted link counts against the system.
"""

from __future__ import annotations

import pathlib
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

_CHARACTERS = str.maketrans({
    "“": '"', "”": '"', "«": '"', "»": '"', "„": '"', "’": "'", "‘": "'", "–": "-", "—": "-",
})  # fmt: skip
CONFLICT = ("contradicts", "denies", "disputes")
DIRECTED = {"updates", "corrects", "denies", "disputes", "doubts", "explains", "refines"}
SAME = {"repeats", "same_origin"}
ALIASES = {"supports": "corroborates", "doubts": "disputes"}
_LONG_ENOUGH = 12
_WORD_SHARE = 0.75

Key = tuple[str, str]


def fold(text: str) -> str:
    """White space, case, quotation marks and dashes made one."""
    return re.sub(r"\s+", " ", text.translate(_CHARACTERS)).strip().lower()


def stem(name: str) -> str:
    """A document's name without folders and endings."""
    return re.sub(r"(\.reading)?(\.txt|\.json)*$", "", pathlib.PurePath(name).name)


@dataclass
class Tally:
    """Counts over links; ``by_kind`` has pred, right, gold, hit, wrong_kind, unjudged and outside."""

    by_kind: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    total: Counter[str] = field(default_factory=Counter)
    wrong: list[dict[str, Any]] = field(default_factory=list)
    missed: list[dict[str, Any]] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Add another dossier's counts."""
        self.total.update(other.total)
        for kind, counts in other.by_kind.items():
            self.by_kind[kind].update(counts)
        self.wrong += other.wrong
        self.missed += other.missed

    def measures(self, kinds: tuple[str, ...] | None = None) -> tuple[float, float, float]:
        """Precision, recall and F1 over some kinds, or all."""
        counts: Counter[str] = Counter()
        if kinds is None:
            counts = self.total
        for kind in kinds or ():
            counts.update(self.by_kind[kind])
        precision = counts["right"] / counts["pred"] if counts["pred"] else 0.0
        recall = counts["hit"] / counts["gold"] if counts["gold"] else 0.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _listed(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, list | tuple) else [value]


def _end_text(end: dict[str, Any]) -> str:
    return " ".join(
        str(x.get("text", "")) if isinstance(x, dict) else str(x) for x in _listed(end.get("content"))
    )


def matching(end: dict[str, Any], claims: list[Key]) -> set[Key]:
    """The gold claims that a predicted end can stand for."""
    words = fold(_end_text(end))
    name = end.get("file") or end.get("document")
    found = set()
    for file, content in claims:
        if name and stem(name) != stem(file):
            continue
        gold = fold(content)
        if gold in words or (len(words) >= _LONG_ENOUGH and words in gold):
            found.add((file, content))
            continue
        a, b = set(re.findall(r"\w+", gold)), set(re.findall(r"\w+", words))
        if a and len(a & b) >= _WORD_SHARE * len(a):
            found.add((file, content))
    return found


def _kinds(link: dict[str, Any]) -> set[str]:
    return {ALIASES.get(k, k) for k in [link["kind"], *link.get("kind_alt", [])]}


def _ends(link: dict[str, Any]) -> tuple[Key, Key]:
    return (link["from"]["file"], link["from"]["content"]), (link["to"]["file"], link["to"]["content"])


class _Gold:
    """A dossier's gold links, with copies merged."""

    def __init__(self, gold: dict[str, Any]) -> None:
        self.links: list[dict[str, Any]] = gold.get("links", [])
        self.claims = [(e["file"], c["content"]) for e in gold["documents"] for c in e["claims"]]
        for link in self.links:
            for key in _ends(link):
                if key not in self.claims:
                    self.claims.append(key)
        self._up = {c: c for c in self.claims}
        for link in self.links:
            if link["kind"] in SAME and not set(link.get("kind_alt", [])) - SAME:
                a, b = map(self.root, _ends(link))
                self._up[a] = b
        self.known: dict[tuple[Key, Key], list[tuple[int, bool]]] = defaultdict(list)
        for i, link in enumerate(self.links):
            a, b = map(self.root, _ends(link))
            self.known[a, b].append((i, False))
            self.known[b, a].append((i, True))

    def root(self, key: Key) -> Key:
        while self._up[key] != key:
            key = self._up[key]
        return key


def score(gold_file: dict[str, Any], links: list[dict[str, Any]]) -> Tally:
    """Score one dossier's links."""
    gold, tally, hit = _Gold(gold_file), Tally(), set()
    for row in links:
        kind = ALIASES.get(row["kind"], row["kind"])
        outcome, indices = _judge(gold, row, kind)
        tally.total["pred"] += 1
        tally.total[outcome] += 1
        tally.by_kind[kind]["pred"] += 1
        tally.by_kind[kind][outcome] += 1
        hit.update(indices if outcome == "right" else ())
        if outcome != "right":
            tally.wrong.append({"outcome": outcome, **row, "gold": [gold.links[i]["kind"] for i in indices]})
    for i, link in enumerate(gold.links):
        if link.get("optional"):
            continue
        kind = ALIASES.get(link["kind"], link["kind"])
        for counts in (tally.total, tally.by_kind[kind]):
            counts["gold"] += 1
            counts["hit"] += i in hit
        if i not in hit:
            tally.missed.append(link)
    return tally


def _judge(gold: _Gold, row: dict[str, Any], kind: str) -> tuple[str, list[int]]:
    """The outcome of one predicted link, and the gold links it concerns."""
    starts, ends = matching(row["from"], gold.claims), matching(row["to"], gold.claims)
    a, b = {gold.root(x) for x in starts}, {gold.root(x) for x in ends}
    if not a or not b:
        return "outside", []
    if kind in SAME and a & b:
        found = []
        for i, link in enumerate(gold.links):
            x, y = _ends(link)
            both = {gold.root(x), gold.root(y)} & a & b
            if link["kind"] in SAME and both and ((x in starts and y in ends) or (y in starts and x in ends)):
                found.append(i)
        return "right", found
    near = [(i, back) for x in a for y in b if x != y for i, back in gold.known.get((x, y), [])]
    good = [i for i, back in near if kind in _kinds(gold.links[i]) and not (back and kind in DIRECTED)]
    if good:
        return "right", good
    return ("wrong_kind", [near[0][0]]) if near else ("unjudged", [])


def origins(gold_file: dict[str, Any], found: list[list[str]]) -> Counter[str]:
    """Pairs of documents of one origin: gold, predicted, both."""
    got = {frozenset(map(stem, pair)) for group in found for pair in combinations(group, 2)}
    want = {
        frozenset(map(stem, pair))
        for group in gold_file.get("origins", [])
        for pair in combinations(group, 2)
    }
    return Counter({"gold": len(want), "pred": len(got), "hit": len(got & want)})
