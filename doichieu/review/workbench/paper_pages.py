"""Pages of papers: the list, one paper beside the tables read from it, one cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from doichieu.normalize.text import key as folded
from doichieu.pictures import MEDIA_TYPE
from doichieu.review import deciding
from doichieu.review.record import Kind
from doichieu.review.workbench.grid import Marks, boxes, lay_out, rows_on
from doichieu.review.workbench.shown import (
    RefusedError,
    address,
    bench_of,
    form_of,
    moved,
    number_of,
    page,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

    from doichieu.model import Document, Table
    from doichieu.review.holdings import Paper
    from doichieu.review.workbench.desk import Desk
    from doichieu.review.workbench.drawing import Pages

PER_PAGE = 50
SORTS = ("open", "day", "name")
# So many findings leave the page itself in sight.
_FEW = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """A page of a list.

    Attributes:
        items: What is on it.
        total: How many there are in all.
        number: 1-based page.
        pages: How many pages there are.
    """

    items: list[Any]
    total: int
    number: int
    pages: int


def sliced(items: list[Any], number: int, size: int = PER_PAGE) -> Slice:
    """A page of a list; the nearest one where there is none of that number."""
    pages = max(1, -(-len(items) // size))
    number = min(max(number, 1), pages)
    part = items[(number - 1) * size : number * size]
    return Slice(items=part, total=len(items), number=number, pages=pages)


def paper_of(request: Request) -> Paper:
    """The paper that an address names.

    Raises:
        RefusedError: The dataset has none of this key.
    """
    found = bench_of(request).desk.holdings.papers.get(request.path_params["doc_id"])
    if found is None:
        raise RefusedError(404, "error_404")
    return found


def papers(request: Request) -> Response:
    """The list of papers."""
    desk = bench_of(request).desk
    asked, sort = request.query_params.get("q", "")[:200], request.query_params.get("sort", "")
    sort = sort if sort in SORTS else SORTS[0]
    found = _sorted(desk, [one for one in desk.holdings.papers.values() if _matches(one, asked)], sort)
    return page(
        request,
        "papers.html.j2",
        shown=sliced(found, number_of(request, "p")),
        tallies=desk.tallies(),
        q=asked,
        sort=sort,
        sorts=SORTS,
        unread=desk.holdings.issues.get("", ()),
        jobs=[job for job in bench_of(request).jobs.all if not job.over],
    )


def _matches(paper: Paper, asked: str) -> bool:
    text = f"{paper.name} {paper.issuer} {paper.subject} {paper.place} {paper.source}"
    return has_words(text, searchable(asked).split())


def has_words(text: str, words: Sequence[str]) -> bool:
    """Whether each word begins one of a text: 78 is number 78/QĐ-UBND, and no part of a folder's 2378.

    Args:
        text: As printed.
        words: What is asked for, as `searchable` gives it.
    """
    begun = f" {searchable(text)}" if words else ""
    return all(f" {word}" in begun for word in words)


@lru_cache(maxsize=1 << 17)
def searchable(text: str) -> str:
    """A text as searches compare it; the texts of a large dataset are kept, for they are searched word by word."""
    return folded(text)


def _sorted(desk: Desk, found: list[Paper], sort: str) -> list[Paper]:
    if sort == "day":  # the order of the holdings
        return found
    if sort == "name":
        return sorted(found, key=lambda one: one.name)
    tallies = desk.tallies()
    return sorted(found, key=lambda one: [-count for count in tallies[one.doc_id].open.values()])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of a paper as drawn, with where cells stand on it.

    Attributes:
        number: 1-based page.
        width: In points.
        height: In points.
        boxes: Key, box and class of each cell.
        view: What part of the page is shown: left, top, width and height in points.
    """

    number: int
    width: float
    height: float
    boxes: list[tuple[str, Any, str]]
    view: tuple[float, float, float, float]


def paper(request: Request) -> Response:
    """A page of a paper beside the tables read from it; of media without pages a table at a time."""
    bench, one = bench_of(request), paper_of(request)
    desk = bench.desk
    document = desk.document(one.doc_id)
    decided = _corrections(desk, one)
    count = document.pages or 0
    number = min(max(number_of(request, "page"), 1), max(count, 1))
    shown, sheet = _by_page(document, number, bench.pages) if count else (_by_table(request, document), None)
    grids = [
        lay_out(table, _marks(desk, one, table, decided), rows, most=number_of(request, "rows", 200))
        for table, rows in shown
    ]
    return page(
        request,
        "paper.html.j2",
        paper=one,
        document=document,
        sheet=sheet,
        number=number,
        pages=count,
        grids=grids,
        tables=document.tables,
        findings=[
            (desk.holdings.findings[n], desk.decision(one, desk.holdings.findings[n])) for n in one.findings
        ],
        opened=len(one.findings) <= _FEW and not {"page", "table"} & request.query_params.keys(),
    )


