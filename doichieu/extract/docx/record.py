"""What a reader of DOCX met and did not print, or printed with doubt: counted by kind, with its first places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from doichieu.extract.stream import Trouble

_SHOWN, _PLACES = 60, 3
# Kinds of which each stands for something a person must look at, one by one.
_SINGLE = frozenset({"picture-not-read", "part-not-read"})
_MOST_SINGLE = 50
_MESSAGES = {
    "hidden-text": "{n} pieces of hidden text are not printed and were left out ({places})",
    "struck-text": "{n} pieces of text struck out beside text that is not were left out ({places})",
    "tracked-changes": "{n} tracked changes were read as accepted ({places})",
    "symbol-not-read": "{n} signs of symbol fonts are not known and stand as \ufffd ({places})",
}


@dataclass(slots=True)
class Record:
    """Collects what was met while a paper is read.

    Attributes:
        place: Where the reader is, in words a person finds it by.
    """

    place: str = "at the beginning"
    _places: dict[str, list[str]] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)
    _single: list[Trouble] = field(default_factory=list)

    def behind(self, text: str) -> None:
        """Move on behind a printed line."""
        self.place = f"behind “{text[:_SHOWN]}{'…' if len(text) > _SHOWN else ''}”"

    def add(self, code: str, what: str = "") -> None:
        """Note something; `what` tells it from others of its kind."""
        self._counts[code] += 1
        if code in _SINGLE:
            if self._counts[code] <= _MOST_SINGLE:
                self._single.append(Trouble(code=code, message=f"{what} was not read ({self.place})"))
            return
        places = self._places.setdefault(code, [])
        place = f"{what}, {self.place}" if what else self.place
        if len(places) < _PLACES and place not in places:
            places.append(place)

    def troubles(self) -> list[Trouble]:
        """What was noted: pictures and parts one by one, the rest by kind."""
        grouped = [
            Trouble(code=code, message=_MESSAGES[code].format(n=self._counts[code], places="; ".join(places)))
            for code, places in self._places.items()
        ]
        more = [
            Trouble(code=code, message=f"{count - _MOST_SINGLE} more of the kind were not read")
            for code, count in self._counts.items()
            if code in _SINGLE and count > _MOST_SINGLE
        ]
        return [*self._single, *more, *grouped]
