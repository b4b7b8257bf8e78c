"""What stands before every page: headers, a limit on requests, and closed doors.

Wraps the whole site, so that Datasette's own pages have it too. Search terms are written nowhere.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from ipaddress import ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from referat.publish.options import SiteOptions
from referat.publish.spreadsheet import rewrite_csv

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# No script but the site's own files, nothing from elsewhere, no frame around it.
CONTENT_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; font-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # A reader's search stays with the reader when a link leads away.
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
OPEN_DATA = (".json", ".csv", ".atom", ".ics", ".bib", ".jsonl")
"""Endings that other sites' scripts may read: the data is public."""

# Datasette's own doors: paths of files, versions and plugins are nobody's business.
CLOSED = "/-/"
STATIC = "/-/static/"
PRIVATE = ("/person/", "/soeg", "/sql")
"""Pages that search engines are asked to leave out, beside what robots.txt says."""
COSTLY = {"/sql": 10, "/soeg": 2, "/side/": 2, "/sammenlign": 3, "/diagram/": 2}
"""What a request costs where it is more than one."""
MAX_CLIENTS = 20_000
MAX_NAME = 200
"""Bytes of a file's name: no file system has longer ones, and asking for one is an error there."""
MAX_TARGET = 8_000
"""Bytes of an address with its query: the longest form of ours has 2,000."""
LOOPBACK = ("127.", "::1")
DROPPED = (b"set-cookie", b"vary", b"link")
"""Headers of Datasette's: a cookie for forms that change things, which pages differ by it, and an
address with the host that the reader named."""


class Bucket:
    """Requests that each address has left: as many a minute as allowed, at once if saved up."""

    def __init__(self, a_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = a_minute / 60
        self._size = max(a_minute / 2, 1.0)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, client: str, cost: float) -> float:
        """Seconds until the address may ask; 0 when it may now, and then it is counted."""
        if not self._rate:
            return 0.0
        now = self._clock()
        left, when = self._left.pop(client, (self._size, now))
        left = min(self._size, left + (now - when) * self._rate)
        self._left[client] = (left - cost if left >= cost else left, now)
        if len(self._left) > MAX_CLIENTS:
            self._left.popitem(last=False)
        return 0.0 if left >= cost else (cost - left) / self._rate


def guard(app: App, options: SiteOptions, *, tables: Callable[[], str] = lambda: "") -> App:
    """The site behind its guard.

    Args:
        app: The site.
        options: How it is run.
        tables: The name under which Datasette shows the tables, where there are any.
    """
    bucket = Bucket(options.requests_a_minute)
    own = urlsplit(options.base_url) if options.base_url else None

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        path = scope["path"]
        raw = scope.get("raw_path") or quote(path).encode()
        target = raw + b"?" + scope.get("query_string", b"")
        if scope["method"] not in ("GET", "HEAD"):
            await _refuse(send, 405, "Siden kan kun læses.", {"allow": "GET, HEAD"})
            return
        if len(target) > MAX_TARGET:
            await _refuse(send, 414, "Adressen er for lang.")
            return
        if (path.startswith(CLOSED) and not path.startswith(STATIC)) or b"\\" in raw:
            await _refuse(send, 404, "Siden findes ikke.")
            return
        if not raw.isascii() or not target.isascii():
            # Datasette reads the raw address as ASCII; a client that does not encode is forgiven.
            scope = dict(scope) | {
                "raw_path": quote(raw, safe="/%~-._!$&'()*+,;=:@").encode(),
                "query_string": quote(scope.get("query_string", b""), safe="%&=+/:?-._~").encode(),
            }
        if any(len(part) > MAX_NAME for part in raw.split(b"/")) and b"/static/" in raw:
            await _refuse(send, 404, "Siden findes ikke.")
            return
        client = _client(scope, behind_proxy=options.behind_proxy)
        cost = next((cost for start, cost in COSTLY.items() if path.startswith(start)), 1)
        wait = 0.0 if client.startswith(LOOPBACK) else bucket.wait(client, cost)
        if wait:
            await _refuse(
                send,
                429,
                "For mange forespørgsler fra din adresse. Vent lidt, og prøv igen."
                " Har du brug for det hele, så hent det på /data.",
                {"retry-after": str(int(wait) + 1)},
            )
            return
        if own is not None:
            scope = _at(scope, own)
        of_tables = bool(tables()) and path.split("/")[1].partition(".")[0] == tables()
        send = _with_headers(send, path, shared=own is not None, indexed=not of_tables)
        await app(scope, receive, _harmless_csv(send) if of_tables else send)

    return guarded


