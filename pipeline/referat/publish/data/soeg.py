"""The search page: what the address asks for, matches with snippets, the filters' counts."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from referat.addresses import slug
from referat.publish.data.common import (
    BODY_KINDS,
    Row,
    in_marks,
    kommune_names,
    outcome_list,
    punkt_rows,
    rows,
    topic_name,
    topic_span,
    topic_text,
)
from referat.publish.data.sag import find_cases
from referat.publish.shape import Shape
from referat.search import fts_query
from referat.search.answer import Answer, Filters, Order
from referat.search.lookup import Archive
from referat.search.query import Kind, Query, marked, parse_query
from referat.search.stems import fold, stem
from referat.search.vocabulary import suggest

PAGE = 20
MAX_PAGE = 50
"""Pages that can be leafed through; who wants more takes the CSV."""
SNIPPET = 260
"""Letters of a snippet, about three lines."""
EXPORTED = 10_000
"""Rows of a search as CSV; more is a task for the download of everything."""

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DAY = re.compile(r"((?:1[89]|20)\d\d)-(\d\d)-(\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the address of a search says, cleaned: anything else in it is passed over."""

    q: str = ""
    """The reader's words."""
    kommune: tuple[str, ...] = ()
    """Slugs of kommuner."""
    organ: tuple[str, ...] = ()
    """Kinds of bodies, as numbers."""
    aar: tuple[str, ...] = ()
    """Years."""
    fra: str = ""
    """First day, ISO 8601."""
    til: str = ""
    """Last day."""
    udfald: tuple[str, ...] = ()
    """Outcomes."""
    emne: tuple[str, ...] = ()
    """KLE numbers of one to three parts."""
    afstemning: str = ""
    """``1`` with a vote."""
    lukket: str = ""
    """``1`` closed alone, ``0`` open alone."""
    rutine: str = ""
    """``1`` shows what every meeting has, too."""
    sort: str = ""
    """``dato`` newest first; else the best first."""
    side: int = 1
    """Page, from 1."""

    def params(self, **changes: Any) -> list[tuple[str, str]]:
        """The address's parameters, with changes; the page goes back to the first."""
        new = replace(self, **({"side": 1} | changes))
        found: list[tuple[str, str]] = []
        for name in self.__slots__:
            value = getattr(new, name)
            for each in value if isinstance(value, tuple) else (value,):
                if each not in ("", 1) or (name == "q" and each):
                    found.append((name, str(each)))
        return found

    def query_string(self, **changes: Any) -> str:
        """The parameters as part of an address."""
        return urlencode(self.params(**changes))

    def toggled(self, name: str, value: str) -> str:
        """The parameters with a filter's value put in, or taken out where it is in."""
        old = getattr(self, name)
        if isinstance(old, tuple):
            new: Any = tuple(v for v in old if v != value) if value in old else (*old, value)
        else:
            new = "" if old == value else value
        return self.query_string(**{name: new})


@dataclass(slots=True)
class Facet:
    """One filter with its values."""

    name: str
    title: str
    values: list[Row] = field(default_factory=list)


def read_request(args: Mapping[str, Sequence[str]]) -> Request:
    """The request that an address's parameters make; nonsense is dropped, never an error."""

    def many(name: str, pattern: str) -> tuple[str, ...]:
        found = [value for value in args.get(name, ()) if re.fullmatch(pattern, value, re.ASCII)]
        return tuple(dict.fromkeys(found))[:120]

    def one(name: str, pattern: str) -> str:
        return next(iter(many(name, pattern)), "")

    number = one("side", r"\d{1,3}")
    return Request(
        q=" ".join(" ".join(args.get("q", ())).replace("\x00", " ").split())[:400],
        kommune=many("kommune", r"[a-z0-9-]{1,60}"),
        organ=many("organ", r"[1-6]"),
        aar=many("aar", _YEAR.pattern),
        fra=one("fra", _DAY.pattern),
        til=one("til", _DAY.pattern),
        udfald=many("udfald", r"[a-z_]{2,40}"),
        emne=many("emne", r"\d\d(\.?\d\d){0,2}"),
        afstemning=one("afstemning", r"[01]"),
        lukket=one("lukket", r"[01]"),
        rutine=one("rutine", r"1"),
        sort=one("sort", r"dato"),
        side=min(MAX_PAGE, max(1, int(number or 1))),
    )


