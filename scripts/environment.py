"""What `.venv` must hold, whether it does, and how it comes to.

Standard library only: this runs before anything is installed. pip does the work everywhere; where
uv is on PATH it does it faster, and pip takes over when uv fails.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GROUPS = {  # and what each contains
    "run": ("run",),
    "test": ("run", "test"),
    "lint": ("run", "test", "lint"),
    "docs": ("run", "test", "docs"),
    "bench": ("run", "test", "bench"),
}
PIP_WITH_PYTHON_OPTION = (22, 3)
MIRROR_VARIABLES = (
    "PIP_CERT",
    "PIP_CONFIG_FILE",
    "PIP_FIND_LINKS",
    "PIP_INDEX_URL",
    "PIP_NO_INDEX",
    "PIP_PROXY",
)
MIRROR_FILES = ("/etc/pip.conf", "~/.config/pip/pip.conf", "~/.pip/pip.conf")
NO_INDEX_HINT = (
    "no package index within reach? Behind a mirror or proxy set PIP_INDEX_URL or HTTPS_PROXY"
)

COMMAND = """\
#!/bin/sh
'''exec' "$(dirname -- "$(readlink -f -- "$0")")/python" "$0" "$@"
' '''
import sys

from {module} import {function}

sys.exit({function}())
"""


class SetupError(Exception):
    """The environment cannot be made; the text is one line and says what to do."""


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Make `.venv` ready for the group named first; return the exit status."""
    try:
        prepare(root, arguments[0], this_python="--this-python" in arguments)
    except SetupError as error:
        say(str(error))
        return 1
    except OSError as error:
        say(
            f"cannot write {root / '.venv'}: {error.strerror}. "
            "Copy or clone the project to a folder that you may write to"
        )
        return 1
    except KeyboardInterrupt:
        say("stopped; the next run goes on from here")
        return 130
    return 0


def say(line: str) -> None:
    """Tell the person at the terminal; standard output belongs to the program that follows."""
    print(line, file=sys.stderr, flush=True)


def prepare(root: Path, group: str, *, this_python: bool) -> None:
    """Return at once when `.venv` is ready for `group`, else make it so.

    Raises:
        SetupError: nothing more can be done; the text says what the person can do.
    """
    venv = root / ".venv"
    if is_ready(root, group) and not (this_python and made_by_another(venv)):
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)  # two makes at once: the second finds the work done
        if is_ready(root, group) and not (this_python and made_by_another(venv)):
            return
        started = time.monotonic()
        packages = ensure_venv(venv, this_python=this_python)
        lock = root / "requirements" / f"{group}.txt"
        count = len(re.findall(r"(?m)^[a-z0-9].*==", lock.read_text("utf-8")))
        say(f"Setting up .venv: {packages.parent.name}, {count} packages ...")
        install(venv, packages, lock)
        link_checkout(packages)
        write_commands(root, venv)
        for ready in GROUPS[group]:
            stamp_path(venv, ready).write_text(stamp(root, ready), "utf-8")
        say(f"ready in {time.monotonic() - started:.1f} s")
    finally:
        os.close(folder)


def is_ready(root: Path, group: str) -> bool:
    """Whether `.venv` was completed for `group` with today's lock, Python and set-up code."""
    try:
        return stamp_path(root / ".venv", group).read_text("utf-8") == stamp(root, group)
    except OSError:
        return False


def stamp_path(venv: Path, group: str) -> Path:
    """Where the mark of a completed `group` lies."""
    return venv / f"ready-{group}.txt"


def stamp(root: Path, group: str) -> str:
    """What a ready environment depends on: its interpreter, the lock and this module."""
    python = (root / ".venv" / "bin" / "python").resolve(strict=True)
    lock = (root / "requirements" / f"{group}.txt").read_bytes()
    digest = hashlib.sha256(lock + Path(__file__).read_bytes()).hexdigest()
    return f"{python}\n{digest}\n"


def made_by_another(venv: Path) -> bool:
    """Whether `.venv` belongs to another minor version than the Python that runs this."""
    major, minor = sys.version_info[:2]
    return not (venv / "lib" / f"python{major}.{minor}").is_dir()


def ensure_venv(venv: Path, *, this_python: bool) -> Path:
    """Keep a working virtual environment, make it where it is missing or broken.

    Returns:
        Its site-packages folder.
    """
    packages = site_packages(venv)
    if packages is not None and not (this_python and made_by_another(venv)):
        return packages
    if venv.is_dir() and any(venv.iterdir()) and not (venv / "pyvenv.cfg").exists():
        raise SetupError(f"{venv} is no virtual environment; move it away and try again")
    venv.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "venv", "--clear", str(venv)]
    if run(command).returncode != 0:  # Debian without python3-venv has no ensurepip
        made = run([*command, "--without-pip"])
        if made.returncode != 0:
            raise SetupError(
                f"{sys.executable} cannot make a virtual environment: {last_line(made.stdout)} "
                "(Debian, Ubuntu: apt-get install python3-venv)"
            )
    packages = site_packages(venv)
    if packages is None:
        raise SetupError(f"{venv} was made but its Python does not run; remove it and try again")
    return packages


