"""Who owns what: wallets, and the sums that must never change by trading."""

from collections.abc import Iterable
from decimal import Decimal, localcontext

from attrs import define, field

from .numbers import EXACT, ZERO
from .orders import Fill, Order

__all__ = ["Ledger", "NotEnoughError", "Owner", "Wallet"]


class NotEnoughError(Exception):
    """The owner has less available than an order must hold."""

    def __init__(self, asset: str, needed: Decimal, available: Decimal) -> None:
        super().__init__(f"{asset}: {needed} needed, {available} available")
        self.asset = asset
        self.needed = needed
        self.available = available


@define(eq=False)
class Wallet:
    """One asset of one owner: free, held by open orders, on its way out."""

    avail: Decimal = ZERO
    hold: Decimal = ZERO
    pending: Decimal = ZERO


@define(eq=False)
class Owner:
    """Somebody who trades: their wallets, orders and fills."""

    name: str
    keeps_records: bool = True
    """The market's own traders keep none: nobody asks for them."""
    wallets: dict[str, Wallet] = field(factory=dict[str, Wallet], repr=False)
    orders: dict[int, Order] = field(factory=dict[int, Order], repr=False)
    open: dict[int, Order] = field(factory=dict[int, Order], repr=False)
    fills: list[Fill] = field(factory=list[Fill], repr=False)

    def wallet(self, asset: str) -> Wallet:
        """The wallet of `asset`, empty when new."""
        found = self.wallets.get(asset)
        if found is None:
            found = self.wallets[asset] = Wallet()
        return found


class Ledger:
    """Every wallet there is, the fees taken, and what was brought in from outside."""

    def __init__(self) -> None:
        self.owners: list[Owner] = []
        self.issued: dict[str, Decimal] = {}
        self.fees = Owner("fees", keeps_records=False)
        self.owners.append(self.fees)

    def open(self, name: str, *, keeps_records: bool = True) -> Owner:
        """A new owner with nothing."""
        owner = Owner(name, keeps_records)
        self.owners.append(owner)
        return owner

    def deposit(self, owner: Owner, asset: str, amount: Decimal) -> None:
        """Bring `amount` in from outside; a negative amount takes it out of what is available."""
        wallet = owner.wallet(asset)
        with localcontext(EXACT):
            if wallet.avail + amount < 0:
                raise NotEnoughError(asset, -amount, wallet.avail)
            wallet.avail += amount
            self.issued[asset] = self.issued.get(asset, ZERO) + amount

    def ask_withdrawal(self, owner: Owner, asset: str, amount: Decimal) -> None:
        """Move `amount` from available to pending withdrawal."""
        wallet = owner.wallet(asset)
        with localcontext(EXACT):
            if wallet.avail < amount:
                raise NotEnoughError(asset, amount, wallet.avail)
            wallet.avail -= amount
            wallet.pending += amount

    def total(self, asset: str, owners: Iterable[Owner] | None = None) -> Decimal:
        """The sum of all wallets of `asset`; over all owners it equals `issued[asset]`, always."""
        with localcontext(EXACT):
            total = ZERO
            for owner in self.owners if owners is None else owners:
                wallet = owner.wallets.get(asset)
                if wallet is not None:
                    total += wallet.avail + wallet.hold + wallet.pending
            return total
