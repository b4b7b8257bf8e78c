"""Text of lines: folding for comparison, and joining lines to running text.

In: lines as the pages stage read them. Out: keys to look up in ``danish/``, and text in which
hyphenation over a line's end is undone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from referat.lexicon import lexicon
from referat.types import Line

DASHES = re.compile(r"[‐‑‒–—−]")
"""Signs that are printed for "-"."""
BULLETS = "•*▪◦·‣▸▹►▶●○■□◆–—-"
"""Signs before the items of a list; to stand within the brackets of an expression."""
BLANKS = re.compile(r"\s+")
_SPACED = re.compile(r"(?:(?<!\w)\w\s){3,}\w(?!\w)")
_FOLDS = str.maketrans({"é": "e", "è": "e", "ê": "e", "&": "og"})

# "Børne- og Skoleudvalget", "ind- eller udlån": the hyphen before these words is the word's own.
_KEEP_HYPHEN = re.compile(r"^(?:og|eller|samt|til|/|&)(?!\w)")

# "5 %-" before "midlerne", "25-" before "årig"
_OF_FIGURE = re.compile(r"(?:%|\b\d{1,3})-$")

LONGEST_INITIALS = 5
"""Letters of an abbreviation in capitals: "IT-strategi", "SSP-medarbejder", "COWI-rapport"."""

# The word before a hyphen at a text's end, and the parts before it: "skole-" and "hjem".
_LAST_PART = re.compile(r"(?P<before>[\w]+-)?(?P<last>[^\W\d_]+)-$")
_FIRST_PART = re.compile(r"[^\W\d_]+")

PARAGRAPH_GAP = 0.38
"""Clear space above a line, in line heights, from which it opens a paragraph, once the document's
gaps are brought to one measure (``views.USUAL_GAP``): inside a paragraph 0.1-0.3, above one 0.4
and more."""


_LETTERS_I = str.maketrans({"\u0131": "i", "\u0130": "i"})


CAPITALS = "".join(letter for code in range(0x41, 0x250) if (letter := chr(code)).isupper())
"""Capital letters of names in Latin print, for a character class: "Şimşek", "Žarko", "Ørsted"."""


def fold_word(word: str) -> str:
    """A word as lexicons have it: patterns that ignore case take the Turkish letters for an i."""
    return word.translate(_LETTERS_I).casefold()


def fold_spaces(text: str) -> str:
    """Text on one line with single blanks."""
    return BLANKS.sub(" ", text).strip()


@lru_cache(maxsize=20_000)
def fold_label(text: str) -> str:
    """Key under which a label stands in ``danish.labels``.

    "RESUMÉ:" and "Resume" give "resume"; "B E S L U T N I N G" gives "beslutning" (letter-spaced
    headings, F10); "Økonomi & Personale" gives "økonomi og personale".
    """
    text = unicodedata.normalize("NFC", text).strip()
    if _SPACED.search(text):
        text = _SPACED.sub(lambda found: found.group().replace(" ", ""), text)
    text = DASHES.sub("-", text).casefold().translate(_FOLDS)
    return BLANKS.sub(" ", text).strip(" .,:;-_*|•")


def fold_name(text: str) -> str:
    """Key under which two printings of one name or title compare."""
    text = DASHES.sub("-", unicodedata.normalize("NFC", text).casefold())
    return BLANKS.sub(" ", text).strip(" .,:;-()")


def join_words(left: str, right: str, *, broken: bool = False) -> str:
    """Join two pieces of running text at a line's end, hyphenation undone.

    A hyphen stays where the word owns it: before "og" and "eller", between digits, and before a
    capital ("Høje-Taastrup", "A- og B-indkomst").

    Args:
        left: Text so far.
        right: The next line.
        broken: The producer marked the end of ``left`` as hyphenation.
    """
    if not left or not right:
        return left or right
    if left.endswith("-") and len(left) > 1 and left[-2].isalpha():
        if _KEEP_HYPHEN.match(right):
            return f"{left} {right}"
        owned = _owns_hyphen(left, right)
        if owned is not None:
            return (left if owned else left[:-1]) + right
        if right[0].islower():
            return left[:-1] + right
        if right[0].isupper() or right[0].isdigit():
            return left + right
    if left.endswith("-") and len(left) > 1 and left[-2].isdigit() and right[0].isdigit():
        return left + right
    if broken and left.endswith("-") and not left.endswith("%-"):
        return left[:-1] + right
    if _OF_FIGURE.search(left) and right[0].islower() and not _KEEP_HYPHEN.match(right):
        return left + right
    return f"{left} {right}"


def _owns_hyphen(left: str, right: str) -> bool | None:
    """Whether a hyphen at a line's end is the word's own, and not that of its being broken.

    "IT-" before "strategien" and "skole-hjem-" before "samarbejde" are; "FORRETNINGS-" before
    "UDVALGET" is not, though a capital follows. ``None`` where the lexicon has nothing to say.
    """
    tail, head = _LAST_PART.search(left), _FIRST_PART.match(right)
    if tail is None or head is None:
        return None
    before, last, first = tail["before"], tail["last"], head[0]
    words = lexicon()
    if first.isupper() and len(first) > 1 and last.isupper():
        return False if words.knows(last + first) else None
    if not first[0].islower():
        return None
    if last.isupper() and len(last) <= LONGEST_INITIALS:
        return True
    # Of "CO2-ud-" and "ledning" the joined word is listed; of "hjem-" and "samarbejde" it is not.
    if before and words.has(last) and words.has(first) and not words.has(last + first):
        return True
    return None


# "at sagen udsættes", "b) …": an item of a list, which may end without a full stop
_ITEM = re.compile(r"at\b|(?:[a-z]|[ivx]{1,4})\s?[.)]")


_BREAKS_OFF = re.compile(
    r"\s(?:til|i|af|på|for|og|med|fra|om|ved|under|den|det|de|en|et|samt|eller|som|der)$"
)
"""No sentence and no item of a list ends with one of these."""


def _wraps(before: str, text: str) -> bool:
    """Whether a line of plain text goes on with the sentence that the one above it broke off."""
    if not before or before[-1] in ".:;!?" or not text:
        return False
    if _BREAKS_OFF.search(before):
        return text[0].isalnum()
    return text[0].islower() and _ITEM.match(text) is None


def opens_paragraph(line: Line, before: Line) -> bool:
    """Whether a line opens a paragraph of its own after ``before``."""
    if line.listed:
        return True
    if line.box is None:
        if line.page == before.page and line.row == before.row:
            return False
        return line.gap > 0 or not _wraps(before.text, line.text)
    if line.page != before.page:
        return bool(before.text) and before.text[-1] in ".:!?"
    if line.row == before.row:
        return False
    # minutes that set decisions in italics may leave no more space above them than above a line
    slanted = line.italic != before.italic and before.text[-1:] in (".", ":", "!", "?")
    return slanted or line.gap > PARAGRAPH_GAP


def join_lines(lines: Iterable[Line]) -> str:
    """Running text of lines: one paragraph a text line, hyphenation undone."""
    paragraphs: list[str] = []
    before: Line | None = None
    for line in lines:
        if not line.text:
            continue
        if before is None or opens_paragraph(line, before):
            paragraphs.append(line.text)
        else:
            paragraphs[-1] = join_words(paragraphs[-1], line.text, broken=before.broken)
        before = line
    return "\n".join(paragraphs).strip()


def paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines grouped into paragraphs, in order."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not opens_paragraph(line, groups[-1][-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def sentences(text: str) -> list[str]:
    """Sentences and list parts of a decision's text, in order.

    A full stop inside an abbreviation or a number ("pkt. 3", "kl. 16.00", "27. juni") ends none.
    """
    return split_sentences(text, _ends_sentence)


def _ends_sentence(head: str, tail: str) -> bool:
    if _ENDS_BOTH.search(head) and _NEW_SENTENCE.match(tail):
        return True
    return not (ABBREVIATED.search(head) or _INITIAL_OR_NUMBER.search(head))


def split_sentences(text: str, ends: Callable[[str, str], bool]) -> list[str]:
    """Sentences of a text, in order, none empty.

    Args:
        text: Any text; the end of a line ends a sentence.
        ends: Whether a full stop ends one, by the words up to it and with it, of which it gets the
            last few hundred characters, and by what follows.
    """
    parts: list[str] = []
    for piece in text.split("\n"):
        start = 0
        for found in _SENTENCE_END.finditer(piece):
            end = found.end()
            if ends(piece[max(start, end - _HEAD) : end], piece[end : end + _HEAD]):
                parts.append(piece[start:end].strip())
                start = end
        parts.append(piece[start:].strip())
    return [part for part in parts if part]


_HEAD = 400
"""Characters around a full stop that say whether it ends a sentence."""


# "a) Tiltrådt. b) Udsat.": a part of a list opens one too
_SENTENCE_END = re.compile(r"[.!?](?=\s+(?:[\"'(«]?[A-ZÆØÅ0-9(§]|[a-z]\)\s))")
ABBREVIATED = re.compile(
    r"\b(?:pkt|nr|stk|kl|kr|ca|jf|jfr|bl\.a|f\.eks|evt|mv|m\.v|m\.fl|hhv|vedr|ad|d|inkl|"
    r"incl|pr|p\.t|pt|tlf|dr|sagsnr|j\.nr|mio|mia|ift|iht|ifm|osv)\.$",
    re.IGNORECASE,
)
"""A text that ends in a short form: its full stop ends no sentence."""

# "… højst 200.000 kr. Ad b) Oversendes": such a short form may end a sentence with it
# "… med 9 stemmer mod 5. Indstillingen …": a count ends a sentence, a list's number opens one
_ENDS_BOTH = re.compile(
    r"\b(?:(?:kr|mv|m\.v|m\.fl|osv)|(?:i?mod|undlod|stemte)\s+\d{1,2})\.$", re.IGNORECASE
)
_NEW_SENTENCE = re.compile(r"\s+[\"'(«]?[A-ZÆØÅ][a-zæøå]")
_INITIAL_OR_NUMBER = re.compile(r"\b(?:[a-zæøå]|\d{1,2})\.$", re.IGNORECASE)
