"""Who issues a paper: the capitals in the upper left of its letterhead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from doichieu.extract.letterhead.papernumber import KINDS
from doichieu.extract.words import fold, is_upper, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

_MOTTO = re.compile(r"cong hoa xa hoi|dang cong san viet nam|doc lap\s?[-–—]?\s?tu do|^-{2,}|^_{2,}|^\*+$")
_BODY = re.compile(
    r"^(?:ubnd|uy ban nhan dan|uy ban|hdnd|hoi dong|so |bo |ban |cuc |tong cuc |chi cuc |phong "
    r"|van phong|trung tam |vien |thanh tra |chinh phu|thu tuong|dai |ngan hang |truong |cong an |toa an "
    r"|vien kiem sat |bao hiem |kho bac |thue |dang uy |dang bo |chi bo |tinh uy |thanh uy |huyen uy |quan uy |thi uy "
    r"|mat tran |lien doan |hoi |doan |tong cong ty |cong ty |tap doan |benh vien )"
)
# Stamped over or below the body: how urgent or secret a paper is, and that it is no more than a draft.
_STAMP = re.compile(
    r"\W*(?:du thao(?: lan (?:thu )?\w+)?|(?:hoa|thuong) ?toc|(?:thuong )?khan|(?:tuyet |toi )?mat)\W*"
)
# Offices that are nothing without the body above them.
_GENERIC = frozenset({"van phong", "ban thuong vu", "ban thuong truc", "uy ban kiem tra", "phong hanh chinh"})


def issuer_above(head: Sequence[Line], number_at: int) -> str | None:
    """Issuing body: the capitals above a line; of two bodies the lower one issues.

    Args:
        head: Lines of the letterhead.
        number_at: Index of the line that states the number.
    """
    names: list[str] = []
    for line in head[:number_at]:
        text = line.text.strip("*_ ")
        words = plain(text)
        if (
            not is_upper(text)
            or _MOTTO.search(words)
            or _STAMP.fullmatch(words)
            or text.lower().rstrip(":") in KINDS
        ):
            continue
        if names and is_body(text) and not _dangles(names[-1]) and words not in _GENERIC:
            names = []
        names.append(text)
    return fold(" ".join(names)) or None


def is_body(text: str) -> bool:
    """Whether a line begins with the kind of a body."""
    return _BODY.match(plain(text) + " ") is not None


def _dangles(text: str) -> bool:
    """Whether a name goes on below: it ends in a joining word or is only a kind of body."""
    words = plain(text)
    return words.endswith((" va", ",", "-")) or words in {"uy ban", "van phong", "hoi dong"}


def motto_at(head: Sequence[Line]) -> int:
    """Where the name of the country or the Party stands, below the issuer; 0 in papers without a letterhead."""
    return next((index for index, line in enumerate(head[:8]) if _MOTTO.search(plain(line.text))), 0)
