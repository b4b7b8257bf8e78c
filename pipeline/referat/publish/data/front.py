"""The front page: what is covered, how fresh it is, and the newest meetings."""

from __future__ import annotations

import sqlite3

from referat.publish.data.common import Row, first, meeting_rows, outcome_list, rows
from referat.publish.data.gennemsyn import review_counts
from referat.publish.shape import Shape
from referat.publish.tally import months_by_outcome
from referat.search.lookup import Archive


def front(conn: sqlite3.Connection, shape: Shape, archive: Archive) -> Row:
    """Counts, freshness, newest meetings, and decisions a month by outcome."""
    if not shape.has_meetings:
        return {"empty": True}
    newest = meeting_rows(conn, shape, "m.dato IS NOT NULL", (), limit=10)
    if not newest and conn.execute("SELECT 1 FROM dokumenter LIMIT 1").fetchone() is None:
        return {"empty": True}
    found: Row = {
        "empty": False,
        "newest": newest,
        "run": first(
            conn, "SELECT startet, sluttet, gemt, fejlet FROM koersler ORDER BY id DESC LIMIT 1"
        )
        if shape.has("koersler")
        else None,
        "period": rows(conn, "SELECT (SELECT min(dato) FROM moeder WHERE dato > '1800') AS fra,"
                       " (SELECT max(dato) FROM moeder) AS til")[0],
        "kommuner": conn.execute(
            "SELECT count(*) FROM kommuner k"
            " WHERE EXISTS (SELECT 1 FROM moeder m WHERE m.kommune = k.id)"
        ).fetchone()[0],
        "review": review_counts(conn, shape, archive, tables=("beslutninger",)),
        "chart": [],
    }  # fmt: skip
    if shape.has_search:
        frame = archive.refresh(conn)
        found["punkter"], found["beslutninger"] = archive.remember(
            "totals",
            lambda: (
                int(frame.live.sum()),
                int((frame.live & (frame.columns["beslutning"] == 1)).sum()),
            ),
        )
        found["chart"] = months_by_outcome(archive, outcome_list(conn), months=36)
    return found
