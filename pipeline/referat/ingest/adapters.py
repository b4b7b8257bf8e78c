"""What every adapter gives, and which one reads a source.

An adapter knows one kind of source: it lists what is there and fetches one document of it. It holds
no state; cookies and pace are the fetcher's, what is known already is handed in.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable
from importlib import import_module
from typing import Any, Protocol

from referat.danish.kalender import MONTHS
from referat.ingest.http import Download, Fetcher
from referat.ingest.originals import Originals
from referat.listing import Fetched, Known, Listed, Listing, Source, SourceKind
from referat.types import Problem, Severity

_MODULES = {
    SourceKind.FIRSTAGENDA: "firstagenda",
    SourceKind.WEBPAGE: "webpage",
    SourceKind.FEED: "feed",
    SourceKind.SITEMAP: "feed",
    SourceKind.AABENDAGSORDEN: "aabendagsorden",
    SourceKind.FOLDER: "folder",
}

# "Byrådet 24. november 2026", "referat-24-11-2026.pdf", "2026-11-24"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d\d?)[./-](\d\d?)[./-]((?:19|20)\d\d)(?!\d)")
_WRITTEN = re.compile(
    r"(?<!\d)(\d\d?)\.?\s+([a-zæøå]{3,9})\.?\s+((?:19|20)\d\d)(?!\d)", re.IGNORECASE
)


class Adapter(Protocol):
    """One kind of source."""

    def list_documents(self, source: Source, fetcher: Fetcher, today: dt.date) -> Listing:
        """All that the source lists now.

        Raises:
            FetchError: The list could not be read to its end.
        """
        ...

    def fetch(
        self,
        source: Source,
        listed: Listed,
        known: Known | None,
        fetcher: Fetcher,
        originals: Originals,
        *,
        max_bytes: int,
        now: dt.datetime,
    ) -> Fetched | None:
        """One document, kept; ``None`` where it is as it was.

        Raises:
            FetchError: It could not be fetched.
        """
        ...


def adapter_of(source: Source) -> Adapter:
    """The adapter of a source; imported now, so that each run loads only what it needs."""
    module = import_module(f"referat.ingest.{_MODULES[source.kind]}")
    adapter: Adapter = module.ADAPTER
    return adapter


def fetch_file(
    url: str,
    known: Known | None,
    fetcher: Fetcher,
    originals: Originals,
    *,
    max_bytes: int,
    now: dt.datetime,
    is_pdf: bool,
    fields_sha256: str | None = None,
) -> Fetched | None:
    """A file at an address, if it has changed: what most adapters do."""
    kept = originals.find(known.sha256) if known is not None and known.sha256 else None
    download = fetcher.download(
        url,
        originals,
        max_bytes=max_bytes,
        etag=known.etag if known and kept else None,
        last_modified=known.last_modified if known and kept else None,
        # What was a PDF does not become a page by itself: that page says sorry.
        is_pdf=is_pdf or (kept is not None and kept.suffix == ".pdf"),
    )
    if download is None or (
        # A server without marks of its own sends the same file every time.
        known is not None
        and kept is not None
        and download.sha256 == known.sha256
        and fields_sha256 == known.fields_sha256
    ):
        return None
    return as_fetched(download, url, now, fields_sha256=fields_sha256)


def as_fetched(
    download: Download, url: str, now: dt.datetime, *, fields_sha256: str | None = None
) -> Fetched:
    """What was downloaded, with where and when."""
    return Fetched(
        sha256=download.sha256,
        size=download.size,
        path=str(download.path),
        url=url,
        fetched_at=now,
        headers=download.headers,
        etag=download.header("etag"),
        last_modified=download.header("last-modified"),
        fields_sha256=fields_sha256,
    )


def fingerprint(*parts: object) -> str:
    """What changes when one of the parts does: 32 hex digits."""
    text = json.dumps([str(part) for part in parts])
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def make_listing(
    source: Source,
    items: Iterable[Listed],
    *,
    is_complete: bool,
    problems: Iterable[Problem] = (),
) -> Listing:
    """A listing with each document once: of two with one id the first stays, and is a problem."""
    kept: dict[str, Listed] = {}
    odd = list(problems)
    for item in items:
        first = kept.setdefault(item.key, item)
        if first != item:
            odd.append(
                problem(
                    source,
                    "dobbelt_noegle",
                    f"the list has {item.key!r} twice, with different contents.",
                    "Nothing: the first is taken. Tell the source if it stays so.",
                )
            )
    digest = hashlib.sha256()
    for key in sorted(kept):
        digest.update(f"{key}\x1f{kept[key].fingerprint}\x1e".encode())
    return Listing(
        items=tuple(kept.values()),
        sha256=digest.hexdigest(),
        is_complete=is_complete,
        problems=tuple(odd),
    )


def problem(source: Source, code: str, message: str, action: str) -> Problem:
    """Something odd about a source."""
    return Problem(
        code=code, severity=Severity.WARNING, path=source.url, message=message, action=action
    )


def find_date(text: str) -> dt.date | None:
    """The first date in a link's text or address."""
    iso, numbers, written = (pattern.search(text) for pattern in (_ISO, _NUMBERS, _WRITTEN))
    tries: list[tuple[Any, Any, Any]] = []
    if iso:
        tries.append((iso[1], iso[2], iso[3]))
    if written:
        tries.append((written[3], MONTHS.get(written[2].casefold(), 0), written[1]))
    if numbers:
        tries.append((numbers[3], numbers[2], numbers[1]))
    for year, month, day in tries:
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
