"""An account as a picture: each side's ranges over time, as SVG that any browser shows."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from html import escape

from counterclaim.reconcile.model import Account, Answer
from counterclaim.reconcile.stored import SideAnswers, by_side

_WIDTH, _ROW, _TOP, _LEFT, _RIGHT = 760, 26, 64, 210, 40
_INK = (
    "#1b5e8c",
    "#b0562b",
    "#4f7a28",
    "#7a4b8f",
    "#8a6d00",
    "#2f7f7a",
)  # by order of sides; no side has its own
_MOST = 60  # figures shown


def svg(found: Account) -> str:
    """The picture; open ends are arrows, sides are told apart by name, and by colour too."""
    sides = by_side(found)
    lines = [(n, side, a) for n, side in enumerate(sides) for a in side.answers][:_MOST]
    least, most = _reach([a for _, _, a in lines])
    height = _TOP + _ROW * len(lines) + 40
    place = _scale(least, most)
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'font-family="system-ui, sans-serif" font-size="12">',
        f"<title>{_words(found.question)}</title>",
        f"<desc>{_words(_described(found, sides))}</desc>",
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="24" font-size="15" font-weight="600">{_words(found.question)}</text>',
        f'<text x="16" y="44" fill="#555">{_words(_below(found))}</text>',
    ]
    bottom = _TOP + _ROW * len(lines)
    for tick in _ticks(least, most):
        x = place(tick)
        out.append(f'<line x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{bottom}" stroke="#ddd"/>')
        out.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle" fill="#555">{tick:,g}</text>')
    for row, (n, side, answer) in enumerate(lines):
        out += _line(row, _INK[n % len(_INK)], side, answer, place, most)
    return "\n".join([*out, "</svg>"]) + "\n"


def _line(row: int, ink: str, side: SideAnswers, answer: Answer, place: _Scale, most: float) -> list[str]:
    y = _TOP + row * _ROW + _ROW / 2
    low = answer.low if answer.low is not None else 0.0
    high = answer.high if answer.high is not None else most
    a, b = place(low), place(high)
    label = f"{answer.said or 'no date'}  {side.side}"
    told = f"{answer.voice}, {answer.said or 'no date'}: {answer.text} ({answer.file})"
    found = [
        f"<g><title>{_words(told)}</title>",
        f'<text x="{_LEFT - 12}" y="{y + 4:.1f}" text-anchor="end">{_words(_cut(label, 28))}</text>',
        f'<line x1="{a:.1f}" y1="{y:.1f}" x2="{b:.1f}" y2="{y:.1f}" stroke="{ink}" stroke-width="5" '
        f'stroke-linecap="round"/>',
    ]
    if answer.low == answer.high:
        found.append(f'<circle cx="{a:.1f}" cy="{y:.1f}" r="6" fill="{ink}"/>')
    if answer.high is None:
        found.append(f'<path d="M{b - 2:.1f} {y - 7:.1f} l10 7 l-10 7 z" fill="{ink}"/>')
    return [*found, "</g>"]


class _Scale:
    """Numbers to places; by logarithm where they differ a hundredfold."""

    def __init__(self, least: float, most: float) -> None:
        self._log = least > 0 and most / least > 100
        self._least, self._most = self._of(least), self._of(most)

    def _of(self, number: float) -> float:
        return math.log10(max(number, 0.5)) if self._log else number

    def __call__(self, number: float) -> float:
        room = (self._most - self._least) or 1.0
        part = (self._of(number) - self._least) / room
        return _LEFT + max(0.0, min(1.0, part)) * (_WIDTH - _LEFT - _RIGHT)


def _scale(least: float, most: float) -> _Scale:
    return _Scale(least, most)


def _reach(answers: Sequence[Answer]) -> tuple[float, float]:
    ends = [x for a in answers for x in (a.low, a.high) if x is not None]
    least, most = min(ends, default=0.0), max(ends, default=1.0)
    if least == most or most / max(least, 1.0) <= 100:
        least = 0.0
    return least, most * 1.1 if most else 1.0


def _ticks(least: float, most: float) -> list[float]:
    if least > 0 and most / least > 100:
        return [10.0**n for n in range(math.ceil(math.log10(least)), math.floor(math.log10(most)) + 1)]
    step = 10 ** math.floor(math.log10(max(most - least, 1.0)))
    step = step / 2 if (most - least) / step < 3 else step
    return [least + n * step for n in range(int((most - least) / step) + 1)]


def _below(found: Account) -> str:
    days = [d for a in found.answers if (d := _day(a.said))]
    when = f"{min(days)} to {max(days)}; " if days else ""
    return f"{when}{found.origins} independent origins; an arrow is an open end"


def _described(found: Account, sides: Sequence[SideAnswers]) -> str:
    told = [
        f"{s.side}: " + ", ".join(f"{a.text} ({a.said or 'no date'})" for a in s.answers[:8]) for s in sides
    ]
    return "; ".join(told) or found.question


def _day(text: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _words(text: str) -> str:
    """Words that are safe in markup: no controls, nothing that XML takes for its own."""
    return escape("".join(c if c.isprintable() else " " for c in text))
