"""The assets and pairs the exchange lists: names, minimum orders, ticks and opening prices of 2018."""

from decimal import Decimal

from attrs import frozen

__all__ = ["ASSETS", "PAIRS", "PairSpec"]

ASSETS: dict[str, str] = {
    "KRW": "대한민국 원",
    "ETH": "이더리움",
    "BTC": "비트코인",
    "BCH": "비트코인 캐시",
    "XRP": "리플",
    "LTC": "라이트코인",
    "EOS": "이오스",
    "OMG": "오미세고",
    "QTUM": "퀀텀",
    "XLM": "스텔라루멘",
    "ZEC": "지캐시",
}
"""Every asset and its name, in the order in which the exchange lists them."""

_LARGEST_VALUE = {"KRW": Decimal(10_000_000_000), "BTC": Decimal(1000)}


@frozen
class PairSpec:
    """One trading pair as it is listed; prices count quote units, amounts base units."""

    name: str
    min_amount: Decimal
    price: Decimal
    """The price at which the seeded past ends and the market opens."""
    tick: Decimal
    """The step between the prices that the market maker quotes."""
    lot: Decimal
    """A typical amount of one order of the market's own traders."""
    market: bool = True
    """Whether the market's own traders are active here."""

    @property
    def base(self) -> str:
        """The asset that is bought and sold."""
        return self.name.partition("-")[0]

    @property
    def quote(self) -> str:
        """The asset that it is paid with."""
        return self.name.partition("-")[2]

    @property
    def max_value(self) -> Decimal:
        """The largest price x amount of one order, in quote units (error 203)."""
        return _LARGEST_VALUE.get(self.quote, Decimal(10_000_000_000))

    @classmethod
    def of(  # noqa: PLR0913, PLR0917  one row of the table below
        cls, name: str, min_amount: str, price: str, tick: str, lot: str, market: bool = True  # noqa: FBT001, FBT002
    ) -> "PairSpec":
        """A pair from plain numbers."""
        return cls(name, Decimal(min_amount), Decimal(price), Decimal(tick), Decimal(lot), market)


PAIRS: tuple[PairSpec, ...] = (
    PairSpec.of("ETH-KRW", "0.001", "763500", "500", "2"),
    PairSpec.of("BTC-KRW", "0.0001", "10190000", "500", "0.2"),
    PairSpec.of("BCH-KRW", "0.001", "1149500", "500", "1"),
    PairSpec.of("XRP-KRW", "1", "862", "1", "900"),
    PairSpec.of("LTC-KRW", "0.01", "192500", "100", "5"),
    PairSpec.of("EOS-KRW", "1", "6450", "5", "150"),
    PairSpec.of("OMG-KRW", "1", "13550", "10", "80"),
    PairSpec.of("QTUM-KRW", "0.05", "21800", "10", "50"),
    PairSpec.of("XLM-KRW", "1", "312", "1", "2500"),
    PairSpec.of("ZEC-KRW", "0.001", "337000", "100", "3"),
    PairSpec.of("ETH-BTC", "0.001", "0.0749", "0.00001", "2"),
    PairSpec.of("BCH-BTC", "0.0005", "0.1128", "0.00001", "1"),
)
"""Minimum amounts are documented for 2018; opening prices are of the reference's days."""
