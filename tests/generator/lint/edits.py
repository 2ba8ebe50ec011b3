"""Broken documents: each is good.yaml with one edit, written down as a diff.

A case of cases/*.diff begins with the code of the only rule that has to refuse it. Hunks follow,
divided by `@@`: lines that go (-), that come (+) and that show the place ( ). Those that go and
those that show the place stand in good.yaml exactly once. `# <` is on the line to be named.
"""

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from generator.lint import Finding, lint, own_extensions

__all__ = ["CASES", "GOOD", "Case", "findings"]

_HERE = Path(__file__).parent
_MARK = "# <"

GOOD = (_HERE / "good.yaml").read_text(encoding="utf-8")


@frozen
class Case:
    """One broken document, and what has to be found in it."""

    name: str
    code: str
    line: int
    text: str


def findings(text: str) -> tuple[Finding, ...]:
    """What the lint says about a document of the library."""
    prefix = "x-library-"
    return lint(
        text,
        allowed_extensions=own_extensions(prefix),
        extension_prefix=prefix,
        units=frozenset({"eur", "m"}),
    )


def _side(hunk: str, sign: str) -> str:
    return "".join(f"{line[1:]}\n" for line in hunk.splitlines() if line[:1] in {sign, " "})


def _broken(hunks: str) -> str:
    text = GOOD
    for hunk in hunks.split("@@\n"):
        old, new = _side(hunk, "-"), _side(hunk, "+")
        assert f"\n{text}".count(f"\n{old}") == 1, f"is not in good.yaml once:\n{old}"
        text = f"\n{text}".replace(f"\n{old}", f"\n{new}")[1:]
    return text


def _cases(path: Path) -> Iterator[Case]:
    for number, block in enumerate(path.read_text(encoding="utf-8").split("\n\n"), 1):
        code, _, hunks = block.partition("\n")
        text = _broken(hunks)
        (line,) = [at for at, each in enumerate(text.splitlines(), 1) if _MARK in each]
        yield Case(f"{code}-{path.stem}-{number}", code, line, text)


CASES = [case for path in sorted((_HERE / "cases").glob("*.diff")) for case in _cases(path)]
