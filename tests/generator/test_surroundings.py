"""The same document gives the same bytes, wherever and however the generator runs."""

import os
import subprocess
import sys
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from generator.formatting import formatted
from generator.problems import FormatError

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_hash_seed_and_surrounding_configuration_do_not_matter(tmp_path: Path, seed: str) -> None:
    """Every set and dict is in order, and ruff sees the options of the generator alone."""
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 40\nindent-width = 2\n")
    (tmp_path / "ruff.toml").write_text('[format]\nquote-style = "single"\n')
    (tmp_path / "openapi.yaml").write_bytes((ROOT / "openapi.yaml").read_bytes())
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "PYTHONPATH": str(ROOT),
        "RUFF_CONFIG": str(tmp_path / "ruff.toml"),
        "LC_ALL": "C",
        "TZ": "Asia/Seoul",
    }

    subprocess.run(
        [sys.executable, "-m", "generator"], cwd=tmp_path, env=environment, check=True, timeout=60
    )

    written, committed = (_files(home / "gopax_generated") for home in (tmp_path, ROOT))
    assert written == committed
    page = Path("docs", "reference.md")
    assert (tmp_path / page).read_bytes() == (ROOT / page).read_bytes()


@pytest.mark.parametrize("package", ["openapi-python-client", "ruff"])
def test_what_decides_about_the_bytes_is_pinned(package: str) -> None:
    """The installed release is the one that pyproject.toml names."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [entry for entry in groups["dependency-groups"]["test"] if entry.startswith(package)]

    assert wanted == [f"{package}=={version(package)}"]


def test_one_module_knows_the_engine() -> None:
    """Its internals change with any release; the rest never sees them."""
    importers = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "generator").rglob("*.py")
        if "openapi_python_client" in path.read_text(encoding="utf-8")
    ]

    assert importers == ["generator/engine.py"]


def test_the_generator_knows_no_api_by_name() -> None:
    """What is particular to one API stands in its document or in a configuration file."""
    word = "gopax"
    naming = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "generator").rglob("*")
        if path.suffix in {".py", ".jinja"} and word in path.read_text(encoding="utf-8").lower()
    ]

    assert naming == []


def test_code_that_cannot_be_read_is_never_written() -> None:
    """A mistake in a template stops the generation, with ruff's own words."""
    with pytest.raises(FormatError, match=r"broken\.py"):
        formatted({"good.py": "x = 1\n", "broken.py": "def (:\n"})


def _files(package: Path) -> dict[str, bytes]:
    found = (path for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return {path.relative_to(package).as_posix(): path.read_bytes() for path in found}
