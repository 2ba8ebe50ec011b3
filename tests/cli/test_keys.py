"""Saved keys: bound to the address they were saved for, in a private file or a desktop's."""

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked

from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.sandbox import Sandbox
from tests.cli.conftest import FUNDS, Done, Gopax

Login = Callable[..., Done]


class Store(KeyringBackend):
    """A desktop's store in memory."""

    priority = 1.0  # type: ignore[assignment]  # a property of classes there, a number here

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise KeyringLocked(f"locked: {self.kept}")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.locked:
            raise KeyringLocked(password)
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def store() -> Iterator[Store]:
    """A store of this test's own."""
    before = keyring.get_keyring()
    found = Store()
    keyring.set_keyring(found)
    yield found
    keyring.set_keyring(before)


@pytest.fixture
def login(
    gopax: Gopax, exchange: Sandbox, account: SandboxState, monkeypatch: pytest.MonkeyPatch
) -> Login:
    """Save a real key of the exchange for a profile `mine` that leads to it."""
    assert account
    opened = exchange.create_account(FUNDS)
    gopax("config", "set", "base_url", exchange.base_url, "--profile", "mine")

    def save(*more: str) -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{opened.secret_key}\n"))
        line = "auth login --profile mine --secret-key-stdin --json --api-key"
        return gopax(*line.split(), opened.api_key, *more)

    return save


def test_a_key_signs_for_the_address_it_was_saved_for(gopax: Gopax, login: Login) -> None:
    """And for no other, wherever that comes from: flag, environment or settings."""
    assert login().code == 0
    assert gopax("balance", "--profile", "mine", "--json").code == 0
    other = "http://127.0.0.1:9"
    done = gopax("balance", "--profile", "mine", "--base-url", other, "--json")
    assert (done.code, done.error["type"], done.error["outcome"]) == (
        *(4, "ElsewhereError", "not_sent"),
    )
    assert other in done.error["message"]
    assert "--profile NAME" in done.error["fix"]


def test_the_environment_cannot_lead_a_key_elsewhere(
    gopax: Gopax, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nor can a change of the profile's address, nor a dry run."""
    login()
    monkeypatch.setenv("GOPAX_BASE_URL", "http://127.0.0.1:9")
    line = "order place BTC-KRW buy 0.01 --price 9000000 --dry-run --profile mine --json"
    for each in (
        "order open --profile mine --json",
        line,
        "auth sign GET /x --profile mine --json",
    ):
        assert gopax(*each.split()).error["type"] == "ElsewhereError"
    monkeypatch.delenv("GOPAX_BASE_URL")
    gopax("config", "set", "base_url", "http://127.0.0.1:9", "--profile", "mine")
    assert gopax("balance", "--profile", "mine", "--json").code == 4


def test_what_needs_no_key_goes_on_without_it(
    gopax: Gopax, login: Login, account: SandboxState, exchange: Sandbox
) -> None:
    """The key is withheld, and that is said."""
    assert account
    login()
    with Sandbox(seed=8, limit=None) as other:
        line = ["watch", "BTC-KRW", "--once", "--profile", "mine", "--base-url", other.base_url]
        done = gopax(*line, "--json")
    assert (done.code, done.json["orders"]) == (0, None)
    assert exchange.base_url in done.err
    shown = gopax("config", "show", "--profile", "mine", "--base-url", "http://x.y", "--origin")
    assert "does not sign for http://x.y" in shown.out


def test_the_desktop_keeps_the_secret(gopax: Gopax, login: Login, store: Store, home: Path) -> None:
    """The file then holds no secret, and logging out empties the store."""
    assert login("--keyring").code == 0
    ((_, secret),) = store.kept.items()
    assert secret not in (home / "config" / "credentials.toml").read_text("utf-8")
    status = gopax("auth", "status", "--profile", "mine", "--json").json
    assert (status["origin"], status["works"]) == ("keyring", True)
    assert gopax("auth", "logout", "--profile", "mine", "--json").json["forgotten"]
    assert store.kept == {}
    assert gopax("auth", "logout", "--profile", "mine", "--json").json["forgotten"] is False


def test_a_store_that_fails_is_a_matter_of_settings(
    gopax: Gopax, login: Login, store: Store
) -> None:
    """Its own words are not repeated: they may quote the secret."""
    login("--keyring")
    ((_, secret),) = store.kept.items()
    store.locked = True
    for done in (gopax("balance", "--profile", "mine", "--json"), login("--keyring")):
        assert (done.code, done.error["type"]) == (4, "SettingsError")
        assert "KeyringLocked" in done.error["message"]
        assert secret not in done.err
    store.locked = False
    store.kept.clear()
    done = gopax("balance", "--profile", "mine", "--json")
    assert "gopax auth login --keyring --profile mine" in done.error["fix"]


def test_without_the_extra_it_says_how_to_get_it(
    login: Login, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And saves nothing."""
    monkeypatch.setitem(sys.modules, "keyring", None)
    done = login("--keyring")
    assert (done.code, done.error["fix"]) == (*(4, "Run: pip install 'gopax-client[keyring]'"),)
    assert not (home / "config" / "credentials.toml").exists()
