"""What sentences state: quantities, and lists of what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from doichieu.model.places import Locator
from doichieu.model.readings import Mention


class QuantityKind(StrEnum):
    """How a quantity in prose is stated."""

    PERCENT = "percent"
    OUT_OF = "out_of"
    COUNT = "count"
    RANK = "rank"
    SCORE = "score"
    MOVE = "move"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A quantity in a sentence.

    Attributes:
        kind: How it is stated.
        value: The figure; for "18/19" the 18, for "giảm 2 bậc" -2.
        places: Decimal places printed.
        whole: For "18/19" the 19.
        unit: Unit or noun counted ("đơn vị", "tỉnh", "%").
        printed: As printed.
        span: Start and end character in the sentence.
    """

    kind: QuantityKind
    value: Decimal
    places: int = 0
    whole: Decimal | None = None
    unit: str = ""
    printed: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A sentence that states figures."""

    claim_id: str
    sentence: str
    subject: str
    quantities: tuple[Quantity, ...]
    locator: Locator


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedList:
    """A count in the text with the list of what it counts: "05 tỉnh chưa có dịch vụ là: A, B, C, D và E".

    Attributes:
        printed: Count as printed ("05", "17/19").
        value: The count; of "17/19" the 17.
        whole: Of "17/19" the 19, None for a plain count.
        between: Words between the count and the list.
        items: What is listed, one text an item.
        names: The agencies listed, empty where the items are something else.
        locator: Where the sentence stands.
    """

    printed: str
    value: int
    whole: int | None = None
    between: str
    items: tuple[str, ...]
    names: tuple[Mention, ...] = ()
    locator: Locator
