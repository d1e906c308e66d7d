"""While a paper is audited the collector of cycles rests, as it does while one is read."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from doichieu.validate import audit, paper_audit
from tests.validate.papers import DEPARTMENTS, Sketch, decide, ranking

if TYPE_CHECKING:
    import pytest


def test_it_rests_while_a_paper_is_audited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Figures and their places are not searched for cycles, which they have none of."""
    count = len(DEPARTMENTS)
    decision = decide(
        Sketch(ranking([str(90 - at) for at in range(count)], [str(at + 1) for at in range(count)]))
    )
    seen: list[bool] = []
    lay_out = paper_audit.lay_out
    monkeypatch.setattr(
        paper_audit, "lay_out", lambda given: (seen.append(gc.isenabled()), lay_out(given))[1]
    )
    audit(decision)
    assert seen == [False]
    assert gc.isenabled()
    gc.collect()
    audit(decision)
    assert not gc.collect()
