"""Datasette's plugin: our routes, functions for SQL, links in results, what templates may use.

Datasette finds it through the entry point ``referat`` in ``pyproject.toml``, so ``datasette db/``
has it wherever referat is installed.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable, Generator
from typing import TYPE_CHECKING, Any, TypeVar

import markupsafe
from datasette import Response, hookimpl
from datasette.database import QueryInterrupted
from datasette.utils import InvalidSql
from datasette.views.base import DatasetteError

from referat.publish.cage import MAX_VALUE
from referat.publish.functions import add_functions
from referat.publish.guard import guard
from referat.publish.respond import as_json, unavailable
from referat.publish.routes import PAGES
from referat.publish.routes_data import DATA
from referat.publish.state import site_of
from referat.publish.words import FILTERS, GLOBALS

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database
    from jinja2 import Environment

LINKS = {
    "punkt": ("/punkt/id-{}", "Se punktet"),
    "dokument": ("/{database}/dokumenter/{}", "Dokument"),
    "sag": ("/{database}/sagsnumre/{}", "Sag"),
    "person": ("/{database}/personer/{}", "Person"),
    "moede": ("/moede/id-{}", "Møde"),
}
"""Columns of views and queries that hold an id, with the page it leads to and the link's text."""

ERRORS = {
    400: "Adressen beder om noget, der ikke giver mening.",
    403: "Denne del af siden er ikke åben.",
    404: "Der er ingenting på denne adresse.",
    500: "Noget gik galt hos os.",
}

# Datasette's words for "this address makes no sense, or takes too long".
ASKED_WRONGLY = (DatasetteError, QueryInterrupted, InvalidSql, sqlite3.OperationalError)

log = logging.getLogger(__name__)
Hook = TypeVar("Hook", bound=Callable[..., Any])


def _hook(*, trylast: bool = False) -> Callable[[Hook], Hook]:
    """``hookimpl`` with the types that Datasette does not give."""
    mark: Callable[[Hook], Hook] = hookimpl(trylast=trylast)
    return mark


@_hook()
def register_routes() -> list[tuple[str, Any]]:
    """Our pages; those with an ending (.atom, .csv) before those that would swallow it."""
    return [*DATA, *PAGES]


@_hook()
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """The guard around everything."""
    site = site_of(datasette)
    return lambda app: guard(app, site.options, tables=lambda: site.name)


# Last: Datasette's own plugin registers an escape_fts that turns "lokalplan*" into a phrase with
# no hit. Ours takes its place, so every search box of the site understands the same words.
@_hook(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """Add our SQL functions, and a limit on what one value may hold.

    Datasette's time limit does not stop one long function, and hex(zeroblob(400000000)) held 2 GB;
    no text of ours comes near.
    """
    from referat.search import fts_query

    add_functions(conn)
    conn.create_function(
        "escape_fts", 1, lambda value: fts_query("" if value is None else str(value)),
        deterministic=True,
    )  # fmt: skip
    conn.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)


@hookimpl(hookwrapper=True)  # type: ignore[untyped-decorator]  # Datasette has no types
def handle_exception(
    datasette: Datasette, request: Any, exception: Exception
) -> Generator[None, Any, None]:
    """Every fault of every page: for readers a page, for the log what happened and where.

    In place of Datasette's own, which prints the whole request with a reader's search terms.
    """
    outcome = yield
    outcome.force_result([_explain(datasette, request, exception)])


async def _explain(datasette: Datasette, request: Any, exception: Exception) -> Response:
    status = getattr(exception, "status", 500)
    if isinstance(exception, sqlite3.OperationalError) and "locked" in str(exception):
        return await unavailable(site_of(datasette), request)
    if status >= 500 and isinstance(exception, ASKED_WRONGLY):
        status = 400
    if status >= 500:
        log.error("fault at %s", request.path, exc_info=exception)
        # Datasette's pages of tables take a dozen parameters apart without a look at them.
        if request.path.split("/")[1].partition(".")[0] in datasette.databases:
            status = 400
    if request.path.endswith((".json", ".csv")):
        return as_json({"fejl": ERRORS.get(status, ERRORS[500])}, status=status)
    body = await datasette.render_template("error.html", {"status": status}, request=request)
    return Response.html(body, status=status, headers={"cache-control": "no-store"})


@_hook()
def prepare_jinja2_environment(env: Environment) -> None:
    """Add the words of our templates."""
    env.filters.update(FILTERS)
    env.globals.update(GLOBALS)


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

    Ids lead to their page; a punkt's heading leads to the punkt, whose id stands in the same row.
    """
    if table is not None and not table.endswith("_flad"):
        return None
    if column == "sagsnummer" and isinstance(value, str):
        return markupsafe.Markup('<a href="{}">{}</a>').format(GLOBALS["sag_url"](value), value)
    label, link = value, column
    if column == "titel" and "punkt" in row.keys():  # noqa: SIM118  # a Row without keys() is values
        link, number = "punkt", row["punkt"]
        label = value or "Punkt uden overskrift"
    elif column in LINKS:
        label, number = LINKS[column][1], value
    if link not in LINKS or not isinstance(number, int):
        return None
    href = datasette.urls.path(LINKS[link][0].format(number, database=database))
    return markupsafe.Markup('<a href="{}">{}</a>').format(href, label)


@_hook()
def extra_template_vars(
    view_name: str, database: str | None, table: str | None, request: Any, datasette: Datasette
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """What our templates of Datasette's own pages show beside Datasette's: sources."""

    async def variables() -> dict[str, Any]:
        site = site_of(datasette)
        found: dict[str, Any] = {"site_name": site.options.site_name}
        if database is None or database != site.name:
            return found
        db = datasette.get_database(database)
        if view_name == "row" and table:
            number = request.url_vars["pks"]
            if number.isascii() and number.isdecimal() and len(number) < 19:
                found["source"] = await _source(db, table, int(number))
        return found

    return variables


async def _source(db: Database, table: str, number: int) -> dict[str, Any] | None:
    """Document, page and reading of one row; ``None`` for rows that are not of a document."""
    columns = await db.table_columns(table)
    if not {"id", "dokument"}.issubset(columns):
        return None
    page = "r.side, r.linje, r.kilde, r.sikkerhed" if "side" in columns else "r.id"
    if table in ("sider", "problemer", "maskeringer"):
        page = "r.nummer as side" if table == "sider" else "r.side"
    row = (
        await db.execute(
            f"select {page}, d.id as dokument, d.titel, d.sti, d.url, d.program, d.model, d.filtype"
            f" from {table} r join dokumenter d on d.id = r.dokument where r.id = ?",
            [number],
        )
    ).first()
    return dict(row) if row else None
