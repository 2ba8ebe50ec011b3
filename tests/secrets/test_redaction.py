"""The filter for your own logging shows of headers what may be, and of credentials nothing."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext.observe import RedactingFilter, redact
from gopax_ext.sandbox import Sandbox
from gopax_ext.transport.headers import Headers

SECRET = "c2VjcmV0LWNhbmFyeQ=="
KEY = "0f1e2d3c-canary-key"


@pytest.fixture
def log() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger as a program sets it up: every level, a handler with the filter."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(
        logging.Formatter("%(name)s %(message)s %(extra)s", defaults={"extra": ""})
    )
    handler.addFilter(RedactingFilter())
    logger = logging.getLogger("a_program")
    logger.setLevel(logging.DEBUG)
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, text
    logger.removeHandler(handler)


HEADERS = {
    "API-KEY": KEY,
    "SIGNATURE": SECRET,
    "NONCE": "1520994527165",
    "X-Unheard-Of": SECRET,
    "Content-Type": "application/json",
}


@pytest.mark.parametrize(
    "headers",
    [
        HEADERS,
        httpx.Headers(HEADERS),
        Headers(HEADERS.items()),
        list(HEADERS.items()),
        tuple((name.encode(), value.encode()) for name, value in HEADERS.items()),
        {"X-Unheard-Of": SECRET, "Content-Type": "application/json", "Set-Cookie": KEY},
    ],
    ids=["dict", "httpx", "ours", "pairs", "pairs of bytes", "an answer"],
)
@pytest.mark.parametrize(
    "wrap", [lambda h: h, lambda h: {"request": {"headers": h}}, lambda h: [h]]
)
def test_of_headers_only_those_on_the_list_are_shown(
    log: tuple[logging.Logger, io.StringIO], headers: Any, wrap: Any
) -> None:
    """In every form in which headers are logged, as an argument and as an extra."""
    logger, text = log
    logger.debug("sending %s", wrap(headers))
    logger.debug("sending", extra={"extra": wrap(headers)})
    shown = text.getvalue()
    assert KEY not in shown
    assert SECRET not in shown
    assert "1520994527165" not in shown
    assert shown.count("application/json") == 2
    assert "[redacted]]]" not in shown


@pytest.mark.parametrize(
    "text",
    [
        f"API-KEY: {KEY}",
        f"curl -H 'API-KEY: {KEY}' -H 'SIGNATURE: {SECRET}'",
        f"headers={HEADERS}",
        f"headers={json.dumps(HEADERS)}",
        f"[(b'API-KEY', b'{KEY}'), (b'X-Any', b'{SECRET}')]",
        f"Gopax(key='k', secret='{SECRET}')",
        f"GOPAX_SECRET_KEY={SECRET}",
        f"secret_key => {SECRET}",
        f"Authorization: Bearer {SECRET}",
        f'Set-Cookie: "{SECRET}"',
        f"my-signature={SECRET}",
    ],
)
def test_what_follows_the_name_of_a_credential_is_taken_out(text: str) -> None:
    """As people print it, in one line of text."""
    assert SECRET not in redact(text)
    assert KEY not in redact(text)


@pytest.mark.parametrize(
    "text",
    [
        "GET /orders/1 200 in 0.012 s",
        "order 42: buy 0.01 BTC-KRW at 1000000",
        "the signature was refused",
        "[(b'Content-Type', b'application/json'), (b'Date', b'Tue, 22 Oct')]",
        "{'price': '1000000', 'amount': '0.01'}",
    ],
)
def test_anything_else_is_left_as_it_is(text: str) -> None:
    """A log of orders stays useful."""
    assert redact(text) == text


def test_tracebacks_are_redacted_too(log: tuple[logging.Logger, io.StringIO]) -> None:
    """An error message may quote what it was given."""
    logger, text = log
    try:
        json.loads(f"API-KEY: {KEY}")
    except ValueError as error:
        error.add_note(f"it was API-KEY: {KEY}")
        logger.exception("failed", stack_info=True)
    assert "JSONDecodeError" in text.getvalue()
    assert KEY not in text.getvalue()


def test_http_libraries_at_debug_show_nothing() -> None:
    """Httpx and httpcore tell of each header that comes back, and of the request."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.addFilter(RedactingFilter())
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    try:
        with Sandbox(seed=7, market=False) as sandbox:
            httpx.get(f"{sandbox.base_url}/assets", headers=HEADERS, trust_env=False)
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    shown = text.getvalue()
    assert "httpcore" in shown or "receive_response_headers" in shown
    assert "application/json" in shown
    assert KEY not in shown
    assert SECRET not in shown


def test_numbers_and_formats_survive(log: tuple[logging.Logger, io.StringIO]) -> None:
    """Arguments that are no text keep their kind until they are formatted."""
    logger, text = log
    logger.debug("%d of %.2f", 3, 1.5)
    logger.debug("%(n)05d", {"n": 7})
    assert "3 of 1.50" in text.getvalue()
    assert "00007" in text.getvalue()


@given(
    st.sampled_from(["API-KEY", "SIGNATURE", "nonce", "Cookie", "authorization"]),
    st.text("aZ0+/=-_", min_size=8),
)
def test_no_value_of_a_credential_comes_through(name: str, value: str) -> None:
    """Whatever it is made of."""
    for form in (f"{name}: {value}", f"{name}={value}", repr({name: value}), repr([(name, value)])):
        assert value not in redact(form)


@pytest.mark.parametrize(
    "text", [f"headers={HEADERS}", f"API-KEY: {KEY}, next", repr(list(HEADERS))]
)
def test_redacting_twice_changes_nothing(text: str) -> None:
    """A record may pass two handlers."""
    assert redact(redact(text)) == redact(text)
    assert "]]" not in redact(text).removesuffix("]")
