"""The id of this process, without asking the kernel for it again and again."""

import os

__all__ = ["own_id"]

_own = os.getpid()


def own_id() -> int:
    """Return the id of this process; in a forked child that is the child's."""
    return _own


def _after_fork_in_child() -> None:
    global _own  # noqa: PLW0603 - a process has one
    _own = os.getpid()


os.register_at_fork(after_in_child=_after_fork_in_child)
