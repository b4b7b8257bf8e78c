"""Pace, pauses and refusals of the client; what servers do wrong is in nightly/test_faults.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from referat.errors import FetchError, HostPausedError
from referat.ingest.connections import is_public
from referat.ingest.http import Fetcher
from referat.ingest.pace import Pacer
from referat.training.portal import Handler, Portal

NOW = dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC)


class Clock:
    """Time that passes when somebody waits."""

    def __init__(self) -> None:
        self.at = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds
        self.waits.append(round(seconds, 3))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal().serve() as served:
        served.files["/a"] = ("text/plain", b"hej")
        yield served


def client(clock: Clock, **more: object) -> Fetcher:
    values = {"agent": "referat/1 (+drift@example.dk)", "rate": 1.0, "allow_private": True}
    pacer = Pacer(clock=clock, sleep=clock.sleep)
    return Fetcher(pacer=pacer, now=lambda: NOW, **(values | more))


def test_a_host_is_asked_once_a_second(portal, clock):
    fetcher = client(clock)
    for _ in range(3):
        assert fetcher.get(f"{portal.url}/a").content == b"hej"
    assert clock.waits == [1.0, 1.0, 1.0]  # robots.txt was the first
    fetcher.close()


def test_robots_may_ask_for_a_slower_pace(portal, clock):
    portal.robots = b"User-agent: *\nCrawl-delay: 7\n"
    fetcher = client(clock)
    fetcher.get(f"{portal.url}/a")
    fetcher.get(f"{portal.url}/a")
    assert clock.waits[-1] == 7.0
    fetcher.close()


def test_robots_are_asked_once_and_obeyed(portal, clock):
    portal.robots = b"User-agent: referat\nDisallow: /a\n"
    fetcher = client(clock)
    for _ in range(2):
        with pytest.raises(FetchError, match=r"robots.txt asks.*robots = false"):
            fetcher.get(f"{portal.url}/a")
    assert portal.requests == {"/robots.txt": 1}
    fetcher.close()
    by_leave = client(clock, robots=False)
    assert by_leave.get(f"{portal.url}/a").status == 200
    by_leave.close()


def test_the_agent_says_whom_to_write_to(portal, clock):
    seen = []

    def look(handler: Handler) -> None:
        seen.append(handler.headers["User-Agent"])
        handler.give(200, b"")

    portal.faults["/a"] = look
    fetcher = client(clock)
    fetcher.get(f"{portal.url}/a")
    assert seen == ["referat/1 (+drift@example.dk)"]
    fetcher.close()


@pytest.mark.parametrize("said", ["5", "Tue, 24 Nov 2026 03:00:05 GMT"])
def test_retry_after_is_kept(portal, clock, said):
    answers = iter([429, 200])

    def busy(handler: Handler) -> None:
        number = next(answers)
        handler.give(number, b"hej", "text/plain", ("Retry-After", said))

    portal.faults["/a"] = busy
    fetcher = client(clock)
    assert fetcher.get(f"{portal.url}/a").content == b"hej"
    assert 5.0 in clock.waits
    fetcher.close()


def test_waits_grow_and_tries_end(portal, clock):
    portal.faults["/a"] = lambda handler: handler.give(500, b"")
    fetcher = client(clock, rate=0)
    with pytest.raises(FetchError, match="500"):
        fetcher.get(f"{portal.url}/a")
    assert clock.waits == [2.0, 8.0, 32.0]
    assert portal.requests["/a"] == 4
    fetcher.close()


def test_after_a_refusal_the_host_is_asked_nothing_more(portal, clock):
    portal.faults["/a"] = lambda handler: handler.give(403, b"")
    portal.files["/b"] = ("text/plain", b"")
    fetcher = client(clock)
    with pytest.raises(HostPausedError, match="until 2026-11-24 09:00"):
        fetcher.get(f"{portal.url}/a")
    with pytest.raises(HostPausedError, match="asked for a pause"):
        fetcher.get(f"{portal.url}/b")
    assert portal.requests["/a"] == 1
    assert portal.requests["/b"] == 0
    fetcher.close()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("192.0.2.1", False), ("10.0.0.1", False), ("127.0.0.1", False), ("169.254.169.254", False),
        ("::1", False), ("fe80::1%eth0", False), ("::ffff:10.0.0.1", False), ("100.64.0.1", False),
        ("224.0.0.1", False), ("8.8.8.8", True), ("2a00:1450::1", True), ("::ffff:8.8.8.8", True),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address, public):
    assert is_public(address) is public


def test_a_redirect_into_a_private_network_is_not_followed(portal, clock):
    """The check is at the connection: a name that leads there is caught as well."""
    fetcher = client(clock, allow_private=False, robots=False)
    with pytest.raises(FetchError, match="private network") as caught:
        fetcher.get(f"{portal.url}/a")
    assert caught.value.code == "privat_adresse"
    assert portal.requests == {}
    fetcher.close()


@pytest.mark.parametrize("url", ["ftp://example.dk/a", "file:///etc/passwd", "http://", "x"])
def test_what_is_no_web_address_is_one_clear_error(clock, url):
    fetcher = client(clock, robots=False)
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    assert caught.value.is_lasting
    fetcher.close()
