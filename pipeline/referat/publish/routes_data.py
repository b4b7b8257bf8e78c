"""What programs and researchers take: feeds, calendars, CSV, SQL, charts, images, downloads."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from datasette import Request, Response
from datasette.utils.asgi import asgi_send_file

from referat.publish import charts, english, oparl, respond
from referat.publish.data import daekning, emne, front, gennemsyn, organ, soeg, stroem
from referat.publish.data.common import NotFound, Row, find_kommune, find_udvalg
from referat.publish.export import is_current
from referat.publish.feeds import Entry, Event, atom, calendar
from referat.publish.images import find_page
from referat.publish.licences import KLE_NOTICE
from referat.publish.queries import CHOICES, QUERIES
from referat.publish.respond import answering, arguments, base_url, html, part
from referat.publish.routes import _compare_request, read_comparison
from referat.publish.schema import read_schema
from referat.publish.shape import Shape
from referat.publish.state import Site
from referat.resources import notebooks_dir

# A parameter of SQL, outside strings and comments as far as a glance can tell.
_PARAMETER = re.compile(r"(?<![:\w]):([a-zA-Z_]\w{0,40})")
_STRINGS = re.compile(r"'[^']*'|--[^\n]*|\"[^\"]*\"")
_FILE = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,80}")
ROBOTS = """\
User-agent: *
Disallow: /person/
Disallow: /soeg
Disallow: /sql
Disallow: /diagram/
Disallow: /sammenlign
Disallow: /aendringer
Disallow: /udtraek/
Disallow: /{name}
Allow: /

