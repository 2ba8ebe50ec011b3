"""Many callers on one key: the strict exchange refuses nothing."""

import asyncio
import threading
from collections import Counter

import pytest

from gopax_ext import AsyncGopax, Gopax, GopaxError
from gopax_ext.sandbox import Account, Sandbox
from tests.transport.lanes import CLIENT_LANES


@pytest.mark.parametrize("gopax", CLIENT_LANES, indirect=True)
def test_eight_threads_share_a_key_without_a_refused_nonce(gopax: Gopax) -> None:
    """8 x 200 signed calls: no 401 and no 429, on a server that wants rising nonces."""
    outcomes: Counter[str] = Counter()

    def work() -> None:
        for _ in range(200):
            try:
                gopax.get_balance("KRW")
                outcomes["ok"] += 1
            except GopaxError as error:
                outcomes[repr(error)] += 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert outcomes == {"ok": 1600}


async def test_two_hundred_tasks_share_a_key_without_a_refused_nonce(
    sandbox: Sandbox, account: Account
) -> None:
    """All at once: no 401 and no 429."""
    async with AsyncGopax(
        key=account.api_key,
        secret=account.secret_key,
        base_url=sandbox.base_url,
        rate_limit=1_000,
        deadline=60,
        attempts=1,
    ) as gopax:
        balances = await asyncio.gather(*(gopax.get_balance("KRW") for _ in range(200)))

    assert {balance.asset for balance in balances} == {"KRW"}


async def test_the_documented_limit_is_kept_to_by_bursts_of_both_clients() -> None:
    """60 public and 60 private calls against 20 a second: no answer is a 429."""
    with Sandbox(seed=7) as strict:
        account = strict.create_account({"KRW": "1"})
        identity = {"key": account.api_key, "secret": account.secret_key}
        async with AsyncGopax(base_url=strict.base_url, attempts=1, **identity) as gopax:
            calls = [gopax.get_balance("KRW") for _ in range(30)]
            with Gopax(base_url=strict.base_url, attempts=1, **identity) as blocking:

                def burst() -> list[object]:
                    return [blocking.list_assets() for _ in range(30)] + [
                        blocking.get_balance("KRW") for _ in range(30)
                    ]

                answers = await asyncio.gather(asyncio.to_thread(burst), *calls)

    assert len(answers) == 31
