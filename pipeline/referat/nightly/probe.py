"""Asks one source for its list, and says what a first night would do. Stores nothing."""

from __future__ import annotations

import datetime as dt

from referat.errors import ReferatError
from referat.ingest.adapters import adapter_of
from referat.ingest.http import Fetcher
from referat.ingest.pace import Pacer
from referat.ingest.sources import Plan
from referat.listing import Source
from referat.resources import versions


def probe_source(plan: Plan, source: Source) -> tuple[bool, str]:
    """Whether the source answers, and what it lists, in one line."""
    fetcher = Fetcher(
        agent=f"referat/{versions().program} (+{plan.contact})",
        pacer=Pacer(patience=plan.patience),
        rate=source.rate,
        robots=source.robots,
        allow_private=source.allow_private,
        limit=plan.request_limit,
        silence=plan.silence_limit,
    )
    try:
        listing = adapter_of(source).list_documents(source, fetcher, dt.datetime.now(dt.UTC).date())
    except ReferatError as error:
        return False, str(error)
    finally:
        fetcher.close()
    days = sorted(item.dato for item in listing.items if item.dato)
    span = f" from {days[0]} to {days[-1]}" if days else ""
    odd = "".join(f"; {problem.message}" for problem in listing.problems)
    first = min(len(listing.items), source.max_new or len(listing.items))
    return True, f"lists {len(listing.items)} documents{span}; a first night takes {first}{odd}"
