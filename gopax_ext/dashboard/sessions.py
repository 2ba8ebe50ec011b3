"""What an open page may use: keys of one account of the exchange, and nothing that is real.

Each page has two keys, so that its nonces are in order whatever else signs for the account: one
signs what the page sends, the other what is copied from it to be sent later.
"""

import json
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

if TYPE_CHECKING:
    from ..sandbox import Account, Key, Sandbox
    from ..seam import Seam

__all__ = ["Session", "Sessions"]

_MOST: Final = 64
"""Open pages; beyond, the one opened first has to open again."""


@frozen
class Session:
    """One open page."""

    id: str = field(repr=False)
    sending: "Key" = field(repr=False)
    copying: "Key" = field(repr=False)


class Sessions:
    """The open pages of one dashboard, all for the same account."""

    def __init__(self, sandbox: "Sandbox", account: "Account", seam: "Seam") -> None:
        self._sandbox = sandbox
        self.account = account
        self._seam = seam
        self._open: OrderedDict[str, Session] = OrderedDict()

    def find(self, name: str) -> Session | None:
        """The session of this name, if its keys still exist: a restored snapshot may lack them."""
        session = self._open.get(name)
        if session is None:
            return None
        find = self._sandbox.exchange.accounts.find
        if any(find(key.api_key.encode()) is None for key in (session.sending, session.copying)):
            del self._open[name]
            return None
        return session

    def open(self) -> Session:
        """A new one; keys are used again once too many pages were opened."""
        kept: Session | None = None
        if len(self._open) >= _MOST:
            kept = self.find(next(iter(self._open)))
            if kept is not None:
                del self._open[kept.id]
        keys = (kept.sending, kept.copying) if kept else (self._key(), self._key())
        session = Session(self._seam.new_id(), *keys)
        self._open[session.id] = session
        return session

    def told(self, session: Session) -> str:
        """What the page is told, as JSON."""
        exchange, config = self._sandbox.exchange, self._sandbox.config
        answer: dict[str, Any] = {
            "session": session.id,
            "sending": _credentials(session.sending),
            "copying": _credentials(session.copying),
            "account": {"api_key": self.account.api_key, "secret_key": self.account.secret_key},
            "admin_token": self._sandbox.admin_token,
            "profile": config.profile,
            "maker_fee": f"{config.maker_fee:f}",
            "taker_fee": f"{config.taker_fee:f}",
            "assets": exchange.assets,
            "pairs": [
                {
                    "name": spec.name,
                    "base": spec.base,
                    "quote": spec.quote,
                    "tick": f"{spec.tick:f}",
                    "min_amount": f"{spec.min_amount:f}",
                }
                for spec in config.pairs
            ],
        }
        return json.dumps(answer, ensure_ascii=False)

    def _key(self) -> "Key":
        return self.account.add_key()


def _credentials(key: "Key") -> dict[str, str]:
    return {"api_key": key.api_key, "secret_key": key.secret_key}
