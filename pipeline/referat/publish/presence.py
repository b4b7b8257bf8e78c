"""Whether a meeting's minutes tell who came. SQL that queries and pages share.

Many minutes print the absent alone, or name besides them only who came late or instead. Counted as
they stand, such bodies and people would never have been there.
"""

from __future__ import annotations

import sqlite3

from referat.publish.shape import Shape

LEAST = 2
"""Present that make a list: nobody meets alone, and a single name is a substitute's (F08)."""

PRINTED = f"""\
t.til_stede >= {LEAST}
    and t.til_stede + t.delvist >= t.afbud + t.fravaerende
    and t.til_stede + t.delvist >= coalesce((
      select max(coalesce(a.antal_for, 0) + coalesce(a.antal_imod, 0) + coalesce(a.antal_undlod, 0))
      from afstemninger a where a.dokument = t.moede), 0)"""
"""A condition on ``moede_tal t``: there is a list of those present, and it is no shorter than that
of the absent or than the votes of any punkt."""


def printed_at(shape: Shape, moede: str) -> str:
    """SQL that is 1 where the minutes of a meeting's id tell who came; 0 where nothing is counted.

    Args:
        shape: The database's.
        moede: A column, or ``?``.
    """
    if not shape.has("moede_tal") or not shape.has("afstemninger"):
        return "0"
    return f"coalesce((SELECT {PRINTED} FROM moede_tal t WHERE t.moede = {moede}), 0)"


def is_presence_printed(conn: sqlite3.Connection, shape: Shape, moede: int) -> bool:
    """Whether the minutes of a meeting tell who came."""
    sql = f"SELECT {printed_at(shape, '?')}"
    args = (moede,) if "?" in sql else ()
    return bool(conn.execute(sql, args).fetchone()[0])
