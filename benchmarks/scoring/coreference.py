"""Coreference measures over clusters of the same mentions: MUC, B³, CEAF-e and their mean (CoNLL F1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

Clusters = Sequence[frozenset[str]]
Measure = tuple[float, float, float]  # precision, recall, F1


def clusters(labels: Mapping[str, str]) -> list[frozenset[str]]:
    """Clusters from a label for each mention."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention, label in labels.items():
        found[label].add(mention)
    return [frozenset(c) for _, c in sorted(found.items())]


def _measure(hit_p: float, all_p: float, hit_r: float, all_r: float) -> Measure:
    p, r = (hit_p / all_p if all_p else 0.0), (hit_r / all_r if all_r else 0.0)
    return p, r, 2 * p * r / (p + r) if p + r else 0.0


def _home(found: Clusters) -> dict[str, int]:
    return {m: n for n, c in enumerate(found) for m in c}


def muc(gold: Clusters, made: Clusters) -> Measure:
    """Links that are kept (Vilain et al. 1995); singletons have none."""

    def kept(of: Clusters, by: Clusters) -> tuple[int, int]:
        home = _home(by)
        hit = sum(len(c) - len({home[m] for m in c}) for c in of)
        return hit, sum(len(c) - 1 for c in of)

    return _measure(*kept(made, gold), *kept(gold, made))


def b_cubed(gold: Clusters, made: Clusters) -> Measure:
    """For each mention, the share of its cluster that is right (Bagga and Baldwin 1998)."""

    def share(of: Clusters, by: Clusters) -> tuple[float, int]:
        home = _home(by)
        total = 0.0
        for c in of:
            counts: dict[int, int] = defaultdict(int)
            for m in c:
                counts[home[m]] += 1
            total += sum(n * n for n in counts.values()) / len(c)
        return total, sum(map(len, of))

    return _measure(*share(made, gold), *share(gold, made))


def ceaf_e(gold: Clusters, made: Clusters) -> Measure:
    """The best one-to-one matching of clusters, each pair worth 2|a∩b|/(|a|+|b|) (Luo 2005)."""
    best = sum(_best(part) for part in _parts(gold, made))
    return _measure(best, len(made), best, len(gold))


def _parts(gold: Clusters, made: Clusters) -> Iterable[list[list[float]]]:
    """Matrices of likeness, one for each group of clusters that share mentions."""
    home = _home(made)
    beside: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for g, c in enumerate(gold):
        for n in {home[m] for m in c}:
            beside["g", g].add(("m", n))
            beside["m", n].add(("g", g))
    seen: set[tuple[str, int]] = set()
    for start in sorted(beside):
        if start in seen:
            continue
        waiting, part = [start], {start}
        while waiting:
            for other in beside[waiting.pop()] - part:
                part.add(other)
                waiting.append(other)
        seen |= part
        rows = sorted(n for kind, n in part if kind == "g")
        columns = sorted(n for kind, n in part if kind == "m")
        yield [[2 * len(gold[g] & made[n]) / (len(gold[g]) + len(made[n])) for n in columns] for g in rows]


def _best(worth: list[list[float]]) -> float:
    """The most that a one-to-one matching is worth (Kuhn-Munkres with potentials)."""
    if len(worth) > len(worth[0]):
        worth = [list(column) for column in zip(*worth, strict=True)]
    rows, columns = len(worth), len(worth[0])
    u, v = [0.0] * (rows + 1), [0.0] * (columns + 1)
    match = [0] * (columns + 1)
    for row in range(1, rows + 1):
        match[0], at = row, 0
        least = [float("inf")] * (columns + 1)
        used, way = [False] * (columns + 1), [0] * (columns + 1)
        while True:
            used[at] = True
            i, delta, nearest = match[at], float("inf"), 0
            for j in range(1, columns + 1):
                if used[j]:
                    continue
                cost = -worth[i - 1][j - 1] - u[i] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, at
                if least[j] < delta:
                    delta, nearest = least[j], j
            for j in range(columns + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            at = nearest
            if match[at] == 0:
                break
        while at:
            match[at], at = match[way[at]], way[at]
    return sum(worth[match[j] - 1][j - 1] for j in range(1, columns + 1) if match[j])


def conll(gold: Clusters, made: Clusters) -> dict[str, Measure]:
    """All three, and their mean F1 under ``conll`` (in every place)."""
    found = {"muc": muc(gold, made), "b3": b_cubed(gold, made), "ceaf_e": ceaf_e(gold, made)}
    mean = sum(m[2] for m in found.values()) / 3
    return found | {"conll": (mean, mean, mean)}
