"""What became of a call: decided in one place, from evidence alone.

==========================================  =============================================
evidence                                    outcome
==========================================  =============================================
no byte of the request was written          not_sent (`NotSent`)
written, but no whole answer came           unknown (`TransportError`)
an error body with a code of the tables     what the table says of the code
4xx, other than 408 and 499                 rejected
408, 499, 3xx, 5xx, any other status        unknown
2xx with an error body of an unknown code   unknown
2xx that cannot be decoded                  unknown
==========================================  =============================================

Nothing but evidence makes an outcome known: a time-out is not a rejection.
"""

from typing import Final

from gopax_generated.errors import ERROR_CODES, Outcome

__all__ = ["may_repeat", "outcome_of_answer"]

_STOPPED_BY_A_PROXY: Final = frozenset({408, 499})
_CLIENT_ERRORS: Final = range(400, 500)


def outcome_of_answer(status: int, code: int | None) -> Outcome:
    """Return the outcome of a call whose answer is an error, or is unreadable.

    `status` is the HTTP status, `code` the GOPAX error code of the body, None where there is none.
    """
    known = ERROR_CODES.get(code) if code is not None else None
    if known is not None:
        return known.outcome
    if status in _CLIENT_ERRORS and status not in _STOPPED_BY_A_PROXY:
        return "rejected"
    return "unknown"


def may_repeat(outcome: Outcome, retry: str) -> bool:
    """Tell if a call may be sent again unasked.

    `retry` is the operation's `x-gopax-retry`. What was never sent may always be repeated; what
    only reads may be repeated when nobody knows its outcome; nothing else ever is.
    """
    return outcome == "not_sent" or (outcome == "unknown" and retry == "safe")
