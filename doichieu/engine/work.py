"""What engines are given and give back: limits, items that need no work, results and faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one item may use.

    Attributes:
        seconds: Wall time from the moment a worker takes the item, or from its last sign of life (a page that
            was a picture is read).
        megabytes: Private memory (RLIMIT_DATA) of the worker; its address space is not limited, since
            libraries map far more of it than they use.
        retries: How often an item is tried again in a fresh worker after one died under it. An item that
            ran out of time is not tried again.
    """

    seconds: float = 300.0
    megabytes: int = 2048
    retries: int = 1


class FaultKind(StrEnum):
    """How a worker was lost."""

    SIGNAL = "signal"
    EXIT = "exit"
    TIME = "time"
    MEMORY = "memory"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """An item for which no worker gave a result.

    Attributes:
        kind: How the last worker was lost.
        detail: Name of the signal, exit status, or what the limit was.
        attempts: How many workers tried.
    """

    kind: FaultKind
    detail: str
    attempts: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """An item whose result is known without work; engines pass it through."""

    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of one item.

    Attributes:
        item: The item; None for one that was `Ready`.
        value: What the work returned, or the fault.
        seconds: Time from giving the item to a worker until its result came, retries included.
    """

    item: Any
    value: Any
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A function and what its process should load before the first item.

    Attributes:
        call: Takes an item; it and its results can be pickled by reference.
        preload: Modules that every worker needs; loaded once, shared by all workers of a guard.
        warm: Called once after them, to fill caches that workers then share.
    """

    call: Callable[[Any], Any]
    preload: tuple[str, ...] = field(default=())
    warm: Callable[[], None] | None = None


class Engine(Protocol):
    """Applies work to items, in no order."""

    @property
    def limits(self) -> Limits | None:
        """What an item may use; None for no limits."""
        ...

    def map(self, work: Work, items: Iterable[Any]) -> Iterator[Done]:
        """Apply work to each item, as many at once as there are workers.

        Args:
            work: What to do.
            items: Drawn one at a time as workers come free; `Ready` ones need none.

        Yields:
            What became of each, as they finish.
        """
        ...
