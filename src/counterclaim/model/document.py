"""A document: its text as published, its parts, and the repairs laid over it."""

import hashlib

import msgspec

from counterclaim.model.vocabulary import PartKind


class Part(msgspec.Struct, frozen=True):
    """A stretch of the text and what it is; the parts of a document cover its text."""

    kind: PartKind
    start: int
    end: int


class Repair(msgspec.Struct, frozen=True):
    """An overlay: ``text[start:end] == found``, which the parser sees as ``read_as``."""

    start: int
    end: int
    found: str
    read_as: str


class Document(msgspec.Struct, frozen=True):
    """One document. ``text`` is immutable and never improved; repairs are overlays."""

    id: str
    title: str | None
    outlet: str | None
    url: str | None
    language: str | None
    published: str | None
    text: str
    text_sha256: str
    parts: tuple[Part, ...] = ()
    repairs: tuple[Repair, ...] = ()


def text_sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8 bytes, in hexadecimal. Lone surrogates are hashed as they stand."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(text: str, *, outlet: str | None, url: str | None, published: str | None) -> str:
    """An id that depends on content and origin alone, so that reading twice gives it twice."""
    key = "\x1f".join((outlet or "", url or "", published or "", text))
    return "d-" + hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16]
