"""Errors and status: other statuses, codes, bodies and another order of checks."""

from typing import Any

import pytest
from attrs import evolve

from gopax_ext.sandbox import app, private
from gopax_ext.sandbox.engine import Venue
from gopax_ext.sandbox.refusals import Reason, Refusal
from tests.contract.meddling import Answer, Asked

from ..drift import Group, Notes
from ..text import answered, operation_of, refusal

__all__ = ["group"]

group = Group("errors and status")
_HTML = ((b"content-type", b"text/html"),)
_PRIVATE = frozenset(
    {
        "listBalances",
        "getBalance",
        "listOrders",
        "placeOrder",
        "getOrder",
        "cancelOrder",
        "listMyTrades",
    }
)


def _instead(operation: str, wrong: Answer, *, of: int = 404) -> Any:
    """One status of one operation becomes another answer."""

    def tell(asked: Asked, answer: Answer, _: Notes) -> Answer:
        return wrong if answer.status == of and operation_of(asked) == operation else answer

    return tell


@group.errors(layers="plan probes model")
def error_without_code(data: Any) -> Any:
    """Errors carry a message and no code."""
    return {"errorMessage": data["errorMessage"]}


@group.errors(layers="plan probes model")
def error_without_message(data: Any) -> Any:
    """Errors carry a code and no message."""
    return {"errorCode": data["errorCode"]}


@group.errors(layers="plan probes model")
def error_code_as_text(data: Any) -> Any:
    """The code of an error is a text."""
    return {**data, "errorCode": str(data["errorCode"])}


@group.errors("placeOrder", layers="probes")
def error_codes_swapped(data: Any) -> Any:
    """A wrong amount has the code of a wrong price, and the other way round."""
    return {**data, "errorCode": {107: 108, 108: 107}.get(data["errorCode"], data["errorCode"])}


@group.errors("placeOrder", layers="probes model")
def one_code_for_all_orders(data: Any) -> Any:
    """Every refused order has the code 400."""
    return {**data, "errorCode": 400 if data["errorCode"] < 300 else data["errorCode"]}


@group.errors("getOrder", "cancelOrder", layers="plan probes model")
def error_inside_error(data: Any) -> Any:
    """The error of an order comes inside an object."""
    return {"error": data}


@group.tell(layers="plan probes model")
def error_as_html(_: Asked, answer: Answer, __: Notes) -> Answer:
    """Errors are HTML pages."""
    if answer.status < 400:
        return answer
    return Answer(status=answer.status, headers=_HTML, body=b"<html><body>Error</body></html>")


group.switch(
    "errors_with_200",
    "GOPAX errors come with the status 200.",
    "plan probes model",
    logical_errors="ok",
)
group.switch(
    "errors_of_old",
    "Errors have the oldest form, errormsg.",
    "plan probes model",
    error_form="message",
)


