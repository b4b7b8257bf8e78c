"""Case numbers: found in a line by label or by shape, and brought to their normal form.

In: the text of one line. Out: numbers with kind and printed form. Which line belongs to which punkt
is decided by the roles of the lines.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from referat.danish import sagsnumre as grammar
from referat.danish.sagsnumre import FOREIGN
from referat.structure.dates import find_dates
from referat.structure.text import BLANKS, DASHES

_DIGIT = re.compile(r"\d")
_INITIALS_BEFORE = re.compile(r"^[A-ZÆØÅ]{3,7}\s?/\s?(?=\d\d/\d)")
_OPEN_BEFORE = re.compile(r"^(?:åben|åbent|lukket)(?:\s+(?:sag|punkt))?\s*[-–:]?\s+", re.IGNORECASE)
_KLE = re.compile(r"^(\d\d\.\d\d\.\d\d-?)([A-ZÆØÅ0@15])([0-9OSIL]{2})(-.*)?$")
_PUNKT_NUMBER = re.compile(r"^\s*sag\s?nr\.?\s*:?\s*\d{1,3}\s*$", re.IGNORECASE)
_PERIOD = re.compile(r"^(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d$")
_LABEL = re.compile(
    rf"(?P<both>{grammar.BOTH_LABEL.pattern})|(?P<doc>{grammar.DOCUMENT_LABEL.pattern})"
    rf"|(?P<case>{grammar.CASE_LABEL.pattern})"
    r"|(?P<other>(?<!\w)(?:initialer|sagsinitialer|sagsansvarlig\w*|sagsbeh(?:andler)?|init|"
    r"kompetence|bilagsnr)\s*[.:]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundNumber:
    """A case or document number in a line."""

    nummer: str
    """Normal form."""
    printed: str
    """As printed."""
    type: str
    """Kind, as in ``danish.sagsnumre``."""
    is_document: bool
    """A document number, which is no case number."""
    labelled: bool
    """A label stands before it."""


_FACETS = dict.fromkeys("0@OQ", "Ø") | {"1": "I", "5": "S"}
"""Letter of a KLE facet by what OCR reads it as; no facet begins with a digit, O or Q."""


def normal_form(printed: str, *, kind: str = "") -> str:
    """Normal form of a number: no blanks, capitals, dashes as "-", no final full stop.

    A KLE facet misread by OCR is repaired, since no facet begins with a digit and none of them
    holds a letter (format atlas, 2.4): "27.15.12-040-6-16" is "27.15.12-Ø40-6-16".
    """
    text = DASHES.sub("-", BLANKS.sub("", printed)).upper().strip(".,:;")
    if kind == "kle" or (not kind and text.count("-") == 3):
        found = _KLE.match(text)
        if found:
            head, letter, digits, tail = found.groups()
            letter = _FACETS.get(letter, letter)
            digits = digits.translate(str.maketrans("OSIL", "0511"))
            text = f"{head}{letter}{digits}{tail or ''}"
    return text


def _match_at(text: str, *, labelled: bool) -> tuple[str, str, int] | None:
    """Kind, printed number and end at the head of a text."""
    stripped = len(text) - len(text.lstrip())
    for kind in grammar.KINDS:
        if not labelled and not kind.alone:
            continue
        found = kind.pattern.match(text, stripped)
        if found:
            return kind.name, found.group(), found.end()
    return None


def is_period(printed: str) -> bool:
    """Whether a text is a span of years: "2020-2030" in a title is no case number."""
    return bool(_PERIOD.match(DASHES.sub("-", printed)))


def find_numbers(text: str, *, alone: bool = False) -> list[FoundNumber]:
    """Numbers of a line.

    Args:
        text: The line.
        alone: The line stands where a case number stands (beside a heading), so that a number
            counts without a label when it is the whole line.
    """
    if not _DIGIT.search(text) or _PUNKT_NUMBER.match(text):
        return []
    if FOREIGN.search(text):
        return []
    numbers: list[FoundNumber] = []
    labels = list(_LABEL.finditer(text))
    for place, label in enumerate(labels):
        end = labels[place + 1].start() if place + 1 < len(labels) else len(text)
        segment = text[label.end() : end]
        if label["other"]:
            continue
        if label["both"]:
            parts = re.split(r"\s+/\s+", segment.strip(), maxsplit=1)
            for part, is_document in zip(parts, (False, True), strict=False):
                found = _match_at(part, labelled=True)
                if found:
                    numbers.append(_number(found, is_document=is_document, labelled=True))
            continue
        segment = _INITIALS_BEFORE.sub("", segment.lstrip())
        found = _match_at(segment, labelled=True)
        while found:
            numbers.append(_number(found, is_document=bool(label["doc"]), labelled=True))
            # "Sagsnr.: 13/5611, 13/5612", "01.02.15-P16-2-17 / 01.02.05-P16-9-17"; a cell's lines
            # have no sign between them
            more = re.match(r"\s*(?:,|og|;|(?<=\s)/(?=\s))\s*", segment[found[2] :])
            segment = segment[found[2] + (more.end() if more else 0) :]
            found = _match_at(segment, labelled=True) if more else _next_alike(segment, *found)
    if numbers or labels or not alone:
        return numbers
    rest = _AND_BEFORE.sub("", _OPEN_BEFORE.sub("", text.strip()))
    rest = _INITIALS_BEFORE.sub("", rest).strip(" ()")
    found = _match_at(rest, labelled=False)
    if not found or is_period(found[1]):
        return []
    others = _further(rest[found[2] :], found[1])
    tail = "" if others else rest[found[2] :].strip(" .,;()-–")
    is_date = not found[0].startswith("kle") and any(
        date.start == 0 for date in find_dates(found[1])
    )
    if is_date or (tail and not grammar.NEIGHBOURS.match(tail)):
        return []
    return [_number(one, is_document=False, labelled=False) for one in (found, *others)]


def _next_alike(text: str, kind: str, printed: str, _: int) -> tuple[str, str, int] | None:
    """A number of one kind and length with the one before it, behind a blank; days are as short."""
    bare = text.lstrip()
    found = _match_at(bare, labelled=False) if bare is not text and bare[:1].isdigit() else None
    if found is None or found[0] != kind or abs(len(found[1]) - len(printed)) > 1:
        return None
    if any(not date.start for date in find_dates(found[1])):
        return None
    return found[0], found[1], found[2] + len(text) - len(bare)


_INITIALS = re.compile(r"[a-zæøå]{2,4}|[A-ZÆØÅ]{2,5}")
"""Of whom that has the case, behind its numbers."""
_AND_BEFORE = re.compile(r"^(?:og|samt|&)\s+(?=\d)")
"""Before the second number of a punkt, in the line below the first: "og 76/090"."""
_AND = re.compile(r"\s*(?:,|;|&|/|–|-|\bog\b)\s+")


def _further(text: str, first: str) -> list[tuple[str, str, int]]:
    """Numbers that follow another on a line which holds nothing else: "22/10871 og 23/0402".

    Not a document's behind its case's: "2019-004410 / 2019-004410-3".
    """
    numbers: list[tuple[str, str, int]] = []
    while text.strip() and not (numbers and _INITIALS.fullmatch(text.strip())):
        joint = _AND.match(text)
        found = _match_at(text[joint.end() :], labelled=False) if joint else None
        if joint is None or found is None or is_period(found[1]):
            return []
        if found[1].startswith(first) or any(not date.start for date in find_dates(found[1])):
            return []
        numbers.append(found)
        text = text[joint.end() + found[2] :]
    return numbers


SUBJECT = re.compile(
    r"(?P<nr>\d\d\.\d\d\.\d\d(?:\s?-?[A-ZÆØÅ]\d\d)?)\s*[-–,;:]?\s+"
    r"(?=(?:sag|j\.?\s?nr|journal|dok|esdh)\w*\.?\s*(?:nr|nummer|id)?)",
    re.IGNORECASE,
)
"""A subject of KLE before the labelled number of the case: "05.07.00 Sagsnr.: 15/24593."."""
# "Arkivnr.: ", "Åbent - ", "Sag HDRD / ": what may stand before a number on a case's line
_ANY_LABEL = re.compile(
    r"^(?:(?:åben|lukket)t?(?:\s+(?:sag|punkt))?\s*[-–:|]?\s+)?"
    r"(?:(?:[A-ZÆØÅ][\wæøå.\s-]{1,24}?)?(?:nr|nummer|id|ref|sag)\.?\s*:?\s+)?(?:[A-ZÆØÅ]{2,7}\s*/\s*)?",
    re.IGNORECASE,
)
_RUNNING = re.compile(r"^\d{5,8}$")


def numbers_of_case(text: str) -> list[FoundNumber]:
    """Numbers of a line that is known to tell a punkt's case.

    Where the grammar finds none, a number counts behind a label that no lexicon has, or alone in
    its cell.
    """
    subject = SUBJECT.match(text.lstrip())
    numbers = [make_subject(subject["nr"])] if subject else []
    numbers += find_numbers(text, alone=True)
    decided = any(not number.is_document for number in numbers)
    if decided or FOREIGN.search(text) or grammar.DOCUMENT_LABEL.match(text.lstrip()):
        return numbers
    rest = text.strip()[_ANY_LABEL.match(text.strip()).end() :]  # type: ignore[union-attr]  # may be empty
    if _RUNNING.match(rest):
        return [*numbers, _number(("loebenr", rest, len(rest)), is_document=False, labelled=False)]
    found = _match_at(rest, labelled=True)
    if found is None or found[0] in ("loebenr", "kort-aar", "andet", "acadre-kort"):
        return numbers
    if is_period(found[1]):
        return numbers
    if find_dates(found[1]) and not found[0].startswith("kle"):
        return numbers
    return [*numbers, _number(found, is_document=False, labelled=False)]


def make_subject(printed: str) -> FoundNumber:
    """A subject of KLE that stands for a case."""
    kind = "kle-emne" if printed[-3:-2].isalpha() else "kle-emne-nr"
    return FoundNumber(
        nummer=normal_form(printed, kind=kind),
        printed=printed,
        type=kind,
        is_document=False,
        labelled=False,
    )


def number_at(text: str) -> tuple[FoundNumber, int] | None:
    """A case or document number at the head of a heading, with the place behind it.

    With a label, or in one of the forms that need none; the body's journal ("ØU 145/11") counts.
    """
    label = _LABEL.match(text)
    start = label.end() if label and not label["other"] else 0
    found = _match_at(text[start:], labelled=True)
    if found is None or (not start and found[0] not in _HEADS):
        return None
    if is_period(found[1]):
        return None
    is_document = bool(label and label["doc"])
    return _number(found, is_document=is_document, labelled=bool(start)), start + found[2]


_HEADS = frozenset(kind.name for kind in grammar.KINDS if kind.alone) | {"organ", "historisk"}
"""Forms that count at the head of a heading without a label; journals' letters among them (F24)."""


