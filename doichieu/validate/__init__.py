"""Stage three: what holds and what does not. `audit(decision)` gives an `Audit`."""

from __future__ import annotations

from doichieu.validate.audit import audit
from doichieu.validate.solver import localize

__all__ = ["audit", "localize"]
