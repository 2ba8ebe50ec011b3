# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""JSON to models and back, exactly.

`decode_<operation>` reads an answer and raises DecodeError and nothing else, whatever the bytes;
unknown members, longer rows and unknown enum values are no errors. `encode_<operation>` writes the
same answer, compact and in the order of the document, numbers in plain digits. Bodies that are sent
have a pair of their own, by the name of their model.
"""

from __future__ import annotations  # naming a model would make its class

from datetime import UTC
from typing import Any

from msgspec import convert

from . import _wire, models
from ._reader import UNREADABLE, Reader, Values, rows_of
from ._values import (
    USUAL,
    anything,
    array,
    integer,
    member,
    microseconds,
    number,
    refuse,
    sane,
    seconds,
    seconds_told,
    text,
    time,
    utc,
)

__all__ = [
    "decode_cancel_order",
    "decode_error_body",
    "decode_get_balance",
    "decode_get_order",
    "decode_get_order_book",
    "decode_get_stats",
    "decode_get_ticker",
    "decode_list_assets",
    "decode_list_balances",
    "decode_list_candles",
    "decode_list_my_trades",
    "decode_list_orders",
    "decode_list_stats",
    "decode_list_trades",
    "decode_list_trading_pairs",
    "decode_place_order",
    "decode_place_order_request",
    "encode_cancel_order",
    "encode_error_body",
    "encode_get_balance",
    "encode_get_order",
    "encode_get_order_book",
    "encode_get_stats",
    "encode_get_ticker",
    "encode_list_assets",
    "encode_list_balances",
    "encode_list_candles",
    "encode_list_my_trades",
    "encode_list_orders",
    "encode_list_stats",
    "encode_list_trades",
    "encode_list_trading_pairs",
    "encode_place_order",
    "encode_place_order_request",
]


def _book_entry_values(rows: list[_wire.BookEntry]) -> Values:
    for row in rows:
        if not (
            (row.price.adjusted() in USUAL or sane(row.price))
            and (row.amount.adjusted() in USUAL or sane(row.amount))
        ):
            refuse(row.price, row.amount)
        yield (
            row.id,
            row.price,
            row.amount,
            None if row.updated_at is None else seconds_told(row.updated_at, 1000),
        )


def _book_entry_json(row: models.BookEntry) -> bytes:
    parts = [text(row.id), number(row.price), number(row.amount)]
    if row.updated_at is None:
        return array(parts)
    parts.append(text(str(microseconds(row.updated_at) // 1000)))
    return array(parts)


def _candle_values(rows: list[_wire.Candle]) -> Values:
    for row in rows:
        if not (
            (row.low.adjusted() in USUAL or sane(row.low))
            and (row.high.adjusted() in USUAL or sane(row.high))
            and (row.open.adjusted() in USUAL or sane(row.open))
            and (row.close.adjusted() in USUAL or sane(row.close))
            and (row.volume.adjusted() in USUAL or sane(row.volume))
        ):
            refuse(row.low, row.high, row.open, row.close, row.volume)
        yield seconds(row.time, 1000), row.low, row.high, row.open, row.close, row.volume


def _candle_json(row: models.Candle) -> bytes:
    return b"[%b,%b,%b,%b,%b,%b]" % (
        integer(microseconds(row.time) // 1000),
        number(row.low),
        number(row.high),
        number(row.open),
        number(row.close),
        number(row.volume),
    )


def _settle_balance(*items: _wire.Balance) -> None:
    for item in items:
        if not (
            (item.avail.adjusted() in USUAL or sane(item.avail))
            and (item.hold.adjusted() in USUAL or sane(item.hold))
            and (item.pending_withdrawal.adjusted() in USUAL or sane(item.pending_withdrawal))
        ):
            refuse(item.avail, item.hold, item.pending_withdrawal)


def _balance_json(model: models.Balance) -> bytes:
    return b'{"asset":%b,"avail":%b,"hold":%b,"pendingWithdrawal":%b}' % (
        text(model.asset),
        number(model.avail),
        number(model.hold),
        number(model.pending_withdrawal),
    )


def _settle_order(*items: _wire.Order) -> None:
    for item in items:
        if not (
            (item.price is None or item.price.adjusted() in USUAL or sane(item.price))
            and (item.amount.adjusted() in USUAL or sane(item.amount))
        ):
            refuse(item.price, item.amount)
        if item.created_at.tzinfo is not UTC:
            item.created_at = utc(item.created_at)


def _order_json(model: models.Order) -> bytes:
    return b'{"id":%b%b,"amount":%b,"tradingPairName":%b,"side":%b,"type":%b,"createdAt":%b}' % (
        text(model.id),
        b"" if model.price is None else b',"price":%b' % number(model.price),
        number(model.amount),
        text(model.trading_pair_name),
        member(model.side),
        member(model.type),
        time(model.created_at),
    )


def _settle_order_detail(*items: _wire.OrderDetail) -> None:
    for item in items:
        if not (
            (item.price is None or item.price.adjusted() in USUAL or sane(item.price))
            and (item.amount.adjusted() in USUAL or sane(item.amount))
            and (item.remaining.adjusted() in USUAL or sane(item.remaining))
        ):
            refuse(item.price, item.amount, item.remaining)
        if item.created_at.tzinfo is not UTC:
            item.created_at = utc(item.created_at)


def _order_detail_json(model: models.OrderDetail) -> bytes:
    return (
        b'{"id":%b%b,"amount":%b,"tradingPairName":%b,"side":%b,"type":%b,"createdAt":%b,"status":%b,"remaining":%b}'
        % (
            text(model.id),
            b"" if model.price is None else b',"price":%b' % number(model.price),
            number(model.amount),
            text(model.trading_pair_name),
            member(model.side),
            member(model.type),
            time(model.created_at),
            member(model.status),
            number(model.remaining),
        )
    )


def _settle_place_order_request(*items: _wire.PlaceOrderRequest) -> None:
    for item in items:
        if not (
            (item.price is None or item.price.adjusted() in USUAL or sane(item.price))
            and (item.amount.adjusted() in USUAL or sane(item.amount))
        ):
            refuse(item.price, item.amount)


def _place_order_request_json(model: models.PlaceOrderRequest) -> bytes:
    return b'{"type":%b,"side":%b%b,"amount":%b,"tradingPairName":%b}' % (
        member(model.type),
        member(model.side),
        b"" if model.price is None else b',"price":%b' % number(model.price),
        number(model.amount),
        text(model.trading_pair_name),
    )


def _settle_my_trade(*items: _wire.MyTrade) -> None:
    for item in items:
        if not (
            (item.base_amount.adjusted() in USUAL or sane(item.base_amount))
            and (item.quote_amount.adjusted() in USUAL or sane(item.quote_amount))
            and (item.fee.adjusted() in USUAL or sane(item.fee))
            and (item.price.adjusted() in USUAL or sane(item.price))
        ):
            refuse(item.base_amount, item.quote_amount, item.fee, item.price)
        if item.timestamp.tzinfo is not UTC:
            item.timestamp = utc(item.timestamp)


def _my_trade_json(model: models.MyTrade) -> bytes:
    return (
        b'{"id":%b,"orderId":%b,"baseAmount":%b,"quoteAmount":%b,"fee":%b,"price":%b,"timestamp":%b,"side":%b,"tradingPairName":%b}'
        % (
            integer(model.id),
            integer(model.order_id),
            number(model.base_amount),
            number(model.quote_amount),
            number(model.fee),
            number(model.price),
            time(model.timestamp),
            member(model.side),
            text(model.trading_pair_name),
        )
    )


def _asset_json(model: models.Asset) -> bytes:
    return b'{"id":%b,"name":%b}' % (text(model.id), text(model.name))


def _trading_pair_json(model: models.TradingPair) -> bytes:
    return b'{"name":%b,"baseAsset":%b,"quoteAsset":%b}' % (
        text(model.name),
        text(model.base_asset),
        text(model.quote_asset),
    )


def _settle_ticker(*items: models.Ticker) -> None:
    for item in items:
        if not (
            (item.price.adjusted() in USUAL or sane(item.price))
            and (item.ask.adjusted() in USUAL or sane(item.ask))
            and (item.bid.adjusted() in USUAL or sane(item.bid))
            and (item.volume.adjusted() in USUAL or sane(item.volume))
        ):
            refuse(item.price, item.ask, item.bid, item.volume)
        if item.time.tzinfo is not UTC:
            object.__setattr__(item, "time", utc(item.time))


def _ticker_json(model: models.Ticker) -> bytes:
    return b'{"price":%b,"ask":%b,"bid":%b,"volume":%b,"time":%b}' % (
        number(model.price),
        number(model.ask),
        number(model.bid),
        number(model.volume),
        time(model.time),
    )


def _order_book(wire: _wire.OrderBook) -> models.OrderBook:
    return models.OrderBook(
        sequence=wire.sequence,
        bid=tuple(rows_of(list[models.BookEntry], _book_entry_values(wire.bid), strict=False)),
        ask=tuple(rows_of(list[models.BookEntry], _book_entry_values(wire.ask), strict=False)),
    )


def _order_book_json(model: models.OrderBook) -> bytes:
    parts: list[bytes] = []
    if model.sequence is not None:
        parts.append(b'"sequence":%b' % integer(model.sequence))
    parts += [
        b'"bid":%b' % array([_book_entry_json(item) for item in model.bid]),
        b'"ask":%b' % array([_book_entry_json(item) for item in model.ask]),
    ]
    return b"{%b}" % b",".join(parts)


def _settle_trade(*items: models.Trade) -> None:
    for item in items:
        if not (
            (item.price.adjusted() in USUAL or sane(item.price))
            and (item.amount.adjusted() in USUAL or sane(item.amount))
        ):
            refuse(item.price, item.amount)
        if item.time.tzinfo is not UTC:
            object.__setattr__(item, "time", utc(item.time))


def _trade_json(model: models.Trade) -> bytes:
    return b'{"time":%b%b,"id":%b,"price":%b,"amount":%b,"side":%b}' % (
        time(model.time),
        b"" if model.date is None else b',"date":%b' % integer(model.date),
        integer(model.id),
        number(model.price),
        number(model.amount),
        member(model.side),
    )


def _settle_stats(*items: models.Stats) -> None:
    for item in items:
        if not (
            (item.open.adjusted() in USUAL or sane(item.open))
            and (item.high.adjusted() in USUAL or sane(item.high))
            and (item.low.adjusted() in USUAL or sane(item.low))
            and (item.close.adjusted() in USUAL or sane(item.close))
            and (item.volume.adjusted() in USUAL or sane(item.volume))
        ):
            refuse(item.open, item.high, item.low, item.close, item.volume)
        if item.time.tzinfo is not UTC:
            object.__setattr__(item, "time", utc(item.time))


def _stats_json(model: models.Stats) -> bytes:
    return b'{"open":%b,"high":%b,"low":%b,"close":%b,"volume":%b,"time":%b}' % (
        number(model.open),
        number(model.high),
        number(model.low),
        number(model.close),
        number(model.volume),
        time(model.time),
    )


def _settle_pair_stats(*items: models.PairStats) -> None:
    for item in items:
        if not (
            (item.open.adjusted() in USUAL or sane(item.open))
            and (item.high.adjusted() in USUAL or sane(item.high))
            and (item.low.adjusted() in USUAL or sane(item.low))
            and (item.close.adjusted() in USUAL or sane(item.close))
            and (item.volume.adjusted() in USUAL or sane(item.volume))
        ):
            refuse(item.open, item.high, item.low, item.close, item.volume)
        if item.time.tzinfo is not UTC:
            object.__setattr__(item, "time", utc(item.time))


def _pair_stats_json(model: models.PairStats) -> bytes:
    return b'{"name":%b,"open":%b,"high":%b,"low":%b,"close":%b,"volume":%b,"time":%b}' % (
        text(model.name),
        number(model.open),
        number(model.high),
        number(model.low),
        number(model.close),
        number(model.volume),
        time(model.time),
    )


def _error_body_json(model: models.ErrorBody) -> bytes:
    parts: list[bytes] = []
    if model.error_code is not None:
        parts.append(b'"errorCode":%b' % integer(model.error_code))
    if model.error_message is not None:
        parts.append(b'"errorMessage":%b' % text(model.error_message))
    if model.error_data is not None:
        parts.append(b'"errorData":%b' % anything(model.error_data))
    if model.errormsg is not None:
        parts.append(b'"errormsg":%b' % text(model.errormsg))
    return b"{%b}" % b",".join(parts)


_LIST_BALANCES = Reader("list_balances", lambda: list[_wire.Balance])


def decode_list_balances(body: bytes) -> list[models.Balance]:
    """Read the answer of `list_balances`; DecodeError if the bytes are anything else."""
    try:
        answer = _LIST_BALANCES.decode(body)
        _settle_balance(*answer)
        return convert(answer, list[models.Balance], from_attributes=True)
    except UNREADABLE as failure:
        raise _LIST_BALANCES.explain(body, failure) from failure


def encode_list_balances(value: list[models.Balance]) -> bytes:
    """Write the answer of `list_balances`."""
    return array([_balance_json(item) for item in value])


_GET_BALANCE = Reader("get_balance", lambda: _wire.Balance)


def decode_get_balance(body: bytes) -> models.Balance:
    """Read the answer of `get_balance`; DecodeError if the bytes are anything else."""
    try:
        answer = _GET_BALANCE.decode(body)
        _settle_balance(answer)
        return convert(answer, models.Balance, from_attributes=True)
    except UNREADABLE as failure:
        raise _GET_BALANCE.explain(body, failure) from failure


def encode_get_balance(value: models.Balance) -> bytes:
    """Write the answer of `get_balance`."""
    return _balance_json(value)


_LIST_ORDERS = Reader("list_orders", lambda: list[_wire.Order])


def decode_list_orders(body: bytes) -> list[models.Order]:
    """Read the answer of `list_orders`; DecodeError if the bytes are anything else."""
    try:
        answer = _LIST_ORDERS.decode(body)
        _settle_order(*answer)
        return convert(answer, list[models.Order], from_attributes=True)
    except UNREADABLE as failure:
        raise _LIST_ORDERS.explain(body, failure) from failure


def encode_list_orders(value: list[models.Order]) -> bytes:
    """Write the answer of `list_orders`."""
    return array([_order_json(item) for item in value])


_PLACE_ORDER = Reader("place_order", lambda: _wire.Order)


def decode_place_order(body: bytes) -> models.Order:
    """Read the answer of `place_order`; DecodeError if the bytes are anything else."""
    try:
        answer = _PLACE_ORDER.decode(body)
        _settle_order(answer)
        return convert(answer, models.Order, from_attributes=True)
    except UNREADABLE as failure:
        raise _PLACE_ORDER.explain(body, failure) from failure


def encode_place_order(value: models.Order) -> bytes:
    """Write the answer of `place_order`."""
    return _order_json(value)


_GET_ORDER = Reader("get_order", lambda: _wire.OrderDetail)


def decode_get_order(body: bytes) -> models.OrderDetail:
    """Read the answer of `get_order`; DecodeError if the bytes are anything else."""
    try:
        answer = _GET_ORDER.decode(body)
        _settle_order_detail(answer)
        return convert(answer, models.OrderDetail, from_attributes=True)
    except UNREADABLE as failure:
        raise _GET_ORDER.explain(body, failure) from failure


def encode_get_order(value: models.OrderDetail) -> bytes:
    """Write the answer of `get_order`."""
    return _order_detail_json(value)


_CANCEL_ORDER = Reader("cancel_order", lambda: dict[str, Any])


def decode_cancel_order(body: bytes) -> None:
    """Read the answer of `cancel_order`; DecodeError if the bytes are anything else."""
    try:
        _CANCEL_ORDER.decode(body)
    except UNREADABLE as failure:
        raise _CANCEL_ORDER.explain(body, failure) from failure


def encode_cancel_order(_value: None = None) -> bytes:
    """Write the answer of `cancel_order`."""
    return b"{}"


_LIST_MY_TRADES = Reader("list_my_trades", lambda: list[_wire.MyTrade])


def decode_list_my_trades(body: bytes) -> list[models.MyTrade]:
    """Read the answer of `list_my_trades`; DecodeError if the bytes are anything else."""
    try:
        answer = _LIST_MY_TRADES.decode(body)
        _settle_my_trade(*answer)
        return convert(answer, list[models.MyTrade], from_attributes=True)
    except UNREADABLE as failure:
        raise _LIST_MY_TRADES.explain(body, failure) from failure


def encode_list_my_trades(value: list[models.MyTrade]) -> bytes:
    """Write the answer of `list_my_trades`."""
    return array([_my_trade_json(item) for item in value])


_LIST_ASSETS = Reader("list_assets", lambda: list[models.Asset])


def decode_list_assets(body: bytes) -> list[models.Asset]:
    """Read the answer of `list_assets`; DecodeError if the bytes are anything else."""
    try:
        return _LIST_ASSETS.decode(body)
    except UNREADABLE as failure:
        raise _LIST_ASSETS.explain(body, failure) from failure


def encode_list_assets(value: list[models.Asset]) -> bytes:
    """Write the answer of `list_assets`."""
    return array([_asset_json(item) for item in value])


_LIST_TRADING_PAIRS = Reader("list_trading_pairs", lambda: list[_wire.TradingPair])


def decode_list_trading_pairs(body: bytes) -> list[models.TradingPair]:
    """Read the answer of `list_trading_pairs`; DecodeError if the bytes are anything else."""
    try:
        return convert(
            _LIST_TRADING_PAIRS.decode(body), list[models.TradingPair], from_attributes=True
        )
    except UNREADABLE as failure:
        raise _LIST_TRADING_PAIRS.explain(body, failure) from failure


def encode_list_trading_pairs(value: list[models.TradingPair]) -> bytes:
    """Write the answer of `list_trading_pairs`."""
    return array([_trading_pair_json(item) for item in value])


_LIST_STATS = Reader("list_stats", lambda: list[models.PairStats])


def decode_list_stats(body: bytes) -> list[models.PairStats]:
    """Read the answer of `list_stats`; DecodeError if the bytes are anything else."""
    try:
        answer = _LIST_STATS.decode(body)
        _settle_pair_stats(*answer)
    except UNREADABLE as failure:
        raise _LIST_STATS.explain(body, failure) from failure
    return answer


def encode_list_stats(value: list[models.PairStats]) -> bytes:
    """Write the answer of `list_stats`."""
    return array([_pair_stats_json(item) for item in value])


_GET_TICKER = Reader("get_ticker", lambda: models.Ticker)


def decode_get_ticker(body: bytes) -> models.Ticker:
    """Read the answer of `get_ticker`; DecodeError if the bytes are anything else."""
    try:
        answer = _GET_TICKER.decode(body)
        _settle_ticker(answer)
    except UNREADABLE as failure:
        raise _GET_TICKER.explain(body, failure) from failure
    return answer


def encode_get_ticker(value: models.Ticker) -> bytes:
    """Write the answer of `get_ticker`."""
    return _ticker_json(value)


_GET_ORDER_BOOK = Reader("get_order_book", lambda: _wire.OrderBook)


def decode_get_order_book(body: bytes) -> models.OrderBook:
    """Read the answer of `get_order_book`; DecodeError if the bytes are anything else."""
    try:
        return _order_book(_GET_ORDER_BOOK.decode(body))
    except UNREADABLE as failure:
        raise _GET_ORDER_BOOK.explain(body, failure) from failure


def encode_get_order_book(value: models.OrderBook) -> bytes:
    """Write the answer of `get_order_book`."""
    return _order_book_json(value)


_LIST_TRADES = Reader("list_trades", lambda: list[models.Trade])


def decode_list_trades(body: bytes) -> list[models.Trade]:
    """Read the answer of `list_trades`; DecodeError if the bytes are anything else."""
    try:
        answer = _LIST_TRADES.decode(body)
        _settle_trade(*answer)
    except UNREADABLE as failure:
        raise _LIST_TRADES.explain(body, failure) from failure
    return answer


def encode_list_trades(value: list[models.Trade]) -> bytes:
    """Write the answer of `list_trades`."""
    return array([_trade_json(item) for item in value])


_GET_STATS = Reader("get_stats", lambda: models.Stats)


def decode_get_stats(body: bytes) -> models.Stats:
    """Read the answer of `get_stats`; DecodeError if the bytes are anything else."""
    try:
        answer = _GET_STATS.decode(body)
        _settle_stats(answer)
    except UNREADABLE as failure:
        raise _GET_STATS.explain(body, failure) from failure
    return answer


def encode_get_stats(value: models.Stats) -> bytes:
    """Write the answer of `get_stats`."""
    return _stats_json(value)


_LIST_CANDLES = Reader("list_candles", lambda: list[_wire.Candle])


def decode_list_candles(body: bytes) -> list[models.Candle]:
    """Read the answer of `list_candles`; DecodeError if the bytes are anything else."""
    try:
        return rows_of(
            list[models.Candle], _candle_values(_LIST_CANDLES.decode(body)), strict=False
        )
    except UNREADABLE as failure:
        raise _LIST_CANDLES.explain(body, failure) from failure


def encode_list_candles(value: list[models.Candle]) -> bytes:
    """Write the answer of `list_candles`."""
    return array([_candle_json(item) for item in value])


_PLACE_ORDER_REQUEST = Reader("place_order_request", lambda: _wire.PlaceOrderRequest)


def decode_place_order_request(body: bytes) -> models.PlaceOrderRequest:
    """Read a body that is a `PlaceOrderRequest`; DecodeError if the bytes are anything else."""
    try:
        answer = _PLACE_ORDER_REQUEST.decode(body)
        _settle_place_order_request(answer)
        return convert(answer, models.PlaceOrderRequest, from_attributes=True)
    except UNREADABLE as failure:
        raise _PLACE_ORDER_REQUEST.explain(body, failure) from failure


def encode_place_order_request(value: models.PlaceOrderRequest) -> bytes:
    """Write a body that is a `PlaceOrderRequest`."""
    return _place_order_request_json(value)


_ERROR_BODY = Reader("error_body", lambda: _wire.ErrorBody)


def decode_error_body(body: bytes) -> models.ErrorBody:
    """Read a body that is a `ErrorBody`; DecodeError if the bytes are anything else."""
    try:
        return convert(_ERROR_BODY.decode(body), models.ErrorBody, from_attributes=True)
    except UNREADABLE as failure:
        raise _ERROR_BODY.explain(body, failure) from failure


def encode_error_body(value: models.ErrorBody) -> bytes:
    """Write a body that is a `ErrorBody`."""
    return _error_body_json(value)
