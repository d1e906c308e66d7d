"""Footnotes and endnotes of a DOCX: their marks in the text, their text below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from doichieu.extract.docx.names import qn, value, whole
from doichieu.extract.docx.numerals import written
from doichieu.extract.words import raised

if TYPE_CHECKING:
    from lxml.etree import _Element

    from doichieu.extract.docx.package import Package

_ID = qn("w:id")


@dataclass(slots=True)
class _Kind:
    """Footnotes or endnotes: their texts by ID, how they are numbered, how many were met."""

    texts: dict[str, _Element]
    form: str
    count: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A note that the text refers to.

    Attributes:
        mark: As it stands before the note ("(1)", "*").
        element: The note.
    """

    mark: str
    element: _Element


@dataclass(slots=True)
class Notes:
    """Numbers the notes in the order in which the text refers to them.

    Attributes:
        waiting: Notes that were referred to and are not printed yet.
    """

    _kinds: dict[str, _Kind]
    waiting: list[Reference] = field(default_factory=list)

    @classmethod
    def of(cls, package: Package, main: str) -> Notes:
        """Notes of a document."""
        settings = package.related(main, "settings")
        kinds = {
            name: _kind(package.related(main, f"{name}s"), settings, name, form)
            for name, form in (("footnote", "decimal"), ("endnote", "lowerRoman"))
        }
        return cls({qn(f"w:{name}Reference"): kind for name, kind in kinds.items()})

    def refer(self, element: _Element, custom: str | None) -> str:
        """Take up a reference.

        Args:
            element: The `w:footnoteReference` or `w:endnoteReference`.
            custom: The author's own mark that stands in the text, None where the mark is automatic.

        Returns:
            The mark to print in the text; empty where the author's own stands there.
        """
        kind = self._kinds[str(element.tag)]
        note = kind.texts.get(element.get(_ID) or "")
        if custom is not None:
            if note is not None:
                self.waiting.append(Reference(custom, note))
            return ""
        if note is None:
            return ""
        label = written(kind.count, kind.form)
        kind.count += 1
        self.waiting.append(Reference(f"({label})" if label.isalnum() else label, note))
        return raised(label) if label.isdigit() else f"({label})" if label.isalnum() else label

    def elements(self) -> list[_Element]:
        """Every note of the document."""
        return [note for kind in self._kinds.values() for note in kind.texts.values()]

    def take(self) -> list[Reference]:
        """Notes that were referred to since this was asked last."""
        taken, self.waiting = self.waiting, []
        return taken


def _kind(root: _Element | None, settings: _Element | None, name: str, form: str) -> _Kind:
    texts = {} if root is None else {note.get(_ID) or "": note for note in root.iterchildren(qn(f"w:{name}"))}
    properties = settings.find(qn(f"w:{name}Pr")) if settings is not None else None
    return _Kind(
        texts=texts,
        form=value(properties, qn("w:numFmt")) or form,
        count=whole(value(properties, qn("w:numStart")), 1),
    )
