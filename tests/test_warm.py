from __future__ import annotations

import os
import subprocess
import sys

from referat.workers import run_all

# A child process can import ``eval``.
PIPELINES = (
    "__import__('sys').modules['referat.structure.document'].load_pipeline.cache_info().currsize"
)


def test_a_worker_begins_with_the_pipeline() -> None:
    assert list(run_all(eval, [PIPELINES] * 2, jobs=2)) == [1, 1]


def test_what_workers_are_forked_from_has_no_threads() -> None:
    # They would be missing in the worker, with what they hold locked.
    code = "import referat.warm, os; print(len(os.listdir('/proc/self/task')))"
    environment = {key: value for key, value in os.environ.items() if "THREADS" not in key}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment
    )
    assert done.stdout.strip() == "1"
