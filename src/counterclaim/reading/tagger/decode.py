"""From the network's scores for one window to attributions.

Each word takes its best label (O, then B and I of source, cue and content); runs of one role are spans.
A content span goes to the cue that its words point to, a cue to the source that its words point to, each
among the spans found. A cue without content, and content that points outside the window, are dropped.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim.reading.tagger.windows import Window

Scores = NDArray[np.float32]
SOURCE, CUE, CONTENT = range(3)
_OUTSIDE = 0  # the window's first piece stands for what the window does not hold


_NEVER = -1e9
CHANGE = 0.3  # the price, in log probability, of ending or beginning a span


def _steps() -> tuple[Scores, Scores]:
    """Scores of a label after another (before x after), and of a label that begins a paragraph."""
    steps = np.full((7, 7), -CHANGE, dtype=np.float32)
    starts = np.zeros(7, dtype=np.float32)
    steps[0, 0] = 0
    for begin in (1, 3, 5):
        inside = begin + 1
        steps[:, inside] = starts[inside] = _NEVER
        steps[begin, inside] = steps[inside, inside] = 0
    return steps, starts


_STEPS, _STARTS = _steps()
_EACH = np.arange(7)


class Run(NamedTuple):
    """Words ``start`` to ``end`` (half-open) of a paragraph in one role, with the mean label probability."""

    paragraph: int
    start: int
    end: int
    sureness: float


class Tagged(NamedTuple):
    """One attribution: a cue, its content in text order, its source or None.

    ``linked`` is the probability of the weakest link; ``sourced`` that of the link to the source, or to
    there being none.
    """

    cue: Run
    content: tuple[Run, ...]
    source: Run | None
    linked: float
    sourced: float


class _Span(NamedTuple):
    role: int
    pieces: NDArray[np.intp]  # positions in the window of the first pieces of its words
    run: Run


def decode(window: Window, labels: Scores, to_cue: Scores, to_source: Scores) -> list[Tagged]:
    """The attributions of a window.

    Args:
        window: n pieces.
        labels: n x 7 scores.
        to_cue: n x n scores of the piece that a content word points to.
        to_source: n x n scores of the piece that a cue's word points to.

    """
    spans = _spans(window, _probabilities(labels))
    cues = [s for s in spans if s.role == CUE]
    if not cues:
        return []
    sources = [s for s in spans if s.role == SOURCE]
    held: dict[int, list[tuple[_Span, float]]] = {}
    anchors = np.array([s.pieces[0] for s in (*cues, *sources)])
    for span in spans:
        if span.role != CONTENT:
            continue
        places = np.concatenate([anchors, span.pieces[:1], [_OUTSIDE]])
        chosen, sure = _link(to_cue, span.pieces, places)
        if chosen < len(cues):
            held.setdefault(chosen, []).append((span, sure))
    out = []
    starts = np.array([s.pieces[0] for s in sources] + [_OUTSIDE])
    for number, content in sorted(held.items()):
        cue = cues[number]
        chosen, sure = _link(to_source, cue.pieces, starts)
        source = sources[chosen].run if chosen < len(sources) else None
        linked = min(s for _, s in content)
        out.append(Tagged(cue.run, tuple(s.run for s, _ in content), source, linked, sure))
    return out


def _probabilities(scores: Scores) -> Scores:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    out: Scores = raised / raised.sum(axis=-1, keepdims=True)
    return out


def _link(scores: Scores, words: NDArray[np.intp], places: NDArray[np.intp]) -> tuple[int, float]:
    """Which of the places the words point to, all together, and the mean probability of it."""
    chances = _probabilities(scores[words])[:, places]
    best = int(np.log(chances + 1e-9).mean(axis=0).argmax())
    return best, float(chances[:, best].mean())


def _spans(window: Window, chances: Scores) -> list[_Span]:
    """Runs of words of one role, in text order; a run ends with its paragraph."""
    first = [i for i, (paragraph, _) in enumerate(window.origin) if paragraph >= 0]
    best = _path(window, first, np.log(chances[first] + 1e-9))
    out: list[_Span] = []
    at = 0
    while at < len(first):
        if not best[at]:
            at += 1
            continue
        role = (best[at] - 1) // 2
        paragraph, word = window.origin[first[at]]
        end = at + 1
        while end < len(first) and best[end] == 2 * role + 2 and window.origin[first[end]][0] == paragraph:
            end += 1
        pieces = np.array(first[at:end])
        sure = float(chances[pieces][:, [2 * role + 1, 2 * role + 2]].sum(axis=1).mean())
        out.append(_Span(role, pieces, Run(paragraph, word, word + end - at, sure)))
        at = end
    return out


def _path(window: Window, first: list[int], scores: Scores) -> list[int]:
    """The likeliest labels, a paragraph at a time: an I follows its own role, and each change has a price."""
    out: list[int] = []
    at = 0
    while at < len(first):
        paragraph = window.origin[first[at]][0]
        end = at
        while end < len(first) and window.origin[first[end]][0] == paragraph:
            end += 1
        out += _viterbi(scores[at:end])
        at = end
    return out


def _viterbi(scores: Scores) -> list[int]:
    if not scores.argmax(axis=1).any():
        return [0] * len(scores)  # the best everywhere, and staying outside is free
    total = scores[0] + _STARTS
    back = []
    for row in scores[1:]:
        ways = total[:, None] + _STEPS
        chosen = ways.argmax(axis=0)
        back.append(chosen)
        total = ways[chosen, _EACH] + row
    label = int(total.argmax())
    path = [label]
    for chosen in reversed(back):
        label = int(chosen[label])
        path.append(label)
    return path[::-1]
