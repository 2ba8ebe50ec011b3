"""docs/benchmarks.md and its Korean twin: prose from templates, every figure from one run."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from . import every_case
from .cases import groups
from .goals import Verdict, judge
from .growth import SCALES
from .measuring import Figures, ratio
from .pictures import draw
from .record import Record

__all__ = ["PAGES", "render", "write"]

_DOCS: Final = Path(__file__).parents[2] / "docs"
_TEMPLATES: Final = Path(__file__).parent / "pages"
PAGES: Final = ("benchmarks.md", "benchmarks.ko.md")
"""What is written, by its name below docs/."""


def write(record: Record) -> None:
    """Write both pages and their pictures."""
    for page in PAGES:
        (_DOCS / page).write_text(render(page, record), encoding="utf-8")
    draw(record, _DOCS / "images")


def render(page: str, record: Record) -> str:
    """Return a page as text."""
    every_case()
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=False,  # noqa: S701 - Markdown of our own figures
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template(f"{page}.jinja").render(
        about=record.about,
        rounds=_rounds(record),
        goals=[_goal(verdict) for verdict in judge(record.groups)],
        groups={name: _rows(record.groups[name]) for name in groups() if name in record.groups},
        growth={name: _growth(name, rows) for name, rows in record.growth.items()},
    )


def _rounds(record: Record) -> str:
    counts = {len(each.cpu_us) for cases in record.groups.values() for each in cases.values()}
    return " - ".join(str(count) for count in sorted({min(counts), max(counts)}))


def _goal(verdict: Verdict) -> dict[str, Any]:
    goal = verdict.goal
    digits = 1 if goal.kind == "extra ms" or goal.at_most >= 2 else 2
    return {
        "group": goal.group,
        "case": goal.case,
        "against": goal.against,
        "kind": goal.kind,
        "at_most": f"{goal.at_most:.{digits}f}",
        "measured": f"{verdict.measured:.{digits + 1}f}",
        "met": verdict.met,
    }


def _rows(cases: Mapping[str, Figures]) -> list[dict[str, str]]:
    first = next(iter(cases.values()))
    rows = []
    for name, figures in cases.items():
        compared = ratio(figures, first)
        counted = figures.instructions and first.instructions
        rows.append(
            {
                "name": name,
                "cpu": _us(figures.median_us),
                "ratio": f"{compared.median:.3f}",
                "spread": f"{compared.low:.3f} - {compared.high:.3f}",
                "instructions": f"{figures.instructions:,}" if counted else "",
                "instruction_ratio": (
                    f"{figures.instructions / first.instructions:.3f}" if counted else ""
                ),
            }
        )
    return rows


def _us(microseconds: float) -> str:
    return f"{microseconds:,.0f}" if microseconds >= 1000 else f"{microseconds:,.1f}"


def _growth(name: str, rows: list[dict[str, float]]) -> dict[str, Any]:
    return {
        "unit": SCALES[name].unit,
        "rows": [
            {
                "size": f"{int(row['size']):,}",
                "cpu": f"{row['cpu_us']:,.2f}",
                "bytes": f"{int(row['bytes']):,}",
                "total_mb": f"{row['bytes'] * row['size'] / 1e6:,.1f}",
            }
            for row in rows
        ],
    }
