"""What papers say of each other: ranks and figures of earlier years, moves stated in the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from doichieu.dataset.facts import series as series_of_dataset
from doichieu.dataset.store import ingest
from doichieu.extract import read
from doichieu.model import (
    Audit,
    Bilingual,
    Correction,
    Finding,
    Level,
    Outcome,
)
from doichieu.normalize import understand
from doichieu.validate import audit
from doichieu.validate.chain import link
from tests.extract.growth import assert_linear
from tests.validate.synthetic import synthetic
from tests.validate.yearly import BEFORE, NAMES, first, on_another_topic, paper, scores_of, second, sha256_of


def _chained(*audits: Audit) -> list[Finding]:
    return [finding for one in link(audits) for finding in one.findings if finding.rule.startswith("CHAIN")]


def _outcomes(audits: Sequence[Audit]) -> list[tuple[str, Outcome]]:
    return [(c.rule, c.outcome) for one in audits for c in one.checks if c.rule.startswith("CHAIN")]


def test_ranks_of_an_earlier_year_are_those_of_itspaper() -> None:
    """A column that repeats the ranks of last year's paper holds, in whatever order the papers come."""
    audits = [second(BEFORE), first()]
    assert _chained(*audits) == []
    assert _outcomes(link(audits)) == [("CHAIN-RANK", Outcome.HELD)] * 8


def test_a_rank_copied_wrongly_is_found() -> None:
    """One wrong rank is one warning, with the cell of either paper and its number."""
    wrong = [*BEFORE[:2], "5", *BEFORE[3:]]
    (finding,) = _chained(first(), second(wrong))
    assert (finding.rule, finding.level) == ("CHAIN-RANK", Level.WARNING)
    assert (finding.entity, finding.observed, finding.expected) == (NAMES[2], "5", "3")
    assert "5/QĐ-UBND" in finding.message.vi
    assert [operand.locator.document for operand in finding.operands] == [
        sha256_of("7/QĐ-UBND"),
        sha256_of("5/QĐ-UBND"),
    ]


def test_another_ranking_is_no_copy() -> None:
    """A column that agrees with no paper is not compared: it is of another ranking."""
    audits = [first(), second(["8", "7", "6", "5", "4", "3", "2", "1"])]
    assert _outcomes(link(audits)) == []


def test_one_paper_in_two_formats_is_not_held_against_itself() -> None:
    """Two files with one number and date are one paper."""
    one = first()
    other = replace(
        one, decision=replace(one.decision, document=replace(one.decision.document, sha256="other"))
    )
    assert _outcomes(link([one, other])) == []


@pytest.mark.parametrize("when", [date(2017, 6, 1), date(2018, 6, 1)])
def test_papers_of_two_years_meet_however_many_stand_between_or_came_since(when: date) -> None:
    """Forty papers on another topic that print the same ranks hide no paper on the same topic."""
    (finding,) = _chained(first(), second([*BEFORE[:2], "5", *BEFORE[3:]]), *on_another_topic(40, when))
    assert (finding.observed, finding.expected) == ("5", "3")
    assert "5/QĐ-UBND" in finding.message.vi


def test_of_two_papers_that_a_column_repeats_the_later_is_named() -> None:
    """A ranking that was published anew is the one that the next year repeats."""
    anew = paper("11/QĐ-UBND", 2016, {"Xếp hạng 2016": BEFORE})
    (finding,) = _chained(first(), second([*BEFORE[:2], "5", *BEFORE[3:]]), anew)
    assert "11/QĐ-UBND" in finding.message.vi


def test_of_papers_of_one_day_the_higher_number_is_the_later() -> None:
    """“11/QĐ-UBND” repeats “5/QĐ-UBND” of the same day, and not the other way round."""
    differing = paper("11/QĐ-UBND", 2016, {"Xếp hạng 2016": [*BEFORE[:2], "5", *BEFORE[3:]]})
    told = link([differing, first()])
    assert [len([f for f in one.findings if f.rule == "CHAIN-RANK"]) for one in told] == [1, 0]


