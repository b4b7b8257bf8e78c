"""The file of sources: what is wrong is told with line and key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from referat.errors import SettingsError
from referat.ingest.sources import describe, load_plan
from referat.listing import SourceKind

GOOD = """contact = "drift@example.dk"
rate_note = 1

[[source]]
id = "greve"
kind = "firstagenda"
url = "https://dagsordener.greve.dk"
kommune = "Greve"

[[source]]
id = "arkiv"
kind = "folder"
url = "s3://arkiv/referater"
""".replace("rate_note = 1\n", "connections = 4\n")


def load(tmp_path: Path, text: str):
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    return load_plan(path)


def test_a_file_becomes_a_plan(tmp_path):
    plan = load(tmp_path, GOOD)
    assert plan.connections == 4
    greve, arkiv = plan.sources
    assert (greve.kind, greve.kommune, greve.rate, greve.name) == (
        SourceKind.FIRSTAGENDA, "Greve", 1.0, "greve",
    )  # fmt: skip
    assert arkiv.kind is SourceKind.FOLDER


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('contact = "drift@example.dk"', 'contact = "drift', "not valid TOML.*line 1"),
        ('contact = "drift@example.dk"', 'contact = "os"', "line 1, key 'contact'.*no e-mail"),
        ('contact = "drift@example.dk"\n', "", "key 'contact'.*missing"),
        ("connections = 4", "connections = 0", "line 2, key 'connections'.*1 to 32"),
        (
            "connections = 4",
            'connections = "4"',
            "line 2, key 'connections': it is \"4\", text. Write connections = 4, without",
        ),
        ("connections = 4", "conections = 4", "line 2, key 'conections'.*unknown.*Is it 'connect"),
        ("connections = 4", 'gate = "no"', "line 2, key 'gate': .*Write gate = false, without"),
        ("connections = 4", "memory_limit = 1.5", "key 'memory_limit': .*whole number"),
        ("connections = 4", "silence_limit = 1e300", "key 'silence_limit': .*too large"),
        ("connections = 4", "sources = 3", "line 2, key 'sources': unknown.*Write each source as"),
        (
            "connections = 4",
            'mail = {host = "a", to = "c", sender = "b"}',
            'key \'to\': it is "c", text. Write to = ."c".: a list',
        ),
        (
            "connections = 4",
            'mail = {host = "a", to = ["c"], sender = "b", port = 99999}',
            "key 'port': there is no such port",
        ),
        ('kommune = "Greve"', 'robots = "false"', "key 'robots': .*Write robots = false"),
        ('kommune = "Greve"', "rules = {links = 'a'}", "key 'rules': unknown.*source's own keys"),
        ('kommune = "Greve"', "folow = 'a'", "line 8, key 'folow': unknown.*Is it 'follow'"),
        ('kommune = "Greve"', 'kommune = "Gr\\u0000"', "key 'kommune': it holds a null"),
        ('kind = "firstagenda"', 'kind = "firstagend"', "line 6, key 'kind'.*firstagenda"),
        ('kind = "firstagenda"\n', "", "line 4, key 'kind'"),
        ('url = "https://dagsordener.greve.dk"', 'url = "greve.dk"', "line 7, key 'url'"),
        ('url = "https://dagsordener.greve.dk"\n', "", "line 4, key 'url'.*missing"),
        ('id = "arkiv"', 'id = "greve"', "line 11, key 'id'.*twice"),
        ('id = "arkiv"', 'id = "../arkiv"', "line 11, key 'id'.*no short name"),
        ('id = "arkiv"', "id = 3", "line 11, key 'id': it is 3, .*Write id = \"3\", with"),
        ('kommune = "Greve"', "rate = -1", "line 8, key 'rate'.*below 0"),
        (
            'kommune = "Greve"',
            "rate = true",
            "line 8, key 'rate': it is true, a switch. Give a number",
        ),
        ('kommune = "Greve"', "links = '('", "line 8, key 'links'.*regular expression"),
        ('kommune = "Greve"', "key = 'abc'", "line 8, key 'key'.*no group"),
        ('kommune = "Greve"', 'komune = "Greve"', "line 8, key 'komune'.*unknown.*kommune"),
        ('kommune = "Greve"', "rate = nan", "line 8, key 'rate'.*no number"),
        ('kommune = "Greve"', "rate = 1e-9", "line 8, key 'rate'.*request an hour"),
        ('kommune = "Greve"', "next = 'a['", "line 8, key 'next'.*no CSS selector"),
        ('kommune = "Greve"', "max_pages = 0", "line 8, key 'max_pages'.*below 1"),
        ("https://dagsordener.greve.dk", "https://u:p@greve.dk", "line 7, key 'url'.*password"),
        ("https://dagsordener.greve.dk", "https://[greve", "line 7, key 'url'.*no web address"),
        ("https://dagsordener.greve.dk", "https:///x", "line 7, key 'url'.*no web address"),
        ('url = "s3://', 'url = "http://', "line 13, key 'url'.*http:// is no folder"),
        ("connections = 4", "connections = 4000", "line 2, key 'connections'.*1 to 32"),
        ("connections = 4", "patience = -1", "line 2, key 'patience'.*below 0"),
        ("connections = 4", "document_limit = inf", "line 2, key 'document_limit'.*no number"),
        ("connections = 4", 'webhook = "hook"', "line 2, key 'webhook'.*no web address"),
        ("connections = 4", "mail = 3", "line 2, key 'mail': it is 3, .*Write a table"),
        (
            "connections = 4",
            'mail = {host = "a", to = [1], sender = "b"}',
            "key 'to': it is .1., a list. Write to = ",
        ),
        (
            "connections = 4",
            'mail = {host = "a", to = ["c"], sender = "b", user = "d"}',
            "key 'starttls'.*unencrypted",
        ),
        ('[[source]]\nid = "greve"', '[source]\nid = "greve"', "source|not valid TOML"),
    ],
)
def test_what_is_wrong_is_told_with_line_and_key(tmp_path, old, new, message):
    assert old in GOOD
    with pytest.raises(SettingsError, match=message) as caught:
        load(tmp_path, GOOD.replace(old, new, 1))
    assert "sources.toml" in str(caught.value)
    assert caught.value.action


def test_what_a_source_would_do_is_said_and_what_may_be_a_slip(tmp_path):
    plan = load(tmp_path, GOOD.replace('kommune = "Greve"', 'kommune = "Grebe"'))
    greve, arkiv = (list(describe(one)) for one in plan.sources)
    assert greve[0].startswith("asks for the list of all meetings")
    assert greve[1] == "Grebe; 1 requests a second, 2000 new documents a night"
    assert greve[2] == "DOUBT: 'Grebe' is on no list of kommuner and regions. Is it 'Greve'?"
    assert len(arkiv) == 2
    assert all(list(describe(replace(plan.sources[0], kind=kind))) for kind in SourceKind)


def test_a_file_without_sources_is_refused(tmp_path):
    """A night over none would call every known source discontinued."""
    with pytest.raises(SettingsError, match="no source is declared"):
        load(tmp_path, 'contact = "drift@example.dk"\n')


def test_a_missing_file_is_wrong_use(tmp_path):
    with pytest.raises(SettingsError, match="cannot be read"):
        load_plan(tmp_path / "none.toml")


def test_the_example_that_is_shipped_is_good(corpus):
    assert load_plan(corpus / "sources.toml").sources
