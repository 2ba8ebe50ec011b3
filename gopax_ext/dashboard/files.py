"""The files of the pages, read once: nothing on disk is looked up by what a caller writes."""

import hashlib
import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from attrs import field, frozen

__all__ = ["File", "load_files", "logo_style"]

CHARTS: Final = "/dashboard/assets/lightweight-charts.standalone.production.js"
_TYPES: Final = {
    ".css": b"text/css; charset=utf-8",
    ".html": b"text/html; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".md": b"text/plain; charset=utf-8",
    ".mjs": b"text/javascript; charset=utf-8",
    ".svg": b"image/svg+xml",
    ".txt": b"text/plain; charset=utf-8",
    ".yaml": b"text/plain; charset=utf-8",
}
_PAGES: Final = {"/dashboard/index.html": "/", "/dashboard/docs.html": "/docs"}


@frozen
class File:
    """One file as it is served; `tag` changes with its content."""

    body: bytes = field(repr=False)
    type: bytes
    tag: bytes


def load_files() -> dict[str, File]:
    """Every file by the path it is served at."""
    package = files("gopax_ext")
    found: dict[str, File] = {}
    _collect(package / "dashboard" / "static", "/dashboard/", found)
    _collect(package / "assets", "/dashboard/assets/", found)
    found["/dashboard/openapi.yaml"] = _file("openapi.yaml", _document(package).read_bytes())
    return {_PAGES.get(path, path): file for path, file in found.items()}


def logo_style(charts: File) -> str | None:
    """The style that the chart library adds for its logo: the only inline style of the pages."""
    match = re.search(r'innerText="(a#tv-attr-logo[^"\\]*)"', charts.body.decode())
    return match[1] if match else None


def _collect(folder: Traversable, path: str, found: dict[str, File]) -> None:
    for entry in folder.iterdir():
        if entry.is_dir():
            _collect(entry, f"{path}{entry.name}/", found)
        elif _ending(entry.name) in _TYPES:
            found[path + entry.name] = _file(entry.name, entry.read_bytes())


def _document(package: Traversable) -> Traversable:
    """The specification: inside the installed package, and beside the packages in a checkout."""
    inside = package / "dashboard" / "openapi.yaml"
    return inside if inside.is_file() else package / ".." / "openapi.yaml"


def _file(name: str, body: bytes) -> File:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'.encode()
    return File(body, _TYPES[_ending(name)], tag)


def _ending(name: str) -> str:
    return "." + name.rpartition(".")[2]
