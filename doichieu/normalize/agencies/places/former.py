"""Names with the word for "former" behind them: "tỉnh Bạc Liêu cũ", "Phường 5, TP. Cà Mau cũ"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from doichieu.normalize.agencies.verdict import Verdict
from doichieu.normalize.registry.communes import TWO_LEVELS

if TYPE_CHECKING:
    from doichieu.normalize.agencies.index import Index
    from doichieu.normalize.agencies.scope import Scope
    from doichieu.normalize.agencies.spelling.keys import NameKey

Look = Callable[["Index", "NameKey", "Scope"], Verdict]

_FORMER = "cu4"
_LAST_DAY = TWO_LEVELS - timedelta(days=1)


def is_former(key: NameKey) -> bool:
    """Whether a name says that its unit is the former one."""
    return key.tokens[-1] == _FORMER and len(key.tokens) > 1


def find_former(index: Index, key: NameKey, scope: Scope, look_up: Look) -> Verdict:
    """What a name means without that word; of a commune's name the unit of before July 2025.

    Args:
        index: Known names.
        key: Key of a name that `is_former`.
        scope: Evidence of the paper and the column.
        look_up: Resolves the name without the word.

    Returns:
        A verdict; one that abstains where only today's commune has the name.
    """
    name = key[:-1]
    found = look_up(index, name, scope)
    if not _is_new(found):
        # A kind of the past is what the word says.
        return found._replace(kind=None)
    before = look_up(index, name, replace(scope, date=_LAST_DAY))
    if not _is_new(before):
        return before
    candidates = ((found.entity, found.score),) if found.entity is not None else ()
    return Verdict(
        reason="tên của xã, phường cũ: không có trong tỉnh trước 2025-07-01", candidates=candidates
    )


def _is_new(found: Verdict) -> bool:
    entity = found.entity
    return entity is not None and entity.level == "commune" and entity.valid_from == TWO_LEVELS