"""


# --- feeds and calendars --------------------------------------------------------------------


async def search_feed(site: Site, request: Request) -> Response:
    """A search as a feed."""
    asked = soeg.read_request(arguments(request))
    found = await site.run(stroem.search_feed, site.archive, asked)
    title = f"Søgning: {asked.q}" if asked.q else "Nyeste punkter"
    return _feed(site, request, title, f"/soeg?{asked.query_string()}", found)


async def case_feed(site: Site, request: Request) -> Response:
    """A case as a feed."""
    number = part(request, "nummer")
    kommune = (request.args.get("kommune") or "")[:80]
    found = await site.run(stroem.case_feed, number, kommune)
    more = f"?kommune={quote(kommune)}" if kommune else ""
    return _feed(site, request, f"Sag {number}", f"/sag/{quote(number)}{more}", found)


async def person_feed(site: Site, request: Request) -> Response:
    """A person in office as a feed."""
    kommune, name = part(request, "kommune"), part(request, "navn")
    found = await site.run(stroem.person_feed, kommune, name)
    return _feed(site, request, name, f"/person/{quote(kommune)}/{quote(name)}", found)


async def place_feed(site: Site, request: Request) -> Response:
    """A kommune or a body as a feed."""
    kommune, udvalg, title, path = await _place(site, request)
    found = await site.run(stroem.place_feed, site.archive, kommune=kommune, udvalg=udvalg)
    return _feed(site, request, title, path, found)


async def place_calendar(site: Site, request: Request) -> Response:
    """The meetings of a kommune or a body as a calendar."""
    kommune, udvalg, title, _ = await _place(site, request)
    found = await site.run(stroem.meetings, kommune=kommune, udvalg=udvalg)
    base = base_url(site, request)
    events = [
        Event(
            id=row["oprindelig"] or "",
            title=", ".join(filter(None, (row["udvalg"], row["kommune"]))) or "Møde",
            date=row["dato"],
            start=row["start"],
            end=row["slut"],
            place=row["sted"],
            url=f"{base}/moede/{row['adresse']}",
            changed=row["aendret"] or "",
        )
        for row in found
    ]
    return respond.text(calendar(title=title, events=events), "text/calendar")


async def _place(site: Site, request: Request) -> tuple[int | None, int | None, str, str]:
    """Kommune, body, title and path of what an address names."""
    names = request.url_vars

    def read(conn: Any, shape: Any) -> tuple[int | None, int | None, str, str]:
        kommune = find_kommune(conn, part(request, "kommune")) if shape.has_meetings else None
        if kommune is None:
            raise NotFound("Kommunen findes ikke.")
        if "udvalg" not in names:
            return kommune["id"], None, kommune["navn"], f"/kommune/{part(request, 'kommune')}"
        udvalg = find_udvalg(conn, kommune["id"], part(request, "udvalg"))
        if udvalg is None:
            raise NotFound("Organet findes ikke.")
        path = f"/organ/{part(request, 'kommune')}/{part(request, 'udvalg')}"
        return kommune["id"], udvalg["id"], f"{udvalg['navn']}, {kommune['navn']}", path

    return await site.run(read)


def _feed(site: Site, request: Request, title: str, path: str, found: list[Row]) -> Response:
    base = base_url(site, request)
    entries = [
        Entry(
            id=row["oprindelig"],
            title=row["titel"] or "Punkt uden overskrift",
            url=f"{base}/punkt/{row['adresse']}",
            seen=row["foerst_set"],
            changed=row["aendret"],
            author=", ".join(filter(None, (row["udvalg"], row["kommune"]))) or "Ukendt organ",
            summary=(row["tekst"] or "Ingen beslutning er trykt.")[:1000],
        )
        for row in found
    ]
    query = f"?{request.query_string}" if request.query_string else ""
    body = atom(
        title=f"{title} – {site.options.site_name}",
        self_url=f"{base}{request.path}{query}",
        page_url=base + path,
        entries=entries,
    )
    return respond.text(body, "application/atom+xml")


# --- tables -----------------------------------------------------------------------------------


async def search_csv(site: Site, request: Request) -> Response:
    """A search as CSV or JSON."""
    asked = soeg.read_request(arguments(request))

    def read(conn: Any, shape: Any) -> Any:
        if not shape.has_search:
            raise NotFound("Søgningen kan ikke hentes fra denne udgave af databasen.")
        return soeg.export_rows(conn, site.archive, asked)

    columns, rows = await site.run(read)
    if request.url_vars["format"] == "json":
        return respond.as_json([dict(zip(columns, row, strict=True)) for row in rows])
    return respond.as_csv(columns, rows, "soegning")


async def search_as_sql(site: Site, request: Request) -> Response:
    """A search as SQL: on to the page where it can be changed and run."""
    asked = soeg.read_request(arguments(request))

    def read(conn: Any, shape: Any) -> tuple[str, str]:
        if not shape.has_search:
            raise NotFound("Søgningen kan ikke vises som SQL i denne udgave af databasen.")
        return soeg.search_sql(conn, site.archive, asked)

    sql, match = await site.run(read)
    return respond.redirect(
        "/sql?" + urlencode({"sql": f"{sql}\nlimit 500", **({"soegning": match} if match else {})}),
        status=302,
    )


async def sql_page(site: Site, request: Request) -> Response:
    """A reader's own SQL, caged: as a page, as CSV, as JSON."""
    args = dict(parse_qsl(request.query_string, keep_blank_values=True))
    sql = args.get("sql", "").strip()
    names = list(dict.fromkeys(_PARAMETER.findall(_STRINGS.sub("", sql))))[:20]
    params = {name: args.get(name, "") for name in names}
    result = await site.cage.run(sql, params) if sql else None
    ending = request.url_vars["format"]
    if ending and result is None:
        raise NotFound("Skriv en forespørgsel i ?sql=")
    if ending and result is not None:
        if result.error:
            return respond.as_json(
                {"fejl": result.error}, {"cache-control": "no-store"}, status=400
            )
        if ending == "csv":
            return respond.as_csv(result.columns, result.rows, "sql")
        return respond.as_json(
            {"rows": [dict(zip(result.columns, row, strict=False)) for row in result.rows],
             "more": result.more}
        )  # fmt: skip
    context = {
        "sql": sql,
        "params": params,
        "result": result,
        "query_string": request.query_string,
        "numeric": numeric(result.columns, result.rows) if result else (),
        "limit": site.options.sql_rows,
        "seconds": site.options.sql_seconds,
        "tables": [table for table in read_schema() if not table.name.startswith("_")],
    }
    status = 400 if result is not None and result.error else 200
    return await html(site, request, "sql.html", context, status=status)


async def ready_page(site: Site, request: Request) -> Response:
    """A ready-made query with its choices: as a page, as CSV, as JSON."""
    query = next((each for each in QUERIES if each.name == request.url_vars["navn"]), None)
    if query is None:
        raise NotFound("Der er ikke et spørgsmål med det navn.")
    params = {name: (request.args.get(name) or "")[:200] for name, _, _ in query.params}

    def read(conn: Any, shape: Any) -> Row:
        if not shape.has_search:
            raise NotFound("Spørgsmålet kan ikke besvares med denne udgave af databasen.")
        cursor = conn.execute(query.sql, params)
        columns = [column[0] for column in cursor.description]
        rows = cursor.fetchmany(site.options.sql_rows)
        wanted = [name for name in params if name in CHOICES]
        choices = {name: [row[0] for row in conn.execute(CHOICES[name])] for name in wanted}
        return {"columns": columns, "rows": rows, "choices": choices}

    found = await site.run(read)
    if request.url_vars["format"] == "csv":
        return respond.as_csv(found["columns"], found["rows"], query.name)
    if request.url_vars["format"] == "json":
        rows = [dict(zip(found["columns"], row, strict=True)) for row in found["rows"]]
        return respond.as_json({"rows": rows})
    found |= {
        "query": query,
        "params": params,
        "query_string": urlencode(params),
        "numeric": numeric(found["columns"], found["rows"]),
    }
    return await html(site, request, "spoergsmaal.html", found)


