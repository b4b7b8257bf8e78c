"""What each page shows, on a small database."""

from __future__ import annotations

import html
import re
import sqlite3
from contextlib import closing
from urllib.parse import quote

import pytest

from referat.publish.charts import GROUPS, ORDER, Charts, Look, bar_chart, time_chart
from referat.publish.data.common import topic_name
from referat.publish.queries import QUERIES
from referat.publish.shape import read_shape

MEETING = "/moede/viborg/teknikudvalget/2021-04-06"
PUNKT = "/punkt/viborg/teknikudvalget/2021-04-06/1"
CLOSED = "/punkt/viborg/teknikudvalget/2021-04-06/2"
OTHER = "/punkt/morsoe/byraadet/2022-05-03/7"


def titles(page):
    return re.findall(r"<h3><a [^>]*>(.*?)</a>", page.replace("<mark>", "").replace("</mark>", ""))


def test_front_has_one_search_the_newest_meetings_and_what_is_covered(client):
    page = client("/").text
    assert page.count('type="search"') == 2  # The header's is hidden on this page.
    assert page.index("Byrådet, 3. maj 2022") < page.index("Teknikudvalget, 6. april 2021")
    assert "<dd>4</dd>" in page
    assert "2021–2022" in page
    assert "/diagram/maaneder.svg" in page
    assert "Tallene bag diagrammet" in page


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("lokalplan*", {"Lokalplanforslag for skolen", "Lokalplan for Havnen i Ræveå"}),
        ("planforslag", {"Lokalplanforslag for skolen"}),
        ("lokalplan", {"Lokalplan for Havnen i Ræveå"}),
        ("havnene", {"Lokalplan for Havnen i Ræveå"}),
        ("15.40.00-P35-1-17", {"Lokalplan for Havnen i Ræveå"}),
        ("15400P35117", {"Lokalplan for Havnen i Ræveå"}),
        ("13/30382", {"Lokalplan for Havnen i Ræveå"}),
        ("13 30382", {"Lokalplan for Havnen i Ræveå"}),
        ("6. april 2021", {"Lokalplan for Havnen i Ræveå", "Køb af ejendom"}),
        ("6/4-21", {"Lokalplan for Havnen i Ræveå", "Køb af ejendom"}),
        ('"udsatte sagen"', {"Lokalplanforslag for skolen"}),
        ('"sagen udsatte"', set()),
        ("raevaa*", set()),
        ("Raeveaa", {"Lokalplan for Havnen i Ræveå"}),
        ("udsættelse", {"Lokalplanforslag for skolen", "Lokalplan for Havnen i Ræveå"}),
        ("boliger", {"Lokalplan for Havnen i Ræveå"}),
        ("kajen -boliger", set()),
        ("hemmelig*", set()),
        ("xyzzy", set()),
    ],
)
def test_search_finds(client, words, expected):
    page = client("/soeg", q=words).text
    assert set(titles(page)) == expected
    assert f"{len(expected)} punkt" in page


def test_search_marks_words_and_tells_compounds(client):
    page = client("/soeg", q="planforslag").text
    assert "<mark>Lokalplanforslag</mark>" in page
    assert "Søger også efter lokalplanforslag" in page


@pytest.mark.parametrize("text", ["13/30382", "sagsnr. 13/30382", "j.nr. 15.40.00-P35-1-17"])
def test_a_search_for_a_case_leads_to_it(client, text):
    page = client("/soeg", q=text).text
    (link,) = re.findall(r'Ligner et sagsnummer: <a href="([^"]*)"', page)
    client(link)
    assert titles(page) == ["Lokalplan for Havnen i Ræveå"]


@pytest.mark.parametrize("text", ["99.99.99-A00-1-99", "06-B-118", "skole -13/30382"])
def test_a_search_does_not_lead_to_a_case_that_nobody_has(client, text):
    assert "se hele sagen" not in client("/soeg", q=text).text


