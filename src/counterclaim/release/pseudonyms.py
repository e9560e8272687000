"""Stable pseudonyms: one name always gives one, and nobody without the salt can tell which."""

from __future__ import annotations

import hashlib
import hmac

from counterclaim.release.words import keys


class Pseudonyms:
    """Pseudonyms under one secret salt: the same in every document and every export made with it."""

    def __init__(self, salt: str) -> None:
        self._salt = salt.encode("utf-8")

    def of(self, name: str) -> str:
        """The pseudonym of a name, whatever its case and accents."""
        return "P-" + self._digest("name", " ".join(keys(name)) or name)[:12]

    def row(self, prefix: str, row: str) -> str:
        """An id that stands for a row, from which its content cannot be guessed."""
        return f"{prefix}-{self._digest('row', row)[:12]}"

    def _digest(self, kind: str, text: str) -> str:
        message = f"{kind}\x1f{text}".encode("utf-8", "surrogatepass")
        return hmac.new(self._salt, message, hashlib.sha256).hexdigest()
