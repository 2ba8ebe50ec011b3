"""`python -m generator` refuses each broken document before anything is written."""

from pathlib import Path

import pytest

from generator.__main__ import main
from tests.generator.lint.edits import CASES, GOOD, Case

CONFIG = """\
spec = "library.yaml"
package = "library_client"
extension_prefix = "x-library-"
[units]
eur = "EUR"
m = "metres"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with a configuration; the document is written by the test."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "library.toml").write_text(CONFIG, "utf-8")
    return tmp_path


@pytest.mark.parametrize("check", [[], ["--check"]], ids=["generate", "check"])
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_broken_document_ends_in_status_1_its_code_and_its_line(
    project: Path, case: Case, check: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, and not a byte on the disk."""
    (project / "library.yaml").write_bytes(case.text.encode())

    assert main(["--config", "library.toml", *check]) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"library.yaml:{case.line}:")
    assert f": {case.code} " in err.partition("\n")[0]
    assert "    fix " in err
    assert err.endswith("library.yaml: 1 finding\nNothing was written.\n")
    assert {path.name for path in project.iterdir()} == {"library.toml", "library.yaml"}


def test_the_good_document_generates(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What has no findings is written, and is then what a check finds."""
    (project / "library.yaml").write_bytes(GOOD.encode())

    assert main(["--config", "library.toml"]) == 0
    assert capsys.readouterr().out.startswith("library.yaml: 0 findings\n")
    assert (project / "library_client" / "client.py").is_file()
    assert main(["--config", "library.toml", "--check"]) == 0
