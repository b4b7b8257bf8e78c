"""Sizes of a scanned document: what lines tell one by one, told together."""

from __future__ import annotations

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from referat.pages.sizes import APART, Size, find_sizes, likeliest

ESTIMATES = [(9.8, 60), (10.0, 70), (10.2, 65), (10.1, 80), (11.9, 20), (12.1, 25), (8.0, 12)]


def test_a_document_has_the_sizes_around_which_its_estimates_lie():
    body, heading, small = find_sizes(ESTIMATES)
    assert (round(body.points), round(heading.points), round(small.points)) == (10, 12, 8)
    assert body.letters == 275


def test_a_line_has_the_likeliest_size():
    sizes = find_sizes(ESTIMATES)
    assert likeliest(10.4, 60, sizes) == sizes[0].points
    # a few letters tell less: the size of most of the text is likelier
    assert likeliest(10.9, 4, sizes) == sizes[0].points
    assert likeliest(11.8, 25, sizes) == sizes[1].points


def test_what_no_size_is_near_keeps_its_own():
    sizes = find_sizes(ESTIMATES)
    assert likeliest(20.0, 30, sizes) == 20.0
    assert likeliest(10.0, 30, ()) == 10.0


@given(st.lists(st.tuples(st.floats(4, 40), st.integers(0, 90)), max_size=40))
def test_sizes_stand_apart_and_hold_all_letters(estimates):
    sizes = find_sizes(estimates)
    assert all(isinstance(size, Size) for size in sizes)
    assert sum(size.letters for size in sizes) == sum(n for _, n in estimates if n >= 2)
    places = sorted(math.log(size.points) for size in sizes)
    assert all(right - left > APART - 1e-9 for left, right in itertools.pairwise(places))
    assert not sizes or likeliest(sizes[0].points, 90, sizes) == sizes[0].points
