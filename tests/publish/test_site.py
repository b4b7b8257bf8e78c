"""The site answers a journalist's and a researcher's first questions."""

from __future__ import annotations

import csv
import io
import shutil
import socket

import pytest
from datasette.app import Datasette

from referat.errors import PublishError
from referat.publish.metadata import FACETS
from referat.publish.queries import QUERIES
from referat.publish.site import register_plugin, serve
from referat.resources import site_dir

URL = "/arkiv"


def rows(get, name, **args):
    return get(f"{URL}/{name}.json", _shape="array", **args)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("lokalplan*", ["Lokalplanforslag for skolen", "Lokalplan for Havnen i Ræveå"]),
        ("lokalplan", ["Lokalplan for Havnen i Ræveå"]),
        ("15.40.00-P35-1-17", ["Lokalplan for Havnen i Ræveå"]),
        ("13/30382", ["Lokalplan for Havnen i Ræveå"]),
        ('"sagen udsatte"', []),
        ('"udsatte sagen"', ["Lokalplanforslag for skolen"]),
        ("skolen udsatte", ["Lokalplanforslag for skolen"]),
        ("rådet", ["Lokalplanforslag for skolen"]),
        ("radet", []),
        ("", []),
        ('" AND (NEAR* "', []),
    ],
)
def test_search_in_decisions(get, words, titles):
    found = rows(get, "soeg_i_beslutninger", q=words, kommune="")
    assert [row["titel"] for row in found] == titles


@pytest.mark.parametrize("table", ["beslutninger", "beslutninger_flad", "punkter", "sager_flad"])
def test_the_search_box_of_tables_filters_and_keeps_stars(get, table):
    found = rows(get, table, _search="lokalplan*")
    assert {row["titel"] for row in found} == {
        "Lokalplanforslag for skolen",
        "Lokalplan for Havnen i Ræveå",
    }
    assert {row["titel"] for row in rows(get, table, _search="15.40.00-P35-1-17")} == {
        "Lokalplan for Havnen i Ræveå"
    }
    assert rows(get, table, _search='xyzzy" OR') == []


def test_search_in_decisions_of_one_kommune(get):
    found = rows(get, "soeg_i_beslutninger", q="lokalplan*", kommune="morsø")
    assert [(row["kommune"], row["udfald"], row["side"]) for row in found] == [
        ("Morsø", "Udsat", 2)
    ]


def test_search_in_all_finds_the_account_and_never_what_is_closed(get):
    found = rows(get, "soeg_i_alt", q="boliger", kommune="")
    assert [row["titel"] for row in found] == ["Lokalplan for Havnen i Ræveå"]
    assert rows(get, "soeg_i_alt", q="hemmelig*", kommune="") == []


@pytest.mark.parametrize(
    "number", ["15.40.00-P35-1-17", "15400P35117", "154000p35117", "15.40.0-P35-01-17", "15.40*"]
)
def test_find_case_whatever_the_punctuation(get, number):
    found = rows(get, "find_sag", nummer=number)
    assert [(row["sagsnummer"], row["kommune"], row["nr"]) for row in found] == [
        ("15.40.00-P35-1-17", "Viborg", "1")
    ]


@pytest.mark.parametrize("number", ["13/30382", "13 30382", "1330382"])
def test_find_case_keeps_kommuner_apart(get, number):
    found = rows(get, "find_sag", nummer=number)
    assert [(row["kommune"], row["dato"], row["nr"]) for row in found] == [
        ("Morsø", "2022-05-03", None),
        ("Viborg", "2021-04-06", "1"),
    ]


@pytest.mark.parametrize("number", ["", "*", "99/1"])
def test_find_case_finds_nothing_for_nothing(get, number):
    assert rows(get, "find_sag", nummer=number) == []


def test_the_course_of_a_case_has_its_earlier_decisions(get):
    found = rows(get, "sagens_forloeb", sag="15.40.00-P35-1-17")
    assert [(row["dato"], row["udvalg"], row["udfald"], row["kendt_fra"]) for row in found] == [
        ("2021-03-02", "Havneudvalget", "Anbefalet", "gengivet 2021-04-06"),
        ("2021-04-06", "Teknikudvalget", "Godkendt med ændringer, Udsat", "mødets referat"),
    ]
    case = rows(get, "find_sag", nummer="15.40.00-P35-1-17")[0]["sag"]
    assert rows(get, "sagens_forloeb", sag=str(case)) == found


def test_absence_by_person(get):
    found = rows(get, "fravaer_pr_person", navn="", kommune="")
    by_name = {(row["navn"], row["kommune"]): row for row in found}
    assert len(found) == 5
    ib = by_name["Ib Sandholm", "Viborg"]
    assert (ib["moeder"], ib["afbud"], ib["fravaer_ved_punkter"]) == (1, 1, 1)
    assert by_name["Gro Vadum", "Morsø"]["afbud"] == 0
    only = rows(get, "fravaer_pr_person", navn="ålund", kommune="MORSØ")
    assert [(row["navn"], row["fravaer_procent"]) for row in only] == [("Per Ålund", 100.0)]