@group.tell(layers="plan probes model")
def placed_201(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """A placed order is answered with 201."""
    done = operation_of(asked) == "placeOrder" and answer.status == 200
    return evolve(answer, status=201) if done else answer


@group.tell(layers="plan probes model")
def cancelled_204(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """A cancelled order is answered with 204 and no body."""
    done = operation_of(asked) == "cancelOrder" and answer.status == 200
    return evolve(answer, status=204, body=b"") if done else answer


@group.tell(layers="plan probes model")
def cancel_answers_the_order(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """A cancel answers the id of the order."""
    done = operation_of(asked) == "cancelOrder" and answer.status == 200
    return answered({"id": asked.path.rpartition("/")[2]}) if done else answer


@group.tell(layers="plan probes")
def json_called_html(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """The assets are said to be HTML."""
    return evolve(answer, headers=_HTML) if operation_of(asked) == "listAssets" else answer


@group.tell(layers="probes model")
def validation_422(_: Asked, answer: Answer, __: Notes) -> Answer:
    """What is malformed is answered with 422."""
    return evolve(answer, status=422) if answer.status == 400 else answer


@group.tell(layers="plan probes")
def authentication_400(_: Asked, answer: Answer, __: Notes) -> Answer:
    """A wrong signature is answered with 400."""
    return evolve(answer, status=400) if answer.status == 401 else answer


@group.tell(layers="plan probes")
def authentication_403(_: Asked, answer: Answer, __: Notes) -> Answer:
    """A wrong signature is answered with 403."""
    return evolve(answer, status=403) if answer.status == 401 else answer


@group.tell(layers="probes")
def forbidden_401(_: Asked, answer: Answer, __: Notes) -> Answer:
    """A key that may not trade is answered with 401."""
    return refusal(401, 10155) if answer.status == 403 else answer


@group.tell(layers="probes")
def wrong_method_404(_: Asked, answer: Answer, __: Notes) -> Answer:
    """A method that there is not is answered with 404."""
    return evolve(answer, status=404) if answer.status == 405 else answer


@group.tell(layers="probes")
def methods_not_named(_: Asked, answer: Answer, __: Notes) -> Answer:
    """A 405 does not say which methods there are."""
    return evolve(answer, headers=_HTML) if answer.status == 405 else answer


@group.ask(layers="plan probes")
def redirected(asked: Asked, _: Notes) -> Asked | Answer:
    """The assets have moved."""
    if asked.path != "/assets":
        return asked
    return Answer(status=302, headers=((b"location", b"/v2/assets"),), body=b"")


@group.tell(layers="probes")
def unknown_path_200(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """Unknown paths answer an empty object."""
    lost = answer.status == 404 and not operation_of(asked)
    return answered({}) if lost else answer


@group.tell(layers="plan probes")
def unknown_asset_500(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """The balance of an unknown asset is a server error."""
    return _instead("getBalance", refusal(500, 500))(asked, answer, notes)


@group.tell(layers="plan probes")
def unknown_asset_zero(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """The balance of an unknown asset is 0."""
    asset = asked.path.rpartition("/")[2]
    nothing = {"asset": asset, "avail": 0, "hold": 0, "pendingWithdrawal": 0}
    return _instead("getBalance", answered(nothing))(asked, answer, notes)


@group.tell(layers="plan probes")
def unknown_order_null(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """An unknown order is null, with the status 200."""
    return _instead("getOrder", answered(None))(asked, answer, notes)


@group.tell(layers="plan probes")
def unknown_order_400(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """An unknown order is answered with 400."""
    return _instead("getOrder", refusal(400, 202))(asked, answer, notes)


@group.tell(layers="probes")
def unknown_pair_empty(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """The trades of an unknown pair are an empty list."""
    return _instead("listTrades", answered([]))(asked, answer, notes)


@group.tell(layers="probes")
def unknown_pair_book(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """The book of an unknown pair is empty."""
    return _instead("getOrderBook", answered({"bid": [], "ask": []}))(asked, answer, notes)


@group.tell(layers="plan probes model")
def no_orders_404(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """No open orders are answered with 404."""
    nothing = operation_of(asked) == "listOrders" and answer.body == b"[]"
    return refusal(404, 202) if nothing else answer


@group.tell(layers="probes model")
def busy_500(asked: Asked, answer: Answer, notes: Notes) -> Answer:
    """Every seventh look at a book is a server error."""
    if operation_of(asked) != "getOrderBook":
        return answer
    notes.times = getattr(notes, "times", 0) + 1
    return refusal(500, 500) if notes.times % 7 == 0 else answer


@group.patch(layers="probes model")
def small_orders_refused(patch: pytest.MonkeyPatch) -> None:
    """Orders below a value of 10000 are refused, with the code of a value too large."""
    right = private.check_proposal

    def check(*details: Any) -> Any:
        proposal = right(*details)
        if proposal.price is not None and proposal.amount * proposal.price < 10_000:
            raise Refusal(Reason.TOO_MUCH_VALUE)
        return proposal

    patch.setattr(private, "check_proposal", check)


@group.patch(layers="probes")
def inactive_pair_trades(patch: pytest.MonkeyPatch) -> None:
    """An inactive pair takes orders."""
    patch.setattr(Venue, "active", property(lambda _: True, lambda *_: None))


@group.patch(layers="probes")
def buying_never_off(patch: pytest.MonkeyPatch) -> None:
    """Buy orders are taken while buying is off."""
    patch.setattr(Venue, "buy_enabled", property(lambda _: True, lambda *_: None))


@group.ask(layers="probes")
def authentication_before_route(asked: Asked, _: Notes) -> Asked | Answer:
    """Unknown paths ask for a key first."""
    known = operation_of(asked) or asked.method != "GET"
    return asked if known else refusal(401, 10155)


@group.ask(layers="probes")
def syntax_before_authentication(asked: Asked, _: Notes) -> Asked | Answer:
    """The body of an order is read before the signature is looked at."""
    if operation_of(asked) == "placeOrder" and not asked.body.startswith(b"{"):
        return refusal(400, 400)
    return asked


@group.ask(layers="probes")
def query_before_authentication(asked: Asked, _: Notes) -> Asked | Answer:
    """The limit of own trades is looked at before the signature."""
    if operation_of(asked) == "listMyTrades" and asked.query == b"limit=0":
        return refusal(400, 400)
    return asked


@group.tell(layers="probes")
def domain_before_authentication(asked: Asked, answer: Answer, _: Notes) -> Answer:
    """Whether an asset exists can be seen without a key."""
    if operation_of(asked) == "getBalance" and asked.path.endswith("/NOPE"):
        return refusal(404, 100)
    return answer


@group.patch(layers="probes")
def permission_after_syntax(patch: pytest.MonkeyPatch) -> None:
    """Whether a key may trade is looked at after the body."""
    right = app.App._admit

    def admit(self: Any, route: Any, arrival: Any) -> Any:
        if route.trades and arrival.method == "POST" and not arrival.body.startswith(b"{"):
            route = evolve(route, trades=False)
        return right(self, route, arrival)

    patch.setattr(app.App, "_admit", admit)


@group.ask(layers="probes")
def method_after_authentication(asked: Asked, _: Notes) -> Asked | Answer:
    """A wrong method on a private path asks for a key first."""
    return refusal(401, 10155) if asked.method == "PUT" and asked.path == "/orders" else asked
