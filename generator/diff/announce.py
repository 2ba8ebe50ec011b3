"""What `make generate` says about the document: how it differs from the last commit."""

from pathlib import Path

from .. import ir
from ..problems import GeneratorError
from .compare import compare
from .edition import read_edition
from .gate import step_for
from .report import as_markdown, spell_step

__all__ = ["since_last_commit"]


def since_last_commit(api: ir.Api, config: Path, *, client: str = "Client") -> str:
    """A fragment of a changelog and the version step it demands, as text for a terminal.

    Generating has to work without a history, and after a document that was worse than today's: then
    the text says why there is nothing to compare with.
    """
    try:
        old = read_edition("HEAD", config)
    except GeneratorError as error:
        return f"Nothing to compare the document with: {error}"
    changes = compare(old.api, api, client=client)
    step = step_for((change.impact for change in changes), old, None)
    summary = f"Since the last commit: {spell_step(changes, step)}."
    return f"{as_markdown(changes)}\n\n{summary}" if changes else summary
