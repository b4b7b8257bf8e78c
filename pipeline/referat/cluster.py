"""Runs one function over many items on the workers of a Dask scheduler, a bounded number at a time.

Like ``workers.run_all``, with as little knowledge of documents: items go out, results come in as
they are ready, and this process alone writes. Dask places tasks, notices lost workers and has their
items done again; what happens on a worker stands in ``cluster_worker.py``.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
import queue
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from referat.cluster_worker import (
    NotSeenError,
    Order,
    Unfit,
    find_build,
    find_fault,
    serve,
)
from referat.errors import ClusterError
from referat.logs import tell
from referat.settings import Settings
from referat.workers import Died, Limits

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

AHEAD = 8
"""Items a thread that may be handed out: Dask's adaptive scaling looks at what waits."""
FEWEST = 32
"""Items handed out while there are no workers yet: what a cluster that scales from none sees."""
CONNECT = 10.0
"""Seconds until a scheduler that does not answer is given up."""
PATIENCE = 300.0
"""Seconds without any worker until the run ends: a new machine takes minutes to start."""
PULSE = 1.0
"""Seconds between looks at the cluster while nothing comes in."""
LISTED = 5
"""Workers that an error names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """Stands in for the result of an item whose file is not there any more."""


def run_on_cluster(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    *,
    settings: Settings,
    limits: Limits | None = None,
    is_there: Callable[[Item], bool] = lambda item: True,
    urgent: deque[Item] | None = None,
    patience: float = PATIENCE,
) -> Iterator[tuple[Item, Result | Died[Item] | Gone]]:
    """Items with their results, in the order in which they are ready.

    Args:
        function: Importable by the workers, or a ``partial`` of such.
        items: Taken only as workers become free.
        settings: With the scheduler's address.
        limits: What one item may take on a worker.
        is_there: Whether the item's file is still there, seen from here: asked when a worker does
            not find it, to tell a file that is gone from a worker that sees another disk.
        urgent: Items that whoever takes the results puts in meanwhile: they come before the others.
        patience: Seconds to wait for a worker where there is none.

    Raises:
        ClusterError: The scheduler is down, is none or has another version; a worker has another
            program or model or lacks Tesseract; no worker came; the scheduler was lost.
    """
    order = Order(
        function=function, build=find_build(settings), settings=settings, limits=limits or Limits()
    )
    with connect(settings.scheduler or "") as client:
        check_workers(client, order)
        crew = _Crew(client, order, is_there, deque() if urgent is None else urgent, patience)
        try:
            yield from crew.work(iter(items))
        finally:
            crew.stop()


# --- connect ------------------------------------------------------------------------------------


@contextmanager
def connect(address: str) -> Iterator[Client]:
    """A connection to a scheduler of the same version.

    Raises:
        ClusterError: It is down, is none, or has another version; or Dask is not installed here.
    """
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(
            "Dask is not installed.", action="Install referat with its extra `cluster`."
        ) from error
    # Dask tells what it tries; what comes of it is told below.
    for name in ("distributed.comm", "distributed.core", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    client = None
    try:
        _knock(address)
        with warnings.catch_warnings():
            # Versions are compared below, into an error.
            warnings.simplefilter("ignore")
            client = Client(address, timeout=CONNECT, set_as_default=False, name="referat")
            found = client.get_versions()
    except (OSError, ValueError, TypeError, KeyError, RuntimeError, ImportError) as error:
        if client is not None:
            _close(client)
        raise ClusterError(
            f"no Dask scheduler answers there ({_first_line(error)}).",
            action="Check the address, and that `dask scheduler` runs there with the same Dask.",
            path=address,
        ) from error
    try:
        _refuse_versions(address, found)
        yield client
    finally:
        _close(client)


def _knock(address: str) -> None:
    """Shake hands once: Dask's client waits for ever where something answers that is no Dask."""
    from distributed.comm import connect
    from distributed.security import Security

    async def shake() -> None:
        comm = await connect(address, timeout=CONNECT, **Security().get_connection_args("client"))
        try:
            await comm.write({"op": "identity", "reply": True})
            if (await comm.read()).get("type") != "Scheduler":
                raise ValueError("it is another part of Dask")
        finally:
            comm.abort()

    asyncio.run(asyncio.wait_for(shake(), CONNECT + 1))


