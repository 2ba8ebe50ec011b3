"""Answers in files: the form follows from the name, and nothing is lost on the way."""

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from tests.cli.conftest import Gopax

pytestmark = pytest.mark.usefixtures("account")
READ_TABLE: Any = parquet.read_table


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "jsonl"])
def test_a_file_holds_what_standard_output_would(gopax: Gopax, tmp_path: Path, form: str) -> None:
    """Byte for byte, and standard output stays empty."""
    path = tmp_path / f"pairs.{form}"
    done = gopax("pairs", "-o", path)
    assert (done.code, done.out) == (0, "")
    assert path.read_text("utf-8") == gopax("pairs", f"--{form}").out
    assert f"Rows written to {path}: {len(gopax('pairs', '--json').json)}" in done.err


def test_parquet_keeps_every_digit(gopax: Gopax, tmp_path: Path) -> None:
    """Amounts are exact decimals, times are in UTC, and numbers are numbers."""
    path = tmp_path / "mine.parquet"
    gopax("order", "place", "BTC-KRW", "buy", "100000", "--market")
    assert gopax("fills", "BTC-KRW", "-o", path).code == 0
    table = READ_TABLE(path)
    rows = gopax("fills", "BTC-KRW", "--json", "--tz", "UTC").json
    assert [str(each) for each in table.schema.types] == [
        *("int64", "timestamp[ms, tz=UTC]", "int64", "string", "string"),
        *["decimal128(38, 18)"] * 4,
    ]
    for found, told in zip(table.to_pylist(), rows, strict=True):
        assert found["fee"] == Decimal(told["fee"])
        assert found["base_amount"] == Decimal(told["base_amount"])
        assert found["time"].isoformat(timespec="milliseconds") == told["time"]


def test_no_rows_are_a_table_of_the_same_columns(gopax: Gopax, tmp_path: Path) -> None:
    """So that a program that reads it every day does not fail on a quiet one."""
    full, empty = tmp_path / "full.parquet", tmp_path / "empty.parquet"
    gopax("order", "open", "-o", empty)
    gopax("order", "place", "BTC-KRW", "buy", "0.01", "--price", "9000000")
    gopax("order", "open", "-o", full)
    assert READ_TABLE(empty).num_rows == 0
    assert READ_TABLE(full).num_rows == 1
    assert READ_TABLE(empty).schema == READ_TABLE(full).schema


def test_a_file_may_be_named_before_the_command_and_lacks_its_header_if_asked(
    gopax: Gopax, tmp_path: Path
) -> None:
    """The options of every command go together."""
    path = tmp_path / "pairs.csv"
    gopax("-o", path, "pairs", "--no-header")
    with path.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file))[0] != "pair"


@pytest.mark.parametrize(
    ("name", "more", "fix"),
    [
        ("pairs.xls", [], ".parquet"),
        ("pairs", [], ".parquet"),
        ("pairs.csv", ["--json"], "one form"),
        ("nowhere/pairs.csv", [], "mkdir -p"),
    ],
)
def test_an_order_is_not_placed_where_its_answer_has_no_place(
    gopax: Gopax, tmp_path: Path, name: str, more: list[str], fix: str
) -> None:
    """The file is looked at before anything is sent."""
    line = "order place BTC-KRW buy 0.01 --price 9000000"
    done = gopax(*line.split(), "-o", tmp_path / name, *more)
    assert done.code == 2
    assert fix in done.err
    assert gopax("order", "open", "--json").json == []


def test_an_order_is_not_placed_where_a_library_is_missing(
    gopax: Gopax, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With what to install."""
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    line = "order place BTC-KRW buy 0.01 --price 9000000"
    done = gopax(*line.split(), "-o", tmp_path / "order.parquet")
    assert done.code == 4
    assert "pip install" in done.err
    assert gopax("order", "open", "--json").json == []


def test_an_answer_that_the_disk_does_not_take_is_shown(
    gopax: Gopax, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The order is placed; only this answer tells its number."""

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("gopax_ext.cli.output.files.write_beside", full)
    line = "order place BTC-KRW buy 0.01 --price 9000000"
    done = gopax(*line.split(), "-o", tmp_path / "order.json")
    assert done.code == 1
    assert "No space left" in done.err
    (mine,) = gopax("order", "open", "--json").json
    assert json.loads(done.out)["id"] == mine["id"]
