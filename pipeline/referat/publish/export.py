"""Everything as files: a snapshot in SQLite, CSV, Parquet, and a Frictionless data package.

The files are made beside the published folder and take its place in one step, so that a reader
never finds half of them. ``datapackage.json`` describes each table and column and gives a checksum
of each file.
"""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import hashlib
import io
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from referat.errors import PublishError
from referat.files import sweep
from referat.publish.checks import check_database
from referat.publish.english import COLUMNS as ENGLISH
from referat.publish.licences import FILE, licence_text, package_licences, package_terms, told
from referat.publish.options import SiteOptions
from referat.publish.schema import Table, read_schema
from referat.resources import schema_pragma
from referat.snapshot import copy_database

BATCH = 20_000
"""Rows held at a time."""
# Frictionless names for SQLite's types; a view's columns are typed by what they hold.
_TYPES = {"TEXT": "string", "INTEGER": "integer", "REAL": "number", "": "any"}
NOT_EXPORTED = ("_", "soeg")
"""Tables that are made anew from the others begin so; the snapshot has them."""

PREFIX = ".udtraek-"
"""Beginning of the name of a folder in which downloads are being made."""
PACKAGE = "datapackage.json"
"""The description of the package: what it names is ours, and nothing else."""
TAKEN_DOWN = "referat:tilbageholdelser"
"""Where the package says which takedowns it knows of."""


def read_taken_down(conn: sqlite3.Connection) -> list[int]:
    """The takedowns that hold now."""
    rows = conn.execute("SELECT id FROM tilbageholdelser WHERE ophaevet IS NULL ORDER BY id")
    return [row[0] for row in rows]


def is_current(conn: sqlite3.Connection, folder: Path) -> bool:
    """Whether downloads may be given out: nothing was taken down since they were made."""
    try:
        package = json.loads((folder / PACKAGE).read_text("utf-8"))
        known = set(package.get(TAKEN_DOWN, ()))
    except (OSError, ValueError, AttributeError, TypeError):
        return False
    return known.issuperset(read_taken_down(conn))


def export(
    database: Path, folder: Path, *, now: dt.datetime, options: SiteOptions | None = None
) -> tuple[str, ...]:
    """Write all downloads of a database into a folder, and give the names of the files.

    Parquet files are made where pyarrow is installed (the extra ``parquet``). The site's options
    tell the licence of the data.

    Raises:
        PublishError: The database cannot be read or published (``checks.py``), or the folder
            cannot be written, or holds something else than an earlier export.
    """
    # What the site would not show is not to be had as a file either.
    check_database(database)
    if not _is_ours(folder):
        raise PublishError(
            "it holds other files than an export, and they would be gone.",
            action="Give --output a folder that is empty or not there.",
            path=str(folder),
        )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        sweep(folder.parent, f"{PREFIX}*", now=now.timestamp())
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=PREFIX) as made:
            _write(database, Path(made), now, options or SiteOptions())
            _replace(Path(made), folder)
    except (OSError, sqlite3.Error) as error:
        raise PublishError(
            f"the downloads could not be made ({error}).",
            action="Check that the database can be read and that the folder has room.",
            path=str(folder),
        ) from error
    return tuple(sorted(path.name for path in folder.iterdir()))


def _is_ours(folder: Path) -> bool:
    """Whether the new files may take the folder's place: it is empty, or an export alone."""
    if not folder.is_dir() or not any(folder.iterdir()):
        return not folder.is_file()
    try:
        package = json.loads((folder / PACKAGE).read_text("utf-8"))
        ours = {PACKAGE, *(one["path"] for one in package["resources"])}
    except (OSError, ValueError, LookupError, TypeError):
        return False
    return ours.issuperset(path.name for path in folder.iterdir())


