"""What is held or on its way out is shown as such and cannot be spent, to the last unit."""

from collections.abc import Mapping
from decimal import Decimal

from ..admin import Admin
from ..bench import Bench, Caller
from .calls import order

__all__ = ["probe"]

_CHECK = "what is held cannot be spent"
_FUNDS = {"KRW": 1000, "ETH": "0.00000001", "BTC": 1}


def probe(bench: Bench, admin: Admin) -> None:
    """Needs an account that nobody else uses."""
    key = admin.open_account(_FUNDS)
    caller = bench.caller(key)
    bid = caller.call("POST", "/orders", order(price=600, amount=1))
    offer = caller.call("POST", "/orders", order(side="sell", price=10**9, amount="0.6"))
    if not all(bench.expect(_CHECK, "an order that rests", seen, 200) for seen in (bid, offer)):
        return
    admin.act("withdraw", api_key=key.api_key, asset="KRW", amount=100)
    _are(bench, caller, {"KRW": (300, 600, 100), "ETH": ("0.00000001", 0, 0)})
    for what, body in (
        ("above what is available", order(price="300.00000001", amount=1)),
        ("that needs what is on its way out", order(price=350, amount=1)),
        ("that needs what an order holds", order(price=600, amount=1)),
        ("to sell what an order holds", order(side="sell", price=10**9, amount="0.6")),
    ):
        bench.expect(_CHECK, f"an order {what}", caller.call("POST", "/orders", body), 400, {201})
    last = caller.call("POST", "/orders", order(price=300, amount=1))
    bench.expect(_CHECK, "an order over all that is available", last, 200)
    _are(bench, caller, {"KRW": (0, 900, 100)})
    for seen in (bid, offer, last):
        caller.call("DELETE", f"/orders/{seen.answer['id']}")
    _are(bench, caller, {"KRW": (900, 0, 100), "BTC": (1, 0, 0)})


def _are(bench: Bench, caller: Caller, known: Mapping[str, tuple[int | str, ...]]) -> None:
    """The list of balances and each balance alone say the same."""
    listed = caller.get("/balances")
    rows = {row["asset"]: row for row in listed.answer}
    for asset, amounts in known.items():
        single = caller.get(f"/balances/{asset}")
        for seen, row in ((listed, rows[asset]), (single, single.answer)):
            shown = [row[name] for name in ("avail", "hold", "pendingWithdrawal")]
            if shown != [Decimal(amount) for amount in amounts]:
                text = f"{asset} is {shown}, expected {amounts}"
                bench.find("balances are exact", seen, text)
