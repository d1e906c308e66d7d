"""Error localisation on linear rules: the fewest, likeliest edits that make all of them hold."""

from __future__ import annotations

from doichieu.validate.solver.localize import localize
from doichieu.validate.solver.results import Change, Localization, Reason, Status

__all__ = ["Change", "Localization", "Reason", "Status", "localize"]
