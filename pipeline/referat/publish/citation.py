"""How to cite a punkt, a meeting or a case: APA in words, BibTeX, and CSL-JSON for Zotero. Pure."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

from referat.addresses import slug
from referat.publish.data.common import danish_date

_BIB_SIGNS = re.compile(r"([&%$#_{}~^\\])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What is cited."""

    title: str
    """Heading of the punkt, or name of the meeting."""
    author: str
    """The body that met, with its kommune."""
    kommune: str
    """Publisher: the kommune's name."""
    date: str | None
    """Day of the meeting, ISO 8601."""
    number: str | None
    """Punkt, as printed."""
    url: str
    """Address on the site."""
    site: str
    """Name of the site."""
    seen: dt.date
    """The day it was looked at."""

    @property
    def key(self) -> str:
        """A short key that is the same each time."""
        parts = (self.author, self.date or "", self.number or "")
        return slug("-".join(parts)) or "referat"


def apa(source: Source) -> str:
    """One line in the seventh edition's form, in Danish."""
    when = f"({danish_date(source.date)})" if source.date else "(u.å.)"
    number = f" (punkt {source.number})" if source.number else ""
    return (
        f"{source.author}. {when}. {source.title.rstrip('.')}{number} [mødereferat]. {source.site}."
        f" Hentet {danish_date(source.seen.isoformat())} fra {source.url}"
    )


def bibtex(source: Source) -> str:
    """One BibTeX entry."""
    fields = {
        "title": source.title,
        "author": f"{{{_tex(source.author)}}}",
        "date": source.date or "",
        "year": (source.date or "")[:4],
        "number": source.number or "",
        "howpublished": "Mødereferat",
        "publisher": source.kommune,
        "url": source.url,
        "urldate": source.seen.isoformat(),
        "note": f"Læst af et program; se originalen. {source.site}",
    }
    lines = [
        f"  {name} = {{{value if name in ('url', 'author') else _tex(value)}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join((f"@misc{{{source.key},", *lines, "}", ""))


def csl(source: Source) -> list[dict[str, Any]]:
    """CSL-JSON, as Zotero and Pandoc take it."""
    item: dict[str, Any] = {
        "id": source.key,
        "type": "document",
        "title": source.title,
        "author": [{"literal": source.author}],
        "publisher": source.kommune,
        "genre": "mødereferat",
        "container-title": source.site,
        "URL": source.url,
        "accessed": {"date-parts": [[source.seen.year, source.seen.month, source.seen.day]]},
        "language": "da",
    }
    if source.number:
        item["number"] = source.number
    if source.date:
        item["issued"] = {"date-parts": [[int(part) for part in source.date.split("-")]]}
    return [item]


def _tex(text: str) -> str:
    return _BIB_SIGNS.sub(lambda sign: "\\" + sign.group(1), " ".join(text.split())).replace(
        "\\\\", "\\textbackslash{}"
    )
