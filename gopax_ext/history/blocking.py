"""Awaiting from code that blocks, in a notebook too, where an event loop runs already."""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import copy_context
from threading import Thread
from typing import Any, TypeVar

__all__ = ["run"]

T = TypeVar("T")


def run(main: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Run `main()` to its end and return its result.

    Ctrl-C cancels it, and what it does then is waited for.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(main())
    results: list[T] = []
    failures: list[BaseException] = []

    def work() -> None:
        try:
            results.append(asyncio.run(main()))
        except BaseException as failure:  # noqa: BLE001 - raised below, to who called
            failures.append(failure)

    thread = Thread(target=copy_context().run, args=(work,), name="gopax-history-loop")
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return results[0]
