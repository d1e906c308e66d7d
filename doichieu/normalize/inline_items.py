"""Amounts that a sentence lists as parts: "Tổng mức đầu tư 90 triệu đồng. Trong đó: xây lắp 70 triệu đồng; thiết bị 20 triệu đồng"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doichieu.model import Document, Heading, Paragraph
from doichieu.normalize.claims import sentences
from doichieu.normalize.itemised import Item, Lead, own_amount
from doichieu.normalize.numbers import VIETNAMESE, Separators
from doichieu.normalize.text import clean, fold

_OF_WHICH = re.compile(r"[,;.]?\s*\btrong đó(?:\s+(?:có|gồm))?\s*:?\s*", re.IGNORECASE)
_PIECE = re.compile(r";\s*|,\s+|\s+và\s+", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"\d\s?%")
# What is left between the two sides of a balance is no part of their total: "xuất khẩu 2.840, nhập khẩu 2.180, xuất siêu 660".
_BALANCE = re.compile(r"\W*(?:(?P<left>xuat sieu|thang du)|(?P<right>nhap sieu|tham hut)|can can)\b")
_SIDES = (re.compile(r"\b(?:xuat khau|xk)\b"), re.compile(r"\b(?:nhap khau|nk)\b"))
# Sentences of a paragraph that a list of parts may go back to: its own and the one before.
_BACK = 2


def read_inline_items(document: Document, separators: Separators = VIETNAMESE) -> Iterator[Item]:
    """Read totals whose parts a sentence lists after "trong đó".

    Args:
        document: A document as printed.
        separators: How it prints figures.

    Yields:
        The totals with their parts; a list with a piece that states no amount is left out.
    """
    for block in document.blocks:
        if isinstance(block, Paragraph | Heading) and _OF_WHICH.search(block.text):
            yield from _in_text(block, clean(block.text), separators)


def _in_text(block: Paragraph | Heading, text: str, separators: Separators) -> Iterator[Item]:
    said = [sentence for _, sentence in sentences(text.replace("; ", ", "))]
    for at, sentence in enumerate(said):
        match = _OF_WHICH.search(sentence)
        if match is None:
            continue
        before = " ".join([*said[max(0, at - _BACK + 1) : at], sentence[: match.start()]])
        amount, label = own_amount(before, separators)
        parts = _parts(block, sentence[match.end() :], separators)
        parts = _without_balance(parts)
        if amount is not None and parts:
            yield Item(block, "text", "", label, amount, Lead.SOME, parts)


def _without_balance(parts: list[Item]) -> list[Item]:
    """The parts without what is left between exports and imports; of the greater of them, that and the other are the parts."""
    balances = [part for part in parts if _BALANCE.match(fold(part.label))]
    kept = [part for part in parts if part not in balances]
    sides = [[part for part in kept if side.search(fold(part.label))] for side in _SIDES]
    match = _BALANCE.match(fold(balances[0].label)) if len(balances) == 1 else None
    if match is not None and match.lastgroup is not None and [len(side) for side in sides] == [1, 1]:
        (exports,), (imports,) = sides
        whole, other = (exports, imports) if match["left"] else (imports, exports)
        whole.lead, whole.items = Lead.ALL, [other, balances[0]]
    return kept


def _parts(block: Paragraph | Heading, listed: str, separators: Separators) -> list[Item]:
    """The parts of a list; none where a piece cannot be one."""
    parts: list[Item] = []
    label = ""
    for piece in _PIECE.split(listed.rstrip(" .;")):
        whole = f"{label}, {piece}" if label else piece
        if not _DIGIT.search(piece):
            label = whole
            continue
        label = ""
        amount, name = own_amount(whole, separators)
        if amount is not None:
            parts.append(Item(block, "inline", "", name, amount))
        elif not _PERCENT.search(piece):
            return []
    return [] if label else parts
