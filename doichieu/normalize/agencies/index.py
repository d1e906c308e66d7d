"""Index of every known name: territories by name, bodies by head."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from doichieu.normalize.agencies.pool import Pool
from doichieu.normalize.agencies.spelling.compare import likeness
from doichieu.normalize.agencies.spelling.keys import NameKey, key_of
from doichieu.normalize.agencies.spelling.near import LETTERS_OFF, first_letters, most_letters_off, shape
from doichieu.normalize.registry import Entity, Registry

Tokens = tuple[str, ...]
KINDS: dict[Tokens, str] = {
    ("tinh3",): "tỉnh",
    ("thanh2", "phô1"): "thành phố",
    ("thi5", "xa4"): "thị xã",
    ("huyên5", "đao3"): "huyện",
    ("huyên5",): "huyện",
    ("h",): "huyện",
    ("quân5",): "quận",
    ("q",): "quận",
    ("t",): "tỉnh",
}
_SHORTEST_ACRONYM = 3
# Syllables of a word that may stand for many things: "Thuế", "Thanh tra".
_LONGEST_WORD = 2
# "Chi cục Thuế" without a place is a district's.
_BRANCH = ("chi", "cuc")
_ABBREVIATED = re.compile(r"[A-ZĐ]{2}")
# "Hộ nông dân" is no union, but "Truường Chính trị" is a school.
SHORTEST_LONG_HEAD = 4


@dataclass(frozen=True, slots=True)
class Body:
    """A known name of a national body or of a provincial template.

    Attributes:
        key: Its key, without the word "tỉnh" at the end.
        target: Entity ID of a national body, or slug of a template.
        national: Whether the target is an entity ID.
        province_id: Province that alone uses this name, None where any may.
        canonical: Whether it is the name itself, not an alias.
        placed: Whether "tỉnh" belongs to it, so that without a place it may be a word: "Thuế tỉnh", "Thanh tra tỉnh".
    """

    key: NameKey
    target: str
    national: bool
    province_id: str | None = None
    canonical: bool = True
    placed: bool = False


@dataclass(slots=True, eq=False)
class Index:
    """Every known name, by key.

    Attributes:
        registry: Where the entities are.
        exact: Territories by tokens of their bare name.
        folded: Territories by folded bare name without spaces.
        by_shape: Territories by the same, with letters and digits that recognition confuses made one.
        bodies: Bodies by tokens.
        heads: Bodies by their first folded word.
        first_words: First words of the names of bodies.
        second_words: Second words of the names of bodies.
        starts: First folded words of all names.
        spelled: Keys of whole names, districts with their kind, by their letters without spaces.
        acronyms: Bodies by the folded initials of their first three or more words.
        long_heads: First words of bodies that are long enough to be misspelt, with their letters.
        openings: Bodies by their first folded word, the first letter of the second and that of the last.
        prefixes: Bodies by their first folded word and the first letter of the second.
        names: Keys of every name of a territory, by its ID.
        first_two: The first two words of the names of territories.
        initials: Territories with each of their names, by the first folded letters of the first two words.
        districts: Districts by province.
        by_length: Territories by the first folded letter and the count of letters.
        by_first: Territories by the first folded letter.
        longest: Letters of the longest name of a territory.
        longest_province: Words of the longest name of a province.
        provinces: Provinces by tokens.
        province_names: Provinces with the letters of their names.
        province_ends: Last words of the names of provinces.
        province_initials: Initials of the names of a province, by its ID; "y" as "i", as a key may write it.
    """

    registry: Registry
    exact: dict[Tokens, list[Entity]] = field(default_factory=dict)
    folded: dict[str, list[Entity]] = field(default_factory=dict)
    by_shape: dict[str, list[Entity]] = field(default_factory=dict)
    bodies: dict[Tokens, list[Body]] = field(default_factory=dict)
    heads: dict[str, Pool[Body]] = field(default_factory=dict)
    first_words: set[str] = field(default_factory=set)
    second_words: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set)
    long_heads: Pool[tuple[str, str]] = field(default_factory=Pool)
    spelled: dict[str, NameKey] = field(default_factory=dict)
    acronyms: dict[str, list[Body]] = field(default_factory=dict)
    openings: dict[tuple[str, str, str], list[Body]] = field(default_factory=dict)
    prefixes: dict[tuple[str, str], list[Body]] = field(default_factory=dict)
    names: dict[str, list[NameKey]] = field(default_factory=dict)
    first_two: set[Tokens] = field(default_factory=set)
    initials: dict[str, list[tuple[Entity, NameKey]]] = field(default_factory=dict)
    districts: dict[str, Pool[Entity]] = field(default_factory=dict)
    by_length: dict[tuple[str, int], list[Entity]] = field(default_factory=dict)
    by_first: dict[str, Pool[Entity]] = field(default_factory=dict)
    longest: int = 1
    longest_province: int = 1
    provinces: dict[Tokens, Entity] = field(default_factory=dict)
    province_names: Pool[Entity] = field(default_factory=Pool)
    province_ends: set[str] = field(default_factory=set)
    province_initials: dict[str, set[str]] = field(default_factory=dict)

    def likeness(self, name: NameKey, entity: Entity) -> float:
        """How alike a name is to the nearest known name of a territory, 0 to 1."""
        keys = self.names[entity.entity_id]
        return likeness(name, keys[0]) if len(keys) == 1 else max(likeness(name, key) for key in keys)

    def territory(self, tokens: Tokens) -> list[Entity]:
        """Territories whose bare name has exactly these tokens."""
        return self.exact.get(tokens, [])

    def about(self, letters: str) -> list[Entity]:
        """Territories with the same first letter, or one that sounds so, and up to `LETTERS_OFF` letters more or fewer."""
        size = len(letters)
        sizes = range(size - LETTERS_OFF, size + LETTERS_OFF + 1)
        starts = first_letters(letters)
        return [entity for start in starts for n in sizes for entity in self.by_length.get((start, n), ())]

    def near(self, letters: str) -> set[Entity]:
        """Territories of which only few letters tell a name."""
        most = most_letters_off(letters)
        pools = [self.by_first[start] for start in first_letters(letters) if start in self.by_first]
        return {entity for pool in pools for entity in pool.near(letters, most)}


def index_of(registry: Registry | None = None) -> Index:
    """The index of a registry, built once; the one that ships with the package when None."""
    return _indexed(registry or Registry.load())


@lru_cache(maxsize=4)
def _indexed(registry: Registry) -> Index:
    return build_index(registry)


def build_index(registry: Registry) -> Index:
    """Index a registry.

    Args:
        registry: Provinces, districts, bodies.

    Returns:
        The index; a name that several entities share is listed under each.
    """
    index = Index(registry=registry)
    for entity in (*registry.provinces.values(), *registry.districts.values()):
        for name in dict.fromkeys((*(form.name for form in entity.forms), *entity.aliases)):
            _add_territory(index, entity, key_of(name))
    for agency in registry.agencies.values():
        for position, name in enumerate((agency.name, *agency.aliases)):
            _add_body(index, Body(key_of(name), agency.entity_id, national=True, canonical=position == 0))
    for template in registry.templates.values():
        own = [form.name for form in template.forms]
        for position, name in enumerate((*own, *template.aliases)):
            key = _without_province(name)
            _add_body(
                index,
                Body(
                    key,
                    template.slug,
                    national=False,
                    canonical=position < len(own),
                    placed=_may_be_a_word(name, key),
                ),
            )
    for local in registry.local_bodies.values():
        for name in (local.name, *local.aliases):
            if name:
                _add_body(
                    index,
                    Body(_without_province(name), local.slug, national=False, province_id=local.province_id),
                )
    return index


def _add_territory(index: Index, entity: Entity, key: NameKey) -> None:
    index.names.setdefault(entity.entity_id, []).append(key)
    index.exact.setdefault(key.tokens, []).append(entity)
    same = index.folded.setdefault(key.letters, [])
    if not any(other is entity for other in same):
        same.append(entity)
        index.by_shape.setdefault(shape(key.letters), []).append(entity)
    letters = key.letters
    index.longest = max(index.longest, len(letters))
    index.initials.setdefault(key.initials[:2], []).append((entity, key))
    index.first_two.add(key.tokens[:2])
    index.starts.add(key.folded[0])
    if entity.level == "district":
        for kind in dict.fromkeys(form.kind for form in entity.forms):
            whole = key_of(kind) + key
            index.spelled.setdefault(whole.letters, whole)
        index.districts.setdefault(entity.parent_id, Pool()).add(letters, entity)
    index.by_length.setdefault((letters[:1], len(letters)), []).append(entity)
    index.by_first.setdefault(letters[:1], Pool()).add(letters, entity)
    if entity.level == "province":
        index.provinces[key.tokens] = entity
        index.province_names.add(letters, entity)
        index.province_ends.add(key.tokens[-1])
        index.province_initials.setdefault(entity.entity_id, set()).add(key.initials.replace("y", "i"))
        index.longest_province = max(index.longest_province, len(key.tokens))


def _add_body(index: Index, body: Body) -> None:
    if body.key.tokens:
        index.bodies.setdefault(body.key.tokens, []).append(body)
        folded = body.key.folded
        if body.key.tokens[0] not in index.first_words and len(folded[0]) >= SHORTEST_LONG_HEAD:
            index.long_heads.add(folded[0], (body.key.tokens[0], folded[0]))
        index.first_words.add(body.key.tokens[0])
        index.second_words.update(body.key.tokens[1:2])
        index.starts.add(folded[0])
        index.heads.setdefault(folded[0], Pool()).add(body.key.letters, body)
        index.spelled.setdefault(body.key.letters, body.key)
        initials = body.key.initials
        for length in range(_SHORTEST_ACRONYM, len(initials) + 1):
            index.acronyms.setdefault(initials[:length], []).append(body)
        opening = (folded[0], folded[1][:1] if folded[1:] else "")
        index.prefixes.setdefault(opening, []).append(body)
        index.openings.setdefault((*opening, folded[-1][0]), []).append(body)


def _may_be_a_word(name: str, key: NameKey) -> bool:
    """Whether a template's name without its closing "tỉnh" may be a field of work, or a branch in a district; an abbreviation is none."""
    short = len(key.tokens) <= _LONGEST_WORD or key.folded[:2] == _BRANCH
    return short and key != key_of(name) and not _ABBREVIATED.search(name)


def _without_province(name: str) -> NameKey:
    """Key of a template's name; the closing "tỉnh" stands for whatever province, so it is left out."""
    key = key_of(name)
    if key.tokens[-1] == "tinh3" and len(key.tokens) > 1:
        return key[:-1]
    return key
