"""What the exchange would answer right now, without a request: no fault, no limit, no log.

The pages show the answers of the documented operations and no shape of their own; asked over HTTP
several times a second, they would use up the calls of whatever program is being tried.
"""

from typing import TYPE_CHECKING, Any

from ..sandbox.answers import Answers
from ..sandbox.requests import Request
from ..sandbox.routes import find_route
from ..sandbox.syntax import Query

if TYPE_CHECKING:
    from ..sandbox import Account, Sandbox

__all__ = ["Look"]


class Look:
    """One look at the exchange at one moment, for one account; hold `app.lock` meanwhile."""

    def __init__(self, sandbox: "Sandbox", account: "Account") -> None:
        self._sandbox = sandbox
        self.exchange = sandbox.exchange
        self._owner = account.owner
        self.now_ms = self.exchange.advance()

    def answer(self, path: str, query: str = "") -> str:
        """The body of the answer to a GET of `path`, which must be an operation's."""
        match = find_route(path)
        if match is None:
            raise ValueError(f"{path} is no path of the exchange")
        request = Request(
            self.exchange,
            Answers(self.exchange.config),
            self._owner,
            match.name,
            Query(query.encode()),
            b"",
            self.now_ms,
        )
        return match.routes["GET"].handler(request)

    def sequence(self, pair: str) -> int:
        """How often the book of `pair` has changed."""
        return self.exchange.engine.venues[pair].book.sequence

    def orders(self) -> str:
        """The account's open orders as getOrder tells them: with status and remaining amount."""
        answers = Answers(self.exchange.config)
        return f"[{','.join(map(answers.order_detail, self._owner.open.values()))}]"

    def controls(self) -> dict[str, Any]:
        """What the buttons have set."""
        clock, faults = self._sandbox.clock, self._sandbox.faults
        return {
            "seed": self.exchange.seed,
            "speed": clock.speed,
            "faults": [
                {
                    "kind": fault.kind,
                    "when": fault.when,
                    "method": fault.method,
                    "path": fault.path,
                    "left": left,
                    "chance": fault.chance,
                    "delay": fault.delay,
                }
                for fault, left in faults.left()
            ],
        }

    def clock_ms(self) -> int:
        """The exchange's wall clock in milliseconds, as it is set; the market's never goes back."""
        return self._sandbox.clock.now_ms()
