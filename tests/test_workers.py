"""Worker processes. Items are Python expressions, since a child process can import ``eval``."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path

import pytest

from referat.workers import AHEAD, Died, run_all

DIES = "__import__('os')._exit(3)"


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_item_gives_its_result(jobs: int) -> None:
    assert sorted(run_all(eval, [f"{n} * 2" for n in range(9)], jobs=jobs)) == list(range(0, 18, 2))


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_to_do_is_no_fault(jobs: int) -> None:
    assert list(run_all(eval, [], jobs=jobs)) == []


@pytest.mark.parametrize("jobs", [1, 2])
def test_items_are_taken_only_as_workers_become_free(jobs: int) -> None:
    taken: list[int] = []

    def items() -> Iterator[str]:
        for number in range(100):
            taken.append(number)
            yield "1"

    for done, _ in enumerate(run_all(eval, items(), jobs=jobs)):
        assert len(taken) - done <= jobs * AHEAD
    assert len(taken) == 100


@pytest.mark.parametrize("jobs", [1, 2])
def test_error_of_the_function_ends_the_work(jobs: int) -> None:
    with pytest.raises(ZeroDivisionError):
        list(run_all(eval, ["1", "1 / 0", "3"], jobs=jobs))
    assert multiprocessing.active_children() == []


def test_dead_worker_costs_its_own_item_alone() -> None:
    results = list(run_all(eval, ["1", DIES, "2", "3", "4"], jobs=2))
    died = [result for result in results if isinstance(result, Died)]
    assert [one.item for one in died] == [DIES]
    assert sorted(result for result in results if not isinstance(result, Died)) == [1, 2, 3, 4]


def test_worker_that_dies_once_is_forgiven(tmp_path: Path) -> None:
    once = (
        f"__import__('pathlib').Path({str(tmp_path)!r}, 'seen').exists() or "
        f"(__import__('pathlib').Path({str(tmp_path)!r}, 'seen').touch(), {DIES})"
    )
    assert list(run_all(eval, [once], jobs=2)) == [True]


def test_consumer_that_stops_leaves_no_process_behind() -> None:
    results = run_all(eval, ["1", "__import__('time').sleep(60)", "2", "3"], jobs=2)
    assert next(results) in (1, 2, 3)
    results.close()
    assert multiprocessing.active_children() == []


def test_temporary_files_go_with_the_workers_also_with_dead_ones() -> None:
    leaves = "__import__('tempfile').mkdtemp()"
    dies = f"({leaves}, {DIES})"
    left = [Path(one) for one in run_all(eval, [leaves, dies], jobs=2) if isinstance(one, str)]
    assert len(left) == 1
    assert not left[0].exists()
    assert not left[0].parent.exists()
