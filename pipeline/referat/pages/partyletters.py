"""Stage 2: people with their parties' letters in brackets, put right where OCR misread them.

"Hanne Holm (0)", "stemmer (A, C og 0)", "Bo Krag (V), Ib Lund (1)": alone in its brackets, a
figure's shape is all that tells it from a letter. A comma between people is read as a full stop
("Bo Krag (V). Ib Lund (A), Ida Holm (B)"). Pure text in, pure text out.
"""

from __future__ import annotations

import re

_NAME = r"[A-ZÆØÅ][\w'’.-]*"
# Two words with capitals, since "Afbud (0)" counts; or one, where a line goes on.
_ROUND = re.compile(rf"(?P<name>\b{_NAME}[ ]{_NAME}[ ]|^{_NAME}[ ](?=\(0\)[ ,;.–-]))\(0\)")
# "mod 2 (0)", "imod stemte 3 (0)"
_VOTES = re.compile(r"(\b(?:mod|imod|for|stemte|undlod)\b[: ]+(?:stemte[ ])?\d{1,2}[ ])\(0\)")
# "(A, C og 0)", "(0 og V)": letters and one figure
_LIST = re.compile(r"\((?:[A-ZÆØÅ0](?:, ?| og |\)))+(?<=\))")
# "Ib Lund (1)", beside others' letters: a figure alone may point to a note
_STROKE = re.compile(rf"({_NAME}[ ]{_NAME}[ ])\([1l|!]\)")
_PARTY = re.compile(r"\([A-HJ-ZÆØÅ]\)")
# A list that runs on: whatever stands between the letters are names
_RUN = re.compile(
    r"^(?:(?:[A-ZÆØÅ][\w'’.-]*[ ]){1,4}\([A-ZÆØÅ]{1,3}\)(?:[,.][ ]?|$)){3,}"
    r"(?:[A-ZÆØÅ][\w'’.-]*[ ]?){0,4}$"
)
_STOP = re.compile(r"(?<=\))\.(?=[ ])")


def mend_party_letters(text: str) -> str:
    """A line with the letters of parties that were read as figures."""
    if "(" not in text:
        return text
    if "0" in text:
        text = _VOTES.sub(r"\1(O)", _ROUND.sub(r"\g<name>(O)", text))
        text = _LIST.sub(_letters, text)
    if ")." in text and _RUN.match(text):
        text = _STOP.sub(",", text)
    if _PARTY.search(text):
        text = _STROKE.sub(r"\1(I)", text)
    return text


def _letters(found: re.Match[str]) -> str:
    return found[0].replace("0", "O") if re.search("[A-ZÆØÅ]", found[0]) else found[0]
