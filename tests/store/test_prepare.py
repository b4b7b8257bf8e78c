"""What is made ready in a worker is what would be made where it is written."""

from __future__ import annotations

import pickle
from dataclasses import replace

import pytest

from referat.errors import StructureError
from referat.store import prepare as module
from referat.store.ids import document_id
from referat.store.prepare import prepare
from referat.store.write import write_prepared, write_referat


def test_from_another_process_it_gives_the_same_rows(db, run, referat, build, dump):
    write_referat(db, referat, build.PAGES, run)
    before = dump()
    write_prepared(db, pickle.loads(pickle.dumps(prepare(referat, build.PAGES, run))))
    assert dump() == before


def test_it_tells_what_the_run_counts(referat, build):
    made = prepare(referat, build.PAGES, 1)
    assert (made.pages, made.punkter) == (len(build.PAGES), len(referat.punkter))
    assert made.beslutninger == sum(punkt.beslutning is not None for punkt in referat.punkter)
    assert made.dokument == document_id(referat.source.sha256)


def test_a_taken_number_is_met_also_by_what_comes_from_another_process(
    db, run, referat, build, monkeypatch
):
    monkeypatch.setattr(module, "document_id", lambda sha256: 10_000_000_000)
    # Without a kommune people are the document's own, and known by its number.
    other = replace(referat, kommune=None, source=build.source("b.pdf", "b"))
    for one in (referat, other):
        write_prepared(db, pickle.loads(pickle.dumps(prepare(one, build.PAGES, run))))
    for dokument, one in ((10_000_000_000, referat), (10_000_000_001, other)):
        rows = dict(prepare_rows(prepare(one, build.PAGES, run, dokument=dokument)))
        for table in ("punkter", "fremmoede", "soeg"):
            numbers = {
                row[0]
                for row in db.conn.execute(
                    f"SELECT {'punkt' if table == 'soeg' else 'id'} FROM {table}"
                    " WHERE dokument = ?",
                    (dokument,),
                )
            }
            assert numbers == rows["punkter" if table == "soeg" else table]
        people = {
            row[0]
            for row in db.conn.execute(
                "SELECT person FROM fremmoede WHERE dokument = ?", [dokument]
            )
        }
        assert people <= rows["personer"]


def prepare_rows(made):
    for table, columns, rows in made.groups:
        yield table, {row[columns.index("id")] for row in rows}


def test_too_many_rows_are_told_before_anything_is_written(referat, build, monkeypatch):
    monkeypatch.setattr("referat.store.ids.ROWS_A_DOCUMENT", 2)
    with pytest.raises(StructureError, match="rows of one kind"):
        prepare(referat, build.PAGES, 1)
