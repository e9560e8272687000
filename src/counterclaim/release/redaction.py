"""The one gate before every writer: what leaves of a reading."""

from __future__ import annotations

import re

import msgspec

from counterclaim.model.document import Document
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Claim, ReadingWarning
from counterclaim.release.holds import flags
from counterclaim.release.knowledge import is_minor
from counterclaim.release.masking import HELD, Masking
from counterclaim.release.policy import (
    Held,
    MissingSalt,
    Policy,
    RedactedReading,
    Snippet,
    hold_ends,
    moment,
)
from counterclaim.release.rowmasks import RowMasks
from counterclaim.release.snippets import around, snippet
from counterclaim.release.weblinks import host_key, mask_outlet, mask_url

_HASH = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}(?:[T ][\d:.]{2,15}(?:Z|[+-]\d{2}:?\d{2})?)?")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})?")
_NOT_WORD = re.compile(r"[\W_]+")
REASON = "movement or position"


def unredacted(reading: Reading, context: int = 240) -> RedactedReading:
    """A reading that leaves as it is, because that was asked for."""
    return RedactedReading(
        reading=reading,
        redacted=False,
        read=reading.reader.name != "none",
        snippets={c.id: snippet(reading.document.text, c, context) for c in reading.claims},
        minors=frozenset(p.id for p in reading.persons if is_minor(p)),
    )


def redact(reading: Reading, policy: Policy) -> RedactedReading:
    """What leaves of a reading under a policy.

    Raises:
        MissingSalt: the policy has none.
        BadMoment: its ``now`` is no date.

    """
    if not policy.salt:
        raise MissingSalt()
    ends = hold_ends(reading.document.published, policy.hold_hours)
    masking = Masking(reading, policy, holding=moment(policy.now) < ends if ends else True)
    rows = RowMasks(reading, policy, masking)
    until = ends.strftime("%Y-%m-%dT%H:%M:%SZ") if ends else None
    kept = [c for c in reading.claims if not any(masking.is_held(s.start, s.end) for s in c.content)]
    kept_ids = {c.id for c in kept}
    rows.gone.update(c.id for c in reading.claims if c.id not in kept_ids)
    made = Reading(
        schema=reading.schema,
        reader=reading.reader,
        document=_document(reading.document, masking, rows, policy),
        warnings=_warnings(reading, masking),
    )
    if reading.claims:  # documents that were not read, or say nothing, leave with their metadata only
        made = _with_rows(reading, made, rows)
    snippets = {rows.id(c.id): _snippet(reading, masking, c, policy.context) for c in kept}
    masked = frozenset(
        rows.id(c.id) for c in kept if any(masking.text.between(s.start, s.end) for s in c.content)
    )
    masking.tally.add("held", len(reading.claims) - len(kept))
    masking.text.count(masking.tally)
    return RedactedReading(
        reading=made,
        redacted=True,
        read=reading.reader.name != "none",
        snippets=snippets,
        held=tuple(Held(rows.id(c.id), until, REASON) for c in reading.claims if c.id not in kept_ids),
        minors=frozenset(rows.person_id(p) for p in reading.persons if is_minor(p)),
        masked_claims=masked,
        withheld={kind: number for kind, number in sorted(masking.tally.counts.items()) if number},
    )


def _with_rows(reading: Reading, made: Reading, rows: RowMasks) -> Reading:
    """The rows that leave, in an order in which what is withheld is known before what refers to it."""
    rows.gone.update(f.id for f in reading.figures if not rows.leaves(f))
    rows.gone.update(e.id for e in reading.events if e.claim in rows.gone)
    times = tuple(t for m in reading.times if (t := rows.moment(m)))
    made = msgspec.structs.replace(
        made,
        times=times,
        claims=tuple(rows.claim(c) for c in reading.claims if c.id not in rows.gone),
        figures=tuple(rows.figure(f) for f in reading.figures if f.id not in rows.gone),
        events=tuple(rows.event(e) for e in reading.events if e.id not in rows.gone),
        trends=tuple(rows.trend(t) for t in reading.trends if t.claim not in rows.gone),
        persons=tuple(rows.person(p) for p in reading.persons if p.claim not in rows.gone),
        relations=tuple(r for was in reading.relations if (r := rows.relation(was))),
    )
    referred = _referred(made)
    return msgspec.structs.replace(
        made,
        actors=tuple(a for was in reading.actors if (a := rows.actor(was, referred))),
        places=rows.all_places(reading.places, referred),
    )


def _referred(made: Reading) -> frozenset[str]:
    """The ids of actors and places that the rows that leave refer to."""
    found: set[str | None] = set()
    for claim in made.claims:
        found.update((claim.speaker, claim.addressee, *claim.via, *claim.places))
    for figure in made.figures:
        found.update((figure.by, figure.affected.actor, figure.place))
    for event in made.events:
        found.update((event.actor, *event.places))
    found.update(trend.subject for trend in made.trends)
    found.update(person.actor for person in made.persons)
    return frozenset(i for i in found if i)


def _document(was: Document, masking: Masking, rows: RowMasks, policy: Policy) -> Document:
    """The metadata; the text stays."""
    name_of_file = bool(was.title) and " " not in (was.title or "").strip()
    title = masking.string(was.title, strict=name_of_file)
    sites = frozenset(host_key(name) for name in policy.released)
    url = mask_url(was.url, masking.gate, sites, masking.tally)
    if url and (title == HELD or _tells(url, masking)):
        url = "/".join(url.split("/")[:3]) + "/"
    return Document(
        id=rows.id(was.id),
        title=title,
        outlet=mask_outlet(was.outlet, masking.gate, masking.tally),
        url=url,
        language=was.language if was.language and _LANGUAGE.fullmatch(was.language) else None,
        published=was.published if was.published and _DATE.fullmatch(was.published) else None,
        text="",
        text_sha256=was.text_sha256 if _HASH.fullmatch(was.text_sha256) else "",
        parts=was.parts,
        repairs=(),  # they quote the text
    )


def _tells(url: str, masking: Masking) -> bool:
    """Whether the words of an address tell a sensitive site, or a movement while it is held."""
    moves, site = flags(_NOT_WORD.sub(" ", url.split("/", 3)[-1]))
    return site or (moves and masking.holding)


def _warnings(reading: Reading, masking: Masking) -> tuple[ReadingWarning, ...]:
    return tuple(
        ReadingWarning(
            w.code if w.code.isidentifier() and w.code.islower() else "warning",
            masking.string(w.message) or "",
        )
        for w in reading.warnings
    )


def _snippet(reading: Reading, masking: Masking, claim: Claim, context: int) -> Snippet:
    low, start, end, high = around(reading.document.text, claim, context)
    shown = " […] ".join(masking.text.show(s.start, s.end).strip() for s in claim.content)
    return Snippet(masking.text.show(low, start).strip(), shown, masking.text.show(end, high).strip())
