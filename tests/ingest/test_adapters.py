"""Sources of every kind, against a server of ours on this machine."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from referat.errors import FetchError
from referat.ingest.adapters import adapter_of, find_date
from referat.ingest.http import Fetcher
from referat.ingest.originals import Originals
from referat.ingest.pace import Pacer
from referat.listing import (
    DocumentState,
    Fetched,
    Known,
    LinkRules,
    Listed,
    Listing,
    Source,
    SourceKind,
)
from referat.training.portal import Handler, Portal

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 3, tzinfo=dt.UTC)
PDF = b"%PDF-1.4 minutes\n%%EOF\n"


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal().serve() as served:
        yield served


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(
        agent="referat/test (+drift@example.dk)",
        pacer=Pacer(sleep=lambda seconds: None),
        rate=0,
        allow_private=True,
    )
    yield made
    made.close()


@pytest.fixture
def source(portal: Portal) -> Callable[..., Source]:
    def make(kind: SourceKind, path: str = "/list", **more: Any) -> Source:
        values: dict[str, Any] = {"url": portal.url + path, "allow_private": True, "rate": 0}
        return Source(id="s", kind=kind, name="S", **(values | more))

    return make


def listing(source: Source, fetcher: Fetcher) -> Listing:
    return adapter_of(source).list_documents(source, fetcher, TODAY)


def html(portal: Portal, path: str, body: str) -> None:
    portal.files[path] = ("text/html", f"<html><body>{body}</body></html>".encode())


def known(item: Listed, fetched: Fetched) -> Known:
    return Known(
        id=1, key=item.key, fingerprint=item.fingerprint, state=DocumentState.SHOWN,
        sha256=fetched.sha256, etag=fetched.etag, last_modified=None,
        fields_sha256=fetched.fields_sha256, dato=None, missing=0, retry_after=None,
    )  # fmt: skip


# --- web pages ------------------------------------------------------------------------------


def test_a_page_lists_its_links_with_their_dates(portal, fetcher, source):
    html(
        portal,
        "/list",
        '<a href="/a/ref1.pdf#side2">Byrådet 24. november 2026</a> <a href="om.html">Om</a>'
        '<a href="javascript:alert(1)">x.pdf</a><a href="ref-2021-04-06.pdf?v=1">Udvalg</a>'
        "<script>document.write('<a href=\"x.pdf\">')</script>",
    )
    found = listing(source(SourceKind.WEBPAGE), fetcher)
    assert [(item.key, item.dato) for item in found.items] == [
        (f"{portal.url}/a/ref1.pdf", dt.date(2026, 11, 24)),
        (f"{portal.url}/ref-2021-04-06.pdf?v=1", dt.date(2021, 4, 6)),
    ]
    assert found.is_complete


def test_pages_and_meetings_are_followed_by_rules(portal, fetcher, source):
    html(
        portal, "/list", '<a href="/m/1">Møde 6. april 2021</a><a class="n" href="/list2">Næste</a>'
    )
    html(portal, "/list2", '<a href="/m/2">Møde 7. maj 2021</a><a class="n" href="/list">Igen</a>')
    html(portal, "/m/1", '<a href="/hent?id=11">Referat</a><a href="/hent?id=12&t=9">Bilag</a>')
    html(portal, "/m/2", '<a href="/hent?id=21">Referat</a>')
    rules = LinkRules(links=r"/hent\?id=\d+$", follow=r"/m/\d", next="a.n", key=r"id=(\d+)")
    found = listing(source(SourceKind.WEBPAGE, rules=rules), fetcher)
    assert [(item.key, item.dato) for item in found.items] == [
        ("11", dt.date(2021, 4, 6)),
        ("21", dt.date(2021, 5, 7)),
    ]
    assert found.is_complete


def test_a_list_that_changes_while_it_is_read_is_not_complete(portal, fetcher, source):
    html(portal, "/list", '<a href="2.pdf">2</a><a class="n" href="/list2">Næste</a>')

    def second(handler: Handler) -> None:
        # A new one comes in at the front, and pushes the last of page one onto page two.
        html(portal, "/list", '<a href="3.pdf">3</a><a class="n" href="/list2">Næste</a>')
        handler.give(200, b'<a href="1.pdf">1</a>', "text/html")

    portal.faults["/list2"] = second
    found = listing(source(SourceKind.WEBPAGE, rules=LinkRules(next="a.n")), fetcher)
    assert not found.is_complete


def test_a_meeting_s_page_that_is_gone_is_told_of(portal, fetcher, source):
    html(portal, "/list", '<a href="/m/1">Et</a><a href="/m/2">To</a>')
    html(portal, "/m/1", '<a href="1.pdf">Referat</a>')
    found = listing(source(SourceKind.WEBPAGE, rules=LinkRules(follow=r"/m/")), fetcher)
    assert len(found.items) == 1
    assert not found.is_complete
    assert [problem.code for problem in found.problems] == ["findes_ikke"]


def test_a_page_without_a_fitting_link_is_told_of_and_empties_nothing(portal, fetcher, source):
    html(portal, "/list", "<p>Ny hjemmeside på vej</p>")
    found = listing(source(SourceKind.WEBPAGE), fetcher)
    assert found.items == ()
    assert not found.is_complete
    assert [problem.code for problem in found.problems] == ["tom_liste"]


def test_a_file_that_is_as_it_was_is_not_fetched_again(portal, fetcher, source, tmp_path):
    portal.files["/1.pdf"] = ("application/pdf", PDF)
    html(portal, "/list", '<a href="1.pdf">1</a>')
    page = source(SourceKind.WEBPAGE)
    (item,) = listing(page, fetcher).items
    originals = Originals(tmp_path)
    fetch = adapter_of(page).fetch
    first = fetch(page, item, None, fetcher, originals, max_bytes=10**6, now=NOW)
    assert Path(first.path).read_bytes() == PDF
    before = known(item, first)
    assert fetch(page, item, before, fetcher, originals, max_bytes=10**6, now=NOW) is None
    # Without the file itself "as it was" would be an answer about nothing.
    Path(first.path).unlink()
    again = fetch(page, item, before, fetcher, originals, max_bytes=10**6, now=NOW)
    assert again.sha256 == first.sha256


def test_one_bad_link_does_not_spoil_the_page(portal, fetcher, source):
    bad = '<a href="http://[abc">x</a><a href="http://a:b/1.pdf">x</a><a href="//">x</a><a href>'
    html(portal, "/list", f'{bad}<base href="http://["><a href="1.pdf">6. april 2021</a>')
    page = source(SourceKind.WEBPAGE, rules=LinkRules(next="a"))
    assert [item.key for item in listing(page, fetcher).items] == [f"{portal.url}/1.pdf"]


@pytest.mark.parametrize("rules", [{"next": "a.n"}, {"follow": "/m/"}])
def test_pages_that_are_left_out_are_told_of(portal, fetcher, source, rules):
    for number in range(5):
        links = '<a href="1.pdf">1</a><a href="/m/1">1</a><a href="/m/2">2</a><a href="/m/3">3</a>'
        html(portal, f"/list{number or ''}", f'{links}<a class="n" href="/list{number + 1}">n</a>')
    for number in range(1, 4):
        html(portal, f"/m/{number}", "")
    found = listing(source(SourceKind.WEBPAGE, rules=LinkRules(max_pages=2, **rules)), fetcher)
    assert not found.is_complete
    assert [problem.code for problem in found.problems] == ["liste_afkortet"]


def test_a_page_that_comes_in_place_of_a_pdf_is_no_new_version(portal, fetcher, source, tmp_path):
    """Also where the address does not say that it is one."""
    portal.files["/get/1"] = ("application/pdf", PDF)
    html(portal, "/list", '<a href="get/1">1</a>')
    page = source(SourceKind.WEBPAGE, rules=LinkRules(links="/get/"))
    (item,) = listing(page, fetcher).items
    fetch, originals = adapter_of(page).fetch, Originals(tmp_path)
    first = fetch(page, item, None, fetcher, originals, max_bytes=10**6, now=NOW)
    html(portal, "/get/1", "Der er sket en fejl")
    with pytest.raises(FetchError, match="web page came instead"):
        fetch(page, item, known(item, first), fetcher, originals, max_bytes=10**6, now=NOW)
    portal.files["/get/1"] = ("application/pdf", b"<html>Der er sket en fejl")
    with pytest.raises(FetchError, match="web page came instead"):
        fetch(page, item, None, fetcher, originals, max_bytes=10**6, now=NOW)


def test_a_server_without_marks_gives_no_news_with_the_same_file(portal, fetcher, source, tmp_path):
    portal.etags = False
    portal.files["/1.pdf"] = ("application/pdf", PDF)
    html(portal, "/list", '<a href="1.pdf">1</a>')
    page = source(SourceKind.WEBPAGE)
    (item,) = listing(page, fetcher).items
    fetch, originals = adapter_of(page).fetch, Originals(tmp_path)
    first = fetch(page, item, None, fetcher, originals, max_bytes=10**6, now=NOW)
    same = fetch(page, item, known(item, first), fetcher, originals, max_bytes=10**6, now=NOW)
    assert same is None


# --- feeds and sitemaps ---------------------------------------------------------------------

RSS = """<?xml version="1.0"?><rss><channel><title>Referater</title>
<item><title>Byrådet 6. april 2021</title><guid>g1</guid><link>/m/1</link>
<enclosure url="/1.pdf" type="application/pdf"/>
<pubDate>Tue, 06 Apr 2021 10:00:00 GMT</pubDate></item>
<item><title>Nyhed</title><link>/nyhed.html</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>urn:1</id><title>Møde</title>
<updated>{}</updated><link rel="alternate" href="/m/1"/>
<link rel="enclosure" href="1.pdf"/></entry></feed>"""


def test_an_rss_feed_lists_enclosures_and_is_never_complete(portal, fetcher, source):
    portal.files["/list"] = ("application/rss+xml", RSS.encode())
    found = listing(source(SourceKind.FEED), fetcher)
    (item,) = found.items
    assert (item.key, item.location, item.dato) == (
        "g1", f"{portal.url}/1.pdf", dt.date(2021, 4, 6),
    )  # fmt: skip
    assert not found.is_complete


def test_an_atom_entry_that_was_updated_has_another_fingerprint(portal, fetcher, source):
    prints = set()
    for updated in ("2021-04-06", "2021-04-07"):
        portal.files["/list"] = ("application/atom+xml", ATOM.format(updated).encode())
        (item,) = listing(source(SourceKind.FEED), fetcher).items
        assert item.key == "urn:1"
        prints.add(item.fingerprint)
    assert len(prints) == 2


def test_a_sitemap_leads_to_others_on_its_host_alone(portal, fetcher, source):
    index = (
        f"<sitemapindex><sitemap><loc>{portal.url}/one.xml</loc></sitemap>"
        "<sitemap><loc>http://localhost:1/evil.xml</loc></sitemap></sitemapindex>"
    )
    portal.files["/list"] = ("text/xml", index.encode())
    one = "<urlset><url><loc>/a/2021-04-06.pdf</loc><lastmod>2021-05-01</lastmod></url></urlset>"
    portal.files["/one.xml"] = ("text/xml", one.encode())
    found = listing(source(SourceKind.SITEMAP), fetcher)
    assert [item.location for item in found.items] == [f"{portal.url}/a/2021-04-06.pdf"]
    # What may stand on the other map nobody knows: none is counted as gone, and readers are told.
    assert not found.is_complete
    assert [problem.code for problem in found.problems] == ["liste_afkortet"]


def test_a_sitemap_of_too_many_maps_is_told_of(portal, fetcher, source):
    maps = "".join(f"<sitemap><loc>/{number}.xml</loc></sitemap>" for number in range(60))
    portal.files["/list"] = ("text/xml", f"<sitemapindex>{maps}</sitemapindex>".encode())
    for number in range(60):
        one = f"<urlset><url><loc>/{number}.pdf</loc></url></urlset>"
        portal.files[f"/{number}.xml"] = ("text/xml", one.encode())
    found = listing(source(SourceKind.SITEMAP), fetcher)
    assert len(found.items) == 50
    assert found.problems[0].message.startswith("10 maps")
    assert not found.is_complete


def test_one_bad_link_does_not_spoil_a_feed_or_a_map(portal, fetcher, source):
    item = "<item><guid>{}</guid><link>{}</link></item>"
    text = f"<rss>{item.format(1, 'http://[1.pdf')}{item.format(2, '/2.pdf')}</rss>"
    portal.files["/list"] = ("text/xml", text.encode())
    assert [one.key for one in listing(source(SourceKind.FEED), fetcher).items] == ["2"]
    text = "<urlset><url><loc>http://[1.pdf</loc></url><url><loc>/2.pdf</loc></url></urlset>"
    portal.files["/list"] = ("text/xml", text.encode())
    assert len(listing(source(SourceKind.SITEMAP), fetcher).items) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<rss><item>",
        "not xml",
        '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss>&b;</rss>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><item>&x;</item></rss>',
    ],
)
def test_bad_and_hostile_xml_is_one_clear_error(portal, fetcher, source, text):
    portal.files["/list"] = ("text/xml", text.encode())
    with pytest.raises(FetchError, match="no XML that can be read") as caught:
        listing(source(SourceKind.FEED), fetcher)
    assert caught.value.code == "ikke_xml"


# --- /rest/meeting/search -------------------------------------------------------------------


def test_more_than_fifty_meetings_are_asked_for_in_halves(portal, fetcher, source):
    meetings = [
        {"id": n, "title": f"Møde {n}", "date": f"{dt.date(2021, 1, 1) + dt.timedelta(days=n)}"}
        for n in range(200)
    ]

    def search(handler: Handler) -> None:
        query = handler.query()
        first, last = query["fromDate"][0], query["toDate"][0]
        fitting = [one for one in meetings if first <= one["date"] <= last]
        handler.give(200, json.dumps({"meetings": fitting[:50]}).encode(), "application/json")

    portal.faults["/rest/meeting/search"] = search
    found = listing(source(SourceKind.AABENDAGSORDEN, ""), fetcher)
    assert len(found.items) == 200
    assert found.items[0].dato is not None


def test_more_meetings_on_one_day_than_the_portal_gives_are_told_of(portal, fetcher, source):
    many = [{"id": n, "title": "Møde", "date": "2021-04-06"} for n in range(50)]

    def search(handler: Handler) -> None:
        query = handler.query()
        fits = query["fromDate"][0] <= "2021-04-06" <= query["toDate"][0]
        handler.give(200, json.dumps(many if fits else []).encode(), "application/json")

    portal.faults["/rest/meeting/search"] = search
    found = listing(source(SourceKind.AABENDAGSORDEN, ""), fetcher)
    assert len(found.items) == 50
    assert [problem.code for problem in found.problems] == ["liste_afkortet"]
    assert not found.is_complete


@pytest.mark.parametrize("key", ["../x", "..", "a?b", "a#b", "", None, "a/b", "%2e%2e"])
def test_an_id_that_leads_elsewhere_is_told_of_and_not_fetched(portal, fetcher, source, key):
    body = json.dumps([{"id": key, "date": "2021-04-06"}]).encode()
    portal.faults["/rest/meeting/search"] = lambda h: h.give(200, body, "application/json")
    found = listing(source(SourceKind.AABENDAGSORDEN, ""), fetcher)
    assert found.items == ()
    assert {problem.code for problem in found.problems} == {"uden_noegle"}
    listed = {"Udvalg": {"Nu": [{"Navn": "Byrådet", "Moeder": [{"Id": key, "Navn": "Referat"}]}]}}
    portal.files["/k/api/agenda/udvalgsliste"] = ("application/json", json.dumps(listed).encode())
    found = listing(source(SourceKind.FIRSTAGENDA, "/k"), fetcher)
    assert found.items == ()
    assert [problem.code for problem in found.problems] == ["uden_noegle"]


def test_the_oldest_archives_are_listed_too(portal, fetcher, source):
    def search(handler: Handler) -> None:
        old = handler.query()["fromDate"][0] <= "1998-04-06" <= handler.query()["toDate"][0]
        body = [{"id": 1, "date": "1998-04-06"}] if old else []
        handler.give(200, json.dumps(body).encode(), "application/json")

    portal.faults["/rest/meeting/search"] = search
    assert len(listing(source(SourceKind.AABENDAGSORDEN, ""), fetcher).items) == 1


def test_a_meeting_comes_as_a_piece_of_a_page(portal, fetcher, source, tmp_path):
    portal.files["/fragments/meeting/7/view"] = ("text/html", b"<div>1. Havnen</div>")
    portal.faults["/rest/meeting/search"] = lambda handler: handler.give(
        200, b'[{"Id": "7", "Name": "Byraadet", "Date": "2021-04-06T16:00:00"}]', "application/json"
    )
    rest = source(SourceKind.AABENDAGSORDEN, "")
    item = listing(rest, fetcher).items[0]
    fetched = adapter_of(rest).fetch(
        rest, item, None, fetcher, Originals(tmp_path), max_bytes=10**6, now=NOW
    )
    assert fetched.path.endswith(".html")


# --- folders --------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "referater"
    (made / "2021").mkdir(parents=True)
    (made / "2021" / "møde 2021-04-06.pdf").write_bytes(PDF)
    (made / ".skjult.pdf").write_bytes(PDF)
    (made / "regneark.xlsx").write_bytes(b"PK")
    return made


def test_a_folder_lists_its_documents(folder, fetcher, source):
    found = listing(source(SourceKind.FOLDER, url=str(folder)), fetcher)
    assert [(item.key, item.dato) for item in found.items] == [
        ("2021/møde 2021-04-06.pdf", dt.date(2021, 4, 6))
    ]


def test_a_link_out_of_the_folder_is_not_followed(folder, fetcher, source, tmp_path):
    (tmp_path / "hemmelig.pdf").write_bytes(PDF)
    (folder / "ud.pdf").symlink_to(tmp_path / "hemmelig.pdf")
    found = listing(source(SourceKind.FOLDER, url=str(folder)), fetcher)
    assert len(found.items) == 1
    assert [problem.code for problem in found.problems] == ["uden_for_mappen"]


def test_what_is_no_file_is_told_of_and_stops_nothing(folder, fetcher, source):
    """A pipe would keep who opens it waiting for ever."""
    os.mkfifo(folder / "pipe.pdf")
    (folder / "intet.pdf").symlink_to(folder / "borte.pdf")
    (folder / "løkke").symlink_to(folder)
    (folder / "ind.pdf").symlink_to(next(folder.rglob("*.pdf")))
    found = listing(source(SourceKind.FOLDER, url=str(folder)), fetcher)
    assert "ind.pdf" in [item.key for item in found.items]
    assert [problem.code for problem in found.problems] == ["ingen_fil"] * 2


def test_a_folder_that_cannot_be_read_makes_nothing_gone(folder, fetcher, source, monkeypatch):
    look, closed = os.scandir, "lukket"
    (folder / closed).mkdir()

    def refuse(path):
        # Root may read every folder, so the system's refusal is played.
        if Path(path).name == closed:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = listing(source(SourceKind.FOLDER, url=str(folder)), fetcher)
    assert (len(found.items), found.is_complete) == (1, False)
    (problem,) = found.problems
    assert problem.code == "ingen_adgang"
    assert problem.message.startswith("the folder lukket cannot be read (Permission denied)")
    closed = folder.name
    with pytest.raises(FetchError, match=r"no permission to read it\. Give the user"):
        listing(source(SourceKind.FOLDER, url=str(folder)), fetcher)


def test_a_folder_behind_an_address_is_read_the_same_way(fetcher, source, tmp_path):
    import fsspec

    files = fsspec.filesystem("memory")
    files.pipe("/arkiv/a/2021-04-06.pdf", PDF)
    memory = source(SourceKind.FOLDER, url="memory://arkiv")
    (item,) = listing(memory, fetcher).items
    assert item.key == "a/2021-04-06.pdf"
    fetched = adapter_of(memory).fetch(
        memory, item, None, fetcher, Originals(tmp_path), max_bytes=10**6, now=NOW
    )
    assert Path(fetched.path).read_bytes() == PDF
    files.rm("/arkiv", recursive=True)


def test_a_missing_folder_is_one_clear_error(fetcher, source, tmp_path):
    with pytest.raises(FetchError, match="no such folder"):
        listing(source(SourceKind.FOLDER, url=str(tmp_path / "ingen")), fetcher)


def test_a_name_is_never_a_path(folder, fetcher, source, tmp_path):
    """What comes in is kept by its content, whatever it was called."""
    (folder / "..pdf..%2f..%2fetc.pdf").write_bytes(PDF)
    disk = source(SourceKind.FOLDER, url=str(folder))
    for item in listing(disk, fetcher).items:
        fetched = adapter_of(disk).fetch(
            disk, item, None, fetcher, Originals(tmp_path / "o"), max_bytes=10**6, now=NOW
        )
        assert Path(fetched.path).resolve().is_relative_to(tmp_path / "o")
        assert Path(fetched.path).stem == fetched.sha256


def test_a_file_too_large_is_refused(folder, fetcher, source, tmp_path):
    disk = source(SourceKind.FOLDER, url=str(folder))
    (item,) = listing(disk, fetcher).items
    with pytest.raises(FetchError, match="larger than the limit"):
        adapter_of(disk).fetch(disk, item, None, fetcher, Originals(tmp_path), max_bytes=5, now=NOW)


# --- FirstAgenda ----------------------------------------------------------------------------


def test_times_named_utc_are_read_by_their_offset(portal, fetcher, source):
    meeting = {"Id": "m1", "Navn": "Referat", "MeetingBeginUtc": "2021-04-06T00:30:00+02:00"}
    late = {"Id": "m2", "Navn": "Referat", "MeetingBeginUtc": "2021-04-06T23:30:00Z"}
    body = {"Udvalg": {"Nu": [{"Navn": "Byrådet", "Moeder": [meeting, late]}]}}
    portal.faults["/k/api/agenda/udvalgsliste"] = lambda handler: handler.give(
        200, json.dumps(body).encode(), "application/json"
    )
    found = listing(source(SourceKind.FIRSTAGENDA, "/k"), fetcher)
    assert [item.dato for item in found.items] == [dt.date(2021, 4, 6), dt.date(2021, 4, 7)]


def agenda(portal: Portal, **more: Any) -> None:
    found = {"Id": "m1", "Dagsordenpunkter": [{"Number": "1", "AgendaUid": "m1"}]} | more
    body = json.dumps(found).encode()
    portal.files["/k/api/agenda/dagsorden/m1"] = ("application/json", body)


def test_another_meetings_answer_is_not_taken_for_this_ones(portal, fetcher, source, tmp_path):
    portal.files["/k/vis/pdf/dagsorden/m1"] = ("application/pdf", PDF)
    first = source(SourceKind.FIRSTAGENDA, "/k")
    item = Listed(key="m1", fingerprint="x", location="m1")
    fetch, originals = adapter_of(first).fetch, Originals(tmp_path)
    agenda(portal, Id="m2")
    with pytest.raises(FetchError, match="another meeting"):
        fetch(first, item, None, fetcher, originals, max_bytes=10**6, now=NOW)
    agenda(portal, Id="M1")
    assert fetch(first, item, None, fetcher, originals, max_bytes=10**6, now=NOW)


def test_what_changes_by_itself_is_no_news(portal, fetcher, source, tmp_path):
    portal.files["/k/vis/pdf/dagsorden/m1"] = ("application/pdf", PDF)
    first = source(SourceKind.FIRSTAGENDA, "/k")
    item = Listed(key="m1", fingerprint="x", location="m1")
    fetch, originals = adapter_of(first).fetch, Originals(tmp_path)
    agenda(portal, LiveIntegrationEnabled=True, Lydfiler=[{"Link": "https://a/?sig=1"}])
    before = known(item, fetch(first, item, None, fetcher, originals, max_bytes=10**6, now=NOW))
    agenda(portal, LiveIntegrationEnabled=False, Lydfiler=[{"Link": "https://a/?sig=2"}])
    assert fetch(first, item, before, fetcher, originals, max_bytes=10**6, now=NOW) is None
    assert b"sig=" not in b"".join(path.read_bytes() for path in tmp_path.rglob("*.json"))
    agenda(portal, Dagsordenpunkter=[{"Number": "1", "AgendaUid": "m1", "IsOpen": False}])
    assert fetch(first, item, before, fetcher, originals, max_bytes=10**6, now=NOW)


def test_a_portal_that_is_none_is_told_of_with_what_to_do(portal, fetcher, source):
    portal.files["/k/api/agenda/udvalgsliste"] = ("application/json", b'{"other": 1}')
    with pytest.raises(FetchError, match=r"no 'Udvalg'.*kind"):
        listing(source(SourceKind.FIRSTAGENDA, "/k"), fetcher)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Referat 24-11-2026", dt.date(2026, 11, 24)),
        ("d. 6. april 2021 kl. 16", dt.date(2021, 4, 6)),
        ("ref_20210406.pdf", None),
        ("32-13-2020", None),
        ("6. foobar 2021", None),
    ],
)
def test_dates_in_links(text, day):
    assert find_date(text) == day


def test_the_same_thing_twice_is_one(portal, fetcher, source):
    html(portal, "/list", '<a href="1.pdf">Et</a><a href="1.pdf">Et</a>')
    found = listing(source(SourceKind.WEBPAGE), fetcher)
    assert len(found.items) == 1
    assert found.problems == ()
    other = replace(source(SourceKind.WEBPAGE), id="t")
    assert listing(other, fetcher).sha256 == found.sha256
