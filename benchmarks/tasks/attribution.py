"""PolNeAR dev: who said what, with which cue (see `scoring.attribution` and ``benchmarks/attribution.py``)."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.attribution import expected, whole_reader
from benchmarks.scoring.attribution import ROLES, Attribution, Score
from benchmarks.tasks.base import Case, Result, Row, Tally, Task

FILE = "polnear/dev.jsonl"
_PEERS = {
    "source": "CofeNet 83.2 (test part); people 79.0; textacy 23.1",
    "cue": "CofeNet 75.3 (test part); people 71.3; textacy 27.3",
    "content": "CofeNet 72.9 (test part); people 71.6; textacy 26.2",
}


def run(corpora: Path) -> Result:
    """Read each article; exact and overlap figures per role, inventions, and by publisher."""
    read, score, result = whole_reader(), Score(), Result()
    by_publisher: dict[str, Score] = {}
    for line in (corpora / FILE).read_text(encoding="utf-8").strip().split("\n"):
        row = json.loads(line)
        text, gold = row["text"], expected(row)
        found = read(text)
        score.add(text, gold, found)
        by_publisher.setdefault(row["publisher"], Score()).add(text, gold, found)
        result.cases += _cases(text, gold, found)
    for measure, tallies in (("exact", score.exact), ("overlap", score.overlap)):
        for role in ROLES:
            tally = tallies[role]
            peer = _PEERS[role] if measure == "exact" else ""
            result.rows.append(Row(f"{role}, {measure}", tally.f1, tally.precision, tally.recall, peer))
    whole = score.attribution
    result.rows.append(Row("whole attribution", whole.f1, whole.precision, whole.recall, "people 69.0"))
    result.note = f"Invented attributions per 1,000 words: {score.invented_per_1000_words:.2f} (people: 4.4)."
    result.breakdowns["publisher (whole attribution)"] = {
        name: Tally(s.attribution.right, s.attribution.expected, s.attribution.predicted)
        for name, s in by_publisher.items()
    }
    return result


def _cases(text: str, gold: list[Attribution], found: list[Attribution]) -> list[Case]:
    out = []
    cues = {cue for a in gold for cue in a.cue}
    given = {cue for a in found for cue in a.cue}
    for start, end in sorted(cues - given):
        near = any(s < end and start < e for s, e in given)
        out.append(
            Case("cue's edges" if near else "cue missed", _around(text, start, end), text[start:end], "")
        )
    for start, end in sorted(given - cues):
        if not any(s < end and start < e for s, e in cues):
            out.append(Case("cue invented", _around(text, start, end), "", text[start:end]))
    contents = {piece for a in gold for piece in a.content}
    for piece in sorted({p for a in found for p in a.content} - contents):
        if any(s < piece[1] and piece[0] < e for s, e in contents):
            wanted = next(p for p in sorted(contents) if p[0] < piece[1] and piece[0] < p[1])
            out.append(Case("content's edges", "", text[slice(*wanted)], text[slice(*piece)]))
    return out


def _around(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 60) : start]}[{text[start:end]}]{text[end : end + 60]}"


TASK = Task("Attribution: PolNeAR", "dev, 84 articles", (FILE,), "CofeNet (COLING 2022), Table 6", run)
