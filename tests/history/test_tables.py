"""`write_parquet`: any table, every digit."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext.history.errors import NumberTooFine
from gopax_ext.history.tables import write_parquet
from gopax_generated.enums import Side

SEOUL = timezone(timedelta(hours=9))


def test_a_table_comes_back_as_it_was(tmp_path: Path) -> None:
    """Amounts to the last digit, moments in UTC, nothing as null."""
    path = tmp_path / "fills.parquet"
    rows = [
        {
            "id": 7,
            "time": datetime(2024, 1, 1, 9, tzinfo=SEOUL),
            "side": Side.BUY,
            "price": Decimal(143250000),
            "fee": None,
            "open": True,
        },
        {
            "id": 8,
            "time": datetime(2024, 1, 1, 0, 1, 0, 500_000, tzinfo=UTC),
            "side": Side.SELL,
            "price": Decimal("0.000000000000000001"),
            "fee": Decimal("-1.50"),
            "open": False,
        },
    ]
    assert write_parquet(rows, path) == 2
    found = pq.read_table(path).to_pylist()
    assert found == rows
    assert [row["side"] for row in found] == ["buy", "sell"]
    assert pq.read_schema(path).field("price").type == pa.decimal128(38, 18)
    assert pl.read_parquet(path)["price"].to_list() == [row["price"] for row in rows]


def test_an_empty_table_keeps_its_columns(tmp_path: Path) -> None:
    """Where the types are given."""
    path = tmp_path / "none.parquet"
    types = {"time": datetime, "price": Decimal, "id": int, "open": bool, "pair": str}
    assert write_parquet([], path, types=types) == 0
    kinds = [str(field.type) for field in pq.read_schema(path)]
    assert kinds == ["timestamp[ms, tz=UTC]", "decimal128(38, 18)", "int64", "bool", "string"]


@given(st.lists(st.decimals(allow_nan=False, allow_infinity=False, places=30), max_size=5))
def test_no_digit_is_lost(values: list[Decimal]) -> None:
    """A column grows as wide as its numbers, or is refused; it never rounds."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "numbers.parquet"
        try:
            write_parquet([{"n": value} for value in values], path, types={"n": Decimal})
            assert pq.read_table(path)["n"].to_pylist() == values
        except NumberTooFine:
            assert any(value.adjusted() + 1 + 30 > 76 for value in values)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """A row that cannot be written leaves the old file, and nothing beside it."""
    path = tmp_path / "a.parquet"
    write_parquet([{"n": 1}], path)
    with pytest.raises(NumberTooFine):
        write_parquet([{"n": Decimal("1e80")}], path)
    assert pq.read_table(path).to_pylist() == [{"n": 1}]
    assert [each.name for each in tmp_path.iterdir()] == ["a.parquet"]
