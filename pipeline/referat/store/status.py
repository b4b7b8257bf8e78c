"""What is in a database: the answer to ``referat status``. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

import sqlite_utils

_TABLES = ("dokumenter", "moeder", "punkter", "beslutninger", "sagsnumre", "personer", "sider")


@dataclass(frozen=True, slots=True, kw_only=True)
class LastRun:
    """The latest run that wrote to the database."""

    id: int
    """Number of the run."""
    command: str
    """The command that was given."""
    started: str
    """ISO 8601, UTC."""
    finished: str | None
    """ISO 8601, UTC; ``None`` for a run that was broken off or is still going."""
    stored: int | None
    """Documents stored."""
    skipped: int | None
    """Documents that were in already."""
    failed: int | None
    """Documents that could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """How one source is, as the view ``kildestatus`` tells."""

    id: str
    """The source."""
    state: str
    """"ok", "forældet", "fejler", "aldrig" or "ophørt"."""
    hours: float | None
    """Hours since it was read to its end."""
    held: int
    """Documents that the quality gate keeps aside."""
    message: str | None
    """What went wrong last."""
    action: str | None
    """What to do about it."""

    @property
    def needs_attention(self) -> bool:
        """Whether somebody should look at it."""
        return self.state in ("forældet", "fejler") or self.held > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseStatus:
    """Counts of what a database holds."""

    rows: tuple[tuple[str, int], ...]
    """Table and number of rows, for the tables that people ask about."""
    document_types: tuple[tuple[str, int], ...]
    """Document type and number of documents, most first."""
    problems: tuple[tuple[str, str, int], ...]
    """Severity, code and number of problems, most first."""
    last_run: LastRun | None
    """``None`` where nothing was ever run."""
    sources: tuple[SourceStatus, ...] = ()
    """All sources, by their ids."""


def read_status(db: sqlite_utils.Database) -> DatabaseStatus:
    """Documents, moeder, punkter, beslutninger, problems by code, sources, and the last run."""
    run = db.conn.execute(
        "SELECT id, kommando, startet, sluttet, gemt, sprunget_over, fejlet"
        " FROM koersler ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return DatabaseStatus(
        rows=tuple(
            (table, db.conn.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
            for table in _TABLES
        ),
        document_types=tuple(
            db.conn.execute(
                "SELECT dokumenttype, count(*) FROM dokumenter GROUP BY 1 ORDER BY 2 DESC, 1"
            )
        ),
        problems=tuple(
            db.conn.execute(
                "SELECT alvor, kode, count(*) FROM problemer GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
            )
        ),
        last_run=None
        if run is None
        else LastRun(
            id=run[0],
            command=run[1],
            started=run[2],
            finished=run[3],
            stored=run[4],
            skipped=run[5],
            failed=run[6],
        ),
        sources=tuple(
            SourceStatus(
                id=row[0], state=row[1], hours=row[2], held=row[3], message=row[4], action=row[5]
            )
            for row in db.conn.execute(
                "SELECT kilde, tilstand, timer_siden, afventer, besked, raad FROM kildestatus"
                " ORDER BY kilde"
            )
        ),
    )
