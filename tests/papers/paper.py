"""Random papers: letterhead, prose, captions, tables and notes, with the truth about every table."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from recipe.source import Block, Grid, Paper

from tests.papers import words
from tests.papers.tables import Shape, random_grid
from tests.papers.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """A paper and what is in it.

    Attributes:
        paper: The paper, ready to write.
        truths: Its tables.
        head: Fields of its letterhead and signature block, by the names of `doichieu.model.Letterhead`.
    """

    paper: Paper
    truths: tuple[Truth, ...]
    head: dict[str, str]


def make_paper(random: Random | int, shape: Shape | None = None, *, tables: int | None = None) -> Sample:
    """Make a paper.

    Args:
        random: Where chance comes from; a whole number is a seed and gives the same paper always.
        shape: What its tables may have.
        tables: How many tables, else one to four.

    Returns:
        The paper and the truth about its tables, in order.
    """
    chance = Random(random) if isinstance(random, int) else random  # noqa: S311 (no secret)
    shape = shape or Shape()
    below = chance.randint(0, 5) == 0
    head = {
        "number": f"{chance.randint(10, 3000)}/QĐ-UBND",
        "kind": "quyết định",
        "issued_on": f"2021-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}",
        "place": "Quảng Trị",
        "subject": "công bố kết quả xếp hạng năm 2021",
        "signer": "Nguyễn Văn Hùng",
    }
    blocks: list[Block | Grid] = list(_letterhead(head))
    truths: list[Truth] = []
    for index in range(tables or chance.randint(1, 4)):
        more, truth = _table(chance, shape, number=f"{index + 1}", below=below)
        blocks += more
        truths.append(truth)
    blocks += _signature(head)
    paper = Paper(forms=("any",), title="Kết quả xếp hạng", blocks=tuple(blocks))
    return Sample(paper=paper, truths=tuple(truths), head=head)


def _letterhead(head: dict[str, str]) -> Iterator[Block]:
    year, month, day = head["issued_on"].split("-")
    left = f"UBND TỈNH QUẢNG TRỊ<br>Số: {head['number']}"
    right = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>"
        f"{head['place']}, ngày {day} tháng {month} năm {year}"
    )
    yield Block(kind="columns", lines=(f"{left} || {right}",))
    yield Block(kind="title", lines=(head["kind"].upper(),))
    yield Block(kind="title", lines=(f"Về việc {head['subject']}",))
    yield Block(kind="heading", lines=("I. KẾT QUẢ ĐÁNH GIÁ",), level=1)


def _signature(head: dict[str, str]) -> Iterator[Block]:
    yield Block(kind="paragraph", lines=("Trên đây là kết quả đánh giá của các cơ quan, đơn vị.",))
    yield Block(
        kind="columns", lines=(f"Nơi nhận:<br>- Như trên;<br>- Lưu: VT. || CHỦ TỊCH<br><br>{head['signer']}",)
    )


def _table(random: Random, shape: Shape, *, number: str, below: bool) -> tuple[list[Block | Grid], Truth]:
    """The blocks around one table and the truth about it."""
    grid = random_grid(random, shape)
    title = random.choice(words.CAPTIONS)
    unit = random.choice(words.UNITS) if random.randint(0, 3) == 0 and not below else None
    notes = (random.choice(words.NOTES),) if random.randint(0, 3) == 0 and not below else ()
    caption = Block(kind="caption", lines=(f"Bảng {number}{random.choice(('.', ':'))} {title}",))
    units = [Block(kind="paragraph", lines=(f"Đơn vị tính: {unit}",))] if unit else []
    blocks: list[Block | Grid] = [Block(kind="paragraph", lines=(random.choice(words.PROSE),))]
    blocks += [grid, caption] if below else [caption, *units, grid]
    blocks += [Block(kind="note", lines=notes)] if notes else []
    truth = Truth(
        number=number,
        part=None,
        caption=title,
        unit=unit,
        notes=notes,
        header_rows=grid.header_rows,
        rows=tuple(tuple(row) for row in grid.texts()),
    )
    return blocks, truth
