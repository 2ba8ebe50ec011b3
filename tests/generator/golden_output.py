"""What the golden document leads to; `python -m tests.generator.golden_output` writes it again.

Beside the fixture in golden/ lies what was generated from it, so that a change of the generator
shows as a difference to read. Without the manifest: its hashes say nothing that could be read.
"""

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from generator import config as configuration
from generator.generation import generate
from generator.output import MANIFEST

__all__ = ["HOME", "golden_files", "main"]

HOME = Path(__file__).parent / "golden"
_SOURCES = {"harbour.toml", "harbour.yaml"}


def golden_files() -> Mapping[str, bytes]:
    """Every generated file by its path in golden/."""
    config = configuration.load(HOME / "harbour.toml")
    generation = generate(evolve(config, spec=HOME / config.spec))
    package = {
        (config.package / name).as_posix(): content
        for name, content in generation.files.items()
        if name != MANIFEST
    }
    return package | {path.as_posix(): content for path, content in generation.pages.items()}


def committed_files() -> Mapping[str, bytes]:
    """The same as it lies there."""
    return {
        path.relative_to(HOME).as_posix(): path.read_bytes()
        for path in HOME.rglob("*")
        if path.is_file() and path.name not in _SOURCES and path.suffix != ".pyc"
    }


def main() -> None:
    """Write what is generated, take away what is not."""
    wanted, found = golden_files(), committed_files()
    for name in found.keys() - wanted.keys():
        (HOME / name).unlink()
    for name in sorted(name for name in wanted if wanted[name] != found.get(name)):
        path = HOME / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(wanted[name])
        print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


if __name__ == "__main__":
    main()
