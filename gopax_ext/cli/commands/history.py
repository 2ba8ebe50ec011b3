"""Datasets of candles and trades: download, verify, export."""

import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import attrs
import typer

from gopax_generated.errors import ArgumentError

from ..completion import complete_pair
from ..define import command
from ..messages import say
from ..options import Interval
from ..output.answers import Answer, columns
from ..output.zones import moment
from ..run import Run
from ..spans import Span, minutes_of
from .market import Until

if TYPE_CHECKING:
    from collections.abc import Generator

    from ...history.download import Watcher
    from ...history.folder import Downloaded, History
    from ...history.plan import Plan
    from ...history.series import Series

__all__ = ["download", "export_rows", "verify"]

Pairs = Annotated[list[str], typer.Argument(help=say("option.pairs"), autocompletion=complete_pair)]
OnePair = Annotated[str, typer.Argument(help=say("option.pair"), autocompletion=complete_pair)]
Folder = Annotated[Path, typer.Argument(help=say("option.folder"))]
From = Annotated[str, typer.Option("--since", help=say("option.from"))]
Since = Annotated[str | None, typer.Option("--since", help=say("option.from"))]
IntoFolder = Annotated[Path, typer.Option("--output", "-o", help=say("option.folder"))]
IntoFile = Annotated[Path, typer.Option("--output", "-o", help=say("option.export"))]
Instead = Annotated[bool, typer.Option("--trades", help=say("option.trades"))]
PlanAlone = Annotated[bool, typer.Option("--plan", help=say("option.plan"))]
Online = Annotated[bool, typer.Option("--online", help=say("option.online"))]
Timeout = Annotated[float | None, typer.Option("--timeout", help=say("option.timeout"))]


@command("history download", safety="reads")
def download(
    run: Run,
    pairs: Pairs,
    *,
    interval: Interval = "1m",
    since: From,
    until: Until = None,
    output: IntoFolder = Path("data"),
    trades: Instead = False,
    plan: PlanAlone = False,
    timeout: Timeout = None,
) -> Answer | None:
    """Fetch what is missing of candles or trades of some pairs."""
    from ...history import History
    from ...history.packages import load
    from ...history.series import Series

    load("pyarrow.parquet")
    names = [run.pair(pair) for pair in pairs]
    minutes = minutes_of(interval)
    wanted = [Series.trades(n) if trades else Series.candles(n, minutes) for n in names]
    span = Span.read(since, until, interval=interval, rows=1, zone=run.zone)
    client = _client(run, timeout)
    history = History(output)
    times = (_ms(span.start), _ms(span.end))
    if plan:
        _tell_plan(run, history.plan(wanted, times, **client))
        return None
    try:
        with _watching(run) as watcher:
            done = history.get(wanted, times, watcher, **client)
    except KeyboardInterrupt:
        run.note(say("history.stopped"))
        raise
    return _downloaded(history, done, output)


def _downloaded(history: "History", done: "Downloaded", folder: Path) -> Answer:
    rows: list[tuple[Any, ...]] = []
    for each in done.done:
        stored = history.stored(each.series)
        rows.append((each.series.pair, _kind(each.series), each.rows, stored.rows, stored.files))
    heads = columns(pair="text", series="text", added="number", stored="number", files="number")
    answer = Answer(heads, rows)
    return attrs.evolve(
        answer,
        document={
            "folder": str(folder),
            "calls": done.calls,
            "doubles": done.doubles,
            "lost": list(done.plan.lost),
            "series": answer.records(),
        },
        note=say(
            "history.done",
            rows=f"{sum(each.rows for each in done.done):,}",
            calls=f"{done.calls:,}",
            seconds=f"{done.seconds:.1f}",
            folder=folder,
        ),
    )


