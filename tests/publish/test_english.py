"""The flat views are described in English too, column by column."""

from __future__ import annotations

from referat.publish.english import COLUMNS
from referat.publish.schema import read_schema

# Views for the operator's page, not for research.
OPERATORS = {"kildestatus", "daekning"}


def test_every_column_of_every_view_has_its_english():
    views = {table.name: table for table in read_schema() if table.is_view}
    for name, view in views.items():
        if name in OPERATORS:
            continue
        assert name in COLUMNS, name
        assert set(COLUMNS[name]) == {"", *(column.name for column in view.columns)}, name
        assert all(text.endswith(".") for text in COLUMNS[name].values()), name
