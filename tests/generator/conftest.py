"""The packages that the tests of the generator look at, each generated once."""

import shutil
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from attrs import evolve

from generator import config as configuration
from generator.config import Config
from generator.generation import Generation, generate

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@pytest.fixture(scope="session")
def library() -> Config:
    """A second, made-up API that has one of everything."""
    config = configuration.load(HERE / "library.toml")
    return evolve(config, spec=HERE / config.spec)


@pytest.fixture(scope="session")
def library_files(library: Config) -> Mapping[str, bytes]:
    """What is generated from it."""
    return generate(library).files


@pytest.fixture(scope="session")
def committed() -> Generation:
    """What is generated from the project's own document."""
    config = configuration.load(configuration.default())
    return generate(evolve(config, spec=ROOT / config.spec))


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the committed package, to be damaged."""
    only_source = shutil.ignore_patterns("__pycache__")
    return Path(
        shutil.copytree(ROOT / "gopax_generated", tmp_path / "gopax_generated", ignore=only_source)
    )


@pytest.fixture
def document(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a small document: the paths and components of a test around a fixed head."""

    def write(text: str) -> Path:
        path = tmp_path / "small.yaml"
        head = 'openapi: 3.1.0\ninfo: {title: Small, version: "1"}\n'
        path.write_text(head + textwrap.dedent(text), encoding="utf-8")
        return path

    return write
