"""Several keys of one account: the least busy is used, a refused one is put aside."""

import json
from typing import Any

import pytest

import gopax_ext as gx
from gopax_ext import Gopax
from gopax_ext.seam import SYSTEM
from gopax_ext.settings import Credentials
from gopax_ext.sharing.pool import KeyPool
from tests.sharing.crowd import start
from tests.sharing.exchange import DistantExchange
from tests.unit.scripted import KEY, SECRET, Bench, answer

BALANCE = '{"asset":"KRW","avail":1,"hold":0,"pendingWithdrawal":0}'
REFUSAL = '{"errorCode":10155,"errorMessage":"Invalid API Key"}'
PAIRS = [("key-1", SECRET), ("key-2", SECRET), ("key-3", SECRET)]


def pooled(*events: Any, **options: Any) -> Bench:
    """A client of three keys over a script."""
    return Bench("sync", *events, signed=False, keys=PAIRS, **options)


async def read(bench: Bench) -> Any:
    """Any signed call."""
    return await bench.call(lambda g: g.get_balance("KRW"))


async def test_calls_go_round_among_idle_keys() -> None:
    """The one that was used longest ago is next."""
    bench = pooled(*[answer(BALANCE)] * 6)
    for _ in range(6):
        await read(bench)

    used = [bench.wire.header("API-KEY", i) for i in range(6)]
    assert used == ["key-1", "key-2", "key-3"] * 2


def test_a_busy_key_is_left_alone() -> None:
    """A call goes where fewest are under way."""
    with Gopax(keys=PAIRS, base_url="http://127.0.0.1:1") as gopax:
        pool = gopax._session.pipeline.keys
        assert isinstance(pool, KeyPool)
        first, second, third = (pool.take() for _ in range(3))
        pool.give_back(second)

        assert pool.take() is second
        assert len({first.place, second.place, third.place}) == 3


async def test_a_revoked_key_costs_no_call() -> None:
    """A refusal is no acceptance, so the call goes to another key, once."""
    bench = pooled(answer(REFUSAL, 401), answer(BALANCE))

    balance = await read(bench)

    assert balance.asset == "KRW"
    assert bench.wire.header("API-KEY", 0) != bench.wire.header("API-KEY", 1)


async def test_a_key_that_is_refused_again_and_again_is_put_aside(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The others go on; the log says which key it is by its place, not by its name."""
    bench = pooled(
        answer(REFUSAL, 401),
        *[answer(BALANCE)] * 2,
        answer(REFUSAL, 401),
        *[answer(BALANCE)] * 8,
    )
    for _ in range(10):
        await read(bench)

    used = [bench.wire.header("API-KEY", i) for i in range(12)]
    assert [place for place, name in enumerate(used) if name == "key-1"] == [0, 3]
    assert "API key 1 of 3 was refused 2 times" in caplog.text
    assert "key-1" not in caplog.text
    bench.seam.now += 601
    bench.wire.events.append(answer(BALANCE))
    await read(bench)
    assert bench.wire.header("API-KEY") == "key-1"


async def test_when_every_key_is_refused_the_error_comes_out() -> None:
    """After two attempts, not after a walk through all keys."""
    bench = pooled(*[answer(REFUSAL, 401)] * 2)

    with pytest.raises(gx.InvalidApiKey):
        await read(bench)

    assert bench.wire.events == []


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"keys": []}, "different keys"),
        ({"keys": [PAIRS[0], PAIRS[0]]}, "different keys"),
        ({"keys": PAIRS, "key": KEY, "secret": SECRET}, "both keys="),
        ({"keys": [("key", "")]}, "secret is missing"),
    ],
)
def test_bad_keys_are_refused_at_once(options: dict[str, Any], complaint: str) -> None:
    """And never repeated in the message."""
    with pytest.raises(gx.SettingsError, match=complaint) as caught:
        Gopax(**options)

    assert SECRET not in str(caught.value)


def test_several_keys_are_as_secret_as_one() -> None:
    """Neither key nor secret is in the repr."""
    with Gopax(keys=PAIRS) as gopax:
        assert "key-1" not in repr(gopax)
        assert all("key" not in repr(each) for each in gopax._session.settings.keys if each)
        assert isinstance(gopax._session.settings.credentials, Credentials)


def rate(exchange: DistantExchange, keys: list[tuple[str, str]], calls: int) -> float:
    """Signed calls a second that 32 threads of a program get out of the keys."""
    worker = start(exchange, 1, keys=keys, threads=32, calls=calls // 32)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "ready\n"
    began = SYSTEM.monotonic()
    outcomes = json.loads(worker.stdout.readline())
    took = SYSTEM.monotonic() - began
    worker.communicate()
    assert outcomes == {"ok": calls}
    return calls / took


@pytest.mark.slow
def test_sixteen_keys_are_six_times_as_fast_as_one() -> None:
    """At 5 ms of jitter each way, and the strict exchange refuses nothing."""
    with DistantExchange(jitter=0.005, both_ways=True) as exchange:
        account = exchange.account
        more = [account.add_key() for _ in range(15)]
        keys = [(account.api_key, account.secret_key)]
        keys += [(key.api_key, key.secret_key) for key in more]

        one = rate(exchange, keys[:1], 640)
        many = rate(exchange, keys, 6_400)

    assert exchange.refused == 0
    assert many >= 6 * one
