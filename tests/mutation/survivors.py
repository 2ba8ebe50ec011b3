"""Which surviving mutants matter, and how many were noticed."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Self

import attrs

__all__ = ["EXACT", "LEAST", "UNNOTICED", "Mutant", "Score", "judge", "read_equivalents"]

EXACT = (
    "gopax_ext.signing",
    "gopax_ext.nonce",
    "gopax_ext.outcome",
    "gopax_ext.echo",
    "gopax_ext.reading",
    "gopax_ext.orders.decide",
    "gopax_ext.orders.matching",
    "gopax_ext.orders.precision",
    "gopax_ext.orders.resubmission",
    "gopax_generated._arguments",
    "gopax_generated._values",
)
"""Modules of which every mutant must be noticed: signing, nonces, serialising, outcome, and what
finds orders again."""
LEAST = 0.9
"""The share that must be noticed elsewhere."""

_FILE = Path(__file__).with_name("equivalent.toml")
_TEXT = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
UNNOTICED = frozenset({"survived", "no tests", "skipped"})
"""What mutmut says of mutants that no test minds."""


@attrs.frozen
class Mutant:
    """One change, and whether a test noticed it."""

    module: str
    function: str
    noticed: bool
    before: str = ""
    after: str = ""

    @classmethod
    def read(cls, name: str, state: str, diff: str) -> Self:
        """Make sense of mutmut's name of a mutant, and of the difference it shows."""
        dotted, _, _ = name.partition("__mutmut_")
        module, _, function = dotted.rpartition(".")
        lines = [line for line in diff.splitlines() if line[:3] not in {"---", "+++"}]
        before = [line[1:].strip() for line in lines if line.startswith("-")]
        after = [line[1:].strip() for line in lines if line.startswith("+")]
        return cls(
            module,
            function[2:].replace("ǁ", "."),
            state not in UNNOTICED,
            " ".join(before),
            " ".join(after),
        )

    @property
    def is_wording(self) -> bool:
        """Whether it changes nothing but a sentence for a person to read."""
        old, new = _TEXT.findall(self.before), _TEXT.findall(self.after)
        changed = [text for text, other in zip(old, new, strict=False) if text != other]
        same = _TEXT.sub('""', self.before) == _TEXT.sub('""', self.after)
        return same and bool(changed) and all(" " in text for text in changed)

    def __str__(self) -> str:
        return f"{self.module}.{self.function}\n    - {self.before}\n    + {self.after}"


@attrs.frozen
class Score:
    """What a run showed."""

    noticed: Counter[str]
    counted: Counter[str]
    """By module, without those that mean the same."""
    open: list[Mutant]
    """Those that a test should notice."""
    stale: list[str]
    """What `equivalent.toml` lists and no run shows any more."""

    def report(self) -> str:
        """Return a line for each module, and what is left to do."""
        lines = [
            f"{self.noticed[module] / count:7.1%}  {self.noticed[module]:4} of {count:4}  {module}"
            for module, count in sorted(self.counted.items())
        ]
        total, counted = sum(self.noticed.values()), sum(self.counted.values())
        lines.append(f"{total / max(counted, 1):7.1%}  {total:4} of {counted:4}  in all")
        lines += [f"not noticed: {mutant}" for mutant in self.open]
        lines += [f"listed as equivalent, and noticed or gone: {name}" for name in self.stale]
        return "\n".join(lines)


def read_equivalents() -> dict[tuple[str, str, str], str]:
    """Return the reasons by function, line before and line after."""
    listed = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        (where, each["before"], each["after"]): each["why"]
        for where, mutants in listed.items()
        for each in mutants
    }


def judge(mutants: Iterable[Mutant], equivalents: dict[tuple[str, str, str], str]) -> Score:
    """Count what was noticed; those left open are the ones that break the promise."""
    noticed, counted = Counter[str](), Counter[str]()
    left: list[Mutant] = []
    met: set[tuple[str, str, str]] = set()
    modules: set[str] = set()
    for mutant in mutants:
        modules.add(mutant.module)
        key = (f"{mutant.module}.{mutant.function}", mutant.before, mutant.after)
        if not mutant.noticed and key in equivalents:
            met.add(key)
            continue
        if not mutant.noticed and mutant.is_wording:
            continue
        counted[mutant.module] += 1
        noticed[mutant.module] += mutant.noticed
        if not mutant.noticed:
            left.append(mutant)
    poor = {name for name, count in counted.items() if noticed[name] < LEAST * count}
    stale = [
        " ".join(key)
        for key in equivalents
        if key not in met and any(key[0].startswith(f"{module}.") for module in modules)
    ]
    return Score(
        noticed, counted, [m for m in left if m.module in EXACT or m.module in poor], stale
    )
