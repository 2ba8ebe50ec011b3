"""Run a page as its reader would: `python -m tests.docs.runner PAGE.md`.

Blocks marked `python` run in one program, from top to bottom, with a key of a fresh built-in
exchange in the environment; one that defines tests is given to pytest. The lines of a `console`
block that begin with `$ ` are typed at a terminal, and what is shown below them must appear
(`...` stands for anything). A page with `diff` blocks is run in a fresh clone of the checkout,
which they change and where `make` is typed too. Other languages are not run.
"""

import os
import pty
import re
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from threading import Timer
from typing import Any

import attrs
from markdown_it import MarkdownIt

from gopax_ext.sandbox import Sandbox

ROOT = Path(__file__).parents[2]
SECONDS = 300
COLUMNS = "100"
MAKE = "$ make "  # outside of a clone a target has tests of its own, and `make readme-check`
MONEY = {"KRW": Decimal(1_000_000_000), "BTC": Decimal(10), "ETH": Decimal(100)}
KEYS = ("GOPAX_BASE_URL", "GOPAX_API_KEY", "GOPAX_SECRET_KEY")
OUTER_MAKE = ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")  # they make an inner make say more


@attrs.frozen
class Block:
    """A fenced block: its language, its text and the line of the page that it begins on."""

    language: str
    text: str
    line: int


class PageError(AssertionError):
    """A page shows what is not so; the text names line, command, expected and seen."""


def blocks(page: Path) -> Iterator[Block]:
    """Every fenced block of a page that says its language, in order."""
    for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        if token.type == "fence" and token.info and token.map:
            yield Block(token.info.split()[0], token.content, token.map[0] + 2)


def commands(block: Block) -> Iterator[tuple[str, str]]:
    """Each command of a console block, and what the page shows below it."""
    for part in re.split(r"^(?=\$ )", block.text, flags=re.MULTILINE):
        lines = part.splitlines()
        if not lines or not lines[0].startswith("$ "):
            continue
        size = next((n for n, line in enumerate(lines, 1) if not line.endswith("\\")), len(lines))
        yield "\n".join(lines[:size]), "\n".join(lines[size:]).strip()


def matches(shown: str, seen: str) -> bool:
    """Whether what is shown is what was seen, spaces at the ends of lines aside."""
    pattern = r"[\s\S]*?".join(re.escape(part.strip("\n")) for part in re.split(r"\.\.\.|…", shown))
    tidy = "\n".join(line.rstrip() for line in seen.splitlines()).strip()
    return re.fullmatch(pattern, tidy) is not None


def typed(command: str, folder: Path, environment: dict[str, str]) -> tuple[int, str]:
    """Type a command at a terminal; return its status and all that it showed."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    stop = Timer(SECONDS, lambda: os.killpg(process.pid, signal.SIGKILL))
    stop.start()
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # how Linux says that the last writer has gone
        pass
    finally:
        os.close(ours)
        status = process.wait()
        stop.cancel()
    return status, seen.decode("utf-8", "replace").replace("\r\n", "\n")


def run_console(page: Path, block: Block, folder: Path, environment: dict[str, str]) -> None:
    """Type each command; its status must be 0 unless the page shows what went wrong."""
    for command, shown in commands(block):
        if command.startswith(MAKE) and not (folder / "Makefile").exists():
            continue
        status, seen = typed(command.removeprefix("$ "), folder, environment)
        where = f"{page.name}:{block.line}: {command}"
        if status and not shown:
            raise PageError(f"{where}\nended with status {status}:\n{seen}")
        if shown and not matches(shown, seen):
            raise PageError(f"{where}\nstatus {status}; the page shows:\n{shown}\nseen:\n{seen}")


def run_python(page: Path, block: Block, names: dict[str, Any], folder: Path) -> None:
    """Execute a block in the page's program; its own lines show in a traceback."""
    if re.search(r"^(async )?def test_", block.text, re.MULTILINE):
        file = folder / f"test_line_{block.line}.py"
        file.write_text(block.text, "utf-8")
        # pytest finds it by itself where the package is installed; here it lies in the source.
        ours = ("-p", "gopax_ext.testing.plugin", "-p", "no:cacheprovider")
        command = [sys.executable, "-m", "pytest", "-q", *ours, file.name]
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=SECONDS
        )
        if done.returncode:
            raise PageError(f"{page.name}:{block.line}: pytest\n{done.stdout}{done.stderr}")
        return
    source = "\n" * (block.line - 1) + block.text
    exec(compile(source, str(page), "exec"), names)  # noqa: S102 - the page is ours


def run_diff(page: Path, block: Block, folder: Path) -> None:
    """Change the clone as the page says."""
    command = ["git", "apply", "--recount", "-"]
    done = subprocess.run(
        command, cwd=folder, input=block.text, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PageError(f"{page.name}:{block.line}: the diff does not fit\n{done.stderr}")


def clone(folder: Path) -> Path:
    """Clone the checkout, with its environment."""
    command = ["git", "clone", "--quiet", "--local", str(ROOT), str(folder / "checkout")]
    subprocess.run(command, check=True)
    return folder / "checkout"


def run(page: Path) -> int:
    """Run the blocks of a page; return how many there were."""
    ran = 0
    found = list(blocks(page))
    with tempfile.TemporaryDirectory() as name, Sandbox(seed=7) as exchange:
        changes = any(block.language == "diff" for block in found)
        folder = clone(Path(name)) if changes else Path(name)
        (folder / ".venv").symlink_to(Path(sys.prefix))
        account = exchange.create_account(MONEY)
        home = {
            "HOME": name,
            "XDG_CONFIG_HOME": f"{name}/.config",
            "XDG_STATE_HOME": f"{name}/.state",
        }
        os.environ.update(home, GOPAX_STATE_DIR=f"{name}/.state/gopax")
        console = {key: value for key, value in os.environ.items() if key not in KEYS + OUTER_MAKE}
        console |= {"PATH": f"{sys.prefix}/bin:{os.environ['PATH']}", "PYTHONUTF8": "1"}
        console |= {
            "COLUMNS": COLUMNS,
            "LINES": "40",
            "TERM": "dumb",
            "NO_COLOR": "1",
            "PAGER": "cat",
        }
        values = (exchange.base_url, account.api_key, account.secret_key)
        os.environ.update(zip(KEYS, values, strict=True))
        os.chdir(folder)
        names: dict[str, Any] = {"__name__": "__main__"}
        try:
            for block in found:
                if block.language == "python":
                    run_python(page, block, names, folder)
                elif block.language == "diff":
                    run_diff(page, block, folder)
                elif block.language == "console":
                    run_console(page, block, folder, console)
                else:
                    continue
                ran += 1
        finally:
            typed("gopax sandbox stop", folder, console)
            os.chdir(ROOT)
    return ran


if __name__ == "__main__":
    try:
        print(run(Path(sys.argv[1]).resolve()), "blocks")
    except Exception:  # noqa: BLE001 - the traceback names the line of the page
        traceback.print_exc()
        sys.exit(1)
