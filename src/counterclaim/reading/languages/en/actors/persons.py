"""Persons: which names are one person, what office the text gives them, and whom they speak for."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from counterclaim.lexicon.titles import Titles, titles
from counterclaim.model.vocabulary import Sex
from counterclaim.reading.languages.en.actors.entity import Cast, Entity
from counterclaim.reading.languages.en.actors.roles import Role, role_at
from counterclaim.reading.page import NameDraft, Page

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOHAMMAD = frozenset(
    {"mohammed", "mohamed", "muhammad", "muhammed", "mohamad", "muhamad", "mohammad", "mohamud"}
)
_SPELLINGS = (
    ("ks", "x"), ("iy", "i"), ("yi", "i"), ("ii", "i"), ("ij", "i"), ("ey", "ei"), ("ay", "ai"), ("ou", "u"),
    ("oo", "u"), ("ph", "f"), ("w", "v"),
)  # fmt: skip
_MANY = 50  # persons of one surname that are told apart
_NEAR = 2  # paragraphs in which a shared surname still means the person named last


@dataclass(slots=True)
class _Full:
    """A full name met in the text."""

    parts: tuple[str, ...]
    entity: Entity


@lru_cache(maxsize=10_000)
def spelling(word: str) -> str:
    """One form for the usual transliterations of a name: Sergey is Sergei, Vladimir is not Volodymyr."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if c.isalpha())
    if plain in _MOHAMMAD:
        return "mohammad"
    for found, read in _SPELLINGS:
        plain = plain.replace(found, read)
    if plain.startswith(("ye", "ie")):
        plain = plain[1:]
    if plain.endswith("y"):
        plain = plain[:-1] + "i"
    if plain.endswith("dr"):
        plain = plain[:-1] + "er"
    return "".join(c for i, c in enumerate(plain) if i == 0 or c != plain[i - 1])


def cast_persons(page: Page, cast: Cast) -> None:
    """Make an entity of every person named, and note all mentions."""
    words = titles()
    by_surname: defaultdict[str, list[_Full]] = defaultdict(list)
    by_part: defaultdict[str, list[_Full]] = defaultdict(list)
    short: list[tuple[NameDraft, tuple[str, ...]]] = []
    for name in page.names:
        if not name.is_person:
            continue
        parts = _parts(page, name, words)
        if len(parts) > 1 and not _is_tail(parts, by_part):
            full = _full(page, cast, name, parts, by_surname, by_part)
            _meet(page, cast, name, full, words)
        else:
            short.append((name, parts))
    alone: dict[tuple[str, ...], Entity] = {}
    for name, parts in short:
        entity = _short(page, cast, name, parts, by_part, words) or alone.get(parts)
        if entity is None:
            entity = alone[parts] = cast.add(_written(page, name), "person", is_person=True)
        _meet(page, cast, name, entity, words)


def _parts(page: Page, name: NameDraft, words: Titles) -> tuple[str, ...]:
    tokens = page.tokens(name.span)
    found = tuple(
        spelling(t.text) for t in tokens if t.text[0].isalnum() and t.lower_ not in words.hyphenated
    )
    return found or (tokens[0].lower_,)


def _is_tail(parts: Sequence[str], by_part: dict[str, list[_Full]]) -> bool:
    """Several words that are the later part of a fuller name: "Abu Hasira"."""
    size = len(parts)
    return any(
        len(f.parts) > size and f.parts[-size:] == tuple(parts) for f in by_part.get(parts[0], [])[:_MANY]
    )


