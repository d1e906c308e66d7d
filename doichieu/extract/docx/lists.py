"""Automatic list numbers of a DOCX: they are printed but stand nowhere in the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from doichieu.extract.docx.names import chosen, has, qn, value, whole
from doichieu.extract.docx.numerals import written

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    StyleList = Callable[[str], tuple[str, str | None] | None]

_ID, _DEPTH = qn("w:abstractNumId"), qn("w:ilvl")
_MOST_LINKS = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list.

    Attributes:
        form: Number format ("decimal", "upperRoman", "bullet"), or a sample of it ("001, 002, 003, …").
        pattern: What is printed, with "%1" for the number of the first level.
        start: Number of its first item.
        restart: Level (1-based) whose items make it start anew; 0 for never, None for any above.
        plain: Whether the numbers of the levels above are printed as decimals.
        glued: Whether no space stands behind the label.
        style: Paragraph style that puts its paragraphs on this level.
    """

    form: str = "decimal"
    pattern: str = ""
    start: int = 1
    restart: int | None = None
    plain: bool = False
    glued: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A printed label.

    Attributes:
        text: As printed ("3.", "a)"), "-" for a bullet.
        bullet: Whether it is a bullet, which says nothing.
        glued: Whether no space stands behind it.
    """

    text: str
    bullet: bool = False
    glued: bool = False


@dataclass(slots=True)
class _Instance:
    """A use of a list: its definition, and what it changes of the levels."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, Level] = field(default_factory=dict)


class ListNumbers:
    """Counts the items of each list while a paper is read from front to back.

    Args:
        root: Root of the numbering part, None for a paper without one.
        style_list: Finds the list and level of a paragraph style.

    Source:
        ECMA-376-1, 17.9: uses of one definition count on together; `startOverride` starts anew where its use begins.
    """

    def __init__(self, root: _Element | None, style_list: StyleList) -> None:
        self._definitions: dict[str, dict[int, Level]] = {}
        self._links: dict[str, str] = {}
        self._instances: dict[str, _Instance] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        self._style_list = style_list
        for element in root.iterchildren(qn("w:abstractNum")) if root is not None else ():
            key = element.get(_ID) or ""
            self._definitions[key] = _levels(element)
            if link := value(element, qn("w:numStyleLink")):
                self._links[key] = link
        for element in root.iterchildren(qn("w:num")) if root is not None else ():
            self._instances[element.get(qn("w:numId")) or ""] = _instance(element)

    def label(self, number: str, depth: str | None, style: str = "") -> Label | None:
        """Count one item and give its label.

        Args:
            number: ID of the list; "0" takes a paragraph out of the list of its style.
            depth: Level in the list, None where the paragraph states none.
            style: Style of the paragraph, which can tell the level.

        Returns:
            The label, None for an unknown list or one that prints nothing.
        """
        instance = self._instances.get(number)
        if instance is None:
            return None
        key = self._definition(instance.definition)
        levels = {**self._definitions.get(key, {}), **instance.levels}
        at = whole(depth, 0) if depth is not None else _level_of(levels, style)
        level = levels.get(at)
        if level is None:
            return None
        counts = self._count(key, number, instance, levels, at)
        if level.form == "bullet":
            return Label("-", bullet=True)
        text = _printed(levels, counts, at)
        return Label(text, glued=level.glued) if text else None

    def _definition(self, key: str) -> str:
        """The definition behind one that only names a list style."""
        for _ in range(_MOST_LINKS):
            if key not in self._links or self._definitions.get(key):
                break
            target = self._style_list(self._links[key])
            instance = self._instances.get(target[0]) if target else None
            if instance is None:
                break
            key = instance.definition
        return key

    def _count(
        self, key: str, number: str, instance: _Instance, levels: dict[int, Level], at: int
    ) -> dict[int, int]:
        counts = self._counts.setdefault(key, {})
        for depth, start in instance.starts.items():
            if depth <= at and (number, depth) not in self._started:
                self._started.add((number, depth))
                counts[depth] = start - 1 if depth == at else start
        counts[at] = counts.get(at, levels[at].start - 1) + 1
        for deeper in [depth for depth in counts if depth > at]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or at < restart:
                del counts[deeper]
        return counts


def _printed(levels: dict[int, Level], counts: dict[int, int], at: int) -> str:
    level = levels[at]
    text = level.pattern
    for above in range(at + 1):
        shown = levels.get(above, level)
        if f"%{above + 1}" in text:
            form = "decimal" if level.plain and above < at else shown.form
            text = text.replace(f"%{above + 1}", written(counts.get(above, shown.start), form))
    return text.strip()


def _level_of(levels: dict[int, Level], style: str) -> int:
    return next((depth for depth, level in levels.items() if style and level.style == style), 0)


def _levels(element: _Element) -> dict[int, Level]:
    return {whole(level.get(_DEPTH), 0): _level(level) for level in element.iterchildren(qn("w:lvl"))}


def _instance(element: _Element) -> _Instance:
    instance = _Instance(value(element, _ID) or "")
    for override in element.iterchildren(qn("w:lvlOverride")):
        depth = whole(override.get(_DEPTH), 0)
        start = value(override, qn("w:startOverride"))
        level = override.find(qn("w:lvl"))
        if level is not None:
            instance.levels[depth] = _level(level)
        if start is not None:
            instance.starts[depth] = whole(start, 1)
            if depth in instance.levels:
                instance.levels[depth] = replace(instance.levels[depth], start=whole(start, 1))
    return instance


def _level(element: _Element) -> Level:
    restart = value(element, qn("w:lvlRestart"))
    return Level(
        form=_form(element),
        pattern=value(element, qn("w:lvlText")) or "",
        start=whole(value(element, qn("w:start")), 1),
        restart=whole(restart, 0) if restart is not None else None,
        plain=has(element, qn("w:isLgl")),
        glued=value(element, qn("w:suff")) == "nothing",
        style=value(element, qn("w:pStyle")) or "",
    )


def _form(element: _Element) -> str:
    """Number format of a level; newer ones stand as alternatives and give a sample."""
    if element.find(qn("w:lvlPicBulletId")) is not None:
        return "bullet"
    alternate = element.find(qn("mc:AlternateContent"))
    form = element.find(qn("w:numFmt")) if alternate is None else chosen(alternate).find(qn("w:numFmt"))
    if form is None:
        return "decimal"
    return form.get(qn("w:format")) or form.get(qn("w:val")) or "decimal"
