"""`python -m generator.diff [OLD [NEW]]`: what changed in the document, as a changelog fragment."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from packaging.version import Version

from ..problems import GeneratorError
from .compare import compare
from .edition import Edition, read_edition
from .history import last_release
from .report import as_json, as_markdown, spell_step
from .versions import Step, VersionError, demanded, read_version, taken

_CONFIG = next(Path(__file__).parents[1].glob("*.toml"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0; 1 where the version step is too small; 2 where a side cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        old = read_edition(options.old or last_release(), options.config)
        new = read_edition(options.new, options.config)
        changes = compare(old.api, new.api, client=options.client)
        versions = _versions(options.check_version, old, new)
        stable = (versions[0] if versions else old.version or Version("0")).major > 0
        step = demanded((change.impact for change in changes), stable=stable)
    except GeneratorError as error:
        print(error, file=sys.stderr)
        return 2
    for note in filter(None, (old.note, new.note)):
        print(f"note: {note}", file=sys.stderr)
    if options.json or changes:
        print(as_json(changes, step) if options.json else as_markdown(changes))
    print(f"{old.label} -> {new.label}: {spell_step(changes, step)}", file=sys.stderr)
    if versions is None:
        return 0
    return _judge(step, *versions)


def _judge(step: Step, old: Version, new: Version) -> int:
    went = taken(old, new)
    if went >= step:
        print(f"version {old} -> {new}: enough", file=sys.stderr)
        return 0
    what = f"is a {went.word} step" if went else "is no step up"
    print(f"version {old} -> {new} {what}, and a {step.word} step is demanded", file=sys.stderr)
    return 1


def _versions(
    given: list[str] | None, old: Edition, new: Edition
) -> tuple[Version, Version] | None:
    if given is None:
        return None
    if given:
        if len(given) != 2:
            raise VersionError(f"--check-version takes two versions or none, not {len(given)}")
        return read_version(given[0]), read_version(given[1])
    if old.version is None or new.version is None:
        side = old if old.version is None else new
        raise VersionError(f"{side.label}: no version is known; give --check-version OLD NEW")
    return old.version, new.version


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m generator.diff",
        description="What a change of the document means for users of the Python client.",
        epilog="Exit status: 0; 1 the version step is too small; 2 a side cannot be read.",
    )
    parser.add_argument("old", nargs="?", help="path or git revision (default: last version tag)")
    parser.add_argument("new", nargs="?", help="path or git revision (default: working tree)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    parser.add_argument(
        "--check-version",
        nargs="*",
        metavar="OLD_NEW",
        help="fail if the step from the old to the new version is too small; "
        "without values, both are read from the project",
    )
    parser.add_argument("--client", default="Client", help="how to call the client class")
    parser.add_argument("--config", type=Path, default=_CONFIG, help="configuration file")
    return parser


if __name__ == "__main__":
    sys.exit(main())
