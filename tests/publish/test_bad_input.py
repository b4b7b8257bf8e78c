"""Junk in any address, any text in the minutes, any state of the database: never a fault."""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referat.publish.queries import QUERIES
from referat.store.schema import open_database
from referat.store.write import delete_document, start_run, transaction, write_referat

ADDRESSES = (
    "/", "/soeg", "/soeg.csv", "/soeg.json", "/soeg.atom", "/soeg.sql", "/sag", "/sag/{}",
    "/sag/{}.atom", "/moede/{}", "/moede/{}.bib", "/punkt/{}", "/punkt/{}.csl", "/punkt/id-{}",
    "/person/{}/{}", "/person/viborg/{}", "/person/viborg/{}.atom", "/organ/{}/{}",
    "/organ/viborg/{}", "/organ/viborg/{}.atom", "/organ/viborg/{}.ics", "/kommune", "/kommune/{}",
    "/kommune/{}.atom", "/kommune/{}.ics", "/emne", "/emne/{}", "/sammenlign", "/daekning", "/sql",
    "/sql.csv", "/sql.json", "/data", "/data/kolonner", "/om", "/aendringer.json",
    "/side/{}/{}.webp", "/side/0123456789abcdef/{}.webp", "/diagram/{}.svg",
    "/diagram/organ/{}.json",
    "/diagram/emne/{}.svg", "/udtraek/{}", "/notebooks/{}", "/oparl/v1/{}", "/oparl/v1/body/{}",
    "/oparl/v1/meeting/{}", "/oparl/v1/paper/{}", "/spoergsmaal/{}", "/arkiv", "/arkiv/{}",
    "/arkiv/punkter", "/arkiv/punkter.json", "/arkiv/punkter/{}", "/{}", "/static/{}",
    *(f"/spoergsmaal/{query.name}" for query in QUERIES[:3]),
)  # fmt: skip
PARAMETERS = (
    "q", "kommune", "organ", "aar", "fra", "til", "udfald", "emne", "afstemning", "lukket",
    "rutine", "sort", "side", "sql", "efter", "nummer", "spoergsmaal", "page", "tema", "_sort",
    "_search", "_facet", "_next", "_size", "titel__contains", "_where", "_shape",
)  # fmt: skip
HOSTILE = (
    "", " ", "0", "-1", "999999999999999999999999", "1e309", "NaN", "null", "None", "undefined",
    "'", '"', "''--", "1; drop table punkter", "' OR '1'='1", '" AND (', "NEAR(", "*", "**", "a*b*",
    "{titel}:x", "titel:x", "^a", "(((((", "<script>alert(1)</script>", '"><img src=x onerror=a>',
    "javascript:alert(1)", "../../../../etc/passwd", "..%2f..%2fetc", "/etc/passwd", "\\..\\..",
    "%00", "\x00", "\x1b[31m", "\r\nSet-Cookie: a=b", "{{7*7}}", "${7*7}", "%s%n", "\u202e",
    "\ufeff",
    "😀", "é́́", "ﬁ", "İ", "\ud7ff", "x" * 1500, "æ" * 700, "2019-13-45", "31/02-2019",
    "15.40.00-P35-1-17", "99.99.99-Z99-9-99", "13/30382", "//evil.example/", "/\\evil.example",
)  # fmt: skip


LEAKS = (
    "Traceback", "sqlite3.", "OperationalError", "no such column", "fts5:", "site-packages",
)  # fmt: skip


def seemly(answer, url):
    """An answer that any reader may see."""
    url = url[:300]
    assert answer.status_code < 500 or answer.status_code == 503, (url, answer.status_code)
    text = answer.text
    for leak in LEAKS:
        assert leak not in text or leak in url, (url, leak)
    if answer.headers.get("content-type", "").startswith("text/html") and "<" in text:
        assert "<script>alert" not in text, url
        assert "<img src=x" not in text, url
        assert '<html lang="da">' in text, url
    assert "set-cookie" not in answer.headers
    # Never to another site.
    assert re.fullmatch(r"(?:/(?![/\\]).*)?", answer.headers.get("location", "")), url
    assert "content-security-policy" in answer.headers, url


