"""Two readings of one page: which is the better, and when another is worth the time."""

from __future__ import annotations

import random

import pytest

from referat.pages.quality import Quality, is_better, is_foreign, is_garbage, judge

PROSE = """
Udvalget drøftede sagen på mødet den 3. maj 2021 og besluttede at sende forslaget til lokalplan i
høring hos borgerne. Forvaltningen oplyser, at der ikke er økonomiske konsekvenser for kommunen, og
at sagen forelægges igen, når høringen er slut. Byrådet godkendte indstillingen fra Økonomiudvalget.
Et medlem kunne ikke tiltræde, da der efter hendes mening ikke er taget hensyn til de ældre, som bor
ved søen, og som har været imod planen siden 2018. Formanden foreslog, at punktet blev udsat.
"""


def misread(text, share):
    """The text as poor OCR gives it."""
    pairs = {"e": "c", "o": "0", "l": "1", "i": "!", "m": "rn", "å": "a", "ø": "o", "t": "l"}
    chance = random.Random(4)
    return "".join(
        pairs.get(letter, letter) if chance.random() < share else letter for letter in text
    )


def test_danish_prose_is_beyond_doubt():
    quality = judge(PROSE)
    assert quality.known > 0.4 * quality.words
    assert quality.odd == 0
    assert not quality.is_doubtful
    assert not quality.is_foreign


@pytest.mark.parametrize(
    "word",
    ["Ø40", "P35", "18b", "4A", "2018", "kr.", "01.11.24-P35-2-18", "B&W", "d.", "§", "iPad"],
)
def test_what_minutes_print_is_not_odd(word):
    assert judge(word).odd == 0


@pytest.mark.parametrize(
    "word", ["udva1get", "m0de", "bes|utning", "f>rslag", "xvbrt", "~", "sagEn"]
)
def test_what_poor_ocr_gives_is_odd(word):
    assert judge(word).odd == 1


def test_shifted_letters_are_not_danish():
    shifted = "".join(chr(ord(letter) + 1) if letter.isalpha() else letter for letter in PROSE)
    assert judge(shifted).is_foreign


@pytest.mark.parametrize("danish", [0, 1, 2, 3, 4, 5, 20, 70])
def test_a_text_is_as_foreign_at_a_glance_as_word_by_word(danish):
    for strange in (0, 20, 39, 40, 57, 76, 95, 114):
        for words in (["og"] * danish + ["xyz"] * strange, ["xyz 12"] * strange + ["og"] * danish):
            text = " ".join(words)
            assert is_foreign(text) == judge(text).is_foreign


def test_a_list_of_names_is_too_short_to_judge():
    assert not judge("Hanne Holm\nViggo Dam\nAda Eksempel").is_doubtful


@pytest.mark.parametrize("share", [0.03, 0.08, 0.2])
def test_a_good_reading_is_better_than_a_poor_one_and_never_the_other_way(share):
    good, poor = judge(PROSE * 3), judge(misread(PROSE * 3, share))
    assert poor.is_doubtful
    assert is_better(good, poor, confidence=0.95)
    assert not is_better(poor, good, confidence=0.95)


def test_two_good_readings_leave_what_is_there():
    good = judge(PROSE)
    assert not is_better(good, good, confidence=0.99)
    one_more = Quality(words=good.words, known=good.known + 1, odd=0)
    assert not is_better(one_more, good, confidence=0.99)


def test_an_unsure_reading_replaces_nothing():
    assert not is_better(judge(PROSE), judge(misread(PROSE, 0.2)), confidence=0.4)


@pytest.mark.parametrize("text", ["Søndag på Østergade", "SÃO PAULO", "§ 18 – «citat»", "Âge", ""])
def test_danish_is_no_garbage(text):
    assert not is_garbage(text)


@pytest.mark.parametrize(
    "text", ["SÃ¸ndag pÃ¥ Ã˜stergade og i fÃ¦llesskab", "\ue001\ue002\ue003 ok", "a\x01b\x02\x03c"]
)
def test_garbage_is_garbage(text):
    assert is_garbage(text)
