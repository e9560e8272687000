"""What one reading vouches for: persons with an office, places, bodies; and whom it must not name."""

from __future__ import annotations

from counterclaim.lexicon.redaction import redaction
from counterclaim.model.reading import Reading
from counterclaim.model.rows import Actor, Person, Place
from counterclaim.release import known
from counterclaim.release.names import Knowledge
from counterclaim.release.policy import Policy
from counterclaim.release.words import keys, words

_ADULT = 18


def is_minor(person: Person) -> bool:
    """Whether a person is known to be under 18."""
    return person.age is not None and person.age < _ADULT


def is_public(reading: Reading, actor: Actor) -> bool:
    """Whether the text gives a person an office, rank, spokesperson role or byline."""
    if known.public_role(actor.role):
        return True
    bylines = [p for p in reading.document.parts if p.kind == "byline"]
    return any(b.start <= m.start and m.end <= b.end for b in bylines for m in actor.mentions)


def private_actors(reading: Reading, policy: Policy) -> frozenset[str]:
    """The ids of persons who must not be named: without an office, or named as harmed and private."""
    released = known.Phrases(policy.released)
    harmed = {p.actor for p in reading.persons if p.actor and (p.private or is_minor(p))}
    return frozenset(
        a.id
        for a in reading.actors
        if a.kind == "person" and (a.id in harmed or not is_public(reading, a)) and not released.has(a.name)
    )


def gather(reading: Reading, policy: Policy) -> Knowledge:
    """The knowledge of one reading under a policy."""
    found = Knowledge()
    for place in reading.places:
        _add_place(found, place)
    private = private_actors(reading, policy)
    for actor in reading.actors:
        if actor.kind != "person":
            _add_body(found, actor)
        elif actor.id not in private:
            for name in {actor.name, *(m.text for m in actor.mentions)}:
                found.persons.add(name)
    released = known.Phrases(policy.released)
    for name in policy.released:
        found.persons.add(name)
    hidden = [n for a in reading.actors if a.id in private for n in (a.name, *(m.text for m in a.mentions))]
    hidden += [
        p.mention.text
        for p in reading.persons
        if (p.private or is_minor(p)) and not released.has(p.mention.text)
    ]
    for name in hidden:
        found.denied.update(_denied(found, name))
    return found


def _add_place(found: Knowledge, place: Place) -> None:
    """A place that a gazetteer knows; a town that is a given name ("Sofia") needs the lexicon's word."""
    if place.geonames_id is None or place.precision == "unresolved":
        return
    for name in {place.name, *(m.text for m in place.mentions)}:
        if len(keys(name)) > 1 or (keys(name)[:1] and keys(name)[0] not in known.given()):
            found.places.add(name)


def _add_body(found: Knowledge, actor: Actor) -> None:
    """A body whose name says that it is one, of known and ordinary words ("Local Coordination Committees").

    A word that nothing vouches for may be a person's: "Petrenko police" is misread from "Petrenko. Police".
    """
    if actor.kind == "unnamed_source":
        return
    for name in {actor.name, *(m.text for m in actor.mentions)}:
        named = [p for w in words(name) if w.capital or w.caseless for p in w.pieces()]
        if not known.bodies().isdisjoint(p.key for p in named) and all(_common(found, p.key) for p in named):
            found.bodies.add(name)


def _common(found: Knowledge, part: str) -> bool:
    return (
        part in known.nobody()
        or part in known.capital_ordinary()
        or part in known.calendar()
        or found.places.has(part)
        or known.known().has(part)
    )


def _denied(found: Knowledge, name: str) -> set[str]:
    """The words of a private person's name: not titles, places or small words that come with it."""
    return {
        part
        for word in words(name)
        if word.capital or word.caseless
        for part in word.parts
        if len(part) > 1
        and part not in redaction().names.before
        and part not in known.nobody()
        and not found.places.has(part)
        and not known.known().has(part)
        and part not in known.calendar()
    }
