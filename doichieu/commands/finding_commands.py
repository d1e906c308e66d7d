"""Commands about findings and cells: listed, and decided on."""

# ruff: noqa: D301, PLC0415 - typer wants a real backspace before examples; imports wait for their command

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from doichieu.commands import console, options
from doichieu.commands.decision_commands import By, Why, keep
from doichieu.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from doichieu.dataset.place import Address
    from doichieu.review.picked import Picked
    from doichieu.review.record import Action

Ids = Annotated[list[str] | None, typer.Argument(metavar="ID", help="Findings (F-0123456789ab).")]
Rule = Annotated[str | None, typer.Option("--rule", help="Findings of a rule (RANK-TIE) or a family (RANK).")]
OfPaper = Annotated[
    str | None, typer.Option("--paper", help="Findings of a paper: its number, or how its hash begins.")
]
OfLevel = Annotated[str | None, typer.Option("--level", help="error, warning or info.")]


def list_(
    *,
    dataset: options.DatasetAddress = options.DATASET,
    rule: Rule = None,
    paper: OfPaper = None,
    level: OfLevel = None,
    decided: Annotated[
        bool | None, typer.Option("--decided/--open", help="Those decided on, or those that are open.")
    ] = None,
    lang: options.Language = options.Lang.VI,
    as_json: options.Json = False,
) -> None:
    """List the findings of a dataset with what was decided.

    \b
    Examples:
      doichieu review list --open --level error
      doichieu review list --paper 305/QĐ-UBND --json
    """
    picked = _picked(dataset, None, rule=rule, paper=paper, level=level, decided=decided)
    if as_json:
        console.print_json([one.as_json() for one in picked])
        return
    rows = [
        (
            one.finding.finding_id,
            one.status,
            one.finding.level,
            one.finding.rule,
            one.paper.name,
            one.finding.message(lang),
        )
        for one in picked
    ]
    console.print_table(("id", "status", "level", "rule", "paper", "finding"), rows)


def accept(
    *,
    ids: Ids = None,
    by: By,
    why: Why = "",
    rule: Rule = None,
    paper: OfPaper = None,
    level: OfLevel = None,
    dataset: options.DatasetAddress = options.DATASET,
    as_json: options.Json = False,
) -> None:
    """Say that findings are right: the papers are wrong there.

    \b
    Examples:
      doichieu review accept F-0123456789ab --by "Lê An"
      doichieu review accept --rule SUM-ROW --paper 305/QĐ-UBND --by "Lê An"
    """
    from doichieu.review.record import Action

    picked = _named(dataset, ids, rule=rule, paper=paper, level=level)
    _decide(dataset, picked, Action.ACCEPT, by=by, why=why, as_json=as_json)


def dismiss(
    *,
    ids: Ids = None,
    by: By,
    why: Why,
    rule: Rule = None,
    paper: OfPaper = None,
    level: OfLevel = None,
    dataset: options.DatasetAddress = options.DATASET,
    as_json: options.Json = False,
) -> None:
    """Say that findings are none, and why.

    \b
    Examples:
      doichieu review dismiss F-0123456789ab --by "Lê An" --why "điểm cộng thêm, nêu ở công văn 12"
    """
    from doichieu.review.record import Action

    picked = _named(dataset, ids, rule=rule, paper=paper, level=level)
    _decide(dataset, picked, Action.DISMISS, by=by, why=why, as_json=as_json)


def reopen(
    *,
    ids: Ids = None,
    by: By,
    why: Why = "",
    rule: Rule = None,
    paper: OfPaper = None,
    level: OfLevel = None,
    dataset: options.DatasetAddress = options.DATASET,
    as_json: options.Json = False,
) -> None:
    """Take decisions on findings back; what was decided stays to be read.

    \b
    Examples:
      doichieu review reopen F-0123456789ab --by "Lê An"
    """
    from doichieu.review.record import Action

    picked = _named(dataset, ids, rule=rule, paper=paper, level=level, decided=True)
    _decide(dataset, picked, Action.REOPEN, by=by, why=why, as_json=as_json)


def correct(
    target: Annotated[
        str, typer.Argument(metavar="TARGET", help="A finding, or with --misread a cell: TABLE:ROW:COL.")
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What the paper should print, or prints.")],
    *,
    by: By,
    why: Why = "",
    misread: Annotated[
        bool,
        typer.Option(
            "--misread", help="The paper prints VALUE in this cell and it was read otherwise: audit it so."
        ),
    ] = False,
    paper: OfPaper = None,
    dataset: options.DatasetAddress = options.DATASET,
    as_json: options.Json = False,
) -> None:
    """Say what a paper should have printed, or, with --misread, what it does print.

    What the paper should have printed stands beside the finding; what it prints stays in the dataset. A misread
    cell is audited as it is printed. Rows and columns are counted from 0, header rows included, as in the
    dataset; a finding stands for the cell in doubt.

    \b
    Examples:
      doichieu review correct F-0123456789ab 626,24 --by "Lê An"
      doichieu review correct F-0123456789ab 626,24 --misread --by "Lê An"
      doichieu review correct t03:7:4 70 --misread --paper 1968/QĐ-UBND --by "Lê An"
    """
    from doichieu.review import deciding
    from doichieu.review.picked import cell_of
    from doichieu.review.record import Action

    if not misread:
        picked = _picked(dataset, [target], paper=paper)
        _decide(dataset, picked, Action.CORRECT, by=by, why=why, decided=value, as_json=as_json)
        return
    of_paper, document, place = cell_of(dataset, target, paper)
    one = deciding.on_cell(of_paper, document, place, value, by=by, why=why)
    keep(dataset, [one], as_json=as_json)


def _picked(dataset: Address, ids: Sequence[str] | None, **chosen: Any) -> list[Picked]:
    from doichieu.review.picked import pick

    return pick(dataset, ids, **chosen)


def _named(dataset: Address, ids: Sequence[str] | None, **chosen: Any) -> list[Picked]:
    if not ids and not any(chosen[name] for name in ("rule", "paper", "level")):
        raise UsageError("No finding was named.", do="give IDs, or --rule, --paper or --level.")
    return _picked(dataset, ids, **chosen)


def _decide(
    dataset: Address,
    picked: Sequence[Picked],
    action: Action,
    *,
    by: str,
    why: str,
    as_json: bool,
    decided: str = "",
) -> None:
    from doichieu.review import deciding

    new = [
        deciding.on_finding(one.paper, one.finding, action, by=by, why=why, decided=decided) for one in picked
    ]
    keep(dataset, new, as_json=as_json)
