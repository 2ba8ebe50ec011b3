"""The outcome of a call follows from evidence alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext.outcome import may_repeat, outcome_of_answer


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (400, 201, "rejected"),
        (200, 201, "rejected"),
        (500, 201, "rejected"),
        (401, 10155, "rejected"),
        (500, 10052, "unknown"),
        (400, 10074, "unknown"),
        (400, None, "rejected"),
        (404, None, "rejected"),
        (418, 987654, "rejected"),
        (429, None, "rejected"),
        (408, None, "unknown"),
        (499, None, "unknown"),
        (302, None, "unknown"),
        (500, None, "unknown"),
        (502, None, "unknown"),
        (520, 987654, "unknown"),
        (200, None, "unknown"),
        (200, 987654, "unknown"),
    ],
)
def test_an_answer_decides_as_the_table_says(status: int, code: int | None, outcome: str) -> None:
    """A code of the tables speaks for itself; without one the status decides."""
    assert outcome_of_answer(status, code) == outcome


@given(status=st.integers(500, 999), code=st.none() | st.integers(20_000, 99_999))
def test_no_server_error_is_ever_taken_for_a_rejection(status: int, code: int | None) -> None:
    """A 5xx can come before or after the order reached the book."""
    assert outcome_of_answer(status, code) == "unknown"


@pytest.mark.parametrize("retry", ["safe", "verify", "never"])
def test_only_what_cannot_have_acted_is_repeated(retry: str) -> None:
    """A rejected call is never repeated; an unknown one only where it merely reads."""
    assert may_repeat("not_sent", retry)
    assert may_repeat("unknown", retry) is (retry == "safe")
    assert not may_repeat("rejected", retry)
