"""The default output of two generators on our own openapi.yaml, made when it is needed.

`python -m tests.bench` makes both once and hands their folder to its workers.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["FOLDER_VARIABLE", "generate", "load"]

FOLDER_VARIABLE: Final = "GOPAX_BENCH_PEERS"
_SPEC: Final = Path(__file__).parents[3] / "openapi.yaml"
_OPC: Final = "opc_client"
_OAG: Final = "openapi_client"


def generate(folder: Path) -> None:
    """Write `opc_client` (openapi-python-client) and `openapi_client` (openapi-generator)."""
    _run(
        "openapi-python-client",
        *("generate", "--path", _SPEC, "--meta", "none", "--output-path", folder / _OPC),
    )
    _run("openapi-generator-cli", "generate", "-g", "python", "-i", _SPEC, "-o", folder / "oag")
    made = folder / "oag" / _OAG
    if made.exists():
        made.rename(folder / _OAG)


@cache
def load() -> None:
    """Make both importable. Raises ModuleNotFoundError later where a generator is missing."""
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder is None:
        folder = tempfile.mkdtemp(prefix="gopax-bench-")
        generate(Path(folder))
    sys.path.insert(0, folder)


def _run(name: str, *arguments: object) -> None:
    command = Path(sysconfig.get_path("scripts")) / name
    if command.exists():
        subprocess.run([command, *map(str, arguments)], check=True, capture_output=True)
