"""ruff over what the templates wrote, blind to every configuration around it."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from .problems import FormatError

__all__ = ["formatted"]

_RUFF = (sys.executable, "-m", "ruff")
_SURROUNDINGS = ("--isolated", "--no-cache", "--no-respect-gitignore")
_OPTIONS = (
    "--config=line-length=100",
    "--config=indent-width=4",
    '--config=target-version="py311"',
    '--config=format.quote-style="double"',
    '--config=format.indent-style="space"',
    '--config=format.line-ending="lf"',
    "--config=format.skip-magic-trailing-comma=true",
    "--config=format.docstring-code-format=false",
    "--config=format.preview=false",
    "--config=lint.preview=false",
    "--config=lint.isort.split-on-trailing-comma=false",
)
_FIXES = ("check", "--fix", "--exit-zero", "--select=F401,I001,RUF022")
"""Unused imports go, imports and `__all__` are sorted: templates need not think of either."""

_INIT = "__init__.py"


def formatted(drafts: Mapping[str, str]) -> Mapping[str, bytes]:
    """The modules as they will be committed, by name."""
    with TemporaryDirectory() as room:
        for name, draft in drafts.items():
            path = Path(room, name)
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(draft.encode())
        doors = [name for name in drafts if Path(name).name == _INIT]
        if doors:  # there ruff keeps an unused import, unless told, as a re-export
            _ruff(room, *_FIXES, "--unsafe-fixes", names=doors)
        _ruff(room, *_FIXES, names=[name for name in drafts if name not in doors])
        _ruff(room, "format", names=list(drafts))
        return {name: Path(room, name).read_bytes() for name in drafts}


def _ruff(room: str, *command: str, names: list[str]) -> None:
    done = subprocess.run(  # noqa: S603 - the ruff of this environment, which a test pins
        [*_RUFF, *command, *_SURROUNDINGS, *_OPTIONS, *names],
        cwd=room,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise FormatError(f"ruff {command[0]}: {done.stderr.decode('utf-8', 'replace')}")
