"""The whole state of one exchange: what a reset makes new and a snapshot keeps."""

from copy import deepcopy
from functools import partial

from attrs import evolve

from .accounts import Accounts
from .auth import Doorkeeper
from .candles import CandleChart, DayWindow
from .chance import Chance
from .clock import Clock
from .config import Config
from .engine import Engine, Order, Owner, Tape, Venue
from .history import past_length, write_past
from .limits import RateLimit
from .market import Market
from .pairs import ASSETS, PairSpec
from .rules import Proposal

__all__ = ["INTERVALS", "Exchange"]

INTERVALS = (1, 5, 30, 1440)
"""The candle intervals there are, in minutes."""
_MOST_TRADES = 200_000
"""Trades of a pair kept beside those of its past."""


class Exchange:
    """Engine, accounts, market and limits: drawn from one seed, told the time by one clock."""

    def __init__(self, config: Config, seed: int, clock: Clock) -> None:
        self.config = config
        self.seed = seed
        self.clock = clock
        specs = tuple(_as_recorded(spec, config) for spec in config.pairs)
        days, minutes = config.history_days, config.history_minutes
        past_trades = past_length(days, minutes)
        self._now_ms = now_ms = clock.now_ms()
        opened_ms = now_ms - now_ms % 60_000
        self.engine = Engine(
            maker_fee=config.maker_fee,
            taker_fee=config.taker_fee,
            first_trade_id=past_trades * len(specs) + 1,
        )
        listed = {asset for spec in specs for asset in (spec.base, spec.quote)}
        self.assets = {asset: name for asset, name in ASSETS.items() if asset in listed}
        self.assets.update({asset: asset for asset in sorted(listed - set(ASSETS))})
        """The assets of the pairs listed, with their names."""
        self.charts: dict[str, dict[int, CandleChart]] = {}
        self.windows: dict[str, DayWindow] = {}
        for place, spec in enumerate(specs):
            past = partial(
                write_past,
                spec,
                seed=seed,
                opened_ms=opened_ms,
                days=days,
                minutes=minutes,
                place=place,
                pairs=len(specs),
            )
            tape = Tape(past, keep=_MOST_TRADES + past_trades)
            self.engine.venues[spec.name] = Venue(
                spec.name,
                spec.base,
                spec.quote,
                spec.min_amount,
                spec.tick,
                spec.max_value,
                tape=tape,
            )
            self.charts[spec.name] = {minutes: CandleChart(tape, minutes) for minutes in INTERVALS}
            self.windows[spec.name] = DayWindow(tape)
        self.accounts = Accounts(self.engine.ledger, Chance(seed, "keys"))
        self.doorkeeper = Doorkeeper(self.accounts, config)
        self.calls = _limit(config, config.limit)
        self.book_calls = _limit(config, config.book_limit)
        self.market = None
        if config.market:
            self.market = Market(self.engine, specs, config.recordings, seed, now_ms)

    def fresh(self, seed: int | None = None) -> "Exchange":
        """An exchange that opens now, with the accounts and keys of this one as they began."""
        exchange = Exchange(self.config, self.seed if seed is None else seed, self.clock)
        exchange.accounts.reopen(self.accounts)
        return exchange

    def copy(self) -> "Exchange":
        """A copy that trades on by itself; configuration, clock and past trades are shared."""
        shared: dict[int, object] = {id(self.config): self.config, id(self.clock): self.clock}
        return deepcopy(self, shared)

    def now_ms(self) -> int:
        """The time of whatever happens now; it waits where the clock was set back.

        The tape is searched by time, so it must never go backwards.
        """
        self._now_ms = max(self._now_ms, self.clock.now_ms())
        return self._now_ms

    def advance(self) -> int:
        """Let the market do what it would have done until now; the time in milliseconds."""
        now_ms = self.now_ms()
        if self.market is not None:
            self.market.advance(now_ms)
        return now_ms

    def place(self, owner: Owner, proposal: Proposal) -> Order:
        """Take an order that keeps the rules; raises `NotEnoughError`."""
        now_ms = self.now_ms()
        order = self.engine.place(
            owner,
            proposal.venue,
            side=proposal.side,
            kind=proposal.kind,
            amount=proposal.amount,
            price=proposal.price,
            now_ms=now_ms,
        )
        self._tend(proposal.venue, now_ms)
        return order

    def cancel(self, order: Order) -> None:
        """Cancel an open order."""
        now_ms = self.now_ms()
        self.engine.cancel(order, now_ms)
        self._tend(order.venue, now_ms)

    def _tend(self, venue: Venue, now_ms: int) -> None:
        if self.market is not None:
            self.market.tend(venue, now_ms)


def _as_recorded(spec: PairSpec, config: Config) -> PairSpec:
    """A pair with a recording opens at the price at which that begins."""
    trades = config.recordings.get(spec.name)
    return evolve(spec, price=trades[0].price) if trades else spec


def _limit(config: Config, limit: int | None) -> RateLimit | None:
    if limit is None:
        return None
    return RateLimit(limit, config.window, count_refused=config.count_refused)
