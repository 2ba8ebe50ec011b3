"""`python -m generator.apidiff` compares the packages of two revisions."""

import json

import pytest

from generator.apidiff.__main__ import main
from tests.generator.diff.conftest import PROJECT, Run, write
from tests.generator.diff.shop import SPEC, edited

CONFIG = ("--config", "generator/shop.toml")
API = "class Api:\n    def list_items(self, *, limit=None, shelf=None): ...\n"
NO_SHELF = API.replace(", shelf=None", "")
SPEC_WITHOUT_SHELF = edited(("        - name: shelf\n", "        - name: board\n"))


@pytest.fixture
def packages(project: object, git: Run) -> None:
    """Two packages, committed."""
    assert project
    wheel = '[tool.hatch.build.targets.wheel]\npackages = ["shop", "shop_ext"]\n'
    write(
        {
            "pyproject.toml": PROJECT + wheel,
            "shop/__init__.py": "",
            "shop/api.py": API,
            "shop_ext/__init__.py": "def sign(): ...\n",
        }
    )
    git("add", ".")
    git("commit", "--quiet", "--message=packages")


@pytest.mark.usefixtures("packages")
def test_the_working_tree_is_compared_with_the_last_commit(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Both packages are listed, what breaks first."""
    write({"shop/api.py": NO_SHELF, "shop_ext/__init__.py": "def sign(): ...\ndef check(): ...\n"})
    assert main(CONFIG) == 0
    out, err = capsys.readouterr()
    assert out == (
        "### Changed, breaking\n\n- `shop.api.Api.list_items(shelf)`: parameter was removed\n\n"
        "### Added\n\n- `shop_ext.check`: is new\n\n"
    ).replace("\\\n", "\n")
    assert err == "HEAD -> the working tree: demands a minor version step\n"


@pytest.mark.usefixtures("packages")
def test_two_revisions_are_compared(git: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """The working tree plays no part in that."""
    write({"shop/api.py": NO_SHELF})
    git("commit", "--quiet", "--all", "--message=less")
    write({"shop/api.py": ""})
    assert main(["HEAD~1", "HEAD", "--json", *CONFIG]) == 0
    (change,) = json.loads(capsys.readouterr().out)
    assert change["name"] == "shop.api.Api.list_items(shelf)"
    assert change["impact"] == "breaking"


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize(("spec", "status"), [(SPEC_WITHOUT_SHELF, 0), (SPEC, 1)])
def test_the_document_has_to_explain_what_was_generated(
    spec: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """An argument that went from the code has to have gone from the document."""
    write({"shop/api.py": NO_SHELF, "api/shop.yaml": spec})
    assert main(["--explain", *CONFIG]) == status
    said = "`shop.api.Api.list_items(shelf)`: parameter was removed: no change of the document"
    assert (said in capsys.readouterr().err) is bool(status)


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize(("version", "status"), [("0.1.1", 1), ("0.2.0", 0)])
def test_a_step_that_is_too_small_fails(version: str, status: int) -> None:
    """What breaks in hand-written code demands as much as what breaks in generated code."""
    write(
        {
            "shop_ext/__init__.py": "",
            "shop_ext/_version.py": f'__version__ = "{version}"\n',
        }
    )
    assert main(["HEAD", *CONFIG, "--check-version"]) == status


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("v9", "'v9' is neither a file here nor a revision that git knows"),
        ("HEAD~1", "HEAD~1: there is no package shop and no shop_ext"),
    ],
)
def test_what_cannot_be_compared_is_said(
    old: str, message: str, git: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit status 2 and one message."""
    git("rm", "--quiet", "-r", "shop", "shop_ext")
    git("commit", "--quiet", "--message=none")
    write({"shop/__init__.py": "", "shop_ext/__init__.py": ""})
    git("add", ".")
    git("commit", "--quiet", "--message=again")
    assert main([old, *CONFIG]) == 2
    assert capsys.readouterr().err.startswith(message)
