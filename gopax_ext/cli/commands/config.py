"""Settings: what holds now, where it comes from, and how to change it."""

from typing import Annotated

import typer

from gopax_generated.errors import ArgumentError

from ..define import command
from ..messages import say
from ..output.answers import Answer, columns, record
from ..output.zones import zone_named
from ..run import Run

__all__ = ["list_profiles", "set_value", "show"]

Origin = Annotated[bool, typer.Option("--origin", help=say("option.origin"))]
Name = Annotated[str, typer.Argument(help=say("option.setting"))]
Value = Annotated[str, typer.Argument(help=say("option.value"))]


@command("config show", safety="local")
def show(run: Run, *, origin: Origin = False) -> Answer:
    """Show the settings, with where each comes from if asked."""
    settings = run.settings
    from ..settings.credentials import ElsewhereError, shortened

    withheld = "-"
    try:
        keys = settings.key_pair()
    except ElsewhereError as error:
        keys, withheld = None, str(error.args[0])

    rows: list[tuple[str, str | None, str]] = [
        ("profile", settings.name, settings.profile.origin),
        *((name, _text(each.value), each.origin) for name, each in settings.values.items()),
        ("api_key", shortened(keys.api_key) if keys else None, keys.origin if keys else withheld),
    ]
    if origin:
        return Answer(columns(setting="text", value="text", origin="text"), rows)
    return Answer(columns(setting="text", value="text"), [row[:2] for row in rows])


@command("config set", safety="local")
def set_value(run: Run, name: Name, value: Value) -> Answer:
    """Change one setting."""
    from ..settings.keys import KEYS
    from ..settings.profiles import Profiles

    profiles = Profiles()
    if name == "profile":
        profiles.choose(value)
        return record({"setting": name, "value": value, "file": str(profiles.path)})
    if name not in KEYS:
        raise ArgumentError(
            say("error.no_setting", name=name),
            fix=say("fix.settings", names=", ".join(["profile", *KEYS])),
        )
    profile = run.profile_to_change()
    profiles.set(profile, name, value)
    values = {"profile": profile, "setting": name, "value": value, "file": str(profiles.path)}
    return record(values)


@command("config profiles", safety="local")
def list_profiles(run: Run) -> Answer:
    """List the profiles."""
    from ..settings.credentials import ElsewhereError
    from ..settings.profiles import Profiles
    from ..settings.resolve import RunSettings

    rows: list[tuple[str, bool, str, bool, bool]] = []
    for name in Profiles().names:
        each = RunSettings.resolve({"profile": name})
        try:
            has_key = each.key_pair() is not None
        except ElsewhereError:
            has_key = False
        rows.append((name, name == run.settings.name, each.base_url, each.read_only, has_key))
    heads = columns(
        profile="text", current="text", base_url="text", read_only="text", has_key="text"
    )
    return Answer(heads, rows)


def _text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if value == zone_named("KST"):
        return "KST"
    return str(value)
