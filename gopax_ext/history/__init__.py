"""History of the exchange as columns: exact, downloaded once, read by any engine.

`History("data/")` is a folder of candles and trades; `candles(...)` asks the exchange right now.
Both give `Candles`, which polars, pandas, DuckDB and Arrow take as they are. Needs the extra
`history` (`pip install "gopax-client[history]"`), which is loaded when the first column is made;
trading code never loads any of this.
"""

from typing import TYPE_CHECKING

from .._lazy import lazy

if TYPE_CHECKING:
    from .errors import FolderBusy, HistoryDamaged, HistoryError, NumberTooFine
    from .folder import Downloaded, History
    from .frame import Candles, Gap, Trades
    from .live import candles, trades
    from .series import Series
    from .tables import write_parquet

__all__ = [
    "Candles",
    "Downloaded",
    "FolderBusy",
    "Gap",
    "History",
    "HistoryDamaged",
    "HistoryError",
    "NumberTooFine",
    "Series",
    "Trades",
    "candles",
    "trades",
    "write_parquet",
]

__getattr__ = lazy(
    __name__,
    {
        "Candles": ".frame",
        "Downloaded": ".folder",
        "FolderBusy": ".errors",
        "Gap": ".frame",
        "History": ".folder",
        "HistoryDamaged": ".errors",
        "HistoryError": ".errors",
        "NumberTooFine": ".errors",
        "Series": ".series",
        "Trades": ".frame",
        "candles": ".live",
        "trades": ".live",
        "write_parquet": ".tables",
    },
)
