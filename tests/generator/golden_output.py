"""What the golden documents lead to; `python -m tests.generator.golden_output` writes it again.

In golden/ lies what was generated from the harbour, which has one of everything, and from the
library, the second API of the tests: so that a change of the generator shows as a difference to
read, and so that the type checkers read both. Without manifests: hashes say nothing to a reader.
"""

from collections.abc import Mapping
from pathlib import Path

from attrs import evolve

from generator import config as configuration
from generator.generation import generate
from generator.output import MANIFEST

__all__ = ["HOME", "golden_files", "main"]

HOME = Path(__file__).parent / "golden"
_CONFIGURATIONS = (HOME / "harbour.toml", HOME.parent / "library.toml")
_SOURCES = {"harbour.toml", "harbour.yaml"}


def golden_files() -> Mapping[str, bytes]:
    """Every generated file by its path in golden/."""
    files: dict[str, bytes] = {}
    for path in _CONFIGURATIONS:
        config = configuration.load(path)
        generation = generate(evolve(config, spec=path.parent / config.spec))
        files |= {
            (config.package / name).as_posix(): content
            for name, content in generation.files.items()
            if name != MANIFEST
        }
        files |= {page.as_posix(): content for page, content in generation.pages.items()}
    return files


def committed_files() -> Mapping[str, bytes]:
    """The same as it lies there."""
    return {
        path.relative_to(HOME).as_posix(): path.read_bytes()
        for path in HOME.rglob("*")
        if path.is_file()
        and path.name not in _SOURCES
        and not any(part.startswith((".", "__pycache__")) for part in path.relative_to(HOME).parts)
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
