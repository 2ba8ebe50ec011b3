"""Checks that schemathesis lacks: what no schema can say about a status.

Importing this module registers them.
"""

import json
from typing import Any

import schemathesis
from schemathesis import Case, CheckContext, HookContext, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure

from .memory import Memory
from .seen import Router

__all__ = ["RULE_MARK", "drop_beyond_fences", "operation_id"]

RULE_MARK = "rule: "
"""Before the name of a broken rule in the text of a failure."""

_ORDER_REASONS = {101, 104, 105, 107, 108, 200, 201, 203, 204, 206, 10059, 10212}
_ORDER_REASONS |= set(range(10358, 10363))
_INVALID_TYPE = 103
_INVALID_RANGE = 10166
_FENCED = ("pastmax", "latestmin", "after", "before", "start", "end")
"""Parameters whose upper bound only fences off absurd numbers: the reference names none."""


def operation_id(case: Case[Any]) -> str:
    """The operationId of the operation that a case calls."""
    return str(case.operation.definition.raw["operationId"])


@schemathesis.check
def correct_signature_is_accepted(_: CheckContext, response: Response, __: Case[Any]) -> None:
    """A call that carries a correct signature is never answered 401.

    Without this, a server that refuses every call passes: 401 is a documented status.
    """
    if response.status_code == 401 and "SIGNATURE" in response.request.headers:
        raise AssertionError(
            "a correctly signed call was refused with 401: "
            "signature, nonce or key are checked in another way than the reference says"
        )


@schemathesis.check
def limit_is_20_a_second(_: CheckContext, response: Response, __: Case[Any]) -> None:
    """Who keeps to the rate limit never gets 429."""
    if response.status_code == 429:
        raise AssertionError("429 although the test keeps to fewer calls than the limit allows")


@schemathesis.check
def refusal_has_a_reason(_: CheckContext, response: Response, case: Case[Any]) -> None:
    """A call that its schema allows is refused only for what a schema cannot say."""
    if (
        response.status_code != 400
        or case.meta is None
        or not case.meta.generation.mode.is_positive
    ):
        return
    code = _error_code(response)
    if operation_id(case) == "placeOrder":
        body: Any = case.body
        market = isinstance(body, dict) and body.get("type") == "market"
        if code not in _ORDER_REASONS and not (market and code == _INVALID_TYPE):
            raise AssertionError(f"an order was refused with error code {code}: not a reason")
    elif operation_id(case) == "listCandles":
        query = case.query
        if code != _INVALID_RANGE and int(query["start"]) <= int(query["end"]):
            raise AssertionError(f"candles were refused with error code {code}: not a reason")


@schemathesis.check
class Semantics:
    """Every oracle looks at every answer; they remember what they saw before in this run."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._router: Router | None = None

    def after_response(self, _: CheckContext, response: Response, case: Case[Any]) -> None:
        """Raise with one line for each broken rule."""
        if self._router is None:
            self._router = Router(case.operation.schema.raw_schema)
        request = response.request
        seen = self._router.seen(
            str(request.method),
            str(request.url),
            request.body if isinstance(request.body, bytes) else str(request.body or "").encode(),
            response.status_code,
            {name: values[-1] for name, values in response.headers.items()},
            response.content or b"",
        )
        wrong = [] if seen is None else self._memory.look(seen)
        if wrong:
            raise AssertionError("\n".join(f"{RULE_MARK}{c.rule}: {c.text}" for c in wrong))


def drop_beyond_fences(_: HookContext, failure: Failure, case: Case[Any], __: Response) -> bool:
    """False for an accepted number above a bound that only openapi.yaml has: that is no failure."""
    if not isinstance(failure, AcceptedNegativeData):
        return True
    bounds = {
        parameter.name: parameter.definition["schema"]["maximum"]
        for parameter in case.operation.query
        if parameter.name in _FENCED
    }
    return not any(
        str(case.query[name]).isdigit() and int(case.query[name]) > most
        for name, most in bounds.items()
        if name in case.query
    )


def _error_code(response: Response) -> int | None:
    try:
        body = json.loads(response.content)
    except ValueError:
        return None
    code = body.get("errorCode") if isinstance(body, dict) else None
    return code if isinstance(code, int) else None