@pytest.fixture(scope="module")
def any_status(client):
    """Ask, whatever the answer."""
    import asyncio

    site = client.site
    loop = asyncio.new_event_loop()

    def ask(url):
        answer = loop.run_until_complete(site.client.get(url, follow_redirects=False))
        seemly(answer, url)
        return answer

    yield ask
    loop.close()


# Datasette leaves coroutines of its facets behind when it refuses an address.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("address", ADDRESSES)
def test_junk_in_every_address(any_status, address):
    draw = random.Random(address)
    for junk in HOSTILE:
        url = address.format(*[quote(junk)] * 2)
        args = {name: draw.choice(HOSTILE) for name in draw.sample(PARAMETERS, 4)}
        query = "&".join(f"{name}={quote(value)}" for name, value in args.items())
        if "sql" in args and "/sql" in address:
            continue  # Own SQL has its tests (test_cage.py), and a process for each query.
        any_status(f"{url}?{query}")


TABLE_PARAMETERS = (
    "_through", "_facet", "_facet_array", "_facet_date", "_sort", "_next", "_size", "_col",
    "_nocol", "_labels", "_shape", "_nl", "_extra", "_ttl", "_header", "_search", "_search_titel",
    "_searchmode", "_filter_column", "_filter_op", "_json", "_json_infinity", "_stream",
    "titel__arraycontains", "dato__date", "nr__in", "titel__glob", "titel__x",
)  # fmt: skip
TABLE_JUNK = (
    "", "x", "{}", "[]", "null", '{"table":"punkter"}', "-1", "999999999999999999999", "titel",
    "'", "\x00", "a,b,c", "😀",
)  # fmt: skip


# Datasette takes its own parameters apart in a dozen places, and not all look before they leap.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", TABLE_PARAMETERS)
def test_junk_in_every_parameter_of_a_table(any_status, name):
    paths = (
        "/arkiv/punkter",
        "/arkiv/punkter.json",
        "/arkiv/punkter.csv",
        "/arkiv/kommuner/1.json",
    )
    for path in paths:
        for junk in TABLE_JUNK:
            any_status(f"{path}?{name}={quote(junk)}")


@pytest.mark.parametrize("name", PARAMETERS)
def test_junk_in_every_parameter_of_the_search(any_status, name):
    for junk in HOSTILE:
        any_status(f"/soeg?q=skole&{name}={quote(junk)}&{name}=2")


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=120), st.text(max_size=40))
def test_anything_typed(any_status, text, other):
    try:
        typed, more = quote(text), quote(other)
    except UnicodeEncodeError:  # Half a surrogate is no character of any address.
        return
    any_status(f"/soeg?q={typed}&kommune={more}&side={more}")
    if typed.strip("/. "):
        any_status(f"/sag/{typed}")


SCRIPT = '<script>alert(1)</script>"><img src=x onerror=alert(1)> {{1237*7919}} \x01 =1+1'


