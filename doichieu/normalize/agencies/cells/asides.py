"""What stands in brackets behind a name: a count, another name it had, the former province it belonged to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from doichieu.normalize.agencies.verdict import Verdict

# "(nay là thị xã)", "(12 thủ tục)", "(95,5%)"; a lone number is a footnote's.
_ASIDE = re.compile(
    r"(?P<tinh>\s+tỉnh)?\s*\((?P<text>(?:[^\W\d]|\d[\d.,]*(?:\s*%|/\d|\s+[^\W\d]))[^()]*)\)", re.IGNORECASE
)
_FORMER = re.compile(
    r"^(?:thuộc\s+)?(?P<kind>tỉnh|thành phố|tp\.?)?\s*(?P<name>[^\W\d].*?)\s+cũ$", re.IGNORECASE
)
_KIND_BEHIND = re.compile(
    r"^(?P<name>[^()\[\],;]+?)\s*\((?P<kind>tỉnh|thành phố|thị xã|quận|huyện|tp|tx)\.?\)$", re.IGNORECASE
)
# A commune of today lies where a former province was, and is not that province's.
_COMMUNE = re.compile(r"^(?:ubnd\s+)?(?:xã|phường|đặc khu|thị trấn|[xp]\.)", re.IGNORECASE)


def kind_first(text: str) -> str:
    """A name with the kind that stands in brackets behind it before it; "" for any other text.

    Args:
        text: One name.

    Returns:
        "Lai Châu (thành phố)" gives "thành phố Lai Châu".
    """
    found = _KIND_BEHIND.match(text)
    return f"{found['kind']} {found['name']}" if found else ""


def without_asides(text: str, resolve: Callable[[str], Verdict]) -> str:
    """A text without what stands in brackets, but for a former province, which tells whose a body or district was.

    Args:
        text: Names, with asides behind some of them.
        resolve: Resolves one name, or abstains.

    Returns:
        "Gò Dầu (12 thủ tục)" gives "Gò Dầu", "Sở Tài chính (Long An cũ)" gives "Sở Tài chính tỉnh Long An".
    """
    if "(" not in text:
        return text
    if _COMMUNE.match(text):
        return _ASIDE.sub(
            lambda aside: f"{aside['tinh'] or ''}{' cũ' if aside['text'].strip() == 'cũ' else ''}", text
        )
    return _ASIDE.sub(lambda aside: _province(aside["text"], resolve) or aside["tinh"] or "", text)


def _province(aside: str, resolve: Callable[[str], Verdict]) -> str:
    former = _FORMER.match(aside.strip())
    if former is None:
        return ""
    name = f"{former['kind'] or 'tỉnh'} {former['name']}"
    found = resolve(name).entity
    return f" {name}" if found is not None and found.level == "province" else ""
