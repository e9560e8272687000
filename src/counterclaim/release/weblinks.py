"""Addresses of pages: what in them may leave. The words of a path are held to the strictest rule."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from counterclaim.lexicon.redaction import redaction
from counterclaim.release import known
from counterclaim.release.edits import Masked, Tally, merged
from counterclaim.release.identifiers import identifiers
from counterclaim.release.names import Gate
from counterclaim.release.words import key, keys

_SPLIT = re.compile(r"([\-_+.,~!$&'()*;=:@|\s]+)")
_SECOND = frozenset(
    {"co", "com", "org", "net", "gov", "gob", "gouv", "edu", "ac", "mil", "or", "ne", "go", "in"}
)
_HOSTS = "www m en ru uk ua us fr de es ar he news english arabic mobile amp live web old new eng rus ukr"
_LABELS = frozenset(_HOSTS.split())
_LONG_NUMBER = 9
_LONG_URL = 2_000
_NUMBER = re.compile(r"\d{1,8}")


def host_key(host: str) -> str:
    """The form that released sites are compared in."""
    return host.casefold().rstrip(".").removeprefix("www.")


def mask_url(url: str | None, gate: Gate, released: frozenset[str], tally: Tally) -> str | None:
    """An address without names, accounts and tracking; null when nothing of it may leave."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip()[:_LONG_URL])
        host, port = parts.hostname or "", parts.port
    except ValueError:
        tally.add("link")
        return None
    if parts.scheme.lower() not in ("http", "https") or not host:
        tally.add("link")  # a file's name, or an address of another kind
        return None
    shown = _host(host, gate, released)
    path = "/".join(_segment(segment, gate) for segment in parts.path.split("/"))
    query = urlencode(
        [
            (k, v)
            for k, v in parse_qsl(parts.query, max_num_fields=50)
            if _NUMBER.fullmatch(v)
            and len(k) <= 20
            and k.isascii()
            and k.isalpha()
            and _segment(k, gate) == k
        ]
        if parts.query.count("&") < 50
        else []
    )
    if (shown, path, query, parts.fragment) != (host, parts.path, parts.query, "") or "@" in parts.netloc:
        tally.add("link")
    netloc = shown if port is None or port in (80, 443) else f"{shown}:{port}"
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def _host(host: str, gate: Gate, released: frozenset[str]) -> str:
    """Sites of known publishers, of ordinary words and places, or released; any other label is masked."""
    if host_key(host) in released:
        return host
    labels = host.split(".")
    if all(label.isdigit() for label in labels) or ":" in host:
        return "address.invalid"
    top = 2 if len(labels) > 2 and labels[-2] in _SECOND and len(labels[-1]) == 2 else 1
    kept = [label if _label(label, gate) else _hidden(label, gate) for label in labels[:-top]]
    return ".".join([*kept, *labels[-top:]])


def _label(label: str, gate: Gate) -> bool:
    names = redaction().names
    private = gate.knowledge.denied | gate.knowledge.heard
    if key(label) in private:
        return False
    if label in _LABELS or key(label) in names.outlets:
        return True
    return (
        label.isascii()
        and not label.startswith("xn--")
        and all(
            part in names.outlets
            or part in names.media
            or part.isdigit()
            or not gate.edits(part, strict=True)
            for part in re.split(r"[-_]+", label)
        )
    )


def _hidden(text: str, gate: Gate) -> str:
    return gate.pseudonym(text).lower()


def _segment(segment: str, gate: Gate) -> str:
    """A part of a path, word by word."""
    plain = unquote(unquote(segment))
    if not plain:
        return segment
    spaced = plain.replace("_", " ").replace("+", " ")
    if any(e.kind != "number" for e in identifiers(spaced)):
        return _hidden(plain, gate)
    pieces = []
    for piece in _SPLIT.split(plain):
        long = sum(c.isdigit() for c in piece) >= _LONG_NUMBER
        hidden = long or (piece and not _SPLIT.fullmatch(piece) and gate.edits(piece, strict=True))
        pieces.append(_hidden(piece, gate) if hidden else piece)
    shown = "".join(pieces)
    # What is harmless word by word may be a name in a row ("grace-hill"), which only the whole shows.
    whole = Masked(plain, gate.edits(plain, strict=True)).show()
    return quote(shown if len(pieces) > 1 or whole == plain else whole, safe="-_.~!$&'()*+,;=:@")


def mask_outlet(outlet: str | None, gate: Gate, tally: Tally) -> str | None:
    """A publisher's name: known, released, or of words that are no names; else a pseudonym."""
    if not outlet:
        return None
    names = redaction().names
    joined = "".join(keys(outlet))
    site = host_key(outlet).rsplit(".", 1)[0] if "." in outlet else joined
    if (
        {joined, joined.removeprefix("the"), site} & names.outlets
        or known.known().has(outlet)
        or gate.knowledge.persons.has(outlet)
    ):
        return outlet
    found = merged([identifiers(outlet), gate.edits(outlet, strict=True)])
    if not found:
        return outlet
    tally.add("outlet")
    return gate.pseudonym(outlet)
