"""One answer for each operation, as the reference shows it or as traffic was recorded."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

ANSWERS: Mapping[str, bytes] = {
    "list_balances": b'[{"asset":"BTC","avail":0.42317058,"hold":0,"pendingWithdrawal":0}]',
    "get_balance": b'{"asset":"KRW","avail":9101080.53,"hold":0,"pendingWithdrawal":0}',
    "list_orders": b'[{"id":"23712","price":101,"amount":100,"tradingPairName":"CND-KRW",'
    b'"side":"sell","type":"limit","createdAt":"2018-01-08T12:44:03.000Z"}]',
    "place_order": b'{"id":"98723","price":750000,"amount":9,"tradingPairName":"ETH-KRW",'
    b'"side":"buy","type":"limit","createdAt":"2018-01-09T10:43:10.000Z"}',
    "get_order": b'{"id":"23712","status":"placed","side":"sell","type":"limit","price":101,'
    b'"amount":100,"remaining":100,"tradingPairName":"CND-KRW",'
    b'"createdAt":"2018-01-08T12:44:03.000Z"}',
    "cancel_order": b"{}",
    "list_my_trades": b'[{"id":23152,"orderId":23712,"baseAmount":0.00968007,'
    b'"quoteAmount":99999.963135,"fee":0,"price":10330500,'
    b'"timestamp":"2018-03-10T16:07:32.000Z","side":"buy","tradingPairName":"BTC-KRW"}]',
    "list_assets": '[{"id":"KRW","name":"대한민국 원"}]'.encode(),
    "list_trading_pairs": b'[{"name":"ETH-KRW","baseAsset":"ETH","quoteAsset":"KRW"}]',
    "list_stats": b'[{"name":"ETH-KRW","open":780000,"high":784000,"low":756000,"close":763500,'
    b'"volume":1602.93236136,"time":"2018-03-14T05:13:08.364Z"}]',
    "get_ticker": b'{"price":10194500,"ask":10195000,"bid":10184500,"volume":1752.05558316,'
    b'"time":"2018-03-14T03:50:41.184Z"}',
    "get_order_book": b'{"sequence":84551219,"bid":[["481172",10163500,0.0001]],'
    b'"ask":[["84551218",114980000,0.0014,"1790137997710"]]}',
    "list_trades": b'[{"time":"2018-03-14T04:01:17.000Z","date":1521000077,"id":6436174,'
    b'"price":10163000,"amount":0.38115097,"side":"sell"}]',
    "get_stats": b'{"open":10297000,"high":10362500,"low":9901000,"close":10089500,'
    b'"volume":1700.84866009,"time":"2018-03-14T05:02:37.337Z"}',
    "list_candles": b"[[1521004020000,10081000,10081000,10081000,10081000,0.0398393]]",
}


def read(body: bytes) -> Any:
    """JSON whose numbers with a point are Decimals."""
    return json.loads(body, parse_float=Decimal)


def write(value: object) -> bytes:
    """JSON with every digit of every Decimal."""
    if isinstance(value, Decimal):
        return str(value).encode()
    if isinstance(value, dict):
        pairs = [json.dumps(name).encode() + b":" + write(inner) for name, inner in value.items()]
        return b"{" + b",".join(pairs) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(write, value)) + b"]"
    return json.dumps(value).encode()
