"""Virtual time: a day passes in seconds, and the same seed gives the same day."""

import asyncio
import socket

import pytest

from gopax_ext import AsyncGopax, GopaxError, OutcomeUnknown
from gopax_ext.sandbox import Sandbox
from gopax_ext.testing import AppTransport, Stuck, VirtualSeam, run_virtual

HOURS = 3600.0
URL = "http://127.0.0.1:1"


async def _trade(seam: VirtualSeam, seconds: float, *, faults: bool) -> tuple[str, int, list[str]]:
    """Trade for `seconds`, a round a minute; return digest, calls and how orders ended."""
    sandbox = Sandbox(seed=3, seam=seam, market=False)
    account = sandbox.create_account({"KRW": "1000000000"})
    transport = AppTransport(sandbox.app, seam=seam, latency=(0.001, 0.2))
    ends: list[str] = []
    if faults:
        for kind in ("drop", "latency", "error"):
            sandbox.faults.add(kind, chance=0.1, times=None, delay=20, when="after")
    client = AsyncGopax(
        key=account.api_key,
        secret=account.secret_key,
        base_url=URL,
        transport=transport,
        seam=seam,
        deadline=5,
    )
    async with client:
        while seam.monotonic() < seconds:
            try:
                await client.get_ticker("BTC-KRW")
                amount = f"0.01{len(ends):05}"
                order = await client.place_order(
                    "BTC-KRW", side="buy", type="limit", price=1000000, amount=amount
                )
                await client.cancel_order(order.id)
                ends.append("cancelled")
            except GopaxError as error:
                ends.append(error.outcome)
            await seam.async_sleep(60)
    return transport.digest, transport.calls, ends


@pytest.mark.slow
def test_a_day_passes_in_seconds() -> None:
    """Thousands of calls, 24 hours by every clock involved, none refused."""
    seams: list[VirtualSeam] = []

    async def day(seam: VirtualSeam) -> tuple[str, int, list[str]]:
        seams.append(seam)
        return await _trade(seam, 24 * HOURS, faults=False)

    _, calls, ends = run_virtual(day, seed=1)
    assert 24 * HOURS <= seams[0].monotonic() < 24 * HOURS + 90
    assert calls == 3 * len(ends) > 4_000
    assert set(ends) == {"cancelled"}


def test_the_same_seed_gives_the_same_history() -> None:
    """Faults, waits, nonces and answers: all of it; another seed gives another history."""

    async def hour(seam: VirtualSeam) -> tuple[str, int, list[str]]:
        return await _trade(seam, HOURS, faults=True)

    first, again, other = (run_virtual(hour, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert first[0] != other[0]
    assert {"cancelled", "unknown"} <= set(first[2])


def test_a_call_ends_with_its_deadline_to_the_millisecond() -> None:
    """On a clock that nothing else delays, the overshoot is none at all."""

    async def main(seam: VirtualSeam) -> tuple[float, int]:
        sandbox = Sandbox(seed=3, seam=seam, market=False)
        account = sandbox.create_account({"KRW": "1000000000"})
        sandbox.faults.add("latency", delay=60)
        transport = AppTransport(sandbox.app, seam=seam)
        client = AsyncGopax(
            key=account.api_key,
            secret=account.secret_key,
            base_url=URL,
            transport=transport,
            seam=seam,
            deadline=5,
        )
        async with client:
            with pytest.raises(OutcomeUnknown):
                await client.place_order(
                    "BTC-KRW", side="buy", type="limit", price=1000000, amount="0.01"
                )
            gave_up = seam.monotonic()
            assert not account.owner.open
            await seam.async_sleep(60)
            return gave_up, len(account.owner.open)

    gave_up, orders = run_virtual(main)
    assert gave_up == pytest.approx(5.0, abs=0.001)
    assert orders == 1


def test_many_tasks_draw_no_429_in_virtual_time() -> None:
    """A thousand calls at once take as long as the limit says, by the exchange's own count."""

    async def main(seam: VirtualSeam) -> float:
        sandbox = Sandbox(seed=3, seam=seam, market=False)
        transport = AppTransport(sandbox.app, seam=seam, latency=(0.0, 0.5))
        client = AsyncGopax(base_url=URL, transport=transport, seam=seam, deadline=200, attempts=1)
        async with client:
            await asyncio.gather(*(client.get_ticker("BTC-KRW") for _ in range(1_000)))
        return seam.monotonic()

    assert 49 <= run_virtual(main, seed=5) < 100


def test_waiting_for_ever_is_an_error_at_once() -> None:
    """Nothing that could wake anybody: real time would stand still."""

    async def main(seam: VirtualSeam) -> None:
        await seam.async_wait(asyncio.Event(), None)

    with pytest.raises(Stuck):
        run_virtual(main)


def test_sockets_and_threads_are_refused() -> None:
    """What virtual time cannot wait for is named, not left hanging."""

    async def listen(_: VirtualSeam) -> None:
        with socket.socket() as sock:
            asyncio.get_running_loop().add_reader(sock, sock.close)

    async def think(_: VirtualSeam) -> None:
        await asyncio.to_thread(sum, [1, 2])

    with pytest.raises(RuntimeError, match="AppTransport"):
        run_virtual(listen)
    with pytest.raises(RuntimeError, match="thread"):
        run_virtual(think)
