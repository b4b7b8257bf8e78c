"""Reads portals with ``/rest/meeting/search``, which gives fifty meetings at most.

The years are asked for one by one, and halved where fifty came. Which words the answer uses for id,
title and day is not the same everywhere; those that are known are tried in turn.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from referat.errors import FetchError
from referat.ingest.adapters import fetch_file, find_date, fingerprint, make_listing, problem
from referat.ingest.http import Fetcher
from referat.ingest.originals import Originals
from referat.listing import Fetched, Known, Listed, Listing, Source
from referat.types import Problem

AT_MOST = 50
"""Meetings in one answer."""
FIRST_YEAR = 2006
"""The archives begin with the reform of 2007, and the meetings that prepared it: what is older is
asked for at once."""

# What may stand in an address without leading elsewhere.
_KEY = re.compile(r"[\w.~-]{1,100}(?<!\.)", re.ASCII)
_IDS = ("id", "meetingid", "guid", "uid")
_TITLES = ("title", "name", "navn", "titel", "meetingname")
_BODIES = ("committee", "committeename", "udvalg", "body")
_DAYS = ("date", "startdate", "meetingdate", "start", "dato", "begin")
_TYPES = ("type", "kind", "meetingtype", "status")
_CHANGES = ("updated", "modified", "lastmodified", "changed", "releaseddate", "published")


class AabenDagsorden:
    """The adapter; see ``adapters.Adapter``."""

    def list_documents(self, source: Source, fetcher: Fetcher, today: dt.date) -> Listing:
        """All meetings of all years."""
        items: list[Listed] = []
        odd: list[Problem] = []
        spans = [(dt.date(1970, 1, 1), dt.date(FIRST_YEAR - 1, 12, 31))]
        spans += [
            (dt.date(year, 1, 1), dt.date(year, 12, 31))
            for year in range(FIRST_YEAR, today.year + 2)
        ]
        for first, last in spans:
            items += _search(source, fetcher, first, last, odd)
        whole = bool(items) and not odd
        return make_listing(source, dict.fromkeys(items), is_complete=whole, problems=odd)

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
        """The meeting as a piece of a web page."""
        url = f"{source.url.rstrip('/')}/fragments/meeting/{listed.location}/view"
        return fetch_file(
            url, known, fetcher, originals, max_bytes=max_bytes, now=now, is_pdf=False
        )


ADAPTER = AabenDagsorden()


def _search(
    source: Source, fetcher: Fetcher, first: dt.date, last: dt.date, odd: list[Problem]
) -> Iterator[Listed]:
    base = source.url.rstrip("/")
    url = f"{base}/rest/meeting/search?query=&fromDate={first}&toDate={last}"
    meetings = _meetings(fetcher.get(url).json(), url)
    if len(meetings) >= AT_MOST and first < last:
        middle = first + (last - first) // 2
        yield from _search(source, fetcher, first, middle, odd)
        yield from _search(source, fetcher, middle + dt.timedelta(days=1), last, odd)
        return
    if len(meetings) >= AT_MOST:
        odd.append(
            problem(
                source,
                "liste_afkortet",
                f"the portal gives {AT_MOST} meetings at most, and has as many on {first} alone.",
                "Tell the portal.",
            )
        )
    for meeting in meetings:
        low = {key.casefold(): value for key, value in meeting.items()}
        key = _first(low, _IDS)
        if key is None or not _KEY.fullmatch(key):
            odd.append(
                problem(
                    source,
                    "uden_noegle",
                    f"a meeting of {first} to {last} has no id and cannot be fetched.",
                    "Tell the portal.",
                )
            )
            continue
        title, udvalg, day = _first(low, _TITLES), _first(low, _BODIES), _first(low, _DAYS)
        yield Listed(
            key=key,
            location=key,
            fingerprint=fingerprint(title, udvalg, day, _first(low, _TYPES), _first(low, _CHANGES)),
            url=f"{base}/fragments/meeting/{key}/view",
            title=title,
            udvalg=udvalg,
            dato=find_date(day or "") or find_date(title or ""),
            betegnelse=_first(low, _TYPES),
        )


def _meetings(found: Any, url: str) -> list[dict[str, Any]]:
    """The list of meetings: the answer itself, or the first list in it."""
    if isinstance(found, dict):
        found = next((value for value in found.values() if isinstance(value, list)), None)
    if not isinstance(found, list):
        raise FetchError(
            "the answer holds no list of meetings.",
            action="Look at the address in a browser, and at `kind` in the file of sources.",
            path=url,
            code="ikke_json",
        )
    return [one for one in found if isinstance(one, dict)]


def _first(values: dict[str, Any], names: tuple[str, ...]) -> str | None:
    for name in names:
        value = values.get(name)
        if isinstance(value, dict):
            value = value.get("name") or value.get("navn")
        if isinstance(value, str | int) and str(value).strip():
            return " ".join(str(value).split())
    return None
