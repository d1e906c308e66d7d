"""Reconciliation queries as clients send them, read into one form: versions 0.2 and 1.0-draft."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from doichieu.review.limits import BATCH_SIZE, CANDIDATES, QUERY_LENGTH, RequestError, too_much, wrong
from doichieu.review.vocabulary import BY_ID

_USUAL_LIMIT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """One query.

    Attributes:
        text: Name or ID looked for, empty where only properties are given.
        by_id: Whether the text must be an ID.
        types: Types asked for; any when empty.
        province: Name or ID of a province, empty for none.
        level: Level, empty for none.
        day: Date of the paper as text, empty for none.
        limit: Most candidates.
        contrary: Whether a condition has several values that differ, of which the first counts.
    """

    text: str
    by_id: bool = False
    types: tuple[str, ...] = ()
    province: str = ""
    level: str = ""
    day: str = ""
    limit: int = _USUAL_LIMIT
    contrary: bool = False


def read_batch_02(batch: Any) -> dict[str, Query]:
    """The batch of version 0.2: an object of queries by any key.

    Raises:
        RequestError: It is none, has too many queries, or one that has no text.
    """
    if not isinstance(batch, dict):
        raise wrong('"queries" must be a JSON object of queries by key.')
    _check_size(len(batch))
    return {key: _named(f"query {key!r}", _query_02, value) for key, value in batch.items()}


def read_batch_10(batch: Any) -> list[Query]:
    """The batch of version 1.0-draft: an object whose "queries" is a list.

    Raises:
        RequestError: As for 0.2.
    """
    queries = batch.get("queries") if isinstance(batch, dict) else None
    if not isinstance(queries, list):
        raise wrong('The body must be a JSON object with a list "queries".')
    _check_size(len(queries))
    return [_named(f"query {place}", _query_10, value) for place, value in enumerate(queries)]


def _check_size(count: int) -> None:
    if count > BATCH_SIZE:
        raise too_much(
            f"{count} queries in one batch; at most {BATCH_SIZE} are answered. Send smaller batches."
        )


def _named(place: str, read: Any, value: Any) -> Query:
    try:
        if not isinstance(value, dict):
            raise wrong("it must be a JSON object.")
        query: Query = read(value)
    except RequestError as error:
        raise RequestError(error.status, f"{place}: {error.what}") from None
    return query


def _query_02(given: dict[str, Any]) -> Query:
    properties = given.get("properties") or []
    if not isinstance(properties, list):
        raise wrong('"properties" must be a list.')
    if "query" not in given and not properties:
        raise wrong('it has neither "query" nor "properties".')
    narrowed = [_property(one, "pid", "v") for one in properties]
    return _query(given, _name(given.get("query", "")), narrowed)


def _query_10(given: dict[str, Any]) -> Query:
    conditions = given.get("conditions")
    if not isinstance(conditions, list) or not conditions:
        raise wrong('"conditions" must be a list of at least one condition.')
    text, by_id = "", False
    narrowed: list[tuple[str, list[str]]] = []
    for one in conditions:
        if not isinstance(one, dict) or "propertyValue" not in one:
            raise wrong('a condition must be an object with "matchType" and "propertyValue".')
        if one.get("matchQuantifier", "any") not in {"any", "all"}:
            raise wrong('"matchQuantifier" may be "any" or "all".')
        match one.get("matchType"):
            case "name" | "id" as what:
                text, by_id = _name(next(iter(_values(one["propertyValue"])), "")), what == "id"
            case "property":
                narrowed.append(_property(one, "propertyId", "propertyValue"))
            case other:
                raise wrong(f'"matchType" {other!r} is not "name", "id" or "property".')
    return replace(_query(given, text, narrowed), by_id=by_id)


def _query(given: dict[str, Any], text: str, narrowed: list[tuple[str, list[str]]]) -> Query:
    values: dict[str, list[str]] = {}
    for pid, stated in narrowed:
        values.setdefault(pid, []).extend(stated)
    first = {pid: stated[0] for pid, stated in values.items() if stated}
    return Query(
        text=text,
        types=_types(given.get("type")),
        province=first.get("province", ""),
        level=first.get("level", ""),
        day=first.get("date", ""),
        limit=_limit(given),
        contrary=any(len(set(stated)) > 1 for stated in values.values()),
    )


def _property(one: Any, pid: str, value: str) -> tuple[str, list[str]]:
    if not isinstance(one, dict) or pid not in one or value not in one:
        raise wrong(f'a property must be an object with "{pid}" and "{value}".')
    known = BY_ID.get(str(one[pid]))
    if known is None or not known.narrows:
        offered = ", ".join(p.pid for p in BY_ID.values() if p.narrows)
        raise wrong(f"names cannot be narrowed by {one[pid]!r}; choose among {offered}.")
    return known.pid, [_text(one)[:QUERY_LENGTH] for one in _values(one[value])]


def _values(value: Any) -> list[Any]:
    """The values that say something; of an entity its ID, or its name where it has none."""
    values = value if isinstance(value, list) else [value]
    plain = [one.get("id") or one.get("name") if isinstance(one, dict) else one for one in values]
    return [one for one in plain if one is not None and one != ""]


def _name(value: Any) -> str:
    """A name; a text longer than any list of names is none, and the other queries of its batch are worth answers."""
    text = _text(value)
    return text if len(text) <= QUERY_LENGTH else ""


def _text(value: Any) -> str:
    if not isinstance(value, str | int | float):  # a cell of a column may hold a yes or no
        raise wrong(f"{value!r} is no text.")
    return str(value).strip()


def _types(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(str(one.get("id") if isinstance(one, dict) else one) for one in values if one)


def _limit(given: dict[str, Any]) -> int:
    value = given.get("limit") or _USUAL_LIMIT
    if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 1:  # NaN is none either
        raise wrong('"limit" must be a positive number.')
    return int(min(value, CANDIDATES))
