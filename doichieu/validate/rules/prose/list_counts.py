"""CLAIM-LIST: a count in the text and the list of what it counts have the same length."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from doichieu.model import Check, Finding, Level, Operand, StatedList
from doichieu.normalize.text import fold, key
from doichieu.validate.paper import Paper
from doichieu.validate.rules.stated import statement, text_finding
from doichieu.validate.wording import join_en, join_vi, say

_EXCEPT = re.compile(r"\b(tru|ngoai tru|con lai)\b")
_NOT = re.compile(r"\b(chua|khong|tru|con lai)\b")
# What leads from the count to its list is no part of what is counted.
_LEAD = re.compile(r"\s*\b(?:là|gồm|bao gồm|trừ|gồm có|như sau)\s*:?\s*$", re.IGNORECASE)
_NOUN = 80
# A list of names is never longer: of 5 in a million nobody lists the others.
_LONGEST = 10_000


def check_lists(paper: Paper) -> Iterator[Check | Finding]:
    """Check every count that is followed by a list.

    Args:
        paper: The paper.

    Yields:
        A check a list, and a finding where it has another length than the count before it, or names one
        agency twice.
    """
    for stated in paper.decision.lists:
        allowed = _allowed(stated)
        if not allowed:
            continue
        twice = _named_twice(stated)
        held = len(stated.items) in allowed and not twice
        yield statement("CLAIM-LIST", held=held)
        if not held:
            yield _finding(paper, stated, allowed, twice)


def _allowed(stated: StatedList) -> range | tuple[int, ...]:
    """Lengths that the list may have; empty where the list is not what the count counts."""
    between = fold(stated.between)
    if stated.whole is None:
        return () if _EXCEPT.search(between) else (stated.value,)
    rest = stated.whole - stated.value
    if not 0 <= rest <= _LONGEST:
        return ()
    if _EXCEPT.search(between):
        return (rest,)
    if _NOT.search(between):
        # "16/19 (… chưa liên kết là: A)" may list a part of those left, or the 16 that have not.
        return tuple({*range(1, rest + 1), stated.value})
    return (stated.value,)


def _named_twice(stated: StatedList) -> list[str]:
    """Names that stand twice, spelt alike; two spellings of one agency may be two that were mistaken for it."""
    counts = Counter(key(name.printed) for name in stated.names)
    return [name.printed for at, name in enumerate(stated.names) if counts[key(name.printed)] > 1 and at][-1:]


def _finding(paper: Paper, stated: StatedList, allowed: range | tuple[int, ...], twice: list[str]) -> Finding:
    count, expected = len(stated.items), max(allowed)
    # Of a fraction the list shows what is left out; the figure printed is then told with it.
    counted = _counted(stated)
    what = say(f"nêu {counted}", f"states {counted}")
    if stated.whole is not None and expected != stated.value:
        what = say(f"{what.vi} (còn lại {expected})", f"{what.en} (leaving {expected})")
    more = say("", "")
    if twice:
        more = say(f"; {join_vi(twice)} có tên hai lần", f"; {join_en(twice)} stands twice")
    short = ", ".join(_short(item) for item in stated.items)
    return text_finding(
        paper,
        "CLAIM-LIST",
        Level.ERROR if stated.names and stated.whole is None else Level.WARNING,
        [stated.printed, *stated.items[:3]],
        say(
            f"Văn bản {what.vi} nhưng liệt kê {count}{more.vi}: {short}.",
            f"The text {what.en} but lists {count}{more.en}: {short}.",
        ),
        observed=stated.printed,
        expected=str(count),
        steps=[
            say(f"Liệt kê {count}: {short}; nêu {expected}.", f"Listed {count}: {short}; stated {expected}.")
        ],
        operands=[
            Operand(text=text, role=role, locator=stated.locator, claim_id=_claim_id(paper, stated))
            for text, role in ((stated.printed, "doubtful"), *((item, "name") for item in stated.items))
        ],
        cause=say(
            "Số đếm ghi nhầm, hoặc danh sách thiếu hay thừa tên.",
            "The count is misprinted, or the list lacks or repeats a name.",
        ),
        suggestion=say(
            f"Kiểm tra lại số {stated.printed} và danh sách.", f"Check {stated.printed} and the list."
        ),
    )


def _claim_id(paper: Paper, stated: StatedList) -> str | None:
    """The sentence that states the list, which reports quote; None where no claim of the paper does."""
    said = (
        claim.claim_id
        for claim in paper.decision.claims
        if claim.locator == stated.locator
        and stated.printed in claim.sentence
        and (not stated.items or stated.items[0] in claim.sentence)
    )
    return next(said, None)


def _counted(stated: StatedList) -> str:
    """The count with the words behind it that say of what, as the sentence has them."""
    noun = _LEAD.sub("", stated.between).strip(" ,:")
    if not noun:
        return stated.printed
    return f"“{stated.printed} {noun if len(noun) <= _NOUN else noun[:_NOUN].rsplit(' ', 1)[0] + '…'}”"


def _short(item: str) -> str:
    return item if len(item) <= 60 else item[:57].rstrip() + "…"
