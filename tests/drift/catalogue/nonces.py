"""Authentication: nonces that may be used again, or may not be used at all."""

import re
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox import auth
from gopax_ext.sandbox.auth import Credentials, Doorkeeper, NonceBook
from gopax_ext.sandbox.refusals import Reason, Refusal

from ..drift import Group

__all__ = ["group"]

group = Group("authentication")


@group.patch(layers="plan probes")
def nonce_may_repeat(patch: pytest.MonkeyPatch) -> None:
    """The last nonce may be used again."""
    right = NonceBook.use

    def use(self: Any, nonce: Decimal, *, strict: bool) -> bool:
        return nonce == self.highest or right(self, nonce, strict=strict)

    patch.setattr(NonceBook, "use", use)


group.switch(
    "nonce_may_fall", "A nonce must only be new, not higher.", "probes", strict_nonce=False
)


@group.patch(layers="plan probes")
def nonce_does_not_matter(patch: pytest.MonkeyPatch) -> None:
    """Any nonce is taken, at any time."""
    patch.setattr(NonceBook, "use", lambda *_, **__: True)


@group.patch(layers="probes")
def nonce_counted_by_path(patch: pytest.MonkeyPatch) -> None:
    """Nonces have to rise on each path by itself alone."""
    right, book = Doorkeeper.admit, Doorkeeper.nonces
    paths: dict[int, bytes] = {}

    def admit(self: Any, given: Credentials, method: bytes, path: bytes, body: bytes) -> Any:
        paths[id(self)] = path
        return right(self, given, method, path, body)

    def nonces(self: Any, key: Any) -> NonceBook:
        return book(self, evolve(key, api_key=f"{key.api_key} {paths[id(self)].decode()}"))

    patch.setattr(Doorkeeper, "admit", admit)
    patch.setattr(Doorkeeper, "nonces", nonces)


@group.patch(layers="plan probes")
def nonce_counted_by_method(patch: pytest.MonkeyPatch) -> None:
    """Nonces of reads are not looked at; those of writes are."""
    right, used = Doorkeeper.admit, Doorkeeper._use

    def admit(self: Any, given: Credentials, method: bytes, *call: bytes) -> Any:
        self.reads = method == b"GET"
        return right(self, given, method, *call)

    def use(self: Any, key: Any, text: bytes) -> None:
        if not (self.reads and re.fullmatch(rb"[0-9]{2,}(\.[0-9]+)?", text)):
            used(self, key, text)

    patch.setattr(Doorkeeper, "admit", admit)
    patch.setattr(Doorkeeper, "_use", use)


@group.patch(layers="probes")
def nonce_shared_by_keys(patch: pytest.MonkeyPatch) -> None:
    """All keys of the exchange share one nonce."""
    right = Doorkeeper.nonces
    patch.setattr(Doorkeeper, "nonces", lambda self, key: right(self, evolve(key, api_key="all")))


@group.patch(layers="probes")
def nonce_as_text(patch: pytest.MonkeyPatch) -> None:
    """Nonces are compared as texts, not as numbers."""
    last: dict[str, bytes] = {}
    used = Doorkeeper._use

    def use(self: Any, key: Any, text: bytes) -> None:
        if auth._NONCE.match(text) is None:
            used(self, key, text)
        if text <= last.get(key.api_key, b""):
            raise Refusal(Reason.NONCE_TOO_LOW)
        last[key.api_key] = text

    patch.setattr(Doorkeeper, "_use", use)


@group.patch(layers="probes")
def nonce_burnt_by_refusals(patch: pytest.MonkeyPatch) -> None:
    """A call that is refused for its signature uses up its nonce."""
    right = Doorkeeper.admit

    def admit(self: Any, given: Credentials, *call: bytes) -> Any:
        try:
            return right(self, given, *call)
        except Refusal as no:
            key = self._accounts.find(given.api_key or b"")
            if no.reason is Reason.BAD_SIGNATURE and key is not None:
                self._use(key, given.nonce or b"")
            raise

    patch.setattr(Doorkeeper, "admit", admit)


@group.patch(layers="probes")
def nonce_whole_only(patch: pytest.MonkeyPatch) -> None:
    """A nonce with a fraction is refused."""
    patch.setattr(auth, "_NONCE", re.compile(rb"(0|[1-9][0-9]{0,19})\Z"))


@group.patch(layers="probes")
def nonce_of_any_form(patch: pytest.MonkeyPatch) -> None:
    """A nonce that is no decimal number is taken."""
    used = Doorkeeper._use

    def use(self: Any, key: Any, text: bytes) -> None:
        if auth._NONCE.match(text) is not None:
            used(self, key, text)

    patch.setattr(Doorkeeper, "_use", use)


@group.patch(layers="probes")
def nonce_with_exponent(patch: pytest.MonkeyPatch) -> None:
    """A nonce with an exponent is taken."""
    patch.setattr(auth, "_NONCE", re.compile(rb"(0|[1-9][0-9]{0,19})(\.[0-9]{1,20}|e[0-9]+)?\Z"))


group.switch(
    "nonce_in_seconds",
    "A nonce of more than ten digits is too high.",
    "plan probes model",
    nonce_ceiling=Decimal(10**10),
)
