"""The parts of a call by themselves: signature, decoding, imports, waiting in line."""

import json
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal

from .calls import _signed
from .cases import case
from .samples import BOOK_10K, CANDLES_1440, ORDERS_1000, SECRET, STATS_200


@case("signature", "the reference's Python sample", repeats=5_000)
def sample_signature(_: str) -> Callable[[], object]:
    """The yardstick: decodes the secret and schedules the key at each call."""
    return lambda: _signed("GET", "/balances")


@case("signature", "ours", repeats=5_000)
def our_signature(_: str) -> Callable[[], object]:
    """The key schedule is worked out once."""
    from gopax_ext.signing import Signer  # noqa: PLC0415 - each worker loads its own peer alone

    signer = Signer(SECRET)
    return lambda: signer.sign(1520994527165, "GET", "/balances")


def _exact_json(body: bytes) -> Callable[[str], Callable[[], object]]:
    return lambda _: lambda: json.loads(body, parse_float=Decimal)


def _typed(operation: str, body: bytes) -> Callable[[str], Callable[[], object]]:
    def setup(_: str) -> Callable[[], object]:
        from gopax_generated.operations import OPERATIONS  # noqa: PLC0415

        decode = OPERATIONS[operation].decode
        return lambda: decode(body)

    return setup


for _name, _operation, _body, _repeats in (
    ("200 statistics", "listStats", STATS_200, 50),
    ("1,000 orders", "listOrders", ORDERS_1000, 20),
    ("book of 10,000", "getOrderBook", BOOK_10K, 5),
    ("1,440 candles", "listCandles", CANDLES_1440, 20),
):
    case(f"decode {_name}", "json, exact, untyped", repeats=_repeats)(_exact_json(_body))
    case(f"decode {_name}", "ours, exact, typed", repeats=_repeats)(_typed(_operation, _body))


def _importing(statement: str) -> Callable[[str], Callable[[], object]]:
    command = [sys.executable, "-c", statement]
    return lambda _: lambda: subprocess.run(command, check=True)


case("import", "httpx", repeats=3)(_importing("import httpx"))
case("import", "bare Python", repeats=3)(_importing("pass"))
case("import", "gopax_ext", repeats=3)(_importing("import gopax_ext"))
case("import", "gopax_ext.Gopax", repeats=3)(_importing("from gopax_ext import Gopax"))


@case("waiting in line", "two bare locks", repeats=20_000)
def bare_locks(_: str) -> Callable[[], object]:
    """The yardstick."""
    import threading  # noqa: PLC0415

    first, second = threading.Lock(), threading.Lock()

    def call() -> None:
        with first, second:
            pass

    return call


@case("waiting in line", "lane and slot of one process", repeats=5_000)
def lane_and_slot(_: str) -> Callable[[], object]:
    """Uncontended: let in at once, and out again."""
    from gopax_ext.gate import Urgency  # noqa: PLC0415
    from gopax_ext.limits import RateSlots  # noqa: PLC0415
    from gopax_ext.nonce import NonceLane  # noqa: PLC0415
    from gopax_ext.seam import SYSTEM  # noqa: PLC0415

    lane = NonceLane("lane", SYSTEM)
    slots = RateSlots("slot", SYSTEM, limit=1_000_000, window=1e-6)

    def call() -> None:
        deadline = SYSTEM.monotonic() + 10
        turn = slots.enter(deadline, Urgency.QUERY)
        lane.enter(deadline, Urgency.QUERY)
        lane.next_nonce()
        lane.leave()
        slots.leave(turn, used_until=SYSTEM.monotonic())

    return call
