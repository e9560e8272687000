"""Fit the confidence of claims on PolNeAR dev: ``python training/calibrate.py [--write]``.

A claim is right when source, cue and content all overlap an annotated attribution by half. The expected
calibration error printed is that of five-fold cross-validation over documents (ten bins of equal width).
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))
from attribution import expected
from corpora import rows
from scoring.attribution import ROLES, Attribution, Ruler, role_right

from counterclaim.model.document import Document, Part, document_id, text_sha256
from counterclaim.reading.languages.en import attribution, times
from counterclaim.reading.languages.en.attribution import confidence
from counterclaim.reading.languages.en.parse import parse
from counterclaim.reading.page import Page
from counterclaim.reading.parsing import paragraphs

CASES = ("both", "rule", "tagged", "grammar")
FOLDS, DECAY = 5, 1.0
WEIGHTS = ROOT / "src" / "counterclaim" / "lexicon" / "data" / "confidence.toml"
Row = tuple[int, str, list[float], bool]


def collect(*, tagger: bool) -> list[Row]:
    """Every claim of dev as document number, case, features and whether it is right."""
    out: list[Row] = []
    for number, row in enumerate(rows("polnear/dev.jsonl")):
        text = row["text"]
        name = document_id(text, outlet=None, url=None, published=None)
        part = (Part("body", 0, len(text)),)
        document = Document(name, None, None, None, "en", None, text, text_sha256(text), part)
        page = Page(document, paragraphs(document, parse))
        times.run(page)
        seen: list[tuple[str, list[float]]] = []
        wrapped = confidence.of

        def spy(item: Any, *, tagger: bool, seen: list[Any] = seen) -> float:
            kind = confidence.case(item, tagger=tagger)
            seen.append((kind, confidence.features(item, kind)))
            return 0.0

        confidence.of = spy
        try:
            attribution.run(page, tagger=tagger)
        finally:
            confidence.of = wrapped
        ruler = Ruler(text)
        gold = [{role: ruler.tokens(a.role(role)) for role in ROLES} for a in expected(row)]
        for claim, (kind, values) in zip(page.claims, seen, strict=True):
            spans = [
                tuple(page.paragraphs[s.paragraph].offsets(s.start, s.end) for s in part if s)
                for part in ([claim.speaker_mention], [claim.cue], claim.content)
            ]
            found = {role: ruler.tokens(Attribution(*spans).role(role)) for role in ROLES}
            right = any(all(role_right(role, g[role], found[role]) for role in ROLES) for g in gold)
            out.append((number, kind, values, right))
    return out


def fit(values: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method, with a little weight decay (not on the constant)."""
    weights = np.zeros(values.shape[1])
    decay = np.full(len(weights), DECAY)
    decay[0] = 1e-3
    for _ in range(30):
        chance = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (right - chance) - decay * weights
        bend = (values * (chance * (1 - chance))[:, None]).T @ values + np.diag(decay)
        weights = weights + np.linalg.solve(bend, slope)
    return weights


def calibration_error(chances: np.ndarray, right: np.ndarray) -> float:
    """Mean gap between confidence and share right, over ten bins of equal width."""
    bins = np.minimum((chances * 10).astype(int), 9)
    return float(
        sum(abs(chances[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    )


def main() -> None:
    """Fit, say how well it holds on held-out documents, write."""
    found = {}
    for tagger in (True, False):
        data = collect(tagger=tagger)
        chances, rights = np.zeros(len(data)), np.array([r[3] for r in data], dtype=float)
        for kind in CASES:
            here = np.array([i for i, r in enumerate(data) if r[1] == kind])
            if not len(here):
                continue
            values = np.array([data[i][2] for i in here])
            folds = np.array([data[i][0] % FOLDS for i in here])
            for fold in range(FOLDS):
                rest = folds != fold
                weights = fit(values[rest], rights[here][rest])
                chances[here[~rest]] = 1 / (1 + np.exp(-values[~rest] @ weights))
            found[kind] = fit(values, rights[here])
            print(f"{kind:8} {len(here):5} claims, {100 * rights[here].mean():5.1f} % right")
        name = "full" if tagger else "grammar"
        print(f"{name}: cross-validated calibration error {calibration_error(chances, rights):.4f}")
    if "--write" in sys.argv:
        text = WEIGHTS.read_text(encoding="utf-8")
        for kind, weights in found.items():
            row = ", ".join(f"{w:.4f}" for w in weights)
            text = re.sub(rf"^{kind} = .*$", f"{kind} = [{row}]", text, flags=re.MULTILINE)
        WEIGHTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
