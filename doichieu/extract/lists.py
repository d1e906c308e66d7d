"""Automatic list numbers of a DOCX: they are printed but stand nowhere in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.docx_names import qn

if TYPE_CHECKING:
    from lxml.etree import _Element

# No paper has a hundred sections.
_ROMAN = ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: its number format, its pattern ("%1.%2"), where it begins."""

    form: str
    pattern: str
    start: int


@dataclass(slots=True)
class ListNumbers:
    """Counts the items of each list while a paper is read from front to back."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: _Element | None) -> ListNumbers:
        """Lists defined in a numbering part; none when the paper has no such part."""
        numbers = cls()
        if numbering is None:
            return numbers
        for definition in numbering.iterchildren(qn("w:abstractNum")):
            key = definition.get(qn("w:abstractNumId")) or ""
            numbers.levels[key] = {
                int(level.get(qn("w:ilvl")) or 0): _level(level)
                for level in definition.iterchildren(qn("w:lvl"))
            }
        for instance in numbering.iterchildren(qn("w:num")):
            target = instance.find(qn("w:abstractNumId"))
            if target is not None:
                numbers.abstract[instance.get(qn("w:numId")) or ""] = target.get(qn("w:val")) or ""
        return numbers

    def label(self, number_id: str, depth: int) -> str:
        """Count one item and give its label as printed ("3.", "a)", "- "), empty for an unknown list."""
        levels = self.levels.get(self.abstract.get(number_id, ""), {})
        level = levels.get(depth)
        if level is None or number_id == "0":
            return ""
        if level.form == "bullet":
            return "-"
        counts = self._counts.setdefault(number_id, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]
        label = level.pattern
        for above in range(depth + 1):
            shown = levels.get(above, level)
            label = label.replace(f"%{above + 1}", _written(counts.get(above, shown.start), shown.form))
        return label.strip()


def _level(element: _Element) -> _Level:
    def value(name: str, default: str) -> str:
        child = element.find(qn(name))
        return (child.get(qn("w:val")) if child is not None else None) or default

    start = value("w:start", "1")
    return _Level(value("w:numFmt", "decimal"), value("w:lvlText", ""), int(start) if start.isdigit() else 1)


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if form == "lowerLetter" else letters.upper()
    if form in {"lowerRoman", "upperRoman"}:
        text = ""
        for size, letter in _ROMAN:
            text += letter * (number // size)
            number %= size
        return text if form == "upperRoman" else text.lower()
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)