def test_decisions_by_kommune_and_outcome(get):
    found = rows(get, "beslutninger_pr_kommune_og_udfald", aar="2021")
    assert [(row["kommune"], row["udfald"], row["beslutninger"]) for row in found] == [
        ("Viborg", "Godkendt", 1),
        ("Viborg", "Godkendt med ændringer", 1),
    ]
    assert len(rows(get, "beslutninger_pr_kommune_og_udfald", aar="")) == 4


@pytest.mark.parametrize("table", sorted(FACETS))
def test_facets_are_there_and_count(get, table):
    answer = get(f"{URL}/{table}.json")
    for column in FACETS[table]:
        assert column in answer["facet_results"], f"{table}.{column}"


def test_facets_and_foreign_keys_have_labels(get):
    answer = get(f"{URL}/beslutninger.json")
    facet = answer["facet_results"]["kommune"]["results"]
    assert {value["label"] for value in facet} == {"Viborg", "Morsø"}
    page = get(f"{URL}/beslutninger")
    assert ">Godkendt med ændringer</a>" in page


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)
def test_every_query_has_a_danish_page_and_a_csv(get, query):
    page = get(f"{URL}/{query.name}")
    assert query.title in page
    assert all(label in page for _, label, _ in query.params)
    assert "Custom SQL" not in page
    args = {name: "" for name, _, _ in query.params}
    header = next(csv.reader(io.StringIO(get(f"{URL}/{query.name}.csv", **args))), [])
    assert header == [] or len(header) > 3


def test_home_leads_with_searches_and_counts(get):
    page = get("/")
    assert "Hvad blev der besluttet?" in page
    assert f'action="{URL}/soeg_i_beslutninger"' in page
    assert f'action="{URL}/find_sag"' in page
    assert "<b>4</b> beslutninger" in page


@pytest.mark.parametrize("table", ["punkter", "beslutninger"])
def test_a_row_shows_its_source_and_the_whole_punkt(get, table):
    one = rows(get, table, titel="Lokalplanforslag for skolen")[0]
    page = get(f"{URL}/{table}/{one['id']}")
    assert 'href="https://example.dk/b.pdf#page=' in page
    assert "Rådet udsatte sagen." in page
    assert "Byrådet 2022-05-03" in page
    assert "da_referat 0.1.0" in page
    other = rows(get, table, titel="Lokalplan for Havnen i Ræveå")[0]
    assert "minutes/a.pdf" in get(f"{URL}/{table}/{other['id']}")


def test_a_closed_punkt_says_that_it_is_closed(get):
    closed = rows(get, "punkter", lukket="1")[0]
    page = get(f"{URL}/punkter/{closed['id']}")
    assert "lukkede døre" in page
    assert "Hemmelig" not in page


@pytest.mark.parametrize(
    "table", ["kommuner", "udvalg", "sider", "moeder", "dokumenter", "koersler", "problemer"]
)
def test_rows_of_other_tables_have_a_page(get, table):
    one = rows(get, table)[0]
    assert get(f"{URL}/{table}/{one['id']}")


def test_results_link_to_their_punkt(get):
    one = rows(get, "soeg_i_beslutninger", q="skolen", kommune="")[0]
    page = get(f"{URL}/soeg_i_beslutninger", q="skolen", kommune="")
    assert f'<a href="{URL}/punkter/{one["punkt"]}">Lokalplanforslag for skolen</a>' in page
    assert f'<a href="{URL}/punkter/{one["punkt"]}">' in get(f"{URL}/sager_flad")


def test_the_folder_is_a_datasette_configuration_as_it_stands(own_database, tmp_path, run_async):
    """``datasette db/`` with ``db/referat.db`` in it."""
    folder = tmp_path / "db"
    shutil.copytree(site_dir(), folder, ignore=shutil.ignore_patterns("*.db*"))
    shutil.copy(own_database, folder / "referat.db")
    register_plugin()

    async def ask():
        site = Datasette(config_dir=folder)
        await site.invoke_startup()
        found = await site.client.get("/referat/find_sag.json?nummer=15400P35117&_shape=array")
        pages = [await site.client.get(path) for path in ("/", "/static/referat.css")]
        table = await site.client.get("/referat/punkter.json?_search=lokalplan*")
        for each in site.databases.values():
            each.close()
        site.executor.shutdown()
        return found.json(), pages, table.json(), site.setting("suggest_facets")

    found, pages, table, suggest = run_async(ask())
    assert [row["nr"] for row in found] == ["1"]
    assert [page.status_code for page in pages] == [200, 200]
    assert table["filtered_table_rows_count"] == 2
    assert suggest is False


def test_own_sql_is_allowed_reading_alone_and_within_bounds(get):
    answer = get(f"{URL}.json", sql="select count(*) as n from punkter", _shape="array")
    assert answer == [{"n": 4}]
    get(f"{URL}.json", status=400, sql="delete from punkter")
    get(f"{URL}.json", status=400, sql="select length(hex(zeroblob(400000000)))")


def test_a_taken_port_is_told_before_the_site_starts(database):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PublishError, match=rf"port {port} is in use.*--port"):
            serve(database, host="127.0.0.1", port=port)


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("127.0.0.1", -1)])
def test_an_address_that_is_none_is_told(database, host, port):
    with pytest.raises(PublishError, match="--port"):
        serve(database, host=host, port=port)
