"""Rules by operation: functions whose name is the promise that they look after."""

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

__all__ = ["Rulebook"]

F = TypeVar("F", bound=Callable[..., Iterator[str]])


class Rulebook(Generic[F]):
    """Collects rules; each yields one text for everything that is wrong."""

    def __init__(self) -> None:
        self._rules: dict[str, list[tuple[str, F]]] = {}

    def rule(self, *operations: str) -> Callable[[F], F]:
        """Apply the function below to calls of these operations."""

        def register(function: F) -> F:
            name = function.__name__.strip("_").replace("_", " ")
            for operation in operations:
                self._rules.setdefault(operation, []).append((name, function))
            return function

        return register

    def of(self, operation: str) -> list[tuple[str, F]]:
        """The rules for an operation, with their names."""
        return self._rules.get(operation, [])

    def names(self) -> set[str]:
        """The names of all rules."""
        return {name for found in self._rules.values() for name, _ in found}
