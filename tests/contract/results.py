"""What a layer of the contract test found, in a form that any report can print."""

from collections import Counter
from collections.abc import Iterable, Mapping

from attrs import Factory, define, frozen

__all__ = ["Finding", "Heard", "LayerResult", "grouped"]


@frozen(order=True)
class Finding:
    """One thing the server did that the contract does not allow."""

    check: str
    """The rule that was broken, in words."""
    operation: str
    """The operationId, or what else was looked at."""
    message: str
    sample: str = ""
    """The call and its answer, without credentials."""


@frozen
class Heard:
    """One call and its answer as bytes; headers that were sent hold credentials and stay out."""

    method: str
    url: str
    sent: bytes
    status: int
    headers: Mapping[str, str]
    body: bytes


@define
class LayerResult:
    """One layer's run over the server."""

    name: str
    calls: int = 0
    seconds: float = 0.0
    parts: Counter[str] = Factory(Counter)
    """Calls by the layer's own parts, such as the phases of schemathesis."""
    statuses: dict[str, Counter[int]] = Factory(dict)
    """HTTP statuses seen, by operationId."""
    findings: list[Finding] = Factory(list)
    skipped: list[str] = Factory(list)
    """What was left out, and why."""
    traffic: list[Heard] = Factory(list)
    """All calls in their order, where the target is recorded."""
    marks: set[tuple[str, ...]] = Factory(set)
    """What was exercised of the document, where the target is metered."""

    def saw(self, operation: str, status: int, times: int = 1) -> None:
        """Count an answer."""
        self.calls += times
        self.statuses.setdefault(operation, Counter())[status] += times


def grouped(findings: Iterable[Finding]) -> list[tuple[Finding, int]]:
    """The first finding of each check and operation, with how often it came."""
    first: dict[tuple[str, str], Finding] = {}
    times: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        place = (finding.check, finding.operation)
        first.setdefault(place, finding)
        times[place] += 1
    return [(finding, times[place]) for place, finding in first.items()]
