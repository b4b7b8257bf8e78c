"""Subjects of case numbers: the tables of KLE, and which numbers are a meeting's own.

``fill_subjects`` writes the tables from ``danish/emner.py``. ``mark_meeting_cases`` tells of a
whole database what ``rows.py`` tells of a document when it is written; both ask ``meeting_cases``.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence

from referat.danish.emner import emner, grupper, hovedgrupper
from referat.danish.organtyper import RUTINE
from referat.danish.sagsnumre import MEETING_FACET


def fill_subjects(conn: sqlite3.Connection) -> None:
    """Write main groups, groups and subjects in the place of those that are there."""
    for table in ("kle_emner", "kle_grupper", "kle_hovedgrupper"):
        conn.execute(f"DELETE FROM {table}")
    conn.executemany(
        "INSERT INTO kle_hovedgrupper (nr, titel, udgaaet) VALUES (:nr, :titel, :udgaaet)",
        hovedgrupper(),
    )
    conn.executemany(
        "INSERT INTO kle_grupper (nr, titel, hovedgruppe) VALUES (:nr, :titel, :hovedgruppe)",
        grupper(),
    )
    conn.executemany(
        "INSERT INTO kle_emner (nr, titel, gruppe, udgaaet, udgaar)"
        " VALUES (:nr, :titel, :gruppe, :udgaaet, :udgaar)",
        emner(),
    )


def meeting_cases(punkter: Sequence[tuple[str, Collection[str]]]) -> frozenset[str]:
    """Numbers of a meeting that its facet and place show to be the meeting's own.

    A number with the facet of meetings is the meeting's where it stands at several punkter, or at
    one that every meeting has (approval of the agenda, announcements). Alone at another punkt it is
    that punkt's own case, filed among the meetings: a member's proposal, for one.

    Args:
        punkter: Heading and numbers of each punkt.
    """
    counts = Counter(number for _, numbers in punkter for number in set(numbers))
    return frozenset(
        number
        for titel, numbers in punkter
        for number in numbers
        if MEETING_FACET.match(number) and (counts[number] > 1 or RUTINE.match(titel))
    )


def mark_meeting_cases(conn: sqlite3.Connection) -> frozenset[int]:
    """Flag the meetings' own numbers that an older referat did not know; gives their cases."""
    documents: dict[int, dict[int, tuple[str, list[str]]]] = {}
    for dokument, punkt, titel, number in conn.execute(
        "SELECT ps.dokument, p.id, p.titel, s.sagsnummer FROM sagsnumre s"
        " JOIN punkt_sagsnumre ps ON ps.sagsnummer = s.id JOIN punkter p ON p.id = ps.punkt"
        " WHERE s.moedefacet = 1"
    ):
        documents.setdefault(dokument, {}).setdefault(punkt, (titel, []))[1].append(number)
    changed: set[int] = set()
    for dokument, punkter in documents.items():
        for number in meeting_cases(list(punkter.values())):
            changed |= {
                row[0]
                for row in conn.execute(
                    "UPDATE punkt_sagsnumre SET moedesag = 1 WHERE dokument = ? AND moedesag = 0"
                    " AND sagsnummer IN (SELECT id FROM sagsnumre WHERE sagsnummer = ?)"
                    " RETURNING sagsnummer",
                    (dokument, number),
                ).fetchall()
            }
    return frozenset(changed)
