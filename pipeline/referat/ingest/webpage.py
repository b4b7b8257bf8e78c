"""Reads web pages that link to documents: one page or many, with a page a meeting or not."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from referat.errors import FetchError
from referat.ingest.adapters import (
    fetch_file,
    find_date,
    fingerprint,
    make_listing,
    problem,
)
from referat.ingest.addresses import web_address, without_fragment
from referat.ingest.http import Fetcher
from referat.ingest.originals import Originals
from referat.listing import Fetched, Known, LinkRules, Listed, Listing, Source
from referat.types import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a page."""

    url: str
    """Where it leads, without fragment."""
    text: str
    """What it says."""


class WebPage:
    """The adapter; see ``adapters.Adapter``."""

    def list_documents(self, source: Source, fetcher: Fetcher, today: dt.date) -> Listing:
        """All links to documents on the list's pages, and on those that they lead to."""
        rules = source.rules
        first = _read(fetcher, source.url)
        pages, complete = [first], True
        at, seen = source.url, {source.url}
        odd: list[Problem] = []
        while following := _next(pages[-1], at, rules):
            if following in seen:
                break
            if len(pages) >= rules.max_pages:
                complete = False
                odd.append(_cut(source, "pages of the list", rules.max_pages))
                break
            at = following
            seen.add(at)
            pages.append(_read(fetcher, at))
        if len(pages) > 1 and _digest(_read(fetcher, source.url)) != _digest(first):
            # Something came in at the front while we read: what stood on a later page's edge may
            # be on none of those that we have.
            complete = False
        links = [link for page in pages for link in page]
        items = [_listed(link, rules) for link in _matching(links, rules.links)]
        followed = list(dict.fromkeys(link.url for link in _matching(links, rules.follow)))
        for number, url in enumerate(followed):
            if number >= rules.max_pages:
                complete = False
                odd.append(_cut(source, f"of {len(followed)} pages of meetings", rules.max_pages))
                break
            try:
                found = _read(fetcher, url)
            except FetchError as error:
                if not error.is_lasting:
                    raise
                complete = False
                odd.append(problem(source, error.code, str(error), error.action))
                continue
            context = next(link.text for link in links if link.url == url)
            items += [_listed(link, rules, context) for link in _matching(found, rules.links)]
        if not items:
            odd.append(
                problem(
                    source,
                    "tom_liste",
                    "no link on the page fits the rules.",
                    "Look at the page: it may have been laid out anew. Then change `links`.",
                )
            )
            complete = False
        return make_listing(source, items, is_complete=complete, problems=odd)

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
        """The file at the link's address."""
        return fetch_file(
            listed.location,
            known,
            fetcher,
            originals,
            max_bytes=max_bytes,
            now=now,
            is_pdf=urlsplit(listed.location).path.lower().endswith(".pdf"),
        )


ADAPTER = WebPage()


class _Page(list[Link]):
    """The links of a page, and its tree for the link to the next one."""

    tree: LexborHTMLParser


def _read(fetcher: Fetcher, url: str) -> _Page:
    answer = fetcher.get(url)
    tree = LexborHTMLParser(answer.content)
    base = tree.css_first("base[href]")
    start = (web_address(base.attributes.get("href") or "", url) if base else None) or url
    page = _Page()
    page.tree = tree
    for node in tree.css("a[href]"):
        target = web_address(node.attributes.get("href") or "", start)
        if target is not None:
            page.append(Link(url=without_fragment(target), text=" ".join(node.text().split())))
    return page


def _next(page: _Page, at: str, rules: LinkRules) -> str | None:
    if not rules.next:
        return None
    node = page.tree.css_first(rules.next)
    href = node.attributes.get("href") if node else None
    target = web_address(href, at) if href else None
    return without_fragment(target) if target else None


def _matching(links: list[Link], pattern: str | None) -> Iterator[Link]:
    if pattern:
        rule = re.compile(pattern, re.IGNORECASE)
        yield from (link for link in links if rule.search(link.url))


def _listed(link: Link, rules: LinkRules, context: str = "") -> Listed:
    found = re.search(rules.key, link.url) if rules.key else None
    title = " ".join(filter(None, (context, link.text))) or None
    return Listed(
        key=found[1] if found else link.url,
        location=link.url,
        # Not the text: a page that prints the size of a file would be news every night.
        fingerprint=fingerprint(link.url),
        url=link.url,
        title=title,
        dato=find_date(title or "") or find_date(link.url),
    )


def _cut(source: Source, what: str, most: int) -> Problem:
    return problem(
        source,
        "liste_afkortet",
        f"no more than {most} {what} are read: what stands on the others is not listed.",
        "Raise `max_pages`, or take a page that shows the newest alone.",
    )


def _digest(page: _Page) -> str:
    return hashlib.sha256("\n".join(link.url for link in page).encode()).hexdigest()
