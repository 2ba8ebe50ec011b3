"""The pages that list what a package exports: for the site, and as plain Markdown."""

from importlib import import_module
from inspect import cleandoc
from pathlib import Path

import griffe

__all__ = ["directives", "markdown", "public_names"]


def public_names(door: str) -> list[str]:
    """What a package exports, in the order of its own list."""
    return [name for name in import_module(door).__all__ if not name.startswith("__")]


def directives(door: str) -> str:
    """Return the page for mkdocstrings: a directive for each public name."""
    about = cleandoc(import_module(door).__doc__ or "")
    names = "\n\n".join(f"::: {door}.{name}" for name in public_names(door))
    return f"# {door}\n\n{about}\n\n{names}\n"


def markdown(root: Path, door: str) -> str:
    """Return the same page for a reader of plain text: signatures and docstrings as written."""
    loader = griffe.GriffeLoader(search_paths=[str(root)])
    package = loader.load(door.partition(".")[0])
    loader.resolve_aliases(implicit=True, external=False)
    module = package[door.partition(".")[2]] if "." in door else package
    parts = [f"# {door}", cleandoc(import_module(door).__doc__ or "")]
    for name in public_names(door):
        parts += _entry(module[name], f"{door}.{name}", "##")
    return "\n\n".join(parts) + "\n"


def _entry(thing: "griffe.Object | griffe.Alias", path: str, heading: str) -> list[str]:
    parts = [f"{heading} {path}"]
    target = thing.final_target if isinstance(thing, griffe.Alias) else thing
    if isinstance(target, griffe.Function | griffe.Class):
        parts.append(f"```text\n{_signature(target)}\n```")
    if thing.docstring:
        parts.append(thing.docstring.value)
    if thing.is_class:
        for name, member in {**thing.inherited_members, **thing.members}.items():
            if not name.startswith("_") and member.docstring:
                parts += _entry(member, name, heading + "#")
    return parts


def _signature(thing: griffe.Function | griffe.Class) -> str:
    parameters = [
        f"{parameter.name}{f': {parameter.annotation}' if parameter.annotation else ''}"
        f"{f' = {parameter.default}' if parameter.default is not None else ''}"
        for parameter in thing.parameters
        if parameter.name != "self"
    ]
    returns = thing.returns if isinstance(thing, griffe.Function) else None
    answer = f" -> {returns}" if returns else ""
    return f"{thing.name}({', '.join(parameters)}){answer}"
