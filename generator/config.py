"""What is particular to one API and cannot stand in its OpenAPI document."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import field, fields, frozen

from .problems import ConfigError

__all__ = ["Config", "ErrorBodyConfig", "ReferenceConfig", "default", "load"]


@frozen(kw_only=True)
class ErrorBodyConfig:
    """How an error answer is recognised and read."""

    code: str | None = None
    """Member that holds the number of the error."""

    message: str | None = None
    """Member that holds the message."""

    data: str | None = None
    """Member that holds more about the error, of any type."""

    legacy: str | None = None
    """Member of an older form of the body: a message that ends with the number of the error."""


@frozen(kw_only=True)
class ReferenceConfig:
    """What the page of the reference says besides the document. Its examples run as they stand."""

    note: str = ""
    """What readers should know first."""

    python: str = ""
    """What every Python example begins with; it defines `client`."""

    shell: str = ""
    """What every shell example begins with."""

    public: str = 'curl --request {method} "$BASE_URL"{target} {body}'
    """A public call: {method}, {target} (path and query) and {body}, quoted for the shell."""

    private: str = 'curl --request {method} "$BASE_URL"{target} {body}'
    """The same for a call that has to be signed."""


@frozen(kw_only=True)
class Config:
    """One generation: what is read, what is written, and the words of this API."""

    spec: Path
    """The OpenAPI document."""

    package: Path
    """The directory that is written; its name is the import name."""

    extension_prefix: str = "x-"
    """What the document's own extensions begin with."""

    root_error: str = "ApiClientError"
    """Name of the exception that all others are below."""

    positional: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """Body members that are positional arguments, by operationId."""

    timestamps: Mapping[str, int] = field(factory=dict[str, int])
    """Units of numbers that are moments in time, and how many make a second."""

    units: Mapping[str, str] = field(factory=dict[str, str])
    """What the units of the document mean, in words for docstrings."""

    evidence: Mapping[str, str] = field(factory=dict[str, str])
    """Marks that `x-evidence` begins with, and the sources they stand for."""

    error_body: ErrorBodyConfig = ErrorBodyConfig()

    client: str = "Client"
    """The class that users call, in the words of changelogs and examples."""

    pages: Mapping[str, Path] = field(factory=dict[str, Path])
    """What is written beside the package, by name of its template."""

    reference: ReferenceConfig = ReferenceConfig()

    @property
    def package_name(self) -> str:
        return self.package.name


def default() -> Path:
    """The configuration beside the generator; there is one."""
    found = sorted(Path(__file__).parent.glob("*.toml"))
    if len(found) != 1:
        raise ConfigError(
            f"{len(found)} configurations in {Path(__file__).parent}: say which with --config"
        )
    return found[0]


def load(path: Path) -> Config:
    """Read a configuration; its paths are relative to the directory it is used from."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: not TOML: {error}") from error
    _refuse_unknown(path, "", table, Config)
    body = table.pop("error_body", {})
    _refuse_unknown(path, "error_body.", body, ErrorBodyConfig)
    reference = table.pop("reference", {})
    _refuse_unknown(path, "reference.", reference, ReferenceConfig)
    for name in ("spec", "package"):
        if name not in table:
            raise ConfigError(f"{path}: `{name}` is missing")
        table[name] = Path(table[name])
    for unit, per_second in table.get("timestamps", {}).items():
        if not isinstance(per_second, int) or per_second < 1 or 1_000_000 % per_second:
            raise ConfigError(f"{path}: timestamps.{unit}: {per_second!r} does not divide 1000000")
    positional = {key: tuple(value) for key, value in table.pop("positional", {}).items()}
    pages = {name: Path(page) for name, page in table.pop("pages", {}).items()}
    return Config(
        **table,
        positional=positional,
        pages=pages,
        error_body=ErrorBodyConfig(**body),
        reference=ReferenceConfig(**reference),
    )


def _refuse_unknown(path: Path, prefix: str, table: Mapping[str, Any], kind: type[Any]) -> None:
    known = {attribute.name for attribute in fields(kind)}
    for name in table:
        if name not in known:
            raise ConfigError(
                f"{path}: `{prefix}{name}` is not known; known are {', '.join(sorted(known))}"
            )
