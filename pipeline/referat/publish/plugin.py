"""Datasette's plugin: search functions for SQL, links in results, and what our templates show.

Datasette finds it through the entry point ``referat`` in ``pyproject.toml``, so ``datasette db/``
has it wherever referat is installed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import markupsafe
from datasette import hookimpl

from referat.publish.queries import QUERIES
from referat.publish.schema import schema_pragma
from referat.search import case_key, fts_query, short_case_key

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database
    from jinja2 import Environment

MAX_VALUE_BYTES = 5_000_000
"""Largest string or blob in a query. Datasette's time limit does not stop one long function, and
hex(zeroblob(400000000)) held 2 GB; no text of ours comes near."""

LINKS = {
    "punkt": ("/punkter/{}", "Se punktet"),
    "dokument": ("/dokumenter/{}", "Dokument"),
    "sag": ("/sagens_forloeb?sag={}", "Sagens forløb"),
    "person": ("/personer/{}", "Person"),
    "moede": ("/moeder/{}", "Møde"),
}
"""Columns of views and queries that hold an id, with the page it leads to and the link's text."""

SPELLED = {
    "aar": "år",
    "aendringer": "ændringer",
    "foerst_set": "først set",
    "fejl_i_traek": "fejl i træk",
    "laest": "læst i filen",
    "maaned": "måned",
    "noegle": "nøgle",
    "naeste_forsoeg": "næste forsøg",
    "seneste_forsoeg": "seneste forsøg",
    "ophoert": "ophørt",
    "ophaevet": "ophævet",
    "senest_aendret": "senest ændret",
    "gaeldende": "gældende",
    "boks": "ramme på siden",
    "foerste": "første",
    "foerste_moede": "første møde",
    "foerste_udfald": "første udfald",
    "fravaer_procent": "fravær i procent",
    "fravaer_ved_punkter": "fravær ved punkter",
    "fravaerende": "fraværende",
    "hoejde": "højde",
    "koersel": "kørsel",
    "moede": "møde",
    "moeder": "møder",
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
}
"""Column names that Danish spells with æ, ø or å, or in other words."""

COUNTS = ("dokumenter", "moeder", "punkter", "beslutninger", "sagsnumre", "problemer")

_PUNKT_PARTS = {
    "afsnit": "select overskrift, type, tekst, side from afsnit"
    " where punkt = ? order by raekkefoelge",
    "bilag": "select titel from bilag where punkt = ? order by raekkefoelge",
    "fravaer": "select navn, person from fravaer where punkt = ? order by raekkefoelge",
    "sagsgang": "select udvalg, dato, nr, tekst from sagsgang"
    " where punkt = ? order by raekkefoelge",
    "sager": "select s.id, s.sagsnummer from punkt_sagsnumre ps"
    " join sagsnumre s on s.id = ps.sagsnummer where ps.punkt = ? order by ps.raekkefoelge",
    "udfald": "select f.navn from beslutning_udfald b join udfald f on f.id = b.udfald"
    " where b.beslutning = ? order by b.raekkefoelge",
    "beslutning": "select b.tekst, b.side, a.antal_for, a.antal_imod, a.antal_undlod"
    " from beslutninger b left join afstemninger a on a.beslutning = b.id where b.punkt = ?",
}


Hook = TypeVar("Hook", bound=Callable[..., Any])


def _hook(*, trylast: bool = False) -> Callable[[Hook], Hook]:
    """``hookimpl`` with the types that Datasette does not give."""
    mark: Callable[[Hook], Hook] = hookimpl(trylast=trylast)
    return mark


def _str_function(function: Callable[[str], str]) -> Callable[[object], str]:
    """An SQL function of one argument that may be anything, also null."""
    return lambda value: function("" if value is None else str(value))


