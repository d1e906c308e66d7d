"""Accuracy and speed of the name matcher beside two general scorers, on the same names in one run.

python benchmarks/names.py [--variants FILE …] [--nothing FILE …] [--show] [--repeats N]

A cell is right when it gives exactly the expected IDs, wrong when it gives another one, missed when it gives fewer; a
false accept is an ID for a text that names nothing. The general scorers see the names, aliases and dated forms of the
entities in the scope of each cell (its province and all national bodies), are handed cells with several names
already split, and stand at the threshold that is best for them. Speed is that of names none of which was seen before; names, and
texts that name nothing, are timed apart: most names are settled by their spelling, a text only by every way to mend it.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]

from name_cases import Case, Result, judged, names_in, read_cases, verdict_on  # noqa: E402 (the path comes first)

from doichieu.normalize.agencies import Scope, index, match, resolver  # noqa: E402
from doichieu.normalize.agencies.index import index_of  # noqa: E402
from doichieu.normalize.agencies.places import partly  # noqa: E402
from doichieu.normalize.agencies.spelling import keys  # noqa: E402
from doichieu.normalize.agencies.written import slips, typed  # noqa: E402
from doichieu.normalize.registry import Registry  # noqa: E402
from doichieu.normalize.text import fold  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from name_cases import Answer

    from doichieu.normalize.registry import Entity

FOLDER = Path(__file__).parent / "names"
SCORERS = {"rapidfuzz WRatio": fuzz.WRatio, "rapidfuzz token_sort_ratio": fuzz.token_sort_ratio}
THRESHOLDS = range(50, 101, 2)
BETWEEN = re.compile(r"\s*[;,]\s*|\s+và\s+")


def main() -> int:
    """Run the command line."""
    given = _arguments()
    names = [case for path in given.variants for case in read_cases(path)]
    others = [case for path in given.nothing for case in read_cases(path)]
    print(f"{len(names)} printed names, {len(others)} texts that name nothing")
    print(f"{'':<28}{'right':>8}{'wrong':>8}{'missed':>8}{'false accept':>13}{'names/s':>12}{'others/s':>12}")
    answers = [_own(case) for case in (*names, *others)]
    own = judged(
        answers, names, others, (_cold_speed(names, given.repeats), _cold_speed(others, given.repeats))
    )
    print(own.line("doichieu"))
    for label, scorer in SCORERS.items():
        print(_best_of_scorer(scorer, names, others).line(label))
    _print_speeds(given.repeats)
    _print_goals(own)
    if given.show:
        _print_failures(answers, [*names, *others])
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--variants", nargs="+", type=Path, default=[FOLDER / "variants.tsv"])
    parser.add_argument("--nothing", nargs="+", type=Path, default=[FOLDER / "nothing.tsv"])
    parser.add_argument("--show", action="store_true", help="print the cells that are not right")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each timing, the fastest counts")
    return parser.parse_args()


def _own(case: Case) -> Answer:
    found = match(case.printed, scope=case.scope)
    return tuple(mention.entity_id for mention in found if mention.entity_id is not None)


# --------------------------------------------------------------------------- general scorers


def _best_of_scorer(scorer: Callable[..., float], names: Sequence[Case], others: Sequence[Case]) -> Result:
    """The scorer at the threshold with the most right less wrong and falsely accepted."""
    for case in (*names, *others):
        _choices(case.scope.province)  # folding the registry is not part of the time
    (known, names_a_second), (rest, others_a_second) = (
        _timed_scores(scorer, names),
        _timed_scores(scorer, others),
    )
    scored, speeds = [*known, *rest], (names_a_second, others_a_second)
    tried = [
        judged([_above(pieces, least) for pieces in scored], names, others, speeds) for least in THRESHOLDS
    ]
    return max(tried, key=lambda result: result.right - result.wrong - result.false_accepts)


def _timed_scores(
    scorer: Callable[..., float], cases: Sequence[Case]
) -> tuple[list[list[tuple[str, float]]], float]:
    """The best name for each cell, and how many names a second were looked for."""
    start = time.process_time()
    scored = [_scored(scorer, case) for case in cases]
    return scored, names_in(cases) / (time.process_time() - start)


def _scored(scorer: Callable[..., float], case: Case) -> list[tuple[str, float]]:
    ids, choices = _choices(case.scope.province)
    pieces = BETWEEN.split(case.printed) if len(case.expected) > 1 else [case.printed]
    found = [process.extractOne(fold(piece), choices, scorer=scorer) for piece in pieces]
    return [(ids[place], score) for _, score, place in filter(None, found)]


def _above(pieces: Sequence[tuple[str, float]], least: float) -> Answer:
    return tuple(entity_id for entity_id, score in pieces if score >= least)


@cache
def _choices(province: str | None) -> tuple[list[str], list[str]]:
    pairs = [
        (entity.entity_id, fold(name))
        for entity in Registry.load().all()
        if province in {None, entity.province_id} or entity.level in {"province", "ministry", "central"}
        for name in _names(entity)
    ]
    return [entity_id for entity_id, _ in pairs], [name for _, name in pairs]


def _names(entity: Entity) -> list[str]:
    forms = [f"{form.kind} {form.name}" for form in entity.forms if entity.level in {"district", "province"}]
    return list(dict.fromkeys([entity.name, *forms, *entity.aliases]))


# --------------------------------------------------------------------------- speed


def _forget() -> None:
    """Leave the matcher as a new process has it: the registry read and indexed, no name seen."""
    modules = (resolver, slips, index, keys, typed, partly)
    cached = [value for module in modules for value in vars(module).values() if hasattr(value, "cache_clear")]
    for function in cached:
        if function is not index_of:
            function.cache_clear()
    keys.WORDS.clear()
    index_of()


def _cold_speed(cases: Sequence[Case], repeats: int) -> float:
    """Names a second when none was seen before."""
    return names_in(cases) / min(_timed(cases, cold=True) for _ in range(repeats))


def _timed(cases: Sequence[Case], *, cold: bool) -> float:
    if cold:
        _forget()
    start = time.process_time()
    for case in cases:
        match(case.printed, scope=case.scope)
    return time.process_time() - start


def _print_speeds(repeats: int) -> None:
    """Every name of the registry, as it stands and as a column prints it."""
    cases = [
        Case(printed=_as_printed(entity), scope=Scope(province=entity.province_id), expected=())
        for entity in Registry.load().all()
    ]
    cold = len(cases) / min(_timed(cases, cold=True) for _ in range(repeats))
    warm = len(cases) / min(_timed(cases, cold=False) for _ in range(repeats))
    print(f"\nThe registry's own {len(cases):,} names: {cold:,.0f} names/s cold, {warm:,.0f} seen before")


def _as_printed(entity: Entity) -> str:
    return f"UBND {entity.name}" if entity.level == "district" else entity.name


def _print_goals(own: Result) -> None:
    bad = (own.wrong + own.false_accepts) / (own.names + own.others)
    print(
        f"Goals: right {own.right / own.names:.1%} (98 %), wrong and false accepts {bad:.2%} (under 0.5 %), "
        f"{own.names_a_second:,.0f} names/s cold (20,000), {own.others_a_second:,.0f} texts/s that name nothing"
    )


def _print_failures(answers: Sequence[Answer], cases: Sequence[Case]) -> None:
    for answer, case in zip(answers, cases, strict=True):
        verdict = verdict_on(answer, case)
        if verdict not in {"right", "nothing"}:
            print(f"{verdict}: {case.printed!r} in {case.scope}: {answer}, expected {case.expected}")


if __name__ == "__main__":
    raise SystemExit(main())
