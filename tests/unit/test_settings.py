"""Settings come from arguments, the environment and defaults; bad ones say what to do."""

import pytest

from gopax_ext import Gopax, SettingsError
from gopax_ext.settings import Settings

KEY = "the-key"
SECRET = "c2VjcmV0LW9mLXRlc3Rz"
ENVIRON = {
    "GOPAX_API_KEY": "key-of-the-environment",
    "GOPAX_SECRET_KEY": SECRET,
    "GOPAX_BASE_URL": "http://127.0.0.1:8787",
}


def test_the_default_is_the_exchange_without_a_key() -> None:
    """Public data needs no account."""
    settings = Settings.resolve(environ={})

    assert settings.base_url == "https://api.gopax.co.kr"
    assert settings.credentials is None


def test_the_environment_fills_what_no_argument_gives() -> None:
    """All three variables are read."""
    settings = Settings.resolve(environ=ENVIRON)

    assert settings.base_url == "http://127.0.0.1:8787"
    assert settings.credentials is not None
    assert settings.credentials.key == "key-of-the-environment"


def test_arguments_win_over_the_environment() -> None:
    """A key of the environment is never mixed with a secret of the arguments."""
    settings = Settings.resolve(
        key=KEY, secret=SECRET, base_url="https://example.test/", environ=ENVIRON
    )

    assert settings.base_url == "https://example.test"
    assert settings.credentials is not None
    assert settings.credentials.key == KEY
    with pytest.raises(SettingsError, match="secret is missing"):
        Settings.resolve(key=KEY, environ=ENVIRON)


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("api.gopax.co.kr", "not an http"),
        ("ftp://api.gopax.co.kr", "not an http"),
        ("https://", "not an http"),
        ("https://[::1", "not an http"),
        ("https://host:port", "not an http"),
        ("http://api.gopax.co.kr", "in the clear"),
        ("https://user:pass@api.gopax.co.kr", "user name or password"),
        ("https://api.gopax.co.kr/v1", "has a path"),
        ("https://api.gopax.co.kr?x=1", "has a path"),
        ("https://api.gopax.co.kr/#top", "has a path"),
    ],
)
def test_a_bad_address_is_refused_with_its_reason(url: str, complaint: str) -> None:
    """Nothing is sent to an address that was not meant."""
    with pytest.raises(SettingsError, match=complaint) as caught:
        Settings.resolve(base_url=url, environ={})

    assert caught.value.fix
    assert "pass@" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"])
def test_plain_http_is_for_loopback(url: str) -> None:
    """The built-in exchange needs no certificate."""
    assert Settings.resolve(base_url=url, environ={}).base_url == url


@pytest.mark.parametrize("key", ["with space", "line\nend", "tab\t", "키", "\x7f"])
def test_a_key_that_no_header_can_carry_is_refused(key: str) -> None:
    """No second header can be slipped in through the key."""
    with pytest.raises(SettingsError, match="no HTTP header can carry") as caught:
        Settings.resolve(key=key, secret=SECRET, environ={})

    assert key not in str(caught.value)


@pytest.mark.parametrize("options", [{"deadline": 0}, {"deadline": float("inf")}, {"attempts": 0}])
def test_a_call_always_ends(options: dict[str, float]) -> None:
    """A deadline is finite and positive; something is tried at least once."""
    with pytest.raises(SettingsError):
        Gopax(base_url="http://127.0.0.1:1", **options)  # type: ignore[arg-type]


def test_no_repr_shows_key_or_secret() -> None:
    """Logs and tracebacks show reprs."""
    client = Gopax(key=KEY, secret=SECRET, base_url="http://127.0.0.1:1")
    settings = Settings.resolve(key=KEY, secret=SECRET, environ={})

    shown = f"{client!r} {client} {settings!r} {settings.credentials!r}"

    assert "base_url='http://127.0.0.1:1', signed=True" in repr(client)
    assert KEY not in shown
    assert SECRET not in shown


@pytest.mark.parametrize("value", ["none", "http://127.0.0.1", "redis:127.0.0.1", "files"])
def test_an_unknown_way_to_share_is_refused_at_once(value: str) -> None:
    """The error names the ways there are."""
    with pytest.raises(SettingsError, match="is not a way to share") as caught:
        Gopax(sharing=value)

    assert '"process"' in caught.value.fix
