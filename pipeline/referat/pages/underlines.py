"""Stage 2: what OCR makes of underlined and slanted type, put right where the context is sure.

The line under a word hides what hangs below it: "g" is read as "a", "q" or "d", "j" as "i", a comma
as a full stop. Minutes set so what opens the decision of a body: "Økonomiudvalaet. den 15. mai
2012, punkt 7:". Pure text in, pure text out; doing it twice equals doing it once.
"""

from __future__ import annotations

import re

from referat.lexicon import Lexicon

# "Økonomiudvalaet", "Teknisk Udvala", "udvaladets": no word goes on so.
_COMMITTEE = re.compile(
    r"(?<=udval)(?:[aqd][dgq]?|g[aqd])(?=(?:et|ets|s|ene|enes)?\b)", re.IGNORECASE
)
# "Teknik- oq Miljøudvalget", "Kultur- oa. Fritidsudvalget"
_AND = re.compile(r"(?<=[^\W\d_]-[ ])o(?:[aq]\.?|g\.)(?=[ ][A-ZÆØÅ])")
_ENVIRONMENT = re.compile(r"\bM([iI])[lI1][iI]ø(?=\w)")
# "15. mai 2012", "3. iuni", "22. auqust"
_MONTHS = {"mai": "maj", "iuni": "juni", "iuli": "juli", "ianuar": "januar", "anril": "april"}
_MONTH = re.compile(
    r"(?<=\d\.[ ])(?:(mai|iuni|iuli|ianuar|anril)|au[aqd]ust)\.?(?=[ ]\d{4}|[:,. ]|$)"
)
# "Byrådet. den 15-06-2010", "9/3. nr. 64", "2010. sag nr. 8", "20-04-2010. punkt 7"; shorter words
# before a full stop are abbreviations.
_COMMA = re.compile(
    r"(?:(?<=[a-zæøå]{6})|(?<=\d{4})|(?<=[/-]\d\d)|(?<=\d/\d))\.(?=[ ](?:den[ ]\d|"
    r"(?:sag|punkt|pkt|nr)\b\.?[ ]?(?:nr\.?[ ]?)?\d))"
)
# "Teknisk Udvalg 9/3, nr. 64;" at a line's end
_COLON = re.compile(r"(?<=[ ])((?:sag|punkt|pkt|nr)\b\.?[ ]?(?:nr\.?[ ]?)?\d{1,4});$")
_COUNCIL = re.compile(r"(?<=best)v(?=relse)")
# "Indstillina", "Behandlinqen": a noun of a verb
_NOUN = re.compile(r"\b([^\W\d_]{3,}in)[aqd](er|en|erne|s|ens)?\b")


def mend_underlined(text: str, lexicon: Lexicon) -> str:
    """A line as it reads where nothing hides what hangs below its letters."""
    if "udval" in text.casefold():
        text = _COMMITTEE.sub(_g, text)
    if "bestv" in text:
        text = _COUNCIL.sub("y", text)
    if "- o" in text:
        text = _AND.sub("og", text)
    if "iø" in text:
        text = _ENVIRONMENT.sub(r"M\1ljø", text)
    if ". " in text:
        text = _COMMA.sub(",", _MONTH.sub(_month, text))

    if text.endswith(";"):
        text = _COLON.sub(r"\1:", text)

    def mend(found: re.Match[str]) -> str:
        printed = f"{found[1]}g{found[2] or ''}"
        return found[0] if lexicon.knows(found[0]) or not lexicon.has(printed) else printed

    return _NOUN.sub(mend, text)


def _g(found: re.Match[str]) -> str:
    return "G" if found[0].isupper() else "g"


def _month(found: re.Match[str]) -> str:
    stop = "." if found[0].endswith(".") and not found.string[found.end() :].startswith(" ") else ""
    return _MONTHS.get(found[1] or "", "august") + stop
