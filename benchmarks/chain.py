"""Processor seconds to hold papers against each other, by how many there are: `python benchmarks/chain.py [COUNT …]`."""

from __future__ import annotations

import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from doichieu.validate.chain import link
from tests.validate.synthetic import synthetic

COUNTS = (100, 1_000, 10_000)


def main() -> None:
    """Print a line a count."""
    gc.set_threshold(200_000, 20, 20)  # as the command line does
    counts = [int(word) for word in sys.argv[1:]] or COUNTS
    print(f"{'papers':>8} {'seconds':>8} {'ms/paper':>9} {'checks':>9}")
    for count in counts:
        audits = synthetic(count)
        start = time.process_time()
        checks = sum(len(audit.checks) for audit in link(audits))
        spent = time.process_time() - start
        print(f"{count:>8} {spent:>8.2f} {1000 * spent / count:>9.2f} {checks:>9}")


if __name__ == "__main__":
    main()