def test_what_the_audit_of_the_earlier_paper_corrects_is_right() -> None:
    """A later paper that prints a corrected rank is not held against the misprint."""
    earlier = first()
    said = Bilingual(vi="a", en="b")
    correction = Correction(table_id="t01", row=3, col=3, printed="3", value="5")
    known = Finding(
        finding_id="F-1",
        rule="RANK-ORDER",
        level=Level.ERROR,
        message=said,
        observed="3",
        expected="5",
        corrections=(correction,),
    )
    wrong = [*BEFORE[:2], "5", *BEFORE[3:]]
    found = link([replace(earlier, findings=(known,)), second(wrong)])
    assert {outcome for _, outcome in _outcomes(found)} == {Outcome.HELD}


def test_figures_of_anotherpaper() -> None:
    """Scores of last year are held against last year's paper at the coarser precision of the two."""
    scores = [f"{99 - int(rank)},25" for rank in BEFORE]
    wrong = [scores[0].replace("97,25", "79,25"), "98,3", *scores[2:]]
    columns = {"Tổng điểm 2017": scores_of(2017), "Tổng điểm 2016": wrong}
    (finding,) = _chained(first(), paper("7/QĐ-UBND", 2017, columns))
    assert (finding.rule, finding.observed, finding.expected) == ("CHAIN-EQ", "79,25", "97,25")


@pytest.mark.parametrize(
    ("stated", "held"), [("tăng 4 bậc", True), ("tăng 5 bậc", False), ("giảm 4 bậc", False)]
)
def test_move_against_the_paper_of_the_other_year(published: Path, stated: str, held: bool) -> None:
    """“xếp hạng 3/63, tăng 4 bậc so với năm 2016” follows from the ministry's paper of 2016: place 7."""
    ministry = audit(understand(read(published / "cv-1557-2017-btttt.txt")))
    notice = read(published / "portal-notice-2018-binh-dinh.txt")
    blocks = tuple(
        replace(block, text=block.text.replace("tăng 4 bậc", stated)) if hasattr(block, "text") else block
        for block in notice.blocks
    )
    told = audit(understand(replace(notice, blocks=blocks)))
    outcome = Outcome.HELD if held else Outcome.VIOLATED
    assert _outcomes(link([ministry, told])) == [("CHAIN-MOVE", outcome)]
    assert [finding.observed for finding in _chained(ministry, told)] == ([] if held else [stated])


def test_a_ranking_in_two_formats_is_one_to_check_a_move_by(published: Path) -> None:
    """The ministry's paper of 2016 as two files leaves no doubt which ranking a sentence speaks of."""
    ministry = audit(understand(read(published / "cv-1557-2017-btttt.txt")))
    notice = audit(understand(read(published / "portal-notice-2018-binh-dinh.txt")))
    document = ministry.decision.document
    copy = replace(ministry, decision=replace(ministry.decision, document=replace(document, sha256="b" * 64)))
    moves = [outcome for rule, outcome in _outcomes(link([ministry, copy, notice])) if rule == "CHAIN-MOVE"]
    assert moves == [Outcome.HELD]


def test_papers_of_a_dataset(tmp_path: Path) -> None:
    """A new paper is held against a paper that only the dataset has, by its Parquet files."""
    earlier = first()
    ingest([earlier], tmp_path / "data")
    known = list(series_of_dataset(tmp_path / "data", without=["x"], periods={2016}))
    wrong = [*BEFORE[:2], "5", *BEFORE[3:]]
    (told,) = link([second(wrong)], known)
    (finding,) = [finding for finding in told.findings if finding.rule == "CHAIN-RANK"]
    assert (finding.observed, finding.expected) == ("5", "3")
    assert finding.operands[1].text == "5/QĐ-UBND, Bảng 1: 3"
    assert list(series_of_dataset(tmp_path / "data", without=[], periods={2015})) == []
    doc_id = earlier.decision.document.doc_id
    assert list(series_of_dataset(tmp_path / "data", without=[doc_id], periods={2016})) == []


def test_cost_grows_with_papers_and_not_with_their_square() -> None:
    """Four times the papers take at most five times the work; a square would be sixteen."""
    few, many = synthetic(150), synthetic(600)
    link(few)  # what is kept between calls is made before it is counted
    assert_linear(lambda papers: lambda: link(few if papers == 150 else many), 150)
