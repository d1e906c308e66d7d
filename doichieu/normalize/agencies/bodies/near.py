"""Bodies whose name was shortened, written as an acronym, or misspelt; and candidates for names that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from doichieu.normalize.agencies.bodies.query import BodyQuery, decided, entities_of
from doichieu.normalize.agencies.spelling.compare import initials_cover, likeness
from doichieu.normalize.agencies.spelling.near import is_near
from doichieu.normalize.agencies.verdict import Candidates, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from doichieu.normalize.agencies.index import Body
    from doichieu.normalize.agencies.spelling.keys import NameKey
    from doichieu.normalize.registry import Entity

# The best near spelling must be this much more alike than the second best.
_MARGIN = 0.04
BEST_NEAR = 0.98
_LEAST_CANDIDATE = 0.67
# Names compared to find five candidates; some are aliases of one body, and letters alone count a little less.
_LEAST_LETTERS = 0.63
_MOST_ALIKE = 12
# "Sở Lao động" may stand for the department; "Sở Tài" may not, nor "Ban Quản lý".
_SHORTEST_PREFIX = 3
_LONE_ACRONYM = 4
_DEPARTMENT, _MINISTRY = "sơ3", "bô5"
_PREFIX_HEADS = frozenset({_DEPARTMENT, _MINISTRY})


def shortened(query: BodyQuery) -> Verdict | None:
    """A body whose name was shortened to initials ("Sở LĐ-TB&XH"), or cut short ("Sở Lao động")."""
    folded = query.name.folded
    opening = (folded[0], folded[1][:1] if folded[1:] else "")
    by_last = query.known.openings
    initials = [
        body for end in _ends(query.name) for body in _covered(query.name, by_last.get((*opening, end), ()))
    ]
    found = decided(query, initials, 1.0, "viết tắt") if initials else None
    if found is not None or query.name.tokens[0] not in _PREFIX_HEADS or len(folded) < _SHORTEST_PREFIX:
        return found
    prefixes = [body for body in query.known.prefixes.get(opening, ()) if _is_short_form(query.name, body)]
    return decided(query, prefixes, 0.9, "tên rút gọn")


def by_acronym(query: BodyQuery) -> Verdict | None:
    """A body whose name begins with an acronym: "KBNN Hà Tĩnh", "TAND tối cao"."""
    folded = query.name.folded
    pool = query.known.acronyms.get(folded[0])
    if pool is None or (len(folded) == 1 and len(folded[0]) < _LONE_ACRONYM):
        return None
    ends = _ends(query.name)
    likely = [body for body in pool if body.key.folded[-1][0] in ends]
    return decided(query, _covered(query.name, likely), 1.0, "viết tắt")


def _covered(name: NameKey, pool: Iterable[Body]) -> list[Body]:
    """Bodies whose words a name has, some of them as initials; "khu vực V" is no VI where there is a V."""
    size = len(name.letters)
    found = [body for body in pool if len(body.key.letters) >= size and initials_cover(name, body.key)]
    if len(found) < 2:
        return found
    return [body for body in found if body.key.tokens[-1] == name.tokens[-1]] or found


def _ends(name: NameKey) -> tuple[str, ...]:
    """First letters of the last word of whatever a name may shorten: its last word's first, or its last, as an initial."""
    last = name.folded[-1]
    return (last[0],) if last[0] == last[-1] else (last[0], last[-1])


def _is_short_form(name: NameKey, body: Body) -> bool:
    length = len(name.tokens)
    return body.canonical and length < len(body.key.tokens) and body.key.tokens[:length] == name.tokens


def near_body(query: BodyQuery) -> Verdict | None:
    """The body whose known name the printed one nearly is."""
    letters = query.name.letters
    # A letter in six is more than `is_near` forgives.
    pool = query.known.heads[query.name.folded[0]].near(letters, len(letters) // 6 + 1)
    near = [(likeness(query.name, body.key), body) for body in pool if is_near(query.name, body.key)]
    near = [pair for pair in near if pair[1].province_id in {None, query.within}]
    if not near:
        return None
    near.sort(key=lambda pair: -pair[0])
    top = near[0][0]
    best = [body for score, body in near if top - score < _MARGIN]
    verdict = decided(query._replace(exact=False), best, min(top, BEST_NEAR), "")
    other = _department_rather(query, verdict)
    if other is not None:
        return other
    return verdict if verdict is None or verdict.entity is None else _slip(verdict, query.name, best[0])


def _department_rather(query: BodyQuery, ministry: Verdict | None) -> Verdict | None:
    """The department of the same name that a ministry with a misspelt head may be in a paper of a province.

    "Bở Tư pháp" is one letter from "Sở", and two marks from "Bộ"; "Bô Tư pháp" is the ministry in any paper.
    """
    head, *rest = query.name.tokens
    if ministry is None or ministry.entity is None or ministry.entity.level != "ministry":
        return None
    known = query.known.bodies.get((_DEPARTMENT, *rest))
    department = None if known is None or query.within is None else decided(query, known, BEST_NEAR, "")
    to_ministry, to_department = OSA.distance(head, _MINISTRY), OSA.distance(head, _DEPARTMENT)
    if department is None or department.entity is None or to_department > to_ministry:
        return None
    if to_department == to_ministry:
        both = ((department.entity, BEST_NEAR), (ministry.entity, ministry.score))
        return Verdict(reason="sai chữ đầu: có thể là sở hoặc bộ", headed=True, candidates=both)
    reason = f"sai chữ: gần với {department.entity.name} của tỉnh trong văn bản"
    return department._replace(reason=reason, misprint=True)


def _slip(verdict: Verdict, name: NameKey, known: Body) -> Verdict:
    same_letters = name.letters == known.key.letters
    spaced = "".join(name.tokens) == "".join(known.key.tokens)
    plain = spaced or (same_letters and name.ascii_only)
    reason = "viết không dấu" if plain else ("sai hoặc thiếu dấu" if same_letters else "sai chữ")
    reason = "khác dấu cách" if spaced else reason
    meant = verdict.entity.name if verdict.entity else ""
    return verdict._replace(reason=f"{reason}: gần với {meant}", misprint=not plain)


def unknown_body(query: BodyQuery) -> Verdict:
    """An abstention that looks like names up when it is reported."""
    return Verdict(
        reason="không có tên này trong danh mục",
        headed=query.name.tokens[0] in query.known.first_words,
        suggest=lambda: _suggested(query),
    )


def _suggested(query: BodyQuery) -> Candidates:
    head = query.known.heads[query.name.folded[0]]
    scored: dict[str, tuple[Entity, float]] = {}
    for body in head.alike(query.name.letters, _LEAST_LETTERS, _MOST_ALIKE):
        score = likeness(query.name, body.key)
        if score >= _LEAST_CANDIDATE and body.province_id in {None, query.within}:
            for entity in entities_of(query, [body]):
                before = scored.get(entity.entity_id)
                if before is None or before[1] < score:
                    scored[entity.entity_id] = (entity, score)
    return tuple(sorted(scored.values(), key=lambda pair: -pair[1]))
