"""Kinds of bodies, told by their names; and punkter that every meeting has. Data, no logic.

Each kind has the forms that it is known by; the first kind that fits counts. A body of which
nothing is known is "other": a name says less than the law that it meets by.
"""

from __future__ import annotations

import re

ORGANTYPER: tuple[tuple[int, str, str, re.Pattern[str]], ...] = (
    (
        1,
        "Kommunalbestyrelse, byråd eller regionsråd",
        "Municipal or regional council",
        # Matches: Byrådet, Fuglholm Byråd, Kommunalbestyrelsen, Regionsrådet, Sogneraadet,
        # Borgerrepræsentationen.  Not: Ungdomsbyrådet, Forretningsudvalg under Regionsrådet.
        re.compile(
            r"^(?!.*(?:ungdom|børne|elev|udvalg)).*(?:\bbyr(?:å|aa)d|kommunalbestyrelse|"
            r"borgerrepræsentation|\bregionsr(?:å|aa)d|amtsr(?:å|aa)d|sogner(?:å|aa)d)",
            re.IGNORECASE,
        ),
    ),
    (
        2,
        "Økonomiudvalg, magistrat eller forretningsudvalg",
        "Finance committee or magistrate",
        re.compile(r"^økonomi|økonomi\w*udvalg|magistrat|forretningsudvalg", re.IGNORECASE),
    ),
    (
        4,
        "Særligt udvalg (§ 17, stk. 4, opgaveudvalg)",
        "Special or temporary committee",
        re.compile(r"§\s?17|opgaveudvalg|ad hoc|særligt udvalg|midlertidigt", re.IGNORECASE),
    ),
    (
        5,
        "Råd eller nævn",
        "Advisory council or board",
        # Matches: Ældrerådet, Handicaprådet, Grønt Råd, Huslejenævnet, Rådet for Socialt Udsatte.
        re.compile(r"(?:r(?:å|aa)d(?:et)?|nævn(?:et)?)\b", re.IGNORECASE),
    ),
    (3, "Stående udvalg", "Standing committee", re.compile(r"udvalg", re.IGNORECASE)),
    (
        6,
        "Bestyrelse, MED-udvalg eller andet",
        "Other body",
        re.compile(r""),
    ),
)
"""Number, Danish and English name, and the names that belong to it."""

RUTINE = re.compile(
    # Matches: Godkendelse af dagsorden (B), Evt., MEDDELELSER, Velkomst og godkendelse af referat,
    # Orientering fra formand og medlemmer, Underskriftsark, Spørgetid, Næste møde.
    # Not: Godkendelse af lokalplan, Orientering om budget, Eventuel deltagelse i projekt.
    r"^[\W\d]*(?:velkomst\w*|åbning|godkendelse af (?:dagsorden\w*|referat\w*|protokol\w*)|"
    r"dagsorden\w*|eventuelt|evt|meddelelser?|gensidig orientering|orientering(?:er)?|"
    r"underskrift\w*|(?:digital )?underskriftsblad|spørgetid|næste møde|"
    r"mødets? (?:åbning|afslutning)|bordet rundt|siden sidst|opfølgning på referat|fravær\w*|"
    r"fremmøde|nyt fra \w+)"
    r"(?:[\s,/–-]+(?:og|til|af|fra|samt|ved|dagsorden\w*|referat\w*|protokol\w*|formand\w*|"
    r"medlemmer\w*|borgmester\w*|forvaltning\w*|udvalg\w*|administration\w*|direktør\w*|"
    r"bemærkninger|sidste|seneste|møde\w*|gensidig|orientering|eventuelt|meddelelser?|spørgsmål|"
    r"for|den|det|indkaldelse|valg af ordstyrer|[a-z]{1,2}|\d+))*[\W\d]*$|^[\W\d]*$",
    re.IGNORECASE,
)
"""Titles of punkter that every meeting has, and that no search is about."""
