"""Stage 2: lines that OCR read, with what it misread put right, and the reading kept beside it.

All pages of a document come in, since a document is witness to its own words; the same pages go
out with ``Line.text`` mended and ``Line.repairs`` telling each place where the text differs from
the words as they were read, whichever module changed it. ``Line.words`` is never changed. Pages
with a text layer pass through untouched. Doing it twice equals doing it once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise

from referat.lexicon import Lexicon, lexicon
from referat.pages.captions import mend_captions
from referat.pages.casenumbers import mend_years
from referat.pages.counting import count_titles
from referat.pages.digits import repair_digits
from referat.pages.headwords import mend_label
from referat.pages.margins import clear_margins
from referat.pages.ornaments import clear_ornaments
from referat.pages.partyletters import mend_party_letters
from referat.pages.repair import LEADERS, repair
from referat.pages.spelling import RUN, Witness, listen, mend_token
from referat.pages.underlines import mend_underlined
from referat.types import Line, Page, Repair, Rettelsesart, TextSource

# What a hyphen at a line's end is read as: "udval~", "udval=", "udval—".
_HYPHEN_READ = "—–~=_¬»"
_TOKEN = re.compile(r"\S+")
_HEAD = re.compile(r"[^\W\d_]+")
_TAIL = re.compile(r"[^\W\d_]+$")
# "2, Godkendelse" between "1. …" and "3. …"
_COMMA_NUMBER = re.compile(r"^(\d{1,3}),(?=[ ][A-ZÆØÅ])")
# "§ 44. Medlem", and what it is read as: "844. Medlem", "$44. Medlem".
_PARAGRAPH = re.compile(r"^§[ ]?(\d{1,3})\.[ ]")
_PARAGRAPH_READ = re.compile(r"^[8$&S](\d{1,3})\.[ ]")
_NUMBER = re.compile(r"^(\d{1,3})[.,][ ]")
# "'Teglværkskvarteret", '"120.000', '"Navn' alone: a speck, where no quotation mark closes; not
# '"Venstre lægger', which goes on in the next line.
_STRAY = re.compile(r"(?<!\S)(?:['‘’](?=\w)|[\"“”](?=\d))|^[\"“”](?=\w+$)")
PARTY = re.compile(r"[A-ZÆØÅ]")
"""A party's letter alone, as in the cell of a table."""
# What a speck or the rule beside it makes of such a letter: "AA", "oOo", "Vv".
_LETTERS_READ = re.compile(r"([A-Za-zÆØÅæøå])(?:\1){1,2}", re.IGNORECASE)
# A cross with serifs, alone in its cell; "XX" may be a number.
_CROSS_READ = re.compile(r"xX|Xx|xx")
COLUMN, FEWEST = 6.0, 2
"""Points between left edges of the cells of one column, and single letters that make it one of
letters."""
_QUOTES = re.compile(r"[\"'‘’“”]")


def correct_pages(pages: Sequence[Page]) -> tuple[Page, ...]:
    """The pages, those that OCR read with their lines mended."""
    scanned = [page for page in pages if page.source is TextSource.OCR]
    if not scanned:
        return tuple(pages)
    words = lexicon()
    witness = listen(word for page in scanned for line in page.lines for word in line.words)
    mended = [
        replace(page, lines=mend_lines(page.lines, words, witness))
        if page.source is TextSource.OCR
        else page
        for page in pages
    ]
    return tuple(
        replace(page, lines=tuple(map(note_repairs, page.lines)))
        if page.source is TextSource.OCR
        else page
        for page in mend_years(count_titles(mend_captions(clear_ornaments(mended))))
    )


def mend_lines(lines: Sequence[Line], words: Lexicon, witness: Witness) -> tuple[Line, ...]:
    """A page's lines mended, in order."""
    lines = clear_margins(lines)
    texts = [correct_text(line, words, witness) for line in lines]
    numbers = {int(found[1]) for text in texts if (found := _NUMBER.match(text))}
    paragraphs = _paragraphs(texts)
    mended = []
    for line, text in zip(lines, texts, strict=True):
        found = _COMMA_NUMBER.match(text)
        if found and {int(found[1]) - 1, int(found[1]) + 1} & numbers:
            text = f"{found[1]}.{text[found.end() :]}"
        found = _PARAGRAPH_READ.match(text)
        if found and {int(found[1]) - 1, int(found[1]) + 1} & paragraphs:
            text = f"§ {text[found.start(1) :]}"
        mended.append(replace(line, text=text))
    mended = _single_letters(mended)
    for place, (line, following) in enumerate(pairwise(mended)):
        joined = _hyphen(line, following, words, witness)
        if joined is not None:
            mended[place] = joined
    return tuple(mended)


