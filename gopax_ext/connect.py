"""Which transport carries the calls: ours, an injected one, or a caller's own httpx client."""

from typing import TYPE_CHECKING

from .errors import SettingsError
from .seam import Seam
from .transport.base import AsyncTransport, Transport

if TYPE_CHECKING:
    import httpx

__all__ = ["open_async_transport", "open_transport"]

# httpx and asyncio are imported only where they are needed: they cost more than all the rest.


def open_transport(
    base_url: str,
    *,
    seam: Seam,
    transport: "Transport | httpx.BaseTransport | None",
    http_client: "httpx.Client | None",
) -> Transport:
    """Return the blocking transport that the arguments ask for; ours when they ask for none."""
    _refuse_both(transport, http_client)
    if http_client is not None:
        from .transport.httpx_lane import HttpxClientLane  # noqa: PLC0415 - see above

        return HttpxClientLane(http_client, base_url, seam=seam)
    if transport is None:
        from .transport.sync import SocketTransport  # noqa: PLC0415 - see above

        return SocketTransport(base_url, seam=seam)
    if isinstance(transport, Transport):
        return transport
    from .transport.httpx_lane import HttpxTransportLane  # noqa: PLC0415 - see above

    return HttpxTransportLane(transport, base_url, seam=seam)


def open_async_transport(
    base_url: str,
    *,
    seam: Seam,
    transport: "AsyncTransport | httpx.AsyncBaseTransport | None",
    http_client: "httpx.AsyncClient | None",
) -> AsyncTransport:
    """Return the awaiting transport that the arguments ask for; ours when they ask for none."""
    _refuse_both(transport, http_client)
    if http_client is not None:
        from .transport.httpx_lane import AsyncHttpxClientLane  # noqa: PLC0415 - see above

        return AsyncHttpxClientLane(http_client, base_url, seam=seam)
    if transport is None:
        from .transport.aio import AsyncSocketTransport  # noqa: PLC0415 - see above

        return AsyncSocketTransport(base_url, seam=seam)
    if isinstance(transport, AsyncTransport):
        return transport
    from .transport.httpx_lane import AsyncHttpxTransportLane  # noqa: PLC0415 - see above

    return AsyncHttpxTransportLane(transport, base_url, seam=seam)


def _refuse_both(transport: object, http_client: object) -> None:
    if transport is not None and http_client is not None:
        message = "both transport= and http_client= were given"
        raise SettingsError(message, fix="Give one of them; the client brings its own transport.")
