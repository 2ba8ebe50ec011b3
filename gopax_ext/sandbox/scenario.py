"""Scenario files: an exchange described in TOML.

profile = "current"
seed = 7

[switches]
limit = 20

[[accounts]]
KRW = "100000000"
BTC = "10"

[[faults]]
kind = "latency"
delay = 0.2
times = 0            # 0 means for ever: TOML has no null

[recordings]
BTC-KRW = "trades.json"      # beside the scenario file
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from .config import Config
from .recording import load_recording
from .sandbox import Account, Sandbox

__all__ = ["Scenario", "load_scenario"]

_PARTS = {"profile", "seed", "switches", "accounts", "faults", "recordings"}


@frozen
class Scenario:
    """What a file describes, and what the command line makes of it."""

    profile: str = "reference"
    seed: int | None = None
    switches: Mapping[str, object] = {}
    accounts: tuple[Mapping[str, str], ...] = ()
    faults: tuple[Mapping[str, Any], ...] = ()

    def open(
        self, *, port: int = 0, admin: bool = False, exposed_at: str | None = None
    ) -> tuple[Sandbox, list[Account]]:
        """The exchange it describes, not yet served, and its accounts.

        `exposed_at` is an address at which others than this machine may reach it.
        """
        config = Config.of(self.profile, self.switches)
        host, exposed = exposed_at or "127.0.0.1", exposed_at is not None
        sandbox = Sandbox(
            config, seed=self.seed, host=host, port=port, exposed=exposed, admin=admin
        )
        accounts = [sandbox.create_account(funds) for funds in self.accounts]
        for fault in self.faults:
            details = dict(fault)
            if details.get("times") == 0:
                details["times"] = None
            sandbox.faults.add(**details)
        return sandbox, accounts


def load_scenario(path: Path) -> Scenario:
    """The scenario in a file; a part it cannot have is a ValueError that names it."""
    found = tomllib.loads(path.read_text("utf-8"))
    unknown = sorted(set(found) - _PARTS)
    if unknown:
        raise ValueError(f"{path}: unknown part {unknown[0]!r}: it may have {sorted(_PARTS)}")
    switches = dict(found.get("switches", {}))
    if "recordings" in found:
        switches["recordings"] = {
            pair: load_recording(path.parent / name) for pair, name in found["recordings"].items()
        }
    return Scenario(
        found.get("profile", "reference"),
        found.get("seed"),
        switches,
        tuple(found.get("accounts", ())),
        tuple(found.get("faults", ())),
    )
