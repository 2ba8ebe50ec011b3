"""The id of this process, without asking the kernel for it again and again."""

import os

__all__ = ["own"]

own = os.getpid()
"""The id of this process; in a forked child it is the child's. Read it here, import the module."""


def _after_fork_in_child() -> None:
    global own  # noqa: PLW0603 - a process has one
    own = os.getpid()


os.register_at_fork(after_in_child=_after_fork_in_child)