def _at(scope: Scope, own: SplitResult) -> Scope:
    """A request as if it were made to the site's own address, whatever host it named.

    Datasette writes the host of a request into links; a cache would give them to everyone.
    """
    headers = [(name, value) for name, value in scope["headers"] if name != b"host"]
    return dict(scope) | {
        "headers": [*headers, (b"host", own.netloc.encode("latin-1"))],
        "scheme": own.scheme,
    }


def _client(scope: Scope, *, behind_proxy: bool) -> str:
    """The reader's address; of an IPv6 address the network, since one reader has all of it."""
    found = "?"
    if not behind_proxy:
        found = str(scope["client"][0]) if scope.get("client") else "?"
    else:
        for name, value in scope["headers"]:
            if name == b"x-forwarded-for":
                found = value.decode("latin-1").rpartition(",")[2].strip() or "?"
    try:
        address = ip_address(found)
    except ValueError:
        return found
    if address.version == 4 or address.is_loopback:
        return str(address)
    return str(ip_network((address, 64), strict=False))


def _with_headers(send: Send, path: str, *, shared: bool, indexed: bool) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [
                (name, value)
                for name, value in message.get("headers", [])
                if name.lower().decode("latin-1") not in HEADERS and name.lower() not in DROPPED
            ]
            if not shared:
                # A page may hold the host that this reader named: no cache gives it to another.
                kept = [
                    (name, value.replace(b"public", b"private"))
                    if name.lower() == b"cache-control" else (name, value)
                    for name, value in kept
                ]  # fmt: skip
            for name, value in HEADERS.items():
                if name == "cross-origin-resource-policy" and path.endswith(OPEN_DATA):
                    value = "cross-origin"
                kept.append((name.encode(), value.encode()))
            if path.endswith(OPEN_DATA):
                kept.append((b"access-control-allow-origin", b"*"))
            if path.startswith(PRIVATE) or not indexed:
                kept.append((b"x-robots-tag", b"noindex"))
            message = dict(message) | {"headers": kept}
        await send(message)

    return sending


def _harmless_csv(send: Send) -> Send:
    """Datasette's own CSV with no formula in it; it is held until it is whole."""
    start: Message = {}
    parts: list[bytes] = []

    async def sending(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
            # Shown in the browser, Datasette's CSV is plain text.
            if any(kind.startswith((b"text/csv", b"text/plain")) for kind in kinds):
                start = message
                return
        if not start or message["type"] != "http.response.body":
            await send(message)
            return
        parts.append(message.get("body", b""))
        if message.get("more_body"):
            return
        body = rewrite_csv(b"".join(parts).decode("utf-8", "replace")).encode()
        headers = [item for item in start["headers"] if item[0].lower() != b"content-length"]
        await send(dict(start) | {"headers": headers})
        await send({"type": "http.response.body", "body": body})

    return sending


async def _refuse(
    send: Send, status: int, text: str, headers: dict[str, str] | None = None
) -> None:
    body = text.encode()
    every = (
        HEADERS
        | {
            "content-type": "text/plain; charset=utf-8",
            "content-length": str(len(body)),
            "cache-control": "no-store",
        }
        | (headers or {})
    )
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [(name.encode(), value.encode()) for name, value in every.items()],
        }
    )
    await send({"type": "http.response.body", "body": body})
