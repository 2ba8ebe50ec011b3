"""Exceptions as the templates see them."""

from collections.abc import Iterator

from attrs import frozen

from .. import ir
from ..config import Config
from ..spelling import enumerated, evidence_in_words, paragraphs, sentence

__all__ = ["Errors"]


@frozen
class Errors:
    """The part of an API that goes wrong."""

    _api: ir.Api
    _config: Config

    @property
    def error_names(self) -> list[str]:
        """Every exception class, parents first."""
        return [
            self._config.root_error,
            "ArgumentError",
            "ArgumentTypeError",
            "DecodeError",
            "ApiError",
            *(status.name for status in self._api.statuses),
            *(error.name for error in self._api.errors),
        ]

    @property
    def error_members(self) -> list[str]:
        """Members whose presence makes a body an error body."""
        body = self._config.error_body
        return [name for name in (body.code, body.message, body.legacy) if name is not None]

    @property
    def errors_doc(self) -> str:
        """Docstring of the module: the whole tree, with the number of each error."""
        lines = [
            "All errors, as one tree.",
            "",
            f"    {self._config.root_error}",
            "    ├─ ArgumentError (also ValueError)",
            "    │  └─ ArgumentTypeError (also TypeError)",
            "    ├─ DecodeError",
            "    └─ ApiError",
        ]
        for index, status in enumerate(self._api.statuses):
            last = index == len(self._api.statuses) - 1
            lines.append(f"       {'└─' if last else '├─'} {status.name} ({status.code})")
            bar = " " if last else "│"
            below = [error for error in self._api.errors if error.status == status.code]
            lines += self._branches(f"       {bar}  ", below, None)
        lines += [
            "",
            "An answer is raised as the class of its number, else of its status, else as ApiError.",
            "Every error says by `outcome` what became of the call, and by `fix` what to do next.",
        ]
        return "\n".join(lines)

    def _branches(
        self, margin: str, below: list[ir.ErrorClass], parent: str | None
    ) -> Iterator[str]:
        children = [error for error in below if error.parent == parent]
        for error in children:
            last = error is children[-1]
            numbers = ", ".join(map(str, error.codes))
            yield f"{margin}{'└─' if last else '├─'} {error.name} ({numbers})"
            yield from self._branches(f"{margin}{' ' if last else '│'}  ", below, error.name)

    def status_doc(self, status: ir.Status) -> str:
        """Docstring of the class of a status."""
        return sentence(f"{status.code}: {status.description}")

    def error_doc(self, error: ir.ErrorClass) -> str:
        """Docstring of the class of a numbered error."""
        where = None if error.documented else "Not in the reference."
        evidence = evidence_in_words(error.evidence, self._config)
        unknown = "The call may have been carried out." if error.outcome == "unknown" else None
        return paragraphs(
            f"{enumerated(error.codes)}: {sentence(error.description)}",
            " ".join(filter(None, [where, evidence, unknown])),
        )

    def base_of(self, error: ir.ErrorClass) -> str:
        """The class it is a kind of, else that of the status it normally comes with."""
        if error.parent is not None:
            return error.parent
        names = {status.code: status.name for status in self._api.statuses}
        return names.get(error.status, "ApiError")

    def noqa_suffix(self, base: str) -> str:
        """What quiets ruff, which wants `Error` at the end of what is below a class that has it."""
        return "  # noqa: N818 - the API's own word" if base.endswith("Error") else ""

    def errors_of(self, operation: ir.Operation) -> list[str]:
        """The classes of errors an operation documents: by status, then by number."""
        by_status = [s.name for s in self._api.statuses if s.code in operation.statuses]
        return by_status + [error.name for error in self._api.errors_of(operation)]
