"""What lanes and slots tell whoever reads the log."""

__all__ = ["warn"]


def warn(message: str, *values: object, event: str, **facts: object) -> None:
    """Write a warning to the logger `gopax_ext.sharing`.

    `message` takes `values` as `%` does; programs that read records find `event` and `facts` in
    the attribute `gopax`.
    """
    import logging  # noqa: PLC0415 - slow to load, and most clients have nothing to say

    logger = logging.getLogger("gopax_ext.sharing")
    logger.warning(message, *values, extra={"gopax": {"event": event, **facts}}, stacklevel=2)
