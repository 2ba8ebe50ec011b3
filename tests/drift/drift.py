"""A drift: one way in which a server can stop being what the reference says.

Each is a switch that a test turns on over the built-in exchange: requests or answers are changed on
their way, a part of the exchange is replaced by a wrong one for the time of a run, or a setting is
one that the reference excludes. Nothing of it is in the exchange itself.
"""

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import pytest
from attrs import define, field, frozen

from tests.contract.meddling import Answer, App, Asked, Meddler

from .text import dump, load, operation_of

__all__ = ["CLASSES", "Drift", "Group", "Notes", "Wrapped"]

CLASSES = (
    "shape",
    "time and units",
    "errors and status",
    "authentication",
    "input validation",
    "paging",
    "lifecycle",
    "money",
    "matching",
    "rate limit",
)
Notes = SimpleNamespace
"""What a drift remembers during one run; empty when the run begins."""
Ask = Callable[[Asked, Notes], Asked | Answer]
Tell = Callable[[Asked, Answer, Notes], Answer]
Patch = Callable[[pytest.MonkeyPatch], None]
Change = Callable[[Any], Any]


@frozen(kw_only=True)
class Drift:
    """One drift and who should notice it."""

    name: str
    group: str
    """Its class."""
    text: str
    """What the server does wrong, in a line."""
    layers: tuple[str, ...]
    """The layers of the contract test expected to find it."""
    ask: Ask | None = None
    tell: Tell | None = None
    patch: Patch | None = None
    switches: Mapping[str, object] = field(factory=dict)
    """Settings of the exchange."""


@define
class Wrapped:
    """A drift turned on in front of one app; it counts the answers it changed."""

    drift: Drift
    changed: int = 0
    _notes: Notes = field(factory=Notes)

    def __call__(self, app: App) -> App:
        """The app that drifts."""
        ask = None if self.drift.ask is None else self._ask
        tell = None if self.drift.tell is None else self._tell
        return app if ask is tell is None else Meddler(app, ask=ask, tell=tell)

    def _ask(self, asked: Asked) -> Asked | Answer:
        return self.drift.ask(asked, self._notes) if self.drift.ask else asked

    def _tell(self, asked: Asked, answer: Answer) -> Answer:
        told = self.drift.tell(asked, answer, self._notes) if self.drift.tell else answer
        self.changed += told != answer
        return told


class Group:
    """The drifts of one class.

    Its methods are decorators: the function's name and docstring become those of the drift.
    `layers` names, in one text, the layers that should find it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.drifts: list[Drift] = []

    def switch(self, name: str, text: str, layers: str, **switches: object) -> None:
        """A setting that the reference excludes."""
        self._add(name, text, layers, switches=switches)

    def ask(self, layers: str) -> Callable[[Ask], Ask]:
        """Requests are changed on their way in, or answered there."""
        return self._decorator(layers, lambda function: {"ask": function})

    def tell(self, layers: str) -> Callable[[Tell], Tell]:
        """Answers are changed on their way out."""
        return self._decorator(layers, lambda function: {"tell": function})

    def patch(self, layers: str) -> Callable[[Patch], Patch]:
        """A part of the exchange is replaced."""
        return self._decorator(layers, lambda function: {"patch": function})

    def answer(self, *operations: str, layers: str) -> Callable[[Change], Change]:
        """The JSON of the successful answers of these operations is replaced."""

        def told(function: Change) -> dict[str, Any]:
            return {"tell": _telling(function, operations, lambda status: 200 <= status < 300)}

        return self._decorator(layers, told)

    def rows(self, *operations: str, layers: str) -> Callable[[Change], Change]:
        """Each object in the successful answers of these operations is replaced."""

        def told(function: Change) -> dict[str, Any]:
            def each(data: Any) -> Any:
                return list(map(function, data)) if isinstance(data, list) else function(data)

            return {"tell": _telling(each, operations, lambda status: 200 <= status < 300)}

        return self._decorator(layers, told)

    def errors(self, *operations: str, layers: str) -> Callable[[Change], Change]:
        """The JSON of error answers is replaced; of all operations when none is named."""

        def told(function: Change) -> dict[str, Any]:
            return {"tell": _telling(function, operations, lambda status: status >= 400)}

        return self._decorator(layers, told)

    def _decorator(self, layers: str, how: Callable[[Any], dict[str, Any]]) -> Callable[[Any], Any]:
        def register(function: Any) -> Any:
            self._add(function.__name__, function.__doc__.strip(), layers, **how(function))
            return function

        return register

    def _add(self, name: str, text: str, layers: str, **how: Any) -> None:
        found = Drift(name=name, group=self.name, text=text, layers=tuple(layers.split()), **how)
        self.drifts.append(found)


def _telling(change: Change, operations: tuple[str, ...], fits: Callable[[int], bool]) -> Tell:
    def tell(asked: Asked, answer: Answer, _: Notes) -> Answer:
        if not fits(answer.status) or not answer.body.startswith((b"{", b"[")):
            return answer
        if operations and operation_of(asked) not in operations:
            return answer
        before = dump(load(answer.body))
        after = dump(change(load(answer.body)))
        return answer if after == before else answer.saying(after)

    return tell
