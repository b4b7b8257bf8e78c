"""Reads RSS and Atom feeds, and sitemaps: XML lists of addresses with times."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from referat.errors import FetchError
from referat.ingest.adapters import find_date, fingerprint, make_listing, problem
from referat.ingest.addresses import web_address
from referat.ingest.http import Fetcher
from referat.ingest.webpage import WebPage
from referat.listing import LinkRules, Listed, Listing, Source, SourceKind
from referat.types import Problem

_CHILD_MAPS = 50
"""Sitemaps that one index may lead to: more is no municipality's."""


class Feed(WebPage):
    """The adapter; see ``adapters.Adapter``. Documents are fetched as a web page's are."""

    def list_documents(self, source: Source, fetcher: Fetcher, today: dt.date) -> Listing:
        """All entries that fit the rules; a feed shows the newest alone, a sitemap all."""
        if source.kind is SourceKind.SITEMAP:
            left_out: list[str] = []
            items = list(_sitemap(source.url, fetcher, source.rules, left_out))
            odd = [_left_out(source, left_out)] if left_out else []
            whole = bool(items) and not left_out
            return make_listing(source, items, is_complete=whole, problems=odd)
        root = _parse(fetcher, source.url)
        return make_listing(source, _entries(root, source), is_complete=False)


ADAPTER = Feed()


def _parse(fetcher: Fetcher, url: str) -> Element:
    answer = fetcher.get(url)
    try:
        root: Element = fromstring(answer.content)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FetchError(
            f"the list is no XML that can be read ({type(error).__name__}: {error}).",
            action="Look at the address in a browser, and at `kind` in the file of sources.",
            path=url,
            code="ikke_xml",
        ) from error
    return root


def _entries(root: Element, source: Source) -> Iterator[Listed]:
    rule = re.compile(source.rules.links, re.IGNORECASE)
    for entry in root.iter():
        if _name(entry) not in ("item", "entry"):
            continue
        links = [web_address(link, source.url) for link in _links(entry)]
        chosen = next((link for link in links if link and rule.search(link)), None)
        if chosen is None:
            continue
        title = _child(entry, "title")
        changed = _child(entry, "updated") or _child(entry, "pubDate") or _child(entry, "date")
        yield Listed(
            key=_key(source.rules, chosen)
            or _child(entry, "guid")
            or _child(entry, "id")
            or chosen,
            location=chosen,
            fingerprint=fingerprint(chosen, changed),
            url=chosen,
            title=title,
            dato=find_date(title or "") or find_date(chosen),
        )


def _sitemap(
    url: str, fetcher: Fetcher, rules: LinkRules, left_out: list[str], *, depth: int = 0
) -> Iterator[Listed]:
    root = _parse(fetcher, url)
    rule = re.compile(rules.links, re.IGNORECASE)
    children = 0
    for entry in root:
        location = web_address(_child(entry, "loc") or "", url)
        if location is None or _child(entry, "loc") is None:
            continue
        if _name(entry) == "sitemap":
            # One level down and on the same host: a map of maps of maps is a trap.
            children += 1
            same_host = urlsplit(location).netloc == urlsplit(url).netloc
            if depth == 0 and same_host and children <= _CHILD_MAPS:
                yield from _sitemap(location, fetcher, rules, left_out, depth=1)
            else:
                left_out.append(location)
        elif rule.search(location):
            yield Listed(
                key=_key(rules, location) or location,
                location=location,
                fingerprint=fingerprint(location, _child(entry, "lastmod")),
                url=location,
                dato=find_date(location),
            )


def _left_out(source: Source, maps: list[str]) -> Problem:
    return problem(
        source,
        "liste_afkortet",
        f"{len(maps)} maps that it leads to are not read ({maps[0]} …): they lie on another host,"
        f" deeper than one level, or behind the first {_CHILD_MAPS}.",
        "Declare the maps with minutes as sources of their own.",
    )


def _key(rules: LinkRules, url: str) -> str | None:
    found = re.search(rules.key, url) if rules.key else None
    return found[1] if found else None


def _name(element: Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _child(element: Element, name: str) -> str | None:
    for child in element:
        if _name(child) == name and child.text and child.text.strip():
            return " ".join(child.text.split())
    return None


def _links(entry: Element) -> Iterator[str]:
    for child in entry:
        if _name(child) == "enclosure" and child.get("url"):
            yield str(child.get("url"))
        elif _name(child) == "link":
            yield str(child.get("href") or (child.text or "").strip())
