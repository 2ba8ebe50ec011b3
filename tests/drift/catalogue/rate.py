"""Rate limit: more or fewer calls than 20 in any second, or counted for the wrong caller."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox import app
from gopax_ext.sandbox.limits import RateLimit, Room
from gopax_ext.sandbox.refusals import Refusal
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import refusal

__all__ = ["group"]

group = Group("rate limit")

group.switch("never", "There is no limit.", "probes", limit=None)
group.switch("five_more", "25 calls are allowed within a second.", "probes", limit=25)
group.switch("one_more", "21 calls are allowed within a second.", "probes", limit=21)
group.switch("one_less", "19 calls are allowed within a second.", "probes", limit=19)
group.switch("half_a_window", "20 calls are allowed within half a second.", "probes", window=0.5)
group.switch(
    "long_window", "20 calls are allowed within one and a half seconds.", "probes", window=1.5
)
group.switch(
    "book_once_a_second", "The book may be asked for once a second.", "plan probes", book_limit=1
)
group.switch("refused_calls_count", "Refused calls count too.", "probes", count_refused=True)


def _arrivals(patch: pytest.MonkeyPatch, change: Callable[[str, float], tuple[str, float]]) -> None:
    """Count calls for another caller or at another time."""
    right = RateLimit.arrive
    patch.setattr(RateLimit, "arrive", lambda self, who, now: right(self, *change(who, now)))


@group.patch(layers="probes")
def fixed_window(patch: pytest.MonkeyPatch) -> None:
    """The count begins anew at each full second."""
    _arrivals(patch, lambda who, now: (who, float(int(now))))


@group.patch(layers="probes")
def everybody_together(patch: pytest.MonkeyPatch) -> None:
    """All keys and addresses share one count."""
    _arrivals(patch, lambda _, now: ("everybody", now))


@group.patch(layers="probes")
def keys_together(patch: pytest.MonkeyPatch) -> None:
    """All keys share one count."""
    _arrivals(patch, lambda who, now: ("keys" if who.startswith("key") else who, now))


def _counting(patch: pytest.MonkeyPatch, change: Callable[[Any, Any], Any]) -> None:
    """Count a call as another one; None is not counted."""
    right = app.App._count

    def counted(self: Any, route: Any, arrival: Any, headers: Any) -> None:
        found = change(route, arrival)
        if found is not None:
            right(self, found, arrival, headers)

    patch.setattr(app.App, "_count", counted)


@group.patch(layers="probes")
def keys_not_counted(patch: pytest.MonkeyPatch) -> None:
    """Private calls are not counted."""
    _counting(patch, lambda route, _: None if route.private else route)


@group.patch(layers="probes")
def public_not_counted(patch: pytest.MonkeyPatch) -> None:
    """Public calls are not counted."""
    _counting(patch, lambda route, _: route if route.private else None)


@group.patch(layers="probes")
def cancels_not_counted(patch: pytest.MonkeyPatch) -> None:
    """Cancels are not counted."""
    _counting(patch, lambda route, arrival: None if arrival.method == "DELETE" else route)


@group.patch(layers="probes")
def private_by_address(patch: pytest.MonkeyPatch) -> None:
    """Private calls are counted by address, together with public ones."""
    _counting(patch, lambda route, _: evolve(route, private=False))


@group.patch(layers="probes")
def counted_by_path(patch: pytest.MonkeyPatch) -> None:
    """Each path has a count of its own."""
    right, arrived = app.App._count, RateLimit.arrive
    path = [b""]

    def counted(self: Any, route: Any, arrival: Any, headers: Any) -> None:
        path[0] = arrival.path
        right(self, route, arrival, headers)

    def arrive(self: Any, who: str, now: float) -> Room:
        return arrived(self, f"{who} {path[0].decode('latin-1')}", now)

    patch.setattr(app.App, "_count", counted)
    patch.setattr(RateLimit, "arrive", arrive)


@group.tell(layers="probes")
def refused_with_503(_: Asked, answer: Answer, __: Notes) -> Answer:
    """Too many calls are answered with 503."""
    return evolve(answer, status=503) if answer.status == 429 else answer


@group.tell(layers="probes")
def refused_with_another_code(_: Asked, answer: Answer, __: Notes) -> Answer:
    """Too many calls are answered with the code of a wrong key."""
    return refusal(429, 10155) if answer.status == 429 else answer


@group.patch(layers="probes")
def refused_and_done(patch: pytest.MonkeyPatch) -> None:
    """An order or a cancel above the limit is answered with 429 and done all the same."""
    right, done = app.App._count, app.App._process
    late: list[Refusal] = []

    def count(self: Any, route: Any, arrival: Any, headers: Any) -> None:
        try:
            right(self, route, arrival, headers)
        except Refusal as refused:
            if not route.trades:
                raise
            late.append(refused)

    def process(self: Any, *call: Any) -> Any:
        try:
            return done(self, *call)
        finally:
            if late:
                raise late.pop()

    patch.setattr(app.App, "_count", count)
    patch.setattr(app.App, "_process", process)
