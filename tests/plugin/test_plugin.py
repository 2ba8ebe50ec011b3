"""The fixtures that we give to users, as a project of their own uses them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project.house import ROOT

pytest_plugins = ["pytester"]
PLUGIN = ("-p", "gopax_ext.testing.plugin")
ALONE = ("-p", "no:asyncio")  # which warns where a project says nothing of it


def passed(outside: pytest.Pytester, *more: str) -> pytest.RunResult:
    """Run the outside project's tests, all of which must pass."""
    result = outside.runpytest_subprocess("-q", *PLUGIN, *more, timeout=60)
    assert result.ret == 0, result.stdout.str() + result.stderr.str()
    return result


def test_a_bot_survives_a_burst_of_429_a_lost_answer_and_a_restart(
    outside: pytest.Pytester,
) -> None:
    """Much time passes for the bot, and the exchange ends up with exactly the order it meant."""
    outside.makepyfile("""
        import pytest
        from gopax_ext import OutcomeUnknown
        from bot import PAIR, Bot

        def test_it_survives_a_burst_of_429(gopax_exchange, gopax_clock):
            gopax_exchange.inject("rate", times=8)
            Bot(gopax_exchange.client(), gopax_clock.sleep).run(ticks=20)
            assert len(gopax_exchange.orders) == 1
            assert gopax_clock.monotonic() > 20 * 60

        def test_it_survives_a_lost_answer(gopax_exchange, gopax_clock):
            gopax_exchange.inject("drop", when="after", method="POST")
            Bot(gopax_exchange.client(), gopax_clock.sleep).run(ticks=20)
            assert len(gopax_exchange.orders) == 1

        def test_it_survives_an_order_that_was_lost_on_the_way(gopax_exchange, gopax_clock):
            gopax_exchange.inject("drop", when="before", method="POST")
            Bot(gopax_exchange.client(), gopax_clock.sleep).run(ticks=20)
            assert len(gopax_exchange.orders) == 1

        def test_it_survives_a_restart(gopax_exchange, gopax_clock):
            before = Bot(gopax_exchange.client(), gopax_clock.sleep)
            gopax_exchange.inject("drop", when="after", method="POST")
            before.gopax.resolve = crash
            with pytest.raises(ZeroDivisionError):
                before.run(ticks=1)
            after = Bot(gopax_exchange.client(), gopax_clock.sleep)
            assert len(after.gopax.unresolved()) == 1
            after.run(ticks=20)
            assert after.gopax.unresolved() == []
            assert len(gopax_exchange.orders) == 1

        def crash(error):
            raise ZeroDivisionError
    """)
    passed(outside).assert_outcomes(passed=4)


def test_every_test_has_an_exchange_of_its_own(outside: pytest.Pytester) -> None:
    """Orders, clock, faults and files of one are unknown to the next, and all begin the same."""
    outside.makepyfile("""
        import os
        import pytest

        @pytest.mark.parametrize("time", [1, 2])
        def test_it(gopax_exchange, gopax_client, gopax_clock, time, request, tmp_path):
            assert gopax_client.list_orders() == []
            assert gopax_client.unresolved() == []
            order = gopax_client.place_order(
                "BTC-KRW", side="buy", type="limit", price=9_000_000, amount="0.1"
            )
            seen = (order.id, str(gopax_clock.now), gopax_client.get_ticker("BTC-KRW"))
            assert request.config.cache.get("seen", str(seen)) == str(seen)
            request.config.cache.set("seen", str(seen))
            gopax_exchange.inject("error", times=None)
            assert os.environ["GOPAX_STATE_DIR"].startswith(str(tmp_path))
    """)
    passed(outside).assert_outcomes(passed=2)


def test_the_clock_moves_when_somebody_waits_and_not_else(outside: pytest.Pytester) -> None:
    """Twenty calls fill the second that the twenty-first waits for."""
    outside.makepyfile("""
        import pytest
        import time

        def test_it(gopax_client, gopax_clock):
            began = gopax_clock.now
            for _ in range(20):
                gopax_client.get_ticker("BTC-KRW")
            assert gopax_clock.now == began
            gopax_client.get_ticker("BTC-KRW")
            assert 0.9 < (gopax_clock.now - began).total_seconds() < 1.5
            gopax_clock.step(3600)
            assert gopax_clock.monotonic() > 3600
            with pytest.raises(ValueError, match="backwards"):
                gopax_clock.step(-1)

        def test_a_bot_with_its_own_sleep(gopax_clock, monkeypatch):
            monkeypatch.setattr(time, "sleep", gopax_clock.sleep)
            began = gopax_clock.now
            time.sleep(86_400)
            assert (gopax_clock.now - began).days == 1
    """)
    passed(outside).assert_outcomes(passed=2)


