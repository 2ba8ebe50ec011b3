"""What a fresh interpreter loads."""

import subprocess
import sys

__all__ = ["loaded"]


def loaded(code: str, **environment: str) -> set[str]:
    """The modules that it has after some code, beyond those that it starts with."""
    program = f"import sys; before = set(sys.modules)\n{code}\nprint(*set(sys.modules) - before)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env=environment or None,
    )
    return set(done.stdout.split())
