"""The door to the built-in exchange: start it, give accounts money, break it, look inside."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from ipaddress import ip_address
from typing import TYPE_CHECKING, Self

from attrs import field, frozen

from ..seam import SYSTEM, Seam
from .accounts import Key
from .admin import Admin
from .app import App
from .clock import Clock
from .config import Config
from .engine import Owner, Venue
from .exchange import Exchange
from .faults import Faults

if TYPE_CHECKING:
    from .replies import Application
    from .server import Server

__all__ = ["Account", "Sandbox", "Snapshot"]

Amount = Decimal | int | str
_MOST_DIGITS = 24


def _exact(amount: Amount) -> Decimal:
    """`amount` as a decimal number that is not negative."""
    if isinstance(amount, (bool, float)):
        msg = f'{amount!r} is not an exact number: give Decimal("0.1"), "0.1" or an int'
        raise TypeError(msg)
    try:
        number = Decimal(amount)
    except ArithmeticError as error:
        msg = f"{amount!r} is not a number"
        raise ValueError(msg) from error
    if not (number.is_finite() and number >= 0 and number.adjusted() < _MOST_DIGITS):
        msg = f"{amount!r} is not between 0 and 10**{_MOST_DIGITS}"
        raise ValueError(msg)
    return number


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


class Sandbox:
    """An exchange of one's own.

    `with Sandbox(seed=7) as sandbox:` serves it on loopback at `sandbox.base_url`; without `with`,
    `sandbox.app` answers in-process. Every field of `Config` can be given by name:
    `Sandbox(limit=None, market=False)`. Only this machine can reach it unless `exposed` is true.
    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        seed: int | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
        exposed: bool = False,
        admin: bool = False,
        clock: Clock | None = None,
        seam: Seam = SYSTEM,
        profile: str = "reference",
        **switches: object,
    ) -> None:
        base = Config.of(profile) if config is None else config
        self.config = base.having(switches)
        self.seed = int(seam.random() * 2**32) if seed is None else seed
        self.clock = Clock(seam) if clock is None else clock
        self.faults = Faults(self.seed)
        if not (exposed or is_loopback(host)):
            msg = f"host {host!r} is not this machine alone: pass exposed=True if that is meant"
            raise ValueError(msg)
        self._host, self._port = host, port
        self._exposed = exposed
        self._server: Server | None = None
        exchange = Exchange(self.config, self.seed, self.clock)
        self.app = App(exchange, self.faults, seam.async_sleep)
        self.served: Application = self.app
        """What the server serves: `app`, or something that was put around it before the start."""
        self.when_stopping: list[Callable[[], None]] = []
        """Called as serving ends, so that who holds a connection open lets it go."""
        self.admin_token = seam.new_id() if admin else None
        """What the administration API asks for; None where there is no such API."""
        if self.admin_token is not None:
            self.app.admin = Admin(self, self.admin_token)

    @property
    def exchange(self) -> Exchange:
        """The state behind the answers; hold `app.lock` to change it while the server runs."""
        return self.app.exchange

    @property
    def is_served(self) -> bool:
        """Whether the server runs."""
        return self._server is not None

    @property
    def base_url(self) -> str:
        """Where the server answers; only while it runs."""
        if self._server is None:
            msg = "the exchange is not served: use `with Sandbox() as sandbox:` or call start()"
            raise RuntimeError(msg)
        return self._server.base_url

    def start(self) -> Self:
        """Serve on loopback in a thread of its own; returns once it answers."""
        if self._server is None:
            try:
                from .server import Server  # noqa: PLC0415  in-process use needs no HTTP server
            except ModuleNotFoundError as error:
                msg = f"serving needs {error.name}: pip install 'gopax-client[sandbox]'"
                raise RuntimeError(msg) from error

            server = Server(self.served, host=self._host, port=self._port, any_name=self._exposed)
            server.start()
            self._server = server
        return self

    def stop(self) -> None:
        """Stop serving; the state stays."""
        if self._server is not None:
            for stop in self.when_stopping:
                stop()
            self._server.stop()
            self._server = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *error: object) -> None:
        self.stop()

    def create_account(self, balances: Mapping[str, Amount] | None = None) -> "Account":
        """A new account with one key and these balances, by asset."""
        funds = {self.listed(asset): _exact(amount) for asset, amount in (balances or {}).items()}
        with self.app.lock:
            accounts = self.exchange.accounts
            key = accounts.add_key(accounts.open(funds))
        return Account(self, key.api_key, key.secret_key)

    def account(self, api_key: str) -> "Account":
        """The account of a key; an unknown one is a ValueError."""
        return Account(self, api_key, self.key(api_key).secret_key)

    def key(self, api_key: str) -> Key:
        """The key of this name: `sandbox.key(name).revoked = True`."""
        key = self.exchange.accounts.find(api_key.encode())
        if key is None:
            msg = f"unknown key {api_key!r}: create_account() and add_key() make them"
            raise ValueError(msg)
        return key

    def cancel(self, order_id: str) -> None:
        """Cancel anybody's open order, as the operator would; an unknown one is a ValueError."""
        with self.app.lock:
            for owner in self.exchange.engine.ledger.owners:
                order = owner.open.get(int(order_id))
                if order is not None:
                    self.exchange.cancel(order)
                    return
        msg = f"no account has an open order {order_id!r}"
        raise ValueError(msg)

    def venue(self, pair: str) -> Venue:
        """The state and the switches of a pair: `sandbox.venue("BTC-KRW").active = False`."""
        venues = self.exchange.engine.venues
        if pair not in venues:
            msg = f"unknown trading pair {pair!r}: the exchange lists {', '.join(venues)}"
            raise ValueError(msg)
        return venues[pair]

    def reset(self, seed: int | None = None) -> None:
        """Open anew: the accounts keep their keys and get back the balances they began with.

        Orders, trades, nonces, faults and pair switches go; the clock runs on.
        """
        with self.app.lock:
            self.faults.clear()
            self.app.exchange = self.exchange.fresh(seed)

    def snapshot(self) -> "Snapshot":
        """Everything as it is now, to be restored any number of times; the clock is not part."""
        with self.app.lock:
            return Snapshot(self.exchange.copy())

    def restore(self, snapshot: "Snapshot") -> None:
        """Back to `snapshot`."""
        with self.app.lock:
            self.app.exchange = snapshot.exchange.copy()

    def listed(self, asset: str) -> str:
        """`asset`, if the exchange lists it; an unknown one is a ValueError."""
        assets = self.exchange.assets
        if asset not in assets:
            msg = f"unknown asset {asset!r}: the exchange lists {', '.join(assets)}"
            raise ValueError(msg)
        return asset


