"""Input validation: queries and paths that are taken or refused against the rules."""

import re
from collections.abc import Callable

import pytest
from attrs import evolve

from gopax_ext.sandbox import app, pages, private, public
from gopax_ext.sandbox.refusals import Reason, Refusal
from gopax_ext.sandbox.syntax import Query
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import operation_of, refusal
from .parts import handle

__all__ = ["group"]

group = Group("input validation")


@group.ask(layers="probes")
def unknown_parameter_refused(asked: Asked, _: Notes) -> Asked | Answer:
    """An unknown query parameter is refused."""
    return refusal(400, 400) if b"unknown=" in asked.query else asked


@group.ask(layers="probes")
def empty_query_refused(asked: Asked, _: Notes) -> Asked | Answer:
    """Any query on the balances is refused."""
    return refusal(400, 400) if operation_of(asked) == "listBalances" and asked.query else asked


def _queries(
    patch: pytest.MonkeyPatch, change: Callable[[str, int | None, str | None], int | None]
) -> None:
    """Let the exchange see other whole numbers in queries: `change(name, number, text)`."""
    right = Query.integer

    def integer(self: Query, name: str, *, signed: bool = False) -> int | None:
        try:
            return change(name, right(self, name, signed=signed), self.text(name))
        except Refusal:
            text = self.text(name) or ""
            number = change(name, None, text)
            if number is None:
                raise
            return number

    patch.setattr(Query, "integer", integer)


@group.patch(layers="probes")
def limit_zero_taken(patch: pytest.MonkeyPatch) -> None:
    """A limit of 0 is the default."""
    _queries(patch, lambda name, number, _: None if name == "limit" and number == 0 else number)


group.switch(
    "limit_above_100_clipped", "A limit above 100 is taken for 100.", "probes", over_limit="clip"
)


@group.patch(layers="plan probes")
def limit_up_to_1000(patch: pytest.MonkeyPatch) -> None:
    """A limit up to 1000 is taken."""
    patch.setattr(pages, "_MOST_ROWS", 1000)


@group.patch(layers="probes")
def negative_limit_taken(patch: pytest.MonkeyPatch) -> None:
    """A negative limit is 1."""
    _queries(patch, lambda name, number, text: 1 if name == "limit" and text == "-1" else number)


@group.patch(layers="probes")
def limit_with_fraction_taken(patch: pytest.MonkeyPatch) -> None:
    """A limit with a fraction is cut."""
    _queries(patch, lambda name, number, text: 1 if name == "limit" and text == "1.5" else number)


@group.patch(layers="probes")
def limit_as_text_taken(patch: pytest.MonkeyPatch) -> None:
    """A limit that is no number is the smallest."""
    _queries(patch, lambda name, number, text: 1 if name == "limit" and text == "x" else number)


@group.patch(layers="probes")
def negative_bounds_taken(patch: pytest.MonkeyPatch) -> None:
    """A negative bound of a page is 0."""
    bounds = {"pastmax", "latestmin", "after", "before"}
    _queries(patch, lambda name, number, text: 0 if name in bounds and text == "-1" else number)


@group.patch(layers="probes")
def interval_as_text_taken(patch: pytest.MonkeyPatch) -> None:
    """An interval that is no number is a minute."""
    _queries(patch, lambda name, number, text: 1 if name == "interval" and text == "x" else number)


@group.patch(layers="probes")
def other_interval_taken(patch: pytest.MonkeyPatch) -> None:
    """Any interval is taken: the next shorter one is served."""

    def nearest(name: str, number: int | None, _: str | None) -> int | None:
        if name != "interval" or not number:
            return number
        return max(minutes for minutes in public.INTERVALS if minutes <= number)

    _queries(patch, nearest)


@group.patch(layers="probes")
def interval_of_an_hour_taken(patch: pytest.MonkeyPatch) -> None:
    """An interval of 60 minutes is taken for 30."""
    _queries(patch, lambda name, n, _: 30 if name == "interval" and n == 60 else n)


@group.patch(layers="plan probes")
def longest_interval_refused(patch: pytest.MonkeyPatch) -> None:
    """Candles of a day are refused."""
    patch.setattr(public, "INTERVALS", (1, 5, 30))


@group.patch(layers="probes")
def start_not_needed(patch: pytest.MonkeyPatch) -> None:
    """Candles without a start begin in 1970."""
    _queries(patch, lambda name, n, text: 0 if name == "start" and text is None else n)


@group.patch(layers="probes")
def end_not_needed(patch: pytest.MonkeyPatch) -> None:
    """Candles without an end go on for ever."""
    _queries(patch, lambda name, n, text: 2**60 if name == "end" and text is None else n)


@group.patch(layers="probes")
def interval_not_needed(patch: pytest.MonkeyPatch) -> None:
    """Candles without an interval are of a minute."""
    _queries(patch, lambda name, n, text: 1 if name == "interval" and text is None else n)


@group.patch(layers="probes")
def level_as_text_taken(patch: pytest.MonkeyPatch) -> None:
    """A level that is no number is the whole book."""
    _queries(patch, lambda name, n, text: 3 if name == "level" and text == "x" else n)


@group.patch(layers="probes")
def level_above_3_refused(patch: pytest.MonkeyPatch) -> None:
    """A level that has no name is refused, although it is the whole book."""

    def check(name: str, number: int | None, _: str | None) -> int | None:
        if name == "level" and number not in {None, 1, 2, 3}:
            raise Refusal(Reason.BAD_REQUEST)
        return number

    _queries(patch, check)


@group.patch(layers="probes")
def path_in_any_case(patch: pytest.MonkeyPatch) -> None:
    """Paths are found in capitals too."""
    right = app.find_route
    patch.setattr(app, "find_route", lambda path: right(path) or right(path.lower()))


@group.patch(layers="probes")
def slash_at_the_end(patch: pytest.MonkeyPatch) -> None:
    """A slash at the end of a path is ignored."""
    right = app.find_route
    patch.setattr(app, "find_route", lambda path: right(path.rstrip("/")))


@group.ask(layers="probes")
def pair_path_in_any_case(asked: Asked, _: Notes) -> Asked | Answer:
    """A pair in small letters is found."""
    if not asked.path.startswith("/trading-pairs/btc-krw"):
        return asked
    return evolve(asked, path=asked.path.replace("btc-krw", "BTC-KRW"))


@group.patch(layers="probes")
def order_id_with_zeros(patch: pytest.MonkeyPatch) -> None:
    """Zeros before the id of an order are ignored."""
    patch.setattr(private, "_ORDER_ID", re.compile(r"[0-9]{1,19}\Z"))


@group.patch(layers="probes")
def asset_in_any_case(patch: pytest.MonkeyPatch) -> None:
    """An asset in small letters is found."""
    handle(
        patch,
        "getBalance",
        lambda right, request: right(evolve(request, name=request.name.upper())),
    )
