"""Write requirements/*.txt from pyproject.toml: `make lock`, or `make lock UPGRADE=1` for newest.

Every file is a complete set with hashes for Python 3.11 and later on any platform. No index, no
path and no date enters, so mirrors can serve it and the same input gives the same bytes.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADER = "# Written by `make lock` from pyproject.toml; do not edit.\n"
LIGHT = ("sandbox", "redis", "cli")  # what a first look needs
ALL = (*LIGHT, "history", "charts", "keyring", "otel")
LAYERS = {  # the largest first: the others take its versions
    "lint": (ALL, ["--group", "lint"]),
    "docs": (ALL, ["--group", "docs", "--constraint", "requirements/lint.txt"]),
    "bench": (ALL, ["--group", "bench", "--constraint", "requirements/lint.txt"]),
    "test": (ALL, ["--group", "test", "--constraint", "requirements/lint.txt"]),
    "run": (LIGHT, ["--constraint", "requirements/lint.txt"]),
}


def main(arguments: list[str]) -> int:
    """Resolve each layer with uv; return the exit status."""
    uv = shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if uv is None:
        print(
            "`make lock` resolves with uv: put it on PATH, or: .venv/bin/python -m pip install uv"
        )
        return 1
    for name, (extras, options) in LAYERS.items():
        target = ROOT / "requirements" / f"{name}.txt"
        command = [uv, "pip", "compile", "pyproject.toml"]
        command += [part for extra in extras for part in ("--extra", extra)]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        command += [*options, *arguments, "--output-file", str(target)]
        done = subprocess.run(command, cwd=ROOT, check=False)
        if done.returncode != 0:
            return done.returncode
        target.write_text(HEADER + target.read_text("utf-8"), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
