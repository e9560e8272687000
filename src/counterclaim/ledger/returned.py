"""Older versions of a source that come in again."""

from __future__ import annotations

from counterclaim.intake.formats.items import Item

_MOST = 64_000_000  # bytes and characters that are kept


class Returned:
    """Items that come in as an older version of their source; whether they are its newest is not known yet.

    A file may hold a source twice, first as it was, then as it is: adding it again must not take the first
    for an edit that was taken back. It was one only if nothing newer follows.
    """

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._size = 0

    def put(self, item: Item) -> list[Item]:
        """Keep an item; returns those for which there is no room any longer."""
        self.drop(item.key)
        self._items[item.key] = item
        self._size += _size(item)
        early = []
        while self._size > _MOST:
            early.append(self._pop(next(iter(self._items))))
        return early

    def drop(self, key: str) -> None:
        """Forget an item: a newer version of its source followed."""
        if key in self._items:
            self._pop(key)

    def taken(self) -> list[Item]:
        """What is left: edits that were taken back."""
        return [self._pop(key) for key in list(self._items)]

    def _pop(self, key: str) -> Item:
        item = self._items.pop(key)
        self._size -= _size(item)
        return item


def _size(item: Item) -> int:
    return len(item.data or b"") + len(item.text or "")
