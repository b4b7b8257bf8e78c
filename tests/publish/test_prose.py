"""Texts as a page shows them: lines that flow, problems and what was covered in Danish."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import referat
from referat.danish.problemer import MASKERINGER
from referat.publish.prose import explain_problem, flowed, name_masked
from referat.types import Maskeringsart

LONG = "Regionsrådet vedtog derpå indstillingens 1) og 2) med 22 stemmer mod 16, nej sagde"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sendes tilbage til\nForretningsudvalget.", "sendes tilbage til Forretningsudvalget."),
        ("nedlægges fra 1.\napril 2025", "nedlægges fra 1. april 2025"),
        (f"{LONG} Ø og Ebbe\nLangsø (A).", f"{LONG} Ø og Ebbe Langsø (A)."),
        (f"{LONG} Ø.\nRådet", f"{LONG} Ø.\nRådet"),
        ("Et værelse.\nb. Et til.", "Et værelse.\nb. Et til."),
        ("at planen godkendes, og\nat den sendes i høring,\nat der afsættes penge",) * 2,
        ("Rådet besluttede\nat udsætte sagen.", "Rådet besluttede at udsætte sagen."),
        ("Vikarer -9,1 -12,2\nHotel 1,4 1,9", "Vikarer -9,1 -12,2\nHotel 1,4 1,9"),
        ("Direktionen indstiller:\nat", "Direktionen indstiller:\nat"),
        ("Et.\n\nTo", "Et.\n\nTo"),
        ("", ""),
        (None, ""),
    ],
)
def test_lines_flow_where_a_sentence_runs_on(text, expected):
    assert flowed(text) == expected


@given(st.text(alphabet="aÅb .,:1-\n("))
def test_flowing_changes_nothing_but_white_space(text):
    assert re.sub(r"\s+", "", flowed(text)) == re.sub(r"\s+", "", text)


# What a problem's code is called where it is made: code="…", or a class's default_code.
CODES = re.compile(r'''(?:code=|default_code = |_EMPTY = |source, (?:number|None), )"([a-z_]+)"''')


def test_every_code_of_the_package_is_told_in_danish():
    made = {
        code
        for path in Path(referat.__file__).parent.rglob("*.py")
        for code in CODES.findall(path.read_text(encoding="utf-8"))
    }
    assert len(made) > 20
    assert {code for code in made if "Noteret" in explain_problem(code)} == set()


def test_problems_name_the_punkter_and_the_servers_answer():
    text = explain_problem("nummerspring", "Punkt 2 is followed by punkt 5.")
    assert text.startswith("Punkt 2 følges af punkt 5. Et punkt derimellem")
    assert "503" in explain_problem("http_503")
    assert "ny_kode" in explain_problem("ny_kode")


def test_what_was_covered_is_counted_in_words():
    assert name_masked("cpr", 1) == "CPR-nummer"
    assert name_masked("cpr", 2) == "CPR-numre"
    assert name_masked("andet", 2) == "andet"


def test_every_kind_of_masking_has_a_word():
    assert MASKERINGER.keys() == {str(kind) for kind in Maskeringsart}