def _single_letters(lines: list[Line]) -> list[Line]:
    """The lines, in a column of single letters each cell with the one letter that it is."""
    edges = [line.box.x0 for line in lines if line.box and PARTY.fullmatch(line.text)]
    if len(edges) < FEWEST:
        return lines
    return [
        replace(line, text=line.text[0].upper())
        if line.box
        and _LETTERS_READ.fullmatch(line.text)
        and sum(abs(edge - line.box.x0) < COLUMN for edge in edges) >= FEWEST
        else line
        for line in lines
    ]


def _paragraphs(texts: Sequence[str]) -> set[int]:
    """Numbers of the paragraphs that a page's lines open with, also where the sign was misread.

    "843. Vedtægt" between "§ 42." and "§ 44." is one of them, and so is "844." next to that.
    """
    sure = {int(found[1]) for text in texts if (found := _PARAGRAPH.match(text))}
    read = {int(found[1]) for text in texts if (found := _PARAGRAPH_READ.match(text))}
    while more := {n for n in read - sure if {n - 1, n + 1} & sure}:
        sure |= more
    return sure


def correct_text(line: Line, words: Lexicon, witness: Witness) -> str:
    """One line's text with signs, digits and words put right."""
    confidences = {word.text: word.confidence for word in line.words}

    def mend(found: re.Match[str]) -> str:
        token = found[0]
        # A token that is no word as read was put right already, or glued together.
        confidence = confidences.get(token, line.confidence)
        return mend_token(token, confidence, lexicon=words, witness=witness)

    if line.words and _CROSS_READ.fullmatch(line.text):
        return "X"
    text = repair_digits(repair(line.text))
    if len(_QUOTES.findall(text)) == 1 and line.words:
        text = _STRAY.sub("", text)
    text = mend_underlined(_TOKEN.sub(mend, text), words)
    return mend_label(mend_party_letters(text), words)


def _hyphen(line: Line, following: Line, words: Lexicon, witness: Witness) -> Line | None:
    """The line with the hyphen that OCR lost or misread at its end, if a word goes on below."""
    if line.broken or not line.words or following.row == line.row or following.listed:
        return None
    text = line.text
    misread = text[-1:] in _HYPHEN_READ and text[-2:-1].isalpha()
    bare = text[:-1] if misread else text
    tail, head = _TAIL.search(bare), _HEAD.match(following.text)
    if tail is None or head is None or len(tail[0]) < 2 or not head[0][0].islower():
        return None
    known = words.knows(tail[0]) or witness.often(tail[0])
    if known or words.knows(head[0]):
        return None
    joined = tail[0] + head[0]
    if not (words.has(joined) or witness.often(joined)):
        return None
    return replace(line, text=f"{bare}-", broken=True)


def note_repairs(line: Line) -> Line:
    """The line with a repair for each part of its text that is not as the words were read."""
    if not line.words:
        return line
    read = [word.text for word in line.words]
    found = list(_TOKEN.finditer(line.text))
    now = [token[0] for token in found]
    if read == now:
        return replace(line, repairs=()) if line.repairs else line
    repairs = []
    for kind, a, b, c, d in SequenceMatcher(None, read, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        start = found[c].start() if c < len(found) else len(line.text)
        end = found[d - 1].end() if d > c else start
        before, after = " ".join(read[a:b]), line.text[start:end]
        if _as_set(before) == _as_set(after):
            # How a dash is set, and the blank before a row of dots, which nobody misread.
            continue
        repairs.append(Repair(start=start, end=end, read=before, art=_art(before, after)))
    return replace(line, repairs=tuple(repairs))


def _as_set(text: str) -> str:
    return text.replace("—", "–").replace(f" {LEADERS}", LEADERS)


def _art(read: str, text: str) -> Rettelsesart:
    if text.count("§") > read.count("§"):
        return Rettelsesart.PARAGRAF
    if "....." in text and "....." not in read:
        return Rettelsesart.PRIKKER
    if text == f"{read}-" or (text[-1:] == "-" and read[-1:] in _HYPHEN_READ and read):
        return Rettelsesart.ORDDELING
    if text.replace("-", "").replace(" ", "") == read.replace("-", "").replace(" ", ""):
        return Rettelsesart.ORDDELING if "-" in read else Rettelsesart.TEGN
    if sum(map(str.isdigit, text)) > sum(map(str.isdigit, read)) or (
        "Ø" in text and any(map(str.isdigit, text))
    ):
        return Rettelsesart.TAL
    letters = [part for part in RUN.findall(text) if part.isalpha()]
    return Rettelsesart.ORD if letters and letters != RUN.findall(read) else Rettelsesart.TEGN
