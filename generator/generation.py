"""One generation, from the document to the bytes of every file; nothing is written here."""

from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from . import document, engine, ir, output, pages
from .config import Config
from .lint import format_findings, lint, own_extensions
from .lower import lower
from .problems import LintError

__all__ = ["Generation", "build", "generate"]


@frozen
class Generation:
    """What a document and a configuration lead to."""

    api: ir.Api
    files: Mapping[str, bytes]
    """The files of the package, by name."""
    pages: Mapping[Path, bytes]
    """What is written beside the package, by the path of the configuration."""


def generate(config: Config) -> Generation:
    """Refuse the document if any rule of the lint finds something, else build from it."""
    findings = lint(
        document.read(config.spec),
        allowed_extensions=own_extensions(config.extension_prefix),
        extension_prefix=config.extension_prefix,
        units=frozenset(config.units),
    )
    if findings:
        raise LintError(format_findings(findings, path=str(config.spec)))
    return build(config)


def build(config: Config) -> Generation:
    """Generate from a document that is trusted to keep the rules."""
    source = document.load(config.spec)
    parsed = engine.parse(source)
    api = lower(source, parsed, config)
    return Generation(
        api=api,
        files=output.render(api, parsed.environment, config),
        pages=pages.render(api, parsed.environment, config),
    )
