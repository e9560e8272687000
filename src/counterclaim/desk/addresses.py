"""Where pages lie: under a server for the desk, in files of a folder for a published site.

Templates ask here for every address, so that both are made of the same templates. An empty address means
that there is no such page; its words then stand without a link.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

_SAFE = re.compile(r"[a-z]-h?[0-9a-f]{6,64}")
_PAGES = {"map": "map.html", "documents": "documents.html", "about": "about.html"}


def _part(text: str) -> str:
    return quote(text, safe="")


class Addresses:
    """Addresses of the desk."""

    site = False

    def page(self, name: str, query: str = "") -> str:
        """A page of the main navigation (``overview``, ``search``, ``map``, …) with a query string."""
        return ("/" if name == "overview" else f"/{name}") + (query if len(query) > 1 else "")

    def account(self, name: str) -> str:
        """A contested question."""
        return f"/accounts/{_part(name)}"

    def document(self, name: str, row: str = "", beside: str = "") -> str:
        """A document, at a row, with another beside it."""
        return f"/documents/{_part(name)}" + (f"?with={_part(beside)}" if beside else "") + _anchor(row)

    def actor(self, name: str | None) -> str:
        """What somebody says."""
        return f"/actors/{_part(name)}" if name else ""

    def place(self, name: str) -> str:
        """What is said of a place."""
        return f"/places/{_part(name)}"

    def review(self, row: str) -> str:
        """A row in review."""
        return f"/review?row={quote(row, safe='/')}"

    def export(self, form: str, query: str, account: str = "") -> str:
        """The rows of a view as a file."""
        return f"/api/exports/{form}" + (f"?{urlencode({'account': account})}" if account else query)

    def asset(self, name: str) -> str:
        """A style sheet, script or picture."""
        return f"/static/{name}"


class SiteAddresses(Addresses):
    """Addresses of a published site, relative to a page ``depth`` folders down.

    ``view`` is the page's own name without its ending: its rows lie beside it under that name.
    """

    site = True

    def __init__(self, depth: int = 0, view: str = "index") -> None:
        self._up, self._view = "../" * depth, view

    def page(self, name: str, query: str = "") -> str:
        """A page of the main navigation; those that need a server are not there."""
        return self._up + ("index.html" if name == "overview" else _PAGES[name]) if self.has(name) else ""

    def has(self, name: str) -> bool:
        """Whether the site has that page."""
        return name == "overview" or name in _PAGES

    def account(self, name: str) -> str:
        """A contested question."""
        return f"{self._up}accounts/{_file(name)}.html"

    def document(self, name: str, row: str = "", beside: str = "") -> str:
        """A document, at a row; nothing lies beside another."""
        return "" if beside else f"{self._up}documents/{_file(name)}.html{_anchor(row)}"

    def actor(self, name: str | None) -> str:
        """None."""
        return ""

    def place(self, name: str) -> str:
        """None."""
        return ""

    def review(self, row: str) -> str:
        """None."""
        return ""

    def export(self, form: str, query: str, account: str = "") -> str:
        """The file beside this page."""
        return f"{self._view}.{'jsonl' if form == 'json' else form}"

    def asset(self, name: str) -> str:
        """A style sheet, script or picture."""
        return f"{self._up}assets/{name.rpartition('/')[2]}"


def _anchor(row: str) -> str:
    return f"#{_part(row)}" if row else ""


def _file(name: str) -> str:
    """An id as the name of a file; ids come from the ledger, and anything else must not reach a path."""
    if not _SAFE.fullmatch(name):
        raise ValueError(f"no id that names a file: {name!r}")
    return name
