"""From resolved mentions to the place rows: one row a place and precision, with all its mentions."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.gazetteer.lookup import Gazetteer
from counterclaim.lexicon.regions import countries
from counterclaim.model.vocabulary import PlacePrecision
from counterclaim.reading.page import Page, PlaceDraft
from counterclaim.reading.places.mention import Mention


def drafts(page: Page, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[PlaceDraft]:
    """The place rows, in order of first mention."""
    found: dict[tuple[object, ...], PlaceDraft] = {}
    for mention in mentions:
        draft = _draft(page, mention, gazetteer)
        key: tuple[object, ...]
        if mention.demonym:
            key = ("nation", mention.country)
        elif mention.chosen is not None:
            key = (mention.chosen.id, draft.precision, draft.literal)
        else:
            key = (mention.key, draft.literal)
        held = found.setdefault(key, draft)
        held.mentions.append(mention.span)
    return list(found.values())


def _draft(page: Page, mention: Mention, gazetteer: Gazetteer) -> PlaceDraft:
    words = page.words(mention.span)
    if mention.demonym and mention.country:
        nation = countries()[mention.country]
        return PlaceDraft(
            nation.name, [], nation.geonames_id, nation.latitude, nation.longitude, mention.country,
            None, "country", literal=False,
        )  # fmt: skip
    c = mention.chosen
    if c is None:
        return PlaceDraft(mention.name if mention.namesake else words, literal=mention.literal)
    precision: PlacePrecision = c.precision
    if (mention.near and c.settlement) or (mention.hint in ("admin1", "admin2") and c.settlement):
        precision = "near"
    region = gazetteer.admin1(c.country, c.admin1) if c.country and c.admin1 else None
    admin1 = region.name if region else None
    return PlaceDraft(
        mention.name if mention.namesake else words, [], c.geonames_id, c.latitude, c.longitude, c.country,
        admin1, precision, mention.literal,
    )  # fmt: skip