def _number(found: tuple[str, str, int], *, is_document: bool, labelled: bool) -> FoundNumber:
    kind, printed, _ = found
    return FoundNumber(
        nummer=normal_form(printed, kind=kind),
        printed=printed.strip(),
        type=kind,
        is_document=is_document,
        labelled=labelled,
    )


# "Åbningstider i 1998, j.nr. 22.10.00A30-1"
_BEHIND = re.compile(
    r"\s*[,;–-]\s*(?P<case>(?:j\.?\s?nr|jnr|journalnr|sagsnr|sags?\s?nr)\.?\s*:?\s*\S{4,30})\s*$",
    re.IGNORECASE,
)
# an empty parenthesis; "…, j.nr." over a line with the number
_DANGLING = re.compile(r"\s*\(\s*\)\s*$|\s*,\s*(?:j\.?\s?nr|sagsnr)\.?\s*:?\s*$", re.IGNORECASE)
_DOCUMENT_BEHIND = re.compile(r"(?<=\d)\s+dok(?:ument)?(?:nr)?\.?.*$", re.IGNORECASE)
_CLOSING = re.compile(r"\s*\(\s*([^()]{5,60}?)\s*\)\s*$")
# "Takster for havnen (271357)": a running number; sums have dots and a "kr.", CVR and telephone 8
_RUNNING_ALONE = re.compile(r"\d{5,7}")


