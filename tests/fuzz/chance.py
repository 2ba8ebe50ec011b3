"""Seeded nonsense: bytes that nearly are answers, and arguments that nobody should pass."""

import random
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Final

from tests.generated.samples import ANSWERS

__all__ = ["Chance"]

_BODIES: Final = tuple(ANSWERS.values())
_TOKENS: Final = (
    *(b"null", b"true", b"NaN", b"-Infinity", b"1e999999", b"1e-400", b"-0", b"0.1e64", b"9" * 400),
    *(b"[]", b"{}", b'""', b'"\\ud800"', b'"\\u0000"', b"[[[[", b"]]]]", b'{"id":', b"[" * 2_000),
    *(b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\x00", b"\r\n", b",", b":", b'"', b"\\"),
    *(
        b'"2018-02-30T00:00:00Z"',
        b'"0001-01-01T00:00:00+23:59"',
        b'"time"',
        b'"id"',
        b'"errorCode"',
    ),
    *(
        b"2147483648",
        b"18446744073709551616",
        b'"123"',
        b'"1e5"',
        b"<html>",
        b"0x10",
        b"1_0",
        b"+1",
    ),
)
_TEXTS: Final = (
    *(
        "BTC-KRW",
        "ETH-KRW",
        "KRW",
        "buy",
        "sell",
        "limit",
        "market",
        "1",
        "0",
        "-1",
        "",
        " 1",
        "1 ",
    ),
    *(
        "..",
        ".",
        "/",
        "1/2",
        "1?x=1",
        "1#",
        "%2e%2e",
        "１２",
        "+1",
        "0x1",
        "1e400",
        "btc-krw",
        "A" * 300,
    ),
    *(
        "BTC-KRW\r\nX: y",
        "BTC\x00KRW",
        "비트코인-원",
        "NaN",
        "Infinity",
        "sNaN",
        "1E-8",
        "1E+3",
        "0.1",
    ),
    *("0.10", "1.0", "1" * 40, "0." + "0" * 30 + "1", "\ud800", "²", "١", "1_000", "0b1", "--1"),
)
_NUMBERS: Final = (
    *(0, 1, -1, 7, 20, 100, 101, 2**31, 2**53, 2**63, 10**20, 10**21, 10**22, 10**60, -(10**18)),
    *(0.0, 0.1, -0.0, 1e308, float("inf"), float("nan"), True, False, None, 1j, (), [], {}, b"1"),
)
_MOMENTS: Final = (
    datetime(2018, 3, 14, tzinfo=UTC),
    datetime(2018, 3, 14),  # noqa: DTZ001 - without a zone, to be refused
    datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))),
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-12))),
)


class Chance(random.Random):
    """Draws bodies and arguments; the same seed draws the same ones."""

    def body(self, name: str | None = None) -> bytes:
        """A sample, of the operation `name` if given, with one to eight things done to it."""
        data = bytearray(ANSWERS[name] if name else self.choice(_BODIES))
        for _ in range(min(self.randint(1, 8), self.randint(1, 8))):
            self._spoil(data)
        return bytes(data)

    def _spoil(self, data: bytearray) -> None:
        at = self.randint(0, len(data))
        to = min(len(data), at + self.randint(0, 12))
        match self.randrange(7):
            case 0:
                data[at:to] = b""
            case 1:
                data[at:at] = self.choice(_TOKENS)
            case 2:
                data[at:to] = self.choice(_TOKENS)
            case 3:
                data[at:at] = data[at:to] * self.randint(1, 3)
            case 4 if at < len(data):
                data[at] ^= 1 << self.randrange(8)
            case 5:
                other = self.choice(_BODIES)
                start = self.randrange(len(other))
                data[at:to] = other[start : start + self.randint(1, 60)]
            case _:
                data[at:to] = self.randbytes(self.randint(1, 4))

    def value(self) -> Any:
        """Something that somebody may pass as an argument."""
        special = self.choice(["NaN", "sNaN", "Infinity", "-0", "1E-8", "1E+3", "0.10"])
        return self.choice(
            [
                self.choice(_TEXTS),
                self.choice(_TEXTS),
                self.choice(_NUMBERS),
                self.choice(_MOMENTS),
                self.randrange(10**13),
                Decimal(special),
                self.money(),
                "".join(chr(self.randrange(0x3000)) for _ in range(self.randrange(4))),
            ]
        )

    def money(self) -> Decimal:
        """A number of up to 18 digits, placed anywhere."""
        return Decimal(self.randrange(10 ** self.randint(1, 18))).scaleb(self.randint(-14, 4))
