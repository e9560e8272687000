"""Disjoint sets."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T", int, str, tuple[str, str])


class Sets(Generic[T]):
    """Disjoint sets; the least member stands for its set."""

    def __init__(self) -> None:
        self._up: dict[T, T] = {}

    def root(self, item: T) -> T:
        """The member that stands for the item's set."""
        top = item
        while (above := self._up.get(top, top)) != top:
            top = above
        while item != top:  # the way is shorter next time
            self._up[item], item = top, self._up[item]
        return top

    def join(self, a: T, b: T) -> None:
        """Make two sets one."""
        one, two = self.root(a), self.root(b)
        if one != two:
            self._up[max(one, two)] = min(one, two)

    def members(self) -> list[T]:
        """All that were ever joined."""
        found: set[T] = set(self._up)
        found.update(self._up.values())
        return sorted(found)
