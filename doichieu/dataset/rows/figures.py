"""Rows of what a paper states: figures of tables, quantities of sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu.dataset.rows.values import Row, places, storable

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
        for index, quantity in enumerate(claim.quantities):
            yield {
                "claim_id": claim.claim_id,
                "index": index,
                "sentence": claim.sentence,
                "subject": claim.subject,
                "quantity": str(quantity.kind),
                "value": storable(quantity.value),
                "whole": storable(quantity.whole),
                "places": quantity.places,
                "unit": quantity.unit,
                "printed": quantity.printed,
                "page": claim.locator.page,
            }
