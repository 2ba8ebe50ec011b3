"""What became of a call, from evidence alone, and whether it may be sent again.

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

Nothing but evidence makes an outcome known: a time-out is not a rejection. Rows three to six are
`gopax_generated.errors.error_outcome`; every error carries the result as `.outcome`.
"""

from gopax_generated.errors import Outcome

__all__ = ["may_repeat"]


def may_repeat(outcome: Outcome, retry: str) -> bool:
    """Tell if a call may be sent again unasked.

    `retry` is the operation's `x-gopax-retry`. What was never sent may always be repeated; what
    only reads may be repeated when nobody knows its outcome; nothing else ever is.
    """
    return outcome == "not_sent" or (outcome == "unknown" and retry == "safe")
