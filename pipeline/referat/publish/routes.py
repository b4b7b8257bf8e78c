"""The pages that readers see: which address shows what. The data comes from ``data/``."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from datasette import Request, Response

from referat.publish import respond
from referat.publish.citation import apa, bibtex, csl
from referat.publish.data import daekning, emne, front, moede, organ, person, punkt, sag, soeg
from referat.publish.data.common import Row
from referat.publish.data.emne import tiles
from referat.publish.respond import answering, arguments, html, part
from referat.publish.state import Site


async def front_page(site: Site, request: Request) -> Response:
    """What is here, and how fresh it is."""
    found = await site.run(front.front, site.archive)
    return await html(site, request, "forside.html", found)


async def search_page(site: Site, request: Request) -> Response:
    """A search with its filters."""
    asked = soeg.read_request(arguments(request))
    found = await site.run(soeg.search_page, site.archive, asked)
    return await html(site, request, "soeg.html", found)


async def case_form(site: Site, request: Request) -> Response:
    """A number from a form becomes its address."""
    number = (request.args.get("nummer") or "").strip()
    if number:
        return respond.redirect(f"/sag/{quote(number[:100])}", status=302)
    return respond.redirect("/soeg", status=302)


async def case_page(site: Site, request: Request) -> Response:
    """A case over bodies and years."""
    number = part(request, "nummer")
    kommune = (request.args.get("kommune") or "")[:80]
    found = await site.run(sag.case_page, number, kommune)
    return await html(site, request, "sag.html", found | {"asked": number, "kommune": kommune})


async def meeting_page(site: Site, request: Request) -> Response:
    """A meeting, or how to cite it."""
    address, ending = _ending(part(request, "adresse"))

    def read(conn: Any, shape: Any) -> Row:
        return moede.meeting_page(conn, shape, moede.resolve(conn, shape, "moede", address))

    found = await site.run(read)
    source = respond.source_of(site, request, found, title=found["titel"], number=None)
    if ending:
        return _citation(ending, source)
    found["cite"] = apa(source)
    found["report"] = respond.report_link(site, source.url, found["titel"])
    return await html(site, request, "moede.html", found)


async def punkt_page(site: Site, request: Request) -> Response:
    """A punkt, or how to cite it."""
    address, ending = _ending(part(request, "adresse"))

    def read(conn: Any, shape: Any) -> Row:
        return punkt.punkt_page(conn, shape, moede.resolve(conn, shape, "punkt", address))

    found = await site.run(read)
    title = found["titel"] or "Punkt uden overskrift"
    source = respond.source_of(site, request, found, title=title, number=found["nr"])
    if ending:
        return _citation(ending, source)
    found["cite"] = apa(source)
    found["report"] = respond.report_link(site, source.url, title)
    return await html(site, request, "punkt.html", found)


def _ending(address: str) -> tuple[str, str]:
    for ending in (".bib", ".csl"):
        if address.endswith(ending):
            return address.removesuffix(ending), ending
    return address, ""


def _citation(ending: str, source: Any) -> Response:
    if ending == ".bib":
        return respond.text(bibtex(source), "application/x-bibtex")
    return respond.as_json(csl(source))


async def person_page(site: Site, request: Request) -> Response:
    """A person in one kommune, in public office."""
    found = await site.run(person.person_page, part(request, "kommune"), part(request, "navn"))
    return await html(site, request, "person.html", found)


async def body_page(site: Site, request: Request) -> Response:
    """A body."""
    year = request.args.get("aar") or ""
    found = await site.run(
        organ.body_page,
        site.archive,
        part(request, "kommune"),
        part(request, "udvalg"),
        int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    )
    return await html(site, request, "organ.html", found)


async def kommune_page(site: Site, request: Request) -> Response:
    """A municipality."""
    found = await site.run(organ.kommune_page, site.archive, part(request, "kommune"))
    return await html(site, request, "kommune.html", found)


async def kommuner_page(site: Site, request: Request) -> Response:
    """All municipalities, as a list and as a map."""

    def read(conn: Any, shape: Any) -> Row:
        found = organ.all_kommuner(conn, shape) if shape.has_meetings else []
        return {"kommuner": found, "map": _map({row["navn"]: row["moeder"] for row in found})}

    return await html(site, request, "kommuner.html", await site.run(read))


async def topics_page(site: Site, request: Request) -> Response:
    """All main groups of KLE."""
    found = await site.run(emne.main_groups, site.archive)
    return await html(site, request, "emner.html", {"groups": found})


async def topic_page(site: Site, request: Request) -> Response:
    """A topic of KLE."""
    found = await site.run(emne.topic_page, site.archive, part(request, "nummer"))
    found["map"] = _map({row["navn"]: row["antal"] for row in found["kommuner"]})
    return await html(site, request, "emne.html", found)


async def compare_page(site: Site, request: Request) -> Response:
    """One topic or question over municipalities: table, chart and map."""
    asked = _compare_request(request)
    found = await site.run(read_comparison, site, asked)
    shares = {row["navn"]: row["andel"] for row in found["rows"]}
    context = (
        found
        | asked
        | {
            "questions": emne.QUESTIONS,
            "map": _map(shares, percent=True),
            "query_string": _compare_string(asked),
        }
    )
    return await html(site, request, "sammenlign.html", context)


def _compare_request(request: Request) -> Row:
    year = request.args.get("aar") or ""
    return {
        "q": (request.args.get("q") or "")[:200].strip(),
        "emne": (request.args.get("emne") or "")[:8].strip(),
        "spoergsmaal": (request.args.get("spoergsmaal") or "")[:20],
        "aar": int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    }


def _compare_string(asked: Row) -> str:
    return "&".join(f"{name}={quote(str(value))}" for name, value in asked.items() if value)


def read_comparison(conn: Any, shape: Any, site: Site, asked: Row) -> Row:
    """The comparison that an address asks for."""
    query = soeg.make_query(conn, asked["q"]) if asked["q"] and shape.has("sagsnumre") else None
    return emne.compare(
        conn,
        shape,
        site.archive,
        query=query,
        emne=asked["emne"],
        question=asked["spoergsmaal"],
        year=asked["aar"],
    )


def _map(values: dict[str, float], *, percent: bool = False) -> list[Row]:
    """A square for each municipality, with one of five shades by how high its value is."""
    known = sorted(value for name, value in values.items() if name in tiles() and value)
    found = []
    for name, (x, y) in tiles().items():
        value = values.get(name)
        shade = 0
        if value and known:
            below = sum(other < value for other in known)
            shade = 1 + min(4, 5 * below // max(1, len(known)))
        label = "ingen data" if value is None else f"{value:.1%}" if percent else f"{value:g}"
        found.append(
            {"navn": name, "x": x, "y": y, "shade": shade, "label": label.replace(".", ",")}
        )
    return found


async def coverage_page(site: Site, request: Request) -> Response:
    """Coverage and accuracy."""
    name = (request.args.get("kommune") or "")[:80]
    found = await site.run(daekning.coverage_page, site.archive, name)
    found["accuracy"] = daekning.accuracy()
    found["fields"] = daekning.FIELDS
    return await html(site, request, "daekning.html", found)


_NAME = r"[^/]{1,200}?"
PAGES: tuple[tuple[str, Any], ...] = (
    (r"^/$", answering(front_page)),
    (r"^/soeg$", answering(search_page)),
    (r"^/sag/?$", answering(case_form)),
    (r"^/sag/(?P<nummer>.{1,300}?)$", answering(case_page)),
    (r"^/moede/(?P<adresse>.{1,400})$", answering(meeting_page)),
    (r"^/punkt/(?P<adresse>.{1,400})$", answering(punkt_page)),
    (rf"^/person/(?P<kommune>{_NAME})/(?P<navn>{_NAME})$", answering(person_page)),
    (rf"^/organ/(?P<kommune>{_NAME})/(?P<udvalg>{_NAME})$", answering(body_page)),
    (r"^/kommune/?$", answering(kommuner_page)),
    (rf"^/kommune/(?P<kommune>{_NAME})$", answering(kommune_page)),
    (r"^/emne/?$", answering(topics_page)),
    (rf"^/emne/(?P<nummer>{_NAME})$", answering(topic_page)),
    (r"^/sammenlign$", answering(compare_page)),
    (r"^/daekning$", answering(coverage_page)),
)
"""Addresses and what answers them; those of ``routes_data.py`` come first."""