def make_query(conn: sqlite3.Connection, text: str) -> Query:
    """The query of a reader's words, asking the archive which numbers are case numbers."""

    def is_case(key: str) -> bool:
        sql = "SELECT 1 FROM sagsnumre WHERE soegenoegle = ?1 OR soegenoegle_kort = ?1 LIMIT 1"
        return len(key) > 3 and conn.execute(sql, (key,)).fetchone() is not None

    return parse_query(text, is_case)


def make_filters(conn: sqlite3.Connection, request: Request, query: Query) -> Filters:
    """The filters of a request, in the numbers that the archive compares.

    Who asks for a case gets all of it, also what every meeting has.
    """
    asks_case = any(term.kind is Kind.CASE and not term.negative for term in query.terms)
    by_slug = {slug(name): number for number, name in kommune_names(conn).items()}
    bits = {row["id"]: row["bit"] for row in outcome_list(conn)}
    # An unknown kommune or outcome matches nothing: -1 is nobody's number.
    days = [int(day.replace("-", "")) for day in (request.fra, request.til) if day]
    first_day = days[0] if request.fra else 0
    last_day = days[-1] if request.til else 99_999_999
    return Filters(
        kommune=frozenset(by_slug.get(name, -1) for name in request.kommune),
        organtype=frozenset(int(kind) for kind in request.organ),
        udfald=frozenset(bits.get(name, 1 << 20) for name in request.udfald),
        emne=frozenset(span for name in request.emne if (span := topic_span(name))),
        years=frozenset(int(year) for year in request.aar),
        first_day=first_day,
        last_day=last_day,
        afstemning=int(request.afstemning) if request.afstemning else None,
        lukket=int(request.lukket) if request.lukket else None,
        rutine=bool(request.rutine) or asks_case,
    )


