"""Draw what a terminal shows after `make demo`: `python -m scripts.pictures`, into docs/images/."""

import os
import pty
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "images" / "terminal.svg"
COLUMNS = 88


def main() -> None:
    """Run the demo at a terminal of our own and write what it showed."""
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text("$ make demo", style="bold"))
    console.print(Text.from_ansi(shown([sys.executable, "-m", "gopax_ext.demo"]).strip("\n")))
    drawn = console.export_svg(title="gopax-client", unique_id="terminal")
    # A picture must not load a font from somewhere else: the reader's own will do.
    drawn = re.sub(r"@font-face\s*{[^}]*}", "", drawn).replace("Fira Code", "ui-monospace")
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(re.sub(r"[ \t]+$", "", drawn, flags=re.MULTILINE), "utf-8")


def shown(command: list[str]) -> str:
    """Run a program at a terminal and return what it wrote, colours included."""
    ours, theirs = pty.openpty()
    environment = os.environ | {"COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "LINES": "200"}
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=theirs
    )
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # how Linux says that the writer has gone
        pass
    finally:
        os.close(ours)
    if process.wait() != 0:
        raise SystemExit(f"{command[-1]} failed")
    return seen.decode("utf-8").replace("\r\n", "\n")


if __name__ == "__main__":
    main()
