"""`gopax history`의 한국어 문구."""

from typing import Final

__all__ = ["TEXTS"]

TEXTS: Final = {
    "example.history.download": "gopax history download BTC-KRW ETH-KRW -i 1m --since 2024-01-01 -o data",
    "example.history.verify": "gopax history verify data --online --since 2d",
    "example.history.export": "gopax history export data BTC-KRW --since 7d -o week.csv",
    "help.history": "캔들과 체결을 정확하고 빠짐없이 Parquet 파일로 저장합니다.",
    "help.history.download": "아직 없는 캔들이나 체결을 내려받습니다. 언제 멈춰도 되고, 다시 실행하면 이어서 받습니다.",
    "help.history.verify": "모든 파일을 다시 읽어 해시, 순서, 중복, 빈 구간을 확인합니다. --online은 거래소와 비교합니다.",
    "help.history.export": "데이터셋의 구간을 .csv, .jsonl, .parquet 파일 하나로 내보냅니다.",
    "option.pairs": "거래쌍 (예: BTC-KRW ETH-KRW)",
    "option.folder": "데이터셋 폴더",
    "option.from": "시작 시각: 2026-01-31, 2026-01-31T09:00 또는 3h, 2d 전",
    "option.trades": "캔들 대신 체결",
    "option.plan": "계획만 보여 줌",
    "option.online": "거래소에 다시 물어 모든 자릿수를 비교",
    "option.export": "저장할 파일. 이름은 .csv, .jsonl, .parquet 중 하나로 끝나야 함",
    "history.plan": "계획: {series} · 캔들 최대 {rows}개 · 호출 {calls}회, 초당 {rate}회로 {time} · {span}",
    "history.plan_about": "계획: {series} · 체결 약 {rows}건 · 호출 약 {calls}회, 초당 {rate}회로 {time}",
    "history.lost": "없어졌거나 잘려서 다시 받는 파일: {files}",
    "history.progress": "{series}  {total} 중 {done} ({percent}%)  초당 {rate}행  남은 시간 {left}",
    "history.stopped": "멈췄습니다. 받은 것은 저장되어 있으니 같은 명령을 다시 실행하면 이어서 받습니다.",
    "history.done": "{rows}행, 호출 {calls}회, {seconds}초. 확인: gopax history verify {folder}",
    "history.sound": "모든 파일이 저장된 그대로이고 순서가 맞으며 중복이 없습니다. 거래가 없던 구간에는 캔들이 없습니다.",
    "history.damaged": "문제 {count}건. 해당 파일을 지우고 다시 내려받으면 그 달을 새로 받습니다.",
    "history.finding": "{file}: {problem}, 내용: {detail}",
    "history.compared": "{series}: {rows}행이 거래소와 일치합니다.",
    "history.differs": "{series}: {rows}행 중 {different}행이 다르고, {missing}행이 빠졌으며, {extra}행은 거래소에 없습니다. 첫 위치: {first}",
}