def test_one_punkt_that_is_hidden_is_one(own_database, browse):
    with sqlite3.connect(own_database) as conn:
        conn.execute("UPDATE soeg SET rutine = 1 WHERE punkt = (SELECT max(punkt) FROM soeg)")
    page = browse(own_database)("/soeg").text
    assert "1 punkt om dagsorden, meddelelser og eventuelt er gemt væk." in page


def test_who_asks_for_a_case_gets_also_what_every_meeting_has(own_database, browse):
    with sqlite3.connect(own_database) as conn:
        conn.execute("UPDATE soeg SET rutine = 1")
    ask = browse(own_database)
    assert titles(ask("/soeg", q="sagsnr. 13/30382").text) == ["Lokalplan for Havnen i Ræveå"]
    assert len(ask("/soeg.json", q="13/30382").json()) == 1
    assert titles(ask("/soeg", q="lokalplan").text) == []


def test_search_counts_filters_and_keeps_them_in_the_address(client):
    page = client("/soeg", q="lokalplan*").text
    links = re.findall(r'href="(/soeg\?[^"]*)"[^>]*>(?:<span[^>]*>[^<]*</span>)?([^<]*)</a> <span class="count">(\d+)', page)  # fmt: skip  # noqa: E501
    by_label = {label: (href.replace("&amp;", "&"), count) for href, label, count in links}
    assert by_label["Viborg"][1] == by_label["Morsø"][1] == "1"
    narrowed = client(by_label["Morsø"][0]).text
    assert titles(narrowed) == ["Lokalplanforslag for skolen"]
    assert "kommune=morsoe" in by_label["Morsø"][0]
    assert by_label["Udsat"][1] == "2"
    assert by_label["Med afstemning"][1] == "1"


def test_every_answer_is_also_table_csv_feed_and_sql(client):
    page = client("/soeg", q="lokalplan*", udfald="udsat").text
    for ending in ("sql", "csv", "atom"):
        assert f"/soeg.{ending}?q=lokalplan%2A&amp;udfald=udsat" in page
    csv = client("/soeg.csv", q="lokalplan*").text.splitlines()
    rows = client("/soeg.json", q="lokalplan*").json()
    assert len(csv) - 1 == len(rows) == 2
    assert rows[0]["adresse"] == "morsoe/byraadet/2022-05-03/7"
    feed = client("/soeg.atom", q="lokalplan*").text
    assert feed.count("<entry>") == 2
    sql = client("/soeg.sql", 302, q="lokalplan*", follow=False)
    table = client(sql.headers["location"])
    assert "2 rækker" in table.text


@pytest.mark.parametrize(
    "args",
    [
        {"q": "lokalplan*"}, {"q": "lokalplan* -skole"}, {"q": "-skole"}, {"kommune": "viborg"},
        {"udfald": "udsat"}, {"aar": "2022"}, {"fra": "2022-01-01"}, {"til": "2021-12-31"},
        {"lukket": "1"}, {"afstemning": "1"}, {"emne": "01"}, {"emne": "01.02.05"}, {"organ": "1"},
        {"rutine": "1"}, {"kommune": "nowhere"}, {"udfald": "nothing"},
    ],
)  # fmt: skip
def test_as_sql_gives_what_the_page_counts(client, args):
    total = int(re.search(r'class="result-count">(\d+) ', client("/soeg", **args).text)[1])
    assert len(client("/soeg.json", **args).json()) == total


def test_a_misspelt_word_gets_a_suggestion(client):
    page = client("/soeg", q="lokalplna").text
    assert "Mente du" in page
    assert ">lokalplan</a>" in page


@pytest.mark.parametrize(
    "number",
    ["15.40.00-P35-1-17", "15400P35117", "154000p35117", "15.40.0-P35-01-17", "15.40.00 P35 1 17"],
)
def test_a_case_in_any_spelling(client, number):
    page = client(f"/sag/{quote(number)}").text
    assert "<h1>15.40.00-P35-1-17" in page
    assert "Havneudvalget" in page, "an earlier treatment that the minutes retell"
    assert "9 for, 2 imod" in page
    assert "Kort over kajen" in page
    assert f'href="{PUNKT}"' in page
    assert "13/30382" in page, "a number beside it"
    assert 'href="/emne/15.40.00"' in page


