"""What can be said about an order before it is sent: balance, smallest amount, tick, distance.

`stops` are those that keep an order back: a slip of the hand, or what the exchange would refuse.
"""

from decimal import ROUND_UP, Decimal
from typing import TYPE_CHECKING, Final

import attrs

from gopax_generated.errors import ArgumentError

from ..orders.rules import MarketRules
from .finding import Finding
from .messages import say
from .order_text import Ask
from .output.text import grouped
from .settings.resolve import RunSettings

if TYPE_CHECKING:
    from ..client import Gopax

__all__ = ["Preflight", "stop_at_first"]

_HUNDRED: Final = Decimal(100)


@attrs.frozen
class Preflight:
    """Looks at one order."""

    ask: Ask
    settings: RunSettings

    def numbers(self) -> list[Finding]:
        """Look at the order alone, without any call."""
        return [self._tick(), self._minimum()]

    def market(self, gopax: "Gopax") -> list[Finding]:
        """Compare it with the market (one public call)."""
        ask = self.ask
        ticker = gopax.get_ticker(ask.pair)
        reference = ticker.ask if ask.side == "buy" else ticker.bid
        found = [self._distance(reference), self._value(reference)]
        return [*found, self._spend(reference)] if ask.pays_quote else found

    def balance(self, gopax: "Gopax") -> Finding:
        """Compare it with what is available (one private call)."""
        asset, needed = self.ask.needs
        avail = gopax.get_balance(asset).avail
        text = say("check.balance", asset=asset, needed=grouped(needed), avail=grouped(avail))
        if avail >= needed:
            return Finding("balance", "ok", text)
        return Finding("balance", "bad", text, say("fix.balance", asset=asset))

    def _tick(self) -> Finding:
        ask = self.ask
        if ask.price is None:
            return Finding("tick", "ok", say("check.no_price"))
        rules = MarketRules.of("2021")
        tick = rules.tick(ask.pair, ask.price) if self.settings["rules"] == "2021" else None
        if tick is None:
            return Finding("tick", "ok", say("check.no_tick", pair=ask.pair))
        price = grouped(ask.price)
        low = rules.round_price(ask.pair, ask.price, "buy")
        high = rules.round_price(ask.pair, ask.price, "sell")
        text = say("check.tick", price=price, tick=grouped(tick), quote=ask.quote)
        if low == high:
            return Finding("tick", "ok", text)
        fix = say("fix.tick", low=grouped(low), high=grouped(high))
        text = say("check.off_tick", price=price, tick=grouped(tick), quote=ask.quote)
        return Finding("tick", "bad", text, fix)

    def _minimum(self) -> Finding:
        ask = self.ask
        least = MarketRules.of("2018").minimum(ask.pair)
        if self.settings["rules"] == "none" or least is None or ask.pays_quote:
            return Finding("minimum", "ok", say("check.no_minimum", pair=ask.pair))
        text = say("check.minimum", amount=grouped(ask.amount), least=grouped(least), base=ask.base)
        if ask.amount >= least:
            return Finding("minimum", "ok", text)
        return Finding(
            "minimum", "bad", text, say("fix.minimum", least=f"{least:f}", base=ask.base)
        )

    def _spend(self, reference: Decimal) -> Finding:
        """Look whether what a market buy spends is worth the smallest order."""
        ask = self.ask
        least = MarketRules.of("2018").minimum(ask.pair)
        if self.settings["rules"] == "none" or least is None:
            return Finding("spend", "ok", say("check.no_minimum", pair=ask.pair))
        worth = grouped((least * reference).quantize(Decimal(1), ROUND_UP))
        values = {"amount": grouped(ask.amount), "quote": ask.quote, "worth": worth}
        text = say("check.spend", **values, least=f"{least:f}", base=ask.base)
        if ask.amount >= least * reference:
            return Finding("spend", "ok", text)
        return Finding("spend", "bad", text, say("fix.spend", worth=worth, quote=ask.quote))

    def _distance(self, reference: Decimal) -> Finding:
        ask = self.ask
        if ask.price is None:
            return Finding("distance", "ok", say("check.market_price", price=grouped(reference)))
        away = (ask.price - reference) * _HUNDRED / reference
        limit = self.settings["max_distance"]
        text = say("check.distance", away=f"{away:+.2f}", price=grouped(reference))
        worse = away if ask.side == "buy" else -away
        if isinstance(limit, Decimal) and worse > limit:
            fix = say("fix.distance", limit=f"{limit:f}", profile=self.settings.name)
            return Finding("distance", "bad", text, fix)
        return Finding("distance", "warn" if worse < -_HUNDRED / 2 else "ok", text)

    def _value(self, reference: Decimal) -> Finding:
        ask = self.ask
        value = ask.amount if ask.pays_quote else ask.amount * (ask.price or reference)
        limit = self.settings["max_order_krw"]
        text = say("check.value", value=grouped(value.quantize(Decimal(1))), quote=ask.quote)
        if ask.quote == "KRW" and isinstance(limit, Decimal) and value > limit:
            fix = say("fix.value", limit=grouped(limit), profile=self.settings.name)
            return Finding("value", "bad", text, fix)
        return Finding("value", "ok", text)


def stop_at_first(checks: list[Finding]) -> None:
    """Raise `ArgumentError` for the first check that keeps the order back."""
    for check in checks:
        if check.state == "bad":
            raise ArgumentError(check.text, operation="place_order", fix=check.fix)
