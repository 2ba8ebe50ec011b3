"""`Gopax` and `AsyncGopax`: the fifteen operations, made safe to trade with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from gopax_generated.enums import CandleInterval, OrderType, Side

from .connect import open_async_transport, open_transport
from .discreet import discreet
from .orders.auditor import TaskAuditor, ThreadAuditor, audit_seconds
from .orders.methods import AsyncOrderMethods, OrderMethods
from .paging import CandlePager, Pager, my_trade_pager, trade_pager
from .pipeline import OnUnknown, Options
from .seam import SYSTEM, Seam
from .session import ATTEMPTS, RATE_LIMIT, Session
from .settings import DEADLINE_SECONDS, Settings
from .sharing.choice import Sharing
from .steps import Steps, drive, drive_async

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal
    from os import PathLike
    from types import TracebackType

    import httpx

    from gopax_generated.models import Candle, MyTrade, Order, Trade
    from gopax_generated.operations import Call

    from .observe import Observer
    from .orders.auditing import Finding
    from .orders.decide import Terms
    from .response import Response
    from .transport.base import AsyncTransport, Transport

__all__ = ["AsyncGopax", "Gopax"]

T = TypeVar("T")


class Gopax(OrderMethods):
    """A GOPAX client that blocks; safe to share among threads.

    Public operations need no key. `key` and `secret` are those of an API key; without them the
    environment's GOPAX_API_KEY and GOPAX_SECRET_KEY are used, and without `base_url`
    GOPAX_BASE_URL, else `https://api.gopax.co.kr`.

    `keys` are several pairs (key, secret) of one account instead: each call goes to the key that is
    least busy, which multiplies the rate that nonces in order allow.

    `deadline` is the seconds that a call may take in all, `attempts` how often a call that may
    safely be repeated is tried, `rate_limit` how many calls a second the exchange allows, and
    `route_limits` the same for single operations, such as `{"get_order_book": 1}`.

    `sharing` says who keeps nonces and rate in order together: "host" (the default) all processes
    of this user on this machine, through files in `state_dir` (GOPAX_STATE_DIR, else `gopax` below
    XDG_STATE_HOME, else ~/.local/state); "process" this one alone; `redis://...` many machines.
    GOPAX_SHARING says the same.

    Orders are put on record in `state_dir` before they leave, so that one whose answer was lost is
    found again, after a crash too; `journal=False` keeps that record in memory alone.

    `on_unknown` is what placing and cancelling do when the answer is lost: "raise" `OutcomeUnknown`
    at once, or "resolve" it within the deadline, of which half is kept for that. `terms` is what
    resolving takes for granted of the exchange.

    Whatever stays unresolved is looked after in the background, every `audit` seconds (30; 0 is
    never; not at all with a seam of your own unless asked), until it is settled: see `audit`.
    `on_finding` is called with each `Finding` there.

    `observers` are called with each event of `gopax_ext.observe`, for metrics and traces.

    `transport` is a transport of ours or any `httpx.BaseTransport`; `http_client` is an
    `httpx.Client` of your own, used as it is and left open at the end.

    Raises `SettingsError` for a bad key, secret or address. Every error of a call is a `GopaxError`
    whose `.outcome` says if the exchange acted: "not_sent", "rejected" or "unknown".
    """

    @discreet
    def __init__(
        self,
        *,
        key: str | None = None,
        secret: str | None = None,
        keys: Iterable[tuple[str, str]] | None = None,
        base_url: str | None = None,
        deadline: float = DEADLINE_SECONDS,
        attempts: int = ATTEMPTS,
        rate_limit: int = RATE_LIMIT,
        route_limits: Mapping[str, int] | None = None,
        sharing: str | None = None,
        state_dir: str | PathLike[str] | None = None,
        journal: bool | None = None,
        on_unknown: OnUnknown = "raise",
        terms: Terms | None = None,
        audit: float | None = None,
        on_finding: Callable[[Finding], object] | None = None,
        observers: Iterable[Observer] = (),
        transport: Transport | httpx.BaseTransport | None = None,
        http_client: httpx.Client | None = None,
        seam: Seam = SYSTEM,
    ) -> None:
        settings = Settings.resolve(key=key, secret=secret, keys=keys, base_url=base_url)
        self._session = Session.open(
            settings,
            seam,
            options=Options(deadline, attempts, on_unknown),
            sharing=Sharing.resolve(sharing, state_dir=state_dir, own_time=seam is not SYSTEM),
            rate_limit=rate_limit,
            route_limits=route_limits,
            journal=seam is SYSTEM if journal is None else journal,
            observers=observers,
            terms=terms,
        )
        self._transport = open_transport(
            settings.base_url, seam=seam, transport=transport, http_client=http_client
        )
        self._owned = True
        self._auditor = ThreadAuditor(
            self._open_desk,
            self._transport,
            seconds=audit_seconds(audit, own_time=seam is not SYSTEM),
            on_finding=on_finding,
        )

    def send(self, call: Call[T]) -> Response[T]:
        """Make a call of `gopax_generated.operations` and return its whole answer."""
        return drive(self._session.execute(call), self._transport)

    def _run(self, steps: Steps[T]) -> T:
        return drive(steps, self._transport)

    def _call(self, call: Call[T]) -> T:
        return drive(self._session.execute(call), self._transport).value

    def with_options(
        self,
        *,
        deadline: float | None = None,
        attempts: int | None = None,
        on_unknown: OnUnknown | None = None,
    ) -> Self:
        """Return a view with other options on the same connections, lane and slots.

        What is not given stays as it is. Closing the view closes nothing.
        """
        view = object.__new__(type(self))
        view._session = self._session.with_options(deadline, attempts, on_unknown)
        view._transport = self._transport
        view._auditor = self._auditor
        view._owned = False
        return view

    def market_buy(self, trading_pair_name: str, *, spend: Decimal | int | str) -> Order:
        """Buy at the market, spending `spend` of the quote asset (KRW in ETH-KRW)."""
        return self.place_order(
            trading_pair_name, side=Side.BUY, type=OrderType.MARKET, amount=spend
        )

    def market_sell(self, trading_pair_name: str, *, sell: Decimal | int | str) -> Order:
        """Sell `sell` of the base asset (ETH in ETH-KRW) at the market."""
        return self.place_order(
            trading_pair_name, side=Side.SELL, type=OrderType.MARKET, amount=sell
        )

    def iter_trades(
        self,
        trading_pair: str,
        *,
        newer_than: int | None = None,
        older_than: int | None = None,
    ) -> Iterator[Trade]:
        """Yield a pair's trades from the newest to the oldest, each once.

        Only ids above `newer_than` and below `older_than`. Calls are made as rows are taken.
        """
        return self._pages(trade_pager(trading_pair, newer_than, older_than))

    def iter_my_trades(
        self, *, newer_than: int | None = None, older_than: int | None = None
    ) -> Iterator[MyTrade]:
        """Yield your own trades from the newest to the oldest, each once.

        Only ids above `newer_than` and below `older_than`. Calls are made as rows are taken.
        """
        return self._pages(my_trade_pager(newer_than, older_than))

    def iter_candles(
        self,
        trading_pair: str,
        *,
        start: datetime | int,
        end: datetime | int,
        interval: CandleInterval | int,
    ) -> Iterator[Candle]:
        """Yield a pair's candles with `start <= time < end`, oldest first, each once.

        Times are aware datetimes or milliseconds since 1970; `interval` is in minutes. Minutes
        without a trade may have no candle. Calls are made as rows are taken.
        """
        return self._pages(CandlePager(trading_pair, start=start, end=end, interval=interval))

    def _pages(self, pager: Pager[T]) -> Iterator[T]:
        while (call := pager.next_call()) is not None:
            yield from pager.rows(self._call(call))

    def close(self) -> None:
        """Close the connections. A client is also its own context manager."""
        if self._owned:
            self._auditor.stop()
            self._transport.close()
            self._session.books.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._session.settings.describe()})"


class AsyncGopax(AsyncOrderMethods):
    """A GOPAX client that awaits; safe to share among the tasks of one event loop.

    Its arguments, names and errors are those of `Gopax`; `transport` may be any
    `httpx.AsyncBaseTransport`, `http_client` an `httpx.AsyncClient`.
    """

    @discreet
    def __init__(
        self,
        *,
        key: str | None = None,
        secret: str | None = None,
        keys: Iterable[tuple[str, str]] | None = None,
        base_url: str | None = None,
        deadline: float = DEADLINE_SECONDS,
        attempts: int = ATTEMPTS,
        rate_limit: int = RATE_LIMIT,
        route_limits: Mapping[str, int] | None = None,
        sharing: str | None = None,
        state_dir: str | PathLike[str] | None = None,
        journal: bool | None = None,
        on_unknown: OnUnknown = "raise",
        terms: Terms | None = None,
        audit: float | None = None,
        on_finding: Callable[[Finding], object] | None = None,
        observers: Iterable[Observer] = (),
        transport: AsyncTransport | httpx.AsyncBaseTransport | None = None,
        http_client: httpx.AsyncClient | None = None,
        seam: Seam = SYSTEM,
    ) -> None:
        settings = Settings.resolve(key=key, secret=secret, keys=keys, base_url=base_url)
        self._session = Session.open(
            settings,
            seam,
            options=Options(deadline, attempts, on_unknown),
            sharing=Sharing.resolve(sharing, state_dir=state_dir, own_time=seam is not SYSTEM),
            rate_limit=rate_limit,
            route_limits=route_limits,
            journal=seam is SYSTEM if journal is None else journal,
            observers=observers,
            terms=terms,
        )
        self._transport = open_async_transport(
            settings.base_url, seam=seam, transport=transport, http_client=http_client
        )
        self._owned = True
        self._auditor = TaskAuditor(
            self._open_desk,
            self._transport,
            seconds=audit_seconds(audit, own_time=seam is not SYSTEM),
            on_finding=on_finding,
        )

    async def send(self, call: Call[T]) -> Response[T]:
        """Make a call of `gopax_generated.operations` and return its whole answer."""
        return await drive_async(self._session.execute(call), self._transport)

    async def _run(self, steps: Steps[T]) -> T:
        return await drive_async(steps, self._transport)

    async def _call(self, call: Call[T]) -> T:
        return (await drive_async(self._session.execute(call), self._transport)).value

    def with_options(
        self,
        *,
        deadline: float | None = None,
        attempts: int | None = None,
        on_unknown: OnUnknown | None = None,
    ) -> Self:
        """Return a view with other options on the same connections, lane and slots.

        What is not given stays as it is. Closing the view closes nothing.
        """
        view = object.__new__(type(self))
        view._session = self._session.with_options(deadline, attempts, on_unknown)
        view._transport = self._transport
        view._auditor = self._auditor
        view._owned = False
        return view

    async def market_buy(self, trading_pair_name: str, *, spend: Decimal | int | str) -> Order:
        """Buy at the market, spending `spend` of the quote asset (KRW in ETH-KRW)."""
        return await self.place_order(
            trading_pair_name, side=Side.BUY, type=OrderType.MARKET, amount=spend
        )

    async def market_sell(self, trading_pair_name: str, *, sell: Decimal | int | str) -> Order:
        """Sell `sell` of the base asset (ETH in ETH-KRW) at the market."""
        return await self.place_order(
            trading_pair_name, side=Side.SELL, type=OrderType.MARKET, amount=sell
        )

    def iter_trades(
        self,
        trading_pair: str,
        *,
        newer_than: int | None = None,
        older_than: int | None = None,
    ) -> AsyncIterator[Trade]:
        """Yield a pair's trades from the newest to the oldest, as `Gopax.iter_trades`."""
        return self._pages(trade_pager(trading_pair, newer_than, older_than))

    def iter_my_trades(
        self, *, newer_than: int | None = None, older_than: int | None = None
    ) -> AsyncIterator[MyTrade]:
        """Yield your own trades from the newest to the oldest, as `Gopax.iter_my_trades`."""
        return self._pages(my_trade_pager(newer_than, older_than))

    def iter_candles(
        self,
        trading_pair: str,
        *,
        start: datetime | int,
        end: datetime | int,
        interval: CandleInterval | int,
    ) -> AsyncIterator[Candle]:
        """Yield a pair's candles, oldest first, as `Gopax.iter_candles`."""
        return self._pages(CandlePager(trading_pair, start=start, end=end, interval=interval))

    async def _pages(self, pager: Pager[T]) -> AsyncIterator[T]:
        while (call := pager.next_call()) is not None:
            for row in pager.rows(await self._call(call)):
                yield row

    async def aclose(self) -> None:
        """Close the connections. A client is also its own async context manager."""
        if self._owned:
            await self._auditor.stop()
            await self._transport.aclose()
            self._session.books.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._session.settings.describe()})"
