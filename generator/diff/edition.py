"""One side of a comparison: a document that was lowered, and the version it belongs to."""

import tempfile
from pathlib import Path

from attrs import frozen
from packaging.version import Version

from .. import config as configuration
from .. import document, engine, ir
from ..lower import lower
from ..problems import ConfigError, DocumentError, GeneratorError
from .history import HistoryError, Revision, Tree, WorkingTree
from .project import version_of

__all__ = ["Edition", "read_edition"]


@frozen(kw_only=True)
class Edition:
    """What the document said at one moment."""

    label: str
    api: ir.Api
    version: Version | None
    """Of the distribution; None where it is not known."""
    note: str | None = None
    """What the reader of a comparison should know about this side."""


def read_edition(argument: str | None, config_path: Path) -> Edition:
    """Read the document at a path, at a git revision, or (None) in the working tree."""
    config = configuration.load(config_path)
    if argument is None or Path(argument) == config.spec:
        tree: Tree = WorkingTree()
    elif Path(argument).exists():
        api = _lower(argument, Path(argument), config)
        return Edition(label=argument, api=api, version=None)
    else:
        tree = Revision.named(argument)
    return _read_tree(tree, config_path, config)


def _read_tree(tree: Tree, config_path: Path, config: configuration.Config) -> Edition:
    config, note = _config_then(tree, config_path, config)
    spec = config.spec.as_posix()
    text = tree.read(spec)
    if text is None:
        raise HistoryError(f"{tree.label}: there is no {spec}; give the path of a document instead")
    with tempfile.TemporaryDirectory() as room:
        path = Path(room, config.spec.name)
        path.write_bytes(text)
        api = _lower(tree.label, path, config)
    return Edition(label=tree.label, api=api, version=version_of(tree), note=note)


def _config_then(
    tree: Tree, path: Path, today: configuration.Config
) -> tuple[configuration.Config, str | None]:
    """The configuration of that time, which decides about arguments as the document does."""
    here = Path.cwd()
    if isinstance(tree, WorkingTree) or not path.resolve().is_relative_to(here):
        return today, None
    text = tree.read(path.resolve().relative_to(here).as_posix())
    if text is None:
        return today, None
    with tempfile.TemporaryDirectory() as room:
        then = Path(room, path.name)
        then.write_bytes(text)
        try:
            return configuration.load(then), None
        except ConfigError as error:
            reason = str(error).replace(str(then), path.name)
            return today, f"{tree.label}: read with today's configuration, because {reason}"


def _lower(label: str, path: Path, config: configuration.Config) -> ir.Api:
    try:
        read = document.load(path)
        return lower(read, engine.parse(read), config)
    except GeneratorError as error:
        where = "" if label == path.name else f"{label}: "  # the error names the file itself
        raise DocumentError(f"{where}{error}") from error
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        # The lowering trusts what the lint let pass; an edition of long ago may not have met it.
        raise DocumentError(
            f"{label}: {path.name} cannot be understood ({type(error).__name__}: {error}); "
            "`python -m generator` with it tells the line"
        ) from error
