"""What was found is told to people and machines; what is accepted has a reason and an end."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from .__main__ import main
from .accepted import read_accepted, sift
from .junit import write_junit
from .report import failures
from .results import Finding, LayerResult
from .target import UsageError

FINDING = Finding("a rule", "getTicker", "bid 2, ask 1", "GET /x\n-> 200 {}\x00")
OTHER = Finding("a rule", "getStats", "low above high")
ACCEPTED = """
[[deviation]]
check = "a rule"
operation = "getTicker"
reason = "known since spring"
until = 2027-03-31
"""


def _accepted(path: Path, text: str = ACCEPTED) -> Path:
    path.write_text(text)
    return path


def test_an_accepted_deviation_is_no_failure_until_its_last_day(tmp_path: Path) -> None:
    """On the day after it is one again."""
    deviations = read_accepted(_accepted(tmp_path / "a.toml"))
    left, met = sift([FINDING, OTHER], deviations, date(2027, 3, 31))
    assert left == [OTHER]
    assert met == ["accepted until 2027-03-31: a rule: getTicker (known since spring)"]
    assert sift([FINDING], deviations, date(2027, 4, 1)) == ([FINDING], [])


@pytest.mark.parametrize("gone", ["reason", "until", "check"])
def test_a_deviation_without_reason_or_end_is_refused(tmp_path: Path, gone: str) -> None:
    """The file and what it lacks are named, before anything is called."""
    text = "\n".join(line for line in ACCEPTED.splitlines() if not line.startswith(gone))
    path = _accepted(tmp_path / "a.toml", text)
    with pytest.raises(UsageError, match=gone):
        read_accepted(path)
    assert main(["--accepted", str(path)]) == 2


def test_the_report_for_machines_names_every_failure(tmp_path: Path) -> None:
    """One case an operation that passed, one with a failure for each check that did not hold."""
    result = LayerResult("probes", findings=[FINDING, FINDING])
    result.saw("getTicker", 200)
    result.saw("listAssets", 200)
    write_junit(tmp_path / "reports" / "contract.xml", [result])
    suite = ET.parse(tmp_path / "reports" / "contract.xml").getroot()[0]  # noqa: S314  our own
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("2", "1")
    assert [case.attrib["name"] for case in suite] == ["listAssets", "getTicker: a rule"]


def test_the_report_for_people_shows_the_first_of_each_kind() -> None:
    """With how often it came, the call and its answer."""
    shown = "\n".join(failures([FINDING, FINDING, OTHER]))
    assert "FAILURE a rule: getTicker (2 times)\n  bid 2, ask 1\n    GET /x" in shown
    assert shown.count("FAILURE") == 2
