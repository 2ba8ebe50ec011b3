"""`make engines` compares what several releases of the engine lead to."""

from importlib.metadata import version
from pathlib import Path

import pytest

from scripts import engines

COMMITTED = {"client/a.py": "one\ntwo\n", "client/b.py": ""}


def test_the_pinned_release_is_among_those_that_are_tried() -> None:
    """It is the installed one, and the others are other ones."""
    assert engines.pinned(engines.ENGINE) == version(engines.ENGINE)
    assert engines.pinned(engines.ENGINE) not in engines.RELEASES
    assert len(engines.RELEASES) >= 3


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (COMMITTED, "same bytes"),
        (
            COMMITTED | {"client/a.py": "one\n2\n"},
            "1 file differs; client/a.py begins with -two / +2",
        ),
        ({}, "2 files differ; client/a.py begins with -one / -two"),
    ],
)
def test_a_difference_is_told_by_its_first_lines(made: dict[str, str], said: str) -> None:
    """Enough to know where to look."""
    assert engines.compared(COMMITTED, made) == said


def test_a_release_that_cannot_be_installed_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are tried all the same."""

    def refused(_command: list[str]) -> str:
        raise engines.EngineError("no such release")

    monkeypatch.setattr(engines, "run", refused)
    assert engines.tried("0.0.1", tmp_path) == "no output: no such release"
    assert capsys.readouterr().out == "openapi-python-client 0.0.1: no output: no such release\n"
