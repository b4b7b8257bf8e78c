"""Runs one function over many items, in this process or in several, a bounded number at a time.

``flow.py`` hands documents in and takes results out; this module knows processes and nothing of
documents. Both ways have one interface, so that tests and ``--jobs 1`` need no processes.
"""

from __future__ import annotations

import multiprocessing
import signal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

# Waiting items a worker: enough that none stands idle while the parent writes, few enough that
# memory does not grow with the number of documents.
AHEAD = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Died(Generic[Item]):
    """Stands in for the result of an item that killed its worker process twice."""

    item: Item
    """What the worker was given."""


def run_all(
    function: Callable[[Item], Result], items: Iterable[Item], *, jobs: int
) -> Iterator[Result | Died[Item]]:
    """Results in the order in which they are ready.

    Items are taken from ``items`` only as workers become free. An exception of ``function`` is
    raised here and ends the work; a worker that dies costs its item one more try, alone, and
    after that a ``Died``.
    """
    if jobs == 1:
        return map(function, items)
    return _run_in_processes(function, iter(items), jobs)


def _run_in_processes(
    function: Callable[[Item], Result], items: Iterator[Item], jobs: int
) -> Iterator[Result | Died[Item]]:
    # A worker that is killed cannot clear up: its temporary files lie in a folder of the parent's.
    with tempfile.TemporaryDirectory(prefix="referat-", ignore_cleanup_errors=True) as folder:
        yield from _run_in_pool(function, items, jobs, folder)


def _run_in_pool(
    function: Callable[[Item], Result], items: Iterator[Item], jobs: int, folder: str
) -> Iterator[Result | Died[Item]]:
    others = set(multiprocessing.active_children())
    pool = _new_pool(jobs, folder)
    pending: dict[Future[Result], Item] = {}
    try:
        while True:
            for item in islice(items, jobs * AHEAD - len(pending)):
                try:
                    pending[pool.submit(function, item)] = item
                except BrokenProcessPool:
                    # The pool broke while the parent was writing. The broken futures are found
                    # below; this item joins them, through a future that tells the same.
                    broken: Future[Result] = Future()
                    broken.set_exception(BrokenProcessPool())
                    pending[broken] = item
                    break
            if not pending:
                break
            suspects: list[Item] = []
            for future in wait(pending, return_when=FIRST_COMPLETED).done:
                item = pending.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    suspects.append(item)
                else:
                    yield future.result()
            if suspects:
                # One dead worker breaks the pool for all items in flight, and nothing tells
                # which one it was: each gets a pool to itself, once.
                suspects.extend(pending.values())
                pending.clear()
                pool.shutdown(wait=True)
                for item in suspects:
                    yield _run_alone(function, item, folder)
                pool = _new_pool(jobs, folder)
        pool.shutdown(wait=True)
    except BaseException:
        # Ctrl-C, a consumer that stops early, or an error that ends the run: nobody waits for
        # the documents in flight, which may be long scans.
        _stop(pool, set(multiprocessing.active_children()) - others)
        raise


def _run_alone(function: Callable[[Item], Result], item: Item, folder: str) -> Result | Died[Item]:
    with _new_pool(1, folder) as pool:
        try:
            return pool.submit(function, item).result()
        except BrokenProcessPool:
            return Died(item=item)


def _new_pool(jobs: int, folder: str) -> ProcessPoolExecutor:
    # forkserver: a fork of a process with threads may hang, and spawn starts twice as slowly.
    return ProcessPoolExecutor(
        jobs,
        mp_context=multiprocessing.get_context("forkserver"),
        initializer=_start_worker,
        initargs=(folder,),
    )


def _start_worker(folder: str) -> None:
    tempfile.tempdir = folder
    # Ctrl-C in a terminal reaches every process: a worker ends at once and without a traceback,
    # the parent says what happened.
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _stop(pool: ProcessPoolExecutor, workers: set[BaseProcess]) -> None:
    for worker in workers:
        worker.terminate()
    pool.shutdown(wait=True, cancel_futures=True)
