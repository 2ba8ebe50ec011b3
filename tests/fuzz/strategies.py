"""Nonsense for hypothesis to choose from: bytes that nearly are answers, and odd arguments."""

import inspect
from datetime import timedelta, timezone
from decimal import Decimal
from typing import Any, Final

from hypothesis import strategies as st

from gopax_generated import operations
from gopax_generated.operations import OPERATIONS, Operation
from tests.generated.mutations import places, put
from tests.generated.samples import ANSWERS, read, write

__all__ = ["answers", "bodies", "requests"]

_TOKENS: Final = (
    *(b"null", b"NaN", b"-Infinity", b"1e999999", b"1e-400", b"-0", b"0.1e64", b"9" * 400),
    *(b'"\\ud800"', b'"\\u0000"', b'{"id":', b"[" * 2_000, b",", b":", b'"', b"\\", b"\r\n"),
    *(
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"0x10",
        b"1_0",
        b"+1",
        b"18446744073709551616",
    ),
    *(b'"2018-02-30T00:00:00Z"', b'"0001-01-01T00:00:00+23:59"', b'"errorCode"', b"<html>"),
)
_AWKWARD: Final = (
    *("", " 1", "1 ", "..", ".", "/", "1/2", "1?x=1", "1#", "%2e%2e", "１２", "²", "١", "\ud800"),
    *(
        "+1",
        "--1",
        "0x1",
        "0b1",
        "1_000",
        "1e400",
        "1E-8",
        "1E+3",
        "0.10",
        "NaN",
        "sNaN",
        "Infinity",
    ),
    *("1" * 40, "0." + "0" * 30 + "1", "A" * 300, "btc-krw", "BTC-KRW\r\nX: y", "BTC\x00KRW"),
)
_NUMBERS = st.builds(Decimal.scaleb, st.integers(0, 10**18).map(Decimal), st.integers(-14, 4))
_DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | _NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
_VALUES = _DOCUMENTS | _NUMBERS | st.text("0123456789.-eT:Z")
_ANYTHING = st.one_of(
    st.sampled_from(_AWKWARD),
    st.text(max_size=4),
    st.integers() | st.floats() | st.decimals() | st.complex_numbers(),
    st.datetimes(
        timezones=st.none()
        | st.builds(timezone, st.timedeltas(-timedelta(hours=23), timedelta(hours=23)))
    ),
    st.none() | st.booleans() | st.binary(max_size=4) | st.just(()) | st.builds(dict),
)
_SENSIBLE: Final = {
    "trading_pair": st.sampled_from(["BTC-KRW", "ETH-KRW"]),
    "trading_pair_name": st.sampled_from(["BTC-KRW", "ETH-KRW"]),
    "asset_name": st.sampled_from(["KRW", "BTC"]),
    "order_id": st.sampled_from(["1", 23712, "98723"]),
    "side": st.sampled_from(["buy", "sell"]),
    "type": st.sampled_from(["limit", "market"]),
    "interval": st.sampled_from([1, 5, 30, 1440]),
    "limit": st.integers(1, 100),
    "level": st.sampled_from([1, 2]),
    "start": st.integers(0, 10**13),
    "end": st.integers(0, 10**13),
}


_FEW = st.integers(1, 3)
_PIECES = st.just(None) | st.sampled_from([b"", *_TOKENS]) | st.binary(max_size=4)


@st.composite
def _spoilt(draw: st.DrawFn, sample: bytes) -> bytes:
    """A few stretches of it cut out, doubled, or exchanged for something else."""
    data = sample
    for _ in range(draw(_FEW)):
        at = draw(st.integers(0, len(data)))
        to = min(len(data), at + draw(st.integers(0, 12)))
        piece = draw(_PIECES)
        data = data[:at] + (data[at:to] * 2 if piece is None else piece) + data[to:]
    return data


def _near(sample: bytes) -> st.SearchStrategy[bytes]:
    """Something that nearly is it: other bytes somewhere, or another value in a place of it."""
    whole = read(sample)
    exchanged = st.builds(put, st.just(whole), st.sampled_from(list(places(whole))), _VALUES)
    return _spoilt(sample) | exchanged.map(write)


def answers() -> st.SearchStrategy[tuple[Operation[Any], bytes]]:
    """An operation with something like its answer."""
    return st.one_of(
        st.tuples(st.just(operation), _near(ANSWERS[operation.name]))
        for operation in OPERATIONS.values()
    )


def bodies() -> st.SearchStrategy[bytes]:
    """Something like an error or an answer of any operation, any document, or any bytes."""
    error = _near(b'{"errorCode":101,"errorMessage":"no"}')
    return error | st.one_of(map(_near, ANSWERS.values())) | _DOCUMENTS.map(write) | st.binary()


def requests() -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """The name of a function that builds a call, and arguments of which some are senseless."""
    return st.one_of(map(_request, (operation.name for operation in OPERATIONS.values())))


def _request(name: str) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    needed: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for parameter in inspect.signature(getattr(operations, name)).parameters.values():
        sensible = _SENSIBLE.get(parameter.name, _NUMBERS)
        is_needed = parameter.default is inspect.Parameter.empty
        (needed if is_needed else optional)[parameter.name] = _mostly(sensible)
    return st.tuples(st.just(name), st.fixed_dictionaries(needed, optional=optional))


def _mostly(sensible: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """It three times in four: of several arguments, one that is refused hides the others."""
    return st.integers(0, 3).flatmap(lambda drawn: sensible if drawn else _ANYTHING)
