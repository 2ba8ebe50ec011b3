"""The report for people: what was called, what came back, what was wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from .document import nodes
from .results import Finding, LayerResult, grouped

__all__ = ["failures", "layer_line", "statuses_table"]


def statuses_table(document: Mapping[str, Any], results: Sequence[LayerResult]) -> list[str]:
    """One line an operation: how often it was called and which statuses came back."""
    seen: dict[str, Counter[int]] = {}
    for result in results:
        for operation, statuses in result.statuses.items():
            seen.setdefault(operation, Counter()).update(statuses)
    lines = []
    for method, path, node in nodes(document):
        statuses = seen.get(node["operationId"], Counter())
        shown = "  ".join(f"{_status(s)} x{statuses[s]}" for s in sorted(statuses))
        call = f"{method} {path}"
        lines.append(f"  {call:<42}{statuses.total():>6}  {shown or 'not called'}")
    return lines


def layer_line(result: LayerResult) -> str:
    """One line on what a layer did and found."""
    parts = ", ".join(f"{name} {count}" for name, count in result.parts.items())
    failed = len(grouped(result.findings))
    verdict = "no failures" if not failed else f"{failed} FAILURES"
    return (
        f"{result.name}: {result.calls} calls in {result.seconds:.1f} s"
        f"{f' ({parts})' if parts else ''}: {verdict}"
    )


def failures(findings: Sequence[Finding]) -> list[str]:
    """Each kind of failure once, with its first example."""
    lines: list[str] = []
    for finding, times in grouped(findings):
        often = f" ({times} times)" if times > 1 else ""
        lines += ["", f"FAILURE {finding.check}: {finding.operation}{often}"]
        lines += [f"  {line}" for line in finding.message.splitlines() if line.strip()]
        lines += [f"    {line}" for line in finding.sample.splitlines()]
    return lines


def _status(status: int) -> str:
    return str(status) if status else "none"
