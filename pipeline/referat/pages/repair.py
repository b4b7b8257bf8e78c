"""Stage 2: what OCR is known to read wrongly in minutes, put right where the context is sure.

Pure text in, pure text out; the words as they were read stay with the line.
"""

from __future__ import annotations

import re

# "§" is not among the Danish model's characters and is read as one of these. The rules match
# "8 18-midler", "$ 18", "& 7, stk. 2", "lovens 8 1", "818-midlerne"; not "8 18 personer",
# "kl. 8", "8 & 9".
_SECTION_RULES = (
    re.compile(r"(?<![\w$&])(?<!\d[ ])[$&][ ]?(?=\d{1,3}(?![\d.,]*\d))"),
    re.compile(r"(?<!\w)[8S35][ ]?(?=\d{1,3}[ ]?[a-z]?[- ]?midle)"),
    re.compile(r"(?<!\w)[8S35][ ](?=\d{1,3}[ ]?[a-z]?,?[ ]stk\b)"),
    re.compile(
        r"(?<=\b[Ll]ovens[ ])[8S35][ ](?=\d)|(?<=lovens[ ])[8S35][ ](?=\d)"
        r"|(?<=\bjf\.[ ])[8S35][ ](?=\d)|(?<=\bhenhold til[ ])[8S35][ ](?=\d)"
        r"|(?<=\befter[ ])[8S35][ ](?=\d{1,3}\b(?![ ](?:dage|uger|år|måneder|personer)))"
    ),
    re.compile(r"(?<!\w)[8S35][ ](?=\d{1,3}[ ]?[a-z]?[ ]i[ ](?:lov|bekendtg|vedt))"),
    re.compile(r"^[8S$&][ ](?=\d{1,3}\.[ ][A-ZÆØÅ])"),
)
# What dots of a contents list are read as: "…. 3", "….…..", "…..... 12"; not "og så videre...".
_LEADERS = re.compile(
    r"[ ]*(?:[.…·,:][ ]?){3,}(?=\d{1,4}$)|[ ]*(?:[.…·,:][ ]?){4,}$|(?<=\w)…[ ]*(?=\d{1,4}$)"
)
# Letters in runs, as no word has them: "sssseeeennn 12"; not "integrationsansvar".
_LEADER_JUNK = re.compile(r"[ ]?(?:([a-zæøå])\1{2,}[ ]?){2,}[.… ]*(?=\d{0,4}$)")


def repair(text: str) -> str:
    """Text with "§" put back where the context is sure, and with the dots of a contents list."""
    for rule in _SECTION_RULES:
        text = rule.sub(_section, text)
    text = _LEADERS.sub("..... ", text).strip()
    return _LEADER_JUNK.sub("..... ", text).strip()


def _section(match: re.Match[str]) -> str:
    return "§ " if match[0].endswith(" ") else "§"
