"""The only module that talks to the network: polite, stubborn, and bounded in everything.

Addresses come in, answers or kept files go out. What holds for every request:

- one pace a host, over all sources: the source's rate, robots.txt's Crawl-delay, Retry-After;
- at the first 403, or the second 429, the host is left alone for the night;
- other faults are tried again a few times, with longer and longer waits;
- a limit on the whole request, however slowly it drips, on its size and its redirects;
- no address in a private network, checked for the address that is connected to;
- a download that broke off goes on where it stopped, if the server can say that it is the same.
"""

from __future__ import annotations

import datetime as dt
import email.utils
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from referat.errors import FetchError, HostPausedError
from referat.ingest.addresses import host_of, web_address
from referat.ingest.attempts import LIBRARY_ERRORS, ThrottledError, explain, too_large, tries
from referat.ingest.connections import GuardedBackend, put_off, time_limit, trusted_certificates
from referat.ingest.originals import Originals
from referat.ingest.pace import Pacer
from referat.printable import storable_json

SHORTEST_WAIT, LONGEST_WAIT = 2.0, 120.0
"""Seconds that a run waits for a host that asks for it: at least, and at most. A host that asks for
more is left for the night."""
PAUSE, LONGEST_PAUSE = dt.timedelta(hours=6), dt.timedelta(hours=36)
"""How long a host is left alone that refuses us without saying for how long, and at most."""
CONNECT_TIMEOUT = 20.0
"""Seconds to connect, and of silence in an answer."""
REQUEST_LIMIT = 300.0
"""Seconds that one request may take in all, however slowly it drips."""
LIST_BYTES = 32_000_000
"""Size of the largest list: the largest archive seen is some megabytes, and JSON takes twenty times
its size in memory."""
MAX_REDIRECTS = 5

KEPT_HEADERS = (
    "content-type",
    "content-length",
    "etag",
    "last-modified",
    "date",
    "content-disposition",
)
"""What is kept of an answer's head: no cookies, and no signed addresses."""

