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
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpcore
import httpx

from referat.errors import FetchError, HostPausedError
from referat.ingest.connections import GuardedBackend, time_limit, trusted_certificates
from referat.ingest.originals import Originals
from referat.ingest.pace import Pacer

ATTEMPTS = 4
"""Tries of one request: a portal that restarts is back within the waits between them."""
BACKOFF = 2.0
"""Seconds before the second try; four times as long before each later one."""
LONGEST_WAIT = 120.0
"""Seconds of Retry-After that a run waits; a host that asks for more is left for the night."""
PAUSE = dt.timedelta(hours=6)
"""How long a host is left alone that refuses us without saying for how long."""
CONNECT_TIMEOUT = 20.0
"""Seconds to connect, and of silence in an answer."""
REQUEST_LIMIT = 300.0
"""Seconds that one request may take in all, however slowly it drips."""
LIST_BYTES = 100_000_000
"""Size of the largest list: the largest archive seen is some megabytes."""
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
            return json.loads(self.content)
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
            now: The time, for Retry-After with a date.
        """
        self._pacer, self._rate, self._asks_robots = pacer, rate, robots
        self._limit, self._now, self._agent = limit, now, agent
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
        for attempt in self._attempts(url):
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
        for attempt in self._attempts(url):
            with attempt, originals.part(url) as part:
                headers = {key: value for key, value in conditions.items() if value}
                headers["Accept-Encoding"] = "identity"
                headers |= part.resume_headers()
                with self._request(url, headers) as response:
                    if response.status_code == 304:
                        return None
                    part.begin(response.status_code, response.headers)
                    for chunk in _limited(response.iter_bytes(), max_bytes, url, part.size):
                        part.write(chunk)
                    kept = {key: response.headers[key] for key in KEPT_HEADERS
                            if key in response.headers}  # fmt: skip
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
        except httpx.HTTPError as error:
            raise FetchError(f"it could not be reached ({error}).", path=url) from error
        if answer.is_error:
            raise FetchError(f"it answered {answer.status_code}.", path=url)

    # --- one request ------------------------------------------------------------------------

    def _attempts(self, url: str) -> Iterator[_Attempt]:
        """Tries of one request, with waits between them; the last one lets its error out."""
        for number in range(1, ATTEMPTS + 1):
            attempt = _Attempt(url, is_last=number == ATTEMPTS)
            yield attempt
            if attempt.error is None:
                return
            self._pacer.back_off(attempt.wait or BACKOFF * 4 ** (number - 1))

    @contextmanager
    def _request(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """A GET, redirects followed, bad answers raised."""
        if self._asks_robots:
            self._check_robots(url)
        first_host = _host(url)
        with time_limit(self._limit):
            at, sent = url, headers
            for _ in range(MAX_REDIRECTS + 1):
                host = _host(at)
                self._pacer.wait_turn(host, self._rate)
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
            if self._pacer.throttled(host) > 1 or (wait or 0) > LONGEST_WAIT:
                self._pause(host, status, wait)
            raise _Throttled(f"{host} answered {status}: too many requests.", wait, url)
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
        if said.strip().isdecimal():
            return float(said)
        try:
            moment = email.utils.parsedate_to_datetime(said)
        except ValueError:
            return None
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
                    self._pacer.set_delay(_host(url), float(delay))
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
        self._pacer.wait_turn(_host(site), self._rate)
        at = f"{site}/robots.txt"
        try:
            for _ in range(MAX_REDIRECTS):
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
        except httpx.HTTPError as error:
            raise _explain(error, at) from error
        # A page that says sorry is no list of rules.
        is_page = text.lstrip()[:1] == b"<"
        rules.parse([] if is_page else text.decode("utf-8", "replace").splitlines())
        return rules


class _Throttled(FetchError):
    """A host that asked to be asked less often."""

    def __init__(self, message: str, wait: float | None, url: str) -> None:
        super().__init__(message, action="Nothing: it is tried again.", path=url, code="http_429")
        self.wait = wait


class _Attempt:
    """One try: keeps an error that may pass, so that the next try can begin."""

    def __init__(self, url: str, *, is_last: bool) -> None:
        self.error: Exception | None = None
        self.wait: float | None = None
        self._url, self._is_last = url, is_last

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        """Whether to try again."""
        if error is None:
            return False
        if isinstance(error, httpx.HTTPError | httpx.InvalidURL | httpx.StreamError):
            explained: FetchError = _explain(error, self._url)
        elif isinstance(error, FetchError):
            explained = error
        else:
            return False
        if self._is_last or explained.is_lasting or isinstance(explained, HostPausedError):
            if explained is error:
                return False
            raise explained from error
        self.error = explained
        self.wait = explained.wait if isinstance(explained, _Throttled) else None
        return True


def _explain(error: Exception, url: str) -> FetchError:
    """A library's error in words for people."""
    code, lasting = "forbindelse", False
    if isinstance(error, httpx.TimeoutException):
        what, code = "it did not answer in time", "tidsgraense"
    elif "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper():
        what, code, lasting = f"its certificate is not good ({error})", "tls", True
    elif isinstance(error, httpx.RemoteProtocolError | httpx.DecodingError):
        what, code = f"the answer broke off or makes no sense ({error})", "afbrudt"
    elif isinstance(error, httpx.InvalidURL | httpx.UnsupportedProtocol):
        what, code, lasting = f"this is no address on the web ({error})", "adresse", True
    else:
        what = f"it cannot be reached ({error or type(error).__name__})"
    return FetchError(
        f"{what}.",
        action="Nothing: the next run tries again. If it stays so, look at it in a browser.",
        path=url,
        code=code,
        is_lasting=lasting,
    )


def _limited(chunks: Iterable[bytes], max_bytes: int, url: str, size: int = 0) -> Iterator[bytes]:
    for chunk in chunks:
        size += len(chunk)
        if max_bytes and size > max_bytes:
            raise FetchError(
                f"it is larger than the limit of {max_bytes:,} bytes.",
                action="Look at what it is; raise max_bytes if it is minutes.",
                path=url,
                code="for_stor",
                is_lasting=True,
            )
        yield chunk


def _redirect(at: str, location: str, url: str) -> str:
    target = urljoin(at, location)
    if urlsplit(target).scheme not in ("http", "https"):
        raise FetchError(
            "it redirects to what is no address on the web.",
            action="Look at the address in a browser.",
            path=url,
            code="omdirigering",
            is_lasting=True,
        )
    return target


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").casefold()
