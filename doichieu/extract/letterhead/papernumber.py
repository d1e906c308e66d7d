"""Numbers of papers ("1968/QĐ-UBND") and the kind of paper that their sign tells."""

from __future__ import annotations

import re

from doichieu.extract.words import is_upper

_SIGN = r"[A-ZĐÂĂÊÔƠƯa-zđ0-9&.]+(?:\s?[-–]\s?[A-ZĐÂĂÊÔƠƯa-zđ0-9&.]+)*"
PAPER_NUMBER = rf"(?P<serial>\d{{1,6}}[a-zA-Z]?)\s*/\s*(?P<year>(?:19|20)\d\d\s*/\s*)?(?P<sign>{_SIGN})"
KINDS = (
    "quyết định", "báo cáo", "thông báo", "kế hoạch", "tờ trình", "công văn", "nghị quyết", "chỉ thị",
    "thông tư", "nghị định", "công điện", "hướng dẫn", "kết luận", "biên bản", "quy chế", "quy định", "đề án",
)  # fmt: skip
# Signs of kinds in the number of a paper; Nghị định 30/2020/NĐ-CP, phụ lục III.
_SIGNS = {
    "QĐ": "quyết định", "BC": "báo cáo", "TB": "thông báo", "KH": "kế hoạch", "TTr": "tờ trình",
    "NQ": "nghị quyết", "CT": "chỉ thị", "TT": "thông tư", "NĐ": "nghị định", "CĐ": "công điện",
    "HD": "hướng dẫn", "KL": "kết luận", "BB": "biên bản",
}  # fmt: skip


def written_number(match: re.Match[str]) -> str:
    """Number of a paper without spaces: "1968/QĐ-UBND", "06/2013/TT-BTTTT"."""
    year = re.sub(r"\s", "", match["year"] or "")
    sign = re.sub(r"\s", "", match["sign"]).replace("–", "-").rstrip(".")
    return f"{match['serial']}/{year}{sign}"


def kind_of_sign(number: str) -> str | None:
    """Kind of paper by the sign in its number; a number without one is that of a letter (công văn)."""
    sign = number.rsplit("/", 1)[-1]
    first = sign.split("-")[0]
    if first in _SIGNS:
        return _SIGNS[first]
    return "công văn" if "-" in sign and is_upper(sign) else None
