"""The contract test notices a server that drifts; a sample here, all of them in `make drift`."""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from tests.contract.document import load_document
from tests.contract.plan import follow
from tests.contract.target import built_in
from tests.drift.__main__ import SAMPLE, main
from tests.drift.attempt import NOTHING, attempt
from tests.drift.catalogue import DRIFTS
from tests.drift.drift import CLASSES
from tests.drift.judge import Verdict, judge
from tests.drift.layers import CHEAP, LAYERS
from tests.drift.mutants import EQUIVALENT, mutants
from tests.drift.over import OVER
from tests.drift.report import Report
from tests.drift.shortcut import in_process

pytestmark = pytest.mark.contract
MUTANTS = tuple(name for name in mutants() if name not in EQUIVALENT)[::50]


@pytest.mark.parametrize("name", SAMPLE)
def test_a_drift_is_found(name: str) -> None:
    """By the first of the layers that are expected to."""
    drift = DRIFTS[name]
    made = attempt(drift, drift.layers[0], seed=4)
    assert made.finding, drift.text
    assert not made.crash


@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_found(name: str) -> None:
    """By one of the cheap layers, if it changes anything."""
    verdict = judge(mutants()[name], seeds=(4,), every=False)
    assert verdict.killer or not verdict.changed
    assert verdict.crashes == []


@pytest.mark.parametrize("layer", CHEAP)
def test_a_drift_leaves_nothing_behind(layer: str) -> None:
    """After the worst of drifts the exchange is the right one again."""
    for name in ("nonce_does_not_matter", "last_come_first", "never", "cancel_does_nothing"):
        attempt(DRIFTS[name], "plan", seed=1)
    assert attempt(NOTHING, layer, seed=1).finding == ""


def test_there_are_drifts_of_every_class() -> None:
    """At least 120 in ten classes, each with its own words and a layer that should find it."""
    counts = Counter(drift.group for drift in DRIFTS.values())
    assert tuple(counts) == CLASSES
    assert min(counts.values()) >= 12
    assert counts.total() >= 120
    assert len({drift.text for drift in DRIFTS.values()}) == counts.total()
    assert all(drift.layers and set(drift.layers) <= set(LAYERS) for drift in DRIFTS.values())


def test_there_is_a_mutant_of_every_field() -> None:
    """Every property of every success is dropped and replaced by null, at least."""
    names = set(mutants())
    for place in ("getTicker.price", "listOrders[].id", "listCandles[][5]", "getOrder.status"):
        assert {f"{place} null", f"{place} drop"} <= names
    assert set(EQUIVALENT) <= names
    assert len(names) >= 700


def test_without_sockets_the_same_calls_get_the_same_answers() -> None:
    """The shortcut changes how long a run takes and nothing else."""
    with built_in(3) as target:
        served = follow(target, load_document())
    with in_process(), built_in(3) as target:
        called = follow(target, load_document())
    assert called.statuses == served.statuses
    assert called.findings == served.findings == []


@cache
def _told(name: str, lane: str = "") -> tuple[str, str]:
    drift = DRIFTS[name]
    made = attempt(drift, drift.layers[0], seed=4, lane=lane)
    return made.finding, made.crash


def _same_findings(names: Iterable[str], lane: str) -> None:
    for name in names:
        assert _told(name, lane) == _told(name), name


@pytest.mark.slow
@pytest.mark.parametrize("lane", OVER)
def test_no_lane_of_the_client_hides_a_drift(lane: str) -> None:
    """Calls that travel over it find the same, word for word."""
    _same_findings(SAMPLE[::6], lane)


@pytest.mark.nightly
@pytest.mark.parametrize("lane", OVER)
def test_no_lane_of_the_client_hides_any_drift(lane: str) -> None:
    """Each that has a name."""
    _same_findings(DRIFTS, lane)


def test_a_survivor_is_named_and_fails_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    """A layer that cannot see a drift leaves it alive."""
    assert main(["--only", "cancels_not_counted", "--layer", "plan", "--workers", "1"]) == 1
    shown = capsys.readouterr().out
    assert "SURVIVOR rate limit: cancels_not_counted: Cancels are not counted." in shown
    assert "BELOW TARGET: 0 of 1 named drifts killed, 98% are due" in shown


def test_an_unknown_drift_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2 and its name."""
    assert main(["--only", "no_such_drift"]) == 2
    assert "no_such_drift" in capsys.readouterr().err


def _verdicts(group: str, killed: int, alive: int) -> list[Verdict]:
    killers = ["probes"] * killed + [""] * alive
    return [Verdict(f"{group} {n}", group, "", killer) for n, killer in enumerate(killers)]


def test_a_run_below_its_targets_says_which(tmp_path: Path) -> None:
    """98 % of all, 100 % where money and access are at stake, 97 % of what mutants change."""
    good = Report(named=_verdicts("shape", 98, 2) + _verdicts("money", 20, 0))
    assert list(good.shortfalls()) == []
    bad = Report(named=_verdicts("money", 99, 1), mutants=_verdicts("zero", 9, 1), alarms=["x"])
    for verdict in bad.mutants:
        verdict.changed = 1
    assert list(bad.shortfalls()) == [
        "99 of 100 money killed, 100% are due",
        "9 of 10 effective mutants killed, 97% are due",
        "1 false alarms",
    ]
    bad.write(tmp_path / "reports" / "drift.json")
    assert "SURVIVOR money: money 99" in (tmp_path / "reports/drift.txt").read_text("utf-8")
    assert '"survivors": [\n  "money 99",' in (tmp_path / "reports/drift.json").read_text("utf-8")


@pytest.mark.nightly
@pytest.mark.parametrize("part", ["named", "mutants"])
def test_every_drift_is_found_with_three_seeds(part: str, tmp_path: Path) -> None:
    """As many of them as are due, by all layers together."""
    assert main(["--part", part, "--report", str(tmp_path / "drift.json")]) == 0


@pytest.mark.nightly
@pytest.mark.parametrize("layer", LAYERS)
def test_nothing_is_found_where_nothing_drifts(layer: str, tmp_path: Path) -> None:
    """With 30 seeds on the exchange of both eras."""
    quiet = ("--part", "alarms", "--slow-seeds", "30")
    assert main([*quiet, "--layer", layer, "--report", str(tmp_path / "drift.json")]) == 0
