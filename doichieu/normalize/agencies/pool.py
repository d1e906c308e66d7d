"""Things with a name, compared with a printed one all at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

T = TypeVar("T")


@dataclass(slots=True)
class Pool(Generic[T]):
    """Things with the folded letters of their names, in the same order; one call compares them all.

    Attributes:
        items: The things; one with several names stands there several times.
        letters: The letters of each.
    """

    items: list[T] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)

    def add(self, letters: str, item: T) -> None:
        """Add a name of a thing."""
        self.items.append(item)
        self.letters.append(letters)

    def near(self, letters: str, most: int) -> list[T]:
        """Things whose name differs in at most so many letters (wrong, left out, added, swapped)."""
        found = process.extract(letters, self.letters, scorer=OSA.distance, score_cutoff=most, limit=None)
        return [self.items[place] for _, _, place in found]

    def alike(self, letters: str, least: float, limit: int) -> list[T]:
        """Things whose name is most alike, best first; `least` is between 0 and 1."""
        found = process.extract(
            letters, self.letters, scorer=fuzz.ratio, score_cutoff=100 * least, limit=limit
        )
        return [self.items[place] for _, _, place in found]
