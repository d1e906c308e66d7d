"""Traces of legacy encodings: questions asked of every paper, so they are cheap and need no tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from doichieu.extract.stream import Item, Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from doichieu.extract.legacy.decode import Encoding

# Names of fonts, anywhere in the source of a page or a style sheet: whether to look closer at all.
FONT_NAME = re.compile(
    r"\.vn[a-z]|\bvn(?:time|arial)|\bvni[-\s]|\bvps[-\s]?\w|\bvi\s(?:times|arial)", re.IGNORECASE
)
# Letters with hook, breve, horn or dot below, and combining tone marks: no legacy encoding shows them.
_VIETNAMESE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u0300\u0301\u0303\u0309\u0323\u1ea0-\u1ef9]"
)
# Latin letters and signs that Vietnamese has no use for and legacy encodings show in its place.
_STRANGE = re.compile(
    "[\u00a8\u00aa\u00ac-\u00ae\u00b5\u00b6\u00b8-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de\u00df\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff\u011e\u011f\u0130\u0131\u015e\u015f]"
)


class Decoded(NamedTuple):
    """A text and the legacy encoding it was in, None for one of Unicode."""

    text: str
    encoding: Encoding | None


def has_vietnamese(text: str) -> bool:
    """Whether a text has a letter that only Unicode text of Vietnamese has."""
    return _VIETNAMESE.search(text) is not None


def strange_letters(text: str) -> int:
    """How many letters a text has that Vietnamese has no use for."""
    return len(_STRANGE.findall(text))


def stream_texts(items: Sequence[Item]) -> Iterator[str]:
    """Texts of the lines and cells of a stream."""
    for item in items:
        if isinstance(item, Line):
            yield item.text
        else:
            for row in item.rows:
                yield from [cell.text for cell in row]