def test_a_number_that_two_kommuner_have_is_two_cases(client):
    page = client("/sag/13/30382").text
    assert "Flere kommuner bruger dette nummer" in page
    one = client("/sag/13/30382", kommune="viborg").text
    assert "Flere kommuner" not in one


def test_a_case_that_nobody_has_offers_the_nearest(client):
    answer = client("/sag/15.40.00-P35-1-71", status=404)
    assert "15.40.00-P35-1-17" in answer.text


def test_a_meeting(client):
    page = client(MEETING).text
    assert "<h1>Teknikudvalget, 6. april 2021</h1>" in page
    for text in ("Gro Vadum", "formand", "for Ib Sandholm", "afbud", "Lokalplan for Havnen",
                 "Side 2: Der er intet at læse på siden.", "BibTeX", "SHA-256"):  # fmt: skip
        assert text in page, text


def test_a_punkt(client):
    page = client(PUNKT).text
    for text in ("1. Lokalplan for Havnen i Ræveå", "Godkendt med ændringer", "Støjkortet udsættes",
                 "Sagsfremstilling", "Havnen skal bruges til boliger.", "<b>For: 9</b> – A",
                 "<b>Imod: 2</b> – <a",
                 "Kort over kajen", "Anbefales.", "Ib Sandholrn", "I originalen",
                 f'href="{MEETING}"', 'href="/sag/15.40.00-P35-1-17"'):  # fmt: skip
        assert text in page, text
    assert '<rect class="seat seat-for"' in page


def test_what_runs_over_a_page_is_boxed_on_each(own_database, browse):
    with closing(sqlite3.connect(own_database)) as conn:
        punkt = conn.execute(
            "SELECT punkt FROM beslutninger WHERE tekst LIKE 'Godkendt med%'"
        ).fetchone()[0]
        dokument = conn.execute("SELECT dokument FROM punkter WHERE id = ?", (punkt,)).fetchone()[0]
        conn.execute("UPDATE sider SET tekst = 'a' || char(10) || 'b'")
        conn.execute("UPDATE beslutninger SET side = 1 WHERE id = ?", (punkt,))
        conn.execute("DELETE FROM afsnit")
        conn.execute(
            "INSERT INTO rammer (id, tabel, raekke, side, boks, dokument)"
            " VALUES (1, 'beslutninger', ?, 2, '[10.0, 20.0, 30.0, 40.0]', ?)",
            (punkt, dokument),
        )
        conn.commit()
    page = browse(own_database)(PUNKT).text
    first, second = re.findall(r'<figure class="page" id="side-\d">.*?</figure>', page, re.DOTALL)
    assert 'class="box box-main"' in first
    assert 'class="box box-main" x="8.0" y="18.0" width="24.0" height="24.0"' in second
    assert 'id="side-2"' in second
    assert 'href="#side-1">side 1</a>' in page, "a section leads to its page"


def test_the_page_of_the_decision_comes_first(own_database, browse):
    with closing(sqlite3.connect(own_database)) as conn:
        conn.execute("UPDATE sider SET tekst = 'a' || char(10) || 'b'")
        conn.commit()
    page = browse(own_database)(PUNKT).text
    assert re.findall(r'<figure class="page" id="side-(\d)"', page) == ["2", "1"]
    sag = browse(own_database)("/sag/15.40.00-P35-1-17").text
    assert f'href="{PUNKT}#side-2"' in sag


def test_a_closed_punkt_says_so_and_shows_no_more(client):
    page = client(CLOSED).text
    assert "lukkede døre" in page
    assert "Hemmelig" not in page


def test_old_ids_lead_to_the_address(client, database):
    with closing(sqlite3.connect(database)) as conn:
        punkt, moede = conn.execute("SELECT id, moede FROM punkter ORDER BY dato, id").fetchone()
    answer = client(f"/punkt/id-{punkt}", status=301, follow=False)
    assert answer.headers["location"] == PUNKT
    assert client(f"/moede/id-{moede}", status=301, follow=False).headers["location"] == MEETING
    client("/punkt/id-17", status=404)
    client("/punkt/id-99999999999999999999", status=404)


