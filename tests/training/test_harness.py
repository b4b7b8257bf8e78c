from __future__ import annotations

import os
import subprocess
import sys

from referat.training.harness import Taken, clocked, compare, machine, resident, take_turns


def test_every_way_runs_once_a_round_after_a_run_that_is_not_counted() -> None:
    runs: list[str] = []
    ways = {name: (lambda name=name: runs.append(name)) for name in ("a", "b", "c")}
    taken = take_turns(ways, 4)
    assert {name: len(found) for name, found in taken.items()} == {"a": 4, "b": 4, "c": 4}
    assert runs[:3] == ["a", "b", "c"]
    rounds = [runs[start : start + 3] for start in range(3, len(runs), 3)]
    assert all(sorted(one) == ["a", "b", "c"] for one in rounds)
    # No way always comes after the same other.
    assert len({tuple(one) for one in rounds}) > 1


def test_a_busy_moment_moves_no_median() -> None:
    def taken(*seconds: float) -> list[Taken]:
        return [Taken(wall=one * 3, cpu=one) for one in seconds]

    told = compare({"own": taken(1, 1, 9), "peer": taken(4, 4, 36)}, own="own", units=100)
    assert told["ways"]["own"] == {
        "seconds": 1, "spread": 8.0, "per_second": 100.0, "times": 1.0,
    }  # fmt: skip
    assert told["ways"]["peer"]["times"] == 4
    by_clock = compare({"own": taken(1, 1, 9)}, own="own", units=100, by="wall")
    assert by_clock["ways"]["own"]["per_second"] == 33.33


def test_cpu_of_programs_that_were_started_counts() -> None:
    burn = "import time\nwhile time.process_time() < 0.2: pass"
    found = clocked(lambda: subprocess.run([sys.executable, "-c", burn], check=True))
    assert found.cpu >= 0.2


def test_the_machine_is_told() -> None:
    assert machine()["cores"] == len(os.sched_getaffinity(0))


def test_memory_is_that_of_the_process_and_not_of_who_started_it() -> None:
    big = bytearray(200_000_000)
    small = "from referat.training.harness import largest, resident\nimport os"
    told = subprocess.run(
        [sys.executable, "-c", f"{small}\nprint(largest(), resident(os.getpid()))"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    most, now = map(int, told.stdout.split())
    # The kernel counts the two a little apart.
    assert 0 < 0.9 * now < most < len(big)
    assert resident(2**22 + 1) == 0
