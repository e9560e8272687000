"""What may leave: the policy of one export, and what leaves under it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from counterclaim.model.errors import CounterclaimError
from counterclaim.model.reading import Reading


class ReleaseError(CounterclaimError):
    """An export that cannot be made."""

    code = "release"


class MissingSalt(ReleaseError):
    """Pseudonyms without a secret can be guessed."""

    code = "missing_salt"

    def __init__(self) -> None:
        super().__init__("a redacted export needs a secret salt for its pseudonyms", "give the ledger's salt")

    def __reduce__(self) -> tuple[type[MissingSalt], tuple[str, ...]]:
        return (type(self), ())


class BadMoment(ReleaseError):
    """A time that is none."""

    code = "bad_moment"


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of the gate. The defaults are those of ``docs/exports.md``.

    ``salt`` is a secret that stays with the ledger: the same salt gives the same pseudonyms in every document
    and export. ``now`` is an ISO date or time (UTC unless it says so). ``released`` are names of persons,
    outlets and sites that a person has released.
    """

    salt: str
    now: str
    released: frozenset[str] = frozenset()
    hold_hours: int = 72
    context: int = 240
    decimals: int = 3


class Held(msgspec.Struct, frozen=True):
    """A claim held back: until when (null while the publication date is unknown), and why."""

    claim: str
    until: str | None
    reason: str


class Snippet(msgspec.Struct, frozen=True):
    """The words around a claim's content."""

    before: str
    content: str
    after: str


class RedactedReading(msgspec.Struct, frozen=True, kw_only=True):
    """A reading as it leaves. Writers see nothing else.

    With ``redacted``, spans keep their offsets while their words are masked, and there is no text.
    ``withheld`` counts what was masked, coarsened and held, by kind.
    """

    reading: Reading
    redacted: bool
    read: bool
    snippets: dict[str, Snippet]
    held: tuple[Held, ...] = ()
    minors: frozenset[str] = frozenset()  # ids of persons under 18
    masked_claims: frozenset[str] = frozenset()  # claims whose words are not the source's any more
    withheld: dict[str, int] = {}


def moment(text: str) -> datetime:
    """An ISO date (its first instant) or time; UTC unless it says otherwise.

    Raises:
        BadMoment: it is neither.

    """
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadMoment(f"{text!r} is no date", "write it as YYYY-MM-DD or YYYY-MM-DDTHH:MM") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def hold_ends(published: str | None, hours: int) -> datetime | None:
    """When what was published then may leave; a date alone may mean its last instant. Null when unknown."""
    if not published:
        return None
    try:
        start = moment(published)
        if len(published.strip()) <= len("2023-04-05"):
            start += timedelta(days=1)
        return start.astimezone(UTC) + timedelta(hours=hours)
    except (BadMoment, OverflowError):
        return None
