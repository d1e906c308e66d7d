"""Tests of the audit; what they share with the corpus and the benchmarks lies beside the package."""

from __future__ import annotations

import sys
from pathlib import Path

for _beside in ("corpus", "benchmarks"):
    _folder = str(Path(__file__).parents[2] / _beside)
    if _folder not in sys.path:
        sys.path.append(_folder)