def test_citations(client):
    bib = client(f"{PUNKT}.bib").text
    assert bib.startswith("@misc{teknikudvalget-viborg-kommune-2021-04-06-1,")
    assert "urldate" in bib
    csl = client(f"{PUNKT}.csl").json()[0]
    assert csl["issued"] == {"date-parts": [[2021, 4, 6]]}
    assert csl["URL"].endswith(PUNKT)
    assert "Teknikudvalget, Viborg Kommune. (6. april 2021)" in client(PUNKT).text


def test_a_person_in_office(client):
    page = client("/person/viborg/gro-vadum").text
    assert "formand" in page
    assert "Imod" in page
    assert 'content="noindex, noarchive"' in page
    assert client("/person/viborg/gro-vadum").headers["x-robots-tag"] == "noindex"
    # The same name in another kommune is another person.
    assert "Teknikudvalget" not in client("/person/morsoe/gro-vadum").text
    client("/person/viborg/nobody", status=404)


def test_a_body_a_kommune_and_all_of_them(client):
    body = client("/organ/viborg/teknikudvalget").text
    assert "Stående udvalg" in body
    assert f'href="{MEETING}"' in body
    assert "2021" in client("/organ/viborg/teknikudvalget", aar="2021").text
    assert f'href="{MEETING}"' not in client("/organ/viborg/teknikudvalget", aar="1999").text
    kommune = client("/kommune/viborg").text
    assert "Viborg Kommune" in kommune
    assert 'href="/organ/viborg/teknikudvalget"' in kommune
    assert "Midtjylland" in kommune
    every = client("/kommune").text
    assert every.count('<rect class="tile') == 98
    assert 'class="tile shade-1"' in every or 'class="tile shade-5"' in every


def test_topics(client):
    main = client("/emne").text
    assert 'href="/emne/01"' in main
    assert "Fysisk planlægning og naturbeskyttelse" in main
    for number, name in (
        ("01", "Fysisk planlægning og naturbeskyttelse"),
        ("01.02", "Kommuneplanlægning og lokalplanlægning"),
        ("01.02.05", "Lokalplanlægning"),
    ):
        page = client(f"/emne/{number}").text
        assert "1 punkt." in page, number
        assert "Lokalplanforslag for skolen" in page
        assert name in page
    assert "0 punkter" in client("/emne/00").text
    assert "0 punkter" in client("/emne/15.40.00").text  # A number of the facet of meetings alone.
    client("/emne/1540x", status=404)


@pytest.mark.parametrize(
    ("args", "label", "row"),
    [
        ({"spoergsmaal": "udsat"}, "udsat", ("Morsø", "1", "2", "50,0")),
        ({"spoergsmaal": "lukket"}, "lukkede døre", ("Viborg", "1", "2", "50,0")),
        ({"spoergsmaal": "afstemning"}, "afstemning", ("Viborg", "1", "2", "50,0")),
        ({"q": "skole"}, "«skole»", ("Morsø", "1", "2", "50,0")),
        ({"emne": "01.02"}, "KLE 01.02", ("Morsø", "1", "2", "50,0")),
        ({"spoergsmaal": "udsat", "aar": "2022"}, "2022", ("Morsø", "1", "2", "50,0")),
    ],
)
def test_compare(client, args, label, row):
    page = client("/sammenlign", **args).text
    assert label in page
    cells = [
        re.findall(r"<td[^>]*>(?:<a[^>]*>)?([^<]*)", r) for r in re.findall(r"<tr>.*?</tr>", page)
    ]
    assert list(row) in cells
    # The SQL beside it says the same.
    sql = re.search(r'href="(/sql\?[^"]*)"', page)[1].replace("&amp;", "&")
    table = client(sql.replace("/sql?", "/sql.json?")).json()["rows"]
    found = next(each for each in table if each["kommune"] == row[0])
    assert (str(found["antal"]), str(found["af"])) == row[1:3]


