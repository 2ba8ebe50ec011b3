"""Make `.venv` ready for a group of requirements: `python3 scripts/bootstrap.py run|test|lint`.

Any Python 3 can run this file, so one that is too old says so in a sentence instead of failing on
syntax. It finds a newer Python where there is one; `environment.py` does the work.
"""

import subprocess
import sys

OLDEST = (3, 11)
NEWER = ("python3.13", "python3.12", "python3.11")


def too_old(executable: str, version: "tuple[int, ...]") -> str:
    """The one line for a Python that is too old."""
    return (
        "gopax-client needs Python 3.11 or later, and {} is {}.{}. "
        "Install a newer one beside it and name it: make demo PY=python3.12"
    ).format(executable, *version)


def find_newer() -> "str | None":
    """The first of `NEWER` on PATH that really runs, or None."""
    for name in NEWER:
        try:
            command = [name, "-c", "import sys; print(sys.executable)"]
            return subprocess.check_output(command, stderr=subprocess.DEVNULL).decode().strip()
        except (OSError, subprocess.CalledProcessError):
            continue
    return None


def main(arguments: "list[str]") -> int:
    """Hand over to `environment.main`, in a newer Python when this one is too old."""
    version = tuple(sys.version_info[:2])
    if version < OLDEST:
        newer = None if "--this-python" in arguments else find_newer()
        if newer is None:
            sys.stderr.write(too_old(sys.executable, version) + "\n")
            return 1
        return subprocess.call([newer, __file__, *arguments])
    import environment  # noqa: PLC0415 - an older Python could not read it

    return environment.main(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
