"""Who issues a paper: the capitals in the upper left of its letterhead."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from doichieu.extract.letterhead.papernumber import KINDS
from doichieu.extract.words import fold, is_upper, plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.extract.stream import Line

_MOTTO = re.compile(
    r"cong hoa xa hoi|socialist republic|^independence\s?[-–—]|^chu nghia viet nam|dang cong san viet nam|doc lap\s?[-–—]?\s?tu do|^-{2,}|^_{2,}|^\*+$"
)
_BODY = re.compile(
    r"^(?:ubnd|uy ban nhan dan|uy ban|hdnd|hoi dong|quoc hoi|lien (?:so|nganh|bo)|so |bo |ban |cuc |tong cuc |chi cuc |phong "
    r"|van phong|trung tam |vien |thanh tra |chinh phu|thu tuong|dai |ngan hang |truong |cong an |toa an "
    r"|vien kiem sat |bao hiem |kho bac |thue |dang uy |dang bo |chi bo |tinh uy |thanh uy |huyen uy |quan uy |thi uy "
    r"|mat tran |lien doan |hoi |doan |tong cong ty |cong ty |tap doan |benh vien )"
)
# Stamped over or below the body: how urgent or secret a paper is, and that it is no more than a draft.
_STAMP = re.compile(
    r"\W*(?:du thao(?: lan (?:thu )?\w+)?|(?:hoa|thuong) ?toc|(?:thuong )?khan|(?:tuyet |toi )?mat)\W*"
)
# Titles that begin with the word for a body.
_NO_BODY = re.compile(
    r"bo (?:chi so|tieu chi|thu tuc|don gia|cau hoi|chi tieu|du lieu|phan|so)|hoi (?:nghi|thao|thi|dap)|dai (?:hoi|bieu|ly)"
    r"|ban (?:hanh|do|ve|tin|ghi|sao|dang|cong bo)|phong (?:chong|chay|ngua|,)|truong hop|so (?:do|sanh|theo|tay|ho)|doan (?:duong|vien)"
    r"|thue (?!tinh|thanh|huyen|quan)|cong tac"
)
_LONGEST_BODY = 70
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
            # no ministry and no department is below another: both issue
            names = [f"{fold(' '.join(names))} -"] if _are_equals(names[0], text) else []
        names.append(text)
    return fold(" ".join(names)) or None


def _are_equals(text: str, below: str) -> bool:
    """Whether two bodies are two ministries or two departments of a province."""
    kind = plain(text).split(" ", 1)[0]
    return kind in {"bo", "so"} and plain(below).startswith(f"{kind} ")


def is_body(text: str) -> bool:
    """Whether a line begins with the kind of a body."""
    return _BODY.match(plain(text) + " ") is not None


def _dangles(text: str) -> bool:
    """Whether a name goes on below: it ends in a joining word or is only a kind of body."""
    words = plain(text)
    return words.endswith((" va", ",", "-")) or words in {"uy ban", "van phong", "hoi dong"}


def motto_at(head: Sequence[Line]) -> int:
    """Where the name of the country or the Party stands, below the issuer.

    In papers without either, as most workbooks are, it is the place below the bodies that the paper begins with.
    """
    motto = next((index for index, line in enumerate(head[:8]) if _MOTTO.search(plain(line.text))), None)
    return motto if motto is not None else sum(1 for _ in takewhile(_is_body_alone, head))


def _is_body_alone(line: Line) -> bool:
    """Whether a line holds nothing but the name of a body ("SỞ Y TẾ", and neither "SỐ LIỆU" nor "BỘ TIÊU CHÍ")."""
    text = line.text
    words = plain(text)
    named = is_upper(text) and is_body(text) and len(text) <= _LONGEST_BODY
    return named and not (text.startswith("SỐ ") or any(map(str.isdigit, text)) or _NO_BODY.match(words))
