"""Strings: every sentence and heading the reports speak, in Vietnamese and in English."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from doichieu.report.catalogue import TEXTS
from doichieu.report.labels import FAMILIES, ISSUES, KINDS, ROLES
from doichieu.report.phrasebook import in_language

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from doichieu.model import Issue, Table


@dataclass(frozen=True, slots=True)
class _Count:
    """A count inside a text: "{n}" is its digits, "{n:row|rows}" the word that goes with it."""

    value: int
    text: str

    def __format__(self, spec: str) -> str:
        one, bar, many = spec.partition("|")
        return (one if self.value == 1 else many) if bar else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Strings:
    """The catalogue in one language.

    Attributes:
        lang: "vi" or "en".
    """

    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with values put in; whole numbers are grouped as the language does.

        Raises:
            KeyError: The catalogue has no such key: a mistake in the caller, never shown as a blank.
        """
        text = TEXTS[key][self._index]
        counts = {k: _Count(v, self.number(v)) if isinstance(v, int) else v for k, v in values.items()}
        return text.format(**counts)

    @property
    def _index(self) -> int:
        return 1 if self.lang == "en" else 0

    def table(self, table: Table) -> str:
        """How a table is called; one that the paper does not number is called by its place in it."""
        numbered = table.number is not None or table.part is not None
        return self("table_label" if numbered else "table_unnumbered", label=table.label)

    def number(self, value: int | Decimal) -> str:
        """A figure of ours (a count, never a printed one): 12.345 in Vietnamese, 12,345 in English."""
        text = f"{value:,}"
        return text if self.lang == "en" else text.translate(str.maketrans(",.", ".,"))

    def day(self, value: date | None) -> str:
        """A date: 07/02/2017 in Vietnamese, 7 February 2017 in English; empty for None."""
        if value is None:
            return ""
        return f"{value.day} {value:%B} {value.year}" if self.lang == "en" else f"{value:%d/%m/%Y}"

    def moment(self, value: str) -> str:
        """A moment given as ISO 8601 in UTC: 07/02/2017 08:15 UTC; what is none stays as it is."""
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            return value
        return f"{self.day(at.date())} {at:%H:%M} UTC"

    def level(self, level: str) -> str:
        """Name of a level."""
        return self(f"level_{level}")

    def family(self, rule: str) -> str:
        """What the family of a rule checks; the code itself where the catalogue has none."""
        code = rule.split("-", 1)[0]
        return FAMILIES[code][self._index] if code in FAMILIES else code

    def issue(self, code: str) -> str:
        """What kind of issue a code is; the code itself where the catalogue has none."""
        return ISSUES[code][self._index] if code in ISSUES else code

    def issue_text(self, issue: Issue) -> str:
        """What an issue says: its kind, then the reader's words, in this language as far as the phrasebook has them."""
        said = self.message(issue.message)
        return f"{self.issue(issue.code)}: {said}" if issue.code in ISSUES else said

    def phrase(self, text: str) -> str:
        """What a reader or the matcher says, in this language; what the phrasebook lacks stays as it is."""
        return in_language(text, self.lang)

    def message(self, text: str) -> str:
        """A message of an issue in this language, with what to do after an arrow."""
        what, _, do = text.rpartition(" Do: ")
        return f"{self.phrase(what)} → {self.phrase(do)}" if what else self.phrase(text)

    def what_and_do(self, issue: Issue) -> tuple[str, str]:
        """What is wrong and what to do about it; errors end in "Do: …", other issues do not."""
        what, _, do = issue.message.rpartition(" Do: ")
        return (self.phrase(what), self.phrase(do)) if what else (self.phrase(issue.message), "")

    def role(self, role: str) -> str:
        """What an operand is in a computation; "figure" for roles the catalogue does not name."""
        return ROLES.get(role, ROLES["figure"])[self._index]

    def kind(self, kind: str | None) -> str:
        """Kind of a paper, with a capital; what the catalogue does not name stays as printed."""
        if not kind:
            return ""
        text = KINDS.get(kind, kind) if self.lang == "en" else kind
        return text[:1].upper() + text[1:]
