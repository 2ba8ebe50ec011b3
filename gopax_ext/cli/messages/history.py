"""English texts of `gopax history`."""

from typing import Final

__all__ = ["TEXTS"]

TEXTS: Final = {
    "example.history.download": "gopax history download BTC-KRW ETH-KRW -i 1m --since 2024-01-01 -o data",
    "example.history.verify": "gopax history verify data --online --since 2d",
    "example.history.export": "gopax history export data BTC-KRW --since 7d -o week.csv",
    "help.history": "Candles and trades as Parquet files, exact and complete.",
    "help.history.download": "Fetch what is missing of candles or trades. Stop it whenever you like: started again, it goes on.",
    "help.history.verify": "Read every file again: hash, order, doubles, gaps. --online compares with the exchange.",
    "help.history.export": "Write a range of a dataset to one .csv, .jsonl or .parquet file.",
    "option.pairs": "trading pairs, like BTC-KRW ETH-KRW",
    "option.folder": "folder of the dataset",
    "option.from": "from when: 2026-01-31, 2026-01-31T09:00 or 3h, 2d ago",
    "option.trades": "trades instead of candles",
    "option.plan": "show the plan alone",
    "option.online": "ask the exchange again and compare every digit",
    "option.export": "file to write; its name ends in .csv, .jsonl or .parquet",
    "history.plan": "plan: {series} · {rows} candles at most · {calls} calls, {time} at {rate} a second · {span}",
    "history.plan_about": "plan: {series} · about {rows} trades · about {calls} calls, {time} at {rate} a second",
    "history.lost": "Gone or cut short, fetched again: {files}",
    "history.progress": "{series}  {done} of {total} ({percent}%)  {rate} rows/s  {left} left",
    "history.stopped": "Stopped; what has come in is stored. Run the same command again to go on.",
    "history.done": "{rows} rows with {calls} calls in {seconds} s. Check them: gopax history verify {folder}",
    "history.sound": "Every file is as it was written, in order and without doubles. Intervals without a trade have no candle.",
    "history.damaged": "Wrong: {count}. Delete such a file and download again: its month is fetched anew.",
    "history.finding": "{file}: {problem}, {detail}",
    "history.compared": "{series}: {rows} rows are what the exchange says.",
    "history.differs": "{series}: of {rows} rows {different} differ, {missing} are missing, {extra} are unknown to the exchange; the first at {first}.",
}
