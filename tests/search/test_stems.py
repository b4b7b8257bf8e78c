"""What a reader takes for one word has one stem, and no more than that."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.search.dates import date_token, find_dates
from referat.search.stems import RULES, fold, stem, stems, words
from referat.search.words import END_VERBS, IRREGULAR_LINES, NOT_ACTS, STOP

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


def test_other_stems_than_these_have_another_number():
    # An index keeps no stems to compare with: what gives another token needs another number.
    spelled = [word for line in IRREGULAR_LINES.split("\n") for word in line.split()]
    spelled += [word + end for word in spelled for end in ("s", "en", "er", "ede", "ing", "plan")]
    tokens = [*map(stem, spelled), *map(stem, (*sorted(STOP), *sorted(NOT_ACTS), *END_VERBS))]
    dated = (
        "12. marts 2019, 12/3-2019, den 3 jan. 98, 12.03.19, 2019-03-12, 27.15.12, 12-3-49, 12-3-55"
    )
    tokens += [date_token(day) for _, _, day in find_dates(dated)]
    tokens += words("Aabenraa  Læsø café 15.40.00-P35 naïve Straße aa_bb")
    found = hashlib.sha256(" ".join(map(str, tokens)).encode()).hexdigest()[:12]
    assert (RULES, found) == (2, "d1a68645a572")
