"""Faults of the way: requests and answers that come late, twice, in another order or not at all."""

from collections.abc import Mapping
from typing import Final

from .case import Case, Play

__all__ = ["DELIVERY"]


async def _latency(case: Case) -> bool:
    if case.fault.when == "before":
        await case.pause()
    answer = await case.pass_on()
    if case.fault.when == "after":
        await case.pause()
    await case.answer(answer)
    return True


async def _drop_before(case: Case) -> bool:
    del case
    return False


async def _drop_after(case: Case) -> bool:
    await case.pass_on()
    return False


async def _late(case: Case) -> bool:
    await case.client.close()
    await case.pause()
    await case.pass_on()
    return False


async def _duplicate(case: Case) -> bool:
    first = await case.pass_on()
    await case.pass_on()
    await case.answer(first)
    return True


async def _reorder(case: Case) -> bool:
    await case.overtaken()
    await case.answer(await case.pass_on())
    return True


async def _silence(case: Case) -> bool:
    await case.pass_on_if_after()
    await case.client.gone()
    return False


async def _reset_after_request(case: Case) -> bool:
    await case.pass_on_if_after()
    case.client.reset()
    return False


async def _idle_close(case: Case) -> bool:
    await case.answer(await case.pass_on())
    await case.pause()
    return False


DELIVERY: Final[Mapping[str, Play]] = {
    "latency": _latency,
    "drop_before": _drop_before,
    "drop_after": _drop_after,
    "late": _late,
    "duplicate": _duplicate,
    "reorder": _reorder,
    "silence": _silence,
    "reset_after_request": _reset_after_request,
    "idle_close": _idle_close,
}
"""How each of them is carried out."""
