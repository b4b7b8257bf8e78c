"""Web pages: the main content as lines, and nothing else."""

from __future__ import annotations

import pytest

from referat.pages.html import BODY_SIZE, SIZES, read_html

PAGE = """<!DOCTYPE html><html><head><title>Kommunen</title><style>p{color:red}</style></head><body>
<header><nav><a href="/">Forside</a></nav></header>
<div class="cookie-banner">Vi bruger cookies</div>
<main><article><header><h1>Referat af Byrådet</h1><p>Mødedato: <b>1. maj 2020</b></p></header>
<h2>1. Godkendelse af dagsorden</h2>
<p><strong>Beslutning</strong></p><p>Godkendt.<br>Afbud: Hanne Holm</p>
<ul><li>Et forslag</li><li>To <b>forslag</b></li></ul>
<table><tr><th>Parti</th><th>Stemmer</th></tr><tr><td>A</td><td>12</td></tr></table>
<p>&nbsp;</p><p><em>Sagen</em> <i>udsættes</i></p>
<script>alert("x")</script><aside>Læs også</aside><form><label>Søg</label></form>
</article></main><footer>Kontakt os</footer></body></html>"""


def rows(lines):
    found = {}
    for line in lines:
        found.setdefault(line.row, []).append(line.text)
    return list(found.values())


def test_the_main_content_is_read_in_order():
    assert rows(read_html(PAGE.encode())) == [
        ["Referat af Byrådet"],
        ["Mødedato: 1. maj 2020"],
        ["1. Godkendelse af dagsorden"],
        ["Beslutning"],
        ["Godkendt."],
        ["Afbud: Hanne Holm"],
        ["- Et forslag"],
        ["- To forslag"],
        ["Parti", "Stemmer"],
        ["A", "12"],
        ["Sagen udsættes"],
    ]


def test_headings_are_bold_and_sized_by_level():
    by_text = {line.text: line for line in read_html(PAGE.encode())}
    assert by_text["Referat af Byrådet"].size == SIZES["h1"]
    assert by_text["1. Godkendelse af dagsorden"].size == SIZES["h2"]
    assert by_text["1. Godkendelse af dagsorden"].bold
    assert by_text["Godkendt."].size == BODY_SIZE
    assert by_text["Beslutning"].bold
    assert not by_text["Mødedato: 1. maj 2020"].bold
    assert by_text["Sagen udsættes"].italic
    assert by_text["- Et forslag"].listed


def test_without_a_main_element_headers_and_footers_are_dropped():
    page = (
        "<body><header>Menu</header><div><h1>Referat</h1><p>Godkendt.</p></div><footer>x</footer>"
    )
    assert rows(read_html(page.encode())) == [["Referat"], ["Godkendt."]]


def test_a_layout_table_is_read_as_text():
    cells = "<td><p>Sag</p><p>Indstilling</p></td><td><p>Tekst</p><p>Mere</p></td>"
    page = f"<table><tr>{cells}</tr></table>"
    assert rows(read_html(page.encode())) == [["Sag"], ["Indstilling"], ["Tekst"], ["Mere"]]


@pytest.mark.parametrize(
    "data",
    [
        "<html><head><meta charset='iso-8859-1'></head><body>Ærø</body></html>".encode("latin-1"),
        "<html><body>Ærø</body></html>".encode("cp1252"),
        "<html><head><meta charset='utf-8'></head><body>Ærø</body></html>".encode(),
        # What it says is not what it is.
        "<html><head><meta charset='utf-8'></head><body>Ærø</body></html>".encode("latin-1"),
        "<html><head><meta charset='findes-ikke'></head><body>Ærø</body></html>".encode(),
    ],
)
def test_the_character_set_is_found(data):
    assert [line.text for line in read_html(data)] == ["Ærø"]


def test_a_page_of_menus_gives_nothing():
    assert read_html(b"<body><nav>Forside</nav><script>x</script></body>") == ()


def test_nested_parts_that_are_dropped_do_not_harm():
    page = (
        "<body><nav class='menu'><div class='menu'><form><input></form></div></nav><p>Ja</p></body>"
    )
    assert [line.text for line in read_html(page.encode() * 3)] == ["Ja", "Ja", "Ja"]
