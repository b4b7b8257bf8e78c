"""Reads and checks the TOML file that declares the sources and how the nightly run goes.

A path comes in, a ``Plan`` goes out; whatever is wrong is told with line and key. No network here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from referat.danish.kommuner import kommuner
from referat.errors import SettingsError
from referat.ingest.addresses import web_address
from referat.listing import LinkRules, Source, SourceKind
from referat.settings import LONGEST
from referat.values import convert, find_misfit, name_known

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_WEB = sorted(frozenset(SourceKind) - {SourceKind.FOLDER})
# fsspec would fetch from these too, without our manners and bounds.
_NO_FOLDER = ("http", "https", "ftp", "ftps")
_LIMITS = {
    "patience": LONGEST, "request_limit": LONGEST, "silence_limit": LONGEST,
    "source_limit": LONGEST, "document_limit": LONGEST, "memory_limit": 1 << 62,
}  # fmt: skip
# Fields that the reader makes itself; no key of the file has their name.
_MADE = frozenset({"sources", "rules"})
MOST_PORT = 65_535
MOST_CONNECTIONS = 32
"""Threads that ask sources: more are no faster, since reading waits for the processors."""
SLOWEST = 1 / 3600
"""Requests a second: with fewer a night would never end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Where a summary goes by e-mail."""

    host: str
    """SMTP server."""
    to: tuple[str, ...]
    """Who gets it."""
    sender: str
    """Who it is from."""
    port: int = 25
    """Port of the server."""
    starttls: bool = False
    """Whether to encrypt."""
    user: str | None = None
    """Name to log in with."""
    password_file: str | None = None
    """File with the password: it has no place in the file of sources."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The whole file: how the run goes, and the sources."""

    contact: str
    """E-mail or web address of somebody to write to: part of the User-Agent."""
    sources: tuple[Source, ...]
    """In the file's order."""
    status_file: str = "status.json"
    """File for monitoring, seen from the database's folder; empty is none."""
    connections: int = 8
    """Sources that are read at once."""
    patience: float = 1.0
    """What the waits before new tries are multiplied by."""
    request_limit: float = 300.0
    """Seconds that one request may take."""
    silence_limit: float = 20.0
    """Seconds without a byte."""
    source_limit: float = 10_800.0
    """Seconds that one source may take a night; 0 is without limit. What is left waits."""
    document_limit: float = 1800.0
    """Seconds that reading one document may take; 0 is without limit."""
    memory_limit: int = 4_000_000_000
    """Bytes of address space that reading one document may take; 0 is without limit."""
    gate: bool = True
    """Keep aside what a source's own history speaks against."""
    webhook: str | None = None
    """Address that gets a summary as JSON."""
    mail: Mail | None = None
    """E-mail that gets a summary."""