def test_the_sql_beside_a_chart_counts_the_same(client):
    page = client("/kommune/viborg").text
    shown = re.findall(
        r"<tr><td>(\d{4})</td><td>([^<]*)</td><td class=\"num\">(\d+)</td></tr>", page
    )
    sql = re.search(r'href="(/sql\?sql=select[^"]*)"', page)[1].replace("&amp;", "&")
    rows = client(sql.replace("/sql?", "/sql.json?")).json()["rows"]
    assert sorted(shown) == sorted(
        (str(row["aar"]), row["udfald"], str(row["beslutninger"])) for row in rows
    )


def test_coverage_and_accuracy(client):
    page = client("/daekning").text
    for text in ("Viborg", "april 2021", "Ikke med endnu (96)", "F01", "Udfald",
                 "2. januar 2026 kl. 00.00 UTC", "1 × Der er intet at læse på siden."):  # fmt: skip
        assert text in page, text
    one = client("/daekning", kommune="viborg").text
    assert re.search(r'<td>2021</td>(<td class="num zero">–</td>){3}<td class="num">2</td>', one)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_a_ready_made_query_and_its_csv_have_the_same_rows(client, query):
    for values in ({}, {"kommune": "Viborg", "aar": "2021", "organer": "0", "navn": "Gro",
                        "nummer": "13/30382", "sag": "13/30382"}):  # fmt: skip
        args = {name: values.get(name, "") for name, _, _ in query.params}
        page = client(f"/spoergsmaal/{query.name}", **args).text
        csv = client(f"/spoergsmaal/{query.name}.csv", **args).text.splitlines()
        rows = client(f"/spoergsmaal/{query.name}.json", **args).json()["rows"]
        body = page.partition("<tbody>")[2].partition("</tbody>")[0]
        assert body.count("<tr>") == len(rows)
        assert len(csv) > len(rows)
        assert query.title in page
        assert (f"/{'arkiv'}/{query.name}") not in page


def test_datasettes_address_of_a_query_leads_here(client):
    answer = client("/arkiv/andel_udsatte?kommune=Viborg", status=301, follow=False)
    assert answer.headers["location"] == "/spoergsmaal/andel_udsatte?kommune=Viborg"
    answer = client("/arkiv/soeg_i_beslutninger?q=skole", status=301, follow=False)
    assert answer.headers["location"] == "/soeg?q=skole"


def test_choices_of_a_query_are_what_is_there(client):
    page = client("/spoergsmaal/andel_udsatte", kommune="Viborg").text
    assert '<option value="Morsø">' in page
    assert '<option value="Viborg" selected>' in page
    assert "Aalborg" not in page


def test_own_sql(client):
    page = client("/sql", sql="select titel, adresse from adresser where slags = :art", art="moede")
    assert 'value="moede"' in page.text
    assert "2 rækker" in page.text
    assert f'href="{MEETING}"' in page.text
    assert client("/sql.csv", sql="select 1 as a").text.splitlines() == ["a", "1"]
    assert client("/sql.json", sql="select 1 as a").json()["rows"] == [{"a": 1}]
    wrong = client("/sql", status=400, sql="delete from punkter")
    assert "kun læses" in wrong.text
    client("/sql.json", status=400, sql="select nothing")
    client("/sql.csv", status=404)


def test_csv_has_no_formulas(client):
    text = client("/sql.csv", sql="select '=1+1' as a, '-3.5' as b, '@x' as c").text
    assert text.splitlines()[1] == "'=1+1,-3.5,'@x"


def test_data_columns_methods_about(client):
    data = client("/data").text
    for query in QUERIES:
        assert f'href="/spoergsmaal/{query.name}"' in data
    columns = client("/data/kolonner").text
    assert 'lang="en"' in columns
    assert "The decision in full." in columns
    assert "hvor det kan gå galt" in client("/data/metode").text
    assert "ingen cookies" in client("/om").text


def test_changes_go_on_from_a_number(client):
    every = client("/aendringer.json").json()
    assert len(every["aendringer"]) == 6
    later = client("/aendringer.json", efter=every["aendringer"][3]["id"]).json()
    assert later["aendringer"] == every["aendringer"][4:]
    assert client("/aendringer.json", efter="x" * 30).json() == every


