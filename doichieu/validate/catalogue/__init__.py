"""The rule catalogue: every code with what it means, an example and its source."""

from __future__ import annotations

from collections.abc import Mapping

from doichieu.validate.catalogue.claims import CLAIMS
from doichieu.validate.catalogue.papers import PAPERS
from doichieu.validate.catalogue.ranks import RANKS
from doichieu.validate.catalogue.ratios import RATIOS
from doichieu.validate.catalogue.rows import ROWS
from doichieu.validate.catalogue.rule import Rule
from doichieu.validate.catalogue.sums import SUMS

__all__ = ["RULES", "Rule"]

RULES: Mapping[str, Rule] = {rule.code: rule for rule in (*ROWS, *SUMS, *RATIOS, *RANKS, *CLAIMS, *PAPERS)}
