"""From what a page shows to an answer: templates, headers, a page for each thing gone wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from datasette import Response

from referat.publish.citation import Source
from referat.publish.data.common import Gone, Moved, NotFound, Row
from referat.publish.spreadsheet import write_csv
from referat.publish.state import Site, Unavailable, site_of

if TYPE_CHECKING:
    from datasette import Request
    from datasette.app import Datasette

FRESH = 60
"""Seconds that a page may be kept: a nightly run's news need not wait longer."""
CACHED = {"cache-control": f"public, max-age={FRESH}, stale-while-revalidate=600"}
CACHED_HOUR = {"cache-control": "public, max-age=3600"}
"""For what is large: what is taken down or covered must not stay long in anybody's cache."""

# Matches: referat.example, 127.0.0.1:8001, [::1]:8001.  Not: what no host is called.
_HOST = re.compile(r"[A-Za-z0-9._-]+(?::\d+)?|\[[0-9A-Fa-f:.]+\](?::\d+)?")

Answer = Callable[[Site, Any], Awaitable[Any]]
View = Callable[[Any, Any], Awaitable[Any]]


def answering(view: Answer) -> View:
    """A route's function for Datasette: ``view`` with its site, and what may go wrong answered."""

    async def answer(request: Request, datasette: Datasette) -> Response:
        site = site_of(datasette)
        try:
            return await view(site, request)
        except Moved as moved:
            return redirect(moved.path)
        except Gone as gone:
            return await html(site, request, "vaek.html", {"gone": gone}, status=410)
        except NotFound as missing:
            found = {"message": str(missing), **missing.suggestions}
            return await html(site, request, "ikke_fundet.html", found, status=404)
        except Unavailable:
            return await unavailable(site, request)

    return answer


async def html(
    site: Site,
    request: Request,
    template: str,
    context: Row,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
) -> Response:
    """A page from its template."""
    page: Row = {
        "base_url": base_url(site, request),
        "path": request.path,
        "site_name": site.options.site_name,
        "contact": site.options.contact,
        "licence": site.options.licence,
        "licence_url": site.options.licence_url,
        "db_name": site.name,
    }
    body = await site.datasette.render_template(template, page | context, request=request)
    if headers is None:
        headers = CACHED if status == 200 else {"cache-control": "no-store"}
    return Response.html(body, status=status, headers=dict(headers))


async def unavailable(site: Site, request: Request) -> Response:
    """The database is being moved, or is busy: say so, and when to come again."""
    body = await site.datasette.render_template(
        "optaget.html",
        {"site_name": site.options.site_name, "path": request.path, "base_url": ""},
        request=request,
    )
    return Response.html(
        body, status=503, headers={"retry-after": "30", "cache-control": "no-store"}
    )


def text(
    body: str, content_type: str, headers: dict[str, str] | None = None, status: int = 200
) -> Response:
    """An answer in words."""
    return Response(
        body,
        status=status,
        headers=dict(headers or CACHED),
        content_type=f"{content_type}; charset=utf-8",
    )


def as_json(data: object, headers: dict[str, str] | None = None, status: int = 200) -> Response:
    """An answer as JSON."""
    return text(
        json.dumps(data, ensure_ascii=False, default=str), "application/json", headers, status
    )


def as_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]], name: str) -> Response:
    """An answer as CSV for a spreadsheet; what would be a formula there is made text."""
    return text(
        write_csv([columns, *rows]),
        "text/csv",
        CACHED | {"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def redirect(path: str, status: int = 301) -> Response:
    """Send the reader on, within the site alone."""
    safe = "/" + quote(path.lstrip("/\\"), safe="/?&=%:@+,;~*!$'()")
    return Response.redirect(safe, status=status)


def base_url(site: Site, request: Request) -> str:
    """The site's address without a slash at the end."""
    if site.options.base_url:
        return site.options.base_url.rstrip("/")
    host = request.host if _HOST.fullmatch(request.host) else "localhost"
    return f"{request.scheme}://{host}"


def part(request: Request, name: str) -> str:
    """A named part of the address, decoded; what is no UTF-8 becomes a mark."""
    return unquote(request.url_vars[name] or "", errors="replace").replace("\x00", "")


def arguments(request: Request) -> dict[str, list[str]]:
    """The parameters of the address, each with all its values."""
    return {name: request.args.getlist(name) for name in request.args}


def source_of(site: Site, request: Request, page: Row, *, title: str, number: str | None) -> Source:
    """What a page's citation needs."""
    kommune = page.get("officielt_navn") or page.get("kommune_navn") or ""
    udvalg = page.get("udvalg_navn") or ""
    author = ", ".join(filter(None, (udvalg, kommune))) or "Ukendt organ"
    return Source(
        title=title,
        author=author,
        kommune=kommune,
        date=page.get("dato"),
        number=number,
        url=base_url(site, request) + quote(request.path.removesuffix(".bib").removesuffix(".csl")),
        site=site.options.site_name,
        seen=dt.datetime.now(dt.UTC).date(),
    )


def report_link(site: Site, address: str, title: str) -> str | None:
    """Where a reader reports an error, filled in; ``None`` where the site takes no reports."""
    template = site.options.report_url
    if not template:
        return None
    return template.replace("{adresse}", quote(address, safe="")).replace(
        "{titel}", quote(title, safe="")
    )
