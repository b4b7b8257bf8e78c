"""Which lines of a document may be shown: what a closed punkt says is not public. Pure.

Shared by the privacy stage, which blackens the others in page images and copies, and the store
stage, which leaves them out of the pages' text.
"""

from __future__ import annotations

from referat.types import LineRole, Referat

# Lines of a closed punkt that the public minutes may show; the others are left out.
PUBLIC_ROLES = frozenset(
    {
        LineRole.FURNITURE,
        LineRole.TITLE,
        LineRole.HEADER,
        LineRole.ATTENDANCE,
        LineRole.TOC,
        LineRole.GROUP,
        LineRole.PUNKT,
        LineRole.SAGSNUMMER,
        LineRole.DECISION_LABEL,
        LineRole.DECISION,
        LineRole.ABSENCE,
        LineRole.SIGNATURE,
    }
)


def public_lines(referat: Referat) -> set[tuple[int, int]] | None:
    """Page and number of the lines that may be shown; ``None`` when all may.

    With closed punkter only lines whose role is known are shown: what nobody has placed may
    belong to them.
    """
    closed = {place for place, punkt in enumerate(referat.punkter, start=1) if punkt.lukket}
    if not closed:
        return None
    return {
        (line.page, line.number)
        for line in referat.roles
        if line.punkt not in closed or line.role in PUBLIC_ROLES
    }
