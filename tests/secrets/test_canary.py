"""Key and secret come out nowhere: not in text, copies, logs, tracebacks, or at another host."""

import asyncio
import copy
import gc
import json
import logging
import pickle
import ssl
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from gopax_ext import AsyncGopax, Gopax, GopaxError
from gopax_ext.sandbox import Sandbox
from gopax_ext.settings import Settings
from gopax_ext.signing import Signer, sign
from gopax_ext.testing import KINDS, FaultProxy
from gopax_generated.errors import ERROR_CODES, STATUS_CLASSES
from tests.secrets.conftest import Bystander, Canary

ORDER: dict[str, Any] = {
    "trading_pair_name": "BTC-KRW",
    "side": "buy",
    "type": "limit",
    "price": 1000000,
    "amount": "0.01",
}
PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY")


def _ours(root: object) -> Iterator[object]:
    """Yield every object of this package that can be reached from `root`."""
    known: set[int] = set()
    waiting = [root]
    while waiting:
        each = waiting.pop()
        if id(each) in known or isinstance(each, type | types.ModuleType | types.FunctionType):
            continue
        known.add(id(each))
        if type(each).__module__.partition(".")[0] in {"gopax_ext", "gopax_generated"}:
            yield each
        waiting.extend(gc.get_referents(each))


def _texts(each: object) -> Iterator[str]:
    yield repr(each)
    yield str(each)
    yield f"{each!s:>400}"
    if hasattr(each, "__dict__"):
        yield repr(vars(each))


def test_no_object_of_a_client_shows_them(client: Gopax, canary: Canary) -> None:
    """Whatever is reached from a client is safe to print."""
    seen = list(_ours(client))
    assert {"Credentials", "Signer", "Pipeline", "SocketTransport"} <= {
        type(each).__name__ for each in seen
    }
    leaks = {type(e).__name__: canary.found_in(t) for e in seen for t in _texts(e)}
    assert {name: found for name, found in leaks.items() if found} == {}


def test_nothing_that_holds_them_is_pickled_or_copied(client: Gopax, canary: Canary) -> None:
    """It is refused, and the refusal says nothing either."""
    settings = Settings.resolve(key=canary.key, secret=canary.secret)
    holders = [client, settings, settings.credentials, Signer(canary.secret)]
    for holder in holders:
        for act in (pickle.dumps, copy.deepcopy):
            with pytest.raises(TypeError) as caught:
                act(holder)
            assert canary.found_in(str(caught.value)) == []


def _bad_calls(canary: Canary, client: Gopax) -> list[Callable[[], object]]:
    key, secret = canary.key, canary.secret
    return [
        lambda: Gopax(key=key),
        lambda: Gopax(secret=secret),
        lambda: Gopax(key=f"{key}\n", secret=secret),
        lambda: Gopax(key=key, secret=f"{secret}!"),
        lambda: Gopax(keys=[(key, secret), (key, secret)]),
        lambda: Gopax(key=key, secret=secret, keys=[(key, secret)]),
        lambda: Gopax(key=key, secret=secret, base_url=f"https://{key}:{secret}@127.0.0.1"),
        lambda: Gopax(key=key, secret=secret, base_url="http://192.0.2.1"),
        lambda: Gopax(key=key, secret=secret, deadline=-1),
        lambda: sign(f"{secret}!", 1, "GET", "/orders"),
        lambda: client.get_balance("../KRW"),
        lambda: client.get_balance("NONE"),
        lambda: client.get_order("1"),
        lambda: client.cancel_order("1"),
        lambda: client.place_order(**{**ORDER, "amount": 0.1}),
    ]


def _shown(error: BaseException, *, from_module: str = "gopax_") -> str:
    """Show an error with every local of our frames, as Sentry and rich do."""
    shown = [str(error), repr(error), repr(error.args), repr(vars(error))]
    at: BaseException | None = error
    while at is not None:
        for frame, _ in traceback.walk_tb(at.__traceback__):
            if str(frame.f_globals.get("__name__")).startswith(from_module):
                shown.extend(
                    f"{frame.f_code.co_qualname} {name}={value!r}"
                    for name, value in frame.f_locals.items()
                )
        at = at.__cause__ or at.__context__
    return "\n".join(shown)


def _lines(canary: Canary, shown: str) -> list[str]:
    return [line.partition("=")[0] for line in shown.splitlines() if canary.found_in(line)]


def test_refusals_do_not_repeat_what_they_refuse(client: Gopax, canary: Canary) -> None:
    """Not in the message, not in the error's own state, not in the locals of our frames."""
    for call in _bad_calls(canary, client):
        with pytest.raises(GopaxError) as caught:
            call()
        assert _lines(canary, _shown(caught.value)) == []


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"reset_on_accept"}))
def test_the_traceback_of_a_failed_call_holds_neither(
    client: Gopax, proxy: FaultProxy, canary: Canary, kind: str
) -> None:
    """Whatever went wrong on the wire."""
    proxy.add(kind, delay=0.02)
    try:
        client.place_order(**ORDER)
    except GopaxError as error:
        # Some faults do no harm, so that there is no error to look at.
        shown = _shown(error)
        pickled = pickle.dumps(error).decode("latin-1")
        formatted = "".join(traceback.format_exception(error))
    else:
        shown = pickled = formatted = ""
    assert _lines(canary, shown) == []
    assert canary.found_in(pickled) == []
    assert canary.found_in(formatted) == []


