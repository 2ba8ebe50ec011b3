"""The seeded past: trades of the days before the exchange opened, written when first looked at.

One trade a minute of late (a day and two hours unless told otherwise), and before that one trade in
half an hour, so that a new exchange has candles at every interval and opens within milliseconds.
Every slot of time has its trade id, so the ids ascend over all pairs although each pair is written
alone.
"""

from decimal import Decimal

from .chance import Chance
from .engine import Trade
from .engine.numbers import UNIT
from .pairs import PairSpec

__all__ = ["past_length", "write_past"]

_MINUTE_MS = 60_000
_SLOT_MINUTES = 30


def _slots(days: int, minutes: int) -> list[tuple[int, int]]:
    """Each slot as (minutes before the opening at which it begins, its length in minutes)."""
    whole = days * 24 * 60
    recent = min(whole, -(-minutes // _SLOT_MINUTES) * _SLOT_MINUTES)
    older = [(ago, _SLOT_MINUTES) for ago in range(whole, recent, -_SLOT_MINUTES)]
    return older + [(ago, 1) for ago in range(recent, 0, -1)]


def past_length(days: int, minutes: int) -> int:
    """How many trades each pair has before the opening."""
    return len(_slots(days, minutes))


def write_past(
    spec: PairSpec, *, seed: int, opened_ms: int, days: int, minutes: int, place: int, pairs: int
) -> list[Trade]:
    """The trades of one pair before `opened_ms`, oldest first, ending at its opening price.

    The last `minutes`, in whole half hours, have a trade each.

    The price walks backwards from the opening price, so the past joins the present without a jump.
    """
    chance = Chance(seed, spec.name, "past")
    ticks = int(spec.price / spec.tick)
    low, high = max(1, ticks * 3 // 4), ticks * 5 // 4
    stride = max(1, ticks // 2000)
    lot_units = int(spec.lot / UNIT)
    coarse = 100  # two decimals less than an amount may have: looks like people traded it
    trades: list[Trade] = []
    slots = _slots(days, minutes)
    for index in range(len(slots) - 1, -1, -1):
        ago, length = slots[index]
        span = length * _MINUTE_MS
        bits = chance.bits()
        time_ms = opened_ms - ago * _MINUTE_MS + bits % span
        amount = (1 + (bits >> 24) % (lot_units // coarse)) * coarse
        trades.append(
            Trade(
                index * pairs + place + 1,
                time_ms,
                spec.tick * ticks,
                Decimal(amount).scaleb(-8),
                "buy" if bits & 1 << 60 else "sell",
            )
        )
        step = (stride if length == 1 else 5 * stride) * ((bits >> 40) % 5 - 2)
        ticks = min(max(ticks + step, low), high)
    trades.reverse()
    return trades
