"""What can go wrong with a ledger: each error says in one line what it is and how to mend it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from sqlalchemy import exc

from counterclaim.model.errors import CounterclaimError


class LedgerError(CounterclaimError):
    """An error of the ledger; ``name`` is its path or address without a password."""

    code: ClassVar[str] = "ledger_error"


class NoLedger(LedgerError):
    """There is no ledger at this address."""

    code = "no_ledger"


class NotALedger(LedgerError):
    """The file or database is something else."""

    code = "not_a_ledger"


class NewerLedger(LedgerError):
    """A later version of the software wrote it."""

    code = "newer_ledger"


class ReadOnlyLedger(LedgerError):
    """It may be read but not written."""

    code = "read_only_ledger"


class LedgerBusy(LedgerError):
    """Another process has been writing for too long."""

    code = "ledger_busy"


class LedgerFull(LedgerError):
    """There is no room left where the ledger lies."""

    code = "ledger_full"


class LedgerDamaged(LedgerError):
    """The database itself cannot be read."""

    code = "ledger_damaged"


class UnknownRow(LedgerError):
    """No row and no document has this id."""

    code = "unknown_row"


class BadDecision(LedgerError):
    """A decision that cannot be taken: no such field, no such value, nothing to undo."""

    code = "bad_decision"


class UnknownDecision(BadDecision):
    """No decision has this number in the log."""

    code = "unknown_decision"


class Undone(BadDecision):
    """What is to be taken back was taken back, or replaced, already."""

    code = "undone"


class BadFilter(LedgerError):
    """A search filter that cannot be understood."""

    code = "bad_filter"


class UnsoundReading(LedgerError):
    """A reading whose spans are not the text at their offsets."""

    code = "unsound_reading"


_SQLITE: tuple[tuple[str, type[LedgerError], str, str], ...] = (
    ("database is locked", LedgerBusy, "another process is writing", "try again when it has finished"),
    ("readonly", ReadOnlyLedger, "may not be written", "check its permissions or copy it elsewhere"),
    ("disk is full", LedgerFull, "no space is left", "make room and run the command again"),
    ("disk I/O error", LedgerFull, "the disk failed or is full", "check the disk and run the command again"),
    ("file is not a database", NotALedger, "is not a ledger", "name another file with --ledger"),
    ("malformed", LedgerDamaged, "is damaged", "restore it from a copy"),
    ("unable to open", NoLedger, "cannot be opened", "check the path and its permissions"),
    ("no such table", NotALedger, "is not a ledger", "name another file with --ledger"),
)
_POSTGRESQL: tuple[tuple[str, type[LedgerError], str, str], ...] = (
    ("no space left", LedgerFull, "no space is left", "make room and run the command again"),
    ("could not extend", LedgerFull, "no space is left", "make room and run the command again"),
    ("read-only transaction", ReadOnlyLedger, "may not be written", "connect as a user who may write"),
    ("permission denied", ReadOnlyLedger, "permission denied", "connect as a user who may"),
    ("lock timeout", LedgerBusy, "another process is writing", "try again when it has finished"),
    ("does not exist", NoLedger, "is no ledger", "check the address, or make it with counterclaim add"),
    ("connection", NoLedger, "cannot be reached", "check the address and that the server runs"),
)


def ledger_error(error: BaseException, name: str) -> LedgerError | None:
    """The error in our words; None where it is not the database's."""
    if isinstance(error, exc.DBAPIError):
        original: BaseException = error.orig or error
    elif isinstance(error, (sqlite3.Error, *_psycopg_errors())):
        original = error
    else:
        return None
    said = str(original)
    known = _SQLITE if isinstance(original, sqlite3.Error) else _POSTGRESQL
    for words, kind, what, mend in known:
        if words in said:
            return kind(f"{name}: {what}", mend)
    first = said.strip().splitlines()[0] if said.strip() else type(original).__name__
    return LedgerDamaged(f"{name}: {first}", "run counterclaim verify, or restore it from a copy")


def _psycopg_errors() -> tuple[type[BaseException], ...]:
    """Psycopg's base error, when it is loaded at all."""
    import sys

    module = sys.modules.get("psycopg")
    return (module.Error,) if module is not None else ()


@contextmanager
def in_our_words(name: str) -> Iterator[None]:
    """Database errors inside come out as errors of the ledger."""
    try:
        yield
    except LedgerError:
        raise
    except Exception as error:
        ours = ledger_error(error, name)
        if ours is None:
            raise
        raise ours from error