@pytest.mark.parametrize(
    ("path", "entries"),
    [
        ("/soeg.atom?q=skole", 1), ("/sag/15.40.00-P35-1-17.atom", 1), ("/kommune/viborg.atom", 1),
        ("/organ/viborg/teknikudvalget.atom", 1), ("/person/viborg/gro-vadum.atom", 1),
        ("/person/viborg/ib-sandholm.atom", 1),
    ],
)  # fmt: skip
def test_feeds(client, path, entries):
    from xml.etree import ElementTree as ET

    answer = client(path)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.text)
    atom = "{http://www.w3.org/2005/Atom}"
    found = feed.findall(f"{atom}entry")
    assert len(found) >= entries
    ids = [entry.find(f"{atom}id").text for entry in found]
    assert all(each.startswith("tag:referat,2026:") for each in ids)
    assert len(set(ids)) == len(ids)
    published = [entry.find(f"{atom}published").text for entry in found]
    assert published == sorted(published, reverse=True)


def test_calendars(client):
    text = client("/organ/viborg/teknikudvalget.ics").text
    assert "\r\nDTSTART:20210406T160000\r\n" in text
    assert "\r\nDTEND:20210406T183000\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "DTSTART;VALUE=DATE:20220503" in client("/kommune/morsoe.ics").text


