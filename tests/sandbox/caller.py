"""A caller that shares nothing with the client: it signs by hand and speaks ASGI in-process."""

import asyncio
import base64
import hmac
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from attrs import define, frozen

from gopax_ext.sandbox import Account, Key, Sandbox


@frozen
class Answer:
    """What came back; `json` reads numbers as `Decimal`."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body, parse_float=Decimal, parse_int=Decimal)

    @property
    def code(self) -> int:
        return int(self.json["errorCode"])


@define
class Caller:
    """Calls one exchange, with one key; every signed call takes the next nonce."""

    sandbox: Sandbox
    key: Key | Account | None = None
    nonce: int = 0
    address: str = "127.0.0.1"

    def get(self, target: str, **more: Any) -> Answer:
        return self.call("GET", target, **more)

    def place(self, **order: object) -> Answer:
        """Place a limit order on BTC-KRW; every field can be changed, or left out with None."""
        body = {
            "type": "limit",
            "side": "buy",
            "price": 9_000_000,
            "amount": "0.01",
            "tradingPairName": "BTC-KRW",
        } | order
        kept = {name: value for name, value in body.items() if value is not None}
        return self.call("POST", "/orders", body=json.dumps(kept).encode())

    def headers(self, method: str, path: str, body: bytes, nonce: str | None = None) -> dict:
        """The three headers, signed as the reference says."""
        if self.key is None:
            return {}
        if nonce is None:
            self.nonce += 1
            nonce = str(self.nonce)
        secret = base64.b64decode(self.key.secret_key)
        what = (nonce + method + path).encode() + body
        signature = base64.b64encode(hmac.digest(secret, what, "sha512")).decode()
        return {"API-KEY": self.key.api_key, "SIGNATURE": signature, "NONCE": nonce}

    def call(
        self,
        method: str,
        target: str,
        *,
        body: bytes = b"",
        nonce: str | None = None,
        headers: Mapping[str, str | None] | None = None,
    ) -> Answer:
        """One request; `headers` overrides the signed ones, and None leaves one out."""
        path, _, query = target.partition("?")
        sent: dict[str, str | None] = dict(self.headers(method, path, body, nonce))
        sent.update(headers or {})
        kept = [(k, v) for k, v in sent.items() if v is not None]
        return self.raw(method, path, query, kept, [body])

    def raw(
        self,
        method: str,
        path: str,
        query: str = "",
        headers: list[tuple[str, str]] | None = None,
        parts: list[bytes] | None = None,
    ) -> Answer:
        """One request as it would come off the wire; the body in `parts`."""
        scope = {
            "type": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(k.lower().encode(), v.encode()) for k, v in headers or []],
            "client": (self.address, 50_000),
        }
        waiting = list(parts or [b""])
        sent: list[Any] = []

        async def receive() -> dict[str, Any]:
            if not waiting:
                return {"type": "http.disconnect"}
            part = waiting.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(waiting)}

        async def send(message: Any) -> None:
            sent.append(message)

        asyncio.run(self.sandbox.app(scope, receive, send))
        start = sent[0]
        found = {k.decode().lower(): v.decode() for k, v in start["headers"]}
        return Answer(start["status"], found, b"".join(m.get("body", b"") for m in sent[1:]))
