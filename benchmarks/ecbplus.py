"""Cross-document event identity on ECB+ with gold mentions: B³ and CoNLL F1, beside two baselines.

    python benchmarks/ecbplus.py FILE.jsonl

Topics 1 to 30, validated sentences, action mentions, singletons kept. The two thresholds are chosen on the
topics 2, 5, 12, 18, 21 and 23, the scores are of the others. Documents are compared within their topic. The
texts are no conflict news for the most part: this says how far the words alone tell events apart, with the
stems, concepts and weights that reconciling uses; types, places and parties of conflict events play no part.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.scoring.coreference import clusters, conll
from counterclaim.reconcile.blocking import names
from counterclaim.reconcile.statements import stems
from counterclaim.reconcile.weights import Weights

TUNED_ON = {2, 5, 12, 18, 21, 23}
GRID = [n / 20 for n in range(2, 19)]


@dataclass(slots=True)
class Mention:
    """An action mention with its words, its sentence's and its document's stems."""

    id: str
    topic: int
    chain: str
    trigger: frozenset[str]
    sentence: Counter[str]
    document: frozenset[str]


def load(path: Path) -> dict[int, list[Mention]]:
    """Mentions by topic."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        sentences = {n: Counter(stems(text[a:b])) for n, a, b in row["sentences"]}
        about = frozenset(names(text))
        for m in row["mentions"]:
            if (
                not m["type"].startswith(("ACTION", "NEG_ACTION"))
                or m["sentence"] not in row["validated_sentences"]
            ):
                continue
            name = f"{row['doc']}/{m['id']}"
            trigger = frozenset(stems(m["text"])) or frozenset((m["text"].lower(),))
            found[row["topic"]].append(
                Mention(name, row["topic"], m["chain"] or name, trigger, sentences[m["sentence"]], about)
            )
    return dict(found)


def alone(mentions: list[Mention], _: float) -> dict[str, str]:
    """Every mention is an event."""
    return {m.id: m.id for m in mentions}


def one_word(mentions: list[Mention], _: float) -> dict[str, str]:
    """The same words are the same event."""
    return {m.id: " ".join(sorted(m.trigger)) for m in mentions}


def likened(mentions: list[Mention], threshold: float) -> dict[str, str]:
    """Clusters by average likeness: a shared stem or concept of the trigger, then sentences and names."""
    counts: Counter[str] = Counter()
    for m in mentions:
        counts[""] += 1
        counts.update(set(m.sentence))
    weights = Weights(counts)
    pairs: dict[tuple[int, int], float] = {}
    for (i, a), (j, b) in combinations(enumerate(mentions), 2):
        if a.trigger & b.trigger:
            both = len(a.document & b.document) / max(1, min(len(a.document), len(b.document)))
            pairs[i, j] = 0.5 * weights.overlap(a.sentence, b.sentence) + 0.5 * both
    groups = {i: [i] for i in range(len(mentions))}
    home = list(range(len(mentions)))
    for (i, j), score in sorted(pairs.items(), key=lambda p: (-p[1], p[0])):
        one, two = home[i], home[j]
        if score < threshold or one == two:
            continue
        across = [pairs.get((min(x, y), max(x, y)), 0.0) for x in groups[one] for y in groups[two]]
        if sum(across) / len(across) >= threshold:  # no chain of weak links makes one event of many
            for n in groups[two]:
                home[n] = one
            groups[one] += groups.pop(two)
    return {m.id: str(home[n]) for n, m in enumerate(mentions)}


Method = Callable[[list[Mention], float], dict[str, str]]


def scored(
    topics: dict[int, list[Mention]], method: Method, threshold: float
) -> dict[str, tuple[float, ...]]:
    """The measures over all mentions of some topics."""
    gold, made = {}, {}
    for topic, mentions in topics.items():
        gold |= {m.id: m.chain for m in mentions}
        made |= {name: f"{topic} {label}" for name, label in method(mentions, threshold).items()}
    return dict(conll(clusters(gold), clusters(made)))


def main() -> None:
    """Choose the threshold, score, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    topics = load(parser.parse_args().file)
    tuned = {t: m for t, m in topics.items() if t in TUNED_ON}
    rest = {t: m for t, m in topics.items() if t not in TUNED_ON}
    best = max(GRID, key=lambda t: scored(tuned, likened, t)["conll"][2])
    print(
        f"{sum(map(len, rest.values()))} mentions in {len(rest)} topics; threshold {best} from {len(tuned)} others"
    )
    systems: list[tuple[str, Method]] = [
        ("every mention alone", alone),
        ("same words", one_word),
        ("likeness", likened),
    ]
    for name, method in systems:
        found = scored(rest, method, best)
        b3 = found["b3"]
        print(
            f"  {name:20} B3 P {b3[0]:.3f} R {b3[1]:.3f} F1 {b3[2]:.3f}  MUC F1 {found['muc'][2]:.3f}  "
            f"CEAF-e F1 {found['ceaf_e'][2]:.3f}  CoNLL F1 {found['conll'][2]:.3f}"
        )


if __name__ == "__main__":
    main()
