"""GOPAX as an exchange of ccxt, written the way ccxt writes its own: the fairest match.

ccxt has no GOPAX. One of its own classes, pointed here, would sign by another scheme and parse
other answers; this one makes the same calls, signs the same bytes and gives ccxt's unified results.
Its own rate limiter is off, in its favour.
"""

import hashlib
import json
import time
from typing import Any

from ..samples import KEY, SECRET

__all__ = ["async_exchange", "exchange"]


def exchange(base_url: str) -> Any:
    """Return an instance that blocks."""
    import ccxt  # noqa: PLC0415 - each worker loads its own peer alone

    class Gopax(_Signing, _entries(), ccxt.Exchange):  # type: ignore[misc]
        def fetch_balance(self, params: Any = None) -> Any:
            return self.parse_balance(self.private_get_balances_asset(params))

        def create_order(self, symbol: str, *order: Any) -> Any:
            market = self.market(symbol)
            answer = self.private_post_orders(self.order_request(market, *order))
            return self.parse_order(answer, market)

        def fetch_ticker(self, symbol: str) -> Any:
            market = self.market(symbol)
            answer = self.public_get_trading_pairs_pair_ticker({"pair": market["id"]})
            return self.parse_ticker(answer, market)

    return _opened(Gopax, base_url)


def async_exchange(base_url: str) -> Any:
    """Return an instance that awaits."""
    from ccxt.async_support.base.exchange import Exchange  # noqa: PLC0415 - as above

    class Gopax(_Signing, _entries(), Exchange):  # type: ignore[misc]
        async def fetch_ticker(self, symbol: str) -> Any:
            market = self.market(symbol)
            answer = await self.public_get_trading_pairs_pair_ticker({"pair": market["id"]})
            return self.parse_ticker(answer, market)

    return _opened(Gopax, base_url)


def _opened(cls: Any, base_url: str) -> Any:
    api = {"public": base_url, "private": base_url}
    opened = cls({"apiKey": KEY, "secret": SECRET, "urls": {"api": api}, "enableRateLimit": False})
    opened.set_markets([opened.market_of(base) for base in ("BTC", "ETH")])
    return opened


def _entries() -> Any:
    from ccxt.base.types import Entry  # noqa: PLC0415 - as above

    class Entries:
        private_get_balances_asset = Entry("balances/{asset}", "private", "GET", {})
        private_post_orders = Entry("orders", "private", "POST", {})
        public_get_trading_pairs_pair_ticker = Entry(
            "trading-pairs/{pair}/ticker", "public", "GET", {}
        )

    return Entries


class _Signing:
    """What both kinds share; the members it calls are those of ccxt's Exchange."""

    def describe(self: Any) -> Any:
        return self.deep_extend(
            super().describe(),
            {
                "id": "gopax",
                "name": "GOPAX",
                "rateLimit": 50,
            },
        )

    def market_of(self, base: str) -> dict[str, Any]:
        return {
            "id": f"{base}-KRW",
            "symbol": f"{base}/KRW",
            "base": base,
            "quote": "KRW",
            "baseId": base,
            "quoteId": "KRW",
            "type": "spot",
            "spot": True,
            "precision": {"amount": 1e-8, "price": 1},
            "limits": {},
        }

    def sign(  # noqa: PLR0917 - as ccxt calls it
        self: Any,
        path: str,
        api: str = "public",
        method: str = "GET",
        params: Any = None,
        headers: Any = None,
        body: Any = None,
    ) -> Any:
        request = "/" + self.implode_params(path, params)
        query = self.omit(params, self.extract_params(path))
        if api == "private":
            nonce = str(time.time_ns() // 1_000_000)
            body = json.dumps(query) if query else ""
            what = (nonce + method + request + body).encode()
            secret = self.base64_to_binary(self.secret)
            headers = {
                "API-KEY": self.apiKey,
                "SIGNATURE": self.hmac(what, secret, hashlib.sha512, "base64"),
                "NONCE": nonce,
            }
            if query:
                headers["Content-Type"] = "application/json"
        url = self.urls["api"][api] + request
        return {"url": url, "method": method, "body": body or None, "headers": headers}

    def order_request(self: Any, market: Any, kind: str, side: str, amount: Any, price: Any) -> Any:
        return {
            "tradingPairName": market["id"],
            "type": kind,
            "side": side,
            "amount": float(self.amount_to_precision(market["symbol"], amount)),
            "price": float(self.price_to_precision(market["symbol"], price)),
        }

    def parse_balance(self: Any, answer: Any) -> Any:
        result: dict[str, Any] = {"info": answer}
        account = self.account()
        account["free"] = self.safe_string(answer, "avail")
        account["used"] = self.safe_string(answer, "hold")
        result[self.safe_currency_code(self.safe_string(answer, "asset"))] = account
        return self.safe_balance(result)

    def parse_ticker(self: Any, ticker: Any, market: Any = None) -> Any:
        market = self.safe_market(self.safe_string(ticker, "name"), market)
        timestamp = self.parse8601(self.safe_string(ticker, "time"))
        last = self.safe_string_2(ticker, "price", "close")
        return self.safe_ticker(
            {
                "symbol": market["symbol"],
                "timestamp": timestamp,
                "datetime": self.iso8601(timestamp),
                "open": self.safe_string(ticker, "open"),
                "high": self.safe_string(ticker, "high"),
                "low": self.safe_string(ticker, "low"),
                "bid": self.safe_string(ticker, "bid"),
                "ask": self.safe_string(ticker, "ask"),
                "close": last,
                "last": last,
                "baseVolume": self.safe_string(ticker, "volume"),
                "info": ticker,
            },
            market,
        )

    def parse_trade(self: Any, trade: Any, market: Any = None) -> Any:
        timestamp = self.parse8601(self.safe_string(trade, "time"))
        return self.safe_trade(
            {
                "id": self.safe_string(trade, "id"),
                "info": trade,
                "timestamp": timestamp,
                "datetime": self.iso8601(timestamp),
                "symbol": market["symbol"],
                "side": self.safe_string(trade, "side"),
                "price": self.safe_string(trade, "price"),
                "amount": self.safe_string(trade, "amount"),
            },
            market,
        )

    def parse_order(self: Any, order: Any, market: Any = None) -> Any:
        market = self.safe_market(self.safe_string(order, "tradingPairName"), market, "-")
        timestamp = self.parse8601(self.safe_string(order, "createdAt"))
        return self.safe_order(
            {
                "id": self.safe_string(order, "id"),
                "info": order,
                "timestamp": timestamp,
                "datetime": self.iso8601(timestamp),
                "symbol": market["symbol"],
                "type": self.safe_string(order, "type"),
                "side": self.safe_string(order, "side"),
                "price": self.safe_string(order, "price"),
                "amount": self.safe_string(order, "amount"),
                "remaining": self.safe_string(order, "remaining"),
                "status": "open",
            },
            market,
        )

    def parse_ohlcv(self: Any, row: Any, market: Any = None) -> Any:
        del market
        # time, low, high, open, close, volume becomes time, open, high, low, close, volume.
        return [self.safe_integer(row, 0), *(self.safe_number(row, i) for i in (3, 2, 1, 4, 5))]
