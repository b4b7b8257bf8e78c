"""Atom feeds and calendars. Pure: entries in, text out.

An entry's id is the first address that its content ever had (``adresser.oprindelig``), so that a
reader's program knows it again after the document was read anew, or read better.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

ENTRIES = 50
"""Entries of a feed."""
# What XML 1.0 has no place for; minutes that came through OCR have them.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry."""

    id: str
    """First address of its content."""
    title: str
    """Heading."""
    url: str
    """Where it is now."""
    seen: str
    """When it was first seen, ISO 8601."""
    changed: str
    """When it was last changed."""
    author: str
    """Body and kommune."""
    summary: str
    """Decision, or what there is."""


def atom(*, title: str, self_url: str, page_url: str, entries: Sequence[Entry]) -> str:
    """An Atom feed, in the order of the entries."""
    updated = max((entry.changed for entry in entries), default="1970-01-01T00:00:00+00:00")
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="da">',
        f"<title>{_text(title)}</title>",
        f"<id>{_text(page_url)}</id>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(self_url)}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(page_url)}/>',
        f"<updated>{_text(updated)}</updated>",
        "<author><name>Referat</name></author>",
    ]
    for entry in entries:
        lines += [
            "<entry>",
            f"<id>tag:referat,2026:{_text(entry.id)}</id>",
            f"<title>{_text(entry.title)}</title>",
            f'<link rel="alternate" type="text/html" href={_attribute(entry.url)}/>',
            f"<published>{_text(entry.seen)}</published>",
            f"<updated>{_text(entry.changed)}</updated>",
            f"<author><name>{_text(entry.author)}</name></author>",
            f'<summary type="text">{_text(entry.summary)}</summary>',
            "</entry>",
        ]
    return "\n".join((*lines, "</feed>", ""))


def _text(value: str) -> str:
    return escape(_NOT_XML.sub("", value))


def _attribute(value: str) -> str:
    return quoteattr(_NOT_XML.sub("", value))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One meeting in a calendar."""

    id: str
    """First address of the meeting."""
    title: str
    """Body and kommune."""
    date: str
    """ISO 8601."""
    start: str | None
    """HH:MM."""
    end: str | None
    """HH:MM."""
    place: str | None
    """As printed."""
    url: str
    """Page of the meeting."""
    changed: str
    """When it was last changed, ISO 8601."""


def calendar(*, title: str, events: Sequence[Event]) -> str:
    """An iCalendar file of meetings (RFC 5545)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Referat//Referat//DA",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_ical(title)}",
        "X-WR-TIMEZONE:Europe/Copenhagen",
    ]
    for event in events:
        day = event.date.replace("-", "")
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_ical(event.id)}@referat",
            f"DTSTAMP:{_stamp(event.changed)}",
            f"SUMMARY:{_ical(event.title)}",
            f"URL:{event.url}",
        ]
        start, end = _clock(event.start), _clock(event.end)
        if start:
            lines.append(f"DTSTART:{day}T{start}00")
            if end and end > start:
                lines.append(f"DTEND:{day}T{end}00")
        else:
            lines.append(f"DTSTART;VALUE=DATE:{day}")
        if event.place:
            lines.append(f"LOCATION:{_ical(event.place)}")
        lines.append("END:VEVENT")
    lines.append("END:VCALENDAR")
    return "".join(_fold(line) + "\r\n" for line in lines)


def _ical(text: str) -> str:
    text = _NOT_XML.sub("", text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return text.replace("\r", "").replace("\n", "\\n")


def _clock(text: str | None) -> str | None:
    digits = (text or "").replace(":", "")
    return digits if len(digits) == 4 and digits.isdigit() else None


def _stamp(iso: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(iso).astimezone(dt.UTC)
    except ValueError:
        moment = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    return moment.strftime("%Y%m%dT%H%M%SZ")


def _fold(line: str) -> str:
    """Lines of 75 bytes at most, the rest on lines that begin with a blank."""
    parts: list[str] = []
    current, size = "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > (75 if not parts else 74):
            parts.append(current)
            current, size = "", 0
        current += sign
        size += length
    return "\r\n ".join((*parts, current))
