"""Ways in which scans are bad: thin and broken print, faxes, copies of copies, coarse, pale, blurred and noisy pages."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import pypdfium2
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

    Pixels = np.ndarray[Any, np.dtype[np.uint8]]
    Damage = Callable[[bytes, int], bytes]


def _drawn(data: bytes, resolution: int) -> Pixels:
    return pypdfium2.PdfDocument(data)[0].render(scale=resolution / 72, grayscale=True).to_numpy().squeeze()


def _turned(grey: Pixels, chance: np.random.Generator, most: float = 0.6) -> Pixels:
    high, wide = grey.shape
    matrix = cv2.getRotationMatrix2D((wide / 2, high / 2), float(chance.uniform(-most, most)), 1)
    return cv2.warpAffine(grey, matrix, (wide, high), flags=cv2.INTER_CUBIC, borderValue=255)


def _blurred(grey: Pixels, points: float, resolution: int) -> Pixels:
    return cv2.GaussianBlur(grey, (0, 0), points * resolution / 72)


def _noisy(grey: Pixels, chance: np.random.Generator, spread: float) -> Pixels:
    return np.clip(grey + chance.normal(0, spread, grey.shape), 0, 255).astype(np.uint8)


def _patches(chance: np.random.Generator, shape: tuple[int, ...], size: float) -> Any:
    """Values that change little over a distance in pixels, of spread 1."""
    field = cv2.GaussianBlur(chance.normal(0, 1, shape).astype(np.float32), (0, 0), size)
    return field / field.std()


def _saved(grey: Pixels, resolution: int, quality: int = 60) -> bytes:
    buffer = BytesIO()
    Image.fromarray(grey).save(buffer, "PDF", resolution=resolution, quality=quality)
    return buffer.getvalue()


def _bitonal(grey: Pixels, resolution: int, ink: int) -> bytes:
    buffer = BytesIO()
    Image.fromarray(grey > ink).convert("1").save(buffer, "PDF", resolution=resolution)
    return buffer.getvalue()


def _scan(
    resolution: int,
    *,
    blur: float,
    levels: tuple[float, float] = (0, 255),
    noise: float = 4.0,
    quality: int = 60,
) -> Damage:
    """A scan in grey, ink and paper at these levels."""

    def scan(data: bytes, seed: int) -> bytes:
        chance = np.random.default_rng(seed)
        grey = _blurred(_turned(_drawn(data, resolution), chance), blur, resolution).astype(np.float32)
        ink, paper = levels
        return _saved(_noisy(grey * ((paper - ink) / 255) + ink, chance, noise), resolution, quality)

    return scan


def _black(resolution: int, *, blur: float, ink: int) -> Damage:
    """A scan in black and white; the darker a pixel must be to count as ink, the thinner the print."""

    def scan(data: bytes, seed: int) -> bytes:
        chance = np.random.default_rng(seed)
        return _bitonal(
            _blurred(_turned(_drawn(data, resolution), chance), blur, resolution), resolution, ink
        )

    return scan


def _toner(data: bytes, seed: int) -> bytes:
    """Toner that fell off in patches."""
    chance = np.random.default_rng(seed)
    grey = _turned(_drawn(data, 300), chance).astype(np.float32)
    grey = np.where(_patches(chance, grey.shape, 2.2) > 1.5, 255 - (255 - grey) * 0.12, grey)
    return _saved(_noisy(_blurred(grey.astype(np.uint8), 0.12, 300), chance, 5), 300)


def _fax(data: bytes, seed: int) -> bytes:
    """A fax at the lower resolution, 204 by 98 pixels an inch."""
    chance = np.random.default_rng(seed)
    grey = _noisy(_blurred(_turned(_drawn(data, 204), chance), 0.35, 204), chance, 25)
    half = cv2.resize(grey, (grey.shape[1], grey.shape[0] // 2), interpolation=cv2.INTER_AREA)
    return _bitonal(half.repeat(2, axis=0), 204, int(chance.integers(120, 200)))


def _copies(data: bytes, seed: int) -> bytes:
    """A copy of a copy of a copy."""
    chance = np.random.default_rng(seed)
    grey = _drawn(data, 200)
    for _ in range(3):
        grey = _noisy(_blurred(_turned(grey, chance, 0.3), 0.3, 200), chance, 14)
        grey = np.where(grey > int(chance.integers(120, 190)), 255, 0).astype(np.uint8)
    return _bitonal(grey, 200, 128)


def _bleeding(data: bytes, seed: int) -> bytes:
    """The back of the sheet shines through."""
    chance = np.random.default_rng(seed)
    grey = _blurred(_turned(_drawn(data, 200), chance), 0.2, 200).astype(np.float32)
    back = _blurred(np.roll(_drawn(data, 200), 31, axis=0)[:, ::-1].copy(), 0.6, 200).astype(np.float32)
    return _saved(_noisy(np.minimum(grey, 255 - (255 - back) * 0.35), chance, 6), 200)


def _grainy(data: bytes, seed: int) -> bytes:
    """The grain of the paper in black and white: ragged strokes."""
    chance = np.random.default_rng(seed)
    grey = _blurred(_turned(_drawn(data, 200), chance), 0.25, 200).astype(np.float32)
    return _bitonal(grey + _patches(chance, grey.shape, 1.2) * 30, 200, 120)


def _striped(data: bytes, seed: int) -> bytes:
    """A head of a scanner that misses every seventeenth line of pixels."""
    chance = np.random.default_rng(seed)
    grey = _blurred(_turned(_drawn(data, 200), chance), 0.2, 200)
    grey[::17] = 255
    return _saved(_noisy(grey, chance, 5), 200)


def _moved(data: bytes, seed: int) -> bytes:
    """A sheet that moved across while it was scanned."""
    chance = np.random.default_rng(seed)
    return _saved(_noisy(cv2.blur(_turned(_drawn(data, 200), chance), (7, 2)), chance, 5), 200)


# Those on which thresholds were chosen, those looked at once afterwards, and those not looked at.
DAMAGES: dict[str, Damage] = {
    "thin": _black(200, blur=0.2, ink=110),
    "toner": _toner,
    "jpeg-130": _scan(130, blur=0.2, levels=(30, 234), noise=8.0, quality=9),
    "fax-98": _fax,
    "noise": _scan(200, blur=0.2, levels=(20, 237), noise=48.0, quality=70),
    "thinner": _black(200, blur=0.25, ink=90),
    "copies": _copies,
    "pale": _scan(200, blur=0.25, levels=(165, 225), noise=9.0, quality=50),
    "black-110": _black(110, blur=0.15, ink=150),
    "grey-100": _scan(100, blur=0.2, noise=3.0),
    "bleeding": _bleeding,
    "grainy": _grainy,
    "striped": _striped,
    "grey-120": _scan(120, blur=0.3, levels=(35, 239), noise=12.0, quality=25),
    "thin-300": _black(300, blur=0.3, ink=85),
    "moved": _moved,
}