@pytest.mark.parametrize("kind", ["silence", "html", "length_short", "reset_mid_body"])
def test_the_traceback_of_a_failed_await_holds_neither(
    proxy: FaultProxy, canary: Canary, kind: str
) -> None:
    """As for the blocking client."""

    async def main() -> GopaxError:
        client = AsyncGopax(
            key=canary.key,
            secret=canary.secret,
            base_url=proxy.base_url,
            rate_limit=1_000,
            deadline=0.3,
        )
        async with client:
            with pytest.raises(GopaxError) as caught:
                await client.place_order(**ORDER)
            return caught.value

    proxy.add(kind)
    assert _lines(canary, _shown(asyncio.run(main()))) == []


def test_a_refused_signature_names_neither(sandbox: Sandbox, canary: Canary) -> None:
    """Where the exchange says that the key is wrong, the diagnosis does not show it."""
    sandbox.key(canary.key).revoked = True
    with (
        Gopax(key=canary.key, secret=canary.secret, base_url=sandbox.base_url) as client,
        pytest.raises(GopaxError) as caught,
    ):
        client.list_balances()
    assert _lines(canary, _shown(caught.value)) == []


def _transports() -> dict[str, Callable[[], dict[str, Any]]]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return {
        "ours": dict,
        "httpx transport": lambda: {"transport": httpx.HTTPTransport(verify=tls)},
        "httpx client": lambda: {
            "http_client": httpx.Client(verify=tls, follow_redirects=True, trust_env=False)
        },
    }


@pytest.fixture(params=_transports())
def options(request: pytest.FixtureRequest) -> Iterator[dict[str, Any]]:
    """Every way to the exchange."""
    made = _transports()[request.param]()
    yield made
    if "http_client" in made:
        made["http_client"].close()


def test_logs_at_debug_hold_neither(
    proxy: FaultProxy, canary: Canary, options: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    """The whole stack talks as much as it can, through good calls and bad ones."""
    caplog.set_level(logging.DEBUG)
    with (
        Gopax(
            key=canary.key, secret=canary.secret, base_url=proxy.base_url, deadline=0.3, **options
        ) as client,
        warnings.catch_warnings(record=True) as warned,
    ):
        warnings.simplefilter("always")
        client.list_balances()
        for kind in ("html", "truncate", "silence"):
            proxy.add(kind, times=None)
            with pytest.raises(GopaxError):
                client.place_order(**{**ORDER, "amount": f"0.01{len(kind)}"})
            proxy.clear()
    logging.getLogger("gopax").warning("the log is read")
    assert "the log is read" in caplog.text
    leaks = [record for record in caplog.records if canary.found_in(repr(vars(record)))]
    assert [record.name for record in leaks] == []
    assert canary.found_in(caplog.text) == []
    assert canary.found_in(" ".join(str(each.message) for each in warned)) == []


@pytest.mark.parametrize("kind", ["silence", "truncate", "html"])
def test_the_traceback_holds_neither_on_any_way(
    proxy: FaultProxy, canary: Canary, options: dict[str, Any], kind: str
) -> None:
    """Through httpx as well; what httpx keeps in frames of its own is httpx's."""
    with Gopax(
        key=canary.key, secret=canary.secret, base_url=proxy.base_url, deadline=0.3, **options
    ) as client:
        proxy.add(kind)
        with pytest.raises(GopaxError) as caught:
            client.place_order(**ORDER)
        assert _lines(canary, _shown(caught.value)) == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_error_and_its_target_sees_nothing(
    proxy: FaultProxy,
    canary: Canary,
    options: dict[str, Any],
    bystander: Bystander,
    status: int,
) -> None:
    """Whoever can answer for the exchange cannot send our credentials elsewhere."""
    with Gopax(
        key=canary.key, secret=canary.secret, base_url=proxy.base_url, attempts=1, **options
    ) as client:
        for call in (client.list_balances, lambda: client.place_order(**ORDER)):
            proxy.add("redirect", status=status, location=f"{bystander.base_url}/balances")
            with pytest.raises(GopaxError) as caught:
                call()
            assert caught.value.outcome == "unknown"
    assert bystander.connections == []


def test_proxies_of_the_environment_are_ignored(
    proxy: FaultProxy, canary: Canary, bystander: Bystander, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable that somebody set does not decide who reads our calls."""
    for name in PROXY_VARIABLES:
        monkeypatch.setenv(name, bystander.base_url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)

    async def awaited() -> None:
        async with AsyncGopax(
            key=canary.key, secret=canary.secret, base_url=proxy.base_url
        ) as client:
            await client.list_balances()

    with Gopax(key=canary.key, secret=canary.secret, base_url=proxy.base_url) as client:
        client.list_balances()
    asyncio.run(awaited())
    assert bystander.connections == []
    assert len(proxy.passed) >= 2


def test_no_error_of_the_exchange_shows_them(sandbox: Sandbox, canary: Canary) -> None:
    """Every code and every status there is, in every class of error."""
    answers = {(entry.status, code) for code, entry in ERROR_CODES.items()}
    answers |= {(status, None) for status in STATUS_CLASSES}
    classes: set[type] = set()
    with Gopax(
        key=canary.key,
        secret=canary.secret,
        base_url=sandbox.base_url,
        rate_limit=1_000,
        attempts=1,
    ) as client:
        for status, code in sorted(answers, key=str):
            if status == 429:  # the client would keep still for a second after each
                continue
            body = json.dumps({"errorCode": code, "errorMessage": "no"})
            sandbox.faults.add("body", status=status, body=body)
            with pytest.raises(GopaxError) as caught:
                client.get_balance("KRW")
            classes.add(type(caught.value))
            assert _lines(canary, _shown(caught.value)) == []
    assert len(classes) > 15
