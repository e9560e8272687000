"""Which claims of one document dispute, support, explain, refine, update or contradict each other.

A link is drawn only where the text itself ties two statements together: a noun that stands for somebody's
statement ("Washington's calculations", "the charge"), a denial of what another voice has just said, a
quotation that backs a denial, a part named of a whole, a toll that rose, two tolls of one event. It never
decides who is right, and never links a headline with the article under it.
"""

from __future__ import annotations

from counterclaim.reading.languages.en.relations import disputes, supports, tolls
from counterclaim.reading.languages.en.relations.scene import Scene
from counterclaim.reading.page import Page, RelationDraft

_PASSES = (disputes.find, supports.find, tolls.find)


def run(page: Page) -> None:
    """Write ``page.relations``, in the order of the acting claims. At most one link joins two claims."""
    page.relations = []
    scene = Scene(page)
    if len(scene.claims) < 2:
        return
    taken: dict[tuple[int, int], RelationDraft] = {}
    for find in _PASSES:
        for relation in find(scene):
            pair = scene.order(relation.source), scene.order(relation.target)
            key = (min(pair), max(pair))
            if pair[0] != pair[1]:
                taken.setdefault(key, relation)
    page.relations = sorted(taken.values(), key=lambda r: (scene.order(r.source), scene.order(r.target)))