_RETRIED = frozenset({408, 425, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered."""

    status: int
    """200 or 304."""
    url: str
    """The address that was asked for."""
    content: bytes
    """Body; empty for 304."""
    headers: Mapping[str, str]
    """Names in small letters."""

    def json(self) -> Any:
        """The body as JSON.

        Raises:
            FetchError: It is none.
        """
        try:
            return storable_json(json.loads(self.content))
        except (ValueError, RecursionError) as error:
            raise FetchError(
                f"the answer is no JSON ({error}).",
                action="Look at the address in a browser: the portal may have changed.",
                path=self.url,
                code="ikke_json",
            ) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file that was fetched and kept."""

    sha256: str
    """Hash of its content."""
    size: int
    """Bytes."""
    path: Path
    """Where it is kept."""
    headers: tuple[tuple[str, str], ...]
    """``KEPT_HEADERS`` of the answer."""

    def header(self, name: str) -> str | None:
        """One header, or nothing."""
        return dict(self.headers).get(name)


class Fetcher:
    """One source's way to the net: its cookies, its pace, its rights."""

    def __init__(
        self,
        *,
        agent: str,
        pacer: Pacer,
        rate: float = 1.0,
        robots: bool = True,
        allow_private: bool = False,
        limit: float = REQUEST_LIMIT,
        silence: float = CONNECT_TIMEOUT,
        budget: float = 0.0,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        """Open a session.

        Args:
            agent: User-Agent, with somebody to write to.
            pacer: The run's.
            rate: Requests a second to one host; 0 is without limit.
            robots: Ask robots.txt first.
            allow_private: Whether addresses may lie in a private network.
            limit: Seconds for one request in all.
            silence: Seconds to connect, and without a byte.
            budget: Seconds for the whole session; 0 is without limit.
            now: The time, for Retry-After with a date.
        """
        self._pacer, self._rate, self._asks_robots = pacer, rate, robots
        self._limit, self._now, self._agent = limit, now, agent
        self._end = time.monotonic() + (budget or float("inf"))
        transport = httpx.HTTPTransport()
        transport.close()
        # httpx has no public way to hand in the backend that connects; test_http.py would notice
        # a version in which this has no effect.
        transport._pool = httpcore.ConnectionPool(
            ssl_context=trusted_certificates(),
            network_backend=GuardedBackend(allow_private=allow_private),
            max_connections=4,
            keepalive_expiry=30.0,
        )
        self._client = httpx.Client(
            transport=transport,
            timeout=httpx.Timeout(silence),
            follow_redirects=False,
            trust_env=False,
            headers={"User-Agent": agent},
        )

    @property
    def is_spent(self) -> bool:
        """Whether the session has taken as long as it may."""
        return time.monotonic() > self._end

    def close(self) -> None:
        """Close the session."""
        self._client.close()

    def get(
        self, url: str, *, max_bytes: int = LIST_BYTES, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """A list, a page or an answer of an API, held in memory.

        Raises:
            FetchError: Whatever is wrong, after all tries.
        """
        for attempt in tries(url, self._pacer.back_off):
            with attempt, self._request(url, headers or {}) as response:
                content = b"".join(_limited(response.iter_bytes(), max_bytes, url))
                return Answer(
                    status=response.status_code,
                    url=url,
                    content=content,
                    headers={k.lower(): v for k, v in response.headers.items()},
                )
        raise AssertionError("every attempt returns or raises")

    def download(
        self,
        url: str,
        originals: Originals,
        *,
        max_bytes: int,
        etag: str | None = None,
        last_modified: str | None = None,
        is_pdf: bool = False,
    ) -> Download | None:
        """Fetch a file and keep it; ``None`` where it is as it was.

        Args:
            url: Its address; redirects are followed, but never kept.
            originals: Where it is kept.
            max_bytes: Size of the largest file that is taken.
            etag: The server's mark of what is there already.
            last_modified: The server's time of it.
            is_pdf: Anything else is an error: portals answer with a page that says sorry.

        Raises:
            FetchError: Whatever is wrong, after all tries.
            StorageError: The disk did not take it.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        for attempt in tries(url, self._pacer.back_off):
            with attempt, originals.part(url) as part:
                headers = {key: value for key, value in conditions.items() if value}
                headers["Accept-Encoding"] = "identity"
                headers |= part.resume_headers()
                with self._request(url, headers) as response:
                    if response.status_code == 304:
                        if etag or last_modified:
                            return None
                        raise FetchError(
                            "the server says that nothing has changed, and was not asked.",
                            action="Nothing: the next run tries again.",
                            path=url,
                            code="http_304",
                        )
                    part.begin(response.status_code, response.headers)
                    for chunk in _limited(response.iter_bytes(), max_bytes, url, part.size):
                        part.write(chunk)
                    kept = {key: response.headers[key] for key in KEPT_HEADERS
                            if key in response.headers}  # fmt: skip
                is_pdf = is_pdf or "application/pdf" in kept.get("content-type", "")
                part.check(is_pdf=is_pdf, url=url)
                sha256, size, path = part.keep()
                return Download(sha256=sha256, size=size, path=path, headers=tuple(kept.items()))
        raise AssertionError("every attempt returns or raises")

    def post_json(self, url: str, body: object) -> None:
        """Send a JSON object, once and without another try.

        Raises:
            FetchError: It was not taken.
        """
        try:
            with time_limit(self._limit):
                answer = self._client.post(url, json=body)
        except LIBRARY_ERRORS as error:
            raise FetchError(
                f"it could not be reached ({error}).",
                action="Check `webhook` in the file of sources.",
                path=host_of(url),
            ) from error
        if answer.is_error:
            raise FetchError(
                f"it answered {answer.status_code}.",
                action="Check `webhook` in the file of sources.",
                # Its host alone: the rest of a webhook's address is a password.
                path=host_of(url),
            )

    # --- one request ------------------------------------------------------------------------

    @contextmanager
    def _request(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """A GET, redirects followed, bad answers raised."""
        if self.is_spent:
            raise FetchError(
                "the source takes longer than it may in one night.",
                action="Nothing: the next run goes on. If it stays so, raise `source_limit`.",
                path=url,
                code="tidsgraense",
                is_lasting=True,
            )
        if self._asks_robots:
            self._check_robots(url)
        first_host = host_of(url)
        with time_limit(self._limit):
            at, sent = url, headers
            for _ in range(MAX_REDIRECTS + 1):
                host = host_of(at)
                put_off(self._pacer.wait_turn(host, self._rate))
                with self._client.stream("GET", at, headers=sent) as response:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        at = _redirect(at, response.headers["location"], url)
                        continue
                    self._refuse_bad(response, url, host, is_own=host == first_host)
                    yield response
                    return
        raise FetchError(
            f"more than {MAX_REDIRECTS} redirects.",
            action="Look at the address in a browser.",
            path=url,
            code="omdirigering",
            is_lasting=True,
        )

    def _refuse_bad(self, response: httpx.Response, url: str, host: str, *, is_own: bool) -> None:
        status = response.status_code
        if status in (200, 206, 304):
            return
        wait = self._retry_after(response)
        if status == 429 or (status == 503 and wait is not None):
            count = self._pacer.throttled(host, self._rate, wait or SHORTEST_WAIT)
            if count > 1 or (wait or 0) > LONGEST_WAIT:
                self._pause(host, status, wait)
            raise ThrottledError(
                f"{host} answered {status}: too many requests.",
                action="Nothing: it is tried again.",
                path=url,
            )
        if status == 403 and is_own:
            self._pause(host, status, wait)
        if status in (403, 401) or status in _RETRIED:
            # A 403 of the host behind a redirect is a signed address that has run out: the next
            # try begins at the portal again.
            raise FetchError(f"the server answered {status}.", path=url, code=f"http_{status}",
                             action="Nothing: the next run tries again.")  # fmt: skip
        raise FetchError(
            f"the server answered {status}.",
            action="Look at the address in a browser: it may have been taken away.",
            path=url,
            code="findes_ikke" if status in (404, 410) else f"http_{status}",
            is_lasting=True,
        )

    def _pause(self, host: str, status: int, wait: float | None) -> None:
        wait = min(wait or 0.0, LONGEST_PAUSE.total_seconds())
        until = self._now() + (dt.timedelta(seconds=wait) if wait else PAUSE)
        self._pacer.pause(host, until)
        raise HostPausedError(
            f"{host} answered {status}; it is left alone until {until:%Y-%m-%d %H:%M} UTC.",
            action="Nothing: a later run goes on. If it stays so, lower the rate or ask the host.",
        )

    def _retry_after(self, response: httpx.Response) -> float | None:
        said = response.headers.get("retry-after")
        if said is None:
            return None
        if re.fullmatch(r"\s*\d{1,9}\s*", said, re.ASCII):
            return float(said)
        try:
            moment = email.utils.parsedate_to_datetime(said)
        except ValueError:
            return None
        # "-0000" means UTC, and is given without a zone.
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return max(0.0, (moment - self._now()).total_seconds())

    def _check_robots(self, url: str) -> None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._pacer.reading_robots(site):
            rules = self._pacer.robots.get(site)
            if rules is None:
                rules = self._pacer.robots[site] = self._read_robots(site)
                delay = rules.crawl_delay(self._agent)
                if delay is not None:
                    self._pacer.set_delay(host_of(url), min(float(delay), LONGEST_WAIT))
        if not rules.can_fetch(self._agent, url):
            raise FetchError(
                "robots.txt asks programs to stay away from this address.",
                action="Ask the host; with its leave set `robots = false` for the source.",
                path=url,
                code="robots",
                is_lasting=True,
            )

    def _read_robots(self, site: str) -> RobotFileParser:
        """A host's rules: none where it has no such file; a host in trouble is not asked more."""
        rules = RobotFileParser()
        at = f"{site}/robots.txt"
        try:
            for _ in range(MAX_REDIRECTS):
                self._pacer.wait_turn(host_of(at), self._rate)
                with time_limit(self._limit), self._client.stream("GET", at) as response:
                    if response.status_code in _REDIRECTS and "location" in response.headers:
                        at = _redirect(at, response.headers["location"], at)
                        continue
                    if response.status_code >= 500 or response.status_code == 429:
                        raise FetchError(
                            f"robots.txt cannot be read ({response.status_code}).",
                            action="Nothing: the next run tries again.",
                            path=at,
                            code="robots",
                        )
                    text = b""
                    if response.status_code == 200:
                        text = b"".join(_limited(response.iter_bytes(), 512_000, at))
                    break
            else:
                text = b""
        except LIBRARY_ERRORS as error:
            raise explain(error, at) from error
        # A page that says sorry is no list of rules.
        is_page = text.lstrip()[:1] == b"<"
        rules.parse([] if is_page else text.decode("utf-8", "replace").splitlines())
        return rules


def _limited(chunks: Iterable[bytes], max_bytes: int, url: str, size: int = 0) -> Iterator[bytes]:
    for chunk in chunks:
        size += len(chunk)
        if max_bytes and size > max_bytes:
            raise too_large(url, max_bytes)
        yield chunk


def _redirect(at: str, location: str, url: str) -> str:
    target = web_address(location, at)
    if target is None:
        raise FetchError(
            "it redirects to what is no address on the web.",
            action="Look at the address in a browser.",
            path=url,
            code="omdirigering",
            is_lasting=True,
        )
    return target
