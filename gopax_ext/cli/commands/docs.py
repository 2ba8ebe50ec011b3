"""The documentation, offline: the site that came with the package, on this machine alone."""

from pathlib import Path
from typing import Annotated

import typer

from gopax_ext.errors import SettingsError

from ..define import command
from ..messages import language, say
from ..output.answers import Answer, record
from ..run import Run

__all__ = ["docs"]

Where = Annotated[bool, typer.Option("--path", help=say("option.docs_path"))]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help=say("option.docs_port"))]
_PACKAGE = Path(__file__).parents[2]


@command("docs", safety="local")
def docs(run: Run, *, path: Where = False, port: Port = 0) -> Answer | None:
    """Serve the site until interrupted, or say where it lies."""
    folder = _site()
    if path:
        return record({"path": str(folder)})
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *_args: object) -> None:
            """Say nothing: the terminal is the reader's."""

    with ThreadingHTTPServer(("127.0.0.1", port), partial(Quiet, directory=str(folder))) as server:
        start = "ko/" if language() == "ko" else ""
        run.note(say("docs.serving", url=f"http://127.0.0.1:{server.server_port}/{start}"))
        server.serve_forever()
    return None


def _site() -> Path:
    """Return the folder of the site: in an installed package, or where a checkout has built it."""
    for folder in (_PACKAGE / "site", _PACKAGE.parent / "build" / "site"):
        if (folder / "index.html").is_file():
            return folder
    raise SettingsError(say("docs.none"), fix=say("fix.docs_none"))
