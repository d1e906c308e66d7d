"""Fields of a DOCX: their results are printed, their instructions are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.docx.names import has, qn, value, whole

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPE, _DATA = qn("w:fldCharType"), qn("w:ffData")


class Fields:
    """Follows the marks at which fields begin, turn from instruction to result, and end."""

    def __init__(self) -> None:
        self._open: list[bool] = []  # for each field around: whether its instruction is being read
        self._instructions = 0

    @property
    def silent(self) -> bool:
        """Whether the text that comes next is no text of the paper."""
        return self._instructions > 0

    def meet(self, mark: _Element) -> str:
        """Take a `w:fldChar`.

        Args:
            mark: The mark.

        Returns:
            What a form field prints that holds no text of its own: a box, ticked or not, or a choice.
        """
        kind = mark.get(_TYPE)
        if kind == "begin":
            printed = "" if self.silent else _form(mark.find(_DATA))
            self._open.append(True)
            self._instructions += 1
            return printed
        if kind == "separate" and self._open and self._open[-1]:
            self._open[-1] = False
            self._instructions -= 1
        elif kind == "end" and self._open:
            self._instructions -= self._open.pop()
        return ""

    def end_paragraph(self) -> None:
        """End instructions with their paragraph: one that is never closed must not swallow the paper."""
        if self._instructions:
            self._open = [instruction for instruction in self._open if not instruction]
            self._instructions = 0


def _form(data: _Element | None) -> str:
    if data is None:
        return ""
    box = data.find(qn("w:checkBox"))
    if box is not None:
        state = qn("w:checked") if box.find(qn("w:checked")) is not None else qn("w:default")
        return "☒" if has(box, state) else "☐"
    choices = data.find(qn("w:ddList"))
    if choices is None:
        return ""
    entries = [entry.get(qn("w:val")) or "" for entry in choices.iterchildren(qn("w:listEntry"))]
    at = whole(value(choices, qn("w:result")) or value(choices, qn("w:default")), 0)
    return entries[at] if 0 <= at < len(entries) else ""
