"""What a trading pair demands of an order, as data, and rounding that somebody asked for.

None of it is in the reference, and it changes over the years, so nothing here is applied unasked.
"""

from collections.abc import Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from types import MappingProxyType
from typing import Final, Literal, Self

import attrs

from gopax_generated.errors import ArgumentError

__all__ = ["MarketRules"]

Number = Decimal | int | str
Steps = tuple[tuple[Decimal, Decimal], ...]
Side = Literal["buy", "sell"]
"""`gopax_generated.enums.Side` is one of these too."""

_DECIMALS_OF_AMOUNT: Final = Decimal("0.00000001")
_MINIMUMS_2018: Final = {
    "ETH-KRW": "0.001",
    "BTC-KRW": "0.0001",
    "BCH-KRW": "0.001",
    "XLM-KRW": "1",
    "ZEC-KRW": "0.001",
    "LTC-KRW": "0.01",
    "EOS-KRW": "1",
    "OMG-KRW": "1",
    "QTUM-KRW": "0.05",
    "XRP-KRW": "1",
    "ETH-BTC": "0.001",
    "BCH-BTC": "0.0005",
}
_KRW_TICKS_2021: Final = (
    (2_000_000, 1000),
    (500_000, 500),
    (100_000, 100),
    (50_000, 50),
    (10_000, 10),
    (5_000, 5),
    (1, 1),
)


@attrs.frozen(kw_only=True)
class MarketRules:
    """Minimum amounts, ticks and lots of one era; `MarketRules.of("2018")` or `of("2021")`.

    What an era left undocumented is not checked and not rounded. A table of your own may replace
    any part: `attrs.evolve(rules, minimums={...})`.
    """

    era: str
    minimums: Mapping[str, Decimal] = attrs.field(factory=dict[str, Decimal], repr=False)
    """Smallest amount of a limit order by trading pair, in base asset."""
    ticks: Mapping[str, Steps] = attrs.field(factory=dict[str, Steps], repr=False)
    """By quote asset: prices from the first on are multiples of the second, highest first."""
    lot: Decimal = _DECIMALS_OF_AMOUNT
    """Amounts are multiples of it."""

    @classmethod
    def of(cls, era: str) -> Self:
        """Return the rules documented for an era: "2018" has minimums, "2021" has ticks."""
        if era == "2018":
            minimums = {pair: Decimal(text) for pair, text in _MINIMUMS_2018.items()}
            return cls(era=era, minimums=MappingProxyType(minimums))
        if era == "2021":
            steps = tuple((Decimal(start), Decimal(tick)) for start, tick in _KRW_TICKS_2021)
            return cls(era=era, ticks=MappingProxyType({"KRW": steps}))
        raise ArgumentError(f"there are no rules of era {era!r}", fix='Ask for "2018" or "2021".')

    def tick(self, trading_pair_name: str, price: Number) -> Decimal | None:
        """Return the step between prices around `price`, None where none is documented."""
        number = _exact("price", price)
        for start, tick in self.ticks.get(trading_pair_name.partition("-")[2], ()):
            if number >= start:
                return tick
        return None

    def minimum(self, trading_pair_name: str) -> Decimal | None:
        """Return the smallest amount in base asset, None where none is documented."""
        return self.minimums.get(trading_pair_name)

    def round_price(self, trading_pair_name: str, price: Number, side: Side) -> Decimal:
        """Return the nearest price on a tick that is no worse for you: down to buy, up to sell."""
        number = _exact("price", price)
        tick = self.tick(trading_pair_name, number)
        return number if tick is None else _to_step(number, tick, down=_is_buy(side))

    def round_amount(self, trading_pair_name: str, amount: Number) -> Decimal:
        """Return the amount on a lot that is not above `amount`.

        Raises `ArgumentError` where that is nothing, or below the pair's minimum.
        """
        rounded = _to_step(_exact("amount", amount), self.lot, down=True)
        self._check_minimum(trading_pair_name, rounded)
        return rounded

    def check(self, trading_pair_name: str, *, price: Number, amount: Number) -> None:
        """Raise `ArgumentError` where a limit order breaks a rule; the fix names the helper."""
        asked = _exact("price", price)
        tick = self.tick(trading_pair_name, asked)
        if tick is not None and _to_step(asked, tick, down=True) != asked:
            raise ArgumentError(
                f"price={asked:f} is not a multiple of {tick:f} in {trading_pair_name}",
                operation="place_order",
                fix="Use round_price(pair, price, side).",
            )
        size = _exact("amount", amount)
        if _to_step(size, self.lot, down=True) != size:
            raise ArgumentError(
                f"amount={size:f} is not a multiple of {self.lot:f}",
                operation="place_order",
                fix="Use round_amount(pair, amount).",
            )
        self._check_minimum(trading_pair_name, size)

    def _check_minimum(self, trading_pair_name: str, amount: Decimal) -> None:
        minimum = self.minimum(trading_pair_name)
        if amount <= 0 or (minimum is not None and amount < minimum):
            least = self.lot if minimum is None else minimum
            raise ArgumentError(
                f"amount={amount:f} is below the smallest order of {trading_pair_name}",
                operation="place_order",
                fix=f"Trade at least {least:f}.",
            )


def _is_buy(side: str) -> bool:
    if side not in {"buy", "sell"}:
        raise ArgumentError(f"side={side!r} is neither buy nor sell", fix='Give "buy" or "sell".')
    return side == "buy"


def _to_step(number: Decimal, step: Decimal, *, down: bool) -> Decimal:
    """Return the multiple of `step` next to `number`, exact for any number of digits."""
    with localcontext() as context:
        context.prec = 100
        whole = (number / step).to_integral_value(ROUND_FLOOR if down else ROUND_CEILING)
        return whole * step


def _exact(name: str, value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, Decimal | int | str):
        raise ArgumentError(f"{name}={value!r} is not exact", fix='Give a Decimal, int or "0.1".')
    number = Decimal(value)
    if not number.is_finite() or number <= 0:
        raise ArgumentError(f"{name}={value!r} is not above 0", fix="Give a positive number.")
    return number
