"""Headings that the line net found: their number, title and case numbers, in whatever form.

In: the lines of one heading. Out: a ``Heading``. The rules know forms of numbers that show a
heading; here it is known that the lines are one, and what stands before the title is taken off
piece by piece: the word for an item, its number, a clock, a mark of open or closed, a case number.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from referat.danish.overskrifter import MARK_ALONE
from referat.structure.headings import Heading, parse_heading
from referat.structure.sagsnumre import (
    SUBJECT,
    FoundNumber,
    case_before,
    find_numbers,
    make_subject,
    number_at,
)
from referat.structure.text import fold_name, fold_spaces, join_words
from referat.structure.titles import says_title
from referat.structure.views import View

# "Punkt 3", "Dagsordenspunkt nr. 12:", "§ 342", "Sag 5 -", "Ad 4)", "342/2022", "1.12", "12A"
_NUMBER = re.compile(
    r"^(?P<word>(?:§|(?:(?:(?:ad\.?\s+)?dagsorden(?:en)?s\s*)?punkt|pkt|sag|nr|emne|ad|beslutning|top)\b)\.?\s*)?"
    r"(?:nr\.?\s*)?(?!(?:19|20)\d\d/(?:19|20)\d\d)(?P<nr>\d{1,4}(?:\.\d{1,3}(?![\d.:])|/\d{2,4}(?!\d))?(?:[A-ZÆØÅ](?![\wæøå])|\s[A-ZÆØÅ](?=\s?[.:)\]]))?)"
    r"(?![\d/])\s*[.:)\]]*\s*(?:[-–—|·•>›]|/(?=\s))?\s*(?P<titel>.*)$",
    re.IGNORECASE,
)
# "Titel (pkt. 25)", "Titel (lukket pkt. 30)"
_BEHIND = re.compile(
    r"\s*\((?P<closed>lukket\s+|åbent\s+)?(?:pkt\.?|punkt|sag)\s*(?:nr\.?\s*)?(?P<nr>\d{1,4})\)$",
    re.IGNORECASE,
)
# a cell of its own: "nr. 21", "Punkt 4", "Pkt 7:"
_NUMBER_CELL = re.compile(
    r"^(?:(?:dagsordens)?punkt|pkt|nr|sag|top)\b\.?\s*(?:nr\.?\s*)?\d{1,4}\s*[.:]?$", re.IGNORECASE
)
_WORD_CELL = re.compile(r"(?:(?:dagsordens)?punkt|pkt\.?|sag|emne)(?:\s*nr\.?)?", re.IGNORECASE)
_ROMAN = re.compile(r"^(?P<nr>[IVXLC]{1,7})\s*[.):]\s*[-–]?\s*(?P<titel>\S.*)$")
_LETTER = re.compile(r"^(?P<nr>[A-ZÆØÅ])\s*[.):]\s+(?P<titel>\S.*)$")
_WORD_ALONE = re.compile(
    r"^(?:(?:dagsordens)?punkt|pkt\.?|sag)\s+(?=[A-ZÆØÅ])(?!\S+\s*$)", re.IGNORECASE
)
_CLOCK = re.compile(
    r"^(?:kl\.?\s*)?(?P<hour>\d{1,2})[.:](?P<minute>[0-5]\d)"
    r"(?:\s*[-–]\s*\d{1,2}[.:][0-5]\d)?(?![\d/])\s*[-–:]?\s+(?=\S)",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"^[(\[]?(?:(?P<closed>luk(?:ket|kede))|åbent?(?!\s+spørge))(?:\s+(?:sag|punkt|dagsorden))?[)\]]?"
    r"(?:\s*[-–:.]\s+|"
    r"\s+(?!(?:sag|punkt|dagsorden|møde|del)\W*(?:\([^()]*\)\W*)?$))(?=[^\s(])",
    re.IGNORECASE,
)
# "ad F. 7/1919. Kloakering": an item of an older journal (F24)
_AD = re.compile(r"^ad\s+(?=[A-ZÆØÅ](?:\.?\s?[IVX]+)?\.?\s?\d{1,4}/(?:18|19)\d\d)", re.IGNORECASE)
# "Sag 1 af 5": a counter of the page, which nobody cites
_COUNTER = re.compile(
    r"^(?:sag|punkt|pkt\.?)\s+\d{1,3}\s+af\s+\d{1,3}\s*[:.–-]?\s+(?=\S)", re.IGNORECASE
)
# "271357. K - Orienteringssager": a running number behind the punkt's own
_RUNNING = re.compile(r"(?P<nr>\d{5,8})\s*[.:]\s+(?=[A-ZÆØÅ])")
_TELLING = frozenset(
    ("kle", "kle-kort", "kle-uden-facet", "kle-emne", "region", "kommunekode", "aar-loebenr", "emn")
)
"""Shapes of case numbers that no punkt's number has."""
# "(17.01.04 A 12) Takster", "[13/40771] Takster"
_BRACKETED = re.compile(r"^[(\[](?P<number>[^()\[\]]{4,40})[)\]]\s*(?=[A-ZÆØÅ\"“])")
_PARTED = re.compile(r"^\s*(?:[.:,;&]|[-–—|]|(?:og|samt)\b)?\s*[-–—]?\s*(?=[A-ZÆØÅ\"“(0-9])")
_NEAR = 14.0
"""Points by which the left edges of one column's lines differ at most."""


