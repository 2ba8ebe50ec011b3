"""What `gopax doctor` looks at: one function for each, with the fix of what is wrong."""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from gopax_generated.errors import GopaxError

from .._version import __version__
from ..seam import SYSTEM
from ..sharing.state import state_folder
from .finding import Finding
from .messages import language, say
from .run import Run
from .settings.places import config_file, credentials_file, private_text

__all__ = ["findings"]

_PARTS: Final = ("httpx", "msgspec", "httptools", "typer", "rich", "uvicorn")
_LEAST_BYTES: Final = 100 * 2**20
_MOST_SECONDS_APART: Final = 5.0


def findings(run: Run) -> Iterator[Finding]:
    """Look at everything in turn; what fails stops nothing."""
    looks: tuple[tuple[str, Callable[[Run], Finding]], ...] = (
        ("python", _python),
        ("packages", _packages),
        ("locale", _locale),
        ("settings", _settings),
        ("credentials", _credentials),
        ("disk", _disk),
        ("server", _server),
        ("clock", _clock),
        ("signature", _signature),
        ("rate", _rate),
    )
    for name, look in looks:
        try:
            yield look(run)
        except GopaxError as error:
            yield Finding(name, "bad", str(error.args[0]), error.fix)
        except OSError as error:
            yield Finding(name, "bad", str(error))


def _python(_: Run) -> Finding:
    text = f"{platform.python_implementation()} {platform.python_version()} · gopax {__version__}"
    return Finding("python", "ok", text)


def _packages(_: Run) -> Finding:
    found: list[str] = []
    missing: list[str] = []
    for name in _PARTS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    if missing:
        fix = say("fix.packages", names=" ".join(missing))
        return Finding("packages", "warn", " · ".join(found), fix)
    return Finding("packages", "ok", " · ".join(found))


def _locale(_: Run) -> Finding:
    encoding = sys.stdout.encoding or "?"
    text = f"{encoding} · {language()}"
    if "utf" not in encoding.lower():
        return Finding("locale", "warn", text, say("fix.locale"))
    return Finding("locale", "ok", text)


def _settings(run: Run) -> Finding:
    name = run.settings.name
    return Finding("settings", "ok", f"{config_file()} · {name} ({run.settings.profile.origin})")


def _credentials(run: Run) -> Finding:
    private_text(credentials_file())
    keys = run.settings.key_pair()
    if keys is None:
        fix = say("fix.no_key", profile=run.settings.name)
        return Finding("credentials", "warn", say("doctor.no_key"), fix)
    return Finding("credentials", "ok", say("doctor.key", origin=keys.origin))


def _disk(_: Run) -> Finding:
    folder = Path(state_folder())
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(there).free
    text = say("doctor.disk", folder=str(folder), free=f"{free // 2**20:,}")
    if not os.access(there, os.W_OK):
        return Finding("disk", "bad", text, say("fix.state_dir"))
    if free < _LEAST_BYTES:
        return Finding("disk", "warn", text, say("fix.disk"))
    return Finding("disk", "ok", text)


def _server(run: Run) -> Finding:
    with run.client() as gopax:
        began = SYSTEM.monotonic()
        gopax.list_assets()
        spent = (SYSTEM.monotonic() - began) * 1000
    return Finding("server", "ok", f"{run.settings.base_url} · {spent:.0f} ms")


def _clock(run: Run) -> Finding:
    from gopax_generated import operations

    with run.client() as gopax:
        answer = gopax.send(operations.list_assets())
    date = answer.headers.get("date")
    if date is None:
        return Finding("clock", "warn", say("doctor.no_date"))
    apart = SYSTEM.time_ns() / 1e9 - parsedate_to_datetime(date).timestamp() - 0.5
    text = say("doctor.clock", seconds=f"{apart:+.1f}")
    if abs(apart) > _MOST_SECONDS_APART:
        return Finding("clock", "bad", text, say("fix.clock"))
    return Finding("clock", "ok", text)


def _signature(run: Run) -> Finding:
    if run.settings.key_pair() is None:
        return Finding("signature", "warn", say("doctor.no_key"))
    with run.client(signed=True) as gopax:
        gopax.list_balances()
    return Finding("signature", "ok", say("doctor.signature", host=run.settings.host))


def _rate(_: Run) -> Finding:
    from ..session import RATE_LIMIT
    from ..sharing.choice import Sharing

    form = Sharing.resolve(None).form
    return Finding("rate", "ok", say("doctor.rate", limit=RATE_LIMIT, sharing=form))
