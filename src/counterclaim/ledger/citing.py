"""A row as a citation."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Connection

from counterclaim.ledger.readings import DocumentRecord
from counterclaim.ledger.refreshing import decided, effective
from counterclaim.ledger.rows import decoded, main_span
from counterclaim.ledger.showing import find, stored_row
from counterclaim.model.rows import Claim


def cite(connection: Connection, name: str) -> str:
    """Quotation, speaker, source, date and hash, ready to paste."""
    found, row = find(connection, name)
    about = found.document
    source = ", ".join(
        p
        for p in (about.outlet, f"“{about.title}”" if about.title else None, about.published, about.url)
        if p
    )
    if row is None:
        return f"{source or about.id}. Text SHA-256 {about.text_sha256} ({about.id})."
    stored = stored_row(connection, found, row)
    item = decoded(stored["kind"], stored["data"])
    span = main_span(item)
    words = (
        " […] ".join(s.text for s in item.content) if isinstance(item, Claim) else span.text if span else ""
    )
    where = f"{about.id}/{row}, characters {span.start}–{span.end}" if span else f"{about.id}/{row}"
    said = _said_by(connection, found, stored)
    review = decided(connection, found).review(row)
    mark = "" if review == "machine" else f" Reviewed: {review}."
    quoted = words.strip('“”"')
    return (
        f"“{quoted}” — {said}. {source or 'Source unnamed'}. "
        f"Reported claim, not a verified fact.{mark} [{where}; text SHA-256 {about.text_sha256}]"
    )


def _said_by(connection: Connection, found: DocumentRecord, stored: Any) -> str:  # noqa: ANN401
    """The speaker and how the claim is made."""
    made = effective(connection, found, keep_rejected=True)
    claim_id = stored["id"] if stored["kind"] == "claim" else msgspec.json.decode(stored["data"]).get("claim")
    claim = next((c for c in made.claims if c.id == claim_id), None)
    if claim is None:
        return found.document.outlet or "the outlet"
    actors = {a.id: a for a in made.actors}
    speaker = actors.get(claim.speaker or "")
    if speaker is None:
        unnamed = claim.speaker_mention.text if claim.speaker_mention else None
        who = unnamed or f"{found.document.outlet or 'the outlet'} (own statement)"
    else:
        role = (
            f", {speaker.role}"
            if speaker.role and speaker.role.casefold() not in speaker.name.casefold()
            else ""
        )
        who = speaker.name + role
    via = [actors[v].name for v in claim.via if v in actors]
    return who + f", {claim.stance}" + (f", via {', '.join(via)}" if via else "")
