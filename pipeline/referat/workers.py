"""Runs one function over many items, in this process or in several, a bounded number at a time.

``flow.py`` and ``nightly/`` hand documents in and take results out; this module knows processes
and nothing of documents. Both ways have one interface, so that tests and ``--jobs 1`` need no
processes. Each worker is a process of its own with what it has started, so that one document can be
ended without touching the others, and all end by themselves when the parent is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import tempfile
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

WARM = "referat.warm"
"""Module that is imported by the process which workers are forked from: known by its name alone."""

AHEAD = 2
"""Items a worker that may be taken before their turn: one is read, one is found meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one item may take; 0 is without limit."""

    seconds: float = 0.0
    """Wall time."""
    place_seconds: float = 0.0
    """Wall time from one place that the function tells (``tell_place``) to the next."""
    memory: int = 0
    """Bytes of address space of the worker, and of each program that it starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Died(Generic[Item]):
    """Stands in for the result of an item that killed its worker twice, or took too long."""

    item: Item
    """What the worker was given."""
    timed_out: bool = False
    """Whether it was ended for taking too long."""
    place: int | None = None
    """Where the function was, as it told last."""


def run_all(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    jobs: int,
    limits: Limits | None = None,
    folder: Path | None = None,
    urgent: deque[Item] | None = None,
) -> Iterator[Result | Died[Item]]:
    """Results in the order in which they are ready.

    Whoever takes the results may put items into ``urgent`` meanwhile: they come before the others.

    Items are taken from ``items`` only as workers become free. An exception of ``function`` is
    raised here and ends the work; a worker that dies costs its item one more try, and after that a
    ``Died``. With limits there are processes also for one job. Their temporary files lie in
    ``folder``, where a run that is killed leaves them for the next one to remove.
    """
    if jobs == 1 and limits is None and urgent is None:
        return map(function, items)
    if urgent is None:
        urgent = deque()
    return _run_in_processes(function, iter(items), jobs, limits or Limits(), folder, urgent)


def load_ahead() -> None:
    """Let the process that workers are forked from start loading, while this one does other things.

    Without it that begins with the first item. Where it has begun nothing happens.
    """
    _context()
    forkserver.ensure_running()


def tell_place(place: int | None) -> None:
    """Tell the parent, from inside the function, which part of its item is worked on now.

    The time limit of a place begins anew; ``None`` ends it. Outside a worker nobody is told.
    """
    if _place is not None:
        # The time first: who reads between the two gives the old place more time, not the new less.
        _place[_SINCE] = time.monotonic()
        _place[_NUMBER] = _NOWHERE if place is None else place


def _run_in_processes(
    function: Callable[[Item], Result],
    items: Iterator[Item],
    jobs: int,
    limits: Limits,
    place: Path | None,
    urgent: deque[Any],
) -> Iterator[Result | Died[Item]]:
    # A worker that is killed cannot clear up: its temporary files lie in a folder of the parent's.
    with tempfile.TemporaryDirectory(
        prefix="referat-", dir=place, ignore_cleanup_errors=True
    ) as folder:
        team = _Team(function, jobs, limits, folder, urgent)
        try:
            yield from team.work(items)
        except BaseException:
            # Ctrl-C, a consumer that stops early, or an error that ends the run: nobody waits for
            # the documents in flight, which may be long scans.
            team.stop(at_once=True)
            raise
        team.stop(at_once=False)


class Lone:
    """One worker process that is kept warm for one item after another: inside a cluster's worker.

    An item that kills its process, or takes too long, costs no more than that process.
    """

    def __init__(self, function: Callable[[Any], Any], limits: Limits) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="referat-", ignore_cleanup_errors=True)
        self._team = _Team(function, 1, limits, self._folder.name)

    def run(self, item: Any) -> Any:
        """The result of one item, or a ``Died``. An exception of the function is raised here."""
        (result,) = self._team.work(iter((item,)))
        return result

    def stop(self) -> None:
        """End the process."""
        self._team.stop(at_once=True)
        self._folder.cleanup()


class _Answer(Enum):
    """What a worker sends."""

    RESULT = "result"
    ERROR = "error"


_NOTHING = object()
"""In place of an item, where there is none any more."""

_NOWHERE = -1
"""In place of a place."""
_NUMBER, _SINCE = 0, 1

_place: Any = None
"""In a worker: where it is and since when, in memory that its parent sees. A message a page, which
the parent would have to wake up for, was a sixth of what it did."""


@dataclass(slots=True)
class _Worker:
    """One process, and what it is doing."""

    process: ForkServerProcess
    connection: Connection
    # Closed with the parent, however it ends: the worker sees that and ends too.
    life: Connection
    told: Any
    """Where the function is, and since when, as it tells."""
    item: Any = None
    is_busy: bool = False
    deadline: float = 0.0

    @property
    def place(self) -> int | None:
        """Where the function is, as it told last."""
        number = int(self.told[_NUMBER])
        return None if number == _NOWHERE else number

    def nearest(self, limits: Limits) -> float:
        """When it has had its time, as far as is known now."""
        if not limits.place_seconds or self.place is None:
            return self.deadline
        return min(self.deadline, float(self.told[_SINCE]) + limits.place_seconds)


