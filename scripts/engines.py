"""Run the golden generation with several releases of the engine: `make engines`.

Each release gets an environment of its own with the libraries that it asks for, since they are
other ones than ours, and with our formatter. What is generated there is compared with
tests/generator/golden, byte for byte. Needs the package index, so no test does it.
`make engines ARGS="0.28.4 0.29.1"` names the releases.
"""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENGINE = "openapi-python-client"
RELEASES = ("0.25.3", "0.26.2", "0.27.1", "0.28.4", "0.29.0")  # besides the pinned one
FORMATTER = "ruff"
SAME = "same bytes"
BESIDES = (
    *("attrs", "jinja2", "jsonschema-rs", "openapi-spec-validator"),
    *("packaging", "ruamel.yaml"),
)  # what the generator imports beside the engine
SECONDS = 600  # for one installation; the machine may be busy, the index slow
PROBE = """
import json
from tests.generator.golden_output import committed_files, golden_files
sides = (committed_files(), golden_files())
print(json.dumps([{name: each.decode() for name, each in side.items()} for side in sides]))
"""


class EngineError(Exception):
    """A release cannot be tried, or generates nothing; the text is one line."""


def main(arguments: list[str]) -> int:
    """Print one line for each release; exit status 1 if the pinned one gives other bytes."""
    ours = pinned(ENGINE)
    with tempfile.TemporaryDirectory() as room:
        names = arguments or [*RELEASES, ours]
        said = {name: tried(name, Path(room, name)) for name in names}
    return 1 if said.get(ours, SAME) != SAME else 0


def tried(release: str, home: Path) -> str:
    """What came of one release; printed at once, since the next one takes its time."""
    try:
        install(release, home)
        told = compared(*generated(home))
    except EngineError as error:
        told = f"no output: {error}"
    print(f"{ENGINE} {release}: {told}", flush=True)
    return told


def pinned(package: str) -> str:
    """The release of a package that pyproject.toml names."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]
    pins = (entry for entry in groups["test"] if isinstance(entry, str))
    return next(pin.partition("==")[2] for pin in pins if pin.startswith(f"{package}=="))


def install(release: str, home: Path) -> None:
    """Make an environment with this release, what it asks for, and our formatter."""
    run([sys.executable, "-m", "venv", str(home)])
    command = [str(python(home)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*command, f"{ENGINE}=={release}", *BESIDES])
    run([*command, "--no-deps", f"{FORMATTER}=={pinned(FORMATTER)}"])


def generated(home: Path) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """The committed files, and what the generator of this checkout makes of the document there."""
    committed, made = json.loads(run([str(python(home)), "-c", PROBE]))
    return committed, made


def compared(wanted: Mapping[str, str], found: Mapping[str, str]) -> str:
    """Whether the bytes are the same, else which lines differ first."""
    if wanted == found:
        return SAME
    names = sorted(name for name in {*wanted, *found} if wanted.get(name) != found.get(name))
    lines = unified_diff(
        wanted.get(names[0], "").splitlines(),
        found.get(names[0], "").splitlines(),
        n=0,
        lineterm="",
    )
    changed = [line for line in lines if line[:3] not in {"---", "+++"} and line[0] in "+-"]
    count = "1 file differs" if len(names) == 1 else f"{len(names)} files differ"
    return f"{count}; {names[0]} begins with {' / '.join(changed[:2])}"


def python(home: Path) -> Path:
    """The interpreter of an environment."""
    return home / ("Scripts" if os.name == "nt" else "bin") / "python"


def run(command: list[str]) -> str:
    """The output of a command; its last line of complaint where it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS,
    )
    if done.returncode:
        complaints = done.stderr.strip().splitlines() or ["no reason given"]
        raise EngineError(complaints[-1])
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
