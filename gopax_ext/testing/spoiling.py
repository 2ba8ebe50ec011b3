"""Faults of the answer's bytes: the right answer, in a wrong frame or broken off."""

from collections.abc import Mapping
from typing import Final

from .case import Case, Play
from .wire import head_of

__all__ = ["SPOILING"]

_USUAL_BYTES: Final = 5


async def _break_off(case: Case) -> None:
    answer = await case.pass_on()
    await case.client.send(head_of(answer) + answer.body[: len(answer.body) // 2])


async def _truncate(case: Case) -> bool:
    await _break_off(case)
    return False


async def _reset_mid_body(case: Case) -> bool:
    await _break_off(case)
    # Bytes that the caller has not read yet would be lost with the reset.
    await case.pause()
    case.client.reset()
    return False


async def _length_short(case: Case) -> bool:
    answer = await case.pass_on()
    stated = max(0, len(answer.body) - case.size(_USUAL_BYTES))
    await case.client.send(head_of(answer, f"Content-Length: {stated}") + answer.body)
    return True


async def _length_long(case: Case) -> bool:
    answer = await case.pass_on()
    stated = len(answer.body) + case.size(_USUAL_BYTES)
    await case.client.send(head_of(answer, f"Content-Length: {stated}") + answer.body)
    await case.client.gone()
    return False


async def _no_length(case: Case) -> bool:
    answer = await case.pass_on()
    await case.client.send(head_of(answer, "Connection: close") + answer.body)
    return False


async def _extra(case: Case) -> bool:
    answer = await case.pass_on()
    await case.client.send(head_of(answer) + answer.body + b"x" * case.size(_USUAL_BYTES))
    return True


async def _chunk_error(case: Case) -> bool:
    answer = await case.pass_on()
    chunk = b"%x\r\n%b\r\n" % (len(answer.body), answer.body)
    await case.client.send(head_of(answer, "Transfer-Encoding: chunked") + chunk + b"zz\r\n")
    await case.client.gone()
    return False


async def _conflicting_lengths(case: Case) -> bool:
    answer = await case.pass_on()
    lengths = (f"Content-Length: {len(answer.body)}", f"Content-Length: {len(answer.body) + 1}")
    await case.client.send(head_of(answer, *lengths) + answer.body)
    await case.client.gone()
    return False


async def _drip_head(case: Case) -> bool:
    answer = await case.pass_on()
    await _drip(case, head_of(answer))
    await case.client.send(answer.body)
    return True


async def _drip_body(case: Case) -> bool:
    answer = await case.pass_on()
    await case.client.send(head_of(answer))
    await _drip(case, answer.body)
    return True


async def _drip(case: Case, data: bytes) -> None:
    for byte in data:
        await case.client.send(bytes((byte,)))
        await case.pause()


SPOILING: Final[Mapping[str, Play]] = {
    "truncate": _truncate,
    "reset_mid_body": _reset_mid_body,
    "length_short": _length_short,
    "length_long": _length_long,
    "no_length": _no_length,
    "extra": _extra,
    "chunk_error": _chunk_error,
    "conflicting_lengths": _conflicting_lengths,
    "drip_head": _drip_head,
    "drip_body": _drip_body,
}
"""How each of them is carried out."""
