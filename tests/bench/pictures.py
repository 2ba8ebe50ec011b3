"""The pictures of the report: what a call costs beside peers, and how cost grows."""

from pathlib import Path
from typing import Any, Final

from .record import Groups, Record

__all__ = ["draw"]

_OURS: Final = "#0b7a5b"
_OTHERS: Final = "#9aa5b1"
_PANELS: Final = (
    ("signed GET", "Signed GET, typed: CPU us a call"),
    ("public GET, 100 in flight", "100 in flight: CPU us a call"),
    ("first signed call", "Process start to first signed call: CPU ms"),
)
_SHOWN: Final = {
    "ours": "ours",
    "httpx, untyped": "httpx",
    "httpx.AsyncClient, untyped": "httpx",
    "aiohttp, untyped": "aiohttp",
    "openapi-python-client": "openapi-python-client",
    "openapi-generator": "openapi-generator",
    "ccxt": "ccxt",
    "raw socket, parses JSON": "raw socket",
}
_THOUSANDS: Final = "first signed call"


def draw(record: Record, folder: Path) -> None:
    """Write benchmarks.svg and benchmarks-growth.svg into `folder`."""
    import matplotlib as mpl  # noqa: PLC0415 - only the report needs it

    mpl.use("svg")
    from matplotlib import pyplot as plt  # noqa: PLC0415 - after its backend is chosen

    # The same figures give the same bytes.
    plt.rcParams.update({"svg.hashsalt": "benchmarks", "svg.fonttype": "none", "font.size": 9})
    folder.mkdir(exist_ok=True)
    if all(name in record.groups for name, _ in _PANELS):
        _save(_beside_peers(plt, record.groups), folder / "benchmarks.svg", plt)
    if record.growth:
        _save(_growing(plt, record), folder / "benchmarks-growth.svg", plt)


def _save(figure: Any, path: Path, plt: Any) -> None:
    figure.savefig(path, format="svg", metadata={"Date": None}, bbox_inches="tight")
    plt.close(figure)
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("".join(f"{line.rstrip()}\n" for line in lines), encoding="utf-8")


def _beside_peers(plt: Any, groups: Groups) -> Any:
    figure, panels = plt.subplots(len(_PANELS), 1, figsize=(7, 6.2))
    for panel, (group, title) in zip(panels, _PANELS, strict=True):
        unit = 1000 if group == _THOUSANDS else 1
        bars = [
            (_SHOWN[name], figures.median_us / unit)
            for name, figures in groups[group].items()
            if name in _SHOWN
        ]
        bars.sort(key=lambda bar: bar[1])
        names = [name for name, _ in bars]
        values = [value for _, value in bars]
        colours = [_OURS if name == "ours" else _OTHERS for name in names]
        drawn = panel.barh(names, values, color=colours)
        panel.bar_label(drawn, labels=[f" {value:,.0f}" for value in values])
        panel.set_title(title, loc="left", fontsize=10)
        panel.invert_yaxis()
        panel.spines[["top", "right", "bottom"]].set_visible(False)
        panel.set_xticks([])
        panel.margins(x=0.12)
    figure.tight_layout()
    return figure


def _growing(plt: Any, record: Record) -> Any:
    figure, panels = plt.subplots(1, 2, figsize=(9, 3.4))
    for name, rows in record.growth.items():
        sizes = [row["size"] for row in rows]
        for panel, column in zip(panels, ("cpu_us", "bytes"), strict=True):
            panel.plot(sizes, [row[column] for row in rows], marker="o", label=name)
    for panel, title in zip(panels, ("CPU us for one", "peak bytes for one"), strict=True):
        panel.set_xscale("log")
        panel.set_yscale("log")
        panel.set_title(title, loc="left", fontsize=10)
        panel.set_xlabel("how many")
        panel.spines[["top", "right"]].set_visible(False)
    panels[1].legend(loc="upper left", bbox_to_anchor=(1.0, 1.0), frameon=False)
    figure.tight_layout()
    return figure
