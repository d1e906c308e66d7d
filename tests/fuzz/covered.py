"""One reader guided by coverage: `python -m tests.fuzz.covered MEDIUM [libFuzzer options]`; needs `pip install atheris`.

The readers alone, in this process: what ends in another error than those that readers raise stops the run, with the
input in a file.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["doichieu"]):
    from doichieu import extract, normalize
    from doichieu.errors import ReadError

from .mutate import mutate
from .seeds import seeds


def main() -> None:
    """Run until libFuzzer is told to stop."""
    kind = sys.argv.pop(1)

    def read(data: bytes) -> None:
        try:
            normalize.understand(extract.read_bytes(data, kind))
        except ReadError:
            return

    def mutated(data: bytes, most: int, seed: int) -> bytes:
        return mutate(data or seeds()[kind][0], kind, Random(seed))[:most]  # noqa: S311 - libFuzzer's seed

    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(seeds()[kind]):
            (Path(folder) / str(number)).write_bytes(data)
        atheris.Setup([sys.argv[0], folder, *sys.argv[1:]], read, custom_mutator=mutated)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