@command("history verify", safety="reads")
def verify(
    run: Run,
    folder: Folder,
    *,
    online: Online = False,
    since: Since = None,
    until: Until = None,
    timeout: Timeout = None,
) -> Answer:
    """Read every file again, and compare with the exchange if asked to."""
    from ...history import History

    history = History(folder)
    reports, findings = history.verify()
    for finding in findings:
        run.note(
            say(
                "history.finding",
                file=finding.file,
                problem=finding.problem,
                detail=finding.detail,
            )
        )
    compared = _compare(run, history, since, until, timeout) if online else []
    rows = [
        (
            each.series.pair,
            _kind(each.series),
            each.files,
            each.rows,
            _time(each.first_ms),
            _time(each.last_ms),
            each.gaps,
            each.empty,
            len(each.holes),
        )
        for each in reports
    ]
    heads = columns(
        pair="text",
        series="text",
        files="number",
        rows="number",
        first="time",
        last="time",
        gaps="number",
        empty="number",
        holes="number",
    )
    wrong = len(findings) + sum(not each["equal"] for each in compared)
    answer = Answer(heads, rows, exit_code=1 if wrong else 0)
    document: dict[str, Any] = {
        "sound": not wrong,
        "series": answer.records(),
        "findings": [
            {"file": each.file, "problem": each.problem, "detail": each.detail} for each in findings
        ],
        "compared": compared,
    }
    note = say("history.damaged", count=wrong) if wrong else say("history.sound")
    return attrs.evolve(answer, document=document, note=note)


@command("history export", safety="local")
def export_rows(
    run: Run,
    folder: Folder,
    pair: OnePair,
    *,
    interval: Interval = "1m",
    since: Since = None,
    until: Until = None,
    output: IntoFile,
    trades: Instead = False,
) -> Answer:
    """Write a range of one series to one file."""
    from ...history import History
    from ...history.series import Series

    name = run.pair(pair)
    series = Series.trades(name) if trades else Series.candles(name, minutes_of(interval))
    times = _bounds(since, until, run)
    count = History(folder).export(series, output, start=times[0], end=times[1], zone=run.zone)
    return Answer(
        columns(file="text", rows="number"),
        [(str(output), count)],
        single=True,
        note=say("file.written", path=str(output), rows=count),
    )


def _compare(
    run: Run, history: "History", since: str | None, until: str | None, timeout: float | None
) -> list[dict[str, Any]]:
    start, end = _bounds(since, until, run)
    found: list[dict[str, Any]] = []
    for each in history.compare(start=start, end=end, **_client(run, timeout)):
        values = {
            "series": str(each.series),
            "rows": each.rows,
            "missing": each.missing,
            "extra": each.extra,
            "different": each.different,
            "first": each.first or None,
        }
        equal = each.equal
        run.note(say("history.compared", **values) if equal else say("history.differs", **values))
        found.append({**values, "equal": equal})
    return found


def _client(run: Run, timeout: float | None) -> dict[str, Any]:
    base_url = run.exchange
    run.tell_where()
    return {"base_url": base_url, **({"deadline": timeout} if timeout else {})}


def _bounds(
    since: str | None, until: str | None, run: Run
) -> tuple[datetime | None, datetime | None]:
    if since is None and until is None:
        return None, None
    if since is None:
        raise ArgumentError(say("mistake.until"), fix=say("fix.time"))
    span = Span.read(since, until, interval="1m", rows=1, zone=run.zone)
    return span.start, span.end if until else None


@contextmanager
def _watching(run: Run) -> "Generator[Watcher]":
    from ..history_progress import LineProgress, bars

    if run.draws_progress:
        from ..output.terminal import console_on

        with bars(console_on(sys.stderr), lambda plan: _tell_plan(run, plan)) as watcher:
            yield watcher
    else:
        yield LineProgress(run.remark, lambda plan: _tell_plan(run, plan))


def _tell_plan(run: Run, plan: "Plan") -> None:
    from ..history_progress import clock_text

    if plan.lost:
        run.remark(say("history.lost", files=", ".join(plan.lost)))
    values: dict[str, Any] = {
        "series": ", ".join(str(task.series) for task in plan.tasks),
        "rows": f"{plan.rows:,}",
        "calls": f"{plan.calls:,}",
        "time": clock_text(plan.seconds),
        "rate": plan.rate,
    }
    if not plan.exact:
        run.remark(say("history.plan_about", **values))
        return
    start = min(task.wanted[0] for task in plan.tasks)
    end = max(task.wanted[1] for task in plan.tasks)
    span = say("range", start=moment(_at(start), run.zone), end=moment(_at(end), run.zone))
    run.remark(say("history.plan", span=span, **values))


def _kind(series: "Series") -> str:
    return str(series).rpartition(" ")[2]


def _ms(time: datetime) -> int:
    return int(time.timestamp() * 1000)


def _at(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)


def _time(ms: int | None) -> datetime | None:
    return None if ms is None else _at(ms)
