"""A scan: the pages of a PDF printed, stamped, signed and put on the glass a little askew; a PDF of pictures alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2
from PIL import Image

from recipe.layout import Layout
from recipe.pdf import write_pdf

if TYPE_CHECKING:
    from typing import Any

    from recipe.source import Paper

    Pixels = np.ndarray[Any, np.dtype[np.uint8]]

RED, BLUE = (48, 32, 200), (150, 60, 30)
_PLAIN = Layout()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """How pages are scanned.

    Attributes:
        resolution: Pixels an inch.
        colours: "colour", "grey" or "bitonal"; the stamped page is in colour all the same.
        skew: Largest tilt of a page in degrees, either way.
        noise: Standard deviation of the grain, in levels of 256.
        blur: Radius of the blur in points.
        paper: Grey of the paper, 255 for white.
        specks: Share of pixels that are dirt.
        quality: Quality of JPEG, 1 to 100; None keeps the pixels.
        stamp: Where a stamp and a signature stand: "last", "first", "table" (over the first table's page), None.
        ink: Lighter than this is paper where a scanner knows black and white alone: less makes thin strokes, more thick ones.
        fax: Lines left out and edges made ragged as a fax does.
        seed: The same seed makes the same scan.
    """

    resolution: int = 300
    colours: str = "grey"
    skew: float = 0.6
    noise: float = 3.0
    blur: float = 0.12
    paper: int = 248
    specks: float = 0.0
    quality: int | None = 60
    stamp: str | None = "last"
    ink: int = 150
    fax: bool = False
    seed: int = 1


OFFICE_SCANNER = Scanner(colours="bitonal", stamp="table")


def write_scan(paper: Paper, scanner: Scanner = OFFICE_SCANNER) -> bytes:
    """Print a paper and scan it."""
    return scan_pdf(write_pdf(paper, _PLAIN), scanner)


def scan_pdf(data: bytes, scanner: Scanner = OFFICE_SCANNER) -> bytes:
    """Scan the pages of a PDF.

    Args:
        data: The PDF.
        scanner: How.

    Returns:
        A PDF of pictures of the same pages.
    """
    random = np.random.default_rng(scanner.seed)
    document = pypdfium2.PdfDocument(data)
    last = len(document) - 1
    stamped = {"first": 0, "table": min(1, last), "last": last}.get(scanner.stamp or "")
    pages = []
    for index in range(len(document)):
        pixels = document[index].render(scale=scanner.resolution / 72).to_numpy()[:, :, :3].copy()
        if index == stamped:
            _sign(pixels, scanner, random)
        pages.append(_encoded(_scanned(pixels, scanner, random), scanner, coloured=index == stamped))
    buffer = BytesIO()
    pages[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=pages[1:],
        resolution=scanner.resolution,
        **({} if scanner.colours == "bitonal" else {"quality": scanner.quality or 95}),
    )
    return buffer.getvalue()


def _sign(pixels: Pixels, scanner: Scanner, random: np.random.Generator) -> None:
    """A round red stamp over the text, and a blue signature beside it."""
    high, wide = pixels.shape[:2]
    inch = scanner.resolution
    middle = (int(wide * random.uniform(0.45, 0.6)), int(high * random.uniform(0.35, 0.55)))
    ink = np.full_like(pixels, 255)
    for radius, width in ((0.7, 0.035), (0.62, 0.012), (0.36, 0.012)):
        cv2.circle(ink, middle, int(radius * inch), RED, max(1, int(width * inch)), cv2.LINE_AA)
    for turn in range(0, 360, 15):
        angle = math.radians(turn)
        start = (
            middle[0] + int(0.44 * inch * math.cos(angle)),
            middle[1] + int(0.44 * inch * math.sin(angle)),
        )
        end = (middle[0] + int(0.54 * inch * math.cos(angle)), middle[1] + int(0.54 * inch * math.sin(angle)))
        cv2.line(ink, start, end, RED, max(1, int(0.03 * inch)), cv2.LINE_AA)
    steps = np.linspace(0, 6 * math.pi, 240)
    across = middle[0] + inch * (0.3 + steps * 0.06 + 0.08 * np.sin(2.3 * steps))
    down = middle[1] + inch * (0.22 * np.sin(steps) * np.cos(0.37 * steps) + 0.05)
    stroke = np.stack([across, down], axis=1).astype(np.int32)
    cv2.polylines(
        ink, [stroke], isClosed=False, color=BLUE, thickness=max(2, int(0.02 * inch)), lineType=cv2.LINE_AA
    )
    np.minimum(pixels, ink, out=pixels)


def _scanned(pixels: Pixels, scanner: Scanner, random: np.random.Generator) -> Pixels:
    high, wide = pixels.shape[:2]
    tilt = float(random.uniform(-scanner.skew, scanner.skew))
    turned = cv2.getRotationMatrix2D((wide / 2, high / 2), tilt, 1.0)
    pixels = cv2.warpAffine(pixels, turned, (wide, high), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))
    if scanner.blur:
        pixels = cv2.GaussianBlur(pixels, (0, 0), scanner.blur * scanner.resolution / 72)
    levels = pixels.astype(np.float32) * (scanner.paper - 12) / 255 + 12
    if scanner.noise:
        levels += random.normal(0, scanner.noise, (high, wide, 1)).astype(np.float32)
    scanned = np.clip(levels, 0, 255).astype(np.uint8)
    if scanner.specks:
        dirt = random.random((high, wide))
        scanned[dirt < scanner.specks / 2] = 0
        scanned[dirt > 1 - scanner.specks / 2] = 255
    if scanner.fax:
        scanned = scanned[::2].repeat(2, axis=0)[:high]
    return scanned


def _encoded(pixels: Pixels, scanner: Scanner, *, coloured: bool) -> Image.Image:
    """A page in the colours of the scanner; what is bitonal is packed as a fax is."""
    if scanner.colours == "colour" or coloured:
        return Image.fromarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB))
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    return (
        Image.fromarray(grey > scanner.ink).convert("1")
        if scanner.colours == "bitonal"
        else Image.fromarray(grey)
    )


def is_scan(data: bytes) -> bool:
    """Whether a PDF has pages without text."""
    document = pypdfium2.PdfDocument(data)
    return all(document[index].get_textpage().count_chars() == 0 for index in range(len(document)))


def alike(one: bytes, other: bytes, most: float) -> bool:
    """Whether two PDFs of pictures show the same.

    Args:
        one: A PDF.
        other: Another.
        most: Levels of 256 by which their pixels may differ on average, page by page.
    """
    first, second = pypdfium2.PdfDocument(one), pypdfium2.PdfDocument(other)
    if len(first) != len(second):
        return False
    pages = (
        (first[index].render(grayscale=True), second[index].render(grayscale=True))
        for index in range(len(first))
    )
    return all(
        a.to_numpy().shape == b.to_numpy().shape
        and float(np.abs(a.to_numpy().astype(np.int16) - b.to_numpy()).mean()) <= most
        for a, b in pages
    )
