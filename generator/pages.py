"""Pages for people that are written beside the package, from the same document."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import Environment

from . import ir
from .config import Config
from .output import TEMPLATES, prepared, unified
from .problems import ConfigError
from .views import context

__all__ = ["differences", "render", "write"]


def render(api: ir.Api, environment: Environment, config: Config) -> Mapping[Path, bytes]:
    """Every page of the configuration, by its path."""
    for name, path in config.pages.items():
        if not (TEMPLATES / f"{name}.jinja").is_file():
            raise ConfigError(f"there is no template {name}.jinja for {path}")
    if not config.pages:
        return {}
    prepared(environment)
    values = context(api, config)
    return {
        path: environment.get_template(f"{name}.jinja").render(values, page=path).encode()
        for name, path in config.pages.items()
    }


def write(pages: Mapping[Path, bytes]) -> list[str]:
    """Write the pages that are not as they should be; their paths."""
    stale = [path for path, content in pages.items() if _read(path) != content]
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pages[path])
    return [path.as_posix() for path in stale]


def differences(pages: Mapping[Path, bytes]) -> Iterator[tuple[str, str]]:
    """The path of each page that is not as it would be written, with a unified diff."""
    for path, content in pages.items():
        found = _read(path)
        if found != content:
            yield path.as_posix(), unified(path.as_posix(), found, content)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
