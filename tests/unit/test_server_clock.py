"""The exchange's clock is read from the Date header of its answers, and goes on in between."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime

import pytest

from gopax_ext.server_clock import ServerClock, http_date
from gopax_ext.transport.headers import Headers

DATE = "Wed, 14 Mar 2018 02:28:47 GMT"
SECONDS = 1_520_994_527.0


def test_nothing_is_known_before_an_answer() -> None:
    """Nor after one that does not say the time."""
    clock = ServerClock()

    assert clock.now_ms(5.0) is None
    clock.hear(Headers([("Content-Type", "text/plain")]), 5.0)
    assert clock.now_ms(5.0) is None


def test_the_time_goes_on_since_the_newest_answer() -> None:
    """To the millisecond, by the clock that never steps; older answers are forgotten."""
    clock = ServerClock()
    clock.hear(Headers([("date", "Wed, 14 Mar 2018 00:00:00 GMT")]), 50.0)
    clock.hear(Headers([("date", DATE)]), 100.0)

    assert clock.now_ms(100.0) == SECONDS * 1000
    assert repr(clock.now_ms(101.2345)) == "1520994528234"


@pytest.mark.parametrize("month", range(1, 13))
def test_dates_of_every_month_are_read(month: int) -> None:
    """In the fixed form of RFC 9110."""
    moment = datetime(2024, month, 29, 23, 59, 58, tzinfo=UTC)

    assert http_date(format_datetime(moment, usegmt=True)) == moment.timestamp()


@pytest.fixture
def in_seoul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose local time is not UTC."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "KST-9")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("in_seoul")
def test_the_zone_of_this_machine_does_not_matter() -> None:
    """GMT is what the header says."""
    assert http_date(DATE) == SECONDS


def test_a_leap_second_is_the_last_second_of_its_minute() -> None:
    """Python knows no 60th one."""
    assert http_date("Sat, 31 Dec 2016 23:59:60 GMT") == http_date("Sat, 31 Dec 2016 23:59:59 GMT")


@pytest.mark.parametrize(
    "date",
    [
        "",
        "now",
        DATE.lower(),
        f" {DATE}",
        f"{DATE} ",
        DATE.replace("GMT", "UTC"),
        DATE.replace("Mar", "Mai"),
        DATE.replace("14 Mar", "30 Feb"),
        DATE.replace("02:", "24:"),
        DATE.replace(":28:", ":60:"),
        DATE.replace("2018", "18"),
        DATE.replace("2018", "0000"),
        "Wednesday, 14-Mar-18 02:28:47 GMT",
        "Wed Mar 14 02:28:47 2018",
    ],
)
def test_what_is_no_date_is_no_time(date: str) -> None:
    """A server may say anything."""
    assert http_date(date) is None
