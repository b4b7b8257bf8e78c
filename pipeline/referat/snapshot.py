"""Copies a database while it is in use: what back-ups and downloads begin with."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def copy_database(database: Path, target: Path) -> None:
    """Write the database as it is at this moment to a new file, without its free pages.

    ``VACUUM INTO`` would do it in one go, but refuses a table with columns that are worked out from
    others when the connection can only read (SQLite 3.40.1), and nothing here may write to the
    database. So its pages are copied, and the copy is made compact.

    Raises:
        sqlite3.Error: The database cannot be read, or the file not be written.
    """
    with (
        closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(str(target), isolation_level=None)) as copy,
    ):
        source.backup(copy)
        # The copy is one file, and nobody needs it if this breaks off.
        copy.execute("PRAGMA journal_mode = OFF").fetchall()
        copy.execute("VACUUM")
