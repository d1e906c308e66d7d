"""Stage three: what holds and what does not. `audit(decision)` gives an `Audit`.

Both functions are loaded when they are first asked for: most commands open datasets of papers that were audited, and
the rules take longer to load than all else that those need.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from doichieu.validate.paper_audit import audit
    from doichieu.validate.solver import localize

__all__ = ["audit", "localize"]

_HOMES = {"audit": "doichieu.validate.paper_audit", "localize": "doichieu.validate.solver"}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return found
