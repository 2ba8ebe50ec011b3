"""`python -m generator`: write the package, or check that it is what would be written."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from attrs import evolve

from . import config as configuration
from . import document, engine, output
from .config import Config
from .lower import lower
from .problems import GeneratorError

_HERE = Path(__file__).parent


def generate(config: Config) -> Mapping[str, bytes]:
    """Every file of the package that the configuration describes; nothing is written."""
    source = document.load(config.spec)
    parsed = engine.parse(source)
    return output.render(lower(source, parsed, config), parsed.environment, config)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, or 1 where something has to be done."""
    options = _parser().parse_args(arguments)
    try:
        config = _config(options.config, options.spec, options.out)
        files = generate(config)
        if options.check:
            return _check(files, config)
        changed = output.write(files, config.package)
    except GeneratorError as error:
        print(error, file=sys.stderr)
        print("Nothing was written.", file=sys.stderr)
        return 1
    for name in changed:
        print(f"{config.package.name}/{name}")
    return 0


def _check(files: Mapping[str, bytes], config: Config) -> int:
    found = list(output.differences(files, config.package))
    for _, diff in found:
        print(diff, end="")
    for name, _ in found:
        print(f"{name} differs: run `python -m generator` and commit the result", file=sys.stderr)
    return 1 if found else 0


def _config(path: Path | None, spec: Path | None, out: Path | None) -> Config:
    if path is None and spec is not None and out is not None:
        return Config(spec=spec, package=out)
    config = configuration.load(path or _only_configuration())
    return evolve(config, spec=spec or config.spec, package=out or config.package)


def _only_configuration() -> Path:
    found = sorted(_HERE.glob("*.toml"))
    if len(found) != 1:
        raise GeneratorError(f"{len(found)} configurations in {_HERE}: say which with --config")
    return found[0]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m generator", description="Write a typed client from an OpenAPI document."
    )
    parser.add_argument("--check", action="store_true", help="write nothing, exit 1 on differences")
    parser.add_argument("--config", type=Path, help="configuration (default: the one beside me)")
    parser.add_argument("--spec", type=Path, help="OpenAPI document, instead of the configured")
    parser.add_argument("--out", type=Path, help="package to write, instead of the configured")
    return parser


if __name__ == "__main__":
    sys.exit(main())
