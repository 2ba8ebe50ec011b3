"""One run as data: what was measured, where, when and with which versions. It is kept as JSON."""

import datetime as dt
import json
import os
import platform
import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

import attrs

from .measuring import Figures

__all__ = ["FILE", "Record", "here_and_now"]

FILE: Final = Path(__file__).parents[2] / "docs" / "benchmarks.json"
_PACKAGES: Final = (
    "httpx",
    "httptools",
    "msgspec",
    "attrs",
    "aiohttp",
    "uvloop",
    "ccxt",
    "pyupbit",
    "openapi-python-client",
    "openapi-generator-cli",
)

Groups = Mapping[str, Mapping[str, Figures]]


@attrs.frozen
class Record:
    """Everything the report is made of."""

    about: Mapping[str, Any]
    groups: Groups
    growth: Mapping[str, list[dict[str, float]]]

    def updated(self, newer: "Record") -> "Record":
        """Return this record with the groups of `newer` in place of its own."""
        return Record(newer.about, {**self.groups, **newer.groups}, {**self.growth, **newer.growth})

    def save(self) -> None:
        """Keep it for the report to be written again."""
        groups = {
            group: {name: attrs.asdict(figures) for name, figures in cases.items()}
            for group, cases in self.groups.items()
        }
        text = json.dumps({"about": self.about, "groups": groups, "growth": self.growth}, indent=1)
        # Rounds of a case on one line.
        text = re.sub(r"\[\s+([\d.,\s]+?)\s+\]", lambda m: f"[{' '.join(m[1].split())}]", text)
        FILE.write_text(f"{text}\n", encoding="utf-8")

    @classmethod
    def load(cls) -> "Record":
        """Return the run that was kept last."""
        if not FILE.exists():
            return cls({}, {}, {})
        kept = json.loads(FILE.read_text(encoding="utf-8"))
        groups = {
            group: {name: Figures(**figures) for name, figures in cases.items()}
            for group, cases in kept["groups"].items()
        }
        return cls(kept["about"], groups, kept["growth"])


def here_and_now() -> dict[str, Any]:
    """Return date, machine and versions; no name of the machine."""
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "machine": f"{_processor()}, {os.cpu_count()} cores, {platform.system()}",
        "python": platform.python_version(),
        "versions": {name: found for name in _PACKAGES if (found := _version(name))},
    }


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    found = re.search(r"model name\s*:\s*(.+)", text)
    return " ".join(found[1].split()) if found else platform.machine()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
