"""API keys: save one, look whether it works, see how a call is signed."""

import sys
from typing import Annotated

import typer

from gopax_generated.errors import ArgumentError

from ...signing import Signer
from ..define import command
from ..messages import say
from ..output.answers import Answer, record
from ..run import Run
from ..settings.credentials import forget_key, save_key, shortened

__all__ = ["login", "logout", "sign", "status"]

ApiKey = Annotated[str | None, typer.Option("--api-key", help=say("option.api_key"))]
FromStdin = Annotated[bool, typer.Option("--secret-key-stdin", help=say("option.secret_key_stdin"))]
Keyring = Annotated[bool, typer.Option("--keyring", help=say("option.keyring"))]
Check = Annotated[bool, typer.Option("--check/--no-check", help=say("option.check"))]
Explain = Annotated[bool, typer.Option("--explain", help=say("option.explain"))]
Nonce = Annotated[int | None, typer.Option("--nonce", min=0, help=say("option.nonce"))]
Body = Annotated[str, typer.Option("--body", help=say("option.body"))]
Method = Annotated[str, typer.Argument(help=say("option.method"))]
Path = Annotated[str, typer.Argument(help=say("option.path"))]


@command("auth login", safety="local")
def login(
    run: Run,
    *,
    api_key: ApiKey = None,
    secret_key_stdin: FromStdin = False,
    keyring: Keyring = False,
) -> Answer:
    """Save a key."""
    profile = run.settings.name
    base_url = run.exchange
    key = api_key or _asked(run, say("auth.api_key"))
    secret = sys.stdin.readline().strip() if secret_key_stdin else _secret(run)
    save_key(profile, key.strip(), secret.strip(), base_url, in_keyring=keyring)
    values = {
        "profile": profile,
        "api_key": shortened(key),
        "base_url": base_url,
        "read_only": run.settings.read_only,
    }
    return record(values, note=say("auth.saved", profile=profile))


@command("auth logout", safety="local")
def logout(run: Run) -> Answer:
    """Forget a key."""
    profile = run.settings.name
    return record({"profile": profile, "forgotten": forget_key(profile)})


@command("auth status", safety="reads_account")
def status(run: Run, *, check: Check = True) -> Answer:
    """Show which key signs, and ask whether it works."""
    settings = run.settings
    keys = run.key_pair()
    works: bool | None = None
    if check:
        with run.client(signed=True) as gopax:
            gopax.list_balances()
        works = True
    values = {
        "profile": settings.name,
        "base_url": settings.base_url,
        "api_key": shortened(keys.api_key),
        "origin": keys.origin,
        "read_only": settings.read_only,
        "works": works,
    }
    return record(values)


@command("auth sign", safety="local")
def sign(
    run: Run,
    method: Method,
    path: Path,
    *,
    body: Body = "",
    nonce: Nonce = None,
    explain: Explain = False,
) -> Answer:
    """Sign without sending."""
    from ..signed_text import signed_request

    keys = run.key_pair()
    if not path.startswith("/"):
        raise ArgumentError(say("mistake.path", path=path), fix=say("fix.path"))
    request = signed_request(
        keys,
        run.settings.base_url,
        method=method.upper(),
        target=path,
        body=body.encode(),
        nonce=nonce,
    )
    if not explain:
        return record({name: request[name] for name in ("NONCE", "SIGNATURE")})
    signer = repr(Signer(keys.secret_key))
    steps = {
        "1_nonce": request["NONCE"],
        "2_method": request["method"],
        "3_path_without_query": path.partition("?")[0],
        "4_body": body,
        "5_signed_text": request["signed_text"],
        "6_key": f"base64decode(secret_key), {signer}",
        "7_algorithm": "base64(HMAC-SHA512(6, 5))",
        "SIGNATURE": request["SIGNATURE"],
    }
    return record(steps, note=say("auth.explained"))


def _asked(run: Run, text: str) -> str:
    if not run.interactive:
        raise ArgumentError(say("error.no_terminal"), fix=say("fix.no_terminal"))
    sys.stderr.write(text)
    sys.stderr.flush()
    return sys.stdin.readline()


def _secret(run: Run) -> str:
    """Ask for the secret without showing it."""
    if not run.interactive:
        raise ArgumentError(say("error.no_terminal"), fix=say("fix.no_terminal"))
    from getpass import getpass

    return getpass(say("auth.secret_key"), stream=sys.stderr)