def _refuse_versions(address: str, found: Mapping[str, Any]) -> None:
    """Compare the versions of Dask and Python: what one writes, another may not be able to read."""
    ours = found["client"]
    places = {"the scheduler": found["scheduler"], **found["workers"]}
    for place, theirs in places.items():
        for name, mine, other in (
            ("Dask", *(_package(one, "distributed") for one in (ours, theirs))),
            ("Python", *(_python(one) for one in (ours, theirs))),
        ):
            if mine != other:
                raise ClusterError(
                    f"{place} has {name} {other}, and this process has {name} {mine}.",
                    action="Start scheduler and workers from the same image as referat.",
                    path=address,
                )


def _package(about: Mapping[str, Any], name: str) -> str:
    return str(about["packages"].get(name))


def _python(about: Mapping[str, Any]) -> str:
    return ".".join(_package(about, "python").split(".")[:2])


def _close(client: Client) -> None:
    with suppress(Exception):  # Whatever it says, the run is over.
        client.close(timeout=5)


def _first_line(error: BaseException) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)


# --- workers ---------------------------------------------------------------------------------


def check_workers(client: Client, order: Order) -> None:
    """Look at the workers that are there; those that come later look at themselves.

    Raises:
        ClusterError: A worker is not what it must be.
    """
    try:
        answers = client.run(find_fault, order, on_error="return")
    except Exception as error:  # Whatever Dask meets when it sends the question.
        raise ClusterError(
            f"the workers could not be asked ({_first_line(error)}).",
            action="Start scheduler and workers from the same image as referat.",
            path=client.scheduler.address,
        ) from error
    faults = [f"worker {address}: {_told(answer)}" for address, answer in answers.items() if answer]
    if faults:
        raise _refusal(client, faults)


def _told(answer: object) -> str:
    if isinstance(answer, ImportError):
        return f"it lacks referat, or has one of before clusters ({_first_line(answer)})."
    return _first_line(answer) if isinstance(answer, BaseException) else str(answer)


def _refusal(client: Client, faults: list[str]) -> ClusterError:
    more = f" … and {len(faults) - LISTED} more." if len(faults) > LISTED else ""
    return ClusterError(
        " ".join(faults[:LISTED]) + more,
        action="Start all workers from the same image as this process; for workers without "
        "Tesseract install it there, or pass --no-ocr.",
        path=client.scheduler.address,
    )


# --- here ---------------------------------------------------------------------------------------