def read_heading(lines: Sequence[View]) -> Heading:
    """The heading that some lines print together."""
    text = join_heading(lines)
    known = parse_heading(lines[0], text)
    nr, closed, numbers, titel = _take_apart(text)
    titel = _once(titel)
    told_by_form = known is not None and (known.nr == nr or (nr is None and not _CLOCK.match(text)))
    if known is not None and told_by_form and not numbers:
        nr, kind = known.nr, known.kind
        number = known.number
        closed = closed if closed is not None else known.closed
    else:
        kind = "fortalt" if nr else "uden"
        digits = re.findall(r"\d+", nr or "")
        number = int(digits[-1 if "." in (nr or "") else 0]) if digits else 0
    return Heading(
        first=lines[0].index,
        last=lines[-1].index,
        nr=nr,
        number=number,
        titel=titel,
        kind=kind,
        closed=closed,
        score=4.0,
        style=lines[0].style,
        sagsnumre=tuple(numbers),
        beside=frozenset(range(lines[0].index, lines[-1].index)) - {view.index for view in lines},
    )


def join_heading(lines: Sequence[View]) -> str:
    """Text of a heading on one line: its number, then the rest row by row.

    Cells that stand below each other are columns (F15) and are read one after the other; a spread
    line ("justified", with wide blanks) is parted at other places from row to row.
    """
    number, rest = _number_cell(lines)
    columns = _columns(rest)
    text = " ".join(_join(column) for column in columns)
    return fold_spaces(f"{number.text} {text}" if number is not None else text)


def join_title(lines: Sequence[View]) -> str:
    """Text of lines that stand one below the other, on one line."""
    text = lines[0].text
    for above, line in itertools.pairwise(lines):
        text = join_words(text, line.text, broken=above.line.broken)
    return text


def _number_cell(lines: Sequence[View]) -> tuple[View | None, list[View]]:
    """The cell of a heading's first row that holds its number alone, and all other cells."""
    row = [view for view in lines if view.line.row == lines[0].line.row]
    row = [view for view in row if view.line.page == lines[0].line.page]
    if _WORD_CELL.fullmatch(row[0].text):
        return None, list(lines)  # "Punkt | 227": the row says it in order
    marked = [view for view in row if _NUMBER_CELL.match(view.text)]
    if not marked and not _holds_number(row[0].text):
        # a narrow cell at the right that holds the number: "Titel … | Punkt 4"
        marked = [view for view in row[1:] if _holds_number(view.text) and len(view.text) < 20]
    if not marked or len(row) == 1:
        return None, list(lines)
    return marked[0], [view for view in lines if view is not marked[0]]


def _holds_number(text: str) -> bool:
    return bool(re.search(r"\d", text)) and not find_numbers(text, alone=True)


def _columns(lines: Sequence[View]) -> list[list[View]]:
    rows = [(view.line.page, view.line.row) for view in lines]
    if len(set(rows)) == len(rows):
        return [list(lines)] if lines else []
    columns: list[list[View]] = []
    for view in lines:
        box = view.line.box
        for column in columns:
            edge = column[0].line.box
            if box and edge and abs(box.x0 - edge.x0) <= _NEAR:
                column.append(view)
                break
        else:
            columns.append([view])
    if any(len(column) == 1 for column in columns[1:]):
        return [list(lines)]  # no column runs down the heading: its lines are spread
    return columns


