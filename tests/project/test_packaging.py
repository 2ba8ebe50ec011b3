"""What is installed and what is shipped: the locks and the wheel."""

import re
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling import build
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from scripts import environment, lock
from tests.project.house import ROOT

LOCKS = tuple(environment.GROUPS)


def locked(group: str) -> dict[str, str]:
    """Name -> version of each package in a lock."""
    text = (ROOT / "requirements" / f"{group}.txt").read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^\s;]+)", text, re.MULTILINE))


def declared() -> dict[str, list[str]]:
    """What pyproject.toml asks for, by the lock that must hold it."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    project, groups = pyproject["project"], pyproject["dependency-groups"]
    extras = project["optional-dependencies"]
    assert set(extras) == set(lock.ALL)
    wanted = {
        "run": project["dependencies"] + [line for name in lock.LIGHT for line in extras[name]]
    }
    for name, lines in groups.items():
        own = [line for line in lines if isinstance(line, str)]  # the rest includes groups
        wanted[name] = own + [line for lines in extras.values() for line in lines]
    return wanted


@pytest.mark.parametrize("group", LOCKS)
def test_every_package_of_a_lock_has_its_hashes(group: str) -> None:
    """Nothing can be installed that was not looked at when the lock was written."""
    text = (ROOT / "requirements" / f"{group}.txt").read_text("utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", text.partition("\n")[2])
    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("group", LOCKS)
def test_a_lock_holds_versions_and_hashes_and_nothing_else(group: str) -> None:
    """No address, no path, no option of an index."""
    text = (ROOT / "requirements" / f"{group}.txt").read_text("utf-8")
    line = re.compile(r"#.*|[a-z0-9-]+==[^\s]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert [found for found in text.splitlines() if not line.fullmatch(found)] == []
    assert "://" not in text


@pytest.mark.parametrize("group", LOCKS)
def test_a_lock_satisfies_pyproject(group: str) -> None:
    """Every dependency is locked at a version that its range admits: else run `make lock`."""
    versions = locked(group)
    wanted = [Requirement(line) for line in declared()[group]]
    unmet = [
        str(each)
        for each in wanted
        if not each.specifier.contains(versions.get(canonicalize_name(each.name), "0"))
    ]
    assert unmet == []


def test_the_locks_agree() -> None:
    """Each group contains what it is said to contain, in the same versions."""
    for group, contained in environment.GROUPS.items():
        for smaller in set(contained) - {group}:
            assert locked(smaller).items() < locked(group).items()


@pytest.mark.slow
def test_the_wheel_holds_the_two_packages_and_their_marks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are typed and complete; the generator, the tests and the scripts stay out."""
    monkeypatch.chdir(ROOT)
    with zipfile.ZipFile(tmp_path / build.build_wheel(str(tmp_path))) as wheel:
        names = wheel.namelist()
    folders = {name.partition("/")[0] for name in names if ".dist-info" not in name}
    assert folders == {"gopax_ext", "gopax_generated"}
    assert {"gopax_ext/py.typed", "gopax_generated/py.typed"} <= set(names)
