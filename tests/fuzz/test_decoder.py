"""Whatever bytes a server sends, what comes out is a value or an error of ours."""

import pytest

from gopax_ext import GopaxError
from gopax_generated.errors import DecodeError, api_error
from gopax_generated.operations import OPERATIONS
from tests.fuzz.runs import Run, runs

OPS = tuple(OPERATIONS.values())
STATUSES = (200, 200, 201, 204, 400, 401, 403, 404, 418, 429, 500, 502, 599)


@pytest.mark.parametrize("run", runs(60))
def test_no_bytes_break_the_decoder(run: Run) -> None:
    """A value that can be written and read again as the same, or a `DecodeError`; never else."""
    read = refused = 0
    for chance in run.rounds():
        for _ in range(50):
            operation = chance.choice(OPS)
            body = chance.body(operation.name if chance.random() < 0.8 else None)
            problem: DecodeError | None = None
            try:
                value = operation.decode(body)
            except DecodeError as error:
                problem = error
            except BaseException as error:
                raise AssertionError((run.seed, operation.name, body)) from error
            if problem is not None:
                refused += 1
                assert str(problem).isprintable(), (run.seed, body)
                assert len(str(problem)) < 1_000, (run.seed, body)
                continue
            read += 1
            assert operation.decode(operation.encode(value)) == value, (run.seed, body)
    assert read > 50
    assert refused > 100


@pytest.mark.parametrize("run", runs(10))
def test_no_bytes_break_the_reading_of_errors(run: Run) -> None:
    """An error of ours with an outcome, or none where the answer is good."""
    errors = 0
    for chance in run.rounds():
        for _ in range(50):
            status, body = chance.choice(STATUSES), chance.body()
            try:
                error = api_error(status, body, operation="get_order", retry_after=None)
            except BaseException as broken:
                raise AssertionError((run.seed, status, body)) from broken
            if error is None:
                assert 200 <= status < 300, (run.seed, status, body)
                continue
            errors += 1
            assert isinstance(error, GopaxError)
            assert error.outcome in {"rejected", "unknown"}, (run.seed, status, body)
            assert str(error).isprintable(), (run.seed, status, body)
    assert errors > 100
