"""Orders: place, look at, cancel."""

from typing import TYPE_CHECKING, Annotated

import attrs
import typer

from gopax_generated.errors import ArgumentError

from ..confirming import confirm, must_be_asked
from ..define import command
from ..finding import Finding, found_columns, found_rows
from ..messages import say
from ..options import OrderId, Pair, SideArgument
from ..order_text import Ask, amount_of, order_answer, orders_answer, placed_answer
from ..output.answers import Answer, record
from ..preflight import Preflight, stop_at_first
from ..run import Run

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import RenderableType

    from ..output.answers import Value
    from ..output.theme import Theme

__all__ = ["cancel", "get", "open_orders", "place"]

Amount = Annotated[str, typer.Argument(help=say("option.amount"))]
Price = Annotated[str | None, typer.Option("--price", "-p", help=say("option.price"))]
Market = Annotated[bool, typer.Option("--market", help=say("option.market"))]
DryRun = Annotated[bool, typer.Option("--dry-run", help=say("option.dry_run"))]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=say("option.yes"))]
Force = Annotated[bool, typer.Option("--force", help=say("option.force"))]
Twin = Annotated[bool, typer.Option("--allow-twin", help=say("option.allow_twin"))]
Verify = Annotated[bool, typer.Option("--verify", help=say("option.verify"))]


@command("order place", safety="trades")
def place(
    run: Run,
    pair: Pair,
    side: SideArgument,
    amount: Amount,
    *,
    price: Price = None,
    market: Market = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    force: Force = False,
    allow_twin: Twin = False,
) -> Answer:
    """Place an order, or show what placing it would send."""
    ask = _ask(run.pair(pair), side, amount, price, market=market)
    if dry_run:
        return _dry_run(run, ask)
    run.must_write()
    must_be_asked(run, yes=yes)
    preflight = Preflight(ask, run.settings)
    with run.client(signed=True) as gopax:
        if not force:
            stop_at_first([*preflight.numbers(), *preflight.market(gopax)])
        confirm(run, ask.told(), yes=yes)
        order = gopax.place_order(
            ask.pair,
            side=ask.side,
            type=ask.type,
            amount=ask.amount,
            price=ask.price,
            allow_twin=allow_twin,
        )
        return placed_answer(gopax, order)


@command("order get", safety="reads_account")
def get(run: Run, order_id: OrderId) -> Answer:
    """Show one order."""
    with run.client(signed=True) as gopax:
        return order_answer(gopax.get_order(order_id))


@command("order open", safety="reads_account")
def open_orders(
    run: Run, pair: Annotated[str | None, typer.Argument(help=say("option.pair"))] = None
) -> Answer:
    """List the open orders."""
    with run.client(signed=True) as gopax:
        wanted = run.known_pair(gopax, pair)
        found = gopax.list_orders()
    return orders_answer([o for o in found if wanted in {None, o.trading_pair_name}])


@command("order cancel", safety="trades")
def cancel(run: Run, order_id: OrderId, *, yes: Yes = False, verify: Verify = False) -> Answer:
    """Cancel an order."""
    run.must_write()
    must_be_asked(run, yes=yes)
    with run.client(signed=True) as gopax:
        confirm(run, say("order.cancel", id=order_id), yes=yes)
        gopax.cancel_order(order_id, verify=verify)
    return record({"id": order_id, "cancelled": True, "verified": verify})


def _ask(pair: str, side: str, amount: str, price: str | None, *, market: bool) -> Ask:
    if side not in {"buy", "sell"}:
        raise ArgumentError(say("mistake.side", side=side), fix=say("fix.side"))
    if market == (price is not None):
        raise ArgumentError(say("error.price_or_market"), fix=say("fix.price_or_market"))
    return Ask(
        pair=pair,
        side="buy" if side == "buy" else "sell",
        amount=amount_of("AMOUNT", amount),
        price=None if price is None else amount_of("--price", price),
    )


def _dry_run(run: Run, ask: Ask) -> Answer:
    from gopax_generated import operations

    from ..signed_text import signed_request

    call = operations.place_order(
        ask.pair, side=ask.side, type=ask.type, amount=ask.amount, price=ask.price
    )
    preflight = Preflight(ask, run.settings)
    with run.client(signed=True) as gopax:
        checks = [*preflight.numbers(), *preflight.market(gopax), preflight.balance(gopax)]
    request = signed_request(
        run.key_pair(),
        run.settings.base_url,
        method=call.operation.method,
        target=call.target,
        body=call.body,
    )
    answer = Answer(
        found_columns(),
        found_rows(checks),
        document={
            "sent": False,
            "order": ask.told(),
            "request": request,
            "checks": [_document(check) for check in checks],
        },
        note=say("order.not_sent"),
        exit_code=2 if any(check.state == "bad" for check in checks) else 0,
    )

    def view(theme: "Theme") -> "RenderableType":
        return _rehearsal(ask, request, answer, theme)

    return attrs.evolve(answer, view=view)


def _rehearsal(
    ask: Ask, request: "Mapping[str, Value]", answer: Answer, theme: "Theme"
) -> "RenderableType":
    """Draw the order, the request as it would leave, and the checks."""
    from rich.console import Group
    from rich.text import Text

    from ..output.terminal import drawn

    parts = [drawn(record(request), theme), drawn(attrs.evolve(answer, view=None), theme)]
    return Group(Text(ask.told(), style="bold"), "", parts[0], "", parts[1])


def _document(check: Finding) -> dict[str, str]:
    return {"check": check.check, "state": check.state, "finding": check.text, "fix": check.fix}
