"""Build what is published and prove it: `make release`, into dist/.

Wheel and source archive are built twice, in different folders, and must be equal byte for byte.
The wheel is installed alone into a new environment and trades there. Beside them lie their SHA-256
sums and a bill of materials (CycloneDX) of what an installation brings.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
PACKAGES = {"gopax_ext", "gopax_generated"}
NEEDED = (
    "gopax_ext/py.typed",
    "gopax_ext/site/index.html",
    "gopax_ext/site/ko/index.html",
    "gopax_generated/py.typed",
)


class ReleaseError(Exception):
    """What was built may not be published; the text says why."""


def main() -> int:
    """Do all of it; the first thing that does not hold ends it with status 1."""
    try:
        release()
    except ReleaseError as error:
        print(f"release: {error}", file=sys.stderr)
        return 1
    return 0


def release() -> None:
    """Build, compare, look inside, install, and write down."""
    version = checked_version()
    moment = run(["git", "log", "-1", "--format=%ct"]).strip()
    shutil.rmtree(DIST, ignore_errors=True)
    with tempfile.TemporaryDirectory() as name:
        builds = [build(Path(name) / folder, moment) for folder in ("one", "another")]
        first, second = ({file.name: digest(file) for file in each} for each in builds)
        if first != second:
            raise ReleaseError(f"two builds differ: {first} and {second}")
        DIST.mkdir()
        files = [Path(shutil.copy(file, DIST)) for file in builds[0]]
    wheel = next(file for file in files if file.suffix == ".whl")
    archive = next(file for file in files if file.suffix == ".gz")
    look_inside(wheel, archive)
    bill = write_bill(moment)
    sums = "".join(f"{digest(file)}  {file.name}\n" for file in sorted([*files, bill]))
    (DIST / "SHA256SUMS").write_text(sums, "utf-8")
    install_alone(wheel)
    print(f"release: {version} in dist/\n{sums}", end="")


def checked_version() -> str:
    """Return the version; CHANGELOG.md must tell of it, by its name where the commit is tagged."""
    scope: dict[str, str] = {}
    exec((ROOT / "gopax_ext" / "_version.py").read_text("utf-8"), scope)  # noqa: S102 - our own line
    version = scope["__version__"]
    tagged = f"v{version}" in run(["git", "tag", "--points-at", "HEAD"]).split()
    heading = f"## {version}" if tagged else "## Unreleased"
    if f"\n{heading}" not in (ROOT / "CHANGELOG.md").read_text("utf-8"):
        raise ReleaseError(f"CHANGELOG.md has no heading `{heading}`: write what is new")
    return version


def build(folder: Path, moment: str) -> list[Path]:
    """Build wheel and source archive from a fresh copy of the commit, with the site of today."""
    folder.mkdir()
    source, out = folder / "source", folder / "out"
    run(["git", "clone", "--quiet", "--local", str(ROOT), str(source)])
    shutil.copytree(ROOT / "build" / "site", source / "build" / "site")
    command = [sys.executable, "-m", "hatchling", "build", "--directory", str(out)]
    run(command, cwd=source, environment={"SOURCE_DATE_EPOCH": moment})
    return sorted(out.iterdir())


def look_inside(wheel: Path, archive: Path) -> None:
    """Hold what was built to what an installation needs, and to nothing else."""
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    folders = {name.partition("/")[0] for name in names if ".dist-info/" not in name}
    if folders != PACKAGES:
        raise ReleaseError(f"{wheel.name} holds {sorted(folders)}, not {sorted(PACKAGES)}")
    if missing := [name for name in NEEDED if name not in names]:
        raise ReleaseError(f"{wheel.name} lacks {', '.join(missing)}: run `make site` first")
    with tarfile.open(archive) as opened:
        tops = {name.split("/")[1] for name in opened.getnames() if "/" in name}
    if stray := {"tests", ".git", ".venv", "reports", "dist"} & tops:
        raise ReleaseError(f"{archive.name} holds {sorted(stray)}")


def write_bill(moment: str) -> Path:
    """Write the bill of materials of what `requirements/run.txt` installs."""
    bill = DIST / "sbom.cdx.json"
    command = [sys.executable, "-m", "cyclonedx_py", "requirements", "requirements/run.txt"]
    command += ["--pyproject", "pyproject.toml", "--mc-type", "library", "--short-PURLs"]
    command += ["--output-reproducible", "--output-file", str(bill)]
    run(command, environment={"SOURCE_DATE_EPOCH": moment})
    return bill


def install_alone(wheel: Path) -> None:
    """Install the wheel into a new environment, far from the checkout, and trade there."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run([sys.executable, "-m", "venv", str(folder / "venv")])
        pip = [str(folder / "venv" / "bin" / "python"), "-m", "pip", "--quiet"]
        pip += ["install", "--disable-pip-version-check"]
        run([*pip, "--require-hashes", "--requirement", str(ROOT / "requirements" / "run.txt")])
        run([*pip, "--no-deps", str(wheel)])
        gopax = str(folder / "venv" / "bin" / "gopax")
        home = {"HOME": name, "XDG_STATE_HOME": name, "XDG_CONFIG_HOME": name}
        if "adds up to the last digit" not in run([gopax, "demo"], folder, home):
            raise ReleaseError("`gopax demo` of the installed wheel did not end as it should")
        site = Path(json.loads(run([gopax, "docs", "--path", "--json"], folder, home))["path"])
        if folder not in site.parents or not (site / "index.html").is_file():
            raise ReleaseError(f"`gopax docs` of the installed wheel shows {site}")


def digest(file: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def run(command: list[str], cwd: Path = ROOT, environment: dict[str, str] | None = None) -> str:
    """Run a program and return its output; `ReleaseError` with all it said if it fails."""
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ReleaseError(f"{' '.join(command[:4])} ...\n{done.stdout}{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