@frozen
class Snapshot:
    """The state of an exchange at one moment."""

    exchange: Exchange = field(repr=False)


@frozen
class Account:
    """One account, seen from inside the exchange, with its first key; it survives a reset."""

    _sandbox: Sandbox = field(repr=False)
    api_key: str
    """The name of the first key."""
    secret_key: str = field(repr=False)
    """The secret of the first key, base64."""

    @property
    def owner(self) -> Owner:
        """Its wallets, orders and fills."""
        return self._sandbox.key(self.api_key).owner

    def add_key(self, *, may_trade: bool = True) -> Key:
        """Another key of the same account; one that may not trade gets 403 for orders."""
        with self._sandbox.app.lock:
            return self._sandbox.exchange.accounts.add_key(self.owner, may_trade=may_trade)

    def deposit(self, asset: str, amount: Amount) -> None:
        """Add `amount` to what is available."""
        asset = self._sandbox.listed(asset)
        with self._sandbox.app.lock:
            self._sandbox.exchange.engine.ledger.deposit(self.owner, asset, _exact(amount))

    def ask_withdrawal(self, asset: str, amount: Amount) -> None:
        """Move `amount` from available to pending withdrawal."""
        asset = self._sandbox.listed(asset)
        with self._sandbox.app.lock:
            self._sandbox.exchange.engine.ledger.ask_withdrawal(self.owner, asset, _exact(amount))
