"""What `make setup` runs, keeps, makes again and says, on machines of every kind."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import environment
from tests.project.conftest import Fake

# When there is nothing to do


def test_a_second_run_does_nothing(ready: Path, fake: Fake) -> None:
    """Everything it depends on is as it was, so no program is run."""
    fake("uv", "exit 1")
    assert environment.main(["test"], ready) == 0
    assert environment.main(["run"], ready) == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "requirements" / "test.txt").write_text("# other\n", "utf-8"),
        lambda root: (root / ".venv" / "bin" / "python").unlink(),
        lambda root: (root / ".venv" / "ready-test.txt").unlink(),
    ],
    ids=["lock changed", "python gone", "set-up stopped half-way"],
)
def test_a_change_is_noticed(ready: Path, change: Callable[[Path], object]) -> None:
    """What a ready environment depends on has changed, so it is not ready."""
    assert environment.is_ready(ready, "test")
    change(ready)
    assert not environment.is_ready(ready, "test")


def test_a_larger_group_is_set_up_on_top(ready: Path) -> None:
    """`test` says nothing about `lint`."""
    assert environment.is_ready(ready, "run")
    assert not environment.is_ready(ready, "lint")


# What it runs


def test_uv_is_used_where_it_is_on_path(
    checkout: Path, venv: Path, fake: Fake, tmp_path: Path
) -> None:
    """`uv` gets the lock, the environment's Python and the order to check hashes."""
    fake("uv", f'printf "%s\\n" "$@" > "{tmp_path}/asked"')
    assert environment.main(["run"], checkout) == 0
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert asked[:2] == ["pip", "install"]
    assert "--require-hashes" in asked
    assert str(venv / "bin" / "python") in asked
    assert str(checkout / "requirements" / "run.txt") in asked


@pytest.mark.usefixtures("venv")
def test_pip_is_used_where_uv_is_not(checkout: Path, commands: list[list[str]]) -> None:
    """`pip` checks hashes too, and installs into `.venv` from outside when that has no pip."""
    assert environment.main(["run"], checkout) == 0
    install = commands[-1]
    assert install[:4] == [sys.executable, "-m", "pip", "--python"]
    assert "--require-hashes" in install


def test_an_environment_uses_its_own_pip(
    checkout: Path, venv: Path, commands: list[list[str]]
) -> None:
    """Where `.venv` came with pip, that one installs."""
    (packages,) = venv.glob("lib/python3*/site-packages")
    (packages / "pip").mkdir()
    assert environment.main(["run"], checkout) == 0
    assert commands[-1][:4] == [str(venv / "bin" / "python"), "-m", "pip", "install"]


