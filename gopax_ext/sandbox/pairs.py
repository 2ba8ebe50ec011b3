"""What the exchange lists: assets and pairs with minimum orders, ticks and prices of 2018."""

from decimal import Decimal

from attrs import field, frozen

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


@frozen
class PairSpec:
    """One trading pair as it is listed; prices count quote units, amounts base units."""

    name: str
    min_amount: Decimal = field(converter=Decimal)
    """The smallest order."""
    price: Decimal = field(converter=Decimal)
    """The price at which the seeded past ends and the market opens."""
    tick: Decimal = field(converter=Decimal)
    """The step between the prices that the market maker quotes."""
    lot: Decimal = field(converter=Decimal)
    """A typical amount of one order of the market's own traders."""
    market: bool = True
    """Whether the market's own traders are active here."""
    max_value: Decimal = field(default=Decimal(10_000_000_000), converter=Decimal)
    """The largest price x amount of one order, in quote units (error 203)."""

    @property
    def base(self) -> str:
        """The asset that is bought and sold."""
        return self.name.partition("-")[0]

    @property
    def quote(self) -> str:
        """The asset that it is paid with."""
        return self.name.partition("-")[2]


PAIRS: tuple[PairSpec, ...] = (
    PairSpec("ETH-KRW", "0.001", "763500", "500", "2"),
    PairSpec("BTC-KRW", "0.0001", "10190000", "500", "0.2"),
    PairSpec("BCH-KRW", "0.001", "1149500", "500", "1"),
    PairSpec("XRP-KRW", "1", "862", "1", "900"),
    PairSpec("LTC-KRW", "0.01", "192500", "100", "5"),
    PairSpec("EOS-KRW", "1", "6450", "5", "150"),
    PairSpec("OMG-KRW", "1", "13550", "10", "80"),
    PairSpec("QTUM-KRW", "0.05", "21800", "10", "50"),
    PairSpec("XLM-KRW", "1", "312", "1", "2500"),
    PairSpec("ZEC-KRW", "0.001", "337000", "100", "3"),
    PairSpec("ETH-BTC", "0.001", "0.0749", "0.00001", "2", max_value="1000"),
    PairSpec("BCH-BTC", "0.0005", "0.1128", "0.00001", "1", max_value="1000"),
)
"""Minimum amounts are documented for 2018; opening prices are of the reference's days."""