def _write(database: Path, folder: Path, now: dt.datetime, options: SiteOptions) -> None:
    snapshot = folder / "referat.db"
    copy_database(database, snapshot)
    resources = []
    taken_down: list[int] = []
    # Everything else is read from the snapshot, so that all files show the same moment.
    with closing(sqlite3.connect(f"{snapshot.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        there = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
        if "tilbageholdelser" in there:
            taken_down = read_taken_down(conn)
        for table in read_schema():
            if table.name.startswith(NOT_EXPORTED) or table.name not in there:
                continue
            files = [_write_csv(conn, table.name, folder)]
            if find_spec("pyarrow"):
                files.append(_write_parquet(conn, table, folder))
            terms = package_terms(options, table.name)
            resources += [_resource(file, table) | terms for file in files]
    packed = folder / "referat.db.gz"
    with snapshot.open("rb") as plain, gzip.GzipFile(packed, "wb", mtime=0) as out:
        shutil.copyfileobj(plain, out, 1 << 20)
    snapshot.unlink()
    resources.append(
        _file_entry(packed)
        | {"name": "referat-sqlite", "format": "sqlite"}
        | package_terms(options, None)
    )
    (folder / FILE).write_text(licence_text(options), encoding="utf-8")
    resources.append(
        _file_entry(folder / FILE) | {"name": "licens", "format": "txt", "encoding": "utf-8"}
    )
    licences = package_licences(options)
    package = {
        "profile": "data-package",
        "name": "referat",
        "title": "Referat: beslutninger, sager og fremmøde fra kommunale mødereferater",
        "version": now.strftime("%Y.%m.%d") + f"+skema.{schema_pragma('user_version')}",
        "created": now.astimezone(dt.UTC).isoformat(timespec="seconds"),
        "description": told(options),
        **({"licenses": licences} if licences else {}),
        "resources": resources,
        TAKEN_DOWN: taken_down,
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (folder / PACKAGE).write_text(text + "\n", encoding="utf-8")


def _replace(made: Path, folder: Path) -> None:
    """Put the new files in the place of the old: a folder can only be renamed onto nothing."""
    old = folder.with_name(f".{folder.name}-gammel")
    shutil.rmtree(old, ignore_errors=True)
    ready = made / "klar"
    ready.mkdir()
    for file in [path for path in made.iterdir() if path.is_file()]:
        file.rename(ready / file.name)
    if folder.exists():
        folder.rename(old)
    ready.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _batches(conn: sqlite3.Connection, table: str) -> Iterator[tuple[list[str], list[Any]]]:
    """Column names and rows, some at a time; an empty table gives one empty batch."""
    cursor = conn.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in cursor.description]
    rows = cursor.fetchmany(BATCH)
    yield names, rows
    while rows := cursor.fetchmany(BATCH):
        yield names, rows


def _write_csv(conn: sqlite3.Connection, table: str, folder: Path) -> Path:
    path = folder / f"{table}.csv.gz"
    with gzip.GzipFile(path, "wb", mtime=0) as packed, _text(packed) as out:
        writer = csv.writer(out)
        for number, (names, rows) in enumerate(_batches(conn, table)):
            if number == 0:
                writer.writerow(names)
            writer.writerows(rows)
    return path


def _text(binary: gzip.GzipFile) -> io.TextIOWrapper:
    return io.TextIOWrapper(binary, encoding="utf-8", newline="")


def _write_parquet(conn: sqlite3.Connection, table: Table, folder: Path) -> Path:
    import pyarrow as pa
    from pyarrow import parquet

    kinds = {"INTEGER": pa.int64(), "REAL": pa.float64()}
    declared = {column.name: column.type for column in table.columns}
    path = folder / f"{table.name}.parquet"
    writer = None
    try:
        for names, rows in _batches(conn, table.name):
            if writer is None:
                fields = [
                    (name, kinds.get(declared.get(name, ""), _kind(pa, rows, place)))
                    for place, name in enumerate(names)
                ]
                schema = pa.schema(fields)
                writer = parquet.ParquetWriter(path, schema, compression="zstd")
            columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
            arrays = [
                pa.array(_typed(column, kind), kind)
                for column, kind in zip(columns, schema.types, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    finally:
        if writer is not None:
            writer.close()
    return path


def _kind(pa: Any, rows: list[Any], place: int) -> Any:
    """The type of a view's column, by what the first rows hold; text where that is unclear."""
    found = {type(row[place]) for row in rows if row[place] is not None}
    if found == {int}:
        return pa.int64()
    return pa.float64() if found and found <= {int, float} else pa.string()


def _typed(column: Any, kind: Any) -> list[Any]:
    if str(kind) == "string":
        return [None if value is None else str(value) for value in column]
    return list(column)


def _resource(path: Path, table: Table) -> dict[str, Any]:
    english = ENGLISH.get(table.name, {})
    fields = [
        {"name": column.name, "type": _TYPES[column.type], "description": column.comment}
        | ({"description_en": english[column.name]} if column.name in english else {})
        for column in table.columns
    ]
    kind = "csv" if ".csv" in path.name else "parquet"
    return _file_entry(path) | {
        "name": f"{table.name.replace('_', '-')}-{kind}",
        "title": table.title,
        "description": table.description,
        "format": kind,
        "schema": {"fields": fields},
    } | ({"compression": "gz", "encoding": "utf-8"} if kind == "csv" else {})  # fmt: skip


def _file_entry(path: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(1 << 20):
            digest.update(part)
    return {"path": path.name, "bytes": path.stat().st_size, "hash": f"sha256:{digest.hexdigest()}"}