def test_charts_are_drawn_here_and_their_data_can_be_taken(client):
    spec = client("/diagram/maaneder.json").json()
    assert spec["$schema"].endswith("vega-lite/v5.json")
    assert sum(row["antal"] for row in spec["data"]["values"]) == 5
    svg = client("/diagram/maaneder.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert svg.text.startswith("<svg")
    dark = client("/diagram/maaneder.svg", tema="moerk")
    assert dark.text != svg.text
    narrow = client("/diagram/maaneder.svg", bredde="smal")
    assert int(re.search(r'width="(\d+)', narrow.text)[1]) < 360
    for path in ("kommune/viborg", "organ/viborg/teknikudvalget", "emne/01", "sammenlign"):
        assert client(f"/diagram/{path}.svg").text.startswith("<svg"), path
    client("/diagram/nothing.svg", status=404)


# Where an entry of a legend stands in it, and its text; a group without a width is no entry.
_ENTRY = re.compile(
    r'<g transform="translate\(([\d.]+),([\d.]+)\)"><path class="background"[^>]* d="M0,0h[1-9]'
    r'.*?<text text-anchor="start"[^>]*>([^<]+)</text>'
)
WIDEST = 6.8
"""Pixels a letter of a legend at 13 px, in DejaVu Sans, the widest of usual fonts."""


@pytest.mark.parametrize("look", [Look(), Look(narrow=True)], ids=["wide", "narrow"])
def test_texts_of_a_legend_have_room_in_a_wider_font(look):
    rows = [{"tid": "2024", "udfald": udfald, "antal": 1} for udfald in GROUPS]
    svg = Charts().svg(time_chart(rows, title="Beslutninger", look=look))
    width = int(re.search(r'width="(\d+)', svg)[1])
    entries = [(float(x), y, text) for x, y, text in _ENTRY.findall(svg) if text in ORDER]
    assert len(entries) == len(ORDER)
    for x, y, text in entries:
        end = x + 17 + WIDEST * len(text)
        beside = [other for other, row, _ in entries if row == y and other > x]
        assert end < min([*beside, width - 40]), text


@pytest.mark.parametrize("look", [Look(), Look(narrow=True)], ids=["wide", "narrow"])
def test_names_of_bars_have_room_in_a_wider_font(look):
    names = ["Region Hovedstaden", "Region Syddanmark", "Ringkøbing-Skjern", "Ærø"]
    rows = [{"navn": name, "andel": 0.1} for name in names]
    svg = Charts().svg(bar_chart(rows, title="Andel", look=look))
    assert all(f">{name}</text>" in svg for name in names)
    left = float(re.search(r"translate\(([\d.]+),", svg)[1])
    assert left - 7 >= 7.5 * len("Region Hovedstaden")


def test_oparl(client):
    system = client("/oparl/v1/system").json()
    bodies = client(system["body"].replace("http://localhost", "")).json()
    assert len(bodies["data"]) == 100
    assert "next" in bodies["links"]
    body = client("/oparl/v1/body/viborg").json()
    meetings = client(body["meeting"].replace("http://localhost", "")).json()["data"]
    assert [meeting["start"] for meeting in meetings] == ["2021-04-06T16:00:00"]
    meeting = client(meetings[0]["id"].replace("http://localhost", "")).json()
    assert [item["public"] for item in meeting["agendaItem"]] == [True, False]
    paper = meeting["agendaItem"][0]["consultation"][0]
    assert client(paper.replace("http://localhost", "")).json()["reference"] == "15.40.00-P35-1-17"
    client("/oparl/v1/nothing", status=404)


def test_robots_keep_people_out(client):
    lines = client("/robots.txt").text.splitlines()
    assert "Disallow: /person/" in lines
    assert "Disallow: /arkiv" in lines
    assert not any(line.startswith(("Disallow: /moede", "Disallow: /sag")) for line in lines)


def test_titles_read_well_when_shared(client):
    page = client(PUNKT).text
    title = re.search(r"<title>(.*?)</title>", page)[1]
    assert title == "Lokalplan for Havnen i Ræveå – Teknikudvalget, Viborg, 6. april 2021"
    assert f'property="og:title" content="{title}"' in page
    assert 'property="og:description" content="Godkendt med den tilføjelse' in page


def test_values_to_be_looked_at_again_are_counted(own_database, browse):
    get = browse(own_database)
    assert "0 af 4 beslutninger</a> er markeret" in get("/").text
    assert "0 af 4 beslutninger</a> er markeret" in get("/data").text
    with closing(sqlite3.connect(own_database)) as conn, conn:
        conn.execute("UPDATE beslutninger SET sikkerhed = 0.3 WHERE tekst = 'Godkendt.'")
        conn.execute("UPDATE afsnit SET sikkerhed = 0.1")
    get = browse(own_database)
    front = get("/").text
    assert "1 af 4 beslutninger</a> er markeret" in front
    data = get("/data").text
    assert "1 af 4 beslutninger</a> er markeret" in data
    assert "1 af 1 afsnit</a> er markeret" in data
    shown = get(html.unescape(re.search(r'href="(/sql\?[^"]*beslutninger[^"]*)"', data)[1])).text
    assert "Køb af ejendom" in shown
    assert "Lokalplan for Havnen" not in shown


def test_a_punkt_names_its_topic(client):
    punkt = client(OTHER).text
    assert 'href="/emne/01.02.05">01.02.05 Lokalplanlægning</a>' in punkt
    # The facet of meetings is no topic, though the case has a name.
    assert "Emne:" not in client(PUNKT).text
    assert "Integration og udlændinge i almindelighed" in client("/sag/15.40.00-P35-1-17").text


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("15.40.00", "Integration og udlændinge i almindelighed"),
        ("15.40.99", "Integration og udlændinge"),
        ("15.99", "Organisering og understøttelse af beskæftigelsesindsatsen"),
        ("77.01.00", None),
    ],
)
def test_an_unknown_topic_has_the_name_of_what_it_is_under(own_database, number, name):
    with closing(sqlite3.connect(own_database)) as conn:
        assert topic_name(read_shape(conn), number) == name
        assert topic_name(read_shape(conn, {"15.40.99": "Vores eget"}), "15.40.99") == "Vores eget"
        conn.execute("DELETE FROM kle_emner")
        assert topic_name(read_shape(conn), "15.40.00") == "Integration og udlændinge"


def test_tables_of_kle_are_linked_by_their_names(client):
    page = client("/arkiv/kle_emner", nr="15.40.00").text
    assert "Integration og udlændinge</a>" in page
    rows = client("/arkiv/punkt_emner.json", _shape="array").json()
    assert {(row["emne"], row["titel"], row["punktets"]) for row in rows} == {
        ("01.02.05", "Lokalplanlægning", 1),
        ("15.40.00", "Integration og udlændinge i almindelighed", 0),
    }
