"""Renders the templates, and writes the files or compares them with what is there."""

import difflib
import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from . import engine, ir
from .config import Config
from .formatting import formatted
from .problems import OutputError
from .spelling import FILTERS, snake
from .views import context

__all__ = ["MANIFEST", "TEMPLATES", "differences", "prepared", "render", "unified", "write"]

TEMPLATES = Path(__file__).parent / "templates"
MANIFEST = "_manifest.json"

_MOST_NAMES = 5
_SUFFIX = ".jinja"
_EACH_MODEL = f"models/_model.py{_SUFFIX}"
"""Rendered for one model or row at a time: each has a module of its own."""


def render(api: ir.Api, environment: Environment, config: Config) -> Mapping[str, bytes]:
    """Every file of the package by its name, formatted."""
    prepared(environment)
    values = context(api, config)
    drafts = {
        name.removesuffix(_SUFFIX): environment.get_template(name).render(values)
        for name in _sources(f"*.py{_SUFFIX}")
        if name != _EACH_MODEL
    }
    each_model = environment.get_template(_EACH_MODEL)
    entries: tuple[ir.Row | ir.Model, ...] = (*api.rows, *api.models)
    for entry in entries:
        drafts[f"models/_{snake(entry.name)}.py"] = each_model.render(values, entry=entry)
    files = dict(formatted(drafts))
    files["py.typed"] = b""
    files[MANIFEST] = _manifest(config, files)
    return files


def prepared(environment: Environment) -> None:
    """Let the engine's environment find our templates and filters."""
    environment.loader = FileSystemLoader(TEMPLATES)  # ours alone: none of the engine's may slip in
    environment.filters.update(FILTERS)


def write(files: Mapping[str, bytes], package: Path) -> list[str]:
    """Make the directory hold these files and nothing else; the names of those that changed.

    Only what the generator wrote before is ever deleted: a file of another origin is an error.
    """
    changed = [name for name, _ in _compare(files, package)]
    foreign = {*changed} - {*files} - _written_before(package)
    if foreign:
        names = ", ".join(sorted(foreign)[:_MOST_NAMES])
        raise OutputError(f"{package} holds what was not generated: {names}; move it away first")
    package.mkdir(parents=True, exist_ok=True)
    for name in changed:
        path = package / name
        if name in files:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(files[name])
        else:
            path.unlink()
    return changed


def differences(files: Mapping[str, bytes], package: Path) -> Iterator[tuple[str, str]]:
    """The name of each file that is not as it would be written, with a unified diff."""
    for name, found in _compare(files, package):
        path = f"{package.name}/{name}"
        yield path, unified(path, found, files.get(name))


def unified(name: str, found: bytes | None, wanted: bytes | None) -> str:
    """The difference between what is there and what is wanted, None for a file that is not."""
    there = "/dev/null" if found is None else name
    then = "/dev/null" if wanted is None else name
    return "".join(difflib.unified_diff(_lines(found or b""), _lines(wanted or b""), there, then))


def _sources(pattern: str) -> list[str]:
    """The templates of a kind, by their path."""
    found = (path for path in TEMPLATES.rglob(pattern) if path.is_file())
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in found)


def _written_before(package: Path) -> set[str]:
    try:
        manifest = json.loads((package / MANIFEST).read_bytes())
        return {MANIFEST, *manifest["files"]}
    except (OSError, ValueError, TypeError, KeyError):
        return set()


def _compare(files: Mapping[str, bytes], package: Path) -> Iterator[tuple[str, bytes | None]]:
    there = {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.relative_to(package).parts
    }
    for name in sorted({*files, *there}):
        if files.get(name) != there.get(name):
            yield name, there.get(name)


def _lines(content: bytes) -> list[str]:
    lines = content.decode("utf-8", "backslashreplace").splitlines(keepends=True)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n\\ No newline at end of file\n"
    return lines


def _manifest(config: Config, files: Mapping[str, bytes]) -> bytes:
    """What the package was made from and what it is made of: hashes, never dates."""
    sources = {name: _hash((TEMPLATES / name).read_bytes()) for name in _sources("*")}
    manifest = {
        "document": {config.spec.name: _hash(config.spec.read_bytes())},
        "engine": {"openapi-python-client": engine.VERSION},
        "formatter": {"ruff": version("ruff")},
        "templates": sources,
        "files": {name: _hash(content) for name, content in sorted(files.items())},
    }
    return json.dumps(manifest, indent=2).encode() + b"\n"


def _hash(content: bytes) -> str:
    return f"sha256:{hashlib.sha256(content).hexdigest()}"
