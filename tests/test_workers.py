"""Worker processes. Items are Python expressions, since a child process can import ``eval``."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import forkserver
from pathlib import Path

import pytest

from referat.workers import AHEAD, Died, Limits, load_ahead, run_all

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


def test_a_worker_has_its_next_item_before_its_result_is_used() -> None:
    taken: list[int] = []

    def items() -> Iterator[str]:
        for number in range(5):
            taken.append(number)
            yield str(number)

    results = run_all(eval, items(), jobs=1, limits=Limits())
    assert next(results) == 0
    assert taken == [0, 1]
    assert list(results) == [1, 2, 3, 4]


def test_no_process_is_started_that_has_nothing_to_do() -> None:
    results = run_all(eval, ["1"], jobs=4, limits=Limits())
    assert next(results) == 1
    assert len(multiprocessing.active_children()) == 1
    assert list(results) == []


def test_workers_come_of_the_process_that_loaded_ahead() -> None:
    load_ahead()
    (loads,) = {forkserver._forkserver._forkserver_pid}  # type: ignore[attr-defined]
    load_ahead()
    assert list(run_all(eval, ["__import__('os').getppid()"] * 2, jobs=2)) == [loads, loads]


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


def test_an_item_that_takes_too_long_is_ended_and_the_others_go_on() -> None:
    slow = "__import__('time').sleep(60)"
    results = list(run_all(eval, ["1", slow, "2"], jobs=2, limits=Limits(seconds=3)))
    died = [result for result in results if isinstance(result, Died)]
    assert [(one.item, one.timed_out) for one in died] == [(slow, True)]
    assert sorted(result for result in results if not isinstance(result, Died)) == [1, 2]


def test_a_program_that_an_item_started_ends_with_it(tmp_path: Path) -> None:
    code = (
        f"(__import__('pathlib').Path({str(tmp_path)!r}, 'pid').write_text(str("
        "__import__('subprocess').Popen(['sleep', '60']).pid)), __import__('time').sleep(60))"
    )
    list(run_all(eval, [code], jobs=1, limits=Limits(seconds=3)))
    pid = int((tmp_path / "pid").read_text())
    for _ in range(100):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the program is still running")


def test_memory_is_limited_for_each_item() -> None:
    greedy = "len(bytearray(4_000_000_000))"
    with pytest.raises(MemoryError):
        list(run_all(eval, [greedy], jobs=1, limits=Limits(memory=2_000_000_000)))


def test_workers_end_when_the_parent_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(
        "from referat.workers import run_all\n"
        "if __name__ == '__main__':\n"
        f"    code = \"(__import__('pathlib').Path({str(tmp_path)!r}, 'pid')"
        ".write_text(str(__import__('os').getpid())), __import__('time').sleep(60))\"\n"
        "    list(run_all(eval, [code], jobs=2))\n"
    )
    parent = subprocess.Popen([sys.executable, str(script)])
    marker = tmp_path / "pid"
    for _ in range(400):
        if marker.exists() and marker.read_text():
            break
        time.sleep(0.05)
    parent.kill()
    parent.wait()
    worker = Path(f"/proc/{marker.read_text()}/stat")
    for _ in range(100):
        if not worker.exists() or worker.read_text().split()[2] == "Z":
            return
        time.sleep(0.05)
    pytest.fail("the worker outlived its parent")
