"""Who may open the pages, and what a browser may do on them.

Only this machine, under a name of this machine: a page of another site whose name was rebound to
127.0.0.1 arrives with a `Host` of its own. What hands out keys also wants an `Origin` of its own.
"""

import base64
import hashlib
from ipaddress import ip_address
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..sandbox.replies import Headers, Scope

__all__ = ["comes_from_here", "is_same_origin", "page_headers"]

_NAMES = {"127.0.0.1", "localhost", "[::1]"}


def comes_from_here(scope: "Scope") -> bool:
    """Whether the caller is on this machine and asked for it by one of its names."""
    client: tuple[str, int] | None = scope.get("client")
    return client is not None and ip_address(client[0]).is_loopback and _host(scope) is not None


def is_same_origin(scope: "Scope") -> bool:
    """Whether a page of this server sent the request; browsers say so with every POST."""
    origins = [value for name, value in scope["headers"] if name.lower() == b"origin"]
    return origins == [f"http://{_host(scope)}".encode()]


def page_headers(style: str | None) -> "Headers":
    """The headers of every page and file; `style` is the one inline style that may apply.

    Everything comes from this server, nothing runs or applies inline, nothing may frame the pages.
    """
    styles = "'self'"
    if style is not None:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        styles += f" 'sha256-{digest}'"
    policy = (
        "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        f"style-src {styles}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return [
        (b"content-security-policy", policy.encode()),
        (b"cross-origin-opener-policy", b"same-origin"),
        (b"cross-origin-resource-policy", b"same-origin"),
        (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=()"),
        (b"referrer-policy", b"no-referrer"),
        (b"x-content-type-options", b"nosniff"),
        (b"x-frame-options", b"DENY"),
    ]


def _host(scope: "Scope") -> str | None:
    """The `Host` of the request, if it is a name of this machine with the port of this server."""
    hosts = [value.lower() for name, value in scope["headers"] if name.lower() == b"host"]
    server: tuple[str, int] | None = scope.get("server")
    if len(hosts) != 1 or server is None:
        return None
    host = hosts[0].decode("latin-1")
    name, _, port = host.rpartition(":")
    return host if name in _NAMES and port == str(server[1]) else None
