"""Errors that do not take along what they refused.

Tools that report crashes (Sentry, rich, pytest) show the local variables of every frame of a
traceback. Where a function is given a secret, those must not hold it when its error leaves.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from gopax_generated.errors import GopaxError

__all__ = ["discreet"]

P = ParamSpec("P")
R = TypeVar("R")


def discreet(function: Callable[P, R]) -> Callable[P, R]:
    """Let the `GopaxError`s of `function` leave without its frames and their local variables."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except GopaxError as error:
            del args, kwargs
            raise error.with_traceback(None)  # noqa: B904 - it is the same error

    return wrapper
