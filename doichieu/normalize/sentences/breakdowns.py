"""Amounts that a text states with the amounts they are made up of: "86 cuộc thanh tra, gồm 52 cuộc … và 34 cuộc …"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from doichieu.normalize.brackets import closed_at, opened_at, semicolon_at
from doichieu.normalize.numbers import VIETNAMESE, Separators
from doichieu.normalize.sentences.balances import is_left, read_balances
from doichieu.normalize.sentences.complements import leave_nothing_out
from doichieu.normalize.sentences.counted import counts_alike, counts_anything, named_before
from doichieu.normalize.sentences.stated_maxima import read_maxima
from doichieu.normalize.sentences.stated_numbers import Kind, StatedNumber, read_stated_numbers
from doichieu.normalize.sentences.stated_sums import Breakdown, Sureness
from doichieu.normalize.sentences.sums_of_two import is_amount, read_sums_of_two
from doichieu.normalize.text import clean, fold_in_place

# What leads to all parts of an amount, to some of them or all, and to those in a bracket.
_ALL_OF = re.compile(r"\b(?:bao gom|gom co|(?<!thu )gom|chia ra)\b(?: co)?(?:\s*:)?")
# "Nguyên nhân: do A 3 vụ, do B 5 vụ, chưa rõ 6 vụ" of what the sentence before it counts
_DIVIDED = re.compile(
    r"\b(?:nguyen nhan|(?:ket qua )?phan (?:loai|luong|theo [a-z ]{3,30})|(?:chia |xet )theo [a-z ]{3,30}|co cau)\s*:"
)
_SOME_OF = re.compile(r"\b(?:trong do|cu the|chi tiet)\b(?: gom)?(?: la| co)?(?:\s*:)?")
# "Trong 1.616 lượt có 1.142 lượt … và 474 lượt …", "Phân loại 2.377 đơn: khiếu nại 359 đơn, …": parts behind their whole.
_WITHIN = re.compile(r"\b(?:trong|phan loai)(?: tong)?(?: so)? (?=\d)")
_OPENS = re.compile(r"\((?!\s*(?:so voi|nam |ky |cung ky|tang|giam|bang|dat|chiem|tuong|khong))")
# "Đã thu nợ được 390 tỷ đồng: quản lý nợ 245 tỷ đồng, cưỡng chế 145 tỷ đồng": a list right behind its whole
_LISTS = re.compile(r":(?=\s)")
# "A 10 hồ sơ, B 18 hồ sơ; tổng cộng 28 hồ sơ"; without accents "thủ công" ends in "cộng" too
_TOTAL = re.compile(
    r"(?:\b(?:tong cong|tong so|tong)|(?:^|[,;:]\s|\bva\s)cong)\b(?: (?:la|duoc|co))?\s*:?\s*$"
)
# Words alone between an amount and the bracket behind it.
_BETWEEN = re.compile(r"[^\d.;:()]{0,80}")
_SENTENCE = re.compile(r"(?<!\btp)(?<!\btx)\.(?=\s)")
_PIECE = re.compile(r"[;,]\s|\s+va\s+")
_ENDS = re.compile(r"[.;()\d]")
_ASIDE = re.compile(r"\([^()]*\)")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_TARGET = re.compile(r"%[^%\d,;.:]{0,20}\b(?:ke hoach|du toan|chi tieu|muc tieu)\b[^%\d,;.:]{0,30}$")
# What leaves a list open, or gives its figures to something else.
_OPEN = re.compile(
    r"\b(?:mot so|chu yeu|v\.v|ngoai ra|khong ke|chua ke|ke ca|so voi|cung ky|nam truoc|ke hoach giao|binh quan|lan luot)\b|…|\.\.\."
)
# What a part is compared with is no part: "462 nghìn lượt, tăng 2,1% so với cùng kỳ"
_COMPARED = re.compile(r",? (?:tang|giam|bang) \d[\d.,]* ?%[^\d,;.()]*")
_MEAN = re.compile(r"\b(?:binh quan|trung binh|mat do)\b")
_EACH = re.compile(r"\bmỗi\b", re.IGNORECASE)
# Between a part and its share of the whole, and what the shares of all parts come to.
_SHARE = re.compile(r"[^\d;]{0,30}?(?:\(|\b(?:chiem|tuong ung|ty le|bang)\b[a-z ]{0,20})\s*")
_ALL = Decimal(100)
# Sentences that a list of parts may go back to, beside its own.
_BACK = 2
_FEWEST = 2
# A sentence is no longer, and a list in it has no more amounts.
_LONGEST, _MOST = 5000, 60
# A list states so many things of each of its items: cases, the dead, the injured.
_MEASURES = 3


def read_breakdowns(text: str, separators: Separators = VIETNAMESE) -> Iterator[Breakdown]:
    """Read the amounts of a paragraph that stand with their parts.

    Args:
        text: A paragraph.
        separators: How it prints figures.

    Yields:
        Amounts with the parts that the same words count; those whose parts can be read in several ways are left out.
    """
    text = clean(text)
    folded = fold_in_place(text)
    before: list[list[StatedNumber]] = []
    for start, end in _sentences(folded):
        if end - start > _LONGEST:
            before.append([])  # text without a full stop is no sentence
            continue
        stated = _numbers(text[start:end], start, separators)
        numbers = [one for one in stated if one.kind is Kind.AMOUNT]
        if len(numbers) <= _MOST and not _EACH.search(text, start, end):
            shares = [one for one in stated if one.kind is Kind.PERCENT and one.rise is None]
            sentence = _Sentence(folded, start, end, numbers, shares, before[:])
            yield from _once(sentence.lists()) if len(numbers) >= _FEWEST else _once(sentence.told())
        before.append(numbers)


def _once(found: Iterable[Breakdown]) -> Iterator[Breakdown]:
    """Amounts with their parts, each once but where it is divided in two ways: "(9.505 nam, 8.807 nữ; đúng hạn 16.987, quá hạn 1.325)"."""
    taken: dict[tuple[int, int], set[tuple[int, int]]] = {}
    for one in found:
        parts = {part.span for part in one.parts}
        known = taken.get(one.whole.span)
        if known is None or (one.sureness is Sureness.COMPLEMENTS and not known & parts):
            taken.setdefault(one.whole.span, set()).update(parts)
            yield one


def _sentences(folded: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in [*(match.end() for match in _SENTENCE.finditer(folded)), len(folded)]:
        yield start, end
        start = end


def _numbers(sentence: str, start: int, separators: Separators) -> list[StatedNumber]:
    """The figures of a sentence, with their places in the paragraph."""
    found: list[StatedNumber] = []
    for one in read_stated_numbers(sentence, separators):
        own = named_before(one, found) if one.kind is Kind.AMOUNT else one
        found.append(
            replace(
                own,
                span=(one.span[0] + start, one.span[1] + start),
                end=one.end + start,
                opened=None if one.opened is None else one.opened + start,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph with its amounts, its percentages, and the amounts of the sentences before it."""

    folded: str
    start: int
    end: int
    numbers: list[StatedNumber]
    shares: list[StatedNumber]
    before: list[list[StatedNumber]]

    def lists(self) -> Iterator[Breakdown]:
        """The amounts with their parts, as each way of telling them has it."""
        leads = sorted(
            (match.start(), match.end(), way)
            for way in (_ALL_OF, _SOME_OF, _OPENS, _LISTS, _DIVIDED)
            for match in way.finditer(self.folded, self.start, self.end)
        )
        yield from read_maxima(self.folded, self.start, self.end, self.numbers)
        for lead in leads:
            yield from self._listed(*lead)
            yield from self._complements(*lead)
        for match in _WITHIN.finditer(self.folded, self.start, self.end):
            yield from self._within(match.end())
        for at in range(len(self.numbers)):
            yield from self._total(at)
        yield from self.told()

    def told(self) -> Iterator[Breakdown]:
        """The amounts that words tell to be the sum of two, or what is left between them."""
        for balance in read_balances(self.folded, self.numbers, self.before[-_BACK:]):
            parts = (balance.smaller, balance.left)
            yield Breakdown(whole=balance.larger, parts=parts, sureness=Sureness.WORDS)
        yield from read_sums_of_two(self.folded, self.numbers, self.before)

    def _listed(self, start: int, end: int, way: re.Pattern[str]) -> Iterator[Breakdown]:
        """The list that begins with a word or a bracket, for each kind of amount in it what it makes up."""
        opened = start if way is _OPENS else opened_at(self.folded, start)
        stop = self.end if opened is None else closed_at(self.folded, opened, self.end)
        own = [one for one in self.numbers if end <= one.span[0] < stop and one.opened == opened]
        wholes = self._wholes(start, opened, way)
        near = stop
        if opened is None and ":" not in self.folded[start:end]:
            near = semicolon_at(self.folded, end, stop)
        for first in own[:_MEASURES]:
            of = [one for one in wholes if counts_alike(one, first)]
            # what a percentage is of is what was planned: "đạt 106,5% so với chỉ tiêu 21.583 người, gồm …"
            of = [one for one in of if not _TARGET.search(self.folded, self.start, one.span[0])] or of
            # "182 vụ, làm chết 95 người, bị thương 121 người": what is told by the word before it
            told = len(of) > 1 and _last_word(first) in map(_last_word, of)
            of = [one for one in of if not told or _last_word(one) == _last_word(first)]
            general = not of and bool(wholes) and first is own[0] and self._is_general(wholes[-1], start)
            # what is divided a second way was told before: "132 việc, trong đó … 96 việc. Chia theo loại: …"
            if len(of) > 1 and way is _DIVIDED and not told:
                added = sum((one.value for one in own if counts_alike(one, first)), Decimal(0))
                of.sort(key=lambda one: -abs(one.value - added))
            whole = of[-1] if of else wholes[-1] if general else None
            if whole is None or not is_amount(self.folded, whole):
                continue
            alike = own if general else [one for one in own if counts_alike(one, whole)]
            alike = [one for one in alike if not told or _last_word(one) == _last_word(whole)]
            end_of = near if len([one for one in alike if one.span[0] < near]) >= _FEWEST else stop
            found = self._made(whole, alike, own, (end, end_of), way, general=general)
            if found is not None:
                yield found

    def _complements(self, start: int, end: int, way: re.Pattern[str]) -> Iterator[Breakdown]:
        """The pairs of a list that are called otherwise than their whole, and leave nothing of it out: "9.505 nam, 8.807 nữ"."""
        opened = start if way is _OPENS else opened_at(self.folded, start)
        stop = self.end if opened is None else closed_at(self.folded, opened, self.end)
        wholes = self._wholes(start, opened, way)
        while wholes and end < stop:
            near = semicolon_at(self.folded, end, stop)
            parts = [one for one in self.numbers if end <= one.span[0] < near and one.opened == opened]
            strange = not any(counts_alike(one, wholes[-1]) for one in parts)
            if len(parts) == _FEWEST and strange and leave_nothing_out(self._labels(parts, end, near)):
                found = self._made(wholes[-1], parts, parts, (end, near), way, general=True)
                if found is not None:
                    yield replace(found, sureness=Sureness.COMPLEMENTS)
            end = near + 1

    def _within(self, at: int) -> Iterator[Breakdown]:
        """The parts behind an amount that a sentence leads with: "trong 1.616 lượt có …"."""
        whole = next((one for one in self.numbers if one.span[0] == at), None)
        if whole is None or not is_amount(self.folded, whole):
            return
        opened = whole.opened
        stop = self.end if opened is None else closed_at(self.folded, opened, self.end)
        own = [one for one in self.numbers if whole.end <= one.span[0] < stop and one.opened == opened]
        alike = [one for one in own if counts_alike(one, whole)]
        listed = alike and ":" in self.folded[whole.end : alike[0].span[0]]
        way = _ALL_OF if listed else _SOME_OF
        found = self._made(whole, alike, own, (whole.end, stop), way, general=False)
        if found is not None:
            yield found

    def _made(
        self,
        whole: StatedNumber,
        alike: Sequence[StatedNumber],
        own: Sequence[StatedNumber],
        listed: tuple[int, int],
        way: re.Pattern[str],
        *,
        general: bool,
    ) -> Breakdown | None:
        """An amount with its parts, if the amounts of a list can be such."""
        start, end = listed
        parts = [one for one in alike if one.span[0] < end and not is_left(self.folded, one)]
        said = _COMPARED.sub("", _ASIDE.sub("", self.folded[start:end]))
        if len(parts) < _FEWEST or (general and any(one.value > whole.value for one in parts)):
            return None  # 4 districts of 45 communes
        if not _are_parts(parts, said, named=not general):
            return None
        bare = [piece for piece in _PIECE.split(said) if not _FIGURE.search(piece)]
        if whole.unit and any(re.search(rf"^\W*{whole.unit.split()[0]}\b", piece) for piece in bare):
            return None  # "…, 1 ký tự là chữ hoa, ký tự cuối cùng là …": one more without a figure
        pieces = [piece.strip(" .:;,()") for piece in _PIECE.split(said) if _FIGURE.search(piece)]
        led = [piece for piece in pieces if piece[:1].isdigit()]
        counted = led if way is _OPENS or general else pieces
        each = len(counted) == len(parts) == len(pieces) == len([one for one in own if one.span[0] < end])
        if general and not each:
            return None
        shares = self._shares(parts, end)
        if shares is not None and abs(sum(one.value for one in shares) - _ALL) > sum(
            one.half for one in shares
        ):
            return None
        sureness = Sureness.SOME
        if way is _LISTS and not (each and end == self.end):
            return None
        if way not in (_SOME_OF, _LISTS) and each:
            sureness = Sureness.EACH
        elif way is _LISTS or way is _ALL_OF or (way is _OPENS and len(pieces) == len(parts)):
            sureness = Sureness.WORDS
        elif shares is not None or leave_nothing_out(self._labels(parts, start, end), whole.before):
            sureness = Sureness.COMPLEMENTS
        further = tuple(one for one in alike if one.span[0] >= end)
        return Breakdown(whole=whole, parts=tuple(parts), sureness=sureness, further=further)

    def _shares(self, parts: Sequence[StatedNumber], end: int) -> list[StatedNumber] | None:
        """The shares stated of parts; None where not every part has one."""
        shares: list[StatedNumber] = []
        for at, part in enumerate(parts):
            stop = parts[at + 1].span[0] if at + 1 < len(parts) else end
            own = next((one for one in self.shares if part.end <= one.span[0] < stop), None)
            if own is None or not _SHARE.fullmatch(self.folded[part.end : own.span[0]]):
                return None
            shares.append(own)
        return shares

    def _wholes(self, start: int, opened: int | None, way: re.Pattern[str]) -> list[StatedNumber]:
        """The amounts that a list which begins somewhere may make up, the nearest last."""
        before = [one for one in self.numbers if one.end <= start]
        if way is _OPENS or (opened is not None and not self.folded[opened + 1 : start].strip()):
            return [
                one
                for one in before
                if one.opened is None and _BETWEEN.fullmatch(self.folded[one.end : opened])
            ]
        if way is _LISTS:
            last = before[-1:] if opened is None else []
            return [
                one
                for one in last
                if one.opened is None
                and one.rise is None
                and _BETWEEN.fullmatch(_ASIDE.sub("", self.folded[one.end : start]))
            ]
        if way in (_SOME_OF, _DIVIDED) and opened is None and self._is_led(start):
            return [
                one
                for said in self.before[-_BACK:]
                for one in said
                if one.opened is None and one.rise is None
            ]
        clause = -1 if way is _SOME_OF else self.folded.rfind(";", self.start, start)
        return [one for one in before if one.opened == opened and one.span[0] > clause and one.rise is None]

    def _is_led(self, start: int) -> bool:
        """Whether a list begins its sentence."""
        return not any(map(str.isalnum, self.folded[self.start : start]))

    def _is_general(self, whole: StatedNumber, start: int) -> bool:
        """Whether an amount right before a list may be made up of things of other names."""
        said = _ASIDE.sub("", self.folded[whole.end : start])
        return counts_anything(whole) and bool(_BETWEEN.fullmatch(said))

    def _total(self, at: int) -> Iterator[Breakdown]:
        """The list that a total closes, each piece of it an amount of one kind."""
        total = self.numbers[at]
        lead = _TOTAL.search(self.folded[self.start : total.span[0]])
        if lead is None or at < _FEWEST or not is_amount(self.folded, total):
            return
        said = _ASIDE.sub("", self.folded[self.start : self.start + lead.start()])
        parts = [one for one in self.numbers[:at] if one.opened is None]
        pieces = [piece for piece in _PIECE.split(said) if _FIGURE.search(piece)]
        if not _FEWEST <= len(parts) == len(pieces) or not _are_parts(parts, said):
            return
        named = _ENDS.split(f"{total.unit}{self.folded[total.end :]}")[0]
        alike = all(counts_alike(one, total if total.unit else parts[0]) for one in parts)
        # or the total names all that it adds up: "56 tập thể, cá nhân"
        if alike or all(" ".join(one.unit.split()[:2]) in named for one in parts):
            yield Breakdown(whole=total, parts=tuple(parts), sureness=Sureness.EACH)

    def _labels(self, parts: Sequence[StatedNumber], start: int, stop: int) -> list[str]:
        """The words about each part, up to its neighbours."""
        labels, last = [], start
        for at, part in enumerate(parts):
            after = parts[at + 1].span[0] if at + 1 < len(parts) else stop
            behind = _PIECE.split(self.folded[part.end : after])[0]
            label = f"{self.folded[last : part.span[0]]} {part.unit} {behind}"
            labels.append(" ".join(label.split()))
            last = part.end + len(behind)
        return labels


def _are_parts(parts: Sequence[StatedNumber], said: str, *, named: bool = True) -> bool:
    """Whether the amounts of a list are plain ones: no change, no bound, and no list within it."""
    if any((named and not one.unit) or one.rise is not None or one.about for one in parts):
        return False
    return not any(pattern.search(said) for pattern in (_OPEN, _SOME_OF, _ALL_OF))


def _last_word(number: StatedNumber) -> str:
    """The word before a figure."""
    return number.before.split()[-1] if number.before.split() else ""
