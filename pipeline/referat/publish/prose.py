"""Texts of documents as a reader's page shows them: lines that flow, problems in Danish. Pure.

What is stored keeps the lines as they are printed; only the page joins them.
"""

from __future__ import annotations

import re

from referat.danish.problemer import HTTP, MASKERINGER, PROBLEMER, UNKNOWN
from referat.search.words import STOP

FULL_LINE = 70
"""Letters of a line that has run to the edge of a page: shorter ones end where they do on
purpose."""
# What opens a line of its own: "1.", "a)", "- ", "• ".
_ITEM = re.compile(r"(?:\d{1,3}|[A-Za-zÆØÅæøå])[.)]\s|[-–—•·*]\s|\d")
_ENDED = (".", ":", ";", "!", "?")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_FOLLOWED = re.compile(r"Punkt (\S+) is followed by punkt (\S+)\.")


def flowed(text: str | None) -> str:
    """A text with the line breaks of its page taken out where a sentence runs on."""
    lines = (text or "").split("\n")
    found = lines[:1]
    for line in lines[1:]:
        if _runs_on(found[-1].rpartition("\n")[2].rstrip(), line.lstrip()):
            found[-1] = f"{found[-1].rstrip()} {line.lstrip()}"
        else:
            found.append(line)
    return "\n".join(found)


def _runs_on(before: str, after: str) -> bool:
    """Whether a line goes on with the sentence of the line before."""
    if not before or not after or _ITEM.match(after):
        return False
    if after[0].islower():
        # "at ..." after a comma or "og" is the next of a list of recommendations.
        listed = after.startswith("at ") and before.endswith((",", " og", " samt"))
        return not listed and not before.endswith((":", ";"))
    if before.endswith(_ENDED):
        return False
    word = _LAST_WORD.search(before)
    if word and word[1] in STOP:
        return True
    return len(before) >= FULL_LINE and not before[-1].isdigit()


def name_masked(art: str, count: int) -> str:
    """What was covered before a document was shown, one of them or several."""
    one, more = MASKERINGER.get(art, (art, art))
    return one if count == 1 else more


def explain_problem(code: str, message: str = "") -> str:
    """A problem in Danish, by its code; the words of the log are English."""
    jump = _FOLLOWED.search(message)
    if code == "nummerspring" and jump:
        return f"Punkt {jump[1]} følges af punkt {jump[2]}. {PROBLEMER[code]}"
    if code.startswith("http_"):
        return HTTP.format(nummer=code.removeprefix("http_"))
    return PROBLEMER.get(code, UNKNOWN.format(kode=code))
