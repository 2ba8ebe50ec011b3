"""Input validation: orders that are taken and must be refused, or refused and must be taken."""

import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from gopax_ext.sandbox import private, rules, syntax
from gopax_ext.sandbox.engine import Venue
from gopax_ext.sandbox.refusals import Reason, Refusal
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import refusal

__all__ = ["group"]

group = Group("input validation")


def _reads(patch: pytest.MonkeyPatch, change: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """Let the exchange see another order than the one sent."""
    right = private.parse_body
    patch.setattr(private, "parse_body", lambda body: change(right(body)))


def _folded(name: str, fold: Callable[[str], str]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    def change(body: dict[str, Any]) -> dict[str, Any]:
        value = body.get(name)
        return {**body, name: fold(value)} if isinstance(value, str) else body

    return change


@group.patch(layers="probes")
def side_in_any_case(patch: pytest.MonkeyPatch) -> None:
    """A side in capitals is taken."""
    _reads(patch, _folded("side", str.lower))


@group.patch(layers="probes")
def side_bid_taken(patch: pytest.MonkeyPatch) -> None:
    """The side bid is taken for buy."""
    _reads(patch, _folded("side", lambda side: {"bid": "buy"}.get(side, side)))


@group.patch(layers="probes")
def missing_side_buys(patch: pytest.MonkeyPatch) -> None:
    """An order without a side buys."""
    _reads(patch, lambda body: {"side": "buy", **body})


@group.patch(layers="probes")
def type_in_any_case(patch: pytest.MonkeyPatch) -> None:
    """A type in capitals is taken."""
    _reads(patch, _folded("type", str.lower))


@group.patch(layers="probes")
def missing_type_is_limit(patch: pytest.MonkeyPatch) -> None:
    """An order without a type is a limit order."""
    _reads(patch, lambda body: {"type": "limit", **body})


@group.patch(layers="probes")
def limit_without_price_is_market(patch: pytest.MonkeyPatch) -> None:
    """A limit order without a price is a market order."""
    _reads(patch, lambda body: body if "price" in body else {**body, "type": "market"})


@group.patch(layers="probes")
def pair_in_any_case(patch: pytest.MonkeyPatch) -> None:
    """A pair in small letters is taken in an order."""
    _reads(patch, _folded("tradingPairName", str.upper))


@group.patch(layers="probes")
def pair_with_slash(patch: pytest.MonkeyPatch) -> None:
    """A pair with a slash is taken in an order."""
    _reads(patch, _folded("tradingPairName", lambda name: name.replace("/", "-")))


@group.patch(layers="probes")
def sign_ignored(patch: pytest.MonkeyPatch) -> None:
    """A negative amount is taken without its sign."""

    def change(body: dict[str, Any]) -> dict[str, Any]:
        amount = body.get("amount")
        return {**body, "amount": abs(amount)} if isinstance(amount, Decimal) else body

    _reads(patch, change)


@group.patch(layers="plan probes model")
def numbers_as_texts_refused(patch: pytest.MonkeyPatch) -> None:
    """A price or amount as a text is refused."""
    right = rules.parse_number
    number_only = lambda value: None if isinstance(value, str) else right(value)  # noqa: E731
    patch.setattr(rules, "parse_number", number_only)


@group.patch(layers="probes")
def numbers_as_numbers_refused(patch: pytest.MonkeyPatch) -> None:
    """A price or amount as a number is refused."""
    right = rules.parse_number
    text_only = lambda value: right(value) if isinstance(value, str) else None  # noqa: E731
    patch.setattr(rules, "parse_number", text_only)


@group.patch(layers="probes")
def trailing_zeros_refused(patch: pytest.MonkeyPatch) -> None:
    """A number with 18 decimals is refused although ten of them are zeros."""
    patch.setattr(syntax, "_NUMBER", re.compile(r"(\d{1,24})?(\.\d{1,8})?([eE][+-]?\d{1,2})?\Z"))


@group.patch(layers="probes")
def more_decimals_cut(patch: pytest.MonkeyPatch) -> None:
    """A ninth decimal of a price or amount is cut off."""
    right = rules.parse_number

    def cut(value: object) -> Decimal | None:
        number = right(value)
        return number if number is None else number.quantize(Decimal("1e-8"), "ROUND_DOWN")

    patch.setattr(rules, "parse_number", cut)


@group.patch(layers="probes")
def truth_is_one(patch: pytest.MonkeyPatch) -> None:
    """An amount of true is taken for 1."""
    _reads(
        patch, lambda body: {**body, "amount": Decimal(1)} if body.get("amount") is True else body
    )


@group.patch(layers="probes")
def decimal_comma(patch: pytest.MonkeyPatch) -> None:
    """A comma in an amount is taken for a point."""
    _reads(patch, _folded("amount", lambda text: text.replace(",", ".")))


@group.patch(layers="probes")
def zero_price_taken(patch: pytest.MonkeyPatch) -> None:
    """A price of 0 is taken for the smallest."""
    _reads(
        patch, lambda body: {**body, "price": Decimal("1e-8")} if body.get("price") == 0 else body
    )


@group.patch(layers="probes")
def unknown_field_refused(patch: pytest.MonkeyPatch) -> None:
    """An order with a field that nobody knows is refused."""

    def check(body: dict[str, Any]) -> dict[str, Any]:
        if set(body) - {"type", "side", "price", "amount", "tradingPairName"}:
            raise Refusal(Reason.BAD_REQUEST)
        return body

    _reads(patch, check)


@group.patch(layers="probes")
def list_around_order_is_an_error(patch: pytest.MonkeyPatch) -> None:
    """A body that is JSON and no object is a server error."""
    patch.setattr(private, "parse_body", lambda body: json.loads(body, parse_float=Decimal))


@group.patch(layers="probes")
def smallest_amount_ignored(patch: pytest.MonkeyPatch) -> None:
    """An order below the smallest amount is taken."""
    patch.setattr(Venue, "min_amount", property(lambda _: Decimal(0), lambda *_: None))


@group.patch(layers="probes")
def largest_value_ignored(patch: pytest.MonkeyPatch) -> None:
    """An order above the largest value is taken, as far as it can be paid."""
    patch.setattr(Venue, "max_value", property(lambda _: Decimal(10) ** 40, lambda *_: None))


group.switch(
    "market_orders_refused", "Market orders are refused.", "probes model", market_orders=False
)
group.switch(
    "prices_must_fit_ticks",
    "A price off the grid of ticks is refused.",
    "plan probes model",
    tick_rules=True,
)


@group.ask(layers="probes")
def content_type_needed(asked: Asked, _: Notes) -> Asked | Answer:
    """An order without a Content-Type is refused."""
    needed = asked.method == "POST" and asked.header("Content-Type") is None
    return refusal(400, 400) if needed else asked


@group.ask(layers="probes")
def only_json_content_type(asked: Asked, _: Notes) -> Asked | Answer:
    """An order with another Content-Type than JSON is refused."""
    kind = asked.header("Content-Type") or b"application/json"
    other = asked.method == "POST" and not kind.startswith(b"application/json")
    return refusal(400, 400) if other else asked


@group.ask(layers="probes")
def content_type_without_charset(asked: Asked, _: Notes) -> Asked | Answer:
    """An order with a charset in its Content-Type is refused."""
    kind = asked.header("Content-Type") or b""
    return refusal(400, 400) if asked.method == "POST" and b"charset" in kind else asked