# "[02.12.00-P20-2-03] Nr. 320: Ny skole": the case before the word for an item
_CASE_BEFORE = re.compile(
    r"^[\[(](?P<cases>[^\[\]()]{5,60})[\])]\s*[-–:]?\s+(?=(?:nr|punkt|pkt|sag)\b\.?\s*\d)",
    re.IGNORECASE,
)


def case_before(text: str) -> tuple[str, tuple[FoundNumber, ...]]:
    """A line without the case numbers in brackets that it opens with, and those."""
    found = _CASE_BEFORE.match(text)
    cases = find_numbers(found["cases"], alone=True) if found else []
    return (text[found.end() :], tuple(cases)) if found and cases else (text, ())


def split_heading_number(title: str) -> tuple[str, FoundNumber | None]:
    """Part a heading from the case number in the parenthesis that closes it (F05).

    "Ny bro (2020-0111222)" gives the title and the number; an empty parenthesis is dropped.
    """
    found = _CLOSING.search(title)
    if found:
        # "(13/5078 Dok. 84373/13)": what follows the number is the document's
        numbers = [
            *find_numbers(found[1], alone=True),
            *find_numbers(_DOCUMENT_BEHIND.sub("", found[1]), alone=True),
        ]
        if _RUNNING_ALONE.fullmatch(found[1]):
            numbers = numbers_of_case(found[1])
        case = next((number for number in numbers if not number.is_document), None)
        if case is not None:
            return title[: found.start()].strip(), case
    if behind := _BEHIND.search(title):
        numbers = find_numbers(behind["case"], alone=True)
        if len(numbers) == 1 and not numbers[0].is_document:
            return title[: behind.start()].strip(), numbers[0]
    return _DANGLING.sub("", title).strip(), None


# "14. Lån til Østre Skole (j.nr. 17.01.3/77)": words as short as initials, and a title all the same
_NUMBERED_TITLE = re.compile(
    r"\d{1,4}[.)]\s+(?!sag|journal|dok|init|åben|lukke|punkt)[A-ZÆØÅ](?-i:[a-zæøå]{2,})\s",
    re.IGNORECASE,
)


@lru_cache(maxsize=10_000)
def is_number_line(text: str) -> bool:
    """Whether a line is a case number with its neighbours and nothing else."""
    if len(text) > 140 or not _DIGIT.search(text) or _NUMBERED_TITLE.match(text):
        return False
    numbers = find_numbers(text, alone=True)
    if not numbers:
        return False
    rest = _LABEL.sub(" ", text)
    for number in numbers:
        rest = rest.replace(number.printed, " ", 1)
    rest = re.sub(
        r"(?i)\b(?:åben|åbent|lukket|sag|punkt|initialer|dok|nr|[A-ZÆØÅ]{2,7}|"
        r"[a-zæøå]{2,6}(?:[./][a-zæøå]{1,4})?)\b",
        " ",
        rest,
    )
    return len(re.sub(r"[^\w]", "", rest)) <= 12
