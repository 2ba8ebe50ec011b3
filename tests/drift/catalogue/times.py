"""Time and units: other clocks, zones, forms and scales than the reference names."""

from datetime import datetime, timedelta
from typing import Any

from attrs import evolve

from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import operation_of

__all__ = ["group"]

group = Group("time and units")
_ORDERS = ("placeOrder", "listOrders", "getOrder")
_HOURS_KOREA = 9
_HOUR_MS = 3_600_000


def _later(text: str, **span: float) -> str:
    moment = datetime.fromisoformat(text) + timedelta(**span)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


@group.rows("listTrades", layers="plan probes model")
def time_with_space(row: Any) -> Any:
    """A space stands between the date and the time of a trade."""
    return {**row, "time": row["time"].replace("T", " ")}


@group.rows("getTicker", layers="plan probes model")
def time_without_milliseconds(row: Any) -> Any:
    """The time of a ticker is cut to seconds."""
    return {**row, "time": row["time"][:19] + "Z"}


@group.rows(*_ORDERS, layers="plan probes model")
def time_with_microseconds(row: Any) -> Any:
    """The time of an order has six decimals, as the reference's words say against its examples."""
    return {**row, "createdAt": row["createdAt"][:-1] + "000Z"}


@group.rows("getStats", "listStats", layers="plan probes")
def time_without_zone(row: Any) -> Any:
    """The time of the statistics has no Z."""
    return {**row, "time": row["time"].removesuffix("Z")}


@group.rows("listTrades", layers="plan probes model")
def time_in_korea(row: Any) -> Any:
    """The time of a trade is that of Korea, called UTC."""
    return {**row, "time": _later(row["time"], hours=_HOURS_KOREA)}


@group.rows("listMyTrades", layers="probes")
def own_time_in_korea(row: Any) -> Any:
    """The time of an own trade is that of Korea, called UTC."""
    return {**row, "timestamp": _later(row["timestamp"], hours=_HOURS_KOREA)}


@group.rows(*_ORDERS, layers="probes")
def order_time_in_korea(row: Any) -> Any:
    """The time of an order is that of Korea, called UTC."""
    return {**row, "createdAt": _later(row["createdAt"], hours=_HOURS_KOREA)}


@group.rows("listMyTrades", layers="probes model")
def time_with_offset(row: Any) -> Any:
    """The time of an own trade is given with the offset of Korea."""
    return {**row, "timestamp": _later(row["timestamp"], hours=_HOURS_KOREA)[:-1] + "+09:00"}


@group.rows(*_ORDERS, layers="plan probes model")
def time_as_number(row: Any) -> Any:
    """The time of an order is a number of milliseconds."""
    return {**row, "createdAt": int(datetime.fromisoformat(row["createdAt"]).timestamp() * 1000)}


@group.rows("getTicker", layers="plan probes")
def ticker_an_hour_old(row: Any) -> Any:
    """The time of a ticker is an hour ago."""
    return {**row, "time": _later(row["time"], hours=-1)}


@group.rows("getStats", layers="plan probes")
def statistics_of_tomorrow(row: Any) -> Any:
    """The time of the statistics of one pair is a day ahead."""
    return {**row, "time": _later(row["time"], days=1)}


@group.tell(layers="plan probes model")
def order_time_is_now(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """An order was created when it is read."""
    if operation_of(asked) != "getOrder" or answer.status != 200:
        return answer
    notes.reads = getattr(notes, "reads", 0) + 1
    at = answer.body.index(b'"createdAt":"') + len(b'"createdAt":"')
    later = _later(answer.body[at : at + 24].decode(), seconds=notes.reads)
    return answer.saying(answer.body[:at] + later.encode() + answer.body[at + 24 :])


@group.answer("listCandles", layers="plan probes")
def candle_seconds(data: Any) -> Any:
    """The time of a candle counts seconds."""
    return [[row[0] // 1000, *row[1:]] for row in data]


@group.answer("listCandles", layers="plan probes")
def candle_unaligned(data: Any) -> Any:
    """The time of a candle is that of its first trade."""
    return [[row[0] + 1234, *row[1:]] for row in data]


@group.answer("listCandles", layers="plan probes")
def candle_in_korea(data: Any) -> Any:
    """The time of a candle is that of Korea, called UTC."""
    return [[row[0] + _HOURS_KOREA * _HOUR_MS, *row[1:]] for row in data]


@group.ask(layers="probes")
def candle_range_in_seconds(asked: Asked, _: Notes) -> Asked | Answer:
    """The range of candles is taken for seconds."""
    if operation_of(asked) != "listCandles":
        return asked
    parts = [part.partition(b"=") for part in asked.query.split(b"&")]
    scaled = [
        name + sign + (value + b"000" if name in {b"start", b"end"} and value.isdigit() else value)
        for name, sign, value in parts
    ]
    return evolve(asked, query=b"&".join(scaled))


@group.rows("listTrades", layers="plan probes model")
def date_in_milliseconds(row: Any) -> Any:
    """The date of a trade counts milliseconds."""
    return {**row, "date": row["date"] * 1000}


@group.rows("listTrades", layers="plan probes model")
def date_in_korea(row: Any) -> Any:
    """The date of a trade is that of Korea."""
    return {**row, "date": row["date"] + _HOURS_KOREA * 3600}


group.switch(
    "page_times_in_seconds", "after and before count seconds.", "plan probes", page_time="s"
)
