"""Changing one value in a TOML text, with its comments and its order kept."""

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ...errors import SettingsError
from ..messages import say

__all__ = ["parse", "with_value", "without_table"]


def parse(text: str, path: Path) -> Mapping[str, Any]:
    """Return what the text says; a mistake is a `SettingsError` that names its line."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            say("mistake.toml", path=path, reason=error), fix=say("fix.toml")
        ) from error


def with_value(text: str, table: str | None, key: str, value: str | bool) -> str:  # noqa: FBT001 - it is the value
    """Return `text` with `key` of `table` (None: the top of the file) set to `value`.

    Keys and names of tables are plain words, as this command writes them.
    """
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    lines = text.splitlines()
    first, end = _span(lines, table)
    if first < 0:
        gap = [""] if lines and lines[-1].strip() else []
        return "\n".join([*lines, *gap, f"[{table}]", line]) + "\n"
    for number in range(first, end):
        if re.match(rf"\s*{re.escape(key)}\s*=", lines[number]):
            lines[number] = line
            return "\n".join(lines) + "\n"
    while end > first and not lines[end - 1].strip():
        end -= 1
    lines.insert(end, line)
    return "\n".join(lines) + "\n"


def without_table(text: str, table: str) -> str:
    """Return `text` without a table and all it holds."""
    lines = text.splitlines()
    first, end = _span(lines, table)
    if first < 0:
        return text
    return "".join(f"{line}\n" for line in [*lines[: first - 1], *lines[end:]])


def _span(lines: list[str], table: str | None) -> tuple[int, int]:
    """Return the first line of a table's content and the line after it; (-1, -1) if missing."""
    first = 0 if table is None else -1
    for number, line in enumerate(lines):
        head = re.match(r"\s*\[+\s*([^\]]*?)\s*\]", line)
        if head is None:
            continue
        if first >= 0:
            return first, number
        if head[1] == table:
            first = number + 1
    return (first, len(lines)) if first >= 0 else (-1, -1)