def load_plan(path: Path) -> Plan:
    """The plan of a file.

    Raises:
        SettingsError: The file is missing or malformed, or something in it makes no sense; the
            message names line and key.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"the file of sources cannot be read ({error}).",
            action="Check the path; it is a TOML file in UTF-8.",
            path=str(path),
        ) from error
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"not valid TOML: {error}.", action="Correct that line.", path=str(path)
        ) from error
    return _Reader(path, text).plan(values)


class _Reader:
    """Turns tables into data classes, and knows the lines for what is wrong."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()

    def plan(self, values: dict[str, Any]) -> Plan:
        self._refuse_made(values, "the file", None)
        tables = values.pop("source", [])
        if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
            raise self._error("source", None, "it is no list of tables", "Write [[source]].")
        if not tables:
            # Every source that the database knows would be taken for discontinued.
            raise self._error("source", None, "no source is declared", "Write a [[source]].")
        mail = values.pop("mail", None)
        if isinstance(mail, dict):
            mail = self._make(Mail, mail, "[mail]", None)
        sources = tuple(self._source(table, place) for place, table in enumerate(tables))
        names: dict[str, int] = {}
        for place, source in enumerate(sources):
            if source.id in names:
                raise self._error("id", place, f"{source.id!r} stands twice", "Give each its own.")
            names[source.id] = place
        plan: Plan = self._make(Plan, values | {"sources": sources, "mail": mail}, "the file", None)
        if not re.search(r"@|https?://", plan.contact):
            raise self._error(
                "contact", None, "it is no e-mail or web address", "Hosts must be able to write."
            )
        if not 1 <= plan.connections <= MOST_CONNECTIONS:
            raise self._error(
                "connections", None, "it makes no sense", f"Give 1 to {MOST_CONNECTIONS}."
            )
        for name, most in _LIMITS.items():
            if not 0 <= getattr(plan, name) <= most:
                raise self._error(name, None, "it is below 0, or too large", f"Give 0 to {most}.")
        if plan.webhook is not None and web_address(plan.webhook) is None:
            raise self._error(
                "webhook", None, "it is no web address", "Begin with https://, or leave it out."
            )
        if plan.mail is not None and not 0 < plan.mail.port <= MOST_PORT:
            raise self._error("port", None, "there is no such port", f"Give 1 to {MOST_PORT}.")
        if plan.mail is not None and plan.mail.user and not plan.mail.starttls:
            raise self._error(
                "starttls",
                None,
                "a password would be sent unencrypted",
                "Set `starttls = true`, or leave `user` out.",
            )
        return plan

    def _check_address(self, source: Source, place: int) -> None:
        if source.kind in _WEB and web_address(source.url) is None:
            raise self._error(
                "url", place, f"{source.url!r} is no web address", "Begin with https://."
            )
        scheme, _, rest = source.url.partition("://")
        if source.kind is SourceKind.FOLDER and rest and scheme in _NO_FOLDER:
            raise self._error(
                "url", place, f"{scheme}:// is no folder", f"Known: {', '.join(_WEB)}, for it."
            )
        if "@" in urlsplit(source.url).netloc:
            raise self._error(
                "url",
                place,
                "it holds a password, and readers see it",
                "Leave it out: such a source cannot be read.",
            )

    def _source(self, table: dict[str, Any], place: int) -> Source:
        self._refuse_made(table, "source", place)
        rules = {
            field.name: table.pop(field.name) for field in fields(LinkRules) if field.name in table
        }
        kind = table.get("kind")
        if kind not in list(SourceKind):
            raise self._error(
                "kind", place, f"{kind!r} is no kind of source", f"Known: {', '.join(SourceKind)}."
            )
        table["kind"] = SourceKind(kind)
        table.setdefault("name", table.get("id"))
        table["rules"] = self._make(LinkRules, rules, "source", place)
        source: Source = self._make(Source, table, "source", place)
        if not _ID.fullmatch(source.id):
            raise self._error(
                "id", place, f"{source.id!r} is no short name", "Use a-z, 0-9, - and _."
            )
        self._check_address(source, place)
        for name in ("rate", "window_days", "max_new"):
            if getattr(source, name) < 0:
                raise self._error(name, place, "it is below 0", "Give 0 or more.")
        if 0 < source.rate < SLOWEST:
            raise self._error(
                "rate", place, "it is slower than a request an hour", "Give 0.0003 or more."
            )
        if source.rules.max_pages < 1:
            raise self._error("max_pages", place, "it is below 1", "Give 1 or more.")
        if source.rules.next is not None and not _is_selector(source.rules.next):
            raise self._error(
                "next", place, f"{source.rules.next!r} is no CSS selector", "Correct it."
            )
        for name in ("links", "follow", "key"):
            pattern = getattr(source.rules, name)
            try:
                groups = re.compile(pattern).groups if pattern else 0
            except re.error as error:
                raise self._error(
                    name, place, f"no regular expression ({error})", "Correct it."
                ) from error
            if name == "key" and pattern and not groups:
                raise self._error(name, place, "it has no group", "Put the id in parentheses.")
        return source

    def _refuse_made(self, values: Mapping[str, Any], where: str, place: int | None) -> None:
        for key in values.keys() & _MADE:
            action = (
                "Write each source as [[source]]."
                if key == "sources"
                else "Write links, follow, next, key and max_pages among the source's own keys."
            )
            raise self._error(key, place, f"unknown key in {where}", action)

    def _make(
        self, kind: type[Any], values: Mapping[str, Any], where: str, place: int | None
    ) -> Any:
        known = {field.name: field for field in fields(kind)}
        written = known.keys() - _MADE
        if kind is Source:
            written |= {field.name for field in fields(LinkRules)}
        for key, value in values.items():
            if key not in known:
                raise self._error(key, place, f"unknown key in {where}", name_known(key, written))
            misfit = find_misfit(kind, key, value)
            if misfit is not None:
                raise self._error(key, place, f"it {misfit[0]}", misfit[1])
        for key, field in known.items():
            if key not in values and field.default is MISSING:
                raise self._error(key, place, f"it is missing in {where}", "Add it.")
        return kind(**{key: convert(kind, key, value) for key, value in values.items()})

    def _error(self, key: str, place: int | None, what: str, action: str) -> SettingsError:
        return SettingsError(
            f"line {self._line(key, place)}, key {key!r}: {what}.",
            action=action,
            path=str(self._path),
        )

    def _line(self, key: str, place: int | None) -> int:
        """The line of a key, in the file or in its place-th [[source]]; else the table's."""
        table, at = -1, 0
        for number, line in enumerate(self._lines, start=1):
            if re.match(r"\s*\[\[\s*source\s*\]\]", line):
                table += 1
                if table == place:
                    at = number
            inside = place is None or table == place
            if inside and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return number
        return at or 1


def describe(source: Source) -> Iterator[str]:
    """What a night does at a source, in lines for people; a doubt comes last."""
    if source.discontinued:
        yield "kept for its documents, not read any more"
        return
    rules = source.rules
    follow = f", also on the pages that match {rules.follow!r}" if rules.follow else ""
    yield {
        SourceKind.FIRSTAGENDA: "asks for the list of all meetings; fields and PDF of each new one",
        SourceKind.WEBPAGE: f"reads the page{follow}; fetches what matches {rules.links!r}",
        SourceKind.FEED: f"reads the feed; fetches what matches {rules.links!r}",
        SourceKind.SITEMAP: f"reads the map; fetches what matches {rules.links!r}",
        SourceKind.AABENDAGSORDEN: "asks for the meetings of each year; the page of each new one",
        SourceKind.FOLDER: "lists the folder; copies each new or changed file",
    }[source.kind]
    pace = f"{source.rate:g} requests a second" if source.rate else "no limit to its pace"
    most = f"{source.max_new} new documents a night" if source.max_new else "all that is new"
    yield f"{source.kommune or 'kommune as the documents say'}; {pace}, {most}"
    names = [row["navn"] for row in kommuner()]
    if source.kommune is not None and source.kommune not in names:
        near = get_close_matches(source.kommune, names, 1)
        hint = f" Is it {near[0]!r}?" if near else ""
        yield f"DOUBT: {source.kommune!r} is on no list of kommuner and regions.{hint}"


def _is_selector(text: str) -> bool:
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p>").css_first(text)
    except (SelectolaxError, ValueError):
        return False
    return True
