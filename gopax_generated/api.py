# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""The methods of a client of GOPAX API, for whatever sends the calls.

A subclass says once how a call is carried out, in `_call`; all methods follow from it. Each may
raise ArgumentError before anything is sent, ApiError when the server says no, and DecodeError when
its answer cannot be read.

Every public operation may raise RateLimitExceeded and AddressBanned. Every private operation may
raise InvalidApiKey, InvalidUser, NotAuthorized, RateLimitExceeded, NonceTooLow, InvalidSignature,
ApiKeyMissing, NonceMissing, NonceTooHigh, UnusableApiKey and AddressBanned.
"""

from __future__ import annotations  # naming a model would make its class

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal, TypeVar

from . import operations

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from .enums import CandleInterval, OrderType, Side
    from .models import (
        Asset,
        Balance,
        Candle,
        MyTrade,
        Order,
        OrderBook,
        OrderDetail,
        PairStats,
        Stats,
        Ticker,
        Trade,
        TradingPair,
    )
    from .operations import Call

__all__ = ["Api", "AsyncApi"]


T = TypeVar("T")


class Api(ABC):
    """Every operation as a method that waits for its answer."""

    __slots__ = ()

    @abstractmethod
    def _call(self, call: Call[T]) -> T:
        """Carry out a call and decode its answer."""

    def list_balances(self) -> list[Balance]:
        """Get balances.

        The balance of every asset, with the amounts on hold in open orders and in pending
        withdrawals.

        `GET /balances`, needs authentication, section "Get balances" of the reference.

        Returns:
            The balances, one per asset.

        Raises:
            ApiError: The server answered with an error. Among them: what every private operation
                may raise.
        """
        return self._call(operations.list_balances())

    def get_balance(self, asset_name: str) -> Balance:
        """Get balance by asset name.

        The balance of one asset.

        `GET /balances/{assetName}`, needs authentication, section "Get balance by asset name" of
        the reference.

        Args:
            asset_name: Asset name. `list_assets` answers the entire list.

        Returns:
            The balance of the asset.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidAssetName, NoSuchAsset;
                what every private operation may raise.
        """
        return self._call(operations.get_balance(asset_name))

    def list_orders(self) -> list[Order]:
        """Get orders.

        The open orders. An item of the list carries neither the status nor the remaining amount;
        `get_order` does.

        `GET /orders`, needs authentication, section "Get orders" of the reference.

        Returns:
            The open orders.

        Raises:
            ApiError: The server answered with an error. Among them: OrderServerUnavailable; what
                every private operation may raise.
        """
        return self._call(operations.list_orders())

    def place_order(
        self,
        trading_pair_name: str,
        *,
        type: OrderType | Literal["limit", "market"],
        side: Side | Literal["buy", "sell"],
        amount: Decimal | int | str,
        price: Decimal | int | str | None = None,
    ) -> Order:
        """Place order.

        Places a limit or a market order. The amount of a limit order is in base asset. A market
        order has no price, and its amount is the total of the asset that is paid: quote asset for a
        buy, base asset for a sell (for ETH-KRW: KRW to buy, ETH to sell).

        `POST /orders`, needs authentication, section "Place order" of the reference.

        Args:
            trading_pair_name: Trading pair. `list_trading_pairs` answers the entire list.
            type: Order type. A limit order has a price. A market order has none, and its amount is
                the asset that is paid.
            side: Trading type: buy or sell.
            amount: Order amount in base asset. For a market order, the total of the asset that is
                paid: quote asset for a buy, base asset for a sell. Unit: base asset. Allowed:
                0.00000001 to 1,000,000,000,000. Amounts have 8 decimals, and each trading pair has
                a larger minimum of its own (source: other documents of GOPAX). The upper bound only
                fences off what no pair trades (source: inference).
            price: Order price. Needed for a limit order, left out of a market order. Unit: quote
                asset per base asset. Allowed: 0.00000001 to 1,000,000,000,000. Amounts have 8
                decimals (source: other documents of GOPAX). The bounds only fence off what no pair
                trades at (source: inference).

        Returns:
            The order as the server took it.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                InvalidOrderType, TradingPairInactive, InvalidOrderAmount, InvalidOrderPrice,
                InsufficientBalance, OrderValueTooLarge, BuyUnavailable, TooManyActiveOrders,
                InvalidOptionCombination, OrderServerUnavailable, NoSuchTradingPair,
                OrderServerSendFailed, QuoteAmountTooSmall, BodyTooLong, UnparsableBody,
                InvalidOrderOption; what every private operation may raise.
        """
        return self._call(
            operations.place_order(
                trading_pair_name, type=type, side=side, amount=amount, price=price
            )
        )

    def get_order(self, order_id: str | int) -> OrderDetail:
        """Get order by order ID.

        One order, with its status and the amount that is still open.

        `GET /orders/{orderId}`, needs authentication, section "Get order by order ID" of the
        reference.

        Args:
            order_id: Unique number of the order.

        Returns:
            The order.

        Raises:
            ApiError: The server answered with an error. Among them: OrderNotFound,
                OrderServerUnavailable, NoSuchOrder; what every private operation may raise.
        """
        return self._call(operations.get_order(order_id))

    def cancel_order(self, order_id: str | int) -> None:
        """Cancel order by order ID.

        Cancels what is still open of an order. The answer is an empty object.

        `DELETE /orders/{orderId}`, needs authentication, section "Cancel order by order ID" of the
        reference.

        Args:
            order_id: Unique number of the order.

        Raises:
            ApiError: The server answered with an error. Among them: OrderNotFound,
                OrderServerUnavailable, NoSuchOrder, OrderServerSendFailed; what every private
                operation may raise.
        """
        return self._call(operations.cancel_order(order_id))

    def list_my_trades(
        self,
        *,
        limit: int | None = None,
        pastmax: int | None = None,
        latestmin: int | None = None,
        after: datetime | int | None = None,
        before: datetime | int | None = None,
    ) -> list[MyTrade]:
        """Get the user's trade history.

        The user's own trades, newest first.

        `GET /trades`, needs authentication, section "Get the user's trade history" of the
        reference.

        The highest id comes first; the reference names no order (source: recorded traffic).

        Args:
            limit: Number of items returned, up to 100. Unit: rows. Allowed: 1 to 100. 100 rows come
                back where it is left out; the reference names no default (source: recorded
                traffic).
            pastmax: Answers only rows older than this id. The row with this id is left out.
                Allowed: at least 0. Corrected by GOPAX in 2019. The reference says "Excludes data
                older than this ID", the opposite (source: other documents of GOPAX). The bound is
                exclusive; a value has at most 19 digits (source: inference).
            latestmin: Answers only rows newer than this id. The row with this id is left out.
                Allowed: at least 0. Corrected by GOPAX in 2019. The reference says "Load new and
                newer data than this ID" (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).
            after: Answers only rows after this time, in milliseconds. Unit: a datetime, or
                milliseconds since 1970 UTC. Allowed: at least 0. Corrected by GOPAX in 2019. The
                reference says "Excluding data after this timestamp (in ms)", the opposite; later
                documents count seconds (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).
            before: Answers only rows before this time, in milliseconds. Unit: a datetime, or
                milliseconds since 1970 UTC. Allowed: at least 0. Corrected by GOPAX in 2019. The
                reference says "Excluding data before this timestamp (in ms)", the opposite; later
                documents count seconds (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).

        Returns:
            The trades.

        Raises:
            ApiError: The server answered with an error. Among them: PaginationRequired; what every
                private operation may raise.
        """
        return self._call(
            operations.list_my_trades(
                limit=limit, pastmax=pastmax, latestmin=latestmin, after=after, before=before
            )
        )

    def list_assets(self) -> list[Asset]:
        """Get assets.

        All assets that GOPAX handles.

        `GET /assets`, public, section "Get assets" of the reference.

        Returns:
            The assets.

        Raises:
            ApiError: The server answered with an error. Among them: what every public operation may
                raise.
        """
        return self._call(operations.list_assets())

    def list_trading_pairs(self) -> list[TradingPair]:
        """Get trading pairs.

        All trading pairs.

        `GET /trading-pairs`, public, section "Get trading pairs" of the reference.

        Returns:
            The trading pairs.

        Raises:
            ApiError: The server answered with an error. Among them: what every public operation may
                raise.
        """
        return self._call(operations.list_trading_pairs())

    def list_stats(self) -> list[PairStats]:
        """Get 24hr stats for all trading pairs.

        Prices and volume of the last 24 hours, one item per trading pair.

        `GET /trading-pairs/stats`, public, section "Get 24hr stats for all trading pairs" of the
        reference.

        Returns:
            The statistics of all trading pairs.

        Raises:
            ApiError: The server answered with an error. Among them: what every public operation may
                raise.
        """
        return self._call(operations.list_stats())

    def get_ticker(self, trading_pair: str) -> Ticker:
        """Get ticker by trading pair.

        The latest price, the best bid and ask and the volume of one trading pair.

        `GET /trading-pairs/{tradingPair}/ticker`, public, section "Get ticker by trading pair" of
        the reference.

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.

        Returns:
            The ticker.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair; what every public operation may raise.
        """
        return self._call(operations.get_ticker(trading_pair))

    def get_order_book(self, trading_pair: str, *, level: int | None = None) -> OrderBook:
        """Get order book by trading pair.

        The order book of one trading pair, best prices first, at the level of detail asked for.

        `GET /trading-pairs/{tradingPair}/book`, public, section "Get order book by trading pair" of
        the reference.

        The reference shows no answer for this call, its shape is that of recorded traffic (source:
        recorded traffic). Later servers limit this call to one per second (source: other documents
        of GOPAX).

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.
            level: Level of detail. 1 answers the best bid and the best ask, 2 answers 50 bids and
                50 asks, any other number answers the whole order book. A value has at most 19
                digits (source: inference).

        Returns:
            The order book.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair; what every public operation may raise.
        """
        return self._call(operations.get_order_book(trading_pair, level=level))

    def list_trades(
        self,
        trading_pair: str,
        *,
        limit: int | None = None,
        pastmax: int | None = None,
        latestmin: int | None = None,
        after: datetime | int | None = None,
        before: datetime | int | None = None,
    ) -> list[Trade]:
        """Get recent trades.

        The public trades of one trading pair, newest first.

        `GET /trading-pairs/{tradingPair}/trades`, public, section "Get recent trades" of the
        reference.

        The highest id comes first; the reference names no order (source: recorded traffic).

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.
            limit: Number of items returned, up to 100. Unit: rows. Allowed: 1 to 100. 100 rows come
                back where it is left out; the reference names no default (source: recorded
                traffic).
            pastmax: Answers only rows older than this id. The row with this id is left out.
                Allowed: at least 0. Corrected by GOPAX in 2019. The reference says "Excludes data
                older than this ID", the opposite (source: other documents of GOPAX). The bound is
                exclusive; a value has at most 19 digits (source: inference).
            latestmin: Answers only rows newer than this id. The row with this id is left out.
                Allowed: at least 0. Corrected by GOPAX in 2019. The reference says "Load new and
                newer data than this ID" (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).
            after: Answers only rows after this time, in milliseconds. Unit: a datetime, or
                milliseconds since 1970 UTC. Allowed: at least 0. Corrected by GOPAX in 2019. The
                reference says "Excluding data after this timestamp (in ms)", the opposite; later
                documents count seconds (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).
            before: Answers only rows before this time, in milliseconds. Unit: a datetime, or
                milliseconds since 1970 UTC. Allowed: at least 0. Corrected by GOPAX in 2019. The
                reference says "Excluding data before this timestamp (in ms)", the opposite; later
                documents count seconds (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).

        Returns:
            The trades.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair, PaginationRequired; what every public operation may raise.
        """
        return self._call(
            operations.list_trades(
                trading_pair,
                limit=limit,
                pastmax=pastmax,
                latestmin=latestmin,
                after=after,
                before=before,
            )
        )

    def get_stats(self, trading_pair: str) -> Stats:
        """Get 24hr stats by trading pair.

        Prices and volume of one trading pair over the last 24 hours.

        `GET /trading-pairs/{tradingPair}/stats`, public, section "Get 24hr stats by trading pair"
        of the reference.

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.

        Returns:
            The statistics.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair; what every public operation may raise.
        """
        return self._call(operations.get_stats(trading_pair))

    def list_candles(
        self,
        trading_pair: str,
        *,
        start: datetime | int,
        end: datetime | int,
        interval: CandleInterval | Literal[1, 5, 30, 1440],
    ) -> list[Candle]:
        """Get historic rates by trading pair.

        The candles of one trading pair between two times, oldest first.

        `GET /trading-pairs/{tradingPair}/candles`, public, section "Get historic rates by trading
        pair" of the reference.

        The earliest time comes first (source: recorded traffic). Later servers answer at most 1024
        rows a call; the reference names no limit (source: other documents of GOPAX).

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.
            start: Start of the time range, in milliseconds. Unit: a datetime, or milliseconds since
                1970 UTC. Allowed: at least 0. A value has at most 19 digits (source: inference).
            end: End of the time range, in milliseconds. Unit: a datetime, or milliseconds since
                1970 UTC. Allowed: at least 0. A value has at most 19 digits (source: inference).
            interval: Length of a candle, in minutes. Unit: minutes.

        Returns:
            The candles.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair, InvalidChartInterval, InvalidChartRange; what every public
                operation may raise.
        """
        return self._call(
            operations.list_candles(trading_pair, start=start, end=end, interval=interval)
        )


class AsyncApi(ABC):
    """Every operation as a coroutine."""

    __slots__ = ()

    @abstractmethod
    async def _call(self, call: Call[T]) -> T:
        """Carry out a call and decode its answer."""

    async def list_balances(self) -> list[Balance]:
        """Get balances.

        The balance of every asset, with the amounts on hold in open orders and in pending
        withdrawals.

        `GET /balances`, needs authentication, section "Get balances" of the reference.

        Returns:
            The balances, one per asset.

        Raises:
            ApiError: The server answered with an error. Among them: what every private operation
                may raise.
        """
        return await self._call(operations.list_balances())

    async def get_balance(self, asset_name: str) -> Balance:
        """Get balance by asset name.

        The balance of one asset.

        `GET /balances/{assetName}`, needs authentication, section "Get balance by asset name" of
        the reference.

        Args:
            asset_name: Asset name. `list_assets` answers the entire list.

        Returns:
            The balance of the asset.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidAssetName, NoSuchAsset;
                what every private operation may raise.
        """
        return await self._call(operations.get_balance(asset_name))

    async def list_orders(self) -> list[Order]:
        """Get orders.

        The open orders. An item of the list carries neither the status nor the remaining amount;
        `get_order` does.

        `GET /orders`, needs authentication, section "Get orders" of the reference.

        Returns:
            The open orders.

        Raises:
            ApiError: The server answered with an error. Among them: OrderServerUnavailable; what
                every private operation may raise.
        """
        return await self._call(operations.list_orders())

    async def place_order(
        self,
        trading_pair_name: str,
        *,
        type: OrderType | Literal["limit", "market"],
        side: Side | Literal["buy", "sell"],
        amount: Decimal | int | str,
        price: Decimal | int | str | None = None,
    ) -> Order:
        """Place order.

        Places a limit or a market order. The amount of a limit order is in base asset. A market
        order has no price, and its amount is the total of the asset that is paid: quote asset for a
        buy, base asset for a sell (for ETH-KRW: KRW to buy, ETH to sell).

        `POST /orders`, needs authentication, section "Place order" of the reference.

        Args:
            trading_pair_name: Trading pair. `list_trading_pairs` answers the entire list.
            type: Order type. A limit order has a price. A market order has none, and its amount is
                the asset that is paid.
            side: Trading type: buy or sell.
            amount: Order amount in base asset. For a market order, the total of the asset that is
                paid: quote asset for a buy, base asset for a sell. Unit: base asset. Allowed:
                0.00000001 to 1,000,000,000,000. Amounts have 8 decimals, and each trading pair has
                a larger minimum of its own (source: other documents of GOPAX). The upper bound only
                fences off what no pair trades (source: inference).
            price: Order price. Needed for a limit order, left out of a market order. Unit: quote
                asset per base asset. Allowed: 0.00000001 to 1,000,000,000,000. Amounts have 8
                decimals (source: other documents of GOPAX). The bounds only fence off what no pair
                trades at (source: inference).

        Returns:
            The order as the server took it.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                InvalidOrderType, TradingPairInactive, InvalidOrderAmount, InvalidOrderPrice,
                InsufficientBalance, OrderValueTooLarge, BuyUnavailable, TooManyActiveOrders,
                InvalidOptionCombination, OrderServerUnavailable, NoSuchTradingPair,
                OrderServerSendFailed, QuoteAmountTooSmall, BodyTooLong, UnparsableBody,
                InvalidOrderOption; what every private operation may raise.
        """
        return await self._call(
            operations.place_order(
                trading_pair_name, type=type, side=side, amount=amount, price=price
            )
        )

    async def get_order(self, order_id: str | int) -> OrderDetail:
        """Get order by order ID.

        One order, with its status and the amount that is still open.

        `GET /orders/{orderId}`, needs authentication, section "Get order by order ID" of the
        reference.

        Args:
            order_id: Unique number of the order.

        Returns:
            The order.

        Raises:
            ApiError: The server answered with an error. Among them: OrderNotFound,
                OrderServerUnavailable, NoSuchOrder; what every private operation may raise.
        """
        return await self._call(operations.get_order(order_id))

    async def cancel_order(self, order_id: str | int) -> None:
        """Cancel order by order ID.

        Cancels what is still open of an order. The answer is an empty object.

        `DELETE /orders/{orderId}`, needs authentication, section "Cancel order by order ID" of the
        reference.

        Args:
            order_id: Unique number of the order.

        Raises:
            ApiError: The server answered with an error. Among them: OrderNotFound,
                OrderServerUnavailable, NoSuchOrder, OrderServerSendFailed; what every private
                operation may raise.
        """
        return await self._call(operations.cancel_order(order_id))

    async def list_my_trades(
        self,
        *,
        limit: int | None = None,
        pastmax: int | None = None,
        latestmin: int | None = None,
        after: datetime | int | None = None,
        before: datetime | int | None = None,
    ) -> list[MyTrade]:
        """Get the user's trade history.

        The user's own trades, newest first.

        `GET /trades`, needs authentication, section "Get the user's trade history" of the
        reference.

        The highest id comes first; the reference names no order (source: recorded traffic).

        Args:
            limit: Number of items returned, up to 100. Unit: rows. Allowed: 1 to 100. 100 rows come
                back where it is left out; the reference names no default (source: recorded
                traffic).
            pastmax: Answers only rows older than this id. The row with this id is left out.
                Allowed: at least 0. Corrected by GOPAX in 2019. The reference says "Excludes data
                older than this ID", the opposite (source: other documents of GOPAX). The bound is
                exclusive; a value has at most 19 digits (source: inference).
            latestmin: Answers only rows newer than this id. The row with this id is left out.
                Allowed: at least 0. Corrected by GOPAX in 2019. The reference says "Load new and
                newer data than this ID" (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).
            after: Answers only rows after this time, in milliseconds. Unit: a datetime, or
                milliseconds since 1970 UTC. Allowed: at least 0. Corrected by GOPAX in 2019. The
                reference says "Excluding data after this timestamp (in ms)", the opposite; later
                documents count seconds (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).
            before: Answers only rows before this time, in milliseconds. Unit: a datetime, or
                milliseconds since 1970 UTC. Allowed: at least 0. Corrected by GOPAX in 2019. The
                reference says "Excluding data before this timestamp (in ms)", the opposite; later
                documents count seconds (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).

        Returns:
            The trades.

        Raises:
            ApiError: The server answered with an error. Among them: PaginationRequired; what every
                private operation may raise.
        """
        return await self._call(
            operations.list_my_trades(
                limit=limit, pastmax=pastmax, latestmin=latestmin, after=after, before=before
            )
        )

    async def list_assets(self) -> list[Asset]:
        """Get assets.

        All assets that GOPAX handles.

        `GET /assets`, public, section "Get assets" of the reference.

        Returns:
            The assets.

        Raises:
            ApiError: The server answered with an error. Among them: what every public operation may
                raise.
        """
        return await self._call(operations.list_assets())

    async def list_trading_pairs(self) -> list[TradingPair]:
        """Get trading pairs.

        All trading pairs.

        `GET /trading-pairs`, public, section "Get trading pairs" of the reference.

        Returns:
            The trading pairs.

        Raises:
            ApiError: The server answered with an error. Among them: what every public operation may
                raise.
        """
        return await self._call(operations.list_trading_pairs())

    async def list_stats(self) -> list[PairStats]:
        """Get 24hr stats for all trading pairs.

        Prices and volume of the last 24 hours, one item per trading pair.

        `GET /trading-pairs/stats`, public, section "Get 24hr stats for all trading pairs" of the
        reference.

        Returns:
            The statistics of all trading pairs.

        Raises:
            ApiError: The server answered with an error. Among them: what every public operation may
                raise.
        """
        return await self._call(operations.list_stats())

    async def get_ticker(self, trading_pair: str) -> Ticker:
        """Get ticker by trading pair.

        The latest price, the best bid and ask and the volume of one trading pair.

        `GET /trading-pairs/{tradingPair}/ticker`, public, section "Get ticker by trading pair" of
        the reference.

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.

        Returns:
            The ticker.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair; what every public operation may raise.
        """
        return await self._call(operations.get_ticker(trading_pair))

    async def get_order_book(self, trading_pair: str, *, level: int | None = None) -> OrderBook:
        """Get order book by trading pair.

        The order book of one trading pair, best prices first, at the level of detail asked for.

        `GET /trading-pairs/{tradingPair}/book`, public, section "Get order book by trading pair" of
        the reference.

        The reference shows no answer for this call, its shape is that of recorded traffic (source:
        recorded traffic). Later servers limit this call to one per second (source: other documents
        of GOPAX).

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.
            level: Level of detail. 1 answers the best bid and the best ask, 2 answers 50 bids and
                50 asks, any other number answers the whole order book. A value has at most 19
                digits (source: inference).

        Returns:
            The order book.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair; what every public operation may raise.
        """
        return await self._call(operations.get_order_book(trading_pair, level=level))

    async def list_trades(
        self,
        trading_pair: str,
        *,
        limit: int | None = None,
        pastmax: int | None = None,
        latestmin: int | None = None,
        after: datetime | int | None = None,
        before: datetime | int | None = None,
    ) -> list[Trade]:
        """Get recent trades.

        The public trades of one trading pair, newest first.

        `GET /trading-pairs/{tradingPair}/trades`, public, section "Get recent trades" of the
        reference.

        The highest id comes first; the reference names no order (source: recorded traffic).

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.
            limit: Number of items returned, up to 100. Unit: rows. Allowed: 1 to 100. 100 rows come
                back where it is left out; the reference names no default (source: recorded
                traffic).
            pastmax: Answers only rows older than this id. The row with this id is left out.
                Allowed: at least 0. Corrected by GOPAX in 2019. The reference says "Excludes data
                older than this ID", the opposite (source: other documents of GOPAX). The bound is
                exclusive; a value has at most 19 digits (source: inference).
            latestmin: Answers only rows newer than this id. The row with this id is left out.
                Allowed: at least 0. Corrected by GOPAX in 2019. The reference says "Load new and
                newer data than this ID" (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).
            after: Answers only rows after this time, in milliseconds. Unit: a datetime, or
                milliseconds since 1970 UTC. Allowed: at least 0. Corrected by GOPAX in 2019. The
                reference says "Excluding data after this timestamp (in ms)", the opposite; later
                documents count seconds (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).
            before: Answers only rows before this time, in milliseconds. Unit: a datetime, or
                milliseconds since 1970 UTC. Allowed: at least 0. Corrected by GOPAX in 2019. The
                reference says "Excluding data before this timestamp (in ms)", the opposite; later
                documents count seconds (source: other documents of GOPAX). The bound is exclusive;
                a value has at most 19 digits (source: inference).

        Returns:
            The trades.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair, PaginationRequired; what every public operation may raise.
        """
        return await self._call(
            operations.list_trades(
                trading_pair,
                limit=limit,
                pastmax=pastmax,
                latestmin=latestmin,
                after=after,
                before=before,
            )
        )

    async def get_stats(self, trading_pair: str) -> Stats:
        """Get 24hr stats by trading pair.

        Prices and volume of one trading pair over the last 24 hours.

        `GET /trading-pairs/{tradingPair}/stats`, public, section "Get 24hr stats by trading pair"
        of the reference.

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.

        Returns:
            The statistics.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair; what every public operation may raise.
        """
        return await self._call(operations.get_stats(trading_pair))

    async def list_candles(
        self,
        trading_pair: str,
        *,
        start: datetime | int,
        end: datetime | int,
        interval: CandleInterval | Literal[1, 5, 30, 1440],
    ) -> list[Candle]:
        """Get historic rates by trading pair.

        The candles of one trading pair between two times, oldest first.

        `GET /trading-pairs/{tradingPair}/candles`, public, section "Get historic rates by trading
        pair" of the reference.

        The earliest time comes first (source: recorded traffic). Later servers answer at most 1024
        rows a call; the reference names no limit (source: other documents of GOPAX).

        Args:
            trading_pair: Trading pair. `list_trading_pairs` answers the entire list.
            start: Start of the time range, in milliseconds. Unit: a datetime, or milliseconds since
                1970 UTC. Allowed: at least 0. A value has at most 19 digits (source: inference).
            end: End of the time range, in milliseconds. Unit: a datetime, or milliseconds since
                1970 UTC. Allowed: at least 0. A value has at most 19 digits (source: inference).
            interval: Length of a candle, in minutes. Unit: minutes.

        Returns:
            The candles.

        Raises:
            ApiError: The server answered with an error. Among them: InvalidTradingPair,
                NoSuchTradingPair, InvalidChartInterval, InvalidChartRange; what every public
                operation may raise.
        """
        return await self._call(
            operations.list_candles(trading_pair, start=start, end=end, interval=interval)
        )