# Last: Datasette's own plugin registers an escape_fts that turns "lokalplan*" into a phrase with
# no hit. Ours takes its place, so every search box of the site understands the same words.
@_hook(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Add our SQL functions, and a limit on what one value may hold."""
    functions = {
        "referat_soeg": fts_query,
        "escape_fts": fts_query,
        "referat_sag": case_key,
        "referat_sag_kort": short_case_key,
        # SQLite's own lower() and LIKE know no Å.
        "referat_smaa": str.casefold,
    }
    for name, function in functions.items():
        conn.create_function(name, 1, _str_function(function), deterministic=True)
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES)


@_hook()
def prepare_jinja2_environment(env: Environment) -> None:
    """Add the two filters of our templates."""
    env.filters["tal"] = danish_number
    env.filters["kolonne"] = danish_column


def danish_number(number: int) -> str:
    """A number with points between thousands, as it is written in Danish."""
    return f"{number:,}".replace(",", ".")


def danish_column(name: str) -> str:
    """A column's name for a reader: ``foerste_moede`` becomes ``første møde``."""
    return SPELLED.get(name, name.replace("_", " "))


@_hook()
def render_cell(
    row: sqlite3.Row,
    value: Any,
    column: str,
    table: str | None,
    database: str,
    datasette: Datasette,
) -> str | None:
    """Links in queries and views, where Datasette knows of no foreign key.

    Ids lead to their row; a punkt's heading leads to the punkt, whose id stands in the same row.
    """
    if table is not None and not table.endswith("_flad"):
        return None
    label, link = value, column
    if column == "titel" and "punkt" in row.keys():  # noqa: SIM118  # a Row without keys() is values
        link, number = "punkt", row["punkt"]
    elif column in LINKS:
        label, number = LINKS[column][1], value
    if link not in LINKS or not isinstance(number, int):
        return None
    href = datasette.urls.database(database) + LINKS[link][0].format(number)
    return markupsafe.Markup('<a href="{}">{}</a>').format(href, label)


@_hook()
def extra_template_vars(
    view_name: str, database: str | None, table: str | None, request: Any, datasette: Datasette
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What our templates show beside Datasette's own: counts, sources, the parts of a punkt."""

    async def variables() -> dict[str, Any]:
        found: dict[str, Any] = {"queries": QUERIES}
        if view_name == "index":
            found["sites"] = [
                {"name": name, "counts": await _counts(db)}
                for name, db in datasette.databases.items()
                if await _is_ours(db)
            ]
        if view_name == "row" and database and table:
            db = datasette.get_database(database)
            number = request.url_vars["pks"]
            if number.isdecimal() and await _is_ours(db):
                found["source"] = await _source(db, table, int(number))
                if table in ("punkter", "beslutninger"):
                    found["punkt"] = await _punkt(db, int(number))
        return found

    return variables


async def _is_ours(db: Database) -> bool:
    if db.is_memory:
        return False
    row = (await db.execute("PRAGMA application_id")).first()
    return bool(row[0] == schema_pragma("application_id"))


async def _counts(db: Database) -> dict[str, int]:
    counts = ", ".join(f"(select count(*) from {table}) as {table}" for table in COUNTS)
    return dict((await db.execute(f"select {counts}")).first())


async def _source(db: Database, table: str, number: int) -> dict[str, Any] | None:
    """Document, page and reading of one row; ``None`` for rows that are not of a document."""
    columns = await db.table_columns(table)
    if not {"id", "dokument"}.issubset(columns):
        return None
    page = "r.side, r.linje, r.kilde, r.sikkerhed" if "side" in columns else "r.id"
    if table in ("sider", "problemer"):
        page = "r.nummer as side" if table == "sider" else "r.side"
    row = (
        await db.execute(
            f"select {page}, d.id as dokument, d.titel, d.sti, d.url, d.program, d.model, d.filtype"
            f" from {table} r join dokumenter d on d.id = r.dokument where r.id = ?",
            [number],
        )
    ).first()
    return dict(row) if row else None


async def _punkt(db: Database, number: int) -> dict[str, Any] | None:
    """A punkt with all its parts; a decision has its punkt's id."""
    row = (
        await db.execute(
            "select p.*, k.navn as kommune_navn, u.navn as udvalg_navn from punkter p"
            " left join kommuner k on k.id = p.kommune left join udvalg u on u.id = p.udvalg"
            " where p.id = ?",
            [number],
        )
    ).first()
    if row is None:
        return None
    parts = {
        name: [dict(part) for part in (await db.execute(sql, [number])).rows]
        for name, sql in _PUNKT_PARTS.items()
    }
    return dict(row) | parts
