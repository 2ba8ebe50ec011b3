"""Who is let in: keys, signatures over the raw bytes, and nonces that only go up."""

import base64
import hmac
import re

import pytest

from .caller import Answer, Caller
from .conftest import Make

REFUSED = {"errorCode": 10155, "errorMessage": "Invalid API Key"}
PRIVATE = [
    ("GET", "/balances"),
    ("GET", "/balances/KRW"),
    ("GET", "/orders"),
    ("POST", "/orders"),
    ("GET", "/orders/1"),
    ("DELETE", "/orders/1"),
    ("GET", "/trades"),
]


def signed_by_hand(caller: Caller, what: str, nonce: str) -> dict[str, str]:
    """Headers over any text."""
    secret = base64.b64decode(caller.key.secret_key)
    signature = base64.b64encode(hmac.digest(secret, what.encode(), "sha512")).decode()
    return {"API-KEY": caller.key.api_key, "SIGNATURE": signature, "NONCE": nonce}


def refused(answer: Answer) -> bool:
    """Whether it is the one and only answer to a call that is not let in."""
    return (answer.status, answer.json) == (401, REFUSED)


@pytest.mark.parametrize(("method", "path"), PRIVATE)
@pytest.mark.parametrize(
    "wrong",
    [
        {"API-KEY": None},
        {"SIGNATURE": None},
        {"NONCE": None},
        {"API-KEY": ""},
        {"API-KEY": "128f0123-2a5d-48f5-8f19-e937f38f0a99"},
        {"SIGNATURE": ""},
        {"SIGNATURE": "AAAA"},
        {"SIGNATURE": "é" * 50},
        {"NONCE": ""},
        {"NONCE": "99999"},
        {"API-KEY": None, "SIGNATURE": None, "NONCE": None},
    ],
)
def test_every_private_route_refuses_every_wrong_header(
    caller: Caller, method: str, path: str, wrong: dict[str, str | None]
) -> None:
    """With one and the same answer, so that nothing is given away."""
    assert refused(caller.call(method, path, headers=wrong))


@pytest.mark.parametrize(("method", "path"), PRIVATE)
def test_every_private_route_admits_the_right_headers(
    caller: Caller, method: str, path: str
) -> None:
    """No false alarm."""
    assert caller.call(method, path).status != 401


def test_the_query_is_not_signed(caller: Caller) -> None:
    """The path ends at the question mark, also where nothing follows."""
    assert caller.get("/trades?limit=5").status == 200
    assert caller.get("/balances?").status == 200
    wrong = signed_by_hand(caller, "5GET/trades?limit=5", "5")
    assert refused(caller.get("/trades?limit=5", headers=wrong))


COMPACT = b'{"type":"limit","side":"buy","price":9000000,"amount":0.01,"tradingPairName":"BTC-KRW"}'
SPACED = (
    b'{ "amount": 1e-2,\n "price": 9.0E6, "side": "buy", "type": "limit",'
    b' "tradingPairName": "BTC-KRW" }'
)
UNICODE = (
    '{"type":"limit","side":"buy","price":"9000000.0","amount":"0.010","x":"원",'
    '"tradingPairName":"BTC-KRW"}'
).encode()


@pytest.mark.parametrize("body", [COMPACT, SPACED, UNICODE])
def test_the_bytes_sent_are_the_bytes_checked(caller: Caller, body: bytes) -> None:
    """However they are spaced, ordered or spelled."""
    assert caller.call("POST", "/orders", body=body).status == 200
    tampered = body.replace(b"buy", b"BUY")
    headers = caller.headers("POST", "/orders", body)
    assert refused(caller.call("POST", "/orders", body=tampered, headers=headers))


def test_the_server_can_check_what_json_stringify_would_have_said(make: Make) -> None:
    """With `body_check="reserialised"` only the body of the JavaScript sample passes."""
    caller = make(market=False, body_check="reserialised")
    assert caller.call("POST", "/orders", body=COMPACT).status == 200
    assert refused(caller.call("POST", "/orders", body=SPACED))
    assert refused(caller.call("POST", "/orders", body=COMPACT.replace(b"0.01", b"0.010")))


def test_header_names_are_read_in_any_case(caller: Caller) -> None:
    """HTTP says so, and clients spell them in every way."""
    signed = caller.headers("GET", "/balances", b"")
    upper = [(name.upper(), value) for name, value in signed.items()]
    assert caller.raw("GET", "/balances", headers=upper).status == 200


def test_a_header_given_twice_is_not_given(caller: Caller) -> None:
    """Which of the two was meant is nobody's guess."""
    signed = list(caller.headers("GET", "/balances", b"").items())
    assert refused(caller.raw("GET", "/balances", headers=[*signed, ("NONCE", "7")]))


