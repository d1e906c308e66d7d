"""Photographs of a page: seen from one side, curled, on a desk."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pypdfium2
import pytest
from recipe.scan import Scanner, scan_pdf

from doichieu.extract import read_bytes
from doichieu.extract.scan.flat import coarse, mesh_of
from doichieu.extract.scan.light import desk_of
from doichieu.extract.scan.mesh import Mesh
from tests.extract.pdf.drawing import draw
from tests.extract.scan.test_pages import ROWS, XS, YS, only_table, paper

if TYPE_CHECKING:
    Pixels = np.ndarray[Any, np.dtype[np.uint8]]

SCALE = 200 / 72
DESK = 80
# Where the corners of the sheet are seen, in parts of the picture: left and right above, right and left below.
FROM_BELOW = ((0.14, 0.07), (0.88, 0.05), (0.96, 0.95), (0.05, 0.93))


def sheet() -> Pixels:
    """The page as a scanner sees it, in grey."""
    return pypdfium2.PdfDocument(draw(paper))[0].render(scale=SCALE, grayscale=True).to_numpy().copy()


@cache
def photograph(curl: float) -> tuple[Pixels, Pixels]:
    """The page as a camera sees it, and what moves places of the sheet there."""
    page = sheet()
    high, wide = page.shape
    seen = np.array(FROM_BELOW, dtype=np.float32) * np.array([wide, high], dtype=np.float32)
    corners = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], dtype=np.float32)
    move = cv2.getPerspectiveTransform(corners, seen)
    picture = cv2.warpPerspective(
        page, move, (wide, high), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=DESK
    )
    down, across = np.mgrid[0:high, 0:wide].astype(np.float32)
    bent = down + curl * high * np.sin(across / wide * np.pi).astype(np.float32)
    return cv2.remap(picture, across, bent, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), move


@pytest.mark.parametrize("curl", [0.0, 0.006])
def test_a_photograph_is_read_cell_for_cell(curl: float) -> None:
    """Columns that lean and rows that bend make the table that they are on the sheet; boxes lie on the photograph."""
    picture, move = photograph(curl)
    table = only_table(read_bytes(cv2.imencode(".png", picture)[1].tobytes(), "a.png"))
    assert table.grid() == [list(row) for row in ROWS]
    points = 842 / picture.shape[0]
    for cell in table.cells:
        box = cell.locator.box
        assert box is not None
        x, y = (XS[cell.col] + XS[cell.col + 1]) / 2, (YS[cell.row] + YS[cell.row + 1]) / 2
        place = np.array([[[x * SCALE, y * SCALE]]], dtype=np.float32)
        seen = cv2.perspectiveTransform(place, move)[0, 0] * points
        assert abs((box.x0 + box.x1) / 2 - seen[0]) < 6
        assert abs((box.y0 + box.y1) / 2 - seen[1]) < 9


@pytest.mark.parametrize(
    "scanner",
    [
        Scanner(skew=0.0, stamp=None),
        Scanner(skew=2.5, stamp=None),
        Scanner(colours="bitonal", fax=True, stamp=None),
    ],
)
def test_a_sheet_on_glass_is_flat(scanner: Scanner) -> None:
    """Whatever its tilt and its grain: the tilt is the business of turning it."""
    data = scan_pdf(draw(paper), scanner)
    page = pypdfium2.PdfDocument(data)[0].render(scale=SCALE, grayscale=True).to_numpy()
    desk = desk_of(page, SCALE)
    assert not desk.any()
    assert mesh_of(coarse(page, SCALE), desk, page.shape[1] / SCALE, 0.0) is None


def test_a_desk_is_told_from_a_shadow() -> None:
    """A desk ends at once at the sheet, the shadow of a spine little by little."""
    picture, _ = photograph(0.0)
    assert 0.05 < desk_of(picture, SCALE).mean() < 0.5
    shade = np.linspace(0.3, 1.0, picture.shape[1]) ** 0.5
    assert not desk_of((sheet() * shade).astype(np.uint8), SCALE).any()


def test_a_mesh_moves_places_between_its_points() -> None:
    """In the middle of four points as their mean, beyond the edges as at them."""
    mesh = Mesh(100.0, 200.0, ((0.0, 4.0), (0.0, 4.0)), ((2.0, 2.0), (6.0, 6.0)))
    assert mesh.point(50.0, 100.0) == (52.0, 104.0)
    assert mesh.point(120.0, -5.0) == (124.0, -3.0)
    assert mesh.box((0.0, 0.0, 50.0, 100.0)) == (0.0, 2.0, 52.0, 104.0)
