"""While a paper is read the collector of cycles rests, and nothing of that is left behind."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from doichieu.errors import ReadError
from doichieu.extract import read_bytes, reader

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "Số: 12/QĐ-UBND\n\n| STT | Đơn vị | Điểm |\n|---|---|---|\n| 1 | Sở Nội vụ | 90,5 |\n".encode()


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.enable()


def test_it_rests_while_a_paper_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words and cells by the hundred thousand are not searched for cycles."""
    seen: list[bool] = []
    assemble = reader.assemble
    monkeypatch.setattr(reader, "assemble", lambda *given: (seen.append(gc.isenabled()), assemble(*given))[1])
    read_bytes(TEXT, "a.md")
    assert seen == [False]


@pytest.mark.parametrize("ran", [True, False])
@pytest.mark.parametrize("data", [TEXT, b"%PDF-1.7 cut off"], ids=["read", "damaged"])
def test_it_is_left_as_it_was(data: bytes, *, ran: bool) -> None:
    """Who switched it off keeps it off, and a paper that cannot be read switches it on again."""
    (gc.enable if ran else gc.disable)()
    try:
        read_bytes(data, "a")
    except ReadError:
        assert data != TEXT
    assert gc.isenabled() is ran
