"""No cell of a CSV is a formula, ours or Datasette's."""

from __future__ import annotations

import csv
import io
import sqlite3
from contextlib import closing

import pytest

from referat.publish.spreadsheet import harmless, rewrite_csv, write_csv


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"), ("- at sagen udsættes", "'- at sagen udsættes"), ("+45", "'+45"),
        ("@x", "'@x"), ("\t=1", "'\t=1"), ("-4.5", "-4.5"), (-4, -4), (None, None), ("", ""),
        ("a=1", "a=1"), ("'=1", "'=1"),
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_is_text(value, expected):
    assert harmless(value) == expected


def test_rewriting_keeps_all_else():
    rows = [["a", "b"], ["æ\nø", 'ci"tat'], ["=x", "x" * 200_000]]
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    assert list(csv.reader(io.StringIO(rewrite_csv(buffer.getvalue())))) == [
        *rows[:2], ["'=x", rows[2][1]],
    ]  # fmt: skip
    assert rewrite_csv(write_csv(rows)) == write_csv(rows)


@pytest.mark.parametrize(
    "path",
    ["/referat/punkter.csv", "/soeg.csv?rutine=1", "/sql.csv?sql=select+titel+from+punkter",
     "/referat/beslutninger_flad.csv?_size=max"],
)  # fmt: skip
def test_no_download_of_the_site_holds_a_formula(own_database, browse, path):
    with closing(sqlite3.connect(own_database)) as conn:
        for table in ("punkter", "beslutninger"):
            conn.execute(f"UPDATE {table} SET titel = '=HYPERLINK(\"x\")'")
        conn.commit()
    answer = browse(own_database)(path)
    cells = [cell for row in csv.reader(io.StringIO(answer.text)) for cell in row]
    assert '\'=HYPERLINK("x")' in cells
    assert not any(cell.startswith("=") for cell in cells)
