"""Whom words speak for: demonyms, countries, capitals and known parties inside a phrase."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterclaim.lexicon.parties import Party, party, state_of_capital, state_of_demonym

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 12  # tokens of a known party's name
_HYPHENS = frozenset({"-", "–", "‑"})
# "Hamas-run ministry" speaks for Hamas; "Kyiv-based group" does not speak for Ukraine.
_RULED = frozenset({"run", "led", "controlled", "ruled", "held"})
_POWERS = frozenset(
    {"government", "administration", "regime", "authorities", "cabinet", "presidency", "junta", "leadership"}
)


def named_party(tokens: Sequence[Token], at: int) -> tuple[Party, int] | None:
    """The longest known party whose name begins at ``at``, and where it ends."""
    if not (tokens[at].text[0].isupper() or tokens[at].text[0].isdigit() or tokens[at].lower_ == "al"):
        return None
    words = [t.text_with_ws for t in tokens[at : at + _LONGEST]]
    for size in range(len(words), 0, -1):
        found = party("".join(words[:size]).strip())
        if found is not None:
            return found, at + size
    return None


def joined(tokens: Sequence[Token]) -> str:
    """The words with the blanks that stand between them."""
    if not tokens:
        return ""
    return "".join(t.text_with_ws for t in tokens).strip()


def side_of(tokens: Sequence[Token], *, capitals: bool = False) -> str | None:
    """The first party or state that the words name as an owner or attribute.

    A capital counts only as an owner ("Kyiv's army", "the Kyiv regime") or when ``capitals`` says so.
    """
    at, size = 0, len(tokens)
    while at < size:
        token = tokens[at]
        if not token.text[0].isupper() and token.lower_ != "al":
            at += 1
            continue
        end, side = _side_at(tokens, at, capitals=capitals)
        if end < size and tokens[end].text in _HYPHENS and end + 1 < size:
            after = tokens[end + 1].lower_
            if not tokens[end + 1].text[0].isupper() and after not in _RULED:
                at = end + 2  # "Kyiv-based"
                continue
        if side is not None:
            return side
        at = max(end, at + 1)
    return None


def _side_at(tokens: Sequence[Token], at: int, *, capitals: bool) -> tuple[int, str | None]:
    found = named_party(tokens, at)
    demonym = _demonym(tokens, at)
    if found is not None and (demonym is None or found[1] > demonym[1]):
        return found[1], found[0].side
    if demonym is not None:
        return demonym[1], demonym[0]
    for end in (at + 2, at + 1):
        if end > len(tokens):
            continue
        state = state_of_capital(joined(tokens[at:end]))
        if state is not None and (capitals or _owns(tokens, end)):
            return end, state
    return at + 1, None


def _demonym(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    if at + 1 < len(tokens):
        state = state_of_demonym(joined(tokens[at : at + 2]))
        if state is not None:
            return state, at + 2
    state = state_of_demonym(tokens[at].text)
    return (state, at + 1) if state is not None else None


def _owns(tokens: Sequence[Token], end: int) -> bool:
    return end < len(tokens) and (tokens[end].tag_ == "POS" or tokens[end].lower_ in _POWERS)
