"""Words, numbers, dates and addresses as templates write them. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

import markupsafe

from referat.addresses import UNKNOWN_KOMMUNE, UNKNOWN_UDVALG, slug
from referat.publish.data.common import (
    danish_date,
    danish_time,
    short_month,
    topic_span,
)
from referat.publish.data.person import STATUS
from referat.publish.prose import explain_problem, flowed, name_masked
from referat.publish.votes import VOTES, vote_bars, vote_sides

SPELLED = {
    "aar": "år",
    "aendret": "ændret",
    "boks": "ramme på siden",
    "foerste": "første",
    "foerste_behandling": "første behandling",
    "foerste_moede": "første møde",
    "foerste_udfald": "første udfald",
    "foerst_set": "først set",
    "emne_titel": "emnets navn",
    "fravaer_procent": "fravær i procent",
    "fravaer_ved_punkter": "fravær ved punkter",
    "fravaerende": "fraværende",
    "hoejde": "højde",
    "koersel": "kørsel",
    "maaned": "måned",
    "moede": "møde",
    "moeder": "møder",
    "moeder_med_fremmoede": "møder med fremmøde",
    "moedefacet": "handlingsfacet for møder",
    "moedesag": "mødets egen sag",
    "nr": "punkt nr.",
    "raad": "råd",
    "raekkefoelge": "rækkefølge",
    "seneste_moede": "seneste møde",
    "soegenoegle": "søgenøgle",
    "soegenoegle_kort": "kort søgenøgle",
    "stedfortraeder_for": "stedfortræder for",
    "stedfortraeder_for_person": "stedfortræder for (person)",
    "stoerrelse": "størrelse",
    "til_gennemsyn": "til gennemsyn",
    "udgaaet": "udgået",
    "udgaar": "udgår",
}
"""Column names that Danish spells with æ, ø or å, or in other words."""

_MONTHS_SQL = """\
select {label} as {name}, f.navn as udfald, count(*) as beslutninger
from soeg s
join udfald f on s.udfald & (1 << (f.raekkefoelge - 1))
where s.beslutning = 1 and s.dagsorden = 0 and s.dag > 0{where}
group by 1, f.raekkefoelge
order by 1, f.raekkefoelge"""


def danish_number(number: float | None) -> str:
    """A number with points between thousands, as it is written in Danish."""
    if number is None:
        return "–"
    return f"{number:,}".replace(",", ".")


def danish_percent(number: float) -> str:
    """A share in hundredths, with one decimal after a comma."""
    return f"{number:.1f}".replace(".", ",")


def danish_column(name: str) -> str:
    """A column's name for a reader: ``foerste_moede`` becomes ``første møde``."""
    return SPELLED.get(name, name.replace("_", " "))


def danish_bytes(size: int) -> str:
    """A file's size."""
    value = float(size)
    for unit in ("bytes", "kB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            return f"{value:.0f} {unit}" if value >= 10 or unit == "bytes" else (
                f"{value:.1f} {unit}".replace(".", ",")
            )  # fmt: skip
        value /= 1000
    return ""


def shorten(text: str | None, length: int) -> str:
    """The beginning of a text, cut between words."""
    text = " ".join((text or "").split())
    if len(text) <= length:
        return text
    return (text[:length].rpartition(" ")[0] or text[:length]) + " …"


def safe_url(url: str | None) -> str:
    """An address from the data, where it is one that a reader may follow; else nothing.

    Data can say ``javascript:…``, which is no address of a document.
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme in ("http", "https") and parts.netloc else ""


def local_path(url: str | None) -> str:
    """Datasette's own links as paths within the site: it writes the host that it believes in."""
    parts = urlsplit(url or "")
    return parts.path + (f"?{parts.query}" if parts.query else "")


def address_url(kind: str, address: str | None) -> str:
    """The page of a meeting or a punkt."""
    return f"/{kind}/{quote(address or '')}"


def case_url(number: str) -> str:
    """The page of a case."""
    return f"/sag/{quote(number)}"


def kommune_url(name: str | None) -> str:
    """The page of a kommune."""
    return f"/kommune/{slug(name or '') or UNKNOWN_KOMMUNE}"


def body_url(kommune: str | None, name: str | None) -> str:
    """The page of a body."""
    return f"/organ/{slug(kommune or '') or UNKNOWN_KOMMUNE}/{slug(name or '') or UNKNOWN_UDVALG}"


def person_url(kommune: str | None, name: str) -> str:
    """The page of a person."""
    return f"/person/{slug(kommune or '') or UNKNOWN_KOMMUNE}/{slug(name)}"


def count_sql(name: str, where: str = "") -> str:
    """The SQL that counts decisions by month or year and outcome, as the charts do."""
    label = {
        "maaned": "substr(s.dag, 1, 4) || '-' || substr(s.dag, 5, 2)",
        "aar": "s.dag / 10000",
    }[name]
    return _MONTHS_SQL.format(label=label, name=name, where=f"\n  and {where}" if where else "")


def topic_sql(number: str) -> str:
    """The condition that a topic is this, or under it."""
    span = topic_span(number) or (0, 0)
    return f"s.emne >= {max(1, span[0])} and s.emne < {span[1]}"


IDS = {"punkt": "/punkt/id-{}", "moede": "/moede/id-{}"}
"""Columns that hold an id, with the page it leads to."""
MAX_CELL = 1000


def cell(column: str, value: Any) -> Any:
    """A cell of a table: ids and addresses become links, all else is text."""
    if value is None or value == "":
        return ""
    if column in IDS and isinstance(value, int):
        return _link(IDS[column].format(value), "se")
    if isinstance(value, str):
        if column == "adresse":
            return _link(address_url("punkt" if value.count("/") > 2 else "moede", value), value)
        if column == "sagsnummer":
            return _link(case_url(value), value)
        if column == "kommune":
            return _link(kommune_url(value), value)
    return shorten(str(value), MAX_CELL)


def _link(href: str, label: str) -> markupsafe.Markup:
    return markupsafe.Markup('<a href="{}">{}</a>').format(href, label)


FILTERS: dict[str, Callable[..., Any]] = {
    "tal": danish_number,
    "procent": danish_percent,
    "kolonne": danish_column,
    "bytes": danish_bytes,
    "forkort": shorten,
    "flydende": flowed,
    "problem": explain_problem,
    "maskering": name_masked,
    "dansk_dato": danish_date,
    "dansk_tid": danish_time,
    "kort_maaned": short_month,
    "slug": lambda name: slug(name or "") or UNKNOWN_KOMMUNE,
    "sikker_url": safe_url,
    "lokal": local_path,
    "status": lambda status: STATUS.get(status, status),
    "stemme": lambda kind: VOTES.get(kind, kind),
}
"""What templates write as ``value|name``."""

GLOBALS: dict[str, Callable[..., Any]] = {
    "adresse_url": address_url,
    "sag_url": case_url,
    "kommune_url": kommune_url,
    "organ_url": body_url,
    "person_url": person_url,
    "tids_sql": count_sql,
    "emne_sql": topic_sql,
    "vote_bars": vote_bars,
    "vote_sides": vote_sides,
    "celle": cell,
}
"""What templates call by name."""
