"""Small papers as text files, and how commands are run in tests."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from typer.testing import CliRunner

from doichieu.cli import app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

HEAD = """\
ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BÌNH ĐỊNH\tĐộc lập - Tự do - Hạnh phúc
Số: {number}/QĐ-UBND\tBình Định, ngày 24 tháng 01 năm 2017

QUYẾT ĐỊNH
Về việc công bố kết quả xếp hạng năm 2016

Bảng 1. Xếp hạng chung

TT\tTên đơn vị\tNhóm 1\tNhóm 2\tTổng điểm\tXếp hạng
"""

CLEAN = (
    ("1", "Sở Nội vụ", "30", "50", "80", "1"),
    ("2", "Sở Y tế", "30", "45", "75", "2"),
    ("3", "Sở Tài chính", "25", "45", "70", "3"),
    ("4", "Sở Xây dựng", "25", "40", "65", "4"),
    ("5", "Sở Công Thương", "20", "40", "60", "5"),
    ("6", "Sở Tư pháp", "20", "35", "55", "6"),
)


def paper(number: int = 305, *, total: str = "75") -> str:
    """A decision with one table; any total but 75 for Sở Y tế is a misprint."""
    rows = [(*row[:4], total if row[1] == "Sở Y tế" else row[4], row[5]) for row in CLEAN]
    return HEAD.format(number=number) + "".join("\t".join(row) + "\n" for row in rows)


def write_papers(folder: Path, count: int, **options: str) -> list[Path]:
    """Papers with different numbers, each a file."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"qd-{number}.txt" for number in range(1, count + 1)]
    for number, file in enumerate(files, start=1):
        file.write_text(paper(number, **options), encoding="utf-8")
    return files


def call(*arguments: str | os.PathLike[str], stdin: str | None = None) -> Result:
    """Run a command in this process."""
    return CliRunner().invoke(app, [os.fspath(argument) for argument in arguments], input=stdin)


def call_json(*arguments: str | os.PathLike[str], stdin: str | None = None) -> Any:
    """What a command prints with --json."""
    result = call(*arguments, "--json", stdin=stdin)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)
