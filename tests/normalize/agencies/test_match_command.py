"""`match` with many names on standard input."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from doichieu.cli import app
from doichieu.commands import console

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = "".join(f"Sở Tài chính {n}\nUBND huyện Tuy Phước\n" for n in range(1, 800))


def test_many_names_as_json() -> None:
    """A long list is one JSON list, in the order given."""
    result = CliRunner().invoke(app, ["match", "--province", "VN-31", "--json"], input=NAMES)
    found = json.loads(result.stdout)
    assert len(found) == 2 * 799
    assert [one["entity_id"] for one in found[1::2]] == ["VN-31:h-550"] * 799
    assert result.stdout == json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def test_many_names_as_table() -> None:
    """A long list is one table with one header; below a name that is not settled stands what it may be."""
    result = CliRunner().invoke(app, ["match", "--province", "VN-31"], input=NAMES)
    lines = result.stdout.splitlines()
    assert len(lines) == 1 + 3 * 799
    assert lines[2].split()[0] == "VN-31:so-tc"
    assert lines[-1].split()[:5] == ["UBND", "huyện", "Tuy", "Phước", "VN-31:h-550"]


def test_no_name_is_an_empty_list() -> None:
    """Nothing on standard input is an empty list."""
    assert json.loads(CliRunner().invoke(app, ["match", "--json"], input="\n").stdout) == []


def test_values_are_printed_as_they_come(capsys: pytest.CaptureFixture[str]) -> None:
    """What was found before a failure is printed."""

    def values() -> Iterator[dict[str, int]]:
        yield {"a": 1}
        raise OSError("gone")

    with pytest.raises(OSError, match="gone"):
        console.print_json_list(values())
    assert '"a": 1' in capsys.readouterr().out


def test_a_year_is_its_end() -> None:
    """A yearly ranking gives a year; the town of 2020 is a town at its end."""
    result = CliRunner().invoke(
        app, ["match", "huyện Hoài Nhơn", "--province", "VN-31", "--date", "2020", "--json"]
    )
    (found,) = json.loads(result.stdout)
    assert found["kind"] == "thị xã"
    assert CliRunner().invoke(app, ["match", "Sở Y tế", "--date", "20240"]).exit_code == 2
