"""Which version step a change demands, and which one was taken."""

from collections.abc import Iterable
from enum import IntEnum
from itertools import zip_longest

from packaging.version import InvalidVersion, Version

from ..problems import GeneratorError
from .changes import Impact

__all__ = ["POLICY", "Step", "VersionError", "demanded", "read_version", "taken"]

POLICY = """\
From 1.0 on, a breaking change demands a major step, an additive one a minor step, any other a
patch. Below 1.0, a breaking change demands a minor step, any other a patch. A pre-release promises
nothing, so any later version may follow it. What no user notices demands no step.
"""


class VersionError(GeneratorError):
    """A version that cannot be read."""


class Step(IntEnum):
    """How far a version number moves."""

    NONE = 0
    PATCH = 1
    MINOR = 2
    MAJOR = 3

    @property
    def word(self) -> str:
        return self.name.lower()


def read_version(text: str) -> Version:
    """A version as Python packages number themselves."""
    try:
        return Version(text)
    except InvalidVersion as error:
        raise VersionError(f"{text!r} is not a version such as 0.2.0") from error


def demanded(impacts: Iterable[Impact], *, stable: bool) -> Step:
    """The smallest step that surprises nobody; `stable` says whether 1.0 has been released."""
    worst = max(impacts, default=None)
    if worst is None:
        return Step.NONE
    if worst is Impact.BREAKING:
        return Step.MAJOR if stable else Step.MINOR
    return Step.MINOR if worst is Impact.ADDITIVE and stable else Step.PATCH


def taken(old: Version, new: Version) -> Step:
    """The step from one version to another; none where it does not go up."""
    if new <= old:
        return Step.NONE
    if old.is_prerelease:
        return Step.MAJOR
    pairs = zip_longest(old.release, new.release, fillvalue=0)
    place = next((index for index, (was, now) in enumerate(pairs) if was != now), 2)
    return (Step.MAJOR, Step.MINOR)[place] if place < 2 else Step.PATCH
