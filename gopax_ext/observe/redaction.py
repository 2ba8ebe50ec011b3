"""Keeps credentials out of logs, your own and those of HTTP libraries.

Of headers, the values of those on a list are shown and no others: what a header that nobody thought
of holds cannot come out. In running text, what follows the name of a credential is taken out.
"""

import logging
import re
from collections.abc import Mapping
from typing import Any, Final

__all__ = ["SHOWN_HEADERS", "RedactingFilter", "redact"]

_SHOWN: Final = """
    accept accept-encoding accept-ranges age allow cache-control connection content-encoding
    content-language content-length content-type date etag expires host keep-alive last-modified
    latestmin pastmax retry-after server transfer-encoding user-agent vary x-request-id
"""
SHOWN_HEADERS: Final = frozenset(_SHOWN.split())
"""Headers whose values may be shown, in lower case."""

_HIDDEN: Final = "[redacted]"
_CREDENTIALS: Final = (
    r"api[-_ ]?key|api[-_ ]?secret|secret[-_ ]?key|secret|signature|nonce|passphrase|password"
    r"|authorization|proxy-authorization|cookie|set-cookie|(?:access|auth|refresh)[-_]?token"
)
_QUOTED: Final = r"""b?"(?:[^"\\]|\\.)*"|b?'(?:[^'\\]|\\.)*'"""
_AFTER_A_NAME: Final = re.compile(
    rf"""((?:{_CREDENTIALS})["']?\s*(?:=>|[:=,])\s*)
    ({_QUOTED}|\[redacted\]|(?:(?:Bearer|Basic|Digest)\s+)?[^\s"',;&)}}\]]+)""",
    re.IGNORECASE | re.VERBOSE,
)
_PAIR_OF_BYTES: Final = re.compile(rf"""\(b["']([\w-]+)["'],\s*({_QUOTED})\)""")
_ITEM: Final = re.compile(rf"""["']([\w-]+)["']:\s*({_QUOTED})""")
_CREDENTIAL: Final = re.compile(rf"(?:[\w-]*[-_])?(?:{_CREDENTIALS})", re.IGNORECASE)
_OF_EVERY_RECORD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime"}


def redact(text: str) -> str:
    """Return `text` without what follows the name of a credential or of a header not shown."""
    text = _PAIR_OF_BYTES.sub(_if_shown, text)
    if any(_CREDENTIAL.fullmatch(item[1]) for item in _ITEM.finditer(text)):
        text = _ITEM.sub(_if_shown, text)  # headers, printed as a dictionary
    return _AFTER_A_NAME.sub(rf"\1{_HIDDEN}", text)


def _if_shown(pair: re.Match[str]) -> str:
    return pair[0] if pair[1].lower() in SHOWN_HEADERS else pair[0].replace(pair[2], _HIDDEN)


class RedactingFilter(logging.Filter):
    """Add it to a *handler*, and every record is redacted on its way out, tracebacks included.

    (A logger's own filters are not asked about the records of the loggers below it.) It writes the
    record's final text into the record, so handlers that come after it get that too.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact `record`; let it pass."""
        arguments = record.args
        if isinstance(arguments, Mapping):
            record.args = _mapping(arguments)
        elif arguments:
            record.args = tuple(_without(value) for value in arguments)
        record.msg = redact(record.getMessage())
        record.args = None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        for name, value in vars(record).items():
            if name not in _OF_EVERY_RECORD:
                setattr(record, name, _without(value, name))
        return True


def _without(value: Any, name: str = "") -> Any:
    """Return `value` as it may be shown; what is no text, header or collection stays as it is."""
    if _CREDENTIAL.fullmatch(name):
        return _HIDDEN
    shown = value
    if _is(value, str):
        shown = redact(value)
    elif _is(value, bytes):
        shown = redact(value.decode("latin-1")).encode("latin-1")
    elif _is(value, Mapping):
        shown = _mapping(value)
    elif _is(value, list, tuple):
        pairs = bool(value) and all(map(_is_pair, value))
        shown = list(_mapping(dict(value)).items()) if pairs else [_without(each) for each in value]
    return shown


def _mapping(value: Mapping[Any, Any]) -> dict[Any, Any]:
    """Return a copy: of headers, with the values that may be shown and no others."""
    names = {key: _text(key) for key in value}
    headers = "header" in type(value).__name__.lower() or any(
        isinstance(key, bytes) or _CREDENTIAL.fullmatch(name) for key, name in names.items()
    )
    if headers:
        return {
            key: value[key] if name.lower() in SHOWN_HEADERS else _HIDDEN
            for key, name in names.items()
        }
    return {key: _without(value[key], name) for key, name in names.items()}


def _is(value: Any, *kinds: type) -> bool:
    """Tell what a value is that stays `Any` to the type checkers, whatever it contains."""
    return isinstance(value, kinds)


def _is_pair(value: Any) -> bool:
    return _is(value, tuple) and len(value) == 2 and _is(value[0], str, bytes)


def _text(name: Any) -> str:
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)
