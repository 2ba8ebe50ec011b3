"""The live-safe plan: few calls, chosen so that they say the most about a server that is in use.

Reads alone, at most 80 calls; with the canary, one order far from the market that is cancelled at
once, at most 110. Each part compares answers that must agree although they come from different
operations, and calls again in between so that a market that moved is not taken for a mistake.
"""

from collections.abc import Mapping
from typing import Any

from ..bench import bench
from ..results import LayerResult
from ..target import Target
from . import account, canary, market

__all__ = ["follow"]

_PAIRS = 2


def follow(
    target: Target, document: Mapping[str, Any], *, with_canary: bool | None = None
) -> LayerResult:
    """Follow the plan; the canary flies where orders are allowed, or as told."""
    with bench("plan", target, document) as at:
        public = at.caller()
        listed: list[str] = []
        with at.reading("the lists of the plan"):
            listed += market.lists(at, public)
        for pair in sorted(listed, key=lambda name: name != "BTC-KRW")[:_PAIRS]:
            with at.reading(f"the plan on {pair}"):
                market.look(at, public, pair)
        at.result.parts["market"] = at.result.calls
        if target.new_key is None:
            at.result.skipped.append("plan: no key for the account")
            return at.result
        caller = at.caller(target.new_key())
        with at.reading("the plan on the account"):
            account.look(at, caller)
        at.result.parts["account"] = at.result.calls - at.result.parts["market"]
        if target.may_trade if with_canary is None else with_canary:
            before = at.result.calls
            with at.reading("the canary"):
                canary.fly(at, caller, listed[0] if "BTC-KRW" not in listed else "BTC-KRW")
            at.result.parts["canary"] = at.result.calls - before
    return at.result