def _join(lines: Sequence[View]) -> str:
    text, above = lines[0].text, lines[0]
    for view in lines[1:]:
        if len(view.text) > 3 and (
            fold_name(text).endswith(fold_name(view.text)) or _is_again(view, text)
        ):
            continue  # the title once more, without its number (F11)
        text = join_words(text, view.text, broken=above.line.broken)
        above = view
    return text


def _is_again(view: View, text: str) -> bool:
    """Whether a line that OCR read says the end of a title once more."""
    bare = fold_name(view.text).replace(" ", "")
    return view.ocr and says_title(view, fold_name(text).replace(" ", "")[-len(bare) :])


def _take_apart(text: str) -> tuple[str | None, bool | None, list[FoundNumber], str]:
    """Number, closed or not, case numbers, and the title that is left."""
    nr: str | None = None
    closed: bool | None = None
    rest, cases = case_before(_COUNTER.sub("", text))
    numbers = list(cases)
    while True:
        before = rest
        if mark := _MARK.match(rest):
            closed = bool(mark["closed"])
            rest = rest[mark.end() :]
        clock = _CLOCK.match(rest)
        if clock and int(clock["hour"]) < 24 and _is_clock(clock, rest, known=nr is not None):
            rest = rest[clock.end() :]
        rest = _AD.sub("", rest)
        if found := _case_number(rest, numbered=nr is not None):
            number, rest = found
            if not number.is_document:
                numbers.append(number)
        elif nr is None:
            for pattern in (_NUMBER, _ROMAN, _LETTER):
                opened = pattern.match(rest)
                if opened:
                    nr = re.sub(r"\s", "", opened["nr"])
                    rest = opened["titel"]
                    break
        if rest == before:
            break
    if nr is None and (behind := _BEHIND.search(rest)):
        nr, rest = behind["nr"], rest[: behind.start()]
        if behind["closed"]:
            closed = behind["closed"].casefold().startswith("luk")
    if nr is None:
        rest = _WORD_ALONE.sub("", rest)
    elif alone := MARK_ALONE.fullmatch(rest.strip()):
        closed, rest = bool(alone["closed"]), ""
    return nr, closed, numbers, rest.strip()


def _case_number(text: str, *, numbered: bool) -> tuple[FoundNumber, str] | None:
    """A case or document number at the head of a text, and the text behind it.

    Args:
        text: What is left of a heading.
        numbered: Its own number is known: "12/345" is the punkt's number before and a case
            number after that.
    """
    if subject := SUBJECT.match(text):
        return make_subject(subject["nr"]), text[subject.end() :]
    if numbered and (running := _RUNNING.match(text)):
        printed = running["nr"]
        number = FoundNumber(
            nummer=printed, printed=printed, type="loebenr", is_document=False, labelled=False
        )
        return number, text[running.end() :]
    if bracketed := _BRACKETED.match(text):
        inside = number_at(bracketed["number"])
        if inside is not None and not bracketed["number"][inside[1] :].strip(" ."):
            return inside[0], text[bracketed.end() :]
    found = number_at(text)
    if found is None:
        return None
    number, end = found
    if not (numbered or number.labelled or number.type in _TELLING) and _NUMBER.match(text):
        return None
    left = _PARTED.match(text[end:])
    return (number, text[end + left.end() :]) if left else None


def _once(titel: str) -> str:
    """A title that is printed twice, once: "2. 07/1. Ny bro" and below it "07/1. Ny bro" (F11)."""
    folded = titel.casefold()
    again = folded.find(folded[:_HEAD], _HEAD) if len(folded) > 2 * _HEAD else -1
    if again < 0:
        return titel
    first = re.sub(r"[\s\d./:()-]+$", "", titel[:again])
    second = fold_name(titel[again:])
    return first if fold_name(first)[: len(second)] == second else titel


_HEAD = 14
"""Letters by which the second printing of a title is known."""


def _is_clock(clock: re.Match[str], text: str, *, known: bool) -> bool:
    """Whether "17.30 Titel" opens with a clock; "1.12 Titel" opens with a number."""
    if known or text[:2].casefold() == "kl" or ":" in clock.group():
        return True
    return int(clock["hour"]) >= 7 and int(clock["minute"]) % 5 == 0
