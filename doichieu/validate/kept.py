"""What is found of a paper or a table once and asked for by many rules, kept as long as the paper or the table is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


class Keeper(Protocol):
    """What keeps results.

    Attributes:
        kept: Results by what was asked.
    """

    @property
    def kept(self) -> dict[Hashable, Any]:
        """Results by what was asked."""


_K = TypeVar("_K", bound=Keeper)


def kept(find: Callable[Concatenate[_K, _P], _R]) -> Callable[Concatenate[_K, _P], _R]:
    """Let a function find a thing of a paper or a table once.

    A cache of the function's own would keep the last paper alive, and one of a fixed size forgets tables of long papers.

    Args:
        find: A function of a paper or a table, and of values that can be keys; what it returns stays as it is.

    Returns:
        The same function.
    """

    @wraps(find)
    def asked(keeper: _K, /, *args: _P.args, **named: _P.kwargs) -> _R:
        key = (find, args, *named.items()) if args or named else find
        try:
            result: _R = keeper.kept[key]
        except KeyError:
            result = keeper.kept[key] = find(keeper, *args, **named)
        return result

    return asked