def test_nothing_in_the_minutes_is_run(tmp_path, build, browse):
    path = tmp_path / "hostile.db"
    db = open_database(path)
    run = start_run(db, build.VERSIONS, "ingest")
    referat = build.make_referat()
    punkt = referat.punkter[0]
    hostile = replace(
        referat,
        udvalg=SCRIPT,
        moede=replace(referat.moede, sted=SCRIPT),
        fremmoede=(build.person(SCRIPT, rolle="formand", parti=SCRIPT),),
        punkter=(
            replace(
                punkt,
                titel=SCRIPT,
                nr=SCRIPT,
                afsnit=(replace(punkt.afsnit[0], tekst=SCRIPT, overskrift=SCRIPT),),
                beslutning=replace(punkt.beslutning, tekst=SCRIPT),
                bilag=(replace(punkt.bilag[0], titel=SCRIPT),),
                sagsgang=(replace(punkt.sagsgang[0], tekst=SCRIPT, udvalg=SCRIPT),),
            ),
        ),
        source=build.source("x.pdf", "x", url="javascript:alert(1)"),
    )
    write_referat(db, hostile, build.PAGES, run)
    address = db.conn.execute("SELECT adresse FROM adresser WHERE slags = 'punkt'").fetchone()[0]
    db.close()
    ask = browse(path)
    kommune, organ, dato, _ = address.split("/")
    for url in (
        "/", f"/punkt/{address}", f"/moede/{kommune}/{organ}/{dato}", f"/organ/{kommune}/{organ}",
        f"/kommune/{kommune}", "/soeg?q=script", "/sag/15.40.00-P35-1-17", "/emne/15", "/daekning",
        "/hostile/punkter", "/hostile/beslutninger_flad", "/spoergsmaal/sagers_varighed",
        "/sql?sql=select+titel+from+punkter",
    ):  # fmt: skip
        answer = ask(url)
        assert "<script>alert" not in answer.text, url
        assert "<img src=x" not in answer.text, url
        assert 'href="javascript:' not in answer.text, url
        assert "9795803" not in re.sub(r"\D", "", answer.text), url
    from xml.etree import ElementTree as ET

    for url in (f"/kommune/{kommune}.atom", "/sag/15.40.00-P35-1-17.atom", "/soeg.atom?q=script"):
        ET.fromstring(ask(url).text)
    assert "\x01" not in ask(f"/kommune/{kommune}.ics").text
    assert ask(f"/punkt/{address}.bib").text.count("@misc") == 1
    assert "'=1+1" not in ask("/soeg.csv?q=script").text  # Not at the start of a cell.


PAGES = (
    "/", "/soeg?q=skole", "/kommune", "/kommune/viborg", "/emne", "/sammenlign", "/daekning",
    "/data", "/sql", "/om", "/aendringer.json", "/sag/15.40.00-P35-1-17", "/organ/viborg/x",
    "/punkt/viborg/teknikudvalget/2021-04-06/1", "/moede/viborg/teknikudvalget/2021-04-06",
    "/person/viborg/gro-vadum", "/kommune/viborg.atom", "/soeg.csv?q=skole",
    "/diagram/maaneder.json", "/spoergsmaal/andel_udsatte", "/oparl/v1/body", "/data/kolonner",
)  # fmt: skip


def check_all(browse, path):
    ask = browse(path)
    import asyncio

    loop = asyncio.new_event_loop()
    statuses = {}
    for url in PAGES:
        answer = loop.run_until_complete(ask.site.client.get(url, follow_redirects=True))
        seemly(answer, url)
        statuses[url] = answer.status_code
    loop.close()
    return statuses


def test_an_empty_file(tmp_path, browse):
    path = tmp_path / "empty.db"
    path.write_bytes(b"")
    statuses = check_all(browse, path)
    assert statuses["/"] == statuses["/soeg?q=skole"] == statuses["/data"] == 200


def test_a_database_without_documents(tmp_path, browse):
    open_database(tmp_path / "new.db").close()
    statuses = check_all(browse, tmp_path / "new.db")
    assert statuses["/"] == statuses["/soeg?q=skole"] == statuses["/sammenlign"] == 200


def test_the_first_schema(tmp_path, browse, database):
    """Without what the site needs: pages by id, and a plain search."""
    path = tmp_path / "first.db"
    shutil.copy(database, path)
    with closing(sqlite3.connect(path)) as conn:
        for view in ("oparl_meeting", "oparl_agendaitem", "oparl_paper", "soeg_indhold"):
            conn.execute(f"DROP VIEW {view}")
        for table in ("soeg_fts", "soeg_ord", "soeg_fjernet", "soeg", "adresser",
                      "aendringer", "moede_tal", "sag_tal"):  # fmt: skip
            conn.execute(f"DROP TABLE {table}")
        punkt = conn.execute("SELECT id FROM punkter WHERE titel LIKE '%skolen%'").fetchone()[0]
        conn.commit()
    statuses = check_all(browse, path)
    assert statuses["/"] == statuses["/kommune/viborg"] == statuses["/sag/15.40.00-P35-1-17"] == 200
    ask = browse(path)
    assert "Rådet udsatte sagen." in ask(f"/punkt/id-{punkt}").text
    page = ask("/soeg?q=skolen").text
    assert "ældre udgave" in page
    assert f"/punkt/id-{punkt}" in page


