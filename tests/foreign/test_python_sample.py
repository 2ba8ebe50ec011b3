"""A client written after the reference's Python sample trades a full session on the exchange.

It uses `hmac`, `base64` and `http.client` alone and knows nothing of this project.
"""

import base64
import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Iterator
from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from gopax_ext.sandbox import Sandbox


class Sample:
    """The sample of the reference, with a connection around it."""

    def __init__(self, base_url: str, api_key: str, secret: str) -> None:
        self.line = http.client.HTTPConnection(urlsplit(base_url).netloc, timeout=5)
        self.api_key = api_key
        self.secret = secret

    def call(self, method: str, request_path: str, request_body: object = None) -> object:
        body = "" if request_body is None else json.dumps(request_body)
        nonce = str(time.time())
        what = nonce + method + request_path.split("?", 1)[0] + body
        key = base64.b64decode(self.secret)
        signature = hmac.new(key, what.encode(), hashlib.sha512)
        headers = {
            "API-KEY": self.api_key,
            "SIGNATURE": base64.b64encode(signature.digest()),
            "NONCE": nonce,
            "Content-Type": "application/json",
        }
        self.line.request(method, request_path, body, headers)
        response = self.line.getresponse()
        answer = json.loads(response.read(), parse_float=Decimal, parse_int=Decimal)
        assert response.status == 200, answer
        return answer


@pytest.fixture(params=["reference", "current"])
def sample(request: pytest.FixtureRequest) -> Iterator[Sample]:
    """The sample with a funded account, on the exchange of both eras."""
    with Sandbox(seed=7, profile=request.param) as sandbox:
        account = sandbox.create_account({"KRW": 10_000_000, "BTC": 1})
        sample = Sample(sandbox.base_url, account.api_key, account.secret_key)
        yield sample
        sample.line.close()


def test_a_full_session(sample: Sample) -> None:
    """Balances, a fill, a resting order, its cancellation, and sums that add up exactly."""

    def balances() -> dict[str, Decimal]:
        rows = sample.call("GET", "/balances")
        assert all(row["hold"] == row["pendingWithdrawal"] == 0 for row in rows)
        return {row["asset"]: row["avail"] for row in rows}

    before = balances()
    book = sample.call("GET", "/trading-pairs/BTC-KRW/book?level=1")
    ask = book["ask"][0]
    order = {"type": "limit", "side": "buy", "amount": "0.005", "tradingPairName": "BTC-KRW"}
    filled = sample.call("POST", "/orders", {**order, "price": int(ask[1])})
    resting = sample.call("POST", "/orders", {**order, "price": int(ask[1]) // 2})

    detail = sample.call("GET", f"/orders/{filled['id']}")
    assert (detail["status"], detail["remaining"]) == ("completed", 0)
    assert [row["id"] for row in sample.call("GET", "/orders")] == [resting["id"]]
    assert sample.call("GET", "/balances/KRW")["hold"] == int(ask[1]) // 2 * Decimal("0.005")
    assert sample.call("DELETE", f"/orders/{resting['id']}") == {}
    assert sample.call("GET", "/orders") == []

    trades = sample.call("GET", "/trades?limit=10")
    assert {row["orderId"] for row in trades} == {Decimal(filled["id"])}
    after = balances()
    paid = sum(row["quoteAmount"] for row in trades)
    got = sum(row["baseAmount"] - row["fee"] for row in trades)
    assert (before["KRW"] - after["KRW"], after["BTC"] - before["BTC"]) == (paid, got)


def test_the_public_side(sample: Sample) -> None:
    """The market can be read with a connection and nothing else."""
    pairs = sample.call("GET", "/trading-pairs")
    assets = {row["id"] for row in sample.call("GET", "/assets")}
    assert {pair["baseAsset"] for pair in pairs} <= assets
    ticker = sample.call("GET", "/trading-pairs/ETH-BTC/ticker")
    assert ticker["bid"] < ticker["ask"]
    rows = sample.call("GET", "/trading-pairs/ETH-BTC/trades?limit=5")
    assert len(rows) == 5
    names = [row["name"] for row in sample.call("GET", "/trading-pairs/stats")]
    assert names == [pair["name"] for pair in pairs]
