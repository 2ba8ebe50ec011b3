"""What a chart shows, before anybody draws it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, tzinfo
from decimal import Decimal
from typing import Final, Literal

import attrs

from gopax_generated.models import Candle, MyTrade, Order

from .palette import PALETTES, Palette
from .zone import SEOUL

__all__ = ["Chart", "Mark"]

_NAMES: Final = {1: "1m", 5: "5m", 30: "30m", 60: "1h", 240: "4h", 1440: "1d"}


@attrs.frozen
class Mark:
    """One's own trades of one side within one candle."""

    place: int
    """Which candle, counted from 0."""
    side: Literal["buy", "sell"]
    amount: Decimal
    """Of all of them, in base asset."""
    price: Decimal
    """Their average, weighted by amount."""
    count: int

    @property
    def sign(self) -> str:
        """A triangle, which needs no colour to be read."""
        return "▲" if self.side == "buy" else "▼"


@attrs.frozen(kw_only=True)
class Chart:
    """Candles of a pair, oldest first, with one's own trades and open orders on them.

    `minutes` is how long each candle lasts, `zone` that of all times shown. Trades and orders of
    other pairs, and trades outside of the candles, are left out.
    """

    pair: str
    minutes: int
    candles: Sequence[Candle]
    fills: Sequence[MyTrade] = ()
    orders: Sequence[Order] = ()
    zone: tzinfo = SEOUL
    palette: Palette = PALETTES["korean"]

    @property
    def interval(self) -> str:
        """How long each candle lasts, as people say it: `5m`, `1d`."""
        return _NAMES.get(self.minutes, f"{self.minutes}m")

    @property
    def zone_name(self) -> str:
        """The name of the zone at the end of the chart."""
        end = self.candles[-1].time if self.candles else datetime.fromtimestamp(0, self.zone)
        return end.astimezone(self.zone).tzname() or ""

    def rises(self, candle: Candle) -> bool:
        """Whether a candle did not fall."""
        return candle.close >= candle.open

    @property
    def own_fills(self) -> Sequence[MyTrade]:
        """One's own trades that lie on the candles, oldest first."""
        if not self.candles:
            return ()
        end = self.candles[-1].time + timedelta(minutes=self.minutes)
        mine = [
            fill
            for fill in self.fills
            if fill.trading_pair_name == self.pair and self.candles[0].time <= fill.timestamp < end
        ]
        return sorted(mine, key=lambda fill: (fill.timestamp, fill.id))

    @property
    def own_orders(self) -> Sequence[Order]:
        """One's own open orders that have a price, highest first."""
        mine = [o for o in self.orders if o.trading_pair_name == self.pair and o.price is not None]
        return sorted(mine, key=lambda order: order.price or Decimal(), reverse=True)

    @property
    def range(self) -> tuple[Decimal, Decimal]:
        """The lowest and the highest price; twice 0 without candles."""
        low = min((candle.low for candle in self.candles), default=Decimal())
        return low, max((candle.high for candle in self.candles), default=Decimal())

    @property
    def near_orders(self) -> Sequence[Order]:
        """One's own open orders that can be drawn without making the candles small."""
        low, high = self.range
        room = high - low
        return [o for o in self.own_orders if low - room <= (o.price or 0) <= high + room]

    def marks(self) -> Iterator[Mark]:
        """Yield one's own trades, those of a side within a candle as one, oldest first."""
        times = [candle.time for candle in self.candles]
        found: dict[tuple[int, Literal["buy", "sell"]], list[MyTrade]] = {}
        for fill in self.own_fills:
            place = bisect_right(times, fill.timestamp) - 1
            side: Literal["buy", "sell"] = "buy" if fill.side == "buy" else "sell"
            found.setdefault((place, side), []).append(fill)
        for (place, side), fills in sorted(found.items()):
            amount = sum((fill.base_amount for fill in fills), Decimal())
            paid = sum((fill.price * fill.base_amount for fill in fills), Decimal())
            price = paid / amount if amount else fills[0].price
            yield Mark(place, side, amount, price, len(fills))
