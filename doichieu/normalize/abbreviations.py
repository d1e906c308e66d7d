"""Nouns of institutions that papers write in full and in letters: "BVĐK tỉnh" and "Bệnh viện Đa khoa tỉnh"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_IN_FULL = {
    "bvdk": "benh vien da khoa",
    "bv": "benh vien",
    "ttyt": "trung tam y te",
    "tyt": "tram y te",
    "yhct": "y hoc co truyen",
    "phcn": "phuc hoi chuc nang",
    "thpt": "trung hoc pho thong",
    "thcs": "trung hoc co so",
    "gdtx": "giao duc thuong xuyen",
    "gdnn": "giao duc nghe nghiep",
    "gd&dt": "giao duc va dao tao",
    "pgd": "phong giao duc",
    "cd": "cao dang",
    "dh": "dai hoc",
    "cty": "cong ty",
    "tnhh": "trach nhiem huu han",
    "ctcp": "cong ty co phan",
    "htx": "hop tac xa",
    "dnnn": "doanh nghiep nha nuoc",
    "dn": "doanh nghiep",
    "bql": "ban quan ly",
    "tt": "trung tam",
    "tp": "thanh pho",
    "tx": "thi xa",
    "ubnd": "uy ban nhan dan",
}
_LETTERS = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _IN_FULL), key=len, reverse=True))})\b\.?")
_SHORT = {full: letters for letters, full in _IN_FULL.items()}
_WORDS = re.compile(rf"\b(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b")


def other_forms(name: str) -> Iterator[str]:
    """A name with its nouns in full, and with them in letters, where that makes it another.

    Args:
        name: A folded name.
    """
    for other in (
        _LETTERS.sub(lambda match: _IN_FULL[match[0].rstrip(".")], name),
        _WORDS.sub(lambda match: _SHORT[match[0]], name),
    ):
        if other != name:
            yield other
