"""The few words of a drawn chart, in English and in Korean."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

__all__ = ["WORDS", "Language"]

Language = Literal["en", "ko"]

WORDS: Final[Mapping[Language, Mapping[str, str]]] = MappingProxyType(
    {
        "en": {
            "title": "{pair} · {interval} candles",
            "range": "{start} to {end}, {count} candles",
            "empty": "no candles in this range",
            "time": "time",
            "open": "open",
            "high": "high",
            "low": "low",
            "close": "close",
            "volume": "volume",
            "fills": "My trades",
            "orders": "My open orders",
            "side": "side",
            "price": "price",
            "amount": "amount",
            "fee": "fee",
            "buy": "buy",
            "sell": "sell",
            "drawn": "Drawn with {library}; this page loads nothing.",
            "no_script": "The chart is drawn by JavaScript, which is switched off here.",
        },
        "ko": {
            "title": "{pair} · {interval} 캔들",
            "range": "{start} ~ {end}, 캔들 {count}개",
            "empty": "이 기간에는 캔들이 없습니다",
            "time": "시각",
            "open": "시가",
            "high": "고가",
            "low": "저가",
            "close": "종가",
            "volume": "거래량",
            "fills": "내 체결",
            "orders": "내 미체결 주문",
            "side": "구분",
            "price": "가격",
            "amount": "수량",
            "fee": "수수료",
            "buy": "매수",
            "sell": "매도",
            "drawn": "{library}로 그렸으며, 이 페이지는 외부에서 아무것도 불러오지 않습니다.",
            "no_script": "차트는 자바스크립트로 그리는데, 지금은 꺼져 있습니다.",
        },
    }
)
