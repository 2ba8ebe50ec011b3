"""The project as it stands, and as it stood: files of the working tree and of git revisions."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Protocol

from attrs import frozen

from ..problems import GeneratorError

__all__ = ["HistoryError", "Revision", "Tree", "WorkingTree", "last_release"]


class HistoryError(GeneratorError):
    """git is missing, or does not know what it was asked for."""


class Tree(Protocol):
    """The files of the project at one moment; paths are relative to the current directory."""

    @property
    def label(self) -> str: ...

    def read(self, path: str) -> bytes | None:
        """The content of a file, None where there is none."""
        ...

    def export(self, path: str, into: Path) -> bool:
        """Copy a directory to `into / path`; False where there is none."""
        ...


@frozen
class WorkingTree:
    """The files as they are now, committed or not."""

    label: str = "the working tree"

    def read(self, path: str) -> bytes | None:
        return Path(path).read_bytes() if Path(path).is_file() else None

    def export(self, path: str, into: Path) -> bool:
        if not Path(path).is_dir():
            return False
        shutil.copytree(path, into / path, ignore=shutil.ignore_patterns("__pycache__"))
        return True


@frozen
class Revision:
    """The files of a commit."""

    label: str
    """The revision as it was asked for."""
    commit: str

    @classmethod
    def named(cls, name: str) -> "Revision":
        """The commit that a tag, branch or hash names."""
        try:
            found = _git("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
        except HistoryError as error:
            raise HistoryError(
                f"{name!r} is neither a file here nor a revision that git knows ({error}); "
                "give a path such as openapi.yaml, or a revision such as HEAD, v0.1.0 or main"
            ) from error
        return cls(name, found.decode().strip())

    def read(self, path: str) -> bytes | None:
        return _git("show", f"{self.commit}:./{path}") if self._holds(path) else None

    def export(self, path: str, into: Path) -> bool:
        if not self._holds(path):
            return False
        packed = _git("archive", "--format=zip", self.commit, "--", path)
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(into)
        return True

    def _holds(self, path: str) -> bool:
        return bool(_git("ls-tree", "--name-only", self.commit, "--", path))


def last_release() -> str | None:
    """The newest version tag before the working tree; None where nothing was released yet."""
    tags = _git("tag", "--list", "v[0-9]*", "--merged", "HEAD").split()
    if not tags:
        return None
    return _git("describe", "--tags", "--abbrev=0", "--match", "v[0-9]*").decode().strip()


def _git(*arguments: str) -> bytes:
    git = shutil.which("git")
    if git is None:
        raise HistoryError("git is not on PATH: install it, or give paths instead of revisions")
    answer = subprocess.run(  # noqa: S603 - no shell, and revisions cannot pass for options
        [git, *arguments], capture_output=True, check=False
    )
    if answer.returncode:
        said = answer.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        raise HistoryError(f"git {arguments[0]}: {said}")
    return answer.stdout
