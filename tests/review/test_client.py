"""A client from PyPI that was written for other services, against this one."""

from __future__ import annotations

import pytest


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
def test_reconciler(service: str) -> None:
    """The client `reconciler` reconciles a column of a data frame, narrowed by another column."""
    reconciler = pytest.importorskip("reconciler")
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "agency": ["Sở LĐ-TB&XH", "UBND TX An Nhơn", "UBND TP.Hội An", "Sở TT&TT"],
            "province": ["Bình Định", "Bình Định", "Quảng Nam", "VN-21"],
        }
    )
    found = reconciler.reconcile(
        frame["agency"],
        property_mapping={"province": frame["province"]},
        reconciliation_endpoint=f"{service}/reconcile",
    )
    assert list(found["id"]) == ["VN-31:so-ldtbxh", "VN-31:h-549", "VN-27:h-503", "VN-21:so-tttt"]
    assert found["match"].all()