def site_packages(venv: Path) -> Path | None:
    """Where the environment's packages lie, or None when it does not work or is too old."""
    python = venv / "bin" / "python"
    code = (
        "import sys, sysconfig; print(sys.version_info >= (3, 11), sysconfig.get_path('purelib'))"
    )
    try:
        answer = run([str(python), "-I", "-c", code])
    except OSError:
        return None
    recent, _, path = answer.stdout.strip().partition(" ")
    if answer.returncode != 0 or recent != "True" or not Path(path).is_dir():
        return None
    return Path(path)


def install(venv: Path, packages: Path, lock: Path) -> None:
    """Install what `lock` lists and nothing else, each file checked against its hash."""
    python = str(venv / "bin" / "python")
    uv = shutil.which("uv")
    if uv is not None and not pip_has_a_mirror():
        command = [uv, "pip", "install", "--quiet", "--python", python]
        done = run([*command, "--require-hashes", "--requirement", str(lock)])
        if done.returncode == 0:
            return
        say(f"uv could not install ({last_line(done.stdout)}); pip goes on")
    done = run(
        [
            *pip_command(python, packages),
            *("install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-compile"),
            *("--require-hashes", "--requirement", str(lock)),
        ]
    )
    if done.returncode != 0:
        (venv / "setup.log").write_text(done.stdout, "utf-8")
        raise SetupError(
            f"pip could not install {lock.name}: {last_line(done.stdout)} "
            f"({NO_INDEX_HINT}; all that pip said is in .venv/setup.log)"
        )


def pip_has_a_mirror() -> bool:
    """Whether pip is set up to reach packages in a way that uv would not know of."""
    if any(os.environ.get(name) for name in MIRROR_VARIABLES):
        return True
    files = (Path(name).expanduser() for name in MIRROR_FILES)
    texts = (path.read_text("utf-8") for path in files if path.is_file())
    return any(
        re.search(r"(?m)^\s*(cert|(extra-)?index-url|find-links|no-index|proxy)\b", text)
        for text in texts
    )


def pip_command(python: str, packages: Path) -> list[str]:
    """The pip that can install into `.venv`: its own, or that of the Python that runs this."""
    if (packages / "pip").is_dir():
        return [python, "-m", "pip"]
    version = re.match(r"pip (\d+)\.(\d+)", run([sys.executable, "-m", "pip", "--version"]).stdout)
    if version and tuple(map(int, version.groups())) >= PIP_WITH_PYTHON_OPTION:
        return [sys.executable, "-m", "pip", "--python", python]
    raise SetupError(
        f"{sys.executable} has neither ensurepip nor a pip that can install into .venv; "
        "Debian, Ubuntu: apt-get install python3-venv"
    )


def link_checkout(packages: Path) -> None:
    """Make the packages of this checkout importable, wherever the checkout is moved."""
    (packages / "gopax-client.pth").write_text("../../../..\n", "utf-8")


def write_commands(root: Path, venv: Path) -> None:
    """Put the commands that pyproject.toml names into `.venv/bin`, as an installer would.

    Each finds its Python beside itself, so the checkout may be moved and its path hold spaces.
    """
    try:
        text = (root / "pyproject.toml").read_text("utf-8")
    except FileNotFoundError:
        return
    section = re.search(r"(?ms)^\[project\.scripts\]\n(.*?)(?=^\[|\Z)", text)
    entries = re.findall(r'(?m)^([\w-]+) = "([\w.]+):(\w+)"', section[1] if section else "")
    for name, module, function in entries:
        command = venv / "bin" / name
        command.write_text(COMMAND.format(module=module, function=function), "utf-8")
        command.chmod(0o755)


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run to the end, output and errors together, with settings that cannot lead pip astray."""
    return subprocess.run(
        command,
        check=False,
        encoding="utf-8",
        env={"PIP_RETRIES": "2"} | os.environ | {"PIP_USER": "0", "PYTHONUTF8": "1"},
        errors="replace",
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
    )


def last_line(output: str) -> str:
    """What a program said last, without its `ERROR:`."""
    lines = [line.strip() for line in output.splitlines() if line.strip()] or ["no output"]
    errors = [line for line in lines if line.lower().startswith("error:")]
    return (errors or lines)[-1].removeprefix("ERROR: ").removeprefix("error: ")
