"""Who reads a document's scanned pages, and who is told how far the reading has come.

By default this process reads them. ``fanout.py`` sets another desk in worker processes: there a
document asks for its scanned pages (``PagesWanted``), other workers read them into the cache, and
the document is read again when they lie there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType

from referat.types import SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFailure:
    """Why a page is not read."""

    code: str
    """As in ``Problem``."""
    message: str
    """What happened."""
    action: str
    """What to do."""


def _nowhere(page: int | None) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """How a document's pages are read in this process."""

    hands_out: bool = False
    """Whether scanned pages are left to others."""
    failures: Mapping[int, PageFailure] = field(default_factory=lambda: MappingProxyType({}))
    """Pages whose recognition failed elsewhere and must not be tried again."""
    skipped: Mapping[int, PageFailure] = field(default_factory=lambda: MappingProxyType({}))
    """Pages that must not be touched at all: they killed who read them."""
    at: Callable[[int | None], None] = _nowhere
    """Told the page that is read now; ``None`` when the pages are done."""


class PagesWanted(Exception):
    """Scanned pages that others have to read first."""

    def __init__(self, source: SourceFile, keys: Mapping[int, str]) -> None:
        """Ask for pages.

        Args:
            source: The file.
            keys: By what each page, from 1, is known in the cache.
        """
        super().__init__(source, keys)
        self.source, self.keys = source, keys


_DESK: ContextVar[Desk] = ContextVar("desk", default=Desk())  # noqa: B039 - it is frozen


def current() -> Desk:
    """The desk of this process."""
    return _DESK.get()


@contextmanager
def at(desk: Desk) -> Iterator[None]:
    """Read at another desk within a block."""
    token = _DESK.set(desk)
    try:
        yield
    finally:
        _DESK.reset(token)
