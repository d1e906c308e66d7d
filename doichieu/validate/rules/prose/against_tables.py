"""The rules that hold what sentences say of units against tables that list them, for a paper and for a year of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from doichieu.model import Check, Finding, Number
from doichieu.validate.infer.conventions import Conventions
from doichieu.validate.infer.ranks.tiers import Tiering
from doichieu.validate.paper import Paper, Place
from doichieu.validate.rules.prose import (
    beside_means,
    bound_counts,
    bound_lists,
    row_clauses,
    row_lists,
    stated_amounts,
    stated_ends,
    stated_places,
    stated_results,
    stated_statistics,
    tier_counts,
)
from doichieu.validate.wording import Style

Rule = Callable[[], Iterable[Check | Finding]]


def rules_against_tables(
    paper: Paper,
    conventions: Conventions,
    corrected: tuple[Mapping[Place, Number], Mapping[int, Tiering]],
    style: Style,
) -> tuple[Rule, ...]:
    """The rules, in the order in which their findings are weighed against each other.

    Args:
        paper: The paper.
        conventions: What was inferred.
        corrected: Figures and tiers with the edits of other findings applied.
        style: How the paper prints figures.
    """
    figures, tiers = corrected
    return (
        lambda: tier_counts.check_tier_counts(paper, conventions, tiers, style),
        lambda: bound_counts.check_bound_counts(paper, conventions, figures, style),
        lambda: bound_counts.check_bound_shares(paper, conventions, figures, style),
        lambda: bound_lists.check_bound_lists(paper, conventions, figures),
        lambda: stated_places.check_stated_places(paper, conventions, style),
        lambda: beside_means.check_beside_means(paper, conventions, style),
        lambda: row_lists.check_row_lists(paper, style),
        lambda: row_clauses.check_row_clauses(paper, style),
        lambda: stated_amounts.check_stated_amounts(paper, style),
        lambda: stated_results.check_stated_results(paper, conventions, style),
        lambda: stated_ends.check_stated_ends(paper),
        lambda: stated_statistics.check_statistics(paper, conventions, figures, style),
    )