def _by_page(document: Document, number: int, pages: Pages) -> tuple[list[Any], Sheet | None]:
    shown = [(table, rows) for table in document.tables if (rows := rows_on(table, number))]
    picture = pages.picture(document, number)
    if picture is None:
        return shown, None
    found = [
        (f"{table.table_id}-{cell.row}-{cell.col}", box, "cell")
        for table, _ in shown
        for cell, box in boxes(table, number)
    ]
    whole = (0.0, 0.0, picture.page_width, picture.page_height)
    return shown, Sheet(
        number=number, width=picture.page_width, height=picture.page_height, boxes=found, view=whole
    )


def _by_table(request: Request, document: Document) -> list[Any]:
    wanted = request.query_params.get("table", "")
    found = [table for table in document.tables if table.table_id == wanted] or list(document.tables[:1])
    return [(table, None) for table in found]


def _corrections(desk: Desk, one: Paper) -> dict[tuple[str, int, int], Any]:
    return {
        (said.table_id, said.row or 0, said.col or 0): said
        for said in desk.state.values()
        if said.kind is Kind.CELL and said.document == one.sha256
    }


def _marks(desk: Desk, one: Paper, table: Table, decided: dict[tuple[str, int, int], Any]) -> Marks:
    """Cells with a finding, the most serious where there are several, and cells that people have read."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for index in one.findings:
        row = desk.holdings.findings[index]
        if row.table_id == table.table_id and row.row is not None and row.col is not None:
            level = "settled" if desk.decision(one, row) is not None else row.level
            found.setdefault((row.row, row.col), (level, f"/findings/{one.doc_id}/{row.finding_id}"))
    said = {(row, col): one for (table_id, row, col), one in decided.items() if table_id == table.table_id}
    return Marks(numbers={}, findings=found, corrected=said)


def picture(request: Request) -> Response:
    """A page of a paper as a picture."""
    bench, one = bench_of(request), paper_of(request)
    found = bench.pages.picture(bench.desk.document(one.doc_id), request.path_params["number"])
    if found is None:
        raise RefusedError(404, "error_404")
    # The bytes of a document never change, so neither do its pictures.
    headers = {"Cache-Control": "private, max-age=86400, immutable"}
    return Response(found.content, media_type=MEDIA_TYPE, headers=headers)


def cell(request: Request) -> Response:
    """A cell: what was read, and what a person says is printed."""
    desk, one = bench_of(request).desk, paper_of(request)
    place = request.path_params["table_id"], request.path_params["row"], request.path_params["col"]
    found = _cell(desk.document(one.doc_id), place)
    template = "cell.part.html.j2" if request.headers.get("hx-request") else "cell.html.j2"
    return page(
        request, template, paper=one, cell=found, place=place, said=_corrections(desk, one).get(place)
    )


def _cell(document: Document, place: tuple[str, int, int]) -> Any:
    cells = (c for table in document.tables if table.table_id == place[0] for c in table.cells)
    found = next((c for c in cells if (c.row, c.col) == place[1:]), None)
    if found is None:
        raise RefusedError(404, "error_404")
    return found


async def correct_cell(request: Request) -> Response:
    """Keep what a person says a cell prints, and audit the paper again."""
    form = await form_of(request)
    return await run_in_threadpool(
        _correct_cell, request, text_of(form, "text"), text_of(form, "by"), text_of(form, "why")
    )


def _correct_cell(request: Request, text: str, by: str, why: str) -> Response:
    bench, one = bench_of(request), paper_of(request)
    place = request.path_params["table_id"], request.path_params["row"], request.path_params["col"]
    document = bench.desk.document(one.doc_id)
    bench.desk.decide(deciding.on_cell(one, document, place, text, by=by, why=why))
    bench.jobs.again(document)
    found = _cell(document, place)
    to = address(f"/papers/{one.doc_id}", page=found.locator.page, table=None if document.pages else place[0])
    return moved(f"{to}#{place[0]}-{place[1]}-{place[2]}", by=by)


async def again(request: Request) -> Response:
    """Audit a paper again."""
    await form_of(request)
    return await run_in_threadpool(_again, request)


def _again(request: Request) -> Response:
    bench, one = bench_of(request), paper_of(request)
    return moved(f"/uploads/{bench.jobs.again(bench.desk.document(one.doc_id)).key}")
