"""Pages that are pictures: straightened, cleaned of stamps, their rulings and lines of text found and read."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

ENGINE = "trueocr"
INSTALL = "pip install 'doichieu[ocr]', or get the file that was scanned"


@cache
def is_installed() -> bool:
    """Whether the packages that read pictures are there; they are an extra for their size."""
    return all(find_spec(name) is not None for name in ("cv2", "numpy", "onnxruntime", "trueocr"))
