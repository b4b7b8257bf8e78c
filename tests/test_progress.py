"""The pace of scanned pages, by a clock that is set by hand."""

from __future__ import annotations

from referat.progress import Pace


def test_pace_is_that_of_the_last_minute() -> None:
    now = [1000.0]
    pace = Pace(lambda: now[0])
    assert pace.words() is None
    for _ in range(30):
        now[0] += 1
        pace.add(waiting=45)
    assert pace.words() == "60 pages/min, 45 wait, 0:45 left"
    now[0] += 30
    pace.add(waiting=0)
    assert pace.words() == "31 pages/min"
    now[0] += 61
    assert pace.words() is None


def test_the_first_page_is_not_told_as_thousands_a_minute() -> None:
    now = [5.0]
    pace = Pace(lambda: now[0])
    now[0] += 0.01
    pace.add(waiting=120)
    assert pace.words() == "60 pages/min, 120 wait, 2:00 left"
