"""Units that stand twice in a table by right: of one name in two provinces, apart when the paper was written, in two lists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache

from doichieu.normalize.registry.communes import is_commune
from doichieu.normalize.registry.store import Registry
from doichieu.normalize.text import key, marked
from doichieu.validate.paper import Sheet
from doichieu.validate.rules.doubled_units import same_figures

# So many units that stand twice, one behind the other in both places, are those of two lists.
_LISTED_AGAIN = 3


def are_namesakes(sheet: Sheet, rows: tuple[int, ...]) -> bool:
    """Whether rows name units apart: by their marks, or as the country has so many of the name and nothing tells which is meant."""
    if len({marked(sheet.reading.rows[row].label) for row in rows}) > 1:
        return True  # Tân Thanh, Tân Thành and Tân Thạnh can be communes of one district
    mentions = [mention for row in rows for mention in sheet.reading.rows[row].entities]
    unsettled = len(mentions) == len(rows) and all(
        mention.entity_id is None and len(mention.candidates) >= len(rows) for mention in mentions
    )
    return unsettled or bear_one_name(sheet, rows)


def bear_one_name(sheet: Sheet, rows: tuple[int, ...]) -> bool:
    """Whether districts of so many provinces bear the name of some rows, or bore it, in a table of more than one.

    A list of the country prints Huyện Phong Điền twice, though one of the two is a town today.
    """
    names = {key(sheet.reading.rows[row].label) for row in rows}
    bearers = _provinces_of_districts().get(names.pop(), frozenset()) if len(names) == 1 else frozenset()
    return len(bearers) >= len(rows) and not _is_of_one_province(sheet, bearers)


def _is_of_one_province(sheet: Sheet, provinces: Collection[str]) -> bool:
    """Whether one of some provinces has all the districts that a table names."""
    known = _provinces_of_districts()
    named = [found for row in sheet.data if (found := known.get(key(row.label)))]
    return any(all(province in found for found in named) for province in provinces)


@cache
def _provinces_of_districts() -> Mapping[str, frozenset[str]]:
    """Provinces by the folded name of a district, in any form that it had."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for district in Registry.load().districts.values():
        for form in district.forms:
            found[key(f"{form.kind} {form.name}")].add(district.parent_id)
    return {name: frozenset(provinces) for name, provinces in found.items()}


def come_again(sheet: Sheet, doubled: Iterable[tuple[int, ...]]) -> bool:
    """Whether several units stand twice in one order, with figures of their own: a list behind a list."""
    pairs = sorted(rows for rows in doubled if len(rows) == 2)
    firsts, seconds = [one for one, _ in pairs], [two for _, two in pairs]
    return (
        len(pairs) >= _LISTED_AGAIN
        and seconds == sorted(seconds)
        and firsts[-1] < seconds[0]
        and not any(same_figures(sheet, one, two) for one, two in pairs)
    )


def were_apart(sheet: Sheet, subject: str, rows: tuple[int, ...]) -> bool:
    """Whether rows name communes that are one today, each by its own name: an older paper lists both."""
    if not is_commune(subject.partition(":")[2]):
        return False
    printed = {
        key(mention.printed)
        for row in rows
        for mention in sheet.reading.rows[row].entities
        if mention.entity_id == subject
    }
    return len(printed) == len(rows)
