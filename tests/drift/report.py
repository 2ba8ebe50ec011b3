"""The kill table: what was found, by class and layer, and what survived, by name."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import asdict, define, field

from .judge import Verdict
from .layers import LAYERS
from .mutants import EQUIVALENT

__all__ = ["Report"]

_ALL_OF = ("authentication", "money", "lifecycle", "errors and status")
"""Classes of which no drift may survive."""
_NAMED = 0.98
_MUTANTS = 0.97


@define
class Report:
    """All verdicts of a run."""

    named: list[Verdict] = field(factory=list)
    mutants: list[Verdict] = field(factory=list)
    alarms: list[str] = field(factory=list)
    """What was found on the exchange that does not drift."""
    quiet_runs: int = 0
    """Runs over the exchange that does not drift."""
    quiet_seconds: float = 0.0
    """Their processor time."""
    seconds: float = 0.0
    """From beginning to end."""

    @property
    def all(self) -> list[Verdict]:
        """Of drifts and mutants."""
        return [*self.named, *self.mutants]

    @property
    def effective(self) -> list[Verdict]:
        """Mutants that change an answer, in a way that breaks a promise."""
        return [v for v in self.mutants if v.changed and v.name not in EQUIVALENT]

    @property
    def cpu_seconds(self) -> float:
        """Processor time of all attempts."""
        return self.quiet_seconds + sum(verdict.seconds for verdict in self.all)

    def shortfalls(self) -> Iterator[str]:
        """Each target that was missed, in words."""
        yield from _short("named drifts", self.named, _NAMED)
        for name in _ALL_OF:
            yield from _short(name, [v for v in self.named if v.group == name], 1.0)
        yield from _short("effective mutants", self.effective, _MUTANTS)
        if self.alarms:
            yield f"{len(self.alarms)} false alarms"

    def lines(self) -> Iterator[str]:
        """The tables and the survivors, for people."""
        if self.named:
            yield from _table("class", self.named)
            yield ""
        if self.mutants:
            yield from _table("mutants", self.effective)
            silent = sum(not verdict.changed for verdict in self.mutants)
            same = sum(v.name in EQUIVALENT for v in self.mutants)
            yield f"  besides: {silent} change nothing, {same} break no promise:"
            yield from (f"  {name}: {reason}" for name, reason in EQUIVALENT.items())
            yield ""
        yield from self._remarks()
        if self.quiet_runs:
            yield f"false alarms: {len(self.alarms)} in {self.quiet_runs} runs without a drift"
        yield from (f"  FALSE ALARM {alarm}" for alarm in self.alarms)
        yield from (f"BELOW TARGET: {text}" for text in self.shortfalls())

    def _remarks(self) -> Iterator[str]:
        for verdict in (*self.named, *self.effective):
            if not verdict.killer:
                luck = f" (with some seeds: {', '.join(verdict.unstable)})" * bool(verdict.unstable)
                yield f"SURVIVOR {verdict.group}: {verdict.name}: {verdict.text}{luck}"
            for crash in verdict.crashes:
                yield f"CRASH {verdict.name}: {crash}"
            if verdict.missed:
                yield f"weaker than expected: {verdict.name}: {', '.join(verdict.missed)}"

    def write(self, path: Path) -> None:
        """Everything for programs, and beside it the tables for people."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.with_suffix(".txt").write_text("\n".join((*self.lines(), "")), "utf-8")
        whole = {
            "named": _figures(self.named),
            "mutants": _figures(self.effective),
            "survivors": [v.name for v in (*self.named, *self.effective) if not v.killer],
            "shortfalls": list(self.shortfalls()),
            "alarms": self.alarms,
            "quiet_runs": self.quiet_runs,
            "seconds": round(self.seconds, 1),
            "cpu_seconds": round(self.cpu_seconds, 1),
            "equivalent": dict(EQUIVALENT),
            "verdicts": [asdict(verdict) for verdict in self.all],
        }
        path.write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _killed(verdicts: Sequence[Verdict]) -> int:
    return sum(bool(verdict.killer) for verdict in verdicts)


def _short(what: str, verdicts: Sequence[Verdict], share: float) -> Iterator[str]:
    killed = _killed(verdicts)
    if killed < share * len(verdicts):
        yield f"{killed} of {len(verdicts)} {what} killed, {share:.0%} are due"


def _figures(verdicts: Sequence[Verdict]) -> Mapping[str, int]:
    return {"tried": len(verdicts), "killed": _killed(verdicts)}


def _table(head: str, verdicts: Sequence[Verdict]) -> Iterator[str]:
    """One line a class; a layer counts what it found with the first seed."""
    yield f"{head:<18}{'tried':>7}{'killed':>8}{'':>7}" + "".join(f"{n:>14}" for n in LAYERS)
    groups = list(dict.fromkeys(verdict.group for verdict in verdicts))
    for name in [*groups, "all"]:
        rows = [v for v in verdicts if name in {v.group, "all"}]
        share = f"{_killed(rows) / len(rows):.1%}" if rows else ""
        found = [sum(layer in v.layers for v in rows) for layer in LAYERS]
        counts = "".join(f"{count:>14}" for count in found)
        yield f"{name[:17]:<18}{len(rows):>7}{_killed(rows):>8}{share:>7}{counts}"
