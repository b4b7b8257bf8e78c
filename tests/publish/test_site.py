"""The site answers a journalist's and a researcher's first questions."""

from __future__ import annotations

import shutil
import socket

import pytest
from datasette.app import Datasette

from referat.errors import PublishError
from referat.publish.metadata import FACETS
from referat.publish.site import register_plugin, serve
from referat.resources import site_dir

URL = "/arkiv"


def rows(get, name, **args):
    return get(f"{URL}/{name}.json", _shape="array", **args)


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
    assert [(row["navn"], row["fravaerende"]) for row in only] == [("Per Ålund", 1)]


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


@pytest.mark.parametrize(
    "table", ["kommuner", "udvalg", "sider", "moeder", "dokumenter", "koersler", "problemer"]
)
def test_rows_of_other_tables_have_a_page(get, table):
    one = rows(get, table)[0]
    assert get(f"{URL}/{table}/{one['id']}")


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


@pytest.mark.parametrize("table", ["punkter", "beslutninger"])
def test_a_row_shows_its_source_and_leads_to_the_punkt(get, table):
    one = rows(get, table, titel="Lokalplanforslag for skolen")[0]
    page = get(f"{URL}/{table}/{one['id']}")
    assert 'href="https://example.dk/b.pdf#page=' in page
    assert f'href="/punkt/id-{one["id"]}"' in page
    other = rows(get, table, titel="Lokalplan for Havnen i Ræveå")[0]
    assert "minutes/a.pdf" in get(f"{URL}/{table}/{other['id']}")


def test_datasettes_own_sql_is_closed(get):
    get(URL, status=403, sql="select 1")
    get(f"{URL}/punkter", status=403, _where="1=1")


def test_views_link_to_pages(get):
    page = get(f"{URL}/sager_flad")
    assert 'href="/sag/15.40.00-P35-1-17"' in page
    assert 'href="/punkt/id-' in page
