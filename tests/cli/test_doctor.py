"""What `gopax doctor` finds: each thing that can be wrong is made wrong, and has its fix."""

import io
import os
import re
import shutil
import socket
from collections import namedtuple
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest

from gopax_ext.cli import checkup
from gopax_ext.cli.define import Command
from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.sandbox import Sandbox
from tests.cli.conftest import Gopax

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - the shape of shutil's own


def finding(gopax: Gopax, check: str, *more: str) -> tuple[str, str, str]:
    """State, text and fix of one check; its state decides the exit code."""
    done = gopax("doctor", "--json", *more)
    bad = [row for row in done.json if row["state"] == "bad"]
    assert done.code == (1 if bad else 0)
    assert [row["check"] for row in bad if not row["finding"]] == []
    (row,) = [row for row in done.json if row["check"] == check]
    return row["state"], row["finding"], row["fix"]


@pytest.mark.usefixtures("account")
def test_all_is_well_on_a_running_exchange(gopax: Gopax) -> None:
    """Nothing to mend, and the last line says so."""
    done = gopax("doctor", "--json")
    assert {row["state"] for row in done.json} <= {"ok", "warn"}
    assert [row["check"] for row in done.json] == [
        *("python", "packages", "locale", "settings", "credentials"),
        *("disk", "server", "clock", "signature", "rate"),
    ]
    assert gopax("doctor").err.splitlines()[-1] == "All is well."


@pytest.mark.usefixtures("account")
def test_missing_packages_are_named(gopax: Gopax, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to install."""

    def version(name: str) -> str:
        if name == "uvicorn":
            raise PackageNotFoundError(name)
        return "1"

    monkeypatch.setattr(checkup, "version", version)
    state, _, fix = finding(gopax, "packages")
    assert (state, fix) == ("warn", "Install what is missing: uvicorn")


@pytest.mark.usefixtures("account")
def test_a_terminal_without_unicode_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Korean and signs need it."""
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    run = checkup.Run(Command("doctor", "reads_account", lambda _: None), {})
    rows = {each.check: each for each in checkup.findings(run)}
    assert (rows["locale"].state, "UTF-8" in rows["locale"].fix) == ("warn", True)


def test_nothing_set_up_says_how_to_begin(gopax: Gopax) -> None:
    """No exchange and no key: the first thing somebody new may see."""
    state, text, fix = finding(gopax, "server")
    assert (state, text) == ("bad", "the built-in exchange is not running")
    assert fix == "Start it: gopax sandbox start"
    state, _, fix = finding(gopax, "credentials")
    assert state == "warn"
    assert "gopax auth login --profile sandbox" in fix


def test_a_profile_that_is_none_stops_at_once(gopax: Gopax) -> None:
    """Everything else would be about another one."""
    done = gopax("doctor", "--profile", "nobody", "--json")
    assert (done.code, done.error["type"]) == (4, "SettingsError")


@pytest.mark.usefixtures("account")
def test_a_key_that_others_can_read_is_bad(
    gopax: Gopax, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the command that mends it."""
    monkeypatch.setattr("sys.stdin", io.StringIO("c2VjcmV0\n"))
    gopax("auth", "login", "--api-key", "k0123456789", "--secret-key-stdin")
    file = home / "config" / "credentials.toml"
    file.chmod(0o644)
    state, text, fix = finding(gopax, "credentials")
    assert state == "bad"
    assert "mode 0644" in text
    assert f"chmod 600 '{file}'" in fix


@pytest.mark.usefixtures("account")
def test_a_full_disk_is_told(gopax: Gopax, monkeypatch: pytest.MonkeyPatch) -> None:
    """Orders are put on record before they leave."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 10**6))
    state, _, fix = finding(gopax, "disk")
    assert state == "warn"
    assert "space" in fix


@pytest.mark.usefixtures("account")
def test_a_state_folder_that_cannot_be_written_is_bad(
    gopax: Gopax, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may write there is asked of the system."""
    monkeypatch.setattr(os, "access", lambda *_: False)
    state, _, fix = finding(gopax, "disk")
    assert (state, "GOPAX_STATE_DIR" in fix) == ("bad", True)


@pytest.mark.usefixtures("account")
def test_a_server_that_does_not_answer_is_bad(gopax: Gopax) -> None:
    """And so are the checks that need it, each for itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    for check in ("server", "clock"):
        state, _, fix = finding(gopax, check, "--base-url", address, "--timeout", "1")
        assert (state, bool(fix)) == ("bad", True)


@pytest.mark.parametrize("seconds", [-3600, 3600])
def test_a_clock_that_is_wrong_is_bad(
    gopax: Gopax, account: SandboxState, monkeypatch: pytest.MonkeyPatch, seconds: int
) -> None:
    """Nonces are made of it."""
    assert account
    now = checkup.SYSTEM.time_ns()

    class Wrong:
        """This machine's clock, some way off."""

        def time_ns(self) -> int:
            return now + seconds * 10**9

        def monotonic(self) -> float:
            return 0.0

    monkeypatch.setattr(checkup, "SYSTEM", Wrong())
    state, text, fix = finding(gopax, "clock")
    assert state == "bad"
    (apart,) = re.findall(r"is ([+-][\d.]+) s from", text)
    assert abs(float(apart) - seconds) < 10
    assert "NTP" in fix


def test_a_key_that_the_exchange_does_not_know_is_bad(
    gopax: Gopax, exchange: Sandbox, account: SandboxState, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The signature is tried, not only looked at."""
    assert exchange
    monkeypatch.setenv("GOPAX_API_KEY", account.api_key)
    monkeypatch.setenv("GOPAX_SECRET_KEY", "c2VjcmV0LXNlY3JldC1zZWNyZXQ=")
    state, _, fix = finding(gopax, "signature")
    assert state == "bad"
    assert "key" in fix


@pytest.mark.usefixtures("account")
def test_sharing_that_cannot_be_is_bad(gopax: Gopax, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the ways that there are."""
    monkeypatch.setenv("GOPAX_SHARING", "telepathy")
    state, text, fix = finding(gopax, "rate")
    assert (state, "telepathy" in text) == ("bad", True)
    assert "redis://" in fix
