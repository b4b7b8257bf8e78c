"""Addresses on the web: what is one, and what it says. Pure."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit


def web_address(link: str, at: str = "") -> str | None:
    """Where a link leads that stands at an address; ``None`` where that is nowhere on the web."""
    try:
        target = urljoin(at, link.strip())
        parts = urlsplit(target)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        # "http://[1", "http://a:x" …
        return None
    return target if is_web else None


def host_of(url: str) -> str:
    """The host's name in small letters."""
    return (urlsplit(url).hostname or "").casefold()


def without_fragment(url: str) -> str:
    """An address without what stands behind #."""
    return urldefrag(url).url
