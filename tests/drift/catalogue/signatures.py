"""Authentication: signatures that a server takes or refuses against the rules."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from attrs import frozen

from gopax_ext.sandbox.auth import Credentials, Doorkeeper
from gopax_ext.sandbox.refusals import Reason, Refusal
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import operation_of, refusal

__all__ = ["group"]

group = Group("authentication")


@frozen
class _Try:
    """A call whose signature was found wrong."""

    secret_key: str
    secret: bytes
    nonce: bytes
    method: bytes
    path: bytes
    body: bytes
    signature: bytes

    def mac(self, *parts: bytes, secret: bytes | None = None, by: str = "sha512") -> bytes:
        """The raw signature of these parts."""
        return hmac.digest(self.secret if secret is None else secret, b"".join(parts), by)

    def is_over(self, *parts: bytes) -> bool:
        """Whether the signature is a right one of these parts."""
        return self.signature == base64.b64encode(self.mac(*parts))

    @property
    def right(self) -> bytes:
        """The signature that was due."""
        return base64.b64encode(self.mac(self.nonce, self.method, self.path, self.body))


def _accept(patch: pytest.MonkeyPatch, also: Callable[[_Try], bool]) -> None:
    """Let calls in whose signature is wrong in a way that `also` takes for right."""
    right = Doorkeeper.admit

    def admit(self: Any, given: Credentials, method: bytes, path: bytes, body: bytes) -> Any:
        try:
            return right(self, given, method, path, body)
        except Refusal as no:
            key = self._accounts.find(given.api_key or b"")
            if no.reason is not Reason.BAD_SIGNATURE or key is None or not given.nonce:
                raise
            call = _Try(
                key.secret_key,
                key.secret,
                given.nonce,
                method,
                path,
                body,
                given.signature or b"",
            )
            if not also(call):
                raise
            self._use(key, given.nonce)
            return key

    patch.setattr(Doorkeeper, "admit", admit)


@group.patch(layers="probes")
def nobody_needs_a_key(patch: pytest.MonkeyPatch) -> None:
    """A call without any header is let in."""
    right = Doorkeeper.admit

    def admit(self: Any, given: Credentials, *call: bytes) -> Any:
        if given == Credentials(None, None, None) and self._accounts.keys:
            return next(iter(self._accounts.keys.values()))
        return right(self, given, *call)

    patch.setattr(Doorkeeper, "admit", admit)


@group.patch(layers="probes")
def no_signature_needed(patch: pytest.MonkeyPatch) -> None:
    """A call without a signature is let in."""
    _accept(patch, lambda call: not call.signature)


@group.patch(layers="plan probes")
def any_signature(patch: pytest.MonkeyPatch) -> None:
    """Any signature will do."""
    _accept(patch, lambda call: bool(call.signature))


@group.patch(layers="plan probes")
def any_signature_of_the_right_length(patch: pytest.MonkeyPatch) -> None:
    """Any 64 bytes in base64 will do as a signature."""
    _accept(patch, lambda call: len(call.signature) == 88)


@group.patch(layers="probes")
def half_a_signature(patch: pytest.MonkeyPatch) -> None:
    """The beginning of a signature is enough."""
    _accept(patch, lambda call: len(call.signature) > 8 and call.right.startswith(call.signature))


@group.patch(layers="probes")
def signature_in_any_case(patch: pytest.MonkeyPatch) -> None:
    """A signature is compared without regard to capitals."""
    _accept(patch, lambda call: call.signature.lower() == call.right.lower())


@group.patch(layers="probes")
def signature_in_hexadecimal(patch: pytest.MonkeyPatch) -> None:
    """A signature in hexadecimal is taken too."""
    _accept(
        patch,
        lambda call: (
            call.signature == call.mac(call.nonce, call.method, call.path, call.body).hex().encode()
        ),
    )


@group.patch(layers="probes")
def weaker_hash(patch: pytest.MonkeyPatch) -> None:
    """A signature with SHA-256 is taken too."""

    def weak(call: _Try) -> bool:
        mac = call.mac(call.nonce, call.method, call.path, call.body, by="sha256")
        return call.signature == base64.b64encode(mac)

    _accept(patch, weak)


@group.patch(layers="probes")
def secret_as_text(patch: pytest.MonkeyPatch) -> None:
    """A signature with the secret as it is written is taken too."""

    def undecoded(call: _Try) -> bool:
        parts = (call.nonce, call.method, call.path, call.body)
        mac = call.mac(*parts, secret=call.secret_key.encode())
        return call.signature == base64.b64encode(mac)

    _accept(patch, undecoded)


@group.patch(layers="probes")
def hash_without_a_key(patch: pytest.MonkeyPatch) -> None:
    """A plain hash is taken for a signature."""

    def hashed(call: _Try) -> bool:
        digest = hashlib.sha512(call.nonce + call.method + call.path + call.body).digest()
        return call.signature == base64.b64encode(digest)

    _accept(patch, hashed)


@group.patch(layers="probes")
def nonce_not_signed(patch: pytest.MonkeyPatch) -> None:
    """A signature without the nonce is taken, so one call can be sent for ever."""
    _accept(patch, lambda call: call.is_over(call.method, call.path, call.body))


@group.patch(layers="probes")
def method_not_signed(patch: pytest.MonkeyPatch) -> None:
    """The method may be another than the one signed."""

    def other(call: _Try) -> bool:
        methods = (b"GET", b"POST", b"DELETE", call.method.lower())
        return any(call.is_over(call.nonce, m, call.path, call.body) for m in methods)

    _accept(patch, other)


@group.patch(layers="probes")
def method_in_small_letters(patch: pytest.MonkeyPatch) -> None:
    """The method may be signed in small letters."""
    _accept(
        patch,
        lambda call: call.is_over(call.nonce, call.method.lower(), call.path, call.body),
    )


@group.patch(layers="probes")
def path_not_signed(patch: pytest.MonkeyPatch) -> None:
    """The path may be another than the one signed."""

    def other(call: _Try) -> bool:
        return any(
            call.is_over(call.nonce, call.method, path, call.body)
            for path in (b"/assets", b"/balances", b"/orders", b"/trades", b"/")
        )

    _accept(patch, other)


@group.patch(layers="probes")
def body_not_signed(patch: pytest.MonkeyPatch) -> None:
    """A signature without the body is taken."""
    _accept(patch, lambda call: call.is_over(call.nonce, call.method, call.path))


@group.patch(layers="probes")
def body_signed_in_another_spelling(patch: pytest.MonkeyPatch) -> None:
    """The body is parsed and written again before its signature is compared."""

    def respelled(call: _Try) -> bool:
        try:
            body = json.loads(call.body)
        except ValueError:
            return False
        texts = (json.dumps(body, indent=1), json.dumps(body, separators=(",", ":")))
        return any(call.is_over(call.nonce, call.method, call.path, t.encode()) for t in texts)

    _accept(patch, respelled)


@group.patch(layers="probes")
def query_may_be_signed(patch: pytest.MonkeyPatch) -> None:
    """A signature over a path with a query is taken too."""
    _accept(
        patch,
        lambda call: call.is_over(call.nonce, call.method, call.path + b"?limit=1", call.body),
    )


group.switch(
    "body_is_written_again",
    "The body is checked as JSON.stringify writes it, so other spellings are refused.",
    "plan probes model",
    body_check="reserialised",
)


@group.ask(layers="plan probes")
def query_must_be_signed(asked: Asked, _: Notes) -> Asked | Answer:
    """A query has to be signed with the path."""
    private_one = operation_of(asked) in {"listMyTrades", "listOrders", "listBalances"}
    return refusal(401, 10155) if private_one and asked.query else asked


@group.patch(layers="plan probes model")
def body_must_not_be_signed(patch: pytest.MonkeyPatch) -> None:
    """The body is left out of the signature."""
    right = Doorkeeper.admit

    def admit(self: Any, given: Credentials, method: bytes, path: bytes, _: bytes) -> Any:
        return right(self, given, method, path, b"")

    patch.setattr(Doorkeeper, "admit", admit)
