"""Rows of what a paper states: figures of tables, quantities of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.dataset.rows.values import Row, places, storable
from doichieu.normalize.spaced_figures import as_printed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from doichieu.model import Audit


def observations(audit: Audit) -> Iterator[Row]:
    """A row a figure."""
    for one in audit.decision.observations:
        yield {
            "table_id": one.table_id,
            "row": one.row,
            "col": one.col,
            "entity_id": one.entity_id,
            "entity_name": one.entity_name,
            "indicator": one.indicator,
            "header": one.header,
            "measure": str(one.measure),
            "period": one.period,
            "value": storable(one.value),
            "places": places(one.value),
            "stored": storable(one.stored),
            "unit": one.unit,
            "as_printed": one.as_printed,
            "page": one.locator.page,
        }


def claims(audit: Audit) -> Iterator[Row]:
    """A row a quantity of a sentence."""
    for claim in audit.decision.claims:
        sentence = as_printed(audit.decision.document, claim)
        for index, quantity in enumerate(claim.quantities):
            at = claim.sentence.find(quantity.printed, quantity.span[0])
            yield {
                "claim_id": claim.claim_id,
                "index": index,
                "sentence": sentence,
                "subject": claim.subject,
                "quantity": str(quantity.kind),
                "value": storable(quantity.value),
                "whole": storable(quantity.whole),
                "places": quantity.places,
                "unit": quantity.unit,
                "printed": sentence[at : at + len(quantity.printed)] if at >= 0 else quantity.printed,
                "page": claim.locator.page,
            }
