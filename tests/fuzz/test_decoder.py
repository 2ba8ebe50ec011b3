"""Whatever bytes a server sends, what comes out is a value or an error of ours."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext import GopaxError
from gopax_generated.errors import DecodeError, api_error
from gopax_generated.operations import Operation
from tests.fuzz.budget import Budget, budgets
from tests.fuzz.strategies import answers, bodies

STATUSES = (200, 201, 204, 400, 401, 403, 404, 418, 429, 500, 502, 599)


@pytest.mark.parametrize("budget", budgets(60))
def test_no_bytes_break_the_decoder(budget: Budget) -> None:
    """A value that can be written and read again as the same, or a `DecodeError`; never else."""
    met = Counter[str]()

    @given(answers())
    def promise(answer: tuple[Operation[Any], bytes]) -> None:
        operation, body = answer
        try:
            value = operation.decode(body)
        except DecodeError as error:
            met["refused"] += 1
            told = str(error)
        else:
            met["read"] += 1
            told = ""
            assert operation.decode(operation.encode(value)) == value
        assert not told or told.isprintable()
        assert len(told) < 1_000

    budget.spend_on(promise)
    assert min(met["read"], met["refused"]) > 20


@pytest.mark.parametrize("budget", budgets(10))
def test_no_bytes_break_the_reading_of_errors(budget: Budget) -> None:
    """An error of ours with an outcome, or none where the answer is good."""

    @given(st.sampled_from(STATUSES), bodies())
    def promise(status: int, body: bytes) -> None:
        error = api_error(status, body, operation="get_order", retry_after=None)
        if error is None:
            assert 200 <= status < 300
        else:
            assert isinstance(error, GopaxError)
            assert error.outcome in {"rejected", "unknown"}
            assert str(error).isprintable()

    budget.spend_on(promise)
