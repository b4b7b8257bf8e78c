"""What a worker of a cluster is, and what it does with one item.

Runs in Dask's worker process. Each of its threads keeps one process of our own that does the work
(``workers.Lone``), so that an item that kills its process does not kill Dask's, limits hold, and
PDFium, which is not made for threads, meets one at a time. ``cluster.py`` asks and hands out.
"""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from referat import resources
from referat.errors import MissingToolError, ReferatError
from referat.settings import Settings
from referat.workers import Limits, Lone


class Unfit(Exception):
    """A worker that must not have the item, though others may: why, and its address."""


class NotSeenError(Unfit):
    """A worker that does not find the item's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """What must be the same here and on every worker, or readings would depend on chance."""

    program: str
    """Version of the program."""
    code: str
    """Hash of its code: the version alone does not tell two states of a checkout apart."""
    model: str
    """Name, version and hash of the spaCy pipeline."""
    engine: str | None
    """Tesseract with its language; ``None`` where OCR is off, or where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a worker needs to know once: the function, and what it must be itself."""

    function: Callable[[Any], Any]
    """What is done with an item."""
    build: Build
    """Of the process that asks."""
    settings: Settings
    """For looking at the worker itself."""
    limits: Limits
    """What one item may take."""


def find_build(settings: Settings) -> Build:
    """What the process that asks for it is.

    Raises:
        MissingModelError: There is no spaCy pipeline.
    """
    versions = resources.versions(settings.model)
    return Build(
        program=versions.program,
        code=resources.code_hash(),
        model=f"{versions.model} ({resources.model_hash(settings.model)})",
        engine=_engine(settings),
    )


def _engine(settings: Settings) -> str | None:
    if not settings.ocr:
        return None
    from referat.pages.engines import find_engine

    with suppress(MissingToolError):
        return find_engine(settings).name
    return None


def find_fault(order: Order) -> str | None:
    """Why this process must not do the work; ``None`` where it may. Runs on a worker."""
    try:
        own = find_build(order.settings)
    except ReferatError as error:
        return str(error)
    wanted = order.build
    for name, mine, theirs in (
        ("referat", own.program, wanted.program),
        ("a referat whose code is", own.code, wanted.code),
        ("the model", own.model, wanted.model),
    ):
        if mine != theirs:
            return f"it has {name} {mine}, and this process has {theirs}."
    if order.settings.ocr and own.engine is None:
        return f"it has no Tesseract with the language {order.settings.ocr_language!r}."
    if wanted.engine is not None and own.engine not in (None, wanted.engine):
        return f"it has {own.engine}, and this process has {wanted.engine}."
    return None


_LONE: dict[int, tuple[bytes, Lone]] = {}
"""The process of each thread of this worker, and the order that it was started for."""


@lru_cache(maxsize=4)
def _unpacked(order: bytes) -> Order:
    unpacked = pickle.loads(order)
    assert isinstance(unpacked, Order)
    return unpacked


@lru_cache(maxsize=4)
def _fault(order: bytes) -> str | None:
    return find_fault(_unpacked(order))


def serve(order: bytes, item: Any) -> Any:
    """Do one item in this thread's own process. Runs on a worker.

    Raises:
        Unfit: This worker must not.
    """
    fault = _fault(order)
    if fault is not None:
        raise Unfit(fault, _own_address())
    thread = threading.get_ident()
    known = _LONE.get(thread)
    if known is None or known[0] != order:
        if known is not None:
            known[1].stop()
        unpacked = _unpacked(order)
        known = _LONE[thread] = (order, Lone(unpacked.function, unpacked.limits))
    try:
        return known[1].run(item)
    except Unfit as error:
        raise type(error)(error.args[0], _own_address()) from error
    except MissingToolError as error:
        error.path = error.path or f"worker {_own_address()}"
        raise


def _own_address() -> str:
    from distributed import get_worker

    return str(get_worker().address)
