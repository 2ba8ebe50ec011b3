"""Who gets in: the dashboard is for a person at this machine, and no web page may pose as one."""

import http.client
import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs
import pytest

from gopax_ext.dashboard import Dashboard
from gopax_ext.sandbox import Sandbox
from tests.dashboard.browsing import Venue, open_venue

PATHS = ("/", "/docs", "/dashboard/style.css", "/dashboard/session", "/dashboard/stream")


@pytest.fixture(scope="module")
def quiet_venue() -> Iterator[Venue]:
    """An exchange whose own traders rest."""
    with open_venue(market=False, history_days=1) as found:
        yield found


@attrs.frozen
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


def ask(
    venue: Venue, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None
) -> Answer:
    """Ask without a browser."""
    address = venue.sandbox.base_url.partition("//")[2]
    connection = http.client.HTTPConnection(address, timeout=30)
    try:
        connection.request(method, path, headers=dict(headers or {}))
        answer = connection.getresponse()
        names = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, names, answer.read())
    finally:
        connection.close()


def open_session(venue: Venue) -> dict[str, Any]:
    """What a page of this server is told."""
    origin = {"Origin": venue.sandbox.base_url}
    found: dict[str, Any] = ask(venue, "/dashboard/session", method="POST", headers=origin).json
    return found


@pytest.mark.parametrize("path", ["/", "/docs", "/dashboard/js/main.js", "/dashboard/openapi.yaml"])
def test_every_file_is_served_with_the_strict_policy(quiet_venue: Venue, path: str) -> None:
    """Nothing inline, nothing from elsewhere, no frame, no guess about the type."""
    answer = ask(quiet_venue, path)
    assert answer.status == 200
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; script-src 'self';")
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize("path", PATHS)
def test_a_name_that_was_rebound_to_this_machine_is_refused(quiet_venue: Venue, path: str) -> None:
    """A page of attacker.example may reach the socket; the name it asks for gives it away."""
    port = quiet_venue.sandbox.base_url.rpartition(":")[2]
    for host in (f"attacker.example:{port}", "127.0.0.1:1", "127.0.0.1"):
        assert ask(quiet_venue, path, headers={"Host": host}).status == 421


@pytest.mark.parametrize(
    "origin", [None, "null", "https://attacker.example", "http://127.0.0.1:1", "http://localhost"]
)
def test_keys_are_told_to_pages_of_this_server_alone(
    quiet_venue: Venue, origin: str | None
) -> None:
    """Another origin, or none, gets 403 and not a word of a key."""
    headers = {} if origin is None else {"Origin": origin}
    answer = ask(quiet_venue, "/dashboard/session", method="POST", headers=headers)
    assert answer.status == 403
    assert b"key" not in answer.body


def test_keys_are_not_told_to_a_link(quiet_venue: Venue) -> None:
    """A session is opened by POST, which no image, link or form of another page can send."""
    headers = {"Origin": quiet_venue.sandbox.base_url}
    assert ask(quiet_venue, "/dashboard/session", headers=headers).status == 405


@pytest.mark.parametrize("path", ["stream?pair=BTC-KRW&interval=5", "log/1"])
def test_nothing_is_shown_without_a_session(quiet_venue: Venue, path: str) -> None:
    """Its name is drawn at random and is told with the keys."""
    assert ask(quiet_venue, f"/dashboard/{path}").status == 403


def test_a_session_holds_keys_of_the_account_and_no_more_than_64_are_kept(
    quiet_venue: Venue,
) -> None:
    """The account's own key stays what it was; opening pages for ever takes no memory for ever."""
    told = [open_session(quiet_venue) for _ in range(70)]
    names = {each["sending"]["api_key"] for each in told} | {
        each["copying"]["api_key"] for each in told
    }
    assert len(names) == 2 * 64
    assert quiet_venue.account.api_key not in names
    owners = {quiet_venue.sandbox.key(name).owner for name in names}
    assert owners == {quiet_venue.account.owner}
    first, last = told[0]["session"], told[-1]["session"]
    assert ask(quiet_venue, f"/dashboard/log/1?session={first}").status == 403
    assert ask(quiet_venue, f"/dashboard/log/999?session={last}").status == 404


def test_a_session_survives_a_reset_and_not_a_snapshot_without_its_keys() -> None:
    """The page then opens another one."""
    with open_venue(market=False, history_days=1) as venue:
        snapshot = venue.sandbox.snapshot()
        session = open_session(venue)["session"]
        venue.sandbox.reset()
        assert ask(venue, f"/dashboard/log/999?session={session}").status == 404
        venue.sandbox.restore(snapshot)
        assert ask(venue, f"/dashboard/log/999?session={session}").status == 403


@pytest.mark.parametrize(
    "path", ["/dashboard/../pyproject.toml", "/dashboard/%2e%2e/x", "/dashboard/"]
)
def test_only_the_files_of_the_pages_are_served(quiet_venue: Venue, path: str) -> None:
    """Nothing on the disk is looked up by what a caller writes."""
    assert ask(quiet_venue, path).status == 404


def test_a_file_that_has_not_changed_is_not_sent_again(quiet_venue: Venue) -> None:
    """Its tag says so, and changes with the content."""
    first = ask(quiet_venue, "/dashboard/style.css")
    again = ask(
        quiet_venue, "/dashboard/style.css", headers={"If-None-Match": first.headers["etag"]}
    )
    assert (again.status, again.body) == (304, b"")
    assert ask(quiet_venue, "/dashboard/docs.css").headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("path", ["/assets", "/nothing", "/trading-pairs/", "/balances"])
def test_the_exchange_answers_as_it_does_without_the_pages(quiet_venue: Venue, path: str) -> None:
    """Byte by byte, its headers too."""
    with Sandbox(seed=7, limit=None, market=False, history_days=1) as bare:
        plain = Venue(bare, quiet_venue.dashboard, quiet_venue.account)
        mine, theirs = ask(quiet_venue, path), ask(plain, path)
    assert (mine.status, mine.body) == (theirs.status, theirs.body)
    drop = {"date"}
    assert {k: v for k, v in mine.headers.items() if k not in drop} == {
        k: v for k, v in theirs.headers.items() if k not in drop
    }


@pytest.mark.parametrize("path", PATHS)
def test_without_a_dashboard_there_are_no_pages(path: str) -> None:
    """The exchange alone knows none of the paths."""
    with Sandbox(seed=7, market=False, history_days=1, admin=True) as bare:
        account = bare.create_account()
        venue = Venue(bare, None, account)  # type: ignore[arg-type]  # there is none
        assert ask(venue, path).status == 404


def test_a_dashboard_needs_the_administration_and_comes_before_the_start() -> None:
    """Else its buttons would do nothing, or its pages would not be served."""
    with pytest.raises(ValueError, match="admin=True"):
        Dashboard(Sandbox(market=False, history_days=1))
    with (
        Sandbox(market=False, history_days=1, admin=True) as served,
        pytest.raises(ValueError, match="before start"),
    ):
        Dashboard(served)
