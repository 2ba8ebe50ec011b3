"""`python -m generator.apidiff [OLD [NEW]]`: what changed in the public Python surface."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from .. import config as configuration
from .. import diff
from ..diff.edition import read_edition
from ..diff.gate import add_version_option, judge, pick_baseline, pick_versions, step_for
from ..diff.history import Revision, Tree, WorkingTree
from ..diff.project import doors_of, packages_of
from ..problems import GeneratorError
from .agreement import unexplained
from .changes import ApiChange, compare
from .surface import read_surface

_HEADINGS = {
    "removed": "Removed, breaking",
    "changed": "Changed, breaking",
    "retyped": "Other types",
    "added": "Added",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0; 1 where a check failed; 2 where a side cannot be read."""
    options = _parser().parse_args(arguments)
    try:
        baseline, check = pick_baseline(options.old, options.check_version)
        old_tree = Revision.named(baseline)
        new_tree: Tree = WorkingTree() if options.new is None else Revision.named(options.new)
        packages, doors = packages_of(new_tree), doors_of(new_tree)
        old, new = (read_surface(tree, packages, doors) for tree in (old_tree, new_tree))
        changes = compare(old, new)
        strange = _unexplained(changes, baseline, options) if options.explain else ()
        versions = pick_versions(check, old, new)
        step = step_for((change.impact for change in changes), old, versions)
    except GeneratorError as error:
        print(error, file=sys.stderr)
        return 2
    _print(changes, as_json=options.json)
    demand = f"a {step.word}" if step else "no"
    print(f"{old.label} -> {new.label}: demands {demand} version step", file=sys.stderr)
    for change in strange:
        print(
            f"`{change.name}`: {change.words}: no change of the document says so", file=sys.stderr
        )
    return max(judge(step, versions), int(bool(strange)))


def _unexplained(
    changes: Sequence[ApiChange], old: str, options: argparse.Namespace
) -> tuple[ApiChange, ...]:
    path = options.config or configuration.default()
    config = configuration.load(path)
    then, now = (read_edition(name, path) for name in (old, options.new))
    document = diff.compare(then.api, now.api, client=config.client)
    return unexplained(changes, document, config.package_name)


def _print(changes: Sequence[ApiChange], *, as_json: bool) -> None:
    if as_json:
        table = [
            {
                "kind": change.kind,
                "impact": change.impact.word,
                "name": change.name,
                "text": change.words,
            }
            for change in changes
        ]
        print(json.dumps(table, indent=2, ensure_ascii=False))
        return
    for kind, heading in _HEADINGS.items():
        said = [change for change in changes if change.kind == kind]
        if said:
            lines = (f"- `{change.name}`: {change.words}" for change in said)
            print("\n".join([f"### {heading}", "", *lines, ""]))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m generator.apidiff",
        description="What changed in the public Python surface of the packages.",
        epilog="Exit status: 0; 1 a check failed; 2 a side cannot be read.",
    )
    parser.add_argument("old", nargs="?", help="git revision (default: the last version tag)")
    parser.add_argument("new", nargs="?", help="git revision (default: the working tree)")
    parser.add_argument("--json", action="store_true", help="print JSON instead of Markdown")
    parser.add_argument(
        "--explain",
        action="store_true",
        help="fail if something in the generated package changed though the document did not",
    )
    add_version_option(parser)
    parser.add_argument("--config", type=Path, help="configuration (default: the generator's)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
