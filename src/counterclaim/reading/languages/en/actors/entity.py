"""Who appears in a document: entities, their mentions, and the indexes to find them again."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from counterclaim.lexicon.titles import titles
from counterclaim.model.vocabulary import ActorKind, Sex
from counterclaim.reading.page import ActorDraft, NameDraft, Page, TokenSpan

Key = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Entity:
    """Someone or something of the text; it becomes a row (``drafted``) when a claim or figure needs it."""

    draft: ActorDraft
    is_person: bool = False
    plural: bool = False
    sex: Sex | None = None
    nouns: set[str] = field(default_factory=set)  # common nouns that may name it again
    role_words: set[str] = field(default_factory=set)  # lower-case words of its role or name
    owner: tuple[int, int] | None = None  # paragraph and token of the body whose spokesman (…) this is
    drafted: bool = False

    def before(self, place: tuple[int, int]) -> tuple[int, int]:
        """Its last mention that begins before ``place``; (-1, -1) if there is none."""
        at = bisect_left(self.draft.mentions, place)
        if not at:
            return -1, -1
        return self.draft.mentions[at - 1][:2]


class Cast:
    """All entities of a page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.entities: list[Entity] = []
        self.by_key: dict[Key, Entity] = {}
        self.by_stem: defaultdict[Key, list[Entity]] = defaultdict(list)
        self.by_noun: defaultdict[str, list[Entity]] = defaultdict(list)
        self.at: dict[tuple[int, int], Entity] = {}  # token -> entity whose mention holds it
        self.person_of: dict[NameDraft, Entity] = {}
        self.name_at: dict[tuple[int, int], NameDraft] = {}
        self._noted: set[tuple[int, TokenSpan]] = set()
        for name in page.names:
            for i in range(name.span.start, name.span.end):
                self.name_at[name.span.paragraph, i] = name

    def add(
        self, name: str, kind: ActorKind, *, key: Key | None = None, is_person: bool = False,
        plural: bool = False, side: str | None = None, wikidata: str | None = None, nouns: Iterable[str] = (),
    ) -> Entity:  # fmt: skip
        """A new entity."""
        draft = ActorDraft(name, kind, side=side, wikidata=wikidata)
        entity = Entity(draft, is_person=is_person, plural=plural)
        self.entities.append(entity)
        if key is not None:
            self.by_key[key] = entity
            if key[0] == "ministry":
                self.by_stem[key[:-1]].append(entity)
            elif "|" in key:
                self.by_stem[key[: key.index("|") + 1]].append(entity)
        self.called(entity, nouns)
        return entity

    def called(self, entity: Entity, nouns: Iterable[str]) -> None:
        """Let common nouns (and those of their class) name the entity again."""
        classes = titles().classes
        for noun in sorted(nouns):
            for same in sorted(classes.get(noun, frozenset((noun,)))):
                if same not in entity.nouns:
                    entity.nouns.add(same)
                    self.by_noun[same].append(entity)

    def mention(self, entity: Entity, span: TokenSpan) -> None:
        """Note a mention, once."""
        if (id(entity), span) not in self._noted:
            self._noted.add((id(entity), span))
            insort(entity.draft.mentions, span)
        for i in range(span.start, span.end):
            self.at.setdefault((span.paragraph, i), entity)

    def use(self, entity: Entity) -> ActorDraft:
        """The entity's row, put on the page the first time."""
        if not entity.drafted:
            entity.drafted = True
            self.page.actors.append(entity.draft)
        return entity.draft


def fuller(entity: Entity, name: str) -> None:
    """Keep the longer of two names (the first on a tie)."""
    if len(name.split()) > len(entity.draft.name.split()):
        entity.draft.name = name
