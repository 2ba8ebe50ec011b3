"""What an account owns is explained to the last digit, or it is said what is not."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from .__main__ import main
from .audit import Books, audit, open_books, unexplained
from .bench import bench
from .document import load_document
from .target import built_in

D = Decimal
BUY = {
    "id": D(1),
    "tradingPairName": "BTC-KRW",
    "side": "buy",
    "baseAmount": D(2),
    "quoteAmount": D(200),
    "fee": D("0.0008"),
}


def _row(avail: str, hold: str = "0") -> dict[str, Decimal]:
    return {"avail": D(avail), "hold": D(hold), "pendingWithdrawal": D(0)}


def _books(*, trades: tuple[Any, ...] = (), orders: tuple[Any, ...] = (), **rows: Any) -> Books:
    return Books(balances=rows, orders=orders, trades=trades, newest=D(0))


def test_a_purchase_and_its_fee_explain_both_assets() -> None:
    """Nothing is left to explain."""
    before = _books(BTC=_row("1"), KRW=_row("1000"))
    after = _books(BTC=_row("2.9992"), KRW=_row("800"), trades=(BUY,))
    assert list(unexplained(before, after)) == []


def test_one_digit_more_is_not_explained() -> None:
    """The asset, the change and what the trades say are named."""
    before = _books(BTC=_row("1"), KRW=_row("1000"))
    after = _books(BTC=_row("3.00000000000000001"), KRW=_row("800"), trades=(BUY,))
    (text,) = unexplained(before, after)
    assert text == "BTC changed by 2.00000000000000001, its 1 trades say 1.9992"


def test_a_hold_without_an_order_is_not_explained() -> None:
    """Open orders say what is held."""
    order = {"tradingPairName": "BTC-KRW", "side": "buy", "remaining": D(2), "price": D(10)}
    before, held = _books(KRW=_row("100")), _row("80", "20")
    assert list(unexplained(before, _books(KRW=held, orders=(order,)))) == []
    assert list(unexplained(before, _books(KRW=held))) == ["20 KRW is held, open orders hold 0"]


@pytest.mark.contract
def test_the_books_of_the_built_in_exchange_close() -> None:
    """Orders that trade, rest and are cancelled leave nothing unexplained; a deposit does."""
    document = load_document()
    with built_in(1) as target:
        before = open_books(target, document)
        assert before is not None
        assert target.new_key is not None
        with bench("orders", target, document) as at:
            caller = at.caller(key := target.new_key())
            for side, price in (("buy", 11_000_000), ("sell", 9_000_000), ("buy", 1000)):
                order = {"side": side, "price": price, "type": "limit", "amount": "0.12345678"}
                seen = caller.call("POST", "/orders", {**order, "tradingPairName": "BTC-KRW"})
                assert seen.status == 200
        closed = audit(target, document, before)
        assert closed.findings == []
        assert closed.parts["trades"] > 1
        assert target.admin is not None
        target.admin.act("deposit", api_key=key.api_key, asset="XRP", amount=1)
        (finding,) = audit(target, document, before).findings
    assert finding.message.startswith("XRP changed by 1,")


def test_without_an_account_there_are_no_books() -> None:
    """Nothing is read and that is said."""
    with built_in(1) as target:
        reader = evolve(target, new_key=None)
        assert open_books(reader, load_document()) is None
        assert audit(reader, load_document(), None).skipped == ["books: no account that may trade"]


def _har(path: Path, *answers: object) -> Path:
    entries = [
        {
            "request": {"method": "GET", "url": "https://api.gopax.co.kr/trading-pairs/A-B/ticker"},
            "response": {"status": 200, "headers": [], "content": {"text": json.dumps(answer)}},
        }
        for answer in answers
    ]
    path.write_text(json.dumps({"log": {"entries": entries}}))
    return path


def test_what_was_recorded_can_be_looked_at_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All calls of a run, without a header that was sent; what is wrong in it is found offline."""
    path = tmp_path / "reports" / "run.har"
    layers = ("--layers", "plan", "books", "--profile", "current")
    assert main([*layers, "--record", str(path)]) == 0
    text = path.read_text("utf-8")
    calls = len(json.loads(text)["log"]["entries"])
    assert not any(name in text for name in ("API-KEY", "SIGNATURE", "NONCE"))
    capsys.readouterr()
    assert main(["--har", str(path)]) == 0
    assert f"15 operations, {calls} calls" in capsys.readouterr().out
    assert calls > 70


def test_recorded_traffic_is_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A crossed ticker in a recording fails by the name of the rule; a right one does not."""
    ticker = {"price": 5, "ask": 6, "bid": 4, "volume": 1, "time": "2018-03-14T04:01:17.000Z"}
    assert main(["--har", str(_har(tmp_path / "a.har", ticker))]) == 0
    assert main(["--har", str(_har(tmp_path / "b.har", ticker, {**ticker, "ask": 3}))]) == 1
    assert "FAILURE the ticker is not crossed: getTicker" in capsys.readouterr().out
    assert main(["--har", str(tmp_path / "none.har")]) == 2
