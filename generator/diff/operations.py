"""Operations: the methods of the client, and what it does with a call."""

import re
from collections.abc import Iterator

from attrs import evolve

from .. import ir
from .arguments import compare_arguments
from .changes import (
    Change,
    Thing,
    breaks,
    comes,
    deprecates,
    documents,
    fixes,
    goes,
    widens,
)
from .context import Context
from .matching import likeness, name_likeness, pair, same_text
from .values import first_sentence, retold

__all__ = ["compare_operations"]

_CAUTION: tuple[ir.Retry, ...] = ("safe", "verify", "never")


def compare_operations(context: Context) -> Iterator[Change]:
    """Methods that came, went or changed."""
    pairs = pair(
        context.old.operations,
        context.new.operations,
        name=lambda operation: operation.name,
        alike=lambda old, new: _alike(context, old, new),
    )
    for gone in pairs.removed:
        yield goes("operation-removed", "is gone", context.method(gone.name))
    for old, new in pairs.renamed:
        words = f"is called `{new.name}` (a rename, by path, answer and words)"
        thing = context.method(old.name)
        yield breaks("operation-renamed", words, thing, instead=new.name)
    for old, new in pairs.both:
        yield from compare_arguments(context, old, new)
        thing = context.method(new.name)
        yield from _wire(old, new, thing)
        yield from _result(context, old, new, thing)
        yield from _conduct(old, new, thing)
        yield from _pages(old, new, thing)
        yield from _documentation(old, new, thing)
    for come in pairs.added:
        words = f"is new{first_sentence(come.description or come.summary)}"
        yield comes("operation-added", words, context.method(come.name))


def _alike(context: Context, old: ir.Operation, new: ir.Operation) -> float:
    if _target(old) == _target(new):
        return 1.0
    same = old.method == new.method and context.types.renamed(old.result) == new.result
    answer = same and new.result != ir.Nothing()  # nothing is what many answer
    words = likeness(old.description or old.summary, new.description or new.summary)
    return 0.4 * answer + 0.4 * words + 0.2 * name_likeness(old.path, new.path)


def _target(operation: ir.Operation) -> str:
    """Method and path; what stands between braces is never sent."""
    return f"{operation.method} {re.sub('{[^}]*}', '{}', operation.path)}"


def _wire(old: ir.Operation, new: ir.Operation, thing: Thing) -> Iterator[Change]:
    if _target(old) != _target(new):
        words = f"calls `{new.method} {new.path}` (before: `{old.method} {old.path}`)"
        yield fixes("operation-path", words, thing)


def _result(
    context: Context, old: ir.Operation, new: ir.Operation, thing: Thing
) -> Iterator[Change]:
    for change in context.types.compare(old.result, new.result, "received"):
        yield retold("result", evolve(change, words=f"the result {change.words}"), thing)


def _conduct(old: ir.Operation, new: ir.Operation, thing: Thing) -> Iterator[Change]:
    """What the client does around a call: sign, wait, repeat, warn."""
    if new.private and not old.private:
        yield breaks("operation-private", "needs an API key", thing)
    elif old.private and not new.private:
        yield widens("operation-public", "needs no API key", thing)
    if old.retry != new.retry:
        words = f"after an unknown outcome: `{new.retry}` (before: `{old.retry}`)"
        careful = _CAUTION.index(new.retry) > _CAUTION.index(old.retry)
        yield (breaks if careful else widens)("operation-retry", words, thing)
    if old.rate_limit != new.rate_limit:
        yield _rate(old.rate_limit, new.rate_limit, thing)
    if new.deprecated and not old.deprecated:
        yield deprecates("operation-deprecated", "is deprecated", thing)
    elif old.deprecated and not new.deprecated:
        yield widens("operation-undeprecated", "is not deprecated any more", thing)


def _rate(old: ir.RateLimit | None, new: ir.RateLimit | None, thing: Thing) -> Change:
    words = f"may be called {_spell(new)} (before: {_spell(old)})"
    if new is None:
        return widens("operation-rate", words, thing)
    wider = (
        old is not None
        and old.scope == new.scope
        and new.limit >= old.limit
        and new.window_ms <= old.window_ms
    )
    return (widens if wider else breaks)("operation-rate", words, thing)


def _spell(limit: ir.RateLimit | None) -> str:
    if limit is None:
        return "without limit"
    return f"{limit.limit} times in {limit.window_ms} ms per {limit.scope}"


def _pages(old: ir.Operation, new: ir.Operation, thing: Thing) -> Iterator[Change]:
    was, now = old.pagination, new.pagination
    if was is None or now is None:
        if now is not None:
            yield comes("pagination-added", f"answers pages of up to {now.max} rows", thing)
        elif was is not None:
            yield goes("pagination-removed", "cannot be paged through any more", thing)
        return
    if was.max != now.max:
        words = f"answers pages of up to {now.max} rows (before: {was.max})"
        yield (widens if now.max > was.max else breaks)("pagination-max", words, thing)
    if (was.older, was.newer) != (now.older, now.newer):
        words = f"is paged through with `{now.older}` and `{now.newer}`"
        yield fixes("pagination-arguments", words, thing)


def _documentation(old: ir.Operation, new: ir.Operation, thing: Thing) -> Iterator[Change]:
    texts = (
        (old.summary, new.summary),
        (old.description, new.description),
        (old.section, new.section),
        (old.result_description, new.result_description),
    )
    if not all(same_text(was, now) for was, now in texts):
        yield documents("documentation", "described in other words", thing)
    for noun, was, now in (
        ("error", old.error_codes, new.error_codes),
        ("status", old.statuses, new.statuses),
    ):
        if more := sorted(set(now) - set(was)):
            words = f"is documented to answer {noun} {', '.join(map(str, more))} too"
            yield documents(f"operation-{noun}-added", words, thing)
        if fewer := sorted(set(was) - set(now)):
            words = f"is not documented to answer {noun} {', '.join(map(str, fewer))} any more"
            yield documents(f"operation-{noun}-removed", words, thing)
