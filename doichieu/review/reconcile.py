"""Answers to reconciliation queries: the matcher's verdict as scored candidates with their features."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from doichieu.normalize.agencies import Scope, match, match_one
from doichieu.normalize.agencies.dates import day_of
from doichieu.normalize.agencies.spelling.compare import likeness
from doichieu.normalize.agencies.spelling.keys import key_of
from doichieu.normalize.registry import Registry
from doichieu.normalize.registry.search import search
from doichieu.review.vocabulary import LEVELS, ROOT_TYPE, described, type_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.model import Mention
    from doichieu.normalize.agencies.aliases import Aliases
    from doichieu.normalize.registry import Entity
    from doichieu.review.queries import Query

# A nearer spelling than this is a match for OpenRefine's eye; a misprint is left to a person whatever its score.
_CERTAIN = 0.9
# What a search offers counts half of its likeness, which must be near.
_SEARCHED = 0.5
_LEAST_LIKE = 80.0
_MOST_SEARCHED = 200
FEATURES = {
    "exact": "Đúng tên hoặc tên viết tắt đã biết (known spelling)",
    "likeness": "Độ giống của tên, 0–100 (likeness of the names)",
    "misprint": "Sai chính tả (misprint)",
    "in_force": "Còn hiệu lực ngày của văn bản (in force on the date)",
    "same_province": "Đúng tỉnh (in the province given)",
    "same_level": "Đúng cấp (of the level given)",
    "several": "Ô có nhiều tên (the text holds several names)",
    "unusable": "Điều kiện không hiểu được (a condition was not understood)",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An entity offered for a query.

    Attributes:
        entity: The entity.
        score: Between 0 and 100.
        match: Whether it is certain.
        why: Why, in words.
        features: What the score rests on, by feature ID.
    """

    entity: Entity
    score: float
    match: bool
    why: str
    features: dict[str, float | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """A query with its scope, and whether a condition of it was not understood."""

    query: Query
    scope: Scope
    unusable: bool


def candidates(query: Query, *, aliases: Aliases | None = None) -> list[Candidate]:
    """What a query may mean.

    Args:
        query: Name or ID, narrowed by province, level and date.
        aliases: Confirmed names of the user's own.

    Returns:
        Best first, what a search finds where the matcher knows of none; at most `query.limit`; a candidate is a match only where the matcher resolves the name alone,
        spelt as it is known, and every condition was understood.
    """
    registry = Registry.load()
    asked = _asked(query)
    known = registry.get(query.text)
    if known is not None or query.by_id:
        found = [] if known is None else [_by_id(known, asked)]
    else:
        mentions = match(query.text, scope=asked.scope, aliases=aliases) if query.text else ()
        found = [one for mention in mentions for one in _of_mention(mention, asked, len(mentions) > 1)]
        found = found or _by_words(mentions, asked)
    of_type = [one for one in found if _fits(one.entity, query.types)]
    return sorted(of_type, key=lambda one: -one.score)[: query.limit]


def as_json(candidate: Candidate, *, named: bool = False) -> dict[str, Any]:
    """A candidate as both versions send it; features have names in 1.0-draft only."""
    entity = candidate.entity
    names = FEATURES if named else {}
    return {
        "id": entity.entity_id,
        "name": entity.name,
        "description": f"{described(entity, Registry.load())}: {candidate.why}",
        "type": [type_of(entity)],
        "score": candidate.score,
        "match": candidate.match,
        "features": [
            {"id": key, **({"name": names[key]} if named else {}), "value": value}
            for key, value in candidate.features.items()
        ],
    }


def _asked(query: Query) -> _Asked:
    province, day = _province(query.province), day_of(query.day)
    levels = [one for one in (query.level, *query.types) if one in LEVELS]
    return _Asked(
        query=query,
        scope=Scope(province=province, level=levels[0] if levels else None, date=day),
        unusable=bool(
            query.contrary
            or (query.province and province is None)
            or (query.day and day is None)
            or (query.level and query.level not in LEVELS)
        ),
    )


@lru_cache(maxsize=1024)
def _province(given: str) -> str | None:
    if not given:
        return None
    registry = Registry.load()
    if given in registry.provinces:
        return given
    # A city or a district says which province it lies in: "TP. Bắc Ninh".
    found = registry.get(match_one(given, scope=Scope(level="province")).entity_id or "")
    return found.province_id or None if found is not None else None


def _by_id(entity: Entity, asked: _Asked) -> Candidate:
    return Candidate(
        entity=entity,
        score=100.0,
        match=True,
        why="đúng mã",
        features=_features(entity, asked, exact=True, likeness=100.0),
    )


def _of_mention(mention: Mention, asked: _Asked, several: bool) -> list[Candidate]:
    registry = Registry.load()
    offered = [(mention.entity_id, mention.score)] if mention.entity_id is not None else []
    offered += [(one.entity_id, one.score) for one in mention.candidates]
    sure = mention.entity_id is not None and mention.score >= _CERTAIN and not mention.misprint
    found = []
    for entity_id, score in offered:
        entity = registry.get(entity_id)
        if entity is None:
            continue
        features = _features(
            entity,
            asked,
            exact=mention.entity_id is not None and score == 1,
            likeness=_likeness(mention.printed, entity),
            misprint=mention.misprint,
            several=several,
        )
        certain = sure and not several and not asked.unusable
        found.append(
            Candidate(
                entity=entity,
                score=round(100 * score, 1),
                match=certain,
                why=mention.reason,
                features=features,
            )
        )
    return found


def _by_words(mentions: Sequence[Mention], asked: _Asked) -> list[Candidate]:
    """What a search for the words of a name finds, for a person to choose from: "Hue" where nothing says that it is a city.

    Nothing where more share the likeness than are asked for: any five of 63 departments would be arbitrary.
    """
    if len(mentions) != 1:
        return []
    scope, query = asked.scope, asked.query
    known = search(query.text, level=scope.level, limit=_MOST_SEARCHED)
    scored = [
        (_likeness(query.text, entity), entity)
        for entity in known
        if scope.province in {None, entity.province_id} and _fits(entity, query.types)
    ]
    near = [(score, entity) for score, entity in scored if score >= _LEAST_LIKE]
    best = max((score for score, _ in near), default=0)
    if sum(score == best for score, _ in near) > query.limit:
        return []
    return [
        Candidate(
            entity=entity,
            score=round(score * _SEARCHED, 1),
            match=False,
            why=f"tìm theo chữ: {mentions[0].reason}",
            features=_features(entity, asked, exact=False, likeness=score),
        )
        for score, entity in near
    ]


def _features(entity: Entity, asked: _Asked, **more: float | bool) -> dict[str, float | bool]:
    scope = asked.scope
    features: dict[str, float | bool] = dict(more)
    if scope.date is not None:
        features["in_force"] = entity.in_force(scope.date)
    if scope.province is not None:
        features["same_province"] = entity.province_id == scope.province
    if scope.level is not None:
        features["same_level"] = entity.level == scope.level
    if asked.unusable:
        features["unusable"] = True
    return features


def _likeness(printed: str, entity: Entity) -> float:
    names = (entity.name, *(form.name for form in entity.forms), *entity.aliases)
    key = key_of(printed)
    return round(100 * max(likeness(key, key_of(name)) for name in names), 1)


def _fits(entity: Entity, types: tuple[str, ...]) -> bool:
    return not types or entity.level in types or ROOT_TYPE["id"] in types
