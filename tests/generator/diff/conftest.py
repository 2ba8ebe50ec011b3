"""A project with a history of its own, in a directory of its own."""

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.generator.diff.shop import SPEC

Run = Callable[..., str]

CONFIG = """\
spec = "api/shop.yaml"
package = "shop"
[timestamps]
ms = 1000
"""
PROJECT = '[tool.hatch.version]\npath = "shop_ext/_version.py"\n'


@pytest.fixture
def git(tmp_path: Path) -> Run:
    """Runs git in the project, blind to the configuration of this machine."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        **{
            f"GIT_{who}_{what}": "a@b.example"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }

    def run(*arguments: str) -> str:
        answer = subprocess.run(
            ["git", *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return answer.stdout.strip()

    return run


@pytest.fixture
def project(tmp_path: Path, git: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project at its first commit, version 0.1.0, which is the current directory."""
    monkeypatch.chdir(tmp_path)
    write(
        {
            "api/shop.yaml": SPEC,
            "generator/shop.toml": CONFIG,
            "pyproject.toml": PROJECT,
            "shop_ext/_version.py": '__version__ = "0.1.0"\n',
        }
    )
    git("init", "--quiet", "--initial-branch=main")
    git("add", ".")
    git("commit", "--quiet", "--message=first")
    return tmp_path


def write(files: Mapping[str, str]) -> None:
    """Write files below the current directory."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
