"""History: from the bytes of an answer to exact columns, and on to Parquet."""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from .cases import case
from .samples import CANDLES_1440

_ROWS = 1_440
_DAYS = 10


@case("candles to columns", "json and pandas, floats", repeats=10, calls=_ROWS)
def pandas_columns(_: str) -> Callable[[], object]:
    """The yardstick: what an analyst writes in a minute. Digits beyond 15 are lost."""
    import pandas as pd  # noqa: PLC0415 - each worker loads its own peer alone

    names = ["time", "low", "high", "open", "close", "volume"]
    return lambda: pd.DataFrame(json.loads(CANDLES_1440), columns=names)


@case("candles to columns", "codec, then Arrow, exact", repeats=10, calls=_ROWS)
def codec_columns(_: str) -> Callable[[], object]:
    """A Python object for each number on the way."""
    from gopax_ext.history.columns import candle_table  # noqa: PLC0415
    from gopax_generated.codecs import decode_list_candles  # noqa: PLC0415

    return lambda: candle_table(decode_list_candles(CANDLES_1440))


@case("candles to columns", "ours, exact", repeats=40, calls=_ROWS)
def our_columns(_: str) -> Callable[[], object]:
    """From text to decimal128 without a Python object for each number."""
    from gopax_ext.history.columns import decode_candles  # noqa: PLC0415

    return lambda: decode_candles(CANDLES_1440)


def _days() -> list[bytes]:
    """Ten answers of a day each, one after another."""
    start = json.loads(CANDLES_1440)[0][0]
    days: list[bytes] = []
    for day in range(_DAYS):
        rows = json.loads(CANDLES_1440)
        for place, row in enumerate(rows):
            row[0] = start + (day * _ROWS + place) * 60_000
        days.append(json.dumps(rows, separators=(",", ":")).encode())
    return days


@case("candles to Parquet", "json and pandas, floats", repeats=3, calls=_ROWS * _DAYS)
def pandas_parquet(_: str) -> Callable[[], object]:
    """The yardstick: one file, no manifest, no way to go on after an interruption."""
    import pandas as pd  # noqa: PLC0415

    days, folder = _days(), Path(tempfile.mkdtemp())
    names = ["time", "low", "high", "open", "close", "volume"]

    def write() -> None:
        frames = [pd.DataFrame(json.loads(day), columns=names) for day in days]
        pd.concat(frames).to_parquet(folder / "candles.parquet")

    return write


@case("candles to Parquet", "ours, exact", repeats=3, calls=_ROWS * _DAYS)
def our_parquet(_: str) -> Callable[[], object]:
    """Decoded, ordered, written, forced to the disk, hashed, entered in the manifest."""
    from gopax_ext.history.columns import decode_candles  # noqa: PLC0415
    from gopax_ext.history.dataset import Dataset  # noqa: PLC0415
    from gopax_ext.history.series import Series, month_of  # noqa: PLC0415

    days, folder = _days(), Path(tempfile.mkdtemp())
    start = json.loads(days[0])[0][0]
    whole = (start, start + _DAYS * _ROWS * 60_000)
    series = Series.candles("BTC-KRW", 1)

    def write() -> None:
        shutil.rmtree(folder)
        with Dataset.held(folder, "http://127.0.0.1:1") as dataset:
            tables = [decode_candles(day) for day in days]
            dataset.add(series, {month_of(start): tables}, [whole])
            dataset.close()

    return write
