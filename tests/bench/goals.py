"""What was asked of the figures, as data: the report says of each if this run met it."""

from collections.abc import Mapping
from typing import Final, Literal

import attrs

from .measuring import Figures, ratio

__all__ = ["GOALS", "Goal", "Verdict", "judge"]

Kind = Literal["instructions", "cpu", "extra ms"]


@attrs.frozen
class Goal:
    """One case of a group compared with another, and the most that it may cost."""

    group: str
    case: str
    against: str
    kind: Kind
    """Ratio of instructions, ratio of CPU time, or milliseconds of CPU time on top of it."""
    at_most: float


@attrs.frozen
class Verdict:
    """What came of a goal in one run."""

    goal: Goal
    measured: float

    @property
    def met(self) -> bool:
        """Whether the run stayed within it."""
        return self.measured <= self.goal.at_most


def judge(results: Mapping[str, Mapping[str, Figures]]) -> list[Verdict]:
    """Return a verdict for each goal that this run has figures for."""
    verdicts = []
    for goal in GOALS:
        group = results.get(goal.group, {})
        one, other = group.get(goal.case), group.get(goal.against)
        measured = None if one is None or other is None else _measured(goal.kind, one, other)
        if measured is not None:
            verdicts.append(Verdict(goal, measured))
    return verdicts


def _measured(kind: Kind, one: Figures, other: Figures) -> float | None:
    if kind == "cpu":
        return ratio(one, other).median
    if kind == "extra ms":
        return (one.median_us - other.median_us) / 1000
    if one.instructions is None or other.instructions is None:
        return None
    return one.instructions / other.instructions


_GET: Final = "signed GET"
_POST: Final = "signed POST"
_HTTPX: Final = "httpx, untyped"
_OPC: Final = "openapi-python-client"
_RAW: Final = "raw socket, parses JSON"
_LINE: Final = "waiting in line"
_DIGEST: Final = "hmac.digest, for scale"

GOALS: Final = (
    Goal(_GET, "ours", _HTTPX, "instructions", 0.10),
    Goal(_GET, "ours", _HTTPX, "cpu", 0.20),
    Goal(_GET, "ours", "ccxt", "cpu", 0.15),
    Goal(_GET, "ours", _RAW, "instructions", 2.5),
    Goal(_GET, "ours", _RAW, "cpu", 2.5),
    Goal(_GET, "ours, lanes of one process", _RAW, "cpu", 2.5),
    Goal(_POST, "ours", _HTTPX, "instructions", 0.15),
    Goal(_POST, "ours", _HTTPX, "cpu", 0.25),
    *(
        Goal(f"public GET, {count} in flight", "ours", against, "cpu", most)
        for count in (20, 100)
        for against, most in (("httpx.AsyncClient, untyped", 0.06), ("aiohttp, untyped", 0.6))
    ),
    Goal("idle connections", "ours, 100 idle", "ours, 1 idle", "cpu", 1.1),
    Goal(_GET, "ours, injected GopaxTransport", _HTTPX, "instructions", 0.20),
    Goal(_GET, "ours, own httpx.Client", _HTTPX, "instructions", 0.85),
    *(
        Goal(f"decode {what}", "ours, exact", against, "cpu", most)
        for what, of_opc, of_ccxt in (
            ("200 statistics", 0.60, 0.10),
            ("100 trades", 0.45, 0.10),
            ("1,000 orders", 0.40, 0.10),
            ("book of 10,000", 1.2, 0.6),
            ("1,440 candles", 1.2, 0.10),
        )
        for against, most in ((_OPC, of_opc), ("ccxt", of_ccxt))
    ),
    Goal("import", "gopax_ext", "bare Python", "extra ms", 15.0),
    Goal("first signed call", "ours", _OPC, "cpu", 0.40),
    Goal("first signed call", "ours", "ccxt", "cpu", 0.25),
    Goal("generation", "ours", _OPC, "cpu", 3.0),
    Goal("exchange over HTTP", "signed read", "bare ASGI app", "cpu", 4.0),
    Goal("signature", "ours", "the reference's Python sample", "cpu", 0.55),
    # 3 and 12 microseconds where hmac.digest takes 2.6.
    Goal(_LINE, "lane and slot of one process", _DIGEST, "cpu", 3 / 2.6),
    Goal(_LINE, "lane and slot in files", _DIGEST, "cpu", 12 / 2.6),
)
