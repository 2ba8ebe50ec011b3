"""Profiles and keys: which value holds, where it comes from and who may read it."""

import io
from pathlib import Path

import pytest

from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.cli.settings.toml_text import with_value, without_table
from tests.cli.conftest import Gopax

SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQ="


def origins(gopax: Gopax, *more: str) -> dict[str, tuple[str, str]]:
    """Setting -> value and origin."""
    rows = gopax("config", "show", "--origin", "--json", *more).json
    return {row["setting"]: (row["value"], row["origin"]) for row in rows}


def test_flag_beats_environment_beats_profile_beats_default(
    gopax: Gopax, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each with the place that it comes from."""
    assert origins(gopax)["colors"] == ("korean", "default")
    assert gopax("config", "set", "colors", "western").code == 0
    value, origin = origins(gopax)["colors"]
    assert value == "western"
    assert origin.startswith("profile sandbox in /")
    monkeypatch.setenv("GOPAX_COLORS", "korean")
    assert origins(gopax)["colors"] == ("korean", "environment GOPAX_COLORS")
    flagged = origins(gopax, "--colors", "western")["colors"]
    assert flagged == ("western", "flag --colors")


def test_the_profile_is_chosen_the_same_way(gopax: Gopax, monkeypatch: pytest.MonkeyPatch) -> None:
    """`sandbox` unless told otherwise."""
    assert origins(gopax)["profile"] == ("sandbox", "default")
    gopax("config", "set", "profile", "live")
    assert origins(gopax)["profile"][0] == "live"
    assert origins(gopax)["read_only"] == ("true", "default for live")
    monkeypatch.setenv("GOPAX_PROFILE", "sandbox")
    assert origins(gopax)["profile"] == ("sandbox", "environment GOPAX_PROFILE")
    assert origins(gopax, "--profile", "live")["profile"] == ("live", "flag --profile")


def test_a_change_keeps_comments_and_everything_else() -> None:
    """Only the one line differs."""
    text = '# mine\nprofile = "live"\n\n[profiles.live]\ntz = "UTC"  # why not\n\n[profiles.b]\n'
    changed = with_value(text, "profiles.live", "read_only", value=False)
    assert changed.replace("read_only = false\n", "") == text
    assert with_value(text, None, "profile", "b") == text.replace('"live"', '"b"', 1)
    assert with_value("", "x", "y", "z") == '[x]\ny = "z"\n'
    assert without_table(changed, "profiles.live") == '# mine\nprofile = "live"\n\n[profiles.b]\n'


@pytest.mark.parametrize("text", ["profiles = 3", "[profiles]\na = 1", "[profiles.a]\nb = 1", "["])
def test_a_settings_file_with_a_mistake_is_named(gopax: Gopax, home: Path, text: str) -> None:
    """It is not half read."""
    (home / "config").mkdir()
    (home / "config" / "config.toml").write_text(text, "utf-8")
    done = gopax("config", "show", "--json")
    assert done.code == 4
    assert "config.toml" in done.error["message"]


def test_a_key_is_saved_for_its_owner_alone(
    gopax: Gopax, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The secret comes by standard input, and is never shown again."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    line = "auth login --profile live --api-key my-key-0123456789 --secret-key-stdin --json"
    done = gopax(*line.split())
    file = home / "config" / "credentials.toml"
    assert done.code == 0, done.err
    assert file.stat().st_mode & 0o777 == 0o600
    assert SECRET in file.read_text("utf-8")
    assert SECRET not in done.out + done.err
    key = origins(gopax, "--profile", "live")["api_key"]
    assert key == ("my-key-0…", str(file))
    assert gopax("auth", "logout", "--profile", "live", "--json").json["forgotten"]
    assert SECRET not in file.read_text("utf-8")


def test_a_key_that_others_can_read_is_refused(
    gopax: Gopax, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that mends it."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
    gopax("auth", "login", "--profile", "live", "--api-key", "k0123456789", "--secret-key-stdin")
    file = home / "config" / "credentials.toml"
    file.chmod(0o640)
    done = gopax("config", "show", "--profile", "live", "--json")
    assert done.code == 4
    assert f"chmod 600 '{file}'" in done.error["fix"]


def test_a_secret_that_cannot_sign_is_not_saved(
    gopax: Gopax, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And does not appear in the message."""
    monkeypatch.setattr("sys.stdin", io.StringIO("not base64!\n"))
    line = "--api-key k --secret-key-stdin --json"
    done = gopax("auth", "login", "--profile", "live", *line.split())
    assert done.code == 4
    assert "not base64!" not in done.err
    assert not (home / "config" / "credentials.toml").exists()


def test_no_option_takes_a_secret(gopax: Gopax) -> None:
    """Arguments are seen by every user of a machine."""
    catalogue = gopax("commands", "--json").json
    flags = {
        flag
        for each in catalogue["commands"]
        for parameter in each["parameters"]
        for flag in parameter["flags"]
    }
    assert {flag for flag in flags if "secret" in flag} == {"--secret-key-stdin"}


def test_the_environment_signs_before_the_profile(
    gopax: Gopax, account: SandboxState, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a key is refused rather than filled up from elsewhere."""
    monkeypatch.setenv("GOPAX_API_KEY", account.api_key)
    assert gopax("balance", "--json").code == 4
    monkeypatch.setenv("GOPAX_SECRET_KEY", account.secret_key)
    assert gopax("auth", "status", "--json").json["origin"] == "environment"
