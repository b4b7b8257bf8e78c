"""What the captions of forms say: the small print above the text of a cell."""

from __future__ import annotations

import re

NUMBER = re.compile(
    r"^(?:(?:løbe|lb|løbende|punkt|pkt|dagsordens?(?:punkt|pkt)?|sag)[.-]?\s*(?:nr|nummer)|"
    r"(?:dagsordens)?(?:punkt|pkt)|sag|nr|nummer)\.?\s*:?$",
    re.IGNORECASE,
)
"""The cell of a punkt's number: "Løbenr.", "Punkt", "Sag nr."; "Sagsnr." is the case's."""

SUBJECT = re.compile(
    r"^(?:(?:sagens\s+)?(?:emne|titel|overskrift|navn|betegnelse)|"
    r"sags(?:navn|titel|emne|betegnelse)|vedr(?:ørende|\.)?|ang(?:ående|\.)?)\s*:?$",
    re.IGNORECASE,
)
"""The cell of a punkt's title: "Sagens navn", "Emne", "Vedr."."""

EARLIER_CELLS: dict[str, re.Pattern[str]] = {
    "udvalg": re.compile(
        r"^(?:(?:tidligere|før) )?(?:behandlet|behandling)(?: (?:i|af))?$|"
        r"^(?:tidligere )?(?:instans|udvalg|organ|forum)$"
    ),
    "dato": re.compile(r"^(?:den|d|dato|mødedato|mødedag|mødet den)$"),
    "punkt": re.compile(
        r"^(?:løbe|lb|sag|sags|punkt|pkt)?\.?\s*(?:nr|nummer)$|^(?:punkt|pkt|sag)$"
    ),
    "tekst": re.compile(
        r"^(?:med (?:resultat|følgende resultat)|resultat(?:et)?|beslutning(?:en)?|"
        r"afgørelse(?:n)?|udfald(?:et)?|indstilling(?:en)?|vedtagelse(?:n)?)$"
    ),
}
"""The cells of an earlier decision, folded: who, when, the number there, and what was decided.

"Tidligere behandlet i | den | løbenr. | med resultat".
"""

AGENDA_COLUMN = re.compile(
    r"^(?:(?:nr\.?|punkt|pkt\.?|sag(?:s?nr\.?)?)(?:\s+og\s+\w+)?|"
    r"dagsorden(?:en|ens? (?:tekst|punkter))?(?:\s+og\s+\w+)?|(?:dagsordens)?punkter|oplæg|"
    r"sag(?:en|er|sfremstilling)?|(?:sagens\s+)?(?:emne(?:r)?|indhold|fremstilling)|indstilling|"
    r"forslag)\s*(?:\([^()]*\))?$",
    re.IGNORECASE,
)
"""The head of the column with what was put before the meeting: "Dagsorden og oplæg", "Sagen"."""

TREATMENT_COLUMN = re.compile(
    r"^(?:\w+s\s+)?behandling(?:en)?$",
    re.IGNORECASE,
)
"""The head of a column with what all bodies decided, one below the other, or in parts with labels.

"Sagens behandling", "Bestyrelsens behandling".
"""

MINUTES_COLUMN = re.compile(
    r"^(?:mødet|(?:\w+s\s+)?(?:beslutning(?:er|en)?|"
    r"vedtagelse(?:r|n)?|afgørelse(?:r|n)?|referat|konklusion(?:er)?|protokol)|"
    r"mødets gang|resultat(?:et)?)$",
    re.IGNORECASE,
)
"""The head of the column with what this meeting said to it, whosever: "Nævnets beslutning"."""

ADJOURNED = re.compile(
    r"^møde(?:t|rne)?s?\s+(?:(?:blev|er)\s+)?(?:hævet|hævedes|sluttet|sluttede|afsluttet|slut)\b",
    re.IGNORECASE,
)
"""The meeting's end below the columns: "Mødet hævet kl. 17.50", "Mødet sluttede kl. 21"."""
