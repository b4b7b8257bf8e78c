"""Roles at a meeting that belong to public office, and those that belong to staff. Data, no logic.

The site has pages for elected and appointed members alone; who only takes minutes or answers
questions has none.
"""

from __future__ import annotations

import re

# Matches: formand, næstformand, 1. viceborgmester, rådmand, medlem, stedfortræder, suppleant.
# Not: sekretariatsleder, mødeleder (may be staff).
VALGT = re.compile(
    r"(?:^|\b|_)(?:formand|forperson|næstforma?nd|næstforperson|borgmester|overborgmester|"
    r"viceborgmester|rådmand|rådkvinde|\w*medlem|stedfortræder|suppleant|kasserer|sogneråds?\w*|"
    r"regionsrådsformand|gruppeformand|ordfører|politisk\w*)\b",
    re.IGNORECASE,
)
"""Roles of members."""

# Matches: kommunaldirektør, referent, sekretær, skoleleder, afdelingschef, jurist.
ANSAT = re.compile(
    r"(?:direktør|referent|sekretær|protokolfører|leder|chef|konsulent|jurist|medarbejder|rådgiver|"
    r"koordinator|planlægger|ingeniør|arkitekt|inspektør|fuldmægtig|administra\w+|kommunom|"
    r"assistent|tovholder|sagsbehandler|gæst|oplægsholder|observatør)\b",
    re.IGNORECASE,
)
"""Roles of staff and guests."""
