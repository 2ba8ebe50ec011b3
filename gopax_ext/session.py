"""What a client is made of, apart from how it waits: settings, pipeline, options."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from gopax_generated.operations import OPERATIONS, Call

from ._version import __version__
from .errors import MissingCredentials, SettingsError
from .orders.books import Books
from .pipeline import OnUnknown, Options, Pipeline
from .registry import Registry
from .sharing.pool import KeyPool, PooledKey
from .sharing.state import file_name, state_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from types import ModuleType

    from gopax_generated.models import Order

    from .limits import RateSlots
    from .observe import Observer
    from .orders.decide import Terms
    from .orders.desk import Desk
    from .response import Response
    from .seam import Seam
    from .settings import Credentials, Settings
    from .sharing.choice import Sharing
    from .steps import Steps

__all__ = ["ATTEMPTS", "RATE_LIMIT", "Session"]

T = TypeVar("T")

ATTEMPTS: Final = 3
"""How often a call that may safely be repeated is tried, unless told otherwise."""
RATE_LIMIT: Final = 20
"""Calls in a window of `RATE_WINDOW_SECONDS` (reference: API Call Rate Limit)."""
RATE_WINDOW_SECONDS: Final = 1.0

_HEADERS: Final = (
    ("Accept", "application/json"),
    ("Content-Type", "application/json"),
    ("User-Agent", f"gopax-client/{__version__}"),
)


class Session(Struct, frozen=True, eq=False):
    """One identity on one exchange, with the options its calls are made with."""

    settings: Settings
    pipeline: Pipeline
    options: Options
    books: Books
    terms: Terms | None = None
    """What resolving and auditing take for granted of the exchange; None is `Terms()`."""

    @classmethod
    def open(
        cls,
        settings: Settings,
        seam: Seam,
        *,
        options: Options,
        sharing: Sharing,
        rate_limit: int,
        route_limits: Mapping[str, int] | None = None,
        journal: bool = True,
        observers: Iterable[Observer] = (),
        terms: Terms | None = None,
    ) -> Session:
        """Join the lanes and the slots that exist for the keys and the address."""
        registry = Registry(seam, settings.base_url, sharing)
        routes = _checked_limits(rate_limit, route_limits or {})

        def slots(key: str | None) -> RateSlots:
            return registry.rate_slots(key, limit=rate_limit, window=RATE_WINDOW_SECONDS)

        def pooled(place: int, credentials: Credentials) -> PooledKey:
            key = credentials.key
            return PooledKey(credentials, registry.nonce_lane(key), slots(key), place)

        keys = [pooled(place, each) for place, each in enumerate(settings.keys, start=1)]
        pipeline = Pipeline(
            seam=seam,
            registry=registry,
            public_slots=slots(None),
            keys=KeyPool(seam, keys) if keys else None,
            clock=registry.clock(),
            headers=_HEADERS,
            route_limits=routes,
            base_url=settings.base_url,
            budget=registry.retry_budget(),
            observers=tuple(observers),
        )
        file = _journal_file(settings, sharing) if journal and keys else None
        return cls(settings, pipeline, options, Books(file, seam), terms)

    def desk(self, operation: str, terms: Terms | None = None) -> Desk:
        """Return what placing and resolving orders needs; `operation` is what asks for it."""
        if self.pipeline.keys is None:
            raise MissingCredentials(operation)
        return self.books.desk(self.pipeline, self.options, terms or self.terms)

    def execute(self, call: Call[T]) -> Steps[Response[T]]:
        """Make a call; one that places an order goes through the journal."""
        # A call that somebody made by hand, of bytes alone, cannot be kept or looked for.
        if call.operation.name == "place_order" and call.request is not None:
            return self.place(call)
        return self.pipeline.execute(call, self.options)

    def place(self, call: Call[T], *, allow_twin: bool = False) -> Steps[Response[T]]:
        """Place an order through the journal."""
        desk = self.desk(call.operation.name)
        steps: Steps[Response[T]] = _placing().place(desk, call, allow_twin=allow_twin)
        return steps

    def place_for_certain(self, call: Call[Order], *, allow_twin: bool) -> Steps[Order]:
        """Place an order, and find out what became of it where its answer is lost."""
        from .orders.certain import place_for_certain  # noqa: PLC0415 - as below

        return place_for_certain(self.desk("place_order"), call, allow_twin=allow_twin)

    def cancel_order(self, call: Call[None], *, verify: bool) -> Steps[None]:
        """Cancel an order as the options say."""
        from .orders.certain import cancel  # noqa: PLC0415 - as below

        certain = self.options.on_unknown == "resolve"
        return cancel(self.desk("cancel_order"), call, verify=verify, certain=certain)

    def with_options(
        self, deadline: float | None, attempts: int | None, on_unknown: OnUnknown | None
    ) -> Session:
        """Return the same session with other options; None keeps what there is."""
        now = self.options
        options = Options(
            deadline=now.deadline if deadline is None else deadline,
            attempts=now.attempts if attempts is None else attempts,
            on_unknown=now.on_unknown if on_unknown is None else on_unknown,
        )
        return replace(self, options=options)


@functools.cache  # looking a module up costs more than a statement of SQLite
def _placing() -> ModuleType:
    from .orders import placing  # noqa: PLC0415 - most clients never place an order

    return placing


def _journal_file(settings: Settings, sharing: Sharing) -> str:
    """Return where the journal is; several keys of one account share the first one's."""
    folder = sharing.folder if sharing.form == "host" else state_folder()
    first = min(each.key for each in settings.keys)
    return os.path.join(folder, f"{file_name('orders', settings.base_url, first)}.sqlite3")


def _checked_limits(rate_limit: int, route_limits: Mapping[str, int]) -> Mapping[str, int]:
    names = {operation.name for operation in OPERATIONS.values()}
    for name, limit in {"rate_limit": rate_limit, **route_limits}.items():
        if name != "rate_limit" and name not in names:
            message = f"route_limits names {name!r}, which is no operation"
            raise SettingsError(message, fix="Use names of methods, such as get_order_book.")
        if limit < 1:
            message = f"{name}={limit!r} is below 1"
            raise SettingsError(message, fix="Give the calls that a window of one second allows.")
    return dict(route_limits)
