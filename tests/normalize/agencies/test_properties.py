"""What never changes a match: Unicode form, case, dashes and spaces, the place of the tone mark."""

from __future__ import annotations

import unicodedata
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from doichieu.normalize.agencies import Scope, match
from doichieu.normalize.agencies.spelling.compare import likeness
from doichieu.normalize.agencies.spelling.keys import key_of
from doichieu.normalize.registry import Entity, Registry

REGISTRY = Registry.load()
NEW_TONE = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "úy": "uý", "ùy": "uỳ", "ủy": "uỷ"}
DASHES = ["-", "–", " - ", " – ", "‑"]


def printed(entity: Entity) -> str:
    """A name as papers print it."""
    return f"UBND {entity.name}" if entity.level == "district" else entity.name


entities = st.sampled_from([entity for entity in REGISTRY.all() if "Châu Thành" not in entity.name])


def ids(name: str, entity: Entity, day: date | None = None) -> list[str | None]:
    """The IDs that a name of an entity resolves to."""
    return [m.entity_id for m in match(name, scope=Scope(province=entity.province_id, date=day))]


@given(entities)
def test_nfd_and_case_do_not_matter(entity: Entity) -> None:
    """NFD, capitals and small letters give what NFC gives."""
    name = printed(entity)
    expected = ids(name, entity)
    assert ids(unicodedata.normalize("NFD", name), entity) == expected
    assert ids(name.upper(), entity) == expected
    assert ids(name.lower(), entity) == expected


@given(entities, st.sampled_from(DASHES), st.sampled_from(["  ", "\u00a0", "\u2009"]))
def test_dash_and_space_do_not_matter(entity: Entity, dash: str, space: str) -> None:
    """Any dash and any space give the same."""
    name = printed(entity)
    assert ids(name.replace(" - ", dash).replace(" ", space), entity) == ids(name, entity)


@given(entities)
def test_place_of_the_tone_mark_does_not_matter(entity: Entity) -> None:
    """Hóa and hoá, thủy and thuỷ are one spelling."""
    name = other = printed(entity)
    for old, new in NEW_TONE.items():
        other = other.replace(old, new)
    assert ids(other, entity) == ids(name, entity)


@given(entities, st.dates(date(2016, 1, 1), date(2026, 12, 31)))
def test_entity_not_in_force_is_said_to_be_so(entity: Entity, day: date) -> None:
    """An ID returned for a date is of an entity in force then, or the reason says why not."""
    for mention in match(printed(entity), scope=Scope(province=entity.province_id, date=day)):
        found = REGISTRY.get(mention.entity_id or "")
        if found is not None and not found.in_force(day):
            assert "không còn" in mention.reason or "chưa có trước" in mention.reason


@given(entities, st.dates(date(2016, 1, 1), date(2026, 12, 31)))
def test_name_follows_the_date(entity: Entity, day: date) -> None:
    """The name and kind of a mention are those of its date."""
    for mention in match(printed(entity), scope=Scope(province=entity.province_id, date=day)):
        found = REGISTRY.get(mention.entity_id or "")
        if found is not None:
            assert mention.kind == found.form_on(day).kind


@given(entities, st.integers(0, 40), st.sampled_from("aăâeêioôơuưyđbcdghklmnpqrstvx"))
def test_one_wrong_letter_never_gives_another_of_the_same_head(
    entity: Entity, place: int, letter: str
) -> None:
    """A wrong letter in a whole name gives its entity, nothing, or a spelling that the registry has."""
    name = printed(entity)
    place %= len(name)
    wrong = name[:place] + letter + name[place + 1 :]
    day = entity.valid_to
    for mention in match(wrong, scope=Scope(province=entity.province_id, date=day)):
        if mention.entity_id is not None and mention.entity_id != entity.entity_id:
            assert not mention.misprint or _close(wrong, mention.entity_id)


def _close(text: str, entity_id: str) -> bool:
    found = REGISTRY.get(entity_id)
    assert found is not None
    names = [f"{form.kind} {form.name}" for form in found.forms] + [found.name, *found.aliases]
    return max(likeness(key_of(text.removeprefix("UBND ")), key_of(name)) for name in names) > 0.8


@given(st.text(max_size=60))
def test_any_text_is_answered(text: str) -> None:
    """Any text gives at least one mention, and a score between 0 and 1."""
    mentions = match(text)
    assert mentions
    assert all(0 <= mention.score <= 1 for mention in mentions)


BEFORE = ["1. ", "12) ", "a) ", "- ", "+ ", "• ", "II. ", "3/ "]
AFTER = ["*", " (*)", " (cũ)", " (sau sáp nhập)", " (trước sắp xếp)", " (1)", "²", ".", ";", ": ", " (mới)"]


@given(entities, st.sampled_from(["", *BEFORE]), st.sampled_from(["", *AFTER]))
def test_what_stands_around_a_name_does_not_matter(entity: Entity, before: str, after: str) -> None:
    """List numbers and bullets before it, footnote marks and notes on mergers behind it."""
    name = printed(entity)
    assert ids(before + name + after, entity) == ids(name, entity)


bodies = entities.filter(lambda entity: entity.level != "province")


@given(st.lists(bodies, min_size=2, max_size=4, unique=True), st.sampled_from([", ", "; ", "\n", ";\n"]))
def test_a_list_names_nothing_that_no_part_of_it_is(some: list[Entity], between: str) -> None:
    """The IDs of a cell are those of its names alone; behind a comma a province would be the place of the name before it."""
    scope = Scope(province=some[0].province_id)
    known = {one.entity_id for entity in some for one in match(printed(entity), scope=scope)}
    found = {one.entity_id for one in match(between.join(map(printed, some)), scope=scope)}
    assert found - {None} <= known


@given(bodies, st.sampled_from(list(REGISTRY.provinces.values())))
def test_a_semicolon_parts_a_body_from_a_province(entity: Entity, province: Entity) -> None:
    """What stands behind a semicolon is not the place of what stands before it."""
    scope = Scope(province=entity.province_id)
    alone = {one.entity_id for one in match(printed(entity), scope=scope)} | {province.entity_id}
    found = {one.entity_id for one in match(f"{printed(entity)}; {province.name}", scope=scope)}
    assert found - {None} <= alone
