"""Names of units that had ended, or had become another kind, well before the day of a paper."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from doichieu.model import Outdated

if TYPE_CHECKING:
    from doichieu.normalize.registry import Entity, Form

# Levels whose days are those of acts. Central bodies keep their names within the ministry that took them in.
_DATED = frozenset({"province", "district", "department", "ministry"})
# The registry knows no changes of kind before.
_FIRST_DAY = date(2016, 1, 1)


def outdated(entity: Entity, form: Form, kind: str | None, on: date) -> Outdated | None:
    """What no longer held of a name in the year of a paper and the one before, which papers report on.

    Args:
        entity: What the name means.
        form: Its form on the day.
        kind: Kind printed, None for none.
        on: Day of the paper.

    Returns:
        None for a name of its time, and for a kind that the unit got later, which a paper may print in advance.
    """
    earliest = date(on.year - 1, 1, 1)
    if entity.level not in _DATED or earliest < _FIRST_DAY:
        return None
    if entity.valid_to is not None and entity.valid_to < earliest:
        return Outdated(since=entity.valid_to + timedelta(days=1), act=entity.act)
    if kind is None or kind == form.kind:
        return None
    had = [other for other in entity.forms if other.kind == kind]
    if any(other.valid_to is None or other.valid_to >= earliest for other in had):
        return None
    if form.valid_from is not None and form.valid_from >= earliest:
        return None
    return Outdated(kind=kind, since=form.valid_from if had else None, act=form.act if had else "")
