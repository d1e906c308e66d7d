"""Error localisation on linear rules: the fewest, likeliest edits that make all of them hold."""

from __future__ import annotations

from doichieu.validate.solver.localize import Change, Localization, Reason, Status, localize

__all__ = ["Change", "Localization", "Reason", "Status", "localize"]
