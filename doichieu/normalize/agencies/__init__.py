"""Names of agencies to canonical IDs: exact spelling in scope, else a guarded near spelling, else abstain."""

from __future__ import annotations

from doichieu.normalize.agencies.matcher import match, match_column, match_one
from doichieu.normalize.agencies.scope import Scope, infer_scope

__all__ = ["Scope", "infer_scope", "match", "match_column", "match_one"]
