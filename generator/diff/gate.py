"""The version gate of a command: is the step from the old to the new version large enough."""

import argparse
import sys
from collections.abc import Iterable
from typing import Protocol

from packaging.version import Version

from .changes import Impact
from .history import last_release
from .versions import Step, VersionError, demanded, read_version, taken

__all__ = ["Versions", "add_version_option", "judge", "pick_baseline", "pick_versions", "step_for"]

Versions = tuple[Version, Version]


class Side(Protocol):
    """One side of a comparison."""

    @property
    def label(self) -> str: ...
    @property
    def version(self) -> Version | None: ...


def pick_baseline(given: str | None, check: list[str] | None) -> tuple[str, list[str] | None]:
    """The revision to compare with, and the versions to judge, if there is anything to judge.

    Where none is given it is the last release; before the first one it is the last commit, and no
    version step is demanded.
    """
    if given is not None:
        return given, check
    release = last_release()
    return (release, check) if release is not None else ("HEAD", check or None)


def add_version_option(parser: argparse.ArgumentParser) -> None:
    """Let a command be asked to judge the version step."""
    parser.add_argument(
        "--check-version",
        nargs="*",
        metavar="VERSION",
        help="fail if the step from the old to the new version is too small; "
        "without the two values, both are read from the project",
    )


def pick_versions(given: list[str] | None, old: Side, new: Side) -> Versions | None:
    """The versions to judge: those given, else those of the two sides; None for no judgement."""
    if given is None:
        return None
    if given:
        if len(given) != 2:
            raise VersionError(f"--check-version takes two versions or none, not {len(given)}")
        return read_version(given[0]), read_version(given[1])
    if old.version is None or new.version is None:
        side = old if old.version is None else new
        raise VersionError(f"{side.label}: no version is known; give --check-version OLD NEW")
    return old.version, new.version


def step_for(impacts: Iterable[Impact], old: Side, versions: Versions | None) -> Step:
    """The step that changes demand; where no version is known, it is taken to be below 1.0."""
    version = versions[0] if versions else old.version
    return demanded(impacts, stable=version is not None and version.major > 0)


def judge(step: Step, versions: Versions | None) -> int:
    """Say whether the step that was taken is enough; the exit status."""
    if versions is None:
        return 0
    old, new = versions
    went = taken(old, new)
    if went >= step:
        print(f"version {old} -> {new}: enough", file=sys.stderr)
        return 0
    what = f"is a {went.word} step" if went else "is no step up"
    print(f"version {old} -> {new} {what}, and a {step.word} step is demanded", file=sys.stderr)
    return 1