@pytest.mark.parametrize(
    "nonces",
    [
        ["1", "2", "3"],
        ["1520994527", "1520994527.165", "1520994527.2"],
        ["0.1", "0.11", "12", "100.5"],
        ["1520994527165", "15209945271650000"],
        ["1", "99999999999999999999"],
    ],
)
def test_any_rising_decimal_numbers_are_nonces(caller: Caller, nonces: list[str]) -> None:
    """Seconds, fractions, milliseconds or microseconds."""
    assert [caller.get("/balances", nonce=nonce).status for nonce in nonces] == [200] * len(nonces)


@pytest.mark.parametrize("nonce", ["10", "9.99", "10.0", "10.00000", "9", "0.5"])
def test_a_nonce_must_exceed_the_last_one(caller: Caller, nonce: str) -> None:
    """Compared as a number: `10.0` is no more than `10`."""
    assert caller.get("/balances", nonce="10").status == 200
    assert refused(caller.get("/balances", nonce=nonce))


@pytest.mark.parametrize(
    "nonce",
    [
        "0",
        "0.0",
        "-5",
        "+5",
        "0x10",
        "1e3",
        "abc",
        "05",
        "5.",
        ".5",
        "5,5",
        "1_0",
        "1 0",
        "NaN",
        "1" * 21,
        "٣",
    ],
)
def test_what_is_no_positive_decimal_number_is_no_nonce(caller: Caller, nonce: str) -> None:
    """Refused like any other, and the server stays up."""
    assert refused(caller.get("/balances", nonce=nonce))
    assert caller.get("/balances", nonce="1").status == 200


def test_a_refused_request_does_not_consume_its_nonce(caller: Caller) -> None:
    """A forged call with a huge nonce cannot lock the owner out."""
    forged = {"API-KEY": caller.key.api_key, "SIGNATURE": "AAAA", "NONCE": "9" * 19}
    assert refused(caller.get("/balances", headers=forged))
    assert caller.get("/balances", nonce="1").status == 200


def test_an_admitted_request_consumes_its_nonce_even_if_the_order_is_refused(
    caller: Caller,
) -> None:
    """Who was let in has used it."""
    assert caller.call("POST", "/orders", body=b"{}", nonce="5").status == 400
    assert refused(caller.get("/balances", nonce="5"))


def test_nonces_belong_to_a_key(caller: Caller) -> None:
    """A second key of the same account starts anew."""
    assert caller.get("/balances", nonce="1000").status == 200
    other = Caller(caller.sandbox, caller.key.add_key())
    assert other.get("/balances", nonce="1").status == 200


def test_a_nonce_may_be_any_unused_one_when_told_so(make: Make) -> None:
    """`strict_nonce=False` refuses repetition alone."""
    caller = make(market=False, strict_nonce=False)
    assert [caller.get("/balances", nonce=n).status for n in ("9", "5", "7")] == [200] * 3
    assert refused(caller.get("/balances", nonce="5.0"))


def test_there_can_be_a_ceiling_for_nonces(make: Make) -> None:
    """Nonce Too High."""
    caller = make(market=False, nonce_ceiling="1000", later_codes=True)
    assert caller.get("/balances", nonce="1000").status == 200
    assert caller.get("/balances", nonce="1000.1").code == 10232


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"API-KEY": None}, 10230),
        ({"API-KEY": "nobody"}, 10155),
        ({"SIGNATURE": "AAAA"}, 10229),
        ({"NONCE": None}, 10231),
    ],
)
def test_the_current_server_says_what_was_wrong(
    make: Make, wrong: dict[str, str | None], code: int
) -> None:
    """Codes documented in later years."""
    caller = make(profile="current", limit=None, market=False)
    answer = caller.get("/balances", headers=wrong)
    assert (answer.status, answer.code) == (401, code)


def test_the_current_server_says_that_a_nonce_was_too_low(make: Make) -> None:
    """10108, which a client can act on."""
    caller = make(profile="current", limit=None, market=False)
    caller.get("/balances", nonce="7")
    assert caller.get("/balances", nonce="7").code == 10108


def test_a_revoked_key_is_no_longer_a_key(caller: Caller) -> None:
    """The other keys of the account stay good."""
    key = caller.key.add_key()
    key.revoked = True
    assert refused(Caller(caller.sandbox, key).get("/balances"))
    assert caller.get("/balances").status == 200


def test_public_routes_ignore_authentication_even_when_wrong(caller: Caller) -> None:
    """No key is needed, and a bad one does no harm."""
    bad = {"API-KEY": "x", "SIGNATURE": "x", "NONCE": "x"}
    assert Caller(caller.sandbox).get("/assets", headers=bad).status == 200


def test_keys_look_like_keys_and_never_show_their_secret(caller: Caller) -> None:
    """A UUID and 64 random bytes in base64."""
    key = caller.sandbox.key(caller.key.api_key)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", key.api_key)
    assert len(base64.b64decode(key.secret_key, validate=True)) == 64
    assert key.secret_key not in repr(key)
    assert key.secret_key not in repr(caller.key)
