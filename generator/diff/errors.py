"""Exceptions: what a program catches, and what it may conclude from having caught it."""

from collections.abc import Iterator, Mapping

from .. import ir
from .changes import Change, Thing, breaks, comes, documents, goes, widens
from .context import Context
from .matching import Pairing, likeness, overlap, pair, same_text
from .records import class_changes

__all__ = ["compare_errors"]


def compare_errors(context: Context) -> Iterator[Change]:
    """Classes of statuses and of numbered errors that came, went or changed."""
    yield from _compare_statuses(context)
    old, new = context.old.errors, context.new.errors
    pairs = pair(old, new, name=lambda error: error.name, alike=_alike)
    yield from class_changes("error", pairs)
    yield from _compare_codes(context, pairs)
    names = {was.name: now.name for was, now in pairs.both}
    for was, now in pairs.both:
        yield from _compare_class(context, was, now)
        yield from _compare_parents(context, was, now, names)


def _alike(old: ir.ErrorClass, new: ir.ErrorClass) -> float:
    words = likeness(old.description, new.description)
    return 0.7 * overlap(old.codes, new.codes) + 0.3 * words


def _compare_codes(context: Context, pairs: Pairing[ir.ErrorClass]) -> Iterator[Change]:
    """An error that was caught under one name has to be caught under it still."""
    today = {was.name: now.name for was, now in pairs.both}
    was = {code: error.name for error in context.old.errors for code in error.codes}
    now = {code: error.name for error in context.new.errors for code in error.codes}
    for code, name in was.items():
        if code in now and today.get(name, name) != now[code]:
            words = f"error {code} is raised as `{now[code]}`, no longer as this"
            yield breaks("error-code-moved", words, Thing(name, name))
        elif code not in now and name in today:
            words = f"error {code} is not raised as this any more, only as its status"
            yield breaks("error-code-removed", words, Thing(today[name], today[name]))
    kept = set(today.values())
    for code, name in now.items():
        if code not in was and name in kept:
            words = f"is raised for error {code} too"
            yield comes("error-code-added", words, Thing(name, name))


def _compare_class(context: Context, old: ir.ErrorClass, new: ir.ErrorClass) -> Iterator[Change]:
    thing = Thing(new.name, new.name)
    if old.status != new.status:
        words = (
            f"is below `{_status(context.new, new.status)}` "
            f"(before: below `{_status(context.old, old.status)}`)"
        )
        yield breaks("error-status", words, thing)
    if old.outcome != new.outcome:
        words = f"has the outcome `{new.outcome}` (before: `{old.outcome}`)"
        tell = breaks if new.outcome == "unknown" else widens
        yield tell("error-outcome", words, thing)
    if not same_text(old.fix, new.fix) or old.documented != new.documented:
        yield documents("documentation", "described in other words", thing)


def _compare_parents(
    context: Context, old: ir.ErrorClass, new: ir.ErrorClass, names: Mapping[str, str]
) -> Iterator[Change]:
    """Whoever catches a class catches all that is below it."""
    then = [names.get(name, name) for name in context.old.parents(old)]
    today = context.new.parents(new)
    thing = Thing(new.name, new.name)
    for name in then:
        if name not in today:
            yield breaks("error-parent", f"is not caught as `{name}` any more", thing)
    for name in today:
        if name not in then:
            yield widens("error-parent", f"is caught as `{name}` too", thing)


def _status(api: ir.Api, code: int) -> str:
    return next((status.name for status in api.statuses if status.code == code), str(code))


def _compare_statuses(context: Context) -> Iterator[Change]:
    pairs = pair(
        context.old.statuses,
        context.new.statuses,
        name=lambda status: status.name,
        alike=lambda was, now: float(was.code == now.code),
    )
    for gone in pairs.removed:
        yield goes("status-removed", "is gone", Thing(gone.name, gone.name))
    for was, now in pairs.renamed:
        words = f"is called `{now.name}`"
        yield breaks("status-renamed", words, Thing(was.name, was.name), instead=now.name)
    for come in pairs.added:
        words = f"is new, raised for status {come.code}"
        yield comes("status-added", words, Thing(come.name, come.name))
    for was, now in pairs.both:
        if not same_text(was.description, now.description):
            yield documents("documentation", "described in other words", Thing(now.name, now.name))
