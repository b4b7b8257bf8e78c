"""A database, a run, and the builders of ``builders.py`` as one fixture."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import sqlite_utils

from referat.store.schema import open_database
from referat.store.write import start_run
from referat.types import Referat


@pytest.fixture(scope="session")
def build() -> ModuleType:
    """The module ``builders.py``: tests are not a package that could import it."""
    spec = importlib.util.spec_from_file_location(
        "store_builders", Path(__file__).with_name("builders.py")
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def referat(build: ModuleType) -> Referat:
    return build.make_referat()


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite_utils.Database]:
    database = open_database(tmp_path / "referat.db")
    yield database
    database.close()


@pytest.fixture
def run(db: sqlite_utils.Database, build: ModuleType) -> int:
    return start_run(db, build.VERSIONS, "ingest", started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))


@pytest.fixture
def dump(db: sqlite_utils.Database) -> Callable[[], dict[str, list[tuple[Any, ...]]]]:
    """Every row of every table of the schema, ordered, without the full-text shadow tables."""

    def read() -> dict[str, list[tuple[Any, ...]]]:
        tables = [
            row[0]
            for row in db.conn.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE '%\\_fts%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
            )
        ]
        return {
            table: sorted(db.conn.execute(f"SELECT * FROM {table}").fetchall(), key=repr)
            for table in tables
        }

    return read
