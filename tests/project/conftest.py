"""Machines to set up on: what is on PATH, what lies in the folder, what gets run."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import environment

Fake = Callable[[str, str], Path]


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An otherwise empty PATH, on a machine whose pip has no mirror."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(environment, "MIRROR_FILES", ())
    for name in environment.MIRROR_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def fake(bin_folder: Path) -> Fake:
    """Put a program of the given name on PATH: a shell script with the given text."""

    def write(name: str, text: str) -> Path:
        program = bin_folder / name
        program.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        program.chmod(0o755)
        return program

    return write


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project folder, with a space in its path, whose locks list nothing."""
    root = tmp_path / "my project"
    (root / "requirements").mkdir(parents=True)
    for group in environment.GROUPS:
        (root / "requirements" / f"{group}.txt").write_text("# nothing\n", "utf-8")
    return root


@pytest.fixture
def venv(checkout: Path) -> Path:
    """A virtual environment without pip in `checkout`."""
    folder = checkout / ".venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
    return folder


@pytest.fixture
def ready(checkout: Path, venv: Path, fake: Fake) -> Path:
    """A checkout whose `.venv` is set up for the group `test`."""
    assert venv.is_dir()
    fake("uv", "exit 0")
    assert environment.main(["test"], checkout) == 0
    return checkout


@pytest.fixture
def commands(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Every command that the set-up runs, in order; pip is a recent one that always succeeds."""
    assert bin_folder.is_dir()
    seen: list[list[str]] = []
    really = environment.run

    def record(command: list[str]) -> subprocess.CompletedProcess[str]:
        seen.append(command)
        if command[1:3] == ["-m", "pip"]:
            return subprocess.CompletedProcess(command, 0, "pip 23.0.1 from somewhere")
        return really(command)

    monkeypatch.setattr(environment, "run", record)
    return seen


@pytest.fixture
def without_ensurepip(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Debian without python3-venv: `python3 -m venv` fails unless told `--without-pip`."""
    really = environment.run

    def refuse(command: list[str]) -> subprocess.CompletedProcess[str]:
        if "venv" in command and "--without-pip" not in command:
            return subprocess.CompletedProcess(command, 1, "ensurepip is not available")
        return really(command)

    monkeypatch.setattr(environment, "run", refuse)
