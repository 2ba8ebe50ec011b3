"""What the account holds and has traded."""

from itertools import islice
from typing import Annotated

import typer

from ..define import command
from ..messages import say
from ..options import Limit
from ..output.answers import Answer, columns
from ..run import Run

__all__ = ["balance", "fills"]


@command("balance", safety="reads_account")
def balance(
    run: Run,
    asset: Annotated[str | None, typer.Argument(help=say("option.asset"))] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help=say("option.all"))] = False,
) -> Answer:
    """Show what the account holds."""
    with run.client(signed=True) as gopax:
        found = gopax.list_balances() if asset is None else [gopax.get_balance(asset.upper())]
    rows = [
        (each.asset, each.avail, each.hold, each.pending_withdrawal)
        for each in found
        if everything or asset or each.avail or each.hold or each.pending_withdrawal
    ]
    heads = columns(asset="text", avail="amount", hold="amount", pending_withdrawal="amount")
    return Answer(heads, rows, single=asset is not None)


@command("fills", safety="reads_account")
def fills(
    run: Run,
    pair: Annotated[str | None, typer.Argument(help=say("option.pair"))] = None,
    *,
    limit: Limit = 20,
) -> Answer:
    """Show the account's own trades."""
    with run.client(signed=True) as gopax:
        wanted = run.known_pair(gopax, pair)
        mine = (
            each
            for each in gopax.iter_my_trades()
            if wanted is None or each.trading_pair_name == wanted
        )
        found = list(islice(mine, limit))
    heads = columns(
        id="number",
        time="time",
        order_id="number",
        pair="text",
        side="side",
        price="price",
        base_amount="amount",
        quote_amount="amount",
        fee="amount",
    )
    return Answer(
        heads,
        [
            (
                *(each.id, each.timestamp, each.order_id, each.trading_pair_name, each.side),
                *(each.price, each.base_amount, each.quote_amount, each.fee),
            )
            for each in found
        ],
    )