@pytest.mark.usefixtures("venv")
def test_pip_goes_on_where_uv_fails(
    checkout: Path, fake: Fake, commands: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """The reason is told, and the work is done all the same."""
    fake("uv", "echo error: no such index; exit 2")
    assert environment.main(["run"], checkout) == 0
    assert "no such index" in capsys.readouterr().err
    assert "pip" in commands[-1]


@pytest.mark.usefixtures("venv")
def test_uv_is_passed_by_where_pip_has_a_mirror(
    checkout: Path, fake: Fake, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`uv` does not read pip's settings, so it would ask an index that may be out of reach."""
    fake("uv", "exit 0")
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:1/simple")
    assert environment.main(["run"], checkout) == 0
    assert not any(command[0].endswith("uv") for command in commands)


def test_a_mirror_in_a_file_of_pip_counts(
    tmp_path: Path, bin_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index in pip.conf is seen; a file without one is not mistaken for it."""
    assert bin_folder.is_dir()
    settings = tmp_path / "pip.conf"
    monkeypatch.setattr(environment, "MIRROR_FILES", (str(settings),))
    settings.write_text("[global]\ntimeout = 5\n", "utf-8")
    assert not environment.pip_has_a_mirror()
    settings.write_text("[global]\nindex-url = http://127.0.0.1:1/simple\n", "utf-8")
    assert environment.pip_has_a_mirror()


def test_the_checkout_is_importable_even_after_a_move(ready: Path, tmp_path: Path) -> None:
    """The link is relative: `.venv` finds the packages beside it, wherever that is."""
    moved = tmp_path / "moved"
    shutil.move(ready, moved)
    (moved / "gopax_probe.py").write_text("here = 1\n", "utf-8")
    code = "import gopax_probe; print(gopax_probe.__file__)"
    python = str(moved / ".venv" / "bin" / "python")
    answer = subprocess.run(
        [python, "-c", code], cwd="/", capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == str(moved / "gopax_probe.py")


def test_the_commands_of_the_project_can_be_run(
    checkout: Path, venv: Path, fake: Fake, tmp_path: Path
) -> None:
    """Each one that pyproject.toml names is in `.venv/bin`, through a link and a move too."""
    assert venv.is_dir()
    fake("uv", "exit 0")
    (checkout / "probe.py").write_text("import sys\ndef go(): return sys.argv[1:] != ['a b']\n")
    text = '[project.scripts]\nprobe = "probe:go"\n\n[tool.other]\nnot_one = "probe:go"\n'
    (checkout / "pyproject.toml").write_text(text, "utf-8")
    assert environment.main(["run"], checkout) == 0
    moved = tmp_path / "moved here"
    shutil.move(checkout, moved)
    command = moved / ".venv" / "bin" / "probe"
    (tmp_path / "link").symlink_to(command)
    path = {"PATH": "/usr/bin:/bin"}
    for each in (command, tmp_path / "link"):
        assert subprocess.run([each, "a b"], cwd="/", check=False, env=path).returncode == 0
        assert subprocess.run([each, "other"], cwd="/", check=False, env=path).returncode == 1
    assert not (moved / ".venv" / "bin" / "not_one").exists()


# What it keeps and what it makes again


def test_a_working_environment_is_taken_over(checkout: Path, venv: Path, fake: Fake) -> None:
    """One made by hand stays, with what is in it."""
    fake("uv", "exit 0")
    (venv / "mine.txt").write_text("kept", "utf-8")
    assert environment.main(["run"], checkout) == 0
    assert (venv / "mine.txt").exists()


def test_a_broken_environment_is_made_again(
    checkout: Path, venv: Path, fake: Fake, without_ensurepip: None
) -> None:
    """Its Python is gone, as after an upgrade of the system: nothing in it can be used."""
    assert without_ensurepip is None
    fake("uv", "exit 0")
    (venv / "old.txt").write_text("of no use", "utf-8")
    (venv / "bin" / "python").unlink()
    assert environment.main(["run"], checkout) == 0
    assert environment.is_ready(checkout, "run")
    assert not (venv / "old.txt").exists()


def test_a_folder_that_is_no_environment_is_left_alone(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody's files are in `.venv`: it says so and touches nothing."""
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "thesis.txt").write_text("only copy", "utf-8")
    assert environment.main(["run"], checkout) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "move it away" in line
    assert (checkout / ".venv" / "thesis.txt").exists()


# What can go wrong


@pytest.mark.usefixtures("venv")
def test_no_index_within_reach_gets_one_line(
    checkout: Path, fake: Fake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line holds pip's own reason and the setting to look at; the rest goes to a file."""
    fake("pip", "echo WARNING: Retrying; echo ERROR: No matching distribution for attrs; exit 1")
    monkeypatch.setattr(environment, "pip_command", lambda *_: ["pip"])
    assert environment.main(["run"], checkout) == 1
    line = capsys.readouterr().err.splitlines()[-1]
    assert "run.txt: No matching distribution for attrs" in line
    assert "PIP_INDEX_URL" in line
    assert "Retrying" in (checkout / ".venv" / "setup.log").read_text("utf-8")
    assert not environment.is_ready(checkout, "run")


def test_a_checkout_that_cannot_be_written_gets_one_line(
    checkout: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the folder and the reason."""

    def refuse(*_: object, **__: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert environment.main(["run"], checkout) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert str(checkout / ".venv") in line
    assert "Read-only file system" in line


@pytest.mark.usefixtures("bin_folder")
def test_neither_ensurepip_nor_pip_gets_one_line(
    checkout: Path, venv: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It names the package of the system to install."""
    monkeypatch.setattr(sys, "executable", str(venv / "bin" / "python"))
    assert environment.main(["run"], checkout) == 1
    assert "apt-get install python3-venv" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.slow
def test_a_new_environment_is_made_from_nothing(
    checkout: Path, fake: Fake, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder with locks in it: `.venv` is there, ready for what the group contains."""
    fake("uv", "exit 0")
    assert environment.main(["lint"], checkout) == 0
    ready = {group for group in environment.GROUPS if environment.is_ready(checkout, group)}
    assert ready == {"run", "test", "lint"}
    assert "ready in" in capsys.readouterr().err
