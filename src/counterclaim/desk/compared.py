"""What a row is compared with: the statements that a person may say speak of the same matter, or not."""

from __future__ import annotations

import msgspec

from counterclaim.desk.service import Desk
from counterclaim.ledger.schema import SEARCHED
from counterclaim.ledger.showing import Shown
from counterclaim.reconcile.judgements import Judgement

_LINKS, _ACCOUNTS, _MOST = 20, 3, 12


class Other(msgspec.Struct, frozen=True):
    """A claim of another document (or of this one), why it stands here, and what people said of the two."""

    document: str
    claim: str
    source: str
    words: str
    why: str
    judged: Judgement | None


def compared(desk: Desk, shown: Shown) -> tuple[str | None, list[Other], list[Judgement]]:
    """The row's claim, the statements it is compared with, and all judgements on it, newest first."""
    if shown.kind not in SEARCHED:
        return None, [], []
    name = f"{shown.document}/{shown.id}"
    claim = shown.id if shown.kind == "claim" else str(shown.row.get("claim") or shown.id)
    judgements = desk.stored.judgements(name).rows
    said: dict[str, Judgement] = {}
    for each in judgements:
        said.setdefault(each.other if each.one == claim else each.one, each)
    found: dict[tuple[str, str], Other] = {}
    for link in desk.stored.links_of_claim(name, limit=_LINKS).rows:
        end = link.target if link.source.claim == claim else link.source
        words, why = " … ".join(end.content), f"{link.kind.replace('_', ' ')}: {link.reason}"
        found[end.document, end.claim] = Other(
            end.document, end.claim, end.file, words, why, said.get(end.claim)
        )
    for account in desk.stored.accounts_of_rows([(shown.document, shown.id)], limit=_ACCOUNTS):
        for answer in account.answers:
            place = answer.document, answer.claim
            if answer.claim != claim and place not in found:
                why = f"answers the same question: {account.question}"
                found[place] = Other(*place, answer.voice, answer.words, why, said.get(answer.claim))
    return claim, list(found.values())[:_MOST], list(judgements)
