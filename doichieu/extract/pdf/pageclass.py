"""What a page is before it is read: text, a picture of text, the junk layer of a bad OCR, or a signature alone."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from doichieu.extract.words import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.pdf.frame import Frame, Rect
    from doichieu.extract.pdf.paths import Drawing
    from doichieu.extract.pdf.textlayer.lines import TextLine


class PageClass(Enum):
    """Class of a page."""

    TEXT = auto()
    LAYER = auto()
    IMAGE = auto()
    GARBAGE = auto()
    SIGNATURE = auto()
    UNNAMED = auto()
    BLANK = auto()


# Pictures that cover this part of a page hold its text; logos and stamps cover less.
_COVERS = 0.5
# A picture with fewer words than this over it is read as a picture: they are a stamp or a page number.
_FEW = 40
# Pictures on a page of text that are this part of its area and width can be tables; stamps and logos are smaller.
_LARGE, _WIDE = 0.06, 0.4
# Strips and tiles of one picture are not further apart than this, in points.
_TOUCH = 2.0
# Share of words that are Vietnamese syllables: 0.9 and more in papers, below 0.5 in the layers of a foreign OCR.
_PLAUSIBLE = 0.65
# Share of letters that carry a mark: a quarter in Vietnamese, next to none in the layers of a foreign OCR.
_MARKED = 0.08
# Share of marked letters that no Vietnamese word has ("HØI", "chç tr°¡ng"): none in papers but in foreign names.
_FOREIGN = 0.15
_ALPHABET = frozenset(
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
    "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdghklmnprstvx])?"
    r"(?:uye|uya|oai|oao|oay|oeo|uay|uoi|uou|uyu|ieu|yeu|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uo|uu|uy|ye|[aeiouy])"
    r"(?:ch|ng|nh|[cmnpt])?"
)
_SIGNED = re.compile(r"ky boi|nguoi ky|thoi gian ky|ngay ky|signed by|signature")

# A picture with fewer pixels an inch is of less use than the layer over it.
_LEGIBLE = 110.0

PICTURES = {
    PageClass.LAYER: "the page is a picture with the hidden text layer of an OCR, which was left out",
    PageClass.IMAGE: "the page is a picture",
    PageClass.GARBAGE: "the page is a picture with an unreadable text layer, which was left out",
    PageClass.UNNAMED: "the fonts of the page do not say which letters they draw, so that it is a picture",
    PageClass.SIGNATURE: "the page is a picture whose only text is a signature stamp",
}
"""Classes of pages whose text is in the picture, and how they are named."""


def class_of(lines: Sequence[TextLine], drawing: Drawing, frame: Frame) -> PageClass:
    """Class a page.

    Args:
        lines: Its text lines.
        drawing: Its pictures and hidden text objects.
        frame: Its frame.

    Returns:
        TEXT; LAYER for hidden text over a picture that reads well; IMAGE, GARBAGE or SIGNATURE where the text
        is in the picture alone; BLANK.
    """
    if not _is_picture(drawing, frame):
        return PageClass.TEXT if lines else PageClass.BLANK
    texts = [line.text for line in lines]
    words = [word for text in texts for word in _LETTERS.findall(text)]
    if any(_SIGNED.search(plain(text)) for text in texts) and len(words) < _FEW:
        return PageClass.SIGNATURE
    if len(words) < _FEW:
        return PageClass.IMAGE
    if not is_vietnamese(words):
        return PageClass.GARBAGE
    return PageClass.LAYER if drawing.hidden else PageClass.TEXT


def _is_picture(drawing: Drawing, frame: Frame) -> bool:
    area = 0.0
    for x0, y0, x1, y1 in drawing.images:
        wide = min(x1, frame.width) - max(x0, 0.0)
        high = min(y1, frame.height) - max(y0, 0.0)
        area += max(wide, 0.0) * max(high, 0.0)
    return area >= _COVERS * frame.width * frame.height


def has_unread_picture(lines: Sequence[TextLine], drawing: Drawing, frame: Frame) -> bool:
    """Whether a page of text shows a picture large enough for a table, whole or in strips, with no text over it.

    Args:
        lines: Its text lines.
        drawing: Its pictures.
        frame: Its frame.
    """
    if not drawing.images:
        return False
    middles = [((line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2) for line in lines]
    bare = [
        (max(x0, 0.0), max(y0, 0.0), min(x1, frame.width), min(y1, frame.height))
        for x0, y0, x1, y1 in drawing.images
        if not any(x0 <= x <= x1 and y0 <= y <= y1 for x, y in middles)
    ]
    wide, area = _WIDE * frame.width, _LARGE * frame.width * frame.height
    return any(x1 - x0 >= wide and (x1 - x0) * (y1 - y0) >= area for x0, y0, x1, y1 in _whole(bare))


def _whole(pictures: Sequence[Rect]) -> list[Rect]:
    """Pictures put together where they touch, as the strips and tiles of one do."""
    found: list[Rect] = []
    for picture in sorted(pictures, key=lambda rect: (rect[1], rect[0])):
        x0, y0, x1, y1 = picture
        for index, (a0, b0, a1, b1) in enumerate(found):
            if x0 <= a1 + _TOUCH and a0 <= x1 + _TOUCH and y0 <= b1 + _TOUCH and b0 <= y1 + _TOUCH:
                found[index] = (min(x0, a0), min(y0, b0), max(x1, a1), max(y1, b1))
                break
        else:
            found.append(picture)
    return found


def is_layer_kept(kind: PageClass, dots: float, *, can_recognise: bool) -> bool:
    """Whether the hidden layer of an OCR stands for the page: its figures carry no doubt, so the picture is read where it can be.

    Args:
        kind: Class of the page.
        dots: Pixels an inch of its picture.
        can_recognise: Whether pictures can be read here.
    """
    return kind is PageClass.LAYER and not (can_recognise and dots >= _LEGIBLE)


def is_vietnamese(words: Sequence[str]) -> bool:
    """Whether words read as Vietnamese: most are syllables, and enough letters carry marks.

    Args:
        words: Runs of letters; single letters tell nothing.

    Returns:
        False for "CQNG HOA XA HQI CHU NGHIA VIET NAM" and the like.
    """
    tried = [word for word in words[:2000] if len(word) > 1]
    if not tried:
        return False
    syllables = sum(_SYLLABLE.fullmatch(plain(word)) is not None for word in tried)
    letters = "".join(tried)
    marked = [char for char in letters.lower() if char > "\x7f"]
    foreign = sum(char not in _ALPHABET for char in marked)
    return (
        syllables >= _PLAUSIBLE * len(tried)
        and len(marked) >= _MARKED * len(letters)
        and foreign <= _FOREIGN * len(marked)
    )


def trouble_of(kind: PageClass) -> tuple[str, str] | None:
    """Code and message of the issue that a class of pages with text raises; None for most."""
    if kind is PageClass.LAYER:
        return (
            "ocr-layer",
            "the text is the hidden layer of an OCR and can be misread. Do: compare it with the picture",
        )
    return None
