"""How the processes of the command line are set up: without what they would load and never use."""

from __future__ import annotations

import gc
import sys


class _WithoutPandas:
    """Makes this process do without pandas, but for camelot, which is a second reader and cannot.

    Where pandas is installed pyarrow imports it with the first column it builds, to recognise frames that no
    command ever makes: 0.5 of 3.7 seconds of `doichieu run` over five papers. It knows how to do without.
    """

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:  # noqa: ARG002 - the protocol
        """Deny that pandas is installed."""
        if name == "pandas" and "camelot" not in sys.modules:
            raise ModuleNotFoundError(name)


def make_lean() -> None:
    """Set this process up for papers; not for a process that is not ours alone."""
    sys.meta_path.insert(0, _WithoutPandas())
    # Papers are values that refer to each other in one direction; to look for cycles among them after every
    # 700 new ones took 0.13 of the 2.7 seconds of a run over five papers.
    gc.set_threshold(200_000, 20, 20)
