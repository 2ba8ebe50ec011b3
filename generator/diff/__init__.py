"""What a change of the document means for users of the Python client: IR against IR.

`python -m generator.diff OLD NEW` prints a changelog fragment; `compare` is the same for programs.
"""

from .changes import Change, Impact, Section, Thing
from .compare import compare
from .report import as_json, as_markdown, spell_step
from .versions import Step, demanded

__all__ = [
    "Change",
    "Impact",
    "Section",
    "Step",
    "Thing",
    "as_json",
    "as_markdown",
    "compare",
    "demanded",
    "spell_step",
]
