"""The journal of a client, opened when its first order is placed and not before."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from ..seam import Seam

if TYPE_CHECKING:
    from .journal import Journal

__all__ = ["Books"]


class Books:
    """Keeps the one journal that a client and its views share.

    `file` is where it is, None for one in memory, which ends with the client.
    """

    def __init__(self, file: Path | None, seam: Seam) -> None:
        self._file = file
        self._seam = seam
        self._journal: Journal | None = None
        self._mutex = threading.Lock()

    @property
    def journal(self) -> "Journal":
        """The journal; its file is opened by the first thing that is done with it."""
        from .journal import Journal  # noqa: PLC0415 - most clients never place an order

        with self._mutex:
            if self._journal is None:
                self._journal = Journal(self._file, self._seam)
            return self._journal

    def close(self) -> None:
        """Close the file; what is done after that opens it again."""
        if self._journal is not None:
            self._journal.close()
