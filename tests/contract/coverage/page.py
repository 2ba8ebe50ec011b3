"""The page for people: per operation what was exercised, and all that was found."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path

from attrs import frozen
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..report import layer_line
from ..results import LayerResult, grouped
from .extent import UNREACHED, Extent, Mark
from .score import scores

__all__ = ["write_page"]

_environment = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@frozen
class _Keyword:
    name: str
    kept: bool
    broken: bool


@frozen
class _Parameter:
    name: str
    sent: bool
    keywords: list[_Keyword]


@frozen
class _Operation:
    """One operation as the page shows it."""

    name: str
    call: str
    calls: int
    statuses: list[tuple[str, int, bool]]
    """Status, how often it came, and whether it is documented."""
    parameters: list[_Parameter]
    answers: list[tuple[str, bool]]
    """Keywords of its answers, and whether each was held against one."""
    links: list[tuple[str, bool]]

    @property
    def missing(self) -> int:
        """How many documented things were not exercised."""
        sent = [k.kept and k.broken for p in self.parameters for k in p.keywords]
        there = [p.sent for p in self.parameters] + [seen for _, seen in self.answers + self.links]
        statuses = [times > 0 for _, times, documented in self.statuses if documented]
        return [*sent, *there, *statuses].count(False)


def write_page(  # noqa: PLR0917  all that a run is
    path: Path,
    what: str,
    results: Sequence[LayerResult],
    extent: Extent,
    marks: Collection[Mark],
    accepted: Sequence[str],
    moment: datetime,
) -> None:
    """Write one HTML file that needs nothing else."""
    findings = [finding for result in results for finding in result.findings]
    page = _environment.get_template("page.html.j2").render(
        what=what,
        moment=moment.strftime("%Y-%m-%d %H:%M UTC"),
        holds=not findings,
        scores=scores(extent, marks),
        operations=[_operation(name, results, extent, marks) for name in extent.operations],
        findings=grouped(findings),
        accepted=list(dict.fromkeys(accepted)),
        layers=[layer_line(result) for result in results],
        skipped=list(dict.fromkeys(line for result in results for line in result.skipped)),
        unreached=UNREACHED,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, "utf-8")


def _operation(
    name: str, results: Sequence[LayerResult], extent: Extent, marks: Collection[Mark]
) -> _Operation:
    came: Counter[str] = Counter()
    for result in results:
        came.update({str(status): n for status, n in result.statuses.get(name, {}).items()})
    documented = [mark[2] for mark in extent.of("status", name)]
    return _Operation(
        name=name,
        call=extent.operations[name],
        calls=came.total(),
        statuses=[
            (status, came[status], status in documented) for status in sorted({*documented, *came})
        ],
        parameters=_parameters(name, extent, marks),
        answers=[(f"{m[2]}: {m[3]}", m in marks) for m in extent.of("answer", name)],
        links=[(mark[3], mark in marks) for mark in extent.of("link", name)],
    )


def _parameters(name: str, extent: Extent, marks: Collection[Mark]) -> list[_Parameter]:
    """The parameters, and the body as one more after its fields."""
    sent = {mark[2]: mark in marks for mark in extent.of("parameter", name)}
    places = [*sent, *(["body"] if any(place.startswith("body ") for place in sent) else [])]
    return [
        _Parameter(
            place,
            sent.get(place, True),
            [
                _Keyword(mark[3], mark in marks, ("broken", *mark[1:]) in marks)
                for mark in extent.of("kept", name)
                if mark[2] == place
            ],
        )
        for place in places
    ]
