"""Rules and the groups they stand in: small functions with a code, a title and a fix."""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from attrs import frozen

from .document import Node
from .finding import Problem

__all__ = ["Check", "Group", "Rule"]

Check: TypeAlias = Callable[[Node], Iterator[Problem]]


@frozen
class Rule:
    """One thing that is refused."""

    code: str
    title: str
    """What is refused, as a noun phrase."""
    fix: str
    """What to do next, as one sentence."""
    kinds: frozenset[str]
    """The objects of the document that `check` is asked about, as `grammar` names them."""
    check: Check


class Group:
    """Rules about one concept; their codes begin alike."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.rules: list[Rule] = []

    def rule(self, code: str, *kinds: str, title: str, fix: str) -> Callable[[Check], Check]:
        """Enter the decorated function in this group; it is asked about each object of `kinds`."""

        def enter(check: Check) -> Check:
            self.rules.append(Rule(code, title, fix, frozenset(kinds), check))
            return check

        return enter
