"""Rules switched off or given another level by a TOML file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.errors import UsageError
from doichieu.model import Level, Outcome
from doichieu.report.contents import Contents
from doichieu.report.strings import Strings
from doichieu.report.summary import verdict
from doichieu.rule_settings import RuleSettings, apply, described, read
from tests.validate.papers import Sketch, examine, ranking

TIE = Sketch(ranking(["90", "80", "80", "70", "60", "60"], ["1", "2", "2", "3", "4", "5"]))


def _file(folder: Path, text: str) -> Path:
    path = folder / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_codes_and_families(tmp_path: Path) -> None:
    """A family stands for its rules; what is said of one rule outweighs what is said of its family."""
    settings = read(_file(tmp_path, 'off = ["ord"]\n[level]\nRANK-TIE = "error"\nRANK = "info"\n'))
    assert settings.off == {"ORD-SEQ", "ORD-DUP", "ORD-GAP"}
    assert settings.levels["RANK-TIE"] is Level.ERROR
    assert settings.levels["RANK-GAP"] is Level.INFO


def test_settings_in_a_project_file(tmp_path: Path) -> None:
    """A pyproject.toml keeps them under [tool.doichieu.rules], beside whatever else it has."""
    text = '[project]\nname = "x"\n[tool.doichieu.rules]\noff = ["NAME-SPELL"]\n'
    assert read(_file(tmp_path, text)).off == {"NAME-SPELL"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('off = ["RANK-TEI"]', "did you mean RANK-TIE?"),
        ('[level]\nRANK-TIE = "fatal"', "choose among error, warning, info"),
        ('of = ["RANK-TIE"]', "'of' does not exist"),
        ('off = "RANK-TIE"', "another form"),
        ("off = [", "not TOML"),
    ],
)
def test_what_does_not_exist_is_an_error(tmp_path: Path, text: str, said: str) -> None:
    """An unknown rule, level or key ends the command before any paper is read, and says what to write."""
    with pytest.raises(UsageError) as error:
        read(_file(tmp_path, text))
    assert said in str(error.value)


def test_a_rule_that_is_off_is_no_pass(tmp_path: Path) -> None:
    """Its findings go, its checks are unknown with the reason, and the report names it."""
    before = examine(TIE)
    assert "RANK-TIE" in {finding.rule for finding in before.findings}
    settings = read(_file(tmp_path, 'off = ["RANK"]'))
    after = apply(before, settings)
    assert after.findings == ()
    checks = [check for check in after.checks if check.rule.startswith("RANK")]
    assert checks
    assert all(check.outcome is Outcome.UNKNOWN and check.why for check in checks)
    contents = Contents.of([after], rules=described(settings))
    assert "Quy tắc đã tắt: RANK-GAP," in verdict(contents, Strings(lang="vi"))


def test_another_level() -> None:
    """A finding takes the level set, and the most serious stand first."""
    settings = RuleSettings(levels={"RANK-TIE": Level.INFO})
    assert [finding.level for finding in apply(examine(TIE), settings).findings] == [Level.INFO]
    assert "RANK-TIE (Note)" in verdict(Contents.of([], rules=described(settings)), Strings(lang="en"))


def test_commands_take_the_file(tmp_path: Path) -> None:
    """`rules --rules` shows what is set; an unknown code is wrong usage."""
    runner = CliRunner()
    path = _file(tmp_path, 'off = ["RANK-TIE"]')
    shown = runner.invoke(app, ["rules", "RANK", "--rules", str(path), "--json"])
    settings = {rule["code"]: rule["setting"] for rule in json.loads(shown.stdout)}
    assert settings["RANK-TIE"] == "off"
    assert settings["RANK-GAP"] is None
    path.write_text('off = ["NONE"]', encoding="utf-8")
    assert runner.invoke(app, ["run", "--rules", str(path), "--out", str(tmp_path)]).exit_code == 2
