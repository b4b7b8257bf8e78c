"""One request's tries: what may pass is tried again, with longer and longer waits between.

A library's errors go in, ours come out, in words for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx

from referat.errors import FetchError, HostPausedError

ATTEMPTS = 4
"""Tries of one request: a portal that restarts is back within the waits between them."""
BACKOFF = 2.0
"""Seconds before the second try; four times as long before each later one."""


def tries(url: str, back_off: Callable[[float], None]) -> Iterator[Attempt]:
    """Tries of one request, with waits between them; the last one lets its error out."""
    for number in range(1, ATTEMPTS + 1):
        attempt = Attempt(url, is_last=number == ATTEMPTS)
        yield attempt
        if attempt.error is None:
            return
        if not isinstance(attempt.error, ThrottledError):
            back_off(BACKOFF * 4 ** (number - 1))


LIBRARY_ERRORS = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError)
"""What the HTTP client raises."""


class ThrottledError(FetchError):
    """A host that asked to be asked less often; the pacer knows when it may be asked again."""

    default_code = "http_429"


class Attempt:
    """One try: keeps an error that may pass, so that the next try can begin."""

    def __init__(self, url: str, *, is_last: bool) -> None:
        self.error: Exception | None = None
        self._url, self._is_last = url, is_last

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        """Whether to try again."""
        if error is None:
            return False
        if isinstance(error, LIBRARY_ERRORS):
            explained: FetchError = explain(error, self._url)
        elif isinstance(error, FetchError):
            explained = error
        else:
            return False
        if self._is_last or explained.is_lasting or isinstance(explained, HostPausedError):
            if explained is error:
                return False
            raise explained from error
        self.error = explained
        return True


def explain(error: Exception, url: str) -> FetchError:
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


def too_large(url: str, max_bytes: int) -> FetchError:
    """What is said of a document over the limit."""
    return FetchError(
        f"it is larger than the limit of {max_bytes:,} bytes.",
        action="Look at what it is; raise max_bytes if it is minutes.",
        path=url,
        code="for_stor",
        is_lasting=True,
    )
