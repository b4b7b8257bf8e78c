"""Readers are told what they may do with the data, and whose the names of KLE are."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing

import pytest
from click.testing import CliRunner

from referat.cli import main
from referat.publish.export import export
from referat.publish.licences import KLE_LICENCE, WITH_KLE
from referat.publish.options import SiteOptions

NOW = dt.datetime(2026, 1, 2, 3, tzinfo=dt.UTC)
URL = "https://creativecommons.org/licenses/by/4.0/deed.da"
BY = {"licence": "CC-BY-4.0", "licence_url": URL}


def package(folder):
    return json.loads((folder / "datapackage.json").read_text("utf-8"))


@pytest.mark.parametrize("page", ["/data", "/om"])
def test_pages_tell_the_licence_or_that_none_is_given(client, database, browse, page):
    assert "Udgiveren har ikke angivet en licens for data." in client(page).text
    told = browse(database, SiteOptions(**BY))(page).text
    assert f'<a href="{URL}" rel="license noreferrer">CC-BY-4.0</a>' in told
    assert "ikke angivet en licens" not in told


def test_the_page_of_data_has_the_notice_of_kle(client):
    page = client("/data").text
    assert "OS2KLE 3.23" in page
    assert 'href="https://mozilla.org/MPL/2.0/"' in page


@pytest.mark.parametrize(
    ("values", "licences"),
    [
        ({}, []),
        (BY, [{"name": "CC-BY-4.0", "title": "CC-BY-4.0", "path": URL}]),
        ({**BY, "licence": "CC BY 4.0"}, [{"title": "CC BY 4.0", "path": URL}]),
    ],
)
def test_the_package_has_the_licence_and_the_notice(database, tmp_path, values, licences):
    export(database, tmp_path / "ud", now=NOW, options=SiteOptions(**values))
    made = package(tmp_path / "ud")
    # Frictionless knows no empty list of licences.
    assert made.get("licenses", []) == licences
    assert ("licenses" in made) == bool(licences)
    files = {resource["path"]: resource.get("licenses") for resource in made["resources"]}
    assert files["kle_emner.csv.gz"] == [KLE_LICENCE]
    assert files["referat.db.gz"] == files["sager_flad.csv.gz"] == [*licences, KLE_LICENCE]
    assert files["punkter.csv.gz"] is None
    text = (tmp_path / "ud" / "LICENS.txt").read_text("utf-8")
    for told in (made["description"], text):
        assert ("Udgiveren har ikke angivet en licens" in told) == (not licences)
        assert (URL in told) == bool(licences)
    assert "Mozilla Public License 2.0: https://mozilla.org/MPL/2.0/" in text


def test_all_that_holds_names_of_kle_is_known(database):
    with closing(sqlite3.connect(database)) as conn:
        views = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'").fetchall()
        tables = conn.execute("SELECT name FROM sqlite_master WHERE name GLOB 'kle_*'").fetchall()
    found = {name for (name,) in tables}
    while more := {
        name for name, sql in views if name not in found and any(one in sql for one in found)
    }:
        found |= more
    assert found == WITH_KLE


def test_the_command_takes_the_licence_from_the_sites_settings(own_database, tmp_path):
    settings = tmp_path / "site.toml"
    settings.write_text(f'licence = "CC0-1.0"\nlicence_url = "{URL}"\n')
    result = CliRunner().invoke(
        main, ["export", "--db", str(own_database), "--site", str(settings)]
    )
    assert result.exit_code == 0, result.output
    assert package(tmp_path / "udtraek")["licenses"][0]["name"] == "CC0-1.0"


def test_programs_are_told_the_licence(database, browse):
    assert browse(database, SiteOptions(**BY))("/oparl/v1/system").json()["license"] == URL
    assert "license" not in browse(database)("/oparl/v1/system").json()
