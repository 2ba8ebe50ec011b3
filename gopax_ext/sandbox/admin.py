"""The administration API: what `Sandbox` can do, over HTTP, for programs in any language.

It is there only when asked for, below `/__sandbox__/`, and needs the token that
`Sandbox.admin_token` or the command shows, in the header `ADMIN-TOKEN`. Every action is a POST of a
JSON object and answers one; `GET /__sandbox__/` tells the state.
"""

import hmac
import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from .clock import iso
from .engine import NotEnoughError
from .faults import KINDS
from .replies import JSON, Reply

if TYPE_CHECKING:
    from .sandbox import Sandbox, Snapshot

__all__ = ["PREFIX", "Admin"]

PREFIX = "/__sandbox__/"
_MOST_SNAPSHOTS = 16
_MOST_DIGITS = 30
_FAILED = (ArithmeticError, KeyError, NotEnoughError, TypeError, ValueError)

Body = Mapping[str, object]
Answer = dict[str, object]


class Admin:
    """Carries out the actions of one exchange's administration."""

    def __init__(self, sandbox: "Sandbox", token: str) -> None:
        self._sandbox = sandbox
        self._token = token.encode()
        self._snapshots: dict[str, Snapshot] = {}
        self._taken = 0
        self.actions: dict[str, Callable[[Body], Answer]] = {
            "accounts": self._open_account,
            "keys": self._add_key,
            "revoke": self._revoke,
            "deposit": self._deposit,
            "withdraw": self._withdraw,
            "clock": self._set_clock,
            "faults": self._add_fault,
            "clear-faults": self._clear_faults,
            "pair": self._switch_pair,
            "cancel": self._cancel,
            "reset": self._reset,
            "snapshot": self._snapshot,
            "restore": self._restore,
        }

    def answer(self, method: str, path: str, token: bytes, body: bytes) -> Reply:
        """Answer one request below `PREFIX`."""
        if not hmac.compare_digest(token, self._token):
            return _reply(403, {"error": "the ADMIN-TOKEN header does not hold the token"})
        name = path.removeprefix(PREFIX)
        if method == "GET" and not name:
            return _reply(200, self._state())
        action = self.actions.get(name)
        if action is None or method != "POST":
            known = ", ".join(self.actions)
            return _reply(404, {"error": f"POST {PREFIX}ACTION, where ACTION is one of {known}"})
        try:
            value: object = json.loads(body or b"{}", parse_float=Decimal, parse_int=Decimal)
            if not isinstance(value, dict):
                return _reply(400, {"error": "the body is not a JSON object"})
            return _reply(200, action(cast(Body, value)))
        except _FAILED as error:
            text = f"{error} is missing" if isinstance(error, KeyError) else str(error)
            return _reply(400, {"error": text})

    def _state(self) -> Answer:
        exchange, clock = self._sandbox.exchange, self._sandbox.clock
        with self._sandbox.app.lock:
            return {
                "profile": exchange.config.profile,
                "seed": exchange.seed,
                "now": iso(clock.now_ms()),
                "speed": clock.speed,
                "accounts": len(exchange.accounts.openings),
                "keys": len(exchange.accounts.keys),
                "faults": [fault.kind for fault in self._sandbox.faults.armed()],
                "snapshots": list(self._snapshots),
                "pairs": {
                    venue.name: {"active": venue.active, "buy_enabled": venue.buy_enabled}
                    for venue in exchange.engine.venues.values()
                },
            }

    def _open_account(self, body: Body) -> Answer:
        funds: object = body.get("balances", {})
        if not isinstance(funds, dict):
            raise TypeError("balances is not an object: give amounts by asset")
        amounts = {name: _number(amount) for name, amount in cast(dict[str, object], funds).items()}
        account = self._sandbox.create_account(amounts)
        return {"api_key": account.api_key, "secret_key": account.secret_key}

    def _add_key(self, body: Body) -> Answer:
        account = self._sandbox.account(_text(body, "api_key"))
        key = account.add_key(may_trade=body.get("may_trade", True) is True)
        return {"api_key": key.api_key, "secret_key": key.secret_key}

    def _revoke(self, body: Body) -> Answer:
        self._sandbox.key(_text(body, "api_key")).revoked = True
        return {}

    def _deposit(self, body: Body) -> Answer:
        account = self._sandbox.account(_text(body, "api_key"))
        account.deposit(_text(body, "asset"), _number(body["amount"]))
        return {}

    def _withdraw(self, body: Body) -> Answer:
        account = self._sandbox.account(_text(body, "api_key"))
        account.ask_withdrawal(_text(body, "asset"), _number(body["amount"]))
        return {}

    def _set_clock(self, body: Body) -> Answer:
        clock = self._sandbox.clock
        with self._sandbox.app.lock:
            if "speed" in body:
                clock.set_speed(float(_number(body["speed"])))
            if "step" in body:
                clock.step(float(_number(body["step"])))
            if "shift_ms" in body:
                clock.shift(int(_number(body["shift_ms"])))
        return {"now": iso(clock.now_ms()), "speed": clock.speed}

    def _add_fault(self, body: Body) -> Answer:
        details = {name: _plain(value) for name, value in body.items() if name != "kind"}
        with self._sandbox.app.lock:
            fault = self._sandbox.faults.add(_text(body, "kind"), **details)
        return {"kind": fault.kind, "effect": KINDS[fault.kind]}

    def _clear_faults(self, _body: Body) -> Answer:
        with self._sandbox.app.lock:
            self._sandbox.faults.clear()
        return {}

    def _switch_pair(self, body: Body) -> Answer:
        venue = self._sandbox.venue(_text(body, "name"))
        venue.active = body.get("active", venue.active) is True
        venue.buy_enabled = body.get("buy_enabled", venue.buy_enabled) is True
        return {"active": venue.active, "buy_enabled": venue.buy_enabled}

    def _cancel(self, body: Body) -> Answer:
        self._sandbox.cancel(_text(body, "order_id"))
        return {}

    def _reset(self, body: Body) -> Answer:
        seed = body.get("seed")
        self._sandbox.reset(None if seed is None else int(_number(seed)))
        return {"seed": self._sandbox.exchange.seed}

    def _snapshot(self, _body: Body) -> Answer:
        self._taken += 1
        name = str(self._taken)
        self._snapshots[name] = self._sandbox.snapshot()
        if len(self._snapshots) > _MOST_SNAPSHOTS:
            del self._snapshots[next(iter(self._snapshots))]
        return {"snapshot": name}

    def _restore(self, body: Body) -> Answer:
        name = _text(body, "snapshot")
        if name not in self._snapshots:
            raise ValueError(f"unknown snapshot {name!r}: there are {', '.join(self._snapshots)}")
        self._sandbox.restore(self._snapshots[name])
        return {}


def _text(body: Body, name: str) -> str:
    value = body[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is {value!r}: give a string")
    return value


def _plain(value: object) -> object:
    """A number of seconds, bytes or times as Python's own."""
    if not isinstance(value, Decimal):
        return value
    number = _number(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _number(value: object) -> Decimal:
    """A number given as a JSON number or a string."""
    if not isinstance(value, (Decimal, str)):
        raise TypeError(f"{value!r} is not a number: give one, or one in a string")
    try:
        number = Decimal(value)
    except ArithmeticError as error:
        raise ValueError(f"{value!r} is not a number") from error
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise ValueError(f"{value!r} has more than {_MOST_DIGITS} digits")
    return number


def _reply(status: int, answer: Answer) -> Reply:
    return Reply(status, json.dumps(answer, ensure_ascii=False).encode(), [JSON])
