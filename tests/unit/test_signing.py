"""The signature is the reference's, byte for byte, and the secret stays inside."""

import base64
import copy
import hashlib
import hmac
import json
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gopax_ext import SettingsError
from gopax_ext.signing import Signer, sign

VECTORS = json.loads((Path(__file__).parent / "data" / "signatures.json").read_text("utf-8"))
SECRET = base64.b64encode(b"canary-of-sixteen").decode()


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['method']} {v['path']}")
def test_agrees_with_the_references_javascript_sample(vector: dict[str, str]) -> None:
    """Node's crypto, run over the reference's sample, gave these signatures."""
    signature = sign(
        vector["secret"],
        vector["nonce"],
        vector["method"],
        vector["path"],
        vector["body"].encode(),
    )

    assert signature == vector["signature"]


@given(key=st.binary(min_size=1, max_size=300), nonce=st.integers(1), body=st.binary(max_size=300))
def test_agrees_with_the_standard_librarys_hmac(key: bytes, nonce: int, body: bytes) -> None:
    """Keys below, at and above the block size are all scheduled as RFC 2104 says."""
    what = f"{nonce}POST/orders".encode() + body
    expected = base64.b64encode(hmac.new(key, what, hashlib.sha512).digest()).decode()

    assert sign(base64.b64encode(key).decode(), nonce, "POST", "/orders", body) == expected


def test_leaves_the_query_string_out() -> None:
    """What follows the first question mark changes nothing."""
    assert sign(SECRET, 1, "GET", "/trades?limit=1") == sign(SECRET, 1, "GET", "/trades")


@pytest.mark.parametrize(
    "secret",
    ["", "not base64!", "YWJj\n", " YWJj", "YWJ", "_-8=", "YWJjé", "ＹＷＪｊ"],
    ids=["empty", "words", "line end", "space", "no padding", "urlsafe", "accent", "full width"],
)
def test_refuses_a_secret_that_is_not_strict_base64(secret: str) -> None:
    """Lenient decoders skip what they do not know and then sign with another key."""
    with pytest.raises(SettingsError, match="not base64") as caught:
        sign(secret, 1, "GET", "/balances")

    assert secret.strip() == "" or secret not in repr(caught.value)
    assert caught.value.__cause__ is None


def test_never_shows_or_hands_out_its_secret() -> None:
    """Neither repr nor pickle nor copy gives it away."""
    signer = Signer(SECRET)

    assert repr(signer) == "Signer(secret=***)"
    for leak in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="never pickled or copied"):
            leak(signer)


def test_without_a_body_nothing_is_signed_for_it() -> None:
    """Most calls have none."""
    secret = "c2VjcmV0"

    assert sign(secret, 1, "GET", "/orders") == sign(secret, 1, "GET", "/orders", b"")
    assert Signer(secret).sign(1, "GET", "/orders") == sign(secret, 1, "GET", "/orders")


def test_a_bad_secret_says_what_to_do() -> None:
    """Where the right one comes from."""
    with pytest.raises(SettingsError) as caught:
        Signer("not base64!")

    assert "Copy the secret key again" in (caught.value.fix or "")
