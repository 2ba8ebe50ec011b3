"""Puts the documentation site into the wheel where `make site` has built it: see pyproject.toml."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

__all__ = ["SiteHook"]


class SiteHook(BuildHookInterface[Any]):
    """For hatchling: `build/site` becomes `gopax_ext/site`, which `gopax docs` shows."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the site; a wheel without it works too, and `gopax docs` then says where to read."""
        site = Path(self.root) / "build" / "site"
        if version == "standard" and site.is_dir():
            build_data["force_include"][str(site)] = "gopax_ext/site"
