"""What a client's orders need, made when the first is placed and not before."""

import threading
from typing import TYPE_CHECKING

from ..seam import Seam

if TYPE_CHECKING:
    from os import PathLike

    from ..pipeline import Options, Pipeline
    from .decide import Terms
    from .desk import Desk
    from .journal import Journal

__all__ = ["Books"]


class Books:
    """Keeps the one journal that a client and its views share.

    `file` is where it is, None for one in memory, which ends with the client.
    """

    def __init__(self, file: "str | PathLike[str] | None", seam: Seam) -> None:
        self._file = file
        self._seam = seam
        self._journal: Journal | None = None
        self._last: tuple[Options, Terms | None, Desk] | None = None
        self._mutex = threading.Lock()

    @property
    def journal(self) -> "Journal":
        """The journal; its file is opened by the first thing that is done with it."""
        from pathlib import Path  # noqa: PLC0415 - as below

        from .journal import Journal  # noqa: PLC0415 - most clients never place an order

        with self._mutex:
            if self._journal is None:
                self._journal = Journal(
                    None if self._file is None else Path(self._file), self._seam
                )
            return self._journal

    def desk(self, pipeline: "Pipeline", options: "Options", terms: "Terms | None") -> "Desk":
        """Return what placing and resolving needs; call after call that is the same."""
        last = self._last
        if last is not None and last[0] is options and last[1] is terms:
            return last[2]
        from .decide import Terms  # noqa: PLC0415 - as above
        from .desk import Desk  # noqa: PLC0415 - as above

        desk = Desk(pipeline, options, self.journal, terms or Terms())
        self._last = options, terms, desk
        return desk

    def close(self) -> None:
        """Close the file; what is done after that opens it again."""
        if self._journal is not None:
            self._journal.close()
