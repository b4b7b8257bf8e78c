"""Connections of ``http.py``: to public addresses alone, and never longer than a request may take.

A host and a port come in, a stream goes out. The address that was checked is the one that is
connected to, so that a name cannot lead elsewhere between the two.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import httpcore

from referat.errors import FetchError

_deadline = threading.local()

# Networks whose last four bytes are an address of IPv4: ::/96 (compatible), and the two that NAT64
# uses (RFC 6052, RFC 8215).
_HOLDING = tuple(
    ipaddress.IPv6Network(text) for text in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48")
)


@lru_cache(maxsize=1)
def trusted_certificates() -> ssl.SSLContext:
    """The certificates that are trusted; one for all sources, since each copy takes megabytes."""
    return ssl.create_default_context()


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """A limit for all connections of this thread: also for a server that sends a byte a second."""
    _deadline.at = time.monotonic() + seconds
    try:
        yield
    finally:
        _deadline.at = None


def put_off(seconds: float) -> None:
    """Move this thread's limit: time spent waiting for a turn is not the server's."""
    at = getattr(_deadline, "at", None)
    if at is not None:
        _deadline.at = at + seconds


def _left(timeout: float | None) -> float | None:
    at = getattr(_deadline, "at", None)
    if at is None:
        return timeout
    left: float = at - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout("the whole request took too long")
    return left if timeout is None else min(timeout, left)


class GuardedBackend(httpcore.NetworkBackend):
    """Connects to public addresses alone, and gives connections that keep the time limit."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Connect to one of the host's addresses: the one that was checked, not a later answer."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(f"no such host: {host}") from error
        failure: Exception | None = None
        for address in dict.fromkeys(str(entry[4][0]) for entry in found):
            if not self._allow_private and not is_public(address):
                raise FetchError(
                    f"{host} lies at {address}, in a private network.",
                    action="Set `allow_private = true` for the source if that is meant.",
                    code="privat_adresse",
                    is_lasting=True,
                )
            try:
                return _LimitedStream(
                    self._inner.connect_tcp(
                        address, port, _left(timeout), local_address, socket_options
                    )
                )
            except httpcore.ConnectError as error:
                failure = error
        raise failure or httpcore.ConnectError(f"no address for {host}")

    def sleep(self, seconds: float) -> None:
        """Part of the interface; the pool never retries."""


class _LimitedStream(httpcore.NetworkStream):
    """A connection whose reads and writes end with the request's time."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _LimitedStream(self._inner.start_tls(ssl_context, server_hostname, _left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet, and leads to none that is not.

    An address of IPv6 may hold one of IPv4 that a router on the way sends it on to.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        held = _held_address(ip)
        if held is not None:
            return is_public(str(held))
        if ip.is_site_local:
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _held_address(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of IPv4 inside one of IPv6: mapped, compatible, 6to4, NAT64."""
    if ip.ipv4_mapped is not None or ip.sixtofour is not None:
        return ip.ipv4_mapped or ip.sixtofour
    last = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return last if any(ip in network for network in _HOLDING) else None
