"""Commands about what people decide: findings, readings of cells, names."""

# ruff: noqa: PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from typing import TYPE_CHECKING

from doichieu import console
from doichieu.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.dataset.place import Address
    from doichieu.pipeline import Paper
    from doichieu.review.decided import Decided


def renew(dataset: Address, papers: Sequence[Paper], decided: Decided) -> None:
    """Write what was decided since the last run to the dataset; one that cannot be written is only said."""
    from doichieu.dataset.renewed import renew as write

    try:
        write(dataset, [paper.audit for paper in papers if paper.audit is not None], decided)
    except DatasetError as error:
        console.print_error(error)
