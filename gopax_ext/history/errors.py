"""What can go wrong with downloaded history, beyond what can go wrong with a call."""

from gopax_generated.errors import GopaxError, Outcome

__all__ = ["FolderBusy", "HistoryDamaged", "HistoryError", "NumberTooFine"]


class HistoryError(GopaxError):
    """The folder of a dataset cannot be used, or does not hold what was asked for."""

    outcome: Outcome = "not_sent"


class FolderBusy(HistoryError):  # noqa: N818 - it names the state
    """Another download is writing into the folder."""

    fix = "Wait until it has ended, or download into another folder."


class HistoryDamaged(HistoryError):  # noqa: N818 - it names the state
    """A file is not what the manifest says: it was changed, cut short or swapped."""


class NumberTooFine(HistoryError):  # noqa: N818 - it names the number
    """A number of the exchange has more digits than a column holds; it is never rounded."""

    fix = "Read it with Gopax.iter_candles or iter_trades, which keep every digit as Decimal."
