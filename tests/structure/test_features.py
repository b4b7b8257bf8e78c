from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from referat.structure.features import (
    LAYOUT_SLOTS,
    ROWS,
    SLOTS,
    TEXT_SLOTS,
    features_of,
    hide_rules,
)
from referat.structure.roles import assign_roles
from referat.structure.tags import tags_of
from referat.structure.views import make_views, measure
from referat.types import ReadPages


def _facts(pages: ReadPages) -> tuple[np.ndarray, np.ndarray]:
    views, measures = make_views(pages.pages)
    roles = assign_roles(views, measures)
    return features_of(views, measures, tags_of(views, roles.headings))


def test_one_row_a_line_within_the_table(lay_out: Callable[..., ReadPages]) -> None:
    facts, styles = _facts(
        lay_out(
            {"text": "1. Overskrift", "bold": True}, "Tekst nr. 2", {"text": "2. Ny", "bold": True}
        )
    )
    assert facts.shape == (3, SLOTS)
    assert (facts >= 0).all()
    assert (facts < ROWS).all()
    assert styles[0] == styles[2] != styles[1]


def test_numbers_that_follow_each_other_are_seen(lay_out: Callable[..., ReadPages]) -> None:
    follows = TEXT_SLOTS + 16
    facts, _ = _facts(lay_out("1. Først", "2. Så", "9. Ikke", "10. Igen"))
    column = facts[:, follows]
    assert column[1] == column[3]
    assert len({int(value) for value in column}) == 3


def test_what_the_rules_say_can_be_hidden(lay_out: Callable[..., ReadPages]) -> None:
    facts, _ = _facts(lay_out("Beslutning", "Godkendt."))
    alone = hide_rules(facts)
    assert (alone[:, : TEXT_SLOTS + LAYOUT_SLOTS] == facts[:, : TEXT_SLOTS + LAYOUT_SLOTS]).all()
    assert not alone[:, TEXT_SLOTS + LAYOUT_SLOTS :].any()
    assert facts[:, TEXT_SLOTS + LAYOUT_SLOTS :].any()


def test_a_document_without_lines_has_no_rows() -> None:
    facts, styles = features_of([], measure([]), [])
    assert facts.shape == (0, SLOTS)
    assert styles.shape == (0,)


@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=12))
def test_any_text_gives_the_same_facts_each_time(texts: list[str]) -> None:
    from referat.structure.features import _of_text

    first = [_of_text(text) for text in texts]
    _of_text.cache_clear()
    assert first == [_of_text(text) for text in texts]
    assert all(len(row) == TEXT_SLOTS and min(row) >= 0 and max(row) < ROWS for row in first)
