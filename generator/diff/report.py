"""Changes as a fragment of a changelog for people, and as JSON for programs."""

import json
from collections.abc import Sequence
from operator import attrgetter

from .changes import Change, Impact, Section
from .versions import Step

__all__ = ["as_json", "as_markdown", "spell_step"]


def as_markdown(changes: Sequence[Change]) -> str:
    """Sections as on keepachangelog.com, breaking changes first in each; empty for no changes."""
    lines: list[str] = []
    for section in Section:
        said = [change for change in changes if change.section is section]
        if said:
            ordered = sorted(said, key=attrgetter("impact"), reverse=True)
            lines += [f"### {section}", "", *map(_line, ordered), ""]
    return "\n".join(lines).rstrip("\n")


def as_json(changes: Sequence[Change], step: Step) -> str:
    """The same for programs, and the version step that is demanded."""
    table = {
        "step": step.word,
        "changes": [
            {
                "kind": change.kind,
                "impact": change.impact.word,
                "section": change.section,
                "affected": [thing.words for thing in change.affected],
                "text": change.text,
            }
            for change in changes
        ],
    }
    return json.dumps(table, indent=2, ensure_ascii=False)


def spell_step(changes: Sequence[Change], step: Step) -> str:
    """`2 breaking, 1 additive, 0 documentation: demands a minor version step`."""
    if not changes:
        return "nothing is different for users: no version step is demanded"
    counts = dict.fromkeys(sorted(Impact, reverse=True), 0)
    for change in changes:
        counts[change.impact] += 1
    said = ", ".join(f"{count} {impact.word}" for impact, count in counts.items())
    return f"{said}: demands a {step.word} version step"


def _line(change: Change) -> str:
    mark = "**Breaking:** " if change.impact is Impact.BREAKING else ""
    return f"- {mark}{', '.join(f'`{thing.words}`' for thing in change.affected)}: {change.text}"
