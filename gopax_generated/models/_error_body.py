# Generated from openapi.yaml by `python -m generator`: edit that and run it, not this file.
"""Home of `ErrorBody`; name it by `models`."""

from attrs import frozen

__all__ = ["ErrorBody"]


@frozen(kw_only=True)
class ErrorBody:
    """The body of an error answer.

    `errorCode` with `errorMessage` is the documented form; later servers add `errorData`; the
    oldest form is `errormsg` alone.

    The reference lists error codes but shows no error body (source: other documents of GOPAX).
    """

    error_code: int | None = None
    """GOPAX error code."""

    error_message: str | None = None
    """What went wrong, in English."""

    error_data: object | None = None
    """More about the error: a text, an object, or nothing.

    Sent by later servers alone (source: recorded traffic).
    """

    errormsg: str | None = None
    """What went wrong, in the oldest form of the body.

    Sent by servers before the reference's era (source: other documents of GOPAX and how working
    clients behave).
    """
