"""Which page says in another language what a page does: what runs the same need not run twice."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs import runner

__all__ = ["is_run_by_its_twin"]

_REMARK = re.compile(r"^(\$ .*?) +#.*$", re.MULTILINE)


def is_run_by_its_twin(page: Path) -> bool:
    """Tell if a Korean page does what the English one beside it does, and shows the same for it.

    Comments and docstrings may differ, and nothing else: a text that a program prints or keeps, or
    a line that a command is to print, makes it a page of its own.
    """
    english = page.with_name(page.name.replace(".ko.", "."))
    return english != page and list(_what_runs(page)) == list(_what_runs(english))


def _what_runs(page: Path) -> Iterator[tuple[str, str]]:
    for block in runner.blocks(page):
        if block.language == "python":
            yield block.language, ast.dump(_without_docstrings(ast.parse(block.text)))
        elif block.language == "console":
            yield block.language, _REMARK.sub(r"\1", block.text)
        elif block.language == "diff":
            yield block.language, block.text


def _without_docstrings(tree: ast.Module) -> ast.Module:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = node.body[0]
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                first.value.value = ""
    return tree
