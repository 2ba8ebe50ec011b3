"""`python -m generator.diff [OLD [NEW]]`: what changed in the document, as a changelog fragment."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import config as configuration
from ..problems import GeneratorError
from .compare import compare
from .edition import read_edition
from .gate import add_version_option, judge, pick_baseline, pick_versions, step_for
from .report import as_json, as_markdown, spell_step
from .versions import POLICY


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0; 1 where the version step is too small; 2 where a side cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        baseline, check = pick_baseline(options.old, options.check_version)
        path = options.config or configuration.default()
        old, new = (read_edition(name, path) for name in (baseline, options.new))
        client = options.client or configuration.load(path).client
        changes = compare(old.api, new.api, client=client)
        versions = pick_versions(check, old, new)
        step = step_for((change.impact for change in changes), old, versions)
    except GeneratorError as error:
        print(error, file=sys.stderr)
        return 2
    for note in filter(None, (old.note, new.note)):
        print(f"note: {note}", file=sys.stderr)
    if options.json or changes:
        print(as_json(changes, step) if options.json else as_markdown(changes))
    print(f"{old.label} -> {new.label}: {spell_step(changes, step)}", file=sys.stderr)
    return judge(step, versions)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m generator.diff",
        description="What a change of the document means for users of the Python client.",
        epilog=f"{POLICY}\n"
        "Exit status: 0; 1 the version step is too small; 2 a side cannot be read.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("old", nargs="?", help="path or git revision (default: last version tag)")
    parser.add_argument("new", nargs="?", help="path or git revision (default: working tree)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    add_version_option(parser)
    parser.add_argument("--client", help="how to call the client class (default: as configured)")
    parser.add_argument("--config", type=Path, help="configuration (default: the generator's)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
