"""Do what the README and the tutorials say, as a stranger does: `make readme-check`.

For every Python from 3.11 on that is found, in a clean clone whose path holds a space, with an
empty home and nothing else in the environment: the two commands of the README, then every block of
README and tutorials in both languages. Nothing may be left behind in the clone. `--quick` takes
the first Python alone, for who has just run the tests: the two commands' set-up and the README.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ("3.11", "3.12", "3.13")
SECOND_DEMO_SECONDS = 3.0
TRIES = 5
"""A machine that does much else is late now and then; what takes too long is late each time."""


class NotSoError(Exception):
    """Something is not as the documents say; the text shows what was typed and what came."""


def main(arguments: list[str]) -> int:
    """Check with each Python; the first thing that is not so ends it with status 1."""
    quick = "--quick" in arguments
    pythons = list(found_pythons())
    if not pythons:
        print(f"readme-check: none of Python {', '.join(VERSIONS)} is on PATH", file=sys.stderr)
        return 1
    try:
        for python in pythons[:1] if quick else pythons:
            check(python, quick=quick)
    except NotSoError as error:
        print(f"readme-check: {error}", file=sys.stderr)
        return 1
    return 0


def found_pythons() -> Iterator[Path]:
    """The interpreters to check with: the system's own first, then one of each version."""
    seen: set[str] = set()
    names = ["/usr/bin/python3", *(f"python{version}" for version in VERSIONS)]
    for path in (shutil.which(name) for name in names):
        if path is None:
            continue
        code = "import sys, ensurepip; print('%d.%d' % sys.version_info[:2], sys.executable)"
        done = subprocess.run([path, "-c", code], capture_output=True, text=True, check=False)
        version, _, executable = done.stdout.strip().partition(" ")
        if done.returncode == 0 and version in VERSIONS and version not in seen:
            seen.add(version)
            yield Path(executable)


def check(python: Path, *, quick: bool) -> None:
    """Make a clean room and do everything in it."""
    with tempfile.TemporaryDirectory() as name:
        room = Path(name)
        checkout = room / "clean clone"
        (room / "home").mkdir()
        typed(["git", "clone", "--quiet", "--local", str(ROOT), str(checkout)], room, room / "home")
        make = ["make", "--no-print-directory", f"PY={python}"]
        say(python, "make demo", typed([*make, "demo"], checkout, room / "home"))
        tries = (typed([*make, "demo"], checkout, room / "home") for _ in range(TRIES))
        second = next((took for took in tries if took <= SECOND_DEMO_SECONDS), None)
        if second is None:
            raise NotSoError(f"a second `make demo` took more than {SECOND_DEMO_SECONDS} s")
        say(python, "make demo again", second)
        if not quick:
            say(python, "make test", typed([*make, "test"], checkout, room / "home"))
        typed([*make, "ready-test"], checkout, room / "home")
        for page in pages(quick=quick):
            command = [".venv/bin/python", "-m", "tests.docs.runner", page]
            say(python, page, typed(command, checkout, room / "home"))
        left = subprocess.run(
            ["git", "status", "--porcelain"],
            cwd=checkout,
            capture_output=True,
            text=True,
            check=True,
        )
        if left.stdout:
            raise NotSoError(f"files were left behind:\n{left.stdout}")


def pages(*, quick: bool) -> list[str]:
    """README and tutorials, in both languages; README alone where it is to be quick."""
    found = list(ROOT.glob("README*.md"))
    if not quick:
        found += (ROOT / "docs").glob("tutorial-*.md")
    return sorted(str(path.relative_to(ROOT)) for path in found)


def typed(command: list[str], folder: Path, home: Path) -> float:
    """Run a command in the clean room; return its seconds.

    `NotSoError` with its last lines when it fails.
    """
    mirrors = {key: value for key, value in os.environ.items() if re.match(r"(PIP|UV)_", key)}
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **mirrors}
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-40:])
        raise NotSoError(f"`{' '.join(command)}` ended with status {done.returncode}:\n{last}")
    return time.monotonic() - began


def say(python: Path, what: str, seconds: float) -> None:
    """Tell how it goes."""
    print(f"{python.name} {what}: {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