def tables_of(database):
    with closing(sqlite3.connect(database)) as conn:
        return [
            row[0]
            for row in conn.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
            )
        ]


def test_any_table_may_be_missing(tmp_path, browse, database):
    for table in tables_of(database):
        path = tmp_path / f"{table}.db"
        shutil.copy(database, path)
        with closing(sqlite3.connect(path)) as conn:
            conn.execute("PRAGMA foreign_keys = OFF")
            conn.execute(f"DROP TABLE {table}")
            conn.commit()
        check_all(browse, path)


def test_a_damaged_file(tmp_path, browse, database):
    path = tmp_path / "damaged.db"
    content = bytearray(database.read_bytes())
    draw = random.Random(1)
    for _ in range(60):
        content[draw.randrange(4096, len(content))] ^= 0xFF
    path.write_bytes(content)
    check_all(browse, path)


def test_a_locked_database_says_come_again(tmp_path, browse, database):
    path = tmp_path / "locked.db"
    shutil.copy(database, path)
    ask = browse(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as conn:
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute("BEGIN EXCLUSIVE")
        answer = ask("/kommune/viborg", status=503)
        assert "retry-after" in answer.headers
        assert "Kan ikke læses lige nu" in answer.text
        conn.execute("ROLLBACK")
    ask("/kommune/viborg")


def test_a_page_shows_one_moment_while_another_writes(own_database, build, browse):
    ask = browse(own_database)
    before = ask("/soeg?q=skole").text
    with closing(sqlite3.connect(own_database, isolation_level=None)) as conn:
        conn.execute("BEGIN IMMEDIATE")
        conn.execute("UPDATE punkter SET titel = 'Halv'")
        during = ask("/punkt/morsoe/byraadet/2022-05-03/7").text
        assert "Halv" not in during
        assert ask("/soeg?q=skole").text == before
        conn.execute("ROLLBACK")


def test_what_is_withdrawn_is_gone_from_every_route(own_database, browse):
    db = open_database(own_database)
    dokument = db.conn.execute("SELECT id FROM dokumenter WHERE sti = 'minutes/b.pdf'").fetchone()
    with transaction(db):
        delete_document(db.conn, dokument[0])
    db.close()
    ask = browse(own_database)
    address = "morsoe/byraadet/2022-05-03"
    for url in (f"/moede/{address}", f"/punkt/{address}/7"):
        gone = ask(url, status=410)
        assert "fjernet" in gone.text
        assert "skolen" not in gone.text
    changes = ask("/aendringer.json").json()["aendringer"]
    seen = {event["haendelse"] for event in changes if event["adresse"].startswith(address)}
    assert seen == {"ny", "fjernet"}
    for url in (
        "/", "/soeg?q=skole", "/soeg.csv?q=skole", "/soeg.json?q=skole", "/soeg.atom?q=skole",
        "/kommune/morsoe", "/kommune/morsoe.atom", "/kommune/morsoe.ics", "/emne/01",
        "/referat/punkter", "/referat/beslutninger_flad.json", "/referat/sager_flad.csv",
        "/sql.json?sql=select+*+from+punkter", "/sql.json?sql=select+*+from+soeg_ord",
        "/sql.json?sql=select+*+from+soeg_indhold", "/oparl/v1/body/morsoe/meeting",
        "/spoergsmaal/find_sag?nummer=01.02.05-P16-9-21",
    ):  # fmt: skip
        found = ask(url).text.lower()
        assert "skolen<" not in found.replace("</mark>", ""), url
        assert "lokalplanforslag" not in found, url
        assert "rådet udsatte" not in found, url
