"""`python -m generator.diff` compares files and revisions, and judges a version step."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.diff.__main__ import main
from tests.generator.diff.conftest import CONFIG, Run, write
from tests.generator.diff.shop import SPEC, edited

ROOT = Path(__file__).resolve().parents[3]
NARROW = edited(("maximum: 100,", "maximum: 50,"))
REWORDED = edited(("description: One item.", "description: Exactly one item."))
CALL = ("--config", "generator/shop.toml", "--client", "Shop")


def run(*arguments: str) -> int:
    """The exit status of the command."""
    return main([*arguments, *CALL])


@pytest.mark.usefixtures("project")
def test_a_commit_is_compared_with_the_working_tree(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a release, the working tree is held against the last commit."""
    write({"api/shop.yaml": NARROW})
    assert run() == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[2].startswith("- **Breaking:** `Shop.list_items(limit=...)`")
    assert err.startswith("HEAD -> the working tree: 1 breaking")


@pytest.mark.usefixtures("project")
def test_the_last_release_is_what_a_changelog_starts_from(
    git: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Commits since the last version tag count, and other tags do not."""
    git("tag", "v0.1.0")
    write({"api/shop.yaml": NARROW})
    git("commit", "--quiet", "--all", "--message=narrow")
    git("tag", "vacation")
    assert run() == 0
    out, err = capsys.readouterr()
    assert "narrowed" in out
    assert err.startswith("v0.1.0 -> the working tree")


@pytest.mark.usefixtures("project")
def test_two_revisions_are_compared(git: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Tags, branches and hashes all do, whatever lies in the working tree."""
    first = git("rev-parse", "--short", "HEAD")
    write({"api/shop.yaml": NARROW})
    git("commit", "--quiet", "--all", "--message=narrow")
    write({"api/shop.yaml": "broken: ["})
    assert run(first, "main") == 0
    assert "narrowed" in capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_two_files_are_compared(capsys: pytest.CaptureFixture[str]) -> None:
    """No repository is needed for that."""
    write({"old.yaml": NARROW, "new.yaml": SPEC})
    assert run("old.yaml", "new.yaml", "--json") == 0
    (change,) = json.loads(capsys.readouterr().out)["changes"]
    assert change["impact"] == "additive"


@pytest.mark.usefixtures("project")
def test_no_difference_prints_nothing_to_paste(capsys: pytest.CaptureFixture[str]) -> None:
    """The line that says so is for the reader, not for the changelog."""
    assert run() == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "no version step is demanded" in err


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("text", "version", "status"),
    [
        (NARROW, "0.1.0", 1),
        (NARROW, "0.1.1", 1),
        (NARROW, "0.2.0", 0),
        (REWORDED, "0.1.0", 1),
        (REWORDED, "0.1.1", 0),
        (SPEC, "0.1.0", 0),
    ],
)
def test_a_step_that_is_too_small_fails(text: str, version: str, status: int) -> None:
    """Both versions are read from where the build reads them."""
    write({"api/shop.yaml": text, "shop_ext/_version.py": f'__version__ = "{version}"\n'})
    assert run("HEAD", "--check-version") == status


@pytest.mark.usefixtures("project")
def test_before_the_first_release_no_step_is_demanded() -> None:
    """There is no version yet that a step could start from."""
    write({"api/shop.yaml": NARROW})
    assert run("--check-version") == 0


@pytest.mark.usefixtures("project")
def test_after_a_release_the_step_starts_from_it(git: Run) -> None:
    """Several commits later too."""
    git("tag", "v0.1.0")
    write({"api/shop.yaml": NARROW})
    git("commit", "--quiet", "--all", "--message=narrow")
    assert run("--check-version") == 1


@pytest.mark.usefixtures("project")
def test_a_step_may_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    """Two versions on the command line win over those of the project."""
    write({"api/shop.yaml": NARROW})
    assert run("HEAD", "api/shop.yaml", "--check-version", "1.0.0", "1.1.0") == 1
    said = capsys.readouterr().err
    assert "1.0.0 -> 1.1.0 is a minor step, and a major step is demanded" in said
    assert run("HEAD", "api/shop.yaml", "--check-version", "1.0.0", "2.0.0") == 0


@pytest.mark.usefixtures("project")
def test_the_arguments_of_then_are_those_of_then(
    git: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the configuration decides about a call is compared too."""
    write({"generator/shop.toml": CONFIG + '[positional]\nplaceOrder = ["kind"]\n'})
    git("commit", "--quiet", "--all", "--message=positional")
    assert run("HEAD~1", "HEAD") == 0
    out = capsys.readouterr().out
    assert "`Shop.place_order(kind)`, `OrderRequest.kind`: may be given without its name" in out


@pytest.mark.usefixtures("project")
def test_a_configuration_of_then_that_says_nothing_today_is_noted(
    git: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """An old revision stays comparable after the configuration has grown."""
    write({"generator/shop.toml": CONFIG + "[formerly]\nx = 1\n"})
    git("commit", "--quiet", "--all", "--message=formerly")
    write({"generator/shop.toml": CONFIG})
    assert run("HEAD") == 0
    assert "note: HEAD: read with today's configuration, because shop.toml: `formerly`" in (
        capsys.readouterr().err
    )


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["v9"], "'v9' is neither a file here nor a revision that git knows"),
        (["--", "-p"], "'-p' is neither a file here nor a revision that git knows"),
        (["HEAD", "bad.yaml"], "bad.yaml:1: not YAML"),
        (["HEAD", "empty.yaml"], "empty.yaml: "),
        (["HEAD", "float.yaml"], "float.yaml:"),
        (["HEAD", "--check-version", "1.0"], "--check-version takes two versions or none, not 1"),
        (["HEAD", "--check-version", "1.0", "x"], "'x' is not a version"),
        (["HEAD", "copy.yaml", "--check-version"], "copy.yaml: no version is known"),
    ],
)
def test_what_cannot_be_compared_is_said(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2 and one message, without a traceback and without a fragment."""
    write(
        {
            "bad.yaml": "paths: [",
            "empty.yaml": "openapi: 3.1.0\n",
            "float.yaml": edited(("description: How heavy it is.", "format: float")).replace(
                "format: decimal, minimum: 0, format: float", "format: float"
            ),
            "copy.yaml": SPEC,
        }
    )
    assert main([*CALL, *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message)


@pytest.mark.usefixtures("project")
def test_a_revision_without_a_document_is_said(
    git: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """The message names the file that is missing there."""
    git("rm", "--quiet", "--cached", "api/shop.yaml")
    git("commit", "--quiet", "--message=none")
    assert run("HEAD") == 2
    assert "HEAD: there is no api/shop.yaml" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_it_runs_as_a_module() -> None:
    """`python -m generator.diff OLD NEW`, with the words of its help."""
    write({"old.yaml": SPEC, "new.yaml": NARROW})
    answer = subprocess.run(
        [sys.executable, "-m", "generator.diff", "old.yaml", "new.yaml", *CALL],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "**Breaking:** `Shop.list_items(limit=...)`" in answer.stdout
