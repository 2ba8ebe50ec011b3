"""An error of this program itself is told in a few words, and its traceback is kept."""

import errno
import os
from pathlib import Path
from stat import S_IMODE

import pytest

from gopax_ext.cli.sandbox_state import SandboxState
from gopax_ext.client import Gopax as Client
from tests.cli.conftest import Gopax

TOKEN = "dG9rZW4gdGhhdCBub2JvZHkga25vd3M="


def broken(*_: object) -> object:
    """What a mistake of this program does."""
    raise ZeroDivisionError(broken.__doc__)


def crash_files(home: Path) -> list[Path]:
    """Tracebacks that were kept."""
    return sorted((home / "state").glob("crash-*.txt"))


@pytest.mark.usefixtures("account")
def test_programs_get_one_object_and_the_traceback_is_in_a_file(
    gopax: Gopax, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 1; the file that `fix` names says where, and nobody else may read it."""
    monkeypatch.setattr(Client, "list_assets", broken)
    done = gopax("assets", "--json", "-q")
    (kept,) = crash_files(home)
    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.error == {
        "type": "ZeroDivisionError",
        "code": None,
        "status": None,
        "outcome": "not_sent",
        "message": f"this program failed: ZeroDivisionError: {broken.__doc__}",
        "fix": f"Please report it with {kept}, which says where and holds no key.",
        "attempt": None,
        "exit_code": 1,
    }
    text = kept.read_text("utf-8")
    assert text.startswith("gopax assets · gopax ")
    assert "Traceback (most recent call last)" in text
    assert text.endswith(f"ZeroDivisionError: {broken.__doc__}\n")
    assert S_IMODE(kept.stat().st_mode) == 0o600


@pytest.mark.usefixtures("account")
def test_people_get_a_short_table_and_no_traceback(
    gopax: Gopax, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the same file; that of each failure stays, ten at most."""
    monkeypatch.setattr(Client, "list_assets", broken)
    for _ in range(12):
        done = gopax("assets", "-q")
        assert done.code == 1
        assert "Traceback" not in done.err
        assert str(crash_files(home)[-1]) in done.err.replace("\n", "").replace(" ", "")
    assert len(crash_files(home)) == 10


def test_an_order_that_may_have_left_is_not_called_unsent(
    gopax: Gopax, account: SandboxState, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program failed after the exchange had it: where to look stands in `fix`."""
    assert account
    monkeypatch.setattr(Client, "get_order", broken)
    line = "order place BTC-KRW buy 0.01 --price 9000000 --json"
    done = gopax(*line.split())
    assert (done.code, done.error["outcome"]) == (1, "unknown")
    assert "gopax order open" in done.error["fix"]
    assert len(gopax("order", "open", "--json").json) == 1


def test_no_secret_is_told_or_kept(
    gopax: Gopax, home: Path, account: SandboxState, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither those that are known nor what looks like one."""
    monkeypatch.setenv("GOPAX_API_KEY", "environment-key")
    monkeypatch.setenv("GOPAX_SECRET_KEY", "c2VjcmV0")
    secrets = ["environment-key", "c2VjcmV0", account.admin_token, TOKEN]

    def quoting(*_: object) -> object:
        raise ValueError(" and ".join(secrets))

    monkeypatch.setattr(Client, "list_assets", quoting)
    done = gopax("assets", "--json")
    (kept,) = crash_files(home)
    for secret in secrets:
        assert secret not in done.err + done.out + kept.read_text("utf-8")
    assert "ValueError: (hidden) and (hidden)" in done.error["message"]


@pytest.mark.usefixtures("account")
def test_a_traceback_that_no_disk_takes_is_shown(
    gopax: Gopax, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is never lost; the object is still the last line."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Client, "list_assets", broken)
    monkeypatch.setattr(os, "fsync", full)
    done = gopax("assets", "--json", "-q")
    assert (done.code, done.error["type"]) == (1, "ZeroDivisionError")
    assert "in broken\n" in done.err
    assert "report it with stderr" in done.error["fix"]
    assert crash_files(home) == []
