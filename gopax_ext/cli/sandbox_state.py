"""What is known of the built-in exchange that runs in the background, in a private file."""

import json
from pathlib import Path
from typing import Self

import attrs

from ..errors import SettingsError
from ..sharing.state import state_folder
from .messages import say
from .settings.places import private_text, write_private

__all__ = ["SandboxState"]


@attrs.frozen(kw_only=True)
class SandboxState:
    """One running exchange: where it is, who may use it and who may command it."""

    pid: int
    base_url: str
    api_key: str
    secret_key: str = attrs.field(repr=False)
    admin_token: str = attrs.field(repr=False)
    seed: int | None = None

    @staticmethod
    def path() -> Path:
        """Return where it is kept."""
        return Path(state_folder()) / "sandbox.json"

    @classmethod
    def load(cls) -> Self | None:
        """Return what was saved, None where no exchange was started."""
        path = cls.path()
        text = private_text(path)
        if text is None:
            return None
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError):
            raise SettingsError(
                say("mistake.old_state", path=path), fix=say("fix.delete", path=path)
            ) from None

    def save(self) -> None:
        """Keep it for the next runs."""
        write_private(self.path(), json.dumps(attrs.asdict(self)))

    @classmethod
    def forget(cls) -> None:
        """Delete what was saved."""
        cls.path().unlink(missing_ok=True)