def numeric(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> frozenset[str]:
    """The columns that hold counts or shares, which stand flush right; years and ids do not."""
    return frozenset(
        name
        for place, name in enumerate(columns)
        if name not in ("aar", "punkt", "moede")
        and any(row[place] is not None for row in rows)
        and all(isinstance(row[place], int | float | None) for row in rows)
    )


async def old_query(site: Site, request: Request) -> Response:
    """Datasette's address of a ready-made query leads to our page of it."""
    more = f"?{request.query_string}" if request.query_string else ""
    return respond.redirect(f"/spoergsmaal/{request.url_vars['navn']}{more}")


# --- charts and images ------------------------------------------------------------------------


async def chart(site: Site, request: Request) -> Response:
    """A chart as SVG, or its Vega-Lite specification with the data."""
    kind = part(request, "art")
    look = charts.Look(
        dark=request.args.get("tema") == "moerk", narrow=request.args.get("bredde") == "smal"
    )
    spec = await _spec(site, request, kind, look)
    if request.url_vars["format"] == "json":
        return respond.as_json(spec)
    try:
        svg = await asyncio.to_thread(site.charts.svg, spec)
    except (ImportError, ValueError) as error:
        raise NotFound("Diagrammet kan ikke tegnes her; tabellen viser det samme.") from error
    return respond.text(svg, "image/svg+xml")


async def _spec(site: Site, request: Request, kind: str, look: charts.Look) -> charts.Spec:
    head, _, rest = kind.partition("/")
    if kind == "maaneder":
        found = await site.run(front.front, site.archive)
        title, rows = "Beslutninger pr. måned", found.get("chart", [])
    elif head == "organ" and "/" in rest:
        kommune, _, name = rest.partition("/")
        found = await site.run(organ.body_page, site.archive, kommune, name, None)
        title, rows = f"{found['udvalg']['navn']}: beslutninger pr. år", found["chart"]
    elif head == "kommune":
        found = await site.run(organ.kommune_page, site.archive, rest)
        title, rows = f"{found['kommune']['navn']}: beslutninger pr. år", found["chart"]
    elif head == "emne":
        found = await site.run(emne.topic_page, site.archive, rest)
        title, rows = (
            f"{found['name'] or 'KLE ' + found['number']}: beslutninger pr. år",
            found["chart"],
        )
    elif kind == "sammenlign":
        found = await site.run(read_comparison, site, _compare_request(request))
        return charts.bar_chart(found["rows"], title=found["label"], look=look)
    else:
        raise NotFound("Der er intet diagram her.")
    return charts.time_chart(rows, title=title, look=look)


async def page_image(site: Site, request: Request) -> Response:
    """A page of a document as an image."""
    page = int(request.url_vars["side"])
    row = await site.run(find_page, request.url_vars["sha"], page)
    image = await site.images.get(row, page) if row else None
    if image is None:
        raise NotFound("Siden kan ikke vises som billede.")
    return Response(image, headers=dict(respond.CACHED_HOUR), content_type="image/webp")


# --- for researchers --------------------------------------------------------------------------


async def data_page(site: Site, request: Request) -> Response:
    """Everything that can be taken, and how."""
    folder = site.exports
    files = sorted(
        ((path.name, path.stat().st_size) for path in folder.iterdir() if path.is_file()),
    ) if folder else []  # fmt: skip
    notebooks = notebooks_dir()
    context = {
        "files": [row for row in files if _FILE.fullmatch(row[0])],
        "queries": QUERIES,
        "kle_notice": KLE_NOTICE,
        "review": await site.run(gennemsyn.review_counts, site.archive),
        "notebooks": sorted(path.name for path in notebooks.glob("*.ipynb")) if notebooks else [],
    }
    return await html(site, request, "data.html", context)


async def columns_page(site: Site, request: Request) -> Response:
    """Every table and column, in Danish, and for the flat views in English too."""
    tables = [table for table in read_schema() if not table.name.startswith("_")]
    context = {"tables": sorted(tables, key=lambda t: not t.is_view), "english": english.COLUMNS}
    return await html(site, request, "kolonner.html", context)


async def methods_page(site: Site, request: Request) -> Response:
    """How minutes are read, and where it can go wrong."""
    context = {"accuracy": daekning.accuracy(), "fields": daekning.FIELDS}
    return await html(site, request, "metode.html", context)


async def about_page(site: Site, request: Request) -> Response:
    """Who runs the site, what is here, and how to search."""
    return await html(site, request, "om.html", {"report": site.options.report_url})


async def changes(site: Site, request: Request) -> Response:
    """The stream of changes after a number."""
    after = request.args.get("efter") or "0"
    number = int(after) if after.isascii() and after.isdigit() and len(after) < 16 else 0
    rows = await site.run(stroem.changes, number)
    last = rows[-1]["id"] if rows else number
    base = base_url(site, request)
    return respond.as_json(
        {"aendringer": rows, "sidste": last,
         "naeste": f"{base}/aendringer.json?efter={last}" if len(rows) == stroem.CHANGES else None}
    )  # fmt: skip


async def download(site: Site, request: Request) -> Any:
    """A file that ``referat export`` made, or a notebook."""
    folder: Path | None = site.exports
    name = request.url_vars["fil"]
    if request.url_vars["mappe"] == "notebooks":
        folder = notebooks_dir()
    if folder is None or not _FILE.fullmatch(name) or not (folder / name).is_file():
        raise NotFound("Filen findes ikke.")
    if folder == site.exports and not await site.run(_may_download, folder):
        raise NotFound("Filerne bliver lavet på ny, fordi noget er taget ned, siden de blev lavet.")
    return _File(folder / name)


def _may_download(conn: sqlite3.Connection, shape: Shape, folder: Path) -> bool:
    return not shape.has("tilbageholdelser", "ophaevet") or is_current(conn, folder)


class _File(Response):  # type: ignore[misc]  # Datasette has no types
    """Sends a file in pieces, so that one of gigabytes takes no memory."""

    def __init__(self, path: Path) -> None:
        super().__init__("")
        self._path = path

    async def asgi_send(self, send: Any) -> None:
        """Send it."""
        await asgi_send_file(
            send,
            self._path,
            self._path.name,
            "application/octet-stream",
            chunk_size=1 << 18,
            headers=dict(respond.CACHED_HOUR),
        )


async def robots(site: Site, request: Request) -> Response:
    """What search engines may keep: meetings and cases, no people and no searches."""
    return respond.text(ROBOTS.format(name=site.name or "referat"), "text/plain")


async def old_search(site: Site, request: Request) -> Response:
    """The addresses that searches had before lead to the new one."""
    asked = soeg.read_request(arguments(request))
    return respond.redirect(f"/soeg?{asked.query_string()}")


_NAME = r"[^/]{1,200}?"
DATA: tuple[tuple[str, Any], ...] = (
    (r"^/robots\.txt$", answering(robots)),
    (r"^/soeg\.atom$", answering(search_feed)),
    (r"^/soeg\.(?P<format>csv|json)$", answering(search_csv)),
    (r"^/soeg\.sql$", answering(search_as_sql)),
    (r"^/sag/(?P<nummer>.{1,300}?)\.atom$", answering(case_feed)),
    (rf"^/person/(?P<kommune>{_NAME})/(?P<navn>{_NAME})\.atom$", answering(person_feed)),
    (rf"^/organ/(?P<kommune>{_NAME})/(?P<udvalg>{_NAME})\.atom$", answering(place_feed)),
    (rf"^/organ/(?P<kommune>{_NAME})/(?P<udvalg>{_NAME})\.ics$", answering(place_calendar)),
    (rf"^/kommune/(?P<kommune>{_NAME})\.atom$", answering(place_feed)),
    (rf"^/kommune/(?P<kommune>{_NAME})\.ics$", answering(place_calendar)),
    (r"^/sql(?:\.(?P<format>csv|json))?$", answering(sql_page)),
    (r"^/spoergsmaal/(?P<navn>[a-z_]{1,60})(?:\.(?P<format>csv|json))?$", answering(ready_page)),
    (rf"^/[^/.]+/(?P<navn>{'|'.join(query.name for query in QUERIES)})$", answering(old_query)),
    (r"^/side/(?P<sha>[0-9a-f]{16})/(?P<side>\d{1,5})\.webp$", answering(page_image)),
    (r"^/diagram/(?P<art>.{1,200}?)\.(?P<format>svg|json)$", answering(chart)),
    (r"^/data$", answering(data_page)),
    (r"^/data/kolonner$", answering(columns_page)),
    (r"^/data/metode$", answering(methods_page)),
    (r"^/om$", answering(about_page)),
    (r"^/aendringer\.json$", answering(changes)),
    (r"^/(?P<mappe>udtraek|notebooks)/(?P<fil>[^/]+)$", answering(download)),
    (r"^/oparl/v1(?P<rest>/.{0,200})?$", answering(oparl.answer)),
    (r"^/[^/]+/soeg_i_(?:beslutninger|alt)$", answering(old_search)),
)
"""Addresses and what answers them."""
