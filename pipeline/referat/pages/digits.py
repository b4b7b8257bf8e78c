"""Stage 2: letters that OCR read among digits, put right where the number's own grammar says so.

Case numbers, dates, clock times, amounts and references ("stk. l"). Pure text in, pure text out:
what is no such number is left alone.
"""

from __future__ import annotations

import re

from referat.danish.kalender import MONTHS
from referat.danish.sagsnumre import CASE_LABEL, DOCUMENT_LABEL

_TO_DIGITS = str.maketrans("OoQIl|i", "0001111")
_D = r"[\dOoIl|]"
"""A digit, or what one is read as where only digits stand."""
_DASH = r"[ ]?[-–—][ ]?"
_MONTH = "|".join(sorted((re.escape(month) for month in MONTHS), key=len, reverse=True))

# "27.15.12-040-6-16", "27.15.l2-Ø4O-6-16", "00.22,02-P35-3-19": the subject's and facet's form is
# KLE's, in which a facet is a letter and two digits; not a date, which has no facet.
_KLE = re.compile(
    rf"(?<![\w.])({_D}{{2}})[.,]({_D}{{2}})[.,]({_D}{{2}})({_DASH})([A-ZÆØÅ0@])([\dOIlS|]{{2}})"
    rf"({_DASH})({_D}{{1,6}})({_DASH})({_D}{{4}}|{_D}{{2}})(?!\w)"
)
# What follows a label: "Sagsnr.: 15/3488l", "J.nr. 3O6-2009-600"; not "Sagsnr. Oo".
_LABELLED = re.compile(
    rf"((?:{CASE_LABEL.pattern})|(?:{DOCUMENT_LABEL.pattern}))"
    r"([ ]*)([\dOoIl|][\dOoIl|/.\-–]{3,})",
    re.IGNORECASE,
)
# "l. maj 2O13", "2l. januar", "3. april 20l9", "den 1O. juni"; not "l. majestæt".
_DATE = re.compile(
    rf"(?<![\w.])({_D}{{1,2}})(\.[ ]?(?:{_MONTH})\b)((?:\.?[ ])([12Il|]{_D}{{3}})(?![\w]))?",
    re.IGNORECASE,
)
# "O1-02-2013", "27.06.2O18", "3l/12-2015" with two digits at least
_NUMERIC_DATE = re.compile(
    rf"(?<![\w.])({_D}{{1,2}}[-./]{_D}{{1,2}}[-./][12Il|]{_D}{{3}})(?![\w/])"
)
# "KI. 16.00", "kl. l6:3O", "kI 9.00"
_CLOCK = re.compile(rf"(?<!\w)([Kk])[lI1|]([.,:]?)([ ]?)({_D}{{1,2}}[.:]{_D}{{2}})(?!\w)")
# "stk. l", "Nr. l", "pkt. l.", "Side l af 4"; a capital I may be a Roman number
_ONE = re.compile(
    r"(?<!\w)((?:stk|nr|pkt|punkt|sag|side|§|kap|s)\.?[ ])[l|](?=$|[ .,;:)\-–])", re.IGNORECASE
)
# "Sidel", "Sidel af 4"
_PAGE_ONE = re.compile(r"^([Ss]ide)[l|](?=$|[ ]af[ ])")
# "1O.000", "120.0O0"; not "1.O" or "O.000"
_AMOUNT = re.compile(r"(?<![\w.,])(\d[\dOo]{0,2}(?:\.[\dOo]{3})+)(?![\w])")
# "2O18", "20l8-2021", "l9"; a year with two digits at least
_YEAR = re.compile(rf"(?<![\w./-])((?:1[89]|[2][0Oo]){_D}{{2}})(?![\w])")
# "l. Godkendelse", "l0. Godkendelse", "1l) Godkendelse" at a line's head
_NUMBERED = re.compile(r"^(l\d?|\dl|ll)([.)][ ](?=[A-ZÆØÅ]))")
# "1.200 m?", "45 mZ", "12 m”": Tesseract's Danish model has no raised 2
_SQUARE = re.compile(r"(?<=\d[ ])m[?Z”\"*](?=$|[ .,;:)])")


def repair_digits(text: str) -> str:
    """Text with the letters among its digits put right."""
    text = _KLE.sub(_kle, text)
    text = _LABELLED.sub(_labelled, text)
    text = _DATE.sub(_date, text)
    text = _CLOCK.sub(_clock, text)
    text = _ONE.sub(r"\g<1>1", text)
    text = _PAGE_ONE.sub(r"\g<1> 1", text)
    text = _NUMBERED.sub(lambda found: _digits(found[1]) + found[2], text)
    for pattern in (_NUMERIC_DATE, _AMOUNT, _YEAR):
        text = pattern.sub(_if_mostly_digits, text)
    return _SQUARE.sub("m²", text)


def _digits(text: str) -> str:
    return text.translate(_TO_DIGITS)


def _if_mostly_digits(found: re.Match[str]) -> str:
    text = found[1]
    digits = sum(map(str.isdigit, text))
    letters = sum(letter.isalpha() or letter == "|" for letter in text)
    return _digits(text) if digits >= 2 and digits >= letters else text


def _kle(found: re.Match[str]) -> str:
    one, two, three, dash, facet, place, second, serial, third, year = found.groups()
    # No facet begins with a digit; of the capitals the Ø alone is read so (format atlas, 2.4).
    facet = "Ø" if facet in "0@O" else facet
    subject = ".".join(_digits(part) for part in (one, two, three))
    facet += _digits(place.replace("S", "5"))
    return f"{subject}{dash}{facet}{second}{_digits(serial)}{third}{_digits(year)}"


def _labelled(found: re.Match[str]) -> str:
    label, blank, number = found.groups()
    digits = sum(map(str.isdigit, number))
    letters = sum(letter.isalpha() or letter == "|" for letter in number)
    if digits < 3 or letters > 2:
        return found[0]
    return f"{label}{blank}{_digits(number)}"


def _date(found: re.Match[str]) -> str:
    day, month, tail, year = found.groups()
    day = _digits(day)
    if not 1 <= int(day) <= 31:
        return found[0]
    if year:
        tail = tail.replace(year, _digits(year))
    return f"{day}{month}{tail or ''}"


def _clock(found: re.Match[str]) -> str:
    letter, point, blank, time = found.groups()
    return f"{letter}l{point}{blank}{_digits(time)}"
