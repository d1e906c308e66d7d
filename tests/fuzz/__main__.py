"""Mutate and read until the time is over; keep one paper of every fault found."""

# ruff: noqa: T201 - a command

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from doichieu.engine.lean import make_lean

from .driver import limits_of, offences, papers
from .seeds import SAVED_MEDIA, seeds


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--media", nargs="*", default=sorted(seeds()), choices=[*sorted(seeds()), *SAVED_MEDIA]
    )
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument(
        "--keep", type=Path, default=Path("outputs/fuzz"), help="folder for papers that offend"
    )
    given = parser.parse_args()
    make_lean()
    given.keep.mkdir(parents=True, exist_ok=True)
    end, count, seen = time.monotonic() + given.seconds, 0, Counter[str]()
    with tempfile.TemporaryDirectory() as work:
        made = papers(Path(work), given.media, Random(given.seed))  # noqa: S311 - the same papers for a seed
        limited = iter(lambda: next(made) if time.monotonic() < end else None, None)
        for offence in offences(limited, given.jobs, limits_of(given.media)):
            count += 1
            if offence is not None:
                seen[offence.signature] += 1
                if seen[offence.signature] == 1:
                    shutil.copy(offence.path, given.keep)
                    print(f"{offence.signature}: {offence.path.name}: {offence.message}", flush=True)
                offence.path.unlink()
    print(f"{count} papers, {sum(seen.values())} offences of {len(seen)} kinds", flush=True)


if __name__ == "__main__":
    main()
