"""Which lines stand behind a value."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from referat.structure.evidence import lines_naming
from referat.structure.views import make_views
from referat.types import ReadPages

LINES = """\
Medlemmerne var mødt undtagen
Tora Lindemose (V) og Abdi
Nur (A), der havde meldt afbud.
Ravn deltog.
"""


@pytest.mark.parametrize(
    ("navn", "printed"),
    [
        ("Tora Lindemose", [1]),
        ("Abdi Nur", [1, 2]),
        ("Selma Ravn", [3]),
        ("Holger Rudbæk", []),
        ("", [0]),
    ],
)
def test_a_name_is_shown_where_it_is_printed(
    navn: str, printed: list[int], plain: Callable[[str], ReadPages]
) -> None:
    views, _ = make_views(plain(LINES).pages)
    assert [view.index for view in lines_naming(navn, views)] == printed
