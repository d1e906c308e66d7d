"""A synthetic decision while it is made: sheets of texts and figures, sentences, and the facts that hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from recipe.source import Block, Grid, Paper

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planted.facts import Fact


class Ref(NamedTuple):
    """A cell: sheet, grid row with the header rows counted, column. Sheet -1 is the prose."""

    sheet: int
    row: int
    col: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure to print: its value, decimal places (as many as it needs when None), what stands behind and before it.

    `rise` is what a rise is marked with: "+3" for "+", "↑3" for "↑" (then a fall is "↓3").
    """

    value: Decimal
    places: int | None = None
    suffix: str = ""
    rise: str = ""


Content = str | Figure


@dataclass(frozen=True, slots=True)
class Style:
    """How a decision prints figures: decimal mark, mark between thousands, brackets for negative ones, nils."""

    mark: str = ","
    group: str = ""
    brackets: bool = False
    nil: str | None = None

    def show(self, figure: Figure) -> str:
        """The figure as printed."""
        if not figure.value and self.nil is not None:
            return self.nil
        size = abs(figure.value)
        text = f"{size:,.{figure.places}f}" if figure.places is not None else f"{size.normalize():,f}"
        text = text.replace(",", "\0").replace(".", self.mark).replace("\0", self.group) + figure.suffix
        if figure.rise == "↑" and figure.value:
            return f"{'↑' if figure.value > 0 else '↓'}{text}"
        if figure.value >= 0:
            return f"{figure.rise}{text}" if figure.value else text
        return f"({text})" if self.brackets else f"-{text}"


@dataclass(slots=True, kw_only=True)
class Sheet:
    """A table: header rows, body rows, caption and what stands around it."""

    number: str
    caption: str
    head: list[list[str]]
    body: list[list[Content]]
    notes: tuple[str, ...] = ()
    unit: str = ""

    def at(self, row: int, col: int) -> Content:
        """The content of a cell by grid row."""
        return self.body[row - len(self.head)][col]


@dataclass(slots=True)
class Sentence:
    """A sentence with places for figures: "Có {0} đơn vị đạt loại Tốt, chiếm {1}."."""

    text: str
    figures: list[Content]


@dataclass(slots=True, kw_only=True)
class Draft:
    """A decision in the making.

    Attributes:
        layout: What it looks like, in a word, for the report of the benchmark.
        style: How it prints figures.
        sheets: Its tables in reading order.
        prose: Sentences before the tables.
        facts: What holds among its figures.
        roles: Cells by what they are ("total", "rank", …), for planting errors.
        year: Year in which it is issued.
    """

    layout: str
    style: Style
    sheets: list[Sheet] = field(default_factory=list)
    prose: list[Sentence] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    roles: dict[str, list[Ref]] = field(default_factory=dict)
    year: int = 2022

    def __getitem__(self, ref: Ref) -> Content:
        if ref.sheet < 0:
            return self.prose[ref.row].figures[ref.col]
        return self.sheets[ref.sheet].at(ref.row, ref.col)

    def __setitem__(self, ref: Ref, content: Content) -> None:
        if ref.sheet < 0:
            self.prose[ref.row].figures[ref.col] = content
        else:
            sheet = self.sheets[ref.sheet]
            sheet.body[ref.row - len(sheet.head)][ref.col] = content

    def value(self, ref: Ref) -> Decimal | None:
        """The value of a cell, None where it holds no figure."""
        content = self[ref]
        return content.value if isinstance(content, Figure) else None

    def put(self, ref: Ref, value: Decimal) -> None:
        """Print another value in a cell, in the form of the one that stands there."""
        content = self[ref]
        if not isinstance(content, Figure):
            raise TypeError(f"no figure at {ref}")
        self[ref] = replace(content, value=value)

    def mark(self, role: str, *refs: Ref) -> None:
        """Say what cells are."""
        self.roles.setdefault(role, []).extend(refs)

    def show(self, content: Content) -> str:
        """The content of a cell as printed."""
        return content if isinstance(content, str) else self.style.show(content)

    def paper(self) -> Paper:
        """The decision, ready to be written in any medium."""
        return Paper(forms=("any",), title="Kết quả", blocks=tuple(self._blocks()))

    def _blocks(self) -> Iterator[Block | Grid]:
        left = "UBND TỈNH QUẢNG TRỊ<br>Số: 812/QĐ-UBND"
        right = (
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>"
            f"Quảng Trị, ngày 16 tháng 3 năm {self.year}"
        )
        yield Block(kind="columns", lines=(f"{left} || {right}",))
        yield Block(kind="title", lines=("QUYẾT ĐỊNH",))
        yield Block(kind="title", lines=(f"Về việc công bố kết quả năm {self.year - 1}",))
        yield Block(kind="heading", lines=("I. KẾT QUẢ",), level=1)
        for sentence in self.prose:
            shown = [self.show(figure) for figure in sentence.figures]
            yield Block(kind="paragraph", lines=(sentence.text.format(*shown),))
        for sheet in self.sheets:
            yield Block(kind="caption", lines=(f"Bảng {sheet.number}. {sheet.caption}",))
            if sheet.unit:
                yield Block(kind="paragraph", lines=(f"Đơn vị tính: {sheet.unit}",))
            rows = [*sheet.head, *([self.show(content) for content in row] for row in sheet.body)]
            yield Grid(rows=tuple(map(tuple, rows)), header_rows=len(sheet.head), marks={})
            yield from (Block(kind="note", lines=(note,)) for note in sheet.notes)
        yield Block(kind="paragraph", lines=("Trên đây là kết quả của các cơ quan, đơn vị.",))
        yield Block(
            kind="columns", lines=("Nơi nhận:<br>- Như trên;<br>- Lưu: VT. || CHỦ TỊCH<br><br>Lê Văn An",)
        )
