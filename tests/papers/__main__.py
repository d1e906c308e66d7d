"""Write random papers as files beside their truth, to look at or to try readers on."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from tests.papers.media import MEDIA
from tests.papers.paper import make_paper


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.papers", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seeds", type=int, default=5, help="how many papers")
    parser.add_argument("--media", nargs="*", default=list(MEDIA), choices=list(MEDIA), metavar="MEDIUM")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(given.seeds):
        sample = make_paper(seed)
        truth = {"tables": [truth.as_json() for truth in sample.truths]}
        (given.folder / f"{seed:03d}.json").write_text(
            json.dumps(truth, ensure_ascii=False, indent=1), "utf-8"
        )
        for name in given.media:
            medium = MEDIA[name]
            (given.folder / f"{seed:03d}-{name}{medium.suffix}").write_bytes(medium.write(sample.paper))


if __name__ == "__main__":
    main()
