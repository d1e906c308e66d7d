"""Runs of a DOCX in fonts of a legacy encoding (.VnTime, VNI-Times): decoded in place before the text is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.extract.docx.names import qn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from doichieu.extract.stream import Trouble

_FONTS, _RUN, _TEXT, _STYLE = qn("w:rFonts"), qn("w:r"), qn("w:t"), qn("w:style")
_SOFT_HYPHEN = qn("w:softHyphen")
_RUN_FONTS = f"{qn('w:rPr')}/{_FONTS}"
_DEFAULT_FONTS = f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{_FONTS}"
# Word draws letters beyond ASCII in the "hAnsi" font.
_ATTRIBUTES = (qn("w:hAnsi"), qn("w:ascii"))


def decode_legacy_runs(body: _Element, styles: _Element) -> list[Trouble]:
    """Decode the runs of a document that are set in fonts of a legacy encoding.

    Args:
        body: The document's body; the text of such runs is changed in place.
        styles: Root of the styles part.

    Returns:
        One note for each encoding found.
    """
    if not any(_may_be_legacy(element) for root in (styles, body) for element in root.iter(_FONTS)):
        return []
    # The code tables wait until a paper needs them.
    from doichieu.extract.legacy.runs import RunDecoder  # noqa: PLC0415

    fonts, decoder = _StyleFonts(styles), RunDecoder()
    for run in body.iter(_RUN):
        name = fonts.of(run)
        _restore_soft_hyphens(run, name)
        for text in run.iterchildren(_TEXT):
            text.text = decoder.decode(text.text or "", name)
    return decoder.troubles()


def _restore_soft_hyphens(run: _Element, font: str) -> None:
    """Turn soft hyphens of a legacy run back into their code: in TCVN3 it is a letter (ư).

    LibreOffice writes them as elements, which are no text.
    """
    if not font.startswith("."):
        return
    for hyphen in list(run.iterchildren(_SOFT_HYPHEN)):
        before, behind = hyphen.getprevious(), hyphen.getnext()
        hyphen.tag, hyphen.text = _TEXT, f"{_text(before)}\u00ad{_text(behind)}"
        # One text, for the pieces of a word tell nothing each by itself.
        for piece in (before, behind):
            if piece is not None and _text(piece):
                run.remove(piece)


def _text(piece: _Element | None) -> str:
    return (piece.text or "") if piece is not None and piece.tag == _TEXT else ""


def _may_be_legacy(fonts: _Element) -> bool:
    name = (_name(fonts) or "").lower()
    return name.startswith((".v", "vn", "vps", "vi "))


def _name(fonts: _Element | None) -> str | None:
    if fonts is None:
        return None
    return next((name for attribute in _ATTRIBUTES if (name := fonts.get(attribute))), None)


class _StyleFonts:
    """Finds the font of a run: its own, that of its styles and of those they build on, the document's."""

    def __init__(self, styles: _Element) -> None:
        self._default = _name(styles.find(_DEFAULT_FONTS))
        self._styles: dict[str, _Element] = {}
        self._known: dict[str, str | None] = {}
        for style in styles.iterchildren(_STYLE):
            key = style.get(qn("w:styleId")) or ""
            self._styles[key] = style
            if style.get(qn("w:type")) == "paragraph" and style.get(qn("w:default")) in {"1", "true", "on"}:
                self._styles.setdefault("", style)

    def of(self, run: _Element) -> str:
        """Name of the font of a run."""
        own = _name(run.find(_RUN_FONTS))
        if own is not None:
            return own
        names = (self._style(key) for key in _style_keys(run))
        return next((name for name in names if name is not None), None) or self._default or ""

    def _style(self, key: str) -> str | None:
        if key in self._known:
            return self._known[key]
        chain: list[str] = []
        name, at = None, key
        while name is None and at in self._styles and at not in chain:
            chain.append(at)
            name = _name(self._styles[at].find(_RUN_FONTS))
            at = _value(self._styles[at].find(qn("w:basedOn"))) or "?"
        self._known[key] = name
        return name


def _style_keys(run: _Element) -> Iterable[str]:
    """Style of the run, then that of its paragraph, or the default one."""
    if key := _value(run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}")):
        yield key
    paragraph = next(run.iterancestors(qn("w:p")), None)
    if paragraph is not None:
        yield _value(paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")) or ""


def _value(element: _Element | None) -> str | None:
    return element.get(qn("w:val")) if element is not None else None
