"""Addresses of meetings, punkter, bodies and people on the site, made from what they are. Pure.

``mosevad/byraadet/2019-05-23/7`` is the seventh punkt of a meeting, whichever file it was read in
and however often: the address holds kommune, body, date and printed number, and no row id. The
store keeps a register of them (``adresser``), so that one that a better reading changes still
leads on.
"""

from __future__ import annotations

import re
import unicodedata

_SPELLED = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "y", "ß": "ss"}
)
_OTHER = re.compile(r"[^a-z0-9]+")
MAX_SLUG = 60
"""Letters of a name in an address: whole names of bodies, no sentences."""
UNKNOWN_KOMMUNE = "ukendt-kommune"
UNKNOWN_UDVALG = "ukendt-organ"
UNKNOWN_DATE = "uden-dato"


def slug(text: str) -> str:
    """Small ASCII letters, digits and hyphens; may be empty.

    ``Børne- og Skoleudvalget`` is ``boerne-og-skoleudvalget``.
    """
    text = unicodedata.normalize("NFC", text).casefold().translate(_SPELLED)
    text = unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()
    return _OTHER.sub("-", text).strip("-")[:MAX_SLUG].rstrip("-")


def meeting_address(
    kommune: str | None, udvalg: str | None, dato: str | None, *, is_agenda: bool = False
) -> str:
    """Address of a meeting; an agenda stands beside its minutes."""
    parts = (
        slug(kommune or "") or UNKNOWN_KOMMUNE,
        slug(udvalg or "") or UNKNOWN_UDVALG,
        (dato or UNKNOWN_DATE) + ("-dagsorden" if is_agenda else ""),
    )
    return "/".join(parts)


def punkt_name(nr: str | None, place: int) -> str:
    """Last part of a punkt's address: its printed number, or its place where none is printed."""
    return slug(nr or "") or f"plads-{place}"
