"""Programs that know nothing of each other share a key, and the strict exchange refuses nothing."""

import asyncio

import pytest

from gopax_ext import AsyncGopax
from tests.sharing.crowd import run
from tests.sharing.exchange import DistantExchange


def test_four_programs_share_a_key_without_a_refused_nonce() -> None:
    """4 x 4 threads, up to 5 ms of jitter, two killed while they work, clocks set back and forth.

    A call of a program that was killed may still be under way and come too late: the exchange
    refuses it, and that is right.
    """
    with DistantExchange(jitter=0.005) as exchange:
        outcomes = run(exchange, workers=4, kills=2, threads=4, calls=25)

    assert outcomes == {"ok": 400}
    assert exchange.refused <= 2


@pytest.mark.slow
def test_eight_programs_share_a_key_through_eight_kills() -> None:
    """8 x 8 threads x 500 calls, 0 to 20 ms of jitter, 8 kills, clock steps: nothing is refused."""
    with DistantExchange(jitter=0.02, shape=6) as exchange:
        outcomes = run(exchange, workers=8, kills=8, every=1.0, threads=8, calls=500, deadline=600)

    assert outcomes == {"ok": 32_000}
    assert exchange.refused <= 8


@pytest.mark.slow
async def test_a_thousand_tasks_share_a_key() -> None:
    """1,000 tasks x 20 calls: nothing is refused."""
    with DistantExchange() as exchange:
        account = exchange.account
        async with AsyncGopax(
            key=account.api_key,
            secret=account.secret_key,
            base_url=exchange.base_url,
            rate_limit=1_000_000,
            deadline=600,
            attempts=1,
        ) as gopax:

            async def work() -> None:
                for _ in range(20):
                    await gopax.get_balance("KRW")

            await asyncio.gather(*(work() for _ in range(1_000)))

    assert exchange.arrived == {("/balances/KRW", 200): 20_000}
