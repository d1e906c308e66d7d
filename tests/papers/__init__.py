"""Papers made at random with exact truth, and the media they can be written in.

    python -m tests.papers FOLDER     # writes some of them as files, each beside its truth

A paper is a `recipe.source.Paper`, as the facsimiles of the corpus are; the writers are those of the corpus.
"""

from __future__ import annotations

import sys
from pathlib import Path

_CORPUS = str(Path(__file__).parents[2] / "corpus")
if _CORPUS not in sys.path:  # the recipe lies beside the corpus and is not part of the package
    sys.path.insert(0, _CORPUS)
