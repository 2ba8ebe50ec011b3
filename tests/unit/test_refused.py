"""What there is to say about a refused nonce is said, and no more."""

import pytest

from gopax_ext.nonce import NonceLane
from gopax_ext.refused import explain, may_be_about_the_nonce
from gopax_ext.server_clock import ServerClock
from gopax_ext.transport.headers import Headers
from gopax_generated.errors import (
    ApiError,
    InvalidApiKey,
    InvalidSignature,
    NonceTooHigh,
    NonceTooLow,
    Unauthorized,
)
from tests.seams import StillSeam

DATE = "Wed, 14 Mar 2018 02:28:47 GMT"
"""What the clock of the seam shows, to the second."""


@pytest.fixture
def seam() -> StillSeam:
    """Time that stands still, at a whole second."""
    seam = StillSeam()
    seam.wall_ns = 1_520_994_527 * 10**9
    return seam


@pytest.fixture
def clock(seam: StillSeam) -> ServerClock:
    """The exchange's clock, which shows the same."""
    clock = ServerClock()
    clock.hear(Headers([("Date", DATE)]), seam.now)
    return clock


@pytest.fixture
def lane(seam: StillSeam, clock: ServerClock) -> NonceLane:
    """The lane of a key that was accepted before."""
    lane = NonceLane("the lane", seam, clock)
    lane.proven = True
    return lane


def low() -> ApiError:
    """A nonce was too low."""
    return NonceTooLow("Nonce Too Low", status=401, code=10108)


@pytest.mark.parametrize(
    ("off", "said"),
    [
        (0, "This machine's clock agrees with the exchange's."),
        (2, "This machine's clock agrees with the exchange's."),
        (-2, "This machine's clock agrees with the exchange's."),
        (3, "This machine's clock is 3 s ahead of the exchange's."),
        (-3, "This machine's clock is 3 s behind the exchange's."),
    ],
)
def test_the_two_clocks_are_compared(seam: StillSeam, lane: NonceLane, off: int, said: str) -> None:
    """In whole seconds, as far as the Date header goes."""
    seam.wall_ns += off * 10**9
    error = low()

    explain(error, 1_520_994_527_165, lane, seam)

    assert error.fix.startswith(f"Its nonce was 1520994527165, 13 digits. {said} Nonces are kept")
    assert "among the clients of this process:" in error.fix


def test_an_unknown_clock_is_not_spoken_of(seam: StillSeam) -> None:
    """No answer has told it yet."""
    error = low()

    explain(error, 7, NonceLane("the lane", seam), seam)

    assert error.fix.startswith("Its nonce was 7, 1 digits. Nonces are kept in order")


def test_a_nonce_that_is_too_high_is_about_the_clock(seam: StillSeam, lane: NonceLane) -> None:
    """Another order would not help."""
    error = NonceTooHigh("Nonce Too High", status=401, code=10232)

    explain(error, 7, lane, seam)

    assert error.fix.endswith("The exchange allows none as high: set this machine's clock.")


@pytest.mark.parametrize("nonce", [None, 7])
def test_what_is_not_about_the_nonce_is_left_as_it_is(
    seam: StillSeam, lane: NonceLane, nonce: int | None
) -> None:
    """A wrong signature, and a call that had no nonce."""
    wrong = InvalidSignature("?", status=401, code=10229)
    before = wrong.fix
    error = wrong if nonce else low()
    said = error.fix

    explain(error, nonce, lane, seam)

    assert error.fix == said
    assert wrong.fix == before


def test_a_401_that_tells_nothing_may_be_about_the_nonce_of_a_good_key(lane: NonceLane) -> None:
    """Of a key that was never accepted, it is about the key."""
    untelling = [Unauthorized("?", status=401), InvalidApiKey("?", status=401, code=10155)]
    told = [low(), *untelling, InvalidSignature("?", status=401, code=10229)]

    assert [may_be_about_the_nonce(error, lane) for error in told] == [True, True, True, False]
    lane.proven = False
    assert [may_be_about_the_nonce(error, lane) for error in told] == [True, False, False, False]
