"""The five parameters that cut a page out of a list of trades."""

from .config import Config
from .engine.tape import Page
from .refusals import Reason, Refusal
from .syntax import Query

__all__ = ["read_page"]

_MOST_ROWS = 100


def read_page(query: Query, config: Config) -> Page:
    """The page that a query asks for; all bounds are exclusive.

    `pastmax` keeps rows older than an id and `latestmin` rows newer than one, as GOPAX corrected it
    in 2019; the reference's wording says the opposite. `after` and `before` are times.
    """
    limit = query.integer("limit")
    if limit is None:
        limit = _MOST_ROWS
    elif not 1 <= limit <= _MOST_ROWS:
        if limit == 0 or config.over_limit == "refuse":
            raise Refusal(Reason.BAD_REQUEST, f"limit is not within 1 and {_MOST_ROWS}")
        limit = _MOST_ROWS
    scale = 1 if config.page_time == "ms" else 1000
    after, before = query.integer("after"), query.integer("before")
    return Page(
        limit,
        older_than=query.integer("pastmax"),
        newer_than=query.integer("latestmin"),
        after_ms=None if after is None else after * scale,
        before_ms=None if before is None else before * scale,
    )
