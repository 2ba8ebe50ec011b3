"""Execute the notebook of the examples: `python -m tests.examples.notebook` writes its outputs."""

import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parents[2] / "examples" / "analysis.ipynb"


def executed() -> Any:
    """Return the notebook as it is after all of its cells have run in a new kernel."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(notebook, timeout=120, kernel_name="python3")
    client.execute()
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(notebook.cells):
        cell.id = f"cell-{number}"
        cell.metadata = {}
    return notebook


def outputs(notebook: Any) -> list[str]:
    """All that the cells printed or returned as text, in order."""
    return [
        str(output.get("text") or output.get("data", {}).get("text/plain", ""))
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
    ]


if __name__ == "__main__":
    nbformat.write(executed(), NOTEBOOK)
    sys.exit(0)
