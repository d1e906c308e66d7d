"""COUNT-PCT on shares of more than all: “120% các xã đã ban hành kế hoạch”, “tỷ lệ hồ sơ đúng hạn đạt 109,5%”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doichieu.model import Check, Claim, Finding, Level, Quantity, QuantityKind
from doichieu.normalize.unit_nouns import UNIT_NOUNS
from doichieu.validate.infer.columns.within_hundred import COUNTED, HUNDRED, is_share
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import claim_operand, statement, text_finding
from doichieu.validate.wording import say

# "115% tỉnh giao" is of what the province planned: what plans needs "các" to be what is counted.
_PLANS = r"tỉnh|huyện|bộ|ngành|thành phố|quận|thị xã|xã|phường|ban"
_OF_UNITS = re.compile(
    rf"\s*(?:tổng )?(?:số )?(?:(?:các|những|toàn bộ) (?:{UNIT_NOUNS}|{COUNTED})|(?!(?:{_PLANS})\b)(?:ubnd|{COUNTED}))\b"
    r"[^.;%\d]{0,90}?\b(?:đã|có|được|sử dụng|triển khai|ban hành|tham gia|bố trí|ứng dụng|thành lập|đạt|thực hiện)\b"
)
_NO_SHARE = re.compile(r"\b(?:tăng|giảm|bằng|vượt|gấp|hơn|so với|kế hoạch|dự toán|chỉ tiêu|giao|đề ra)\b")
_CLAUSE = re.compile(r"[;:,.(]\s")
# Words that may stand between what a share is of and its figure.
_BEFORE = 12


def check_beyond_hundred(paper: Paper) -> Iterator[Check | Finding]:
    """Check that sentences state no share of units, files or people above a hundred percent.

    Args:
        paper: The paper.

    Yields:
        A check a share of things counted one by one, and a finding for each that is more than all of them.
    """
    for claim in paper.decision.claims:
        for quantity in claim.quantities:
            if quantity.kind is QuantityKind.PERCENT and _is_share_of_units(claim, quantity):
                held = quantity.value <= HUNDRED
                yield statement("COUNT-PCT", held=held)
                if not held:
                    yield _finding(paper, claim, quantity)


def _is_share_of_units(claim: Claim, quantity: Quantity) -> bool:
    sentence = claim.sentence.casefold()
    before, after = sentence[: quantity.span[0]], sentence[quantity.span[1] :]
    own = _CLAUSE.split(before)[-1]
    led = _OF_UNITS.match(after)
    if led is not None:
        return not _NO_SHARE.search(f"{' '.join(own.split()[-_BEFORE:])} {led[0]}")
    return is_share(own) and not _NO_SHARE.search(_CLAUSE.split(after)[0])


def _finding(paper: Paper, claim: Claim, quantity: Quantity) -> Finding:
    return text_finding(
        paper,
        "COUNT-PCT",
        Level.ERROR,
        [quantity.printed, claim.subject],
        say(
            f"Văn bản nêu {quantity.printed}; tỷ lệ của một phần không thể quá 100%.",
            f"The text states {quantity.printed}; the share of a part cannot exceed 100 %.",
        ),
        observed=quantity.printed,
        steps=[say(f"{quantity.printed} > 100%")],
        operands=[claim_operand(claim, quantity, "doubtful")],
        cause=say("Số ghi nhầm.", "The figure is misprinted."),
        suggestion=say(f"Kiểm tra lại {quantity.printed}.", f"Check {quantity.printed}."),
    )
