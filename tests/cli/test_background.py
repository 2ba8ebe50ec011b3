"""The exchange in the background, as somebody new meets it."""

import os
from pathlib import Path

import pytest

from gopax_ext.cli.sandbox_state import SandboxState
from tests.cli.conftest import Gopax


@pytest.mark.slow
def test_it_starts_serves_resets_and_stops(gopax: Gopax, home: Path) -> None:
    """Nothing needs to be known about it: no address, no key."""
    try:
        started = gopax("sandbox", "start", "--port", "0", "--seed", "7", "--json")
        assert started.code == 0, started.err
        assert (home / "state" / "sandbox.json").stat().st_mode & 0o777 == 0o600
        again = gopax("sandbox", "start", "--json").json
        assert again["pid"] == started.json["pid"]
        before = gopax("balance", "--json").json
        gopax("order", "place", "BTC-KRW", "buy", "0.01", "--price", "9000000")
        assert len(gopax("order", "open", "--json").json) == 1
        assert gopax("sandbox", "reset", "--json").json["seed"] == 7
        assert gopax("order", "open", "--json").json == []
        assert gopax("balance", "--json").json == before
        busy = started.json["base_url"].rpartition(":")[2]
        assert gopax("sandbox", "status", "--json").json["base_url"].endswith(busy)
    finally:
        state = SandboxState.load()
        stopped = gopax("sandbox", "stop", "--json")
    assert state is not None
    assert stopped.json == {"stopped": True}
    assert gopax("sandbox", "status", "--json").code == 1
    assert gopax("sandbox", "stop", "--json").json == {"stopped": False}
    assert not _runs(state.pid)


@pytest.mark.slow
def test_a_taken_port_is_told(gopax: Gopax, account: SandboxState, home: Path) -> None:
    """With another one to choose."""
    port = account.base_url.rpartition(":")[2]
    (home / "state" / "sandbox.json").unlink()
    done = gopax("sandbox", "start", "--port", port, "--json")
    assert done.code == 2
    assert f"port {port}" in done.error["message"]


def _runs(pid: int) -> bool:
    try:
        reaped, _ = os.waitpid(pid, 0)  # it is a child of this process, which a shell would reap
    except ChildProcessError:
        return False
    return reaped != pid
