"""What a reader takes for one word has one stem, and no more than that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.search.stems import fold, stem, stems, words

FAMILIES = (
    "besluttede beslutning beslutningen beslutninger beslutter besluttet",
    "godkendes godkendt godkendelse godkende godkender godkendte",
    "anbefales anbefaling anbefalede anbefalet anbefalinger",
    "indstiller indstilling indstillede indstillingen indstilles",
    "orienterede orientering orienteres orienteret",
    "udpegede udpegning udpeges",
    "ændrede ændring ændringer ændres ændret",
    "drøftede drøftes drøftelse",
    "udsættes udsat udsatte udsættelse",
    "vedtog vedtaget vedtages vedtagelse",
    "barn børn barnet børnene børns",
    "by byen byer byerne",
    "budget budgettet budgetter budgetterne",
    "bolig boliger boligen boligerne",
    "skole skolen skoler skolerne",
    "lokalplan lokalplanen lokalplaner",
    "ansøgning ansøgninger ansøgt",
    "anvendes anvendt anvendelse",
)
APART = (
    ("rådet", "radet"),
    ("ordning", "ord"),
    ("bygning", "byg"),
    ("høring", "hør"),
    ("forening", "for"),
    ("lokalplan", "kommuneplan"),
    ("barn", "bar"),
)


@pytest.mark.parametrize("family", FAMILIES)
def test_inflections_share_a_stem(family):
    assert len(set(stems(family))) == 1, set(stems(family))


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_do_not(one, other):
    assert stem(fold(one)) != stem(fold(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Aabenraa", "Åbenrå"),
        ("laesning", "læsning"),
        ("MØDE", "møde"),
        ("Allé", "alle"),
        ("Bj\u006f\u0308rn", "Bjørn"),  # o with a combining diaeresis, as some PDFs write it
    ],
)
def test_spellings_of_a_letter_are_one(one, other):
    assert stems(one) == stems(other)


def test_compounds_end_as_their_last_word():
    assert stem("kommunebudgettet").endswith(stem("budgettet"))
    assert stem("landsbyen") == stem("landsby")


@given(st.text(max_size=80))
def test_any_text_has_stems_that_stay_what_they_are_cut_to(text):
    assert len(words(text)) == len(stems(text))
    assert all(found and found == found.casefold() for found in stems(text) if found.isascii())
