"""The TLS that is used where the caller brings no context of their own."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl

__all__ = ["default_context", "told_of_cuts"]


@functools.cache
def default_context() -> ssl.SSLContext:
    """Return the shared context: TLS 1.2 or later, the system's authorities, host name checked.

    Built at the first https connection and then kept: it costs more than fifty calls.
    """
    import ssl  # noqa: PLC0415 - costs 15 ms that plain http never needs

    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    return told_of_cuts(context)


def told_of_cuts(context: ssl.SSLContext) -> ssl.SSLContext:
    """Let `context` tell the peer's goodbye from a wire that anybody cut, and return it.

    Python 3.11.2 asks OpenSSL 3 to take one for the other; later ones do so only where told to.
    """
    import ssl  # noqa: PLC0415 - as above

    context.options &= ~getattr(ssl, "OP_IGNORE_UNEXPECTED_EOF", 0)
    return context
