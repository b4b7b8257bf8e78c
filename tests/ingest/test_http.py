"""Pace, pauses and refusals of the client; what servers do wrong is in nightly/test_faults.py."""

from __future__ import annotations

import datetime as dt
import gzip
import random
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from referat.errors import FetchError, HostPausedError
from referat.ingest import connections
from referat.ingest.connections import is_public
from referat.ingest.http import Fetcher
from referat.ingest.originals import Originals
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
    values |= {"pacer": Pacer(clock=clock, sleep=clock.sleep), "now": lambda: NOW}
    return Fetcher(**(values | more))


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
        # Ways of IPv6 to an address of IPv4: 6to4, NAT64, compatible.
        ("2002:7f00:1::1", False), ("64:ff9b::7f00:1", False), ("64:ff9b:1::a00:1", False),
        ("::127.0.0.1", False), ("2002:808:808::1", True), ("64:ff9b::808:808", True),
        ("fec0::1", False), ("fd00::1", False), ("2001:db8::1", False), ("::", False),
        ("0.0.0.0", False), ("255.255.255.255", False),
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


def test_a_host_that_asks_for_time_is_given_it_by_every_thread(portal, clock):
    """Two sources share the host: what one was told holds for the other."""
    answers = iter([429, 200])

    def busy(handler: Handler) -> None:
        handler.give(next(answers), b"hej", "text/plain", ("Retry-After", "50"))

    portal.faults["/a"] = busy
    portal.files["/b"] = ("text/plain", b"b")
    pacer = Pacer(clock=clock, sleep=clock.sleep)
    one, other = (client(clock, pacer=pacer, robots=False) for _ in range(2))
    asked: list[float] = []
    tries = one._pacer.throttled

    def throttled(host: str, rate: float, wait: float) -> int:
        count = tries(host, rate, wait)
        other.get(f"{portal.url}/b")
        asked.append(clock.at)
        return count

    pacer.throttled = throttled
    assert one.get(f"{portal.url}/a").content == b"hej"
    assert asked == [50.0]
    # And half as fast as before from then on.
    assert clock.at == 52.0
    for fetcher in (one, other):
        fetcher.close()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Tue, 24 Nov 2026 09:00:00 -0000", "pause"),  # a time without a zone
        ("9" * 400, "pause"),
        ("1e400", "pause"),
        ("Tue, 99 Nov 2026 09:00:00 GMT", "pause"),
        ("soon", "pause"),
    ],
)
def test_any_retry_after_ends_in_a_pause_and_not_in_a_fault(portal, clock, said, code):
    portal.faults["/a"] = lambda h: h.give(429, b"", "text/plain", ("Retry-After", said))
    fetcher = client(clock)
    with pytest.raises(HostPausedError) as caught:
        fetcher.get(f"{portal.url}/a")
    assert caught.value.code == code
    assert NOW < fetcher._pacer.paused_until("127.0.0.1") <= NOW + dt.timedelta(hours=36)
    fetcher.close()


def test_waiting_for_a_turn_is_not_the_servers_time(portal, clock, monkeypatch):
    monkeypatch.setattr(connections, "time", SimpleNamespace(monotonic=clock))
    fetcher = client(clock, robots=False, limit=0.5)
    for _ in range(3):
        assert fetcher.get(f"{portal.url}/a").content == b"hej"
    assert clock.waits == [1.0, 1.0]  # turns, and no new tries
    fetcher.close()


@pytest.mark.parametrize("location", ["http://[", "http://a:x/", "//", "javascript:alert(1)"])
def test_a_redirect_to_no_address_is_one_clear_error(portal, clock, location):
    portal.faults["/a"] = lambda handler: handler.redirect(location)
    fetcher = client(clock)
    with pytest.raises(FetchError) as caught:
        fetcher.get(f"{portal.url}/a")
    assert caught.value.code in ("omdirigering", "adresse", "afbrudt")
    fetcher.close()


def test_nothing_has_changed_is_no_answer_to_a_question_that_was_not_asked(portal, clock, tmp_path):
    portal.faults["/a"] = lambda handler: handler.give(304, b"")
    fetcher = client(clock)
    with pytest.raises(FetchError, match="was not asked"):
        fetcher.download(f"{portal.url}/a", Originals(tmp_path), max_bytes=10**6)
    fetcher.close()


@pytest.mark.parametrize("span", ["bytes 0-99/1000", "bytes 5-99/1000", "bytes */1000", ""])
def test_a_part_that_nobody_asked_for_is_no_file(portal, clock, tmp_path, span):
    portal.faults["/a"] = lambda h: h.give(
        206, b"x" * 100, "text/plain", *([("Content-Range", span)] if span else [])
    )
    fetcher = client(clock)
    with pytest.raises(FetchError) as caught:
        fetcher.download(f"{portal.url}/a", Originals(tmp_path), max_bytes=10**6)
    assert caught.value.code in ("afkortet", "afbrudt")
    assert list((tmp_path / "parts").iterdir()) == []
    fetcher.close()


def test_a_packed_file_that_broke_off_is_fetched_anew(portal, clock, tmp_path):
    """Its range would be counted in packed bytes, and what is here is unpacked."""
    content = random.Random(1).randbytes(300_000)
    packed = gzip.compress(content, 1)
    asked = []

    def breaks(handler: Handler) -> None:
        asked.append(handler.headers.get("Range"))
        handler.send_response(200)
        handler.send_header("ETag", '"a"')
        handler.send_header("Content-Encoding", "gzip")
        handler.send_header("Content-Length", str(len(packed)))
        handler.end_headers()
        handler.wfile.write(packed if len(asked) > 1 else packed[:200_000])
        handler.close_connection = True

    portal.faults["/a"] = breaks
    fetcher = client(clock)
    kept = fetcher.download(f"{portal.url}/a", Originals(tmp_path), max_bytes=10**6)
    assert kept.path.read_bytes() == content
    assert asked == [None, None]
    fetcher.close()


def test_two_that_fetch_one_address_at_once_both_get_it_whole(portal, tmp_path):
    content = random.Random(1).randbytes(3_000_000)
    portal.files["/a"] = ("application/octet-stream", content)
    originals, got = Originals(tmp_path), []

    def fetch() -> None:
        fetcher = Fetcher(agent="x", pacer=Pacer(), rate=0, robots=False, allow_private=True)
        for _ in range(10):
            kept = fetcher.download(f"{portal.url}/a", originals, max_bytes=10**8)
            got.append(kept.path.read_bytes() == content)
        fetcher.close()

    threads = [threading.Thread(target=fetch) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [True] * 40
    assert len(list(tmp_path.glob("??/*"))) == 1


def test_half_a_file_is_never_found(tmp_path):
    originals = Originals(tmp_path)
    sha256, path = originals.keep(b"{}", ".json")
    path.rename(path.with_name(path.name + ".part"))
    assert originals.find(sha256) is None


def test_a_session_ends_when_it_has_taken_as_long_as_it_may(portal, clock):
    fetcher = client(clock, budget=1e-9)
    with pytest.raises(FetchError, match="longer than it may"):
        fetcher.get(f"{portal.url}/a")
    assert fetcher.is_spent
    assert portal.requests == {}
    fetcher.close()


@pytest.mark.parametrize("url", ["ftp://example.dk/a", "file:///etc/passwd", "http://", "x"])
def test_what_is_no_web_address_is_one_clear_error(clock, url):
    fetcher = client(clock, robots=False)
    with pytest.raises(FetchError) as caught:
        fetcher.get(url)
    assert caught.value.is_lasting
    fetcher.close()
