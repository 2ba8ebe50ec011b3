"""Faults of meaning: something else in the place of the answer, hostile or of another request."""

import zlib
from collections.abc import Mapping
from functools import cache
from typing import Final

from ..transport.base import Headers, WireResponse
from .case import MIB, Case, Play
from .wire import head_of

__all__ = ["INSTEAD"]

_BLOCK: Final = 64 * 1024
_GZIP: Final = 31
_PAGE: Final = b"<html><head><title>502</title></head><body>Bad Gateway</body></html>"
_OK: Final = WireResponse(200, Headers((("Content-Type", "application/json"),)), b"{}")


async def _continue_flood(case: Case) -> bool:
    await case.pass_on_if_after()
    while True:
        await case.client.send(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


async def _big_header(case: Case) -> bool:
    await case.pass_on_if_after()
    await case.client.send(b"HTTP/1.1 200 OK\r\nX-Big: ")
    left = case.size(2 * MIB)
    while left > 0:
        await case.client.send(b"x" * min(left, _BLOCK))
        left -= _BLOCK
    await case.client.send(b"\r\nContent-Length: 2\r\n\r\n{}")
    return True


async def _garbage(case: Case) -> bool:
    await case.pass_on_if_after()
    await case.client.send(b"\0\x16\x03\xff" * (case.size(1000) // 4))
    return False


async def _swap(case: Case) -> bool:
    await case.pass_on()
    await case.answer(case.other or _OK)
    return True


async def _html(case: Case) -> bool:
    await case.pass_on_if_after()
    headers = Headers((("Content-Type", "text/html"),))
    await case.answer(WireResponse(case.fault.status or 502, headers, _PAGE))
    return True


async def _gzip_bomb(case: Case) -> bool:
    await case.pass_on_if_after()
    headers = Headers((("Content-Type", "application/json"), ("Content-Encoding", "gzip")))
    await case.answer(WireResponse(200, headers, _packed(case.size(64 * MIB))))
    return True


@cache
def _packed(size: int) -> bytes:
    """Return `size` blanks, packed: one member of a MiB, again and again."""
    packer = zlib.compressobj(9, wbits=_GZIP)
    return (packer.compress(b" " * MIB) + packer.flush()) * (size // MIB)


async def _redirect(case: Case) -> bool:
    await case.pass_on_if_after()
    where = f"Location: {case.fault.location}"
    answer = WireResponse(case.fault.status or 307, Headers(), b"")
    await case.client.send(head_of(answer, where, "Content-Length: 0"))
    return True


INSTEAD: Final[Mapping[str, Play]] = {
    "continue_flood": _continue_flood,
    "big_header": _big_header,
    "garbage": _garbage,
    "swap": _swap,
    "html": _html,
    "gzip_bomb": _gzip_bomb,
    "redirect": _redirect,
}
"""How each of them is carried out."""
