"""`python -m generator`: write the package, or check that it is what would be written."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from attrs import evolve

from . import config as configuration
from . import output, pages
from .config import Config
from .diff.announce import since_last_commit
from .generation import Generation, generate
from .lint import format_findings
from .problems import GeneratorError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit status is 0, or 1 where something has to be done."""
    options = _parser().parse_args(arguments)
    try:
        config = _config(options.config, options.spec, options.out)
        generation = generate(config)
        if options.check:
            return _check(generation, config)
        changed = output.write(generation.files, config.package)
    except GeneratorError as error:
        print(str(error).rstrip("\n"), file=sys.stderr)
        print("Nothing was written.", file=sys.stderr)
        return 1
    print(format_findings((), path=str(config.spec)), end="")
    if options.spec is None and options.out is None:  # else it is no edition of the same document
        path = options.config or configuration.default()
        print(since_last_commit(generation.api, path, client=config.client))
    for name in changed:
        print(f"{config.package.name}/{name}")
    for page in pages.write(generation.pages):
        print(page)
    return 0


def _check(generation: Generation, config: Config) -> int:
    found = [
        *output.differences(generation.files, config.package),
        *pages.differences(generation.pages),
    ]
    for _, diff in found:
        print(diff, end="")
    for name, _ in found:
        print(f"{name} differs: run `python -m generator` and commit the result", file=sys.stderr)
    return 1 if found else 0


def _config(path: Path | None, spec: Path | None, out: Path | None) -> Config:
    if path is None and spec is not None and out is not None:
        return Config(spec=spec, package=out)
    config = configuration.load(path or configuration.default())
    if spec is None and out is None:
        return config
    # Pages belong to what is configured: another document or directory does not touch them.
    return evolve(config, spec=spec or config.spec, package=out or config.package, pages={})


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