def search_page(conn: sqlite3.Connection, shape: Shape, archive: Archive, request: Request) -> Row:
    """All that the page of a search shows."""
    query = make_query(conn, request.q) if shape.has("sagsnumre") else parse_query(request.q)
    found: Row = {"asked": request, "query": query, "facets": [], "hidden": 0, "compounds": ()}
    if not shape.has_meetings:
        return found | {"total": 0, "results": [], "pages": 0}
    if not shape.has_search:
        return found | _plain_search(conn, shape, request)
    answer = archive.search(
        conn,
        query,
        make_filters(conn, request, query),
        by=Order.DATE if request.sort == "dato" else Order.WORTH,
        first=(request.side - 1) * PAGE,
        size=PAGE,
    )
    found["total"] = answer.total
    found["pages"] = min(MAX_PAGE, -(-answer.total // PAGE))
    found["hidden"] = answer.hidden
    found["compounds"] = answer.compounds
    found["results"] = results(conn, shape, archive, query, answer.punkter)
    found["facets"] = _facets(conn, shape, request, answer)
    found["case"] = next(
        (
            term.text
            for term in query.terms
            if term.kind is Kind.CASE and not term.negative and find_cases(conn, term.text)
        ),
        None,
    )
    if not answer.total and request.q:
        found["suggestion"] = suggest(conn, query)
    return found


def results(
    conn: sqlite3.Connection,
    shape: Shape,
    archive: Archive,
    query: Query,
    punkter: Sequence[int],
) -> list[Row]:
    """Punkter as a list of matches shows them, in this order, with snippets."""
    known = {
        row["id"]: row
        for row in punkt_rows(conn, shape, f"p.id IN ({in_marks(punkter)})", punkter, limit=500)
    }
    sections: dict[int, list[str]] = {}
    for row in rows(
        conn,
        "SELECT punkt, tekst FROM afsnit WHERE punkt IN"
        f" ({in_marks(punkter)}) ORDER BY punkt, raekkefoelge",
        list(punkter),
    ):
        sections.setdefault(row["punkt"], []).append(row["tekst"])
    is_hit = hit_test(conn, archive, query)
    found = []
    for punkt in punkter:
        if punkt not in known:
            continue
        row = known[punkt]
        row["title_parts"] = list(marked(row["titel"], is_hit))
        texts = [row["beslutning"] or "", *sections.get(punkt, [])]
        row["snippet"] = snippet(texts, is_hit)
        row["snippet_is_decision"] = bool(row["beslutning"]) and row["snippet"][1] == 0
        row["snippet"] = row["snippet"][0]
        found.append(row)
    return found


def hit_test(conn: sqlite3.Connection, archive: Archive, query: Query) -> Any:
    """A test of whether a folded word is what the query looked for."""
    bases: set[str] = set()
    starts: list[str] = []
    ends: list[str] = []
    for term in query.terms:
        if term.negative:
            continue
        if term.kind is Kind.BEGINS:
            starts.append(term.tokens[0])
        elif term.kind is Kind.ENDS:
            ends.append(term.tokens[0])
        elif term.kind in (Kind.CASE, Kind.DATE, Kind.MONTH):
            bases.update(stem(word) for word in re.findall(r"[^\W_]+", fold(term.text)))
        else:
            bases.update(term.tokens)
        bases.update(archive.vocabulary.forms(conn, term))
    begin, end = tuple(starts), tuple(ends)

    def is_hit(word: str) -> bool:
        return (
            stem(word) in bases
            or (bool(begin) and word.startswith(begin))
            or (bool(end) and word.endswith(end))
        )

    return is_hit


def snippet(texts: Sequence[str], is_hit: Any) -> tuple[list[tuple[bool, str]], int]:
    """The piece of the first text with a hit, its words marked, and which text it is from."""
    for place, text in enumerate(texts):
        pieces = list(marked(text[:20_000], is_hit))
        if any(hit for hit, _ in pieces):
            return _cut(pieces), place
    text = next((text for text in texts if text), "")
    cut = text[:SNIPPET]
    return [(False, cut + (" …" if len(text) > SNIPPET else ""))], 0


def _cut(pieces: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """The pieces about the first hit, some words before it."""
    start = next(number for number, (hit, _) in enumerate(pieces) if hit)
    found: list[tuple[bool, str]] = []
    before = pieces[start - 1][1] if start else ""
    if before:
        tail = before[-70:]
        if len(before) > 70:
            tail = "… " + tail.partition(" ")[2]
        found.append((False, tail))
    length = sum(len(text) for _, text in found)
    for hit, text in pieces[start:]:
        if length + len(text) > SNIPPET and not hit:
            found.append((False, text[: SNIPPET - length].rpartition(" ")[0] + " …"))
            break
        found.append((hit, text))
        length += len(text)
        if length > SNIPPET:
            break
    return found


def _facets(
    conn: sqlite3.Connection, shape: Shape, request: Request, answer: Answer
) -> list[Facet]:
    counts = answer.counts
    names = kommune_names(conn)

    def facet(name: str, title: str, values: list[tuple[str, str, int]], top: int) -> Facet:
        chosen = getattr(request, name)
        chosen = chosen if isinstance(chosen, tuple) else (chosen,)
        kept = [v for v in values if v[0] in chosen] + [v for v in values if v[0] not in chosen]
        return Facet(name, title, [
            {"value": value, "label": label, "count": count, "on": value in chosen,
             "href": request.toggled(name, value), "more": place >= top}
            for place, (value, label, count) in enumerate(kept)
        ])  # fmt: skip

    def common(name: str) -> list[tuple[int, int]]:
        return sorted(counts.get(name, {}).items(), key=lambda item: (-item[1], item[0]))

    return [
        facet("kommune", "Kommune", [(slug(names[k]), names[k], n) for k, n in common("kommune")
                                     if k in names], 8),
        facet("organ", "Organ", [(str(k), BODY_KINDS[k], n) for k, n in common("organtype")
                                 if k in BODY_KINDS], 6),
        facet("aar", "År", [(str(k), str(k), n) for k, n in sorted(
            counts.get("aar", {}).items(), reverse=True)], 8),
        facet("udfald", "Udfald", [(row["id"], row["navn"], counts["udfald"][row["bit"]])
                                   for row in outcome_list(conn)
                                   if row["bit"] in counts.get("udfald", {})], 13),
        facet("emne", "Emne (KLE)", [
            (topic_text(k, 1),
             f"{topic_text(k, 1)} {topic_name(shape, topic_text(k, 1)) or ''}".strip(), n)
            for k, n in common("emne")], 8),
        facet("afstemning", "Afstemning",
              [("1", "Med afstemning", counts.get("afstemning", {}).get(1, 0))], 1),
        facet("lukket", "Lukkede døre", [
            (str(k), ("Åbent punkt", "Lukket punkt")[k], n)
            for k, n in common("lukket") if k in (0, 1)], 2),
    ]  # fmt: skip


def _plain_search(conn: sqlite3.Connection, shape: Shape, request: Request) -> Row:
    """What an older database without the shadow gives: whole words, newest first, no counts."""
    match = fts_query(request.q)
    if not request.q or not shape.has("beslutninger_fts"):
        where, args = "1", []
    else:
        where = "p.id IN (SELECT rowid FROM beslutninger_fts WHERE beslutninger_fts MATCH ?)"
        args = [match]
    found = punkt_rows(conn, shape, where, args, limit=PAGE)
    for row in found:
        row["title_parts"] = [(False, row["titel"])]
        row["snippet"] = [(False, (row["beslutning"] or "")[:SNIPPET])]
        row["snippet_is_decision"] = True
    return {"total": len(found), "results": found, "pages": 1, "old": True}


def search_sql(conn: sqlite3.Connection, archive: Archive, request: Request) -> tuple[str, str]:
    """The search as one SQL statement with ``:soegning``, and the value of it.

    It gives the same punkter as the page; a test holds the two together.
    """
    archive.refresh(conn)
    query = make_query(conn, request.q)
    match = archive.vocabulary.match(conn, query)
    filters = make_filters(conn, request, query)
    where: list[str] = []
    if match:
        where.append("s.plads in (select rowid from soeg_fts where soeg_fts match :soegning)")
    elif query.terms:
        words = archive.vocabulary
        without = " OR ".join(f"({words.expression(conn, term)})" for term in query.terms)
        where.append("s.plads not in (select rowid from soeg_fts where soeg_fts match :soegning)")
        match = without
    for name in ("kommune", "organtype"):
        values = sorted(getattr(filters, name))
        if values:
            where.append(f"s.{name} in ({', '.join(map(str, values))})")
    if filters.udfald:
        where.append(f"(s.udfald & {sum(filters.udfald)}) <> 0")
    if filters.emne:
        spans = sorted(filters.emne)
        where.append(
            "(" + " or ".join(f"s.emne >= {max(1, a)} and s.emne < {b}" for a, b in spans) + ")"
        )
    if filters.years:
        where.append(f"s.dag / 10000 in ({', '.join(map(str, sorted(filters.years)))})")
    if filters.first_day:
        where.append(f"s.dag >= {filters.first_day}")
    if filters.last_day < 99_999_999:
        where.append(f"s.dag <= {filters.last_day}")
    for name in ("afstemning", "lukket"):
        value = getattr(filters, name)
        if value is not None:
            where.append(f"s.{name} = {value}")
    if not filters.rutine:
        where.append("s.rutine = 0")
    sql = (
        "select p.dato, k.navn as kommune, u.navn as udvalg, p.nr, p.titel,\n"
        "  (select group_concat(udfald, ', ') from beslutning_udfald bu"
        " where bu.beslutning = p.id) as udfald,\n"
        "  b.tekst as beslutning, p.sagsnumre, a.adresse, p.id as punkt\n"
        "from soeg s\n"
        "join punkter p on p.id = s.punkt\n"
        "left join kommuner k on k.id = p.kommune\n"
        "left join udvalg u on u.id = p.udvalg\n"
        "left join beslutninger b on b.punkt = p.id\n"
        "left join adresser a on a.punkt = p.id and a.viser_til is null\n"
        f"where {' and '.join(where) or '1'}\n"
        "order by s.dag desc, s.plads desc"
    )
    return sql, match


def export_rows(
    conn: sqlite3.Connection, archive: Archive, request: Request
) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of a search, newest first, at most ``EXPORTED``."""
    sql, match = search_sql(conn, archive, request)
    cursor = conn.execute(f"{sql}\nlimit {EXPORTED}", {"soegning": match} if match else {})
    return [column[0] for column in cursor.description], list(cursor)
