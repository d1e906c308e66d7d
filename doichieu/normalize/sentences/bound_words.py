"""Words that make the figure behind them a bound, not a figure of its own."""

BOUNDS = r"tren|duoi|tu|hon|khong qua|khong duoi|it nhat|toi thieu|toi da"
"""A pattern over folded text: "trên 80 điểm", "không dưới 40%"."""