def test_tests_that_await_need_no_second_either(outside: pytest.Pytester) -> None:
    """On their own loop a wait ends at once; `run` lets tasks wait beside each other."""
    outside.makepyfile("""
        import asyncio

        async def test_a_pause(gopax_async_client, gopax_exchange):
            gopax_exchange.inject("rate", times=2)
            assert (await gopax_async_client.get_ticker("BTC-KRW")).price > 0

        def test_many_tasks(gopax_exchange, gopax_clock):
            async def main():
                client = gopax_exchange.async_client(deadline=30)
                async with client:
                    await asyncio.gather(*(client.get_ticker("BTC-KRW") for _ in range(100)))
                    await asyncio.gather(*(gopax_clock.async_sleep(5) for _ in range(10)))
                return gopax_clock.monotonic()
            assert 9 < gopax_exchange.run(main()) < 12
    """)
    more = ("-p", "pytest_asyncio.plugin", "-o", "asyncio_mode=auto")
    more += ("-o", "asyncio_default_fixture_loop_scope=function")
    passed(outside, *more).assert_outcomes(passed=2)


def test_a_mark_says_what_exchange_it_shall_be(outside: pytest.Pytester) -> None:
    """Its seed, its balances and every switch; a wrong one is named."""
    outside.makepyfile("""
        import pytest

        @pytest.mark.gopax(seed=3, balances={"KRW": "5000"}, market=False, limit=None)
        def test_it(gopax_client, gopax_exchange):
            (krw,) = [each for each in gopax_client.list_balances() if each.avail]
            assert (krw.asset, krw.avail) == ("KRW", 5000)
            assert gopax_exchange.sandbox.seed == 3
            assert gopax_client.get_order_book("BTC-KRW").ask == ()

        @pytest.mark.gopax(markett=False)
        def test_a_slip(gopax_exchange):
            raise AssertionError("never reached")
    """)
    result = outside.runpytest_subprocess("-q", *PLUGIN, timeout=60)
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["*unknown switch 'markett'*"])


def test_a_bot_that_is_a_program_finds_the_exchange_by_its_environment(
    outside: pytest.Pytester,
) -> None:
    """Served on a real socket, with a key; a real address in the environment is taken away."""
    outside.makepyfile("""
        import subprocess
        import sys

        CODE = '''
        from gopax_ext import Gopax
        with Gopax() as gopax:
            gopax.market_buy("BTC-KRW", spend=100_000)
        '''.replace("\\n        ", "\\n")

        def test_it(gopax_environment, gopax_exchange):
            assert gopax_environment["GOPAX_BASE_URL"].startswith("http://127.0.0.1:")
            subprocess.run([sys.executable, "-c", CODE], check=True)
            assert len(gopax_exchange.orders) == 1

        def test_no_key_leaks_in(gopax_client, monkeypatch):
            from gopax_ext import Gopax, MissingCredentials
            import pytest
            with pytest.raises(MissingCredentials):
                Gopax().list_balances()
    """)
    outside._monkeypatch.setenv("GOPAX_API_KEY", "a-real-key")
    outside._monkeypatch.setenv("GOPAX_SECRET_KEY", "c2VjcmV0")
    passed(outside).assert_outcomes(passed=2)


def test_it_costs_nothing_to_those_who_do_not_use_it(outside: pytest.Pytester) -> None:
    """Loading it loads no module of the client, and it stays out of other tests' way."""
    code = (
        "import sys, pytest; known = set(sys.modules); import gopax_ext.testing.plugin; "
        "print(*sorted(set(sys.modules) - known))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert loaded == [
        *("gopax_ext", "gopax_ext._lazy", "gopax_ext._version"),
        *("gopax_ext.testing", "gopax_ext.testing.plugin"),
    ]
    outside.makepyfile("""
        import sys

        def test_it():
            assert "gopax_ext.client" not in sys.modules
    """)
    passed(outside).assert_outcomes(passed=1)


@pytest.mark.slow
def test_pytest_finds_it_by_itself_where_the_package_is_installed(
    outside: pytest.Pytester, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`pip install gopax-client` is all; its fixtures are listed with what they are for."""
    site = _installed(tmp_path_factory.mktemp("site"))
    outside._monkeypatch.setenv("PYTHONPATH", str(site))
    outside._monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    outside.makepyfile(
        """
        import os
        import gopax_ext

        def test_it(gopax_client):
            assert gopax_client.get_ticker("BTC-KRW").price > 0
            where = os.environ["PYTHONPATH"].split(os.pathsep)
            assert gopax_ext.__file__.startswith(tuple(where))
    """
    )
    result = outside.runpytest_subprocess("-q", *ALONE, timeout=60)
    result.assert_outcomes(passed=1)
    listed = outside.runpytest_subprocess("--fixtures", *ALONE, timeout=60).stdout.str()
    for name in ("client", "async_client", "clock", "environment", "exchange"):
        assert re.search(rf"^gopax_{name} .*\n +[A-Z]", listed, re.MULTILINE)


def _installed(folder: Path) -> Path:
    code = (
        "import sys; from hatchling.build import build_wheel; "
        "print(build_wheel(sys.argv[1]), end='')"
    )
    name = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()[-1]
    site = folder / "site"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", str(site), str(folder / name)], check=True)
    return site