def _full(
    page: Page, cast: Cast, name: NameDraft, parts: tuple[str, ...],
    by_surname: defaultdict[str, list[_Full]], by_part: defaultdict[str, list[_Full]],
) -> Entity:  # fmt: skip
    """The person of a full name: the one whose surname is the same and whose given name agrees."""
    for known in by_surname[parts[-1]][:_MANY]:
        if _agree(known.parts, parts):
            if len(parts) > len(known.parts):
                known.parts = parts
                known.entity.draft.name = _written(page, name)
                for part in parts:
                    if known not in by_part[part]:
                        by_part[part].append(known)
            return known.entity
    entity = cast.add(_written(page, name), "person", is_person=True)
    full = _Full(parts, entity)
    by_surname[parts[-1]].append(full)
    for part in dict.fromkeys(parts):
        by_part[part].append(full)
    return entity


def _agree(known: tuple[str, ...], parts: tuple[str, ...]) -> bool:
    """Same given name, or an initial of it."""
    one, other = known[0], parts[0]
    if one == other:
        return True
    return (len(one) == 1 or len(other) == 1) and one[:1] == other[:1]


def _short(
    page: Page,
    cast: Cast,
    name: NameDraft,
    parts: tuple[str, ...],
    by_part: dict[str, list[_Full]],
    words: Titles,
) -> Entity | None:
    """The person meant by a surname: the only one, or the one named last nearby; None to abstain."""
    size = len(parts)
    known = [f for f in by_part.get(parts[0], [])[:_MANY] if f.parts[-size:] == parts]
    if not known and size == 1:
        tokens = page.tokens(name.span)
        known = [f for f in by_part.get(parts[0], [])[:_MANY] if f.parts[0] == parts[0]
                 and words.first_names.get(tokens[-1].lower_) is None]  # fmt: skip
    elif not known:
        known = [f for f in by_part.get(parts[0], [])[:_MANY] if f.parts[:size] == parts]
    sex = _sex_before(page, name, words)
    if sex is not None:
        known = [f for f in known if f.entity.sex in (None, sex)]
    if len(known) <= 1:
        return known[0].entity if known else None
    here = (name.span.paragraph, name.span.start)
    near = [f for f in known if here[0] - f.entity.before(here)[0] < _NEAR and f.entity.before(here)[0] >= 0]
    return near[0].entity if len(near) == 1 else None


def _sex_before(page: Page, name: NameDraft, words: Titles) -> Sex | None:
    doc = page.paragraphs[name.span.paragraph].doc
    word = doc[name.span.start - 1].lower_ if name.span.start else ""
    return "female" if word in words.female else "male" if word in words.male else None


def _written(page: Page, name: NameDraft) -> str:
    words = page.paragraphs[name.span.paragraph].doc[name.span.start : name.span.end].text
    return " ".join(words.split())


def _meet(page: Page, cast: Cast, name: NameDraft, entity: Entity, words: Titles) -> None:
    """Note the mention and what stands beside it: role, side, sex, publicity."""
    cast.mention(entity, name.span)
    cast.person_of[name] = entity
    paragraph = page.paragraphs[name.span.paragraph]
    first = paragraph.doc[name.span.start]
    if entity.sex is None:
        entity.sex = _sex_before(page, name, words) or words.first_names.get(first.lower_)
    if paragraph.part == "byline" or (name.span.start == 1 and paragraph.doc[0].text == "By"):
        entity.draft.public = True
    role = role_at(paragraph.doc, name.span.start, name.span.end)
    if role is not None:
        _take(cast, entity, role, words)
        if role.owner is not None and role.public and entity.owner is None:
            entity.owner = (paragraph.index, role.owner.i)


def _take(cast: Cast, entity: Entity, role: Role, words: Titles) -> None:
    """An office outweighs a rank, and the first office given outweighs later ones."""
    draft = entity.draft
    office = role.noun not in words.ranks
    held = draft.role is not None and not entity.nouns <= words.ranks
    if draft.role is None or (office and not held):
        draft.role = role.wording
    cast.called(entity, (role.noun, *role.ranks))
    entity.role_words |= role.words
    draft.public = draft.public or role.public
    if draft.side is None:
        draft.side = role.side
    if entity.sex is None:
        entity.sex = "female" if role.noun in words.female else "male" if role.noun in words.male else None