class _Crew:
    """What is handed out, and to whom it may be."""

    def __init__(
        self,
        client: Client,
        order: Order,
        is_there: Callable[[Any], bool],
        urgent: deque[Any],
        patience: float,
    ) -> None:
        self._client, self._is_there, self._patience = client, is_there, patience
        self._urgent = urgent
        self._order = pickle.dumps(order)
        self._out: dict[Future, Any] = {}
        self._done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._again: deque[Any] = deque()
        self._alone: deque[Any] = deque()
        self._in_quarantine: Any = None
        self._unfit: dict[str, str] = {}
        self._workers: dict[str, int] = {}
        self._seen = self._looked = 0.0

    def work(self, items: Iterator[Any]) -> Iterator[tuple[Any, Any]]:
        """Hand out items and give them with their results until nothing is left."""
        more = True
        self._look()
        while True:
            while len(self._out) < self._room and (more or self._again or self._urgent):
                if self._again or self._urgent:
                    self._submit((self._again or self._urgent).popleft())
                    continue
                try:
                    self._submit(next(items))
                except StopIteration:
                    more = False
            if not self._out:
                if not self._alone:
                    return
                # Last, and with nobody beside it that could be blamed for its death.
                self._in_quarantine = self._alone.popleft()
                self._submit(self._in_quarantine)
            yield from self._take()

    @property
    def _room(self) -> int:
        if self._in_quarantine is not None:
            return 0
        return max(FEWEST, AHEAD * sum(self._workers.values()))

    def _submit(self, item: Any) -> None:
        fit = [address for address in self._workers if address not in self._unfit]
        only = {"workers": fit, "allow_other_workers": False} if self._unfit and fit else {}
        future = self._client.submit(serve, self._order, item, pure=False, **only)
        self._out[future] = item
        future.add_done_callback(self._done.put)

    def _take(self) -> Iterator[tuple[Any, Any]]:
        """Results of what is done by now; waits for one, and looks at the cluster meanwhile."""
        try:
            ready = [self._done.get(timeout=PULSE)]
        except queue.Empty:
            self._look()
            return
        with suppress(queue.Empty):
            while True:
                ready.append(self._done.get_nowait())
        if time.monotonic() - self._looked > PULSE:
            self._look()
        good = [future for future in ready if future.status == "finished"]
        try:
            results = dict(zip(good, self._client.gather(good), strict=True)) if good else {}
        except Exception as error:
            raise self._lost(error) from error
        for future in ready:
            item = self._out.pop(future)
            was_alone = item is self._in_quarantine
            if was_alone:
                self._in_quarantine = None
            if future in results:
                yield item, results[future]
            else:
                yield from self._settle(future, item, was_alone=was_alone)
            future.release()

    def _settle(self, future: Future, item: Any, *, was_alone: bool) -> Iterator[tuple[Any, Any]]:
        """What to do about an item that has no result."""
        from distributed import KilledWorker

        if future.status in ("lost", "pending", "finished"):
            # Its worker died after it was done and before the result was fetched.
            (self._alone if was_alone else self._again).append(item)
            return
        if future.status != "error":
            # Nobody here has cancelled it.
            raise self._lost(None)
        try:
            error = future.exception(timeout=CONNECT)
        except Exception as problem:  # Whatever a connection says that breaks at this moment.
            raise self._lost(problem) from problem
        if isinstance(error, KilledWorker):
            # Workers died with it, or beside it: once more by itself, which tells.
            if was_alone:
                yield item, Died(item=item)
            else:
                self._alone.append(item)
        elif isinstance(error, NotSeenError) and not self._is_there(item):
            yield item, Gone()
        elif isinstance(error, Unfit):
            self._exclude(error, item)
        elif isinstance(error, ImportError):
            raise _refusal(self._client, [f"a worker: {_told(error)}"]) from error
        else:
            raise error

    def _exclude(self, error: Unfit, item: Any) -> None:
        said, address = error.args
        reason = f"worker {address}: {said}"
        if address not in self._unfit:
            tell(reason, level=logging.ERROR, code="klynge")
        self._unfit[address] = reason
        self._look()
        if all(known in self._unfit for known in self._workers):
            raise _refusal(self._client, list(dict.fromkeys(self._unfit.values())))
        self._again.append(item)

    def _look(self) -> None:
        """See who is there; end the run where nobody comes."""
        now = self._looked = time.monotonic()
        self._seen = self._seen or now
        if self._client.status not in ("running", "connecting"):
            raise self._lost(None)
        try:
            self._workers = (
                dict(self._client.nthreads()) if self._client.status == "running" else {}
            )
        except Exception as error:  # Whatever a connection says that breaks at this moment.
            self._workers = {}
            if self._client.status == "closed":
                raise self._lost(error) from error
        if self._workers:
            self._seen = now
        elif now - self._seen > self._patience:
            raise ClusterError(
                f"there has been no worker for {self._patience:.0f} seconds.",
                action="Start workers (`dask worker`), and run again: what was stored stays.",
                path=self._client.scheduler.address,
            )

    def _lost(self, error: BaseException | None) -> ClusterError:
        said = f" ({_first_line(error)})" if error is not None else ""
        return ClusterError(
            f"the scheduler was lost{said}.",
            action="Start it again, and run again: what was stored stays.",
        )

    def stop(self) -> None:
        """Let go of what is still out: nobody waits for it."""
        if self._out:
            with suppress(Exception):
                self._client.cancel(list(self._out), force=True)
        self._out.clear()
