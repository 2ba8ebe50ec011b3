"""Two documents in the intermediate form, and everything that is different for users."""

from collections.abc import Iterator

from .. import ir
from .changes import Change, Thing, breaks, documents, fixes, merged
from .context import connect
from .enums import compare_enums
from .errors import compare_errors
from .matching import same_text
from .operations import compare_operations
from .records import compare_models, compare_rows

__all__ = ["compare"]


def compare(old: ir.Api, new: ir.Api, *, client: str) -> tuple[Change, ...]:
    """What a user of the Python client meets; empty when nothing is different for anyone.

    Examples, evidence, tags and the way a document is laid out are no change. `client` is the name
    by which the changes call the class whose methods are the operations.
    """
    context = connect(old, new, client)
    return merged(
        (
            *compare_operations(context),
            *compare_models(context),
            *compare_rows(context),
            *compare_enums(context),
            *compare_errors(context),
            *_compare_whole(old, new, client),
        )
    )


def _compare_whole(old: ir.Api, new: ir.Api, client: str) -> Iterator[Change]:
    everything = Thing(client, client)
    if old.server_url != new.server_url:
        words = f"calls `{new.server_url}` unless told otherwise (before: `{old.server_url}`)"
        yield fixes("server", words, everything, Thing("SERVER_URL", "SERVER_URL"))
    if old.auth_headers != new.auth_headers:
        words = (
            f"has to send the headers {_code(new.auth_headers)} in private calls "
            f"(before: {_code(old.auth_headers)}), which an `auth` of your own has to know"
        )
        yield breaks("auth", words, everything)
    if old.version != new.version:
        words = f"is `{new.version}` (before: `{old.version}`)"
        yield documents("api-version", words, Thing("API_VERSION", "API_VERSION"))
    texts = (
        (old.title, new.title),
        (old.summary, new.summary),
        (old.description, new.description),
    )
    if not all(same_text(was, now) for was, now in texts):
        yield documents("documentation", "described in other words", everything)


def _code(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "none"