class _Team:
    """The workers of one run."""

    def __init__(
        self,
        function: Callable[[Any], Any],
        jobs: int,
        limits: Limits,
        folder: str,
        urgent: deque[Any] | None = None,
    ) -> None:
        self._function, self._jobs, self._limits, self._folder = function, jobs, limits, folder
        self._urgent: deque[Any] = deque() if urgent is None else urgent
        self._workers: list[_Worker] = []
        self._again: deque[Any] = deque()
        self._died_once: list[Any] = []

    def work(self, items: Iterator[Any]) -> Iterator[Any]:
        """Hand out items and give results until nothing is left."""
        while True:
            self._hand_out(items)
            busy = [worker for worker in self._workers if worker.is_busy]
            if not busy:
                return
            yield from self._results(busy, items)

    def _hand_out(self, items: Iterator[Any]) -> None:
        """Give every free worker an item, while there are any."""
        idle = deque(worker for worker in self._workers if not worker.is_busy)
        while idle or len(self._workers) < self._jobs:
            first = self._again or self._urgent
            item = first.popleft() if first else next(items, _NOTHING)
            if item is _NOTHING:
                return
            if not idle:
                self._workers.append(_start(self._function, self._limits, self._folder))
                idle.append(self._workers[-1])
            self._give(idle.popleft(), item)

    def _give(self, worker: _Worker, item: Any) -> None:
        worker.item, worker.is_busy = item, True
        seconds = self._limits.seconds
        worker.deadline = time.monotonic() + seconds if seconds else float("inf")
        worker.told[_NUMBER] = _NOWHERE
        # A worker that has died says so when its answer is read.
        with suppress(OSError):
            worker.connection.send(item)

    def _results(self, busy: list[_Worker], items: Iterator[Any]) -> Iterator[Any]:
        nearest = min(worker.nearest(self._limits) for worker in busy)
        if self._limits.place_seconds:
            # Nobody is woken by a place that is told meanwhile.
            nearest = min(nearest, time.monotonic() + self._limits.place_seconds)
        timeout = None if nearest == float("inf") else max(0.0, nearest - time.monotonic())
        ready = set(wait([worker.connection for worker in busy], timeout))
        for worker in busy:
            if worker.connection in ready:
                answers = list(self._take(worker))
                # First: the worker need not wait until its answer is written.
                self._hand_out(items)
                yield from answers
            elif time.monotonic() >= worker.nearest(self._limits):
                self._end(worker)
                yield Died(item=worker.item, timed_out=True, place=worker.place)

    def _take(self, worker: _Worker) -> Iterator[Any]:
        try:
            kind, answer = worker.connection.recv()
        except (EOFError, OSError):
            self._end(worker)
            if any(item is worker.item for item in self._died_once):
                self._died_once = [item for item in self._died_once if item is not worker.item]
                yield Died(item=worker.item, place=worker.place)
            else:
                self._died_once.append(worker.item)
                self._again.append(worker.item)
            return
        worker.is_busy = False
        if kind is _Answer.ERROR:
            raise answer
        yield answer

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        _kill(worker)

    def stop(self, *, at_once: bool) -> None:
        """End all workers."""
        for worker in self._workers:
            if at_once:
                _kill(worker)
            else:
                worker.connection.close()
                worker.process.join()
                worker.process.close()
                worker.life.close()
        self._workers.clear()


def _start(function: Callable[[Any], Any], limits: Limits, folder: str) -> _Worker:
    context = _context()
    ours, theirs = context.Pipe()
    life, their_life = context.Pipe()
    told = context.RawArray("d", (_NOWHERE, 0.0))
    process = context.Process(
        target=_serve, args=(theirs, their_life, told, function, limits, folder), daemon=True
    )
    with _allowed_children():
        process.start()
    theirs.close()
    their_life.close()
    return _Worker(process=process, connection=ours, life=life, told=told)


def _context() -> ForkServerContext:
    # forkserver: a fork of a process with threads may hang, and spawn starts twice as slowly.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([WARM])
    return context


@contextmanager
def _allowed_children() -> Iterator[None]:
    """Let this process start others though it is a daemon, as a cluster's worker is by default.

    Python forbids it since such children would outlive their parent; these end with it.
    """
    config = multiprocessing.current_process()._config  # type: ignore[attr-defined]
    is_daemon = config.pop("daemon", None)
    try:
        yield
    finally:
        if is_daemon is not None:
            config["daemon"] = is_daemon


def _kill(worker: _Worker) -> None:
    """End a worker and the programs that it has started."""
    pid = worker.process.pid
    if pid is not None:
        # Its own group, once it is up; before that, itself alone.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, signal.SIGKILL)
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.connection.close()
    worker.life.close()


def _serve(
    connection: Connection,
    life: Connection,
    told: Any,
    function: Callable[[Any], Any],
    limits: Limits,
    folder: str,
) -> None:
    """What a worker does: items in, results out, until the parent closes the connection."""
    global _place
    _place = told
    os.setpgid(0, 0)
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, args=(life,), daemon=True).start()
    if limits.memory:
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    while True:
        try:
            item = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[_Answer, Any] = (_Answer.RESULT, function(item))
        except BaseException as error:
            answer = (_Answer.ERROR, error)
        connection.send(answer)


def _end_with_parent(life: Connection) -> None:
    with suppress(EOFError, OSError):
        life.recv()
    os.killpg(0, signal.SIGKILL)
