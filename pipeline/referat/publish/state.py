"""What a running site holds: its database, what is known of it, and its helpers.

One ``Site`` for each Datasette. Pages ask it to run a function of the data layer in one of
Datasette's threads, inside one read transaction, so that a page never mixes two states of a
database that is being written.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from referat.publish.cage import Cage
from referat.publish.charts import Charts
from referat.publish.functions import add_functions
from referat.publish.images import PageImages
from referat.publish.options import SiteOptions, make_options, read_titles
from referat.publish.shape import EMPTY, Shape, read_shape
from referat.resources import schema_pragma
from referat.search.lookup import Archive

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.database import Database

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)

FRESH = 5.0
"""Seconds after which the search looks for what a run has written since."""
TIME_LIMIT = 10.0
"""Seconds that a page's queries may take in all: every one of them takes milliseconds."""
STEPS = 20_000
"""Steps of SQLite between two looks at the clock."""


class Unavailable(Exception):
    """The database cannot be read just now."""


class Site:
    """One site over one database."""

    def __init__(self, datasette: Datasette, options: SiteOptions) -> None:
        self.datasette = datasette
        self.options = options
        self.archive = Archive(fresh=FRESH)
        self.charts = Charts()
        self._titles = read_titles(options.kle_titles)
        self._shape: tuple[int, Shape] | None = None
        self._name: str | None = None
        self._cage: Cage | None = None
        self._images: PageImages | None = None

    @property
    def database(self) -> Database | None:
        """The first database that is ours; ``None`` where there is none."""
        if self._name in self.datasette.databases:
            return self.datasette.databases[self._name]
        for name, db in self.datasette.databases.items():
            if db.path and not db.is_memory and _is_ours(Path(db.path)):
                self._name = name
                return db
        return None

    @property
    def name(self) -> str:
        """The database's name in addresses of Datasette's own pages."""
        db = self.database
        return str(db.name) if db is not None else ""

    @property
    def path(self) -> Path | None:
        """The database's file."""
        db = self.database
        return Path(db.path) if db is not None and db.path else None

    @property
    def cage(self) -> Cage:
        """Readers' own SQL."""
        if self._cage is None:
            options = self.options
            self._cage = Cage(
                self.path or Path("/dev/null"),
                seconds=options.sql_seconds,
                rows=options.sql_rows,
                memory_mb=options.sql_memory_mb,
                workers=options.sql_workers,
            )
        return self._cage

    @property
    def images(self) -> PageImages:
        """Page images."""
        if self._images is None:
            self._images = PageImages(
                self.path or Path("/dev/null"),
                originals=self.options.originals,
                folder=self.options.image_cache,
                megabytes=self.options.image_cache_mb,
            )
        return self._images

    @property
    def exports(self) -> Path | None:
        """The folder of downloads, if there is one."""
        if self.options.exports:
            folder = Path(self.options.exports)
        elif self.path:
            folder = self.path.parent / "udtraek"
        else:
            return None
        return folder if folder.is_dir() else None

    async def run(
        self,
        function: Callable[Concatenate[sqlite3.Connection, Shape, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        """Run a function of the data layer in one read transaction.

        Raises:
            Unavailable: The database is locked, gone, damaged or too slow.
        """
        db = self.database
        if db is None:
            with closing(sqlite3.connect(":memory:")) as conn:
                try:
                    return function(conn, EMPTY, *args, **kwargs)
                except sqlite3.DatabaseError as error:
                    raise Unavailable("there is no database of ours") from error

        def work(conn: sqlite3.Connection) -> T:
            before = conn.row_factory
            conn.row_factory = None
            stop = threading.Event()
            timer = threading.Timer(TIME_LIMIT, stop.set)
            timer.daemon = True
            timer.start()
            conn.set_progress_handler(stop.is_set, STEPS)
            try:
                conn.execute("BEGIN")
                return function(conn, self._read_shape(conn), *args, **kwargs)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                # In a damaged file even a table's name may be no text.
                log.warning("a page could not be read: %s", error)
                raise Unavailable(str(error)) from error
            finally:
                timer.cancel()
                conn.set_progress_handler(None, 0)
                with suppress(sqlite3.Error):
                    conn.execute("ROLLBACK")
                conn.row_factory = before

        try:
            result: T = await db.execute_fn(work)
        except sqlite3.DatabaseError as error:  # Not even a connection was to be had.
            raise Unavailable(str(error)) from error
        return result

    def _read_shape(self, conn: sqlite3.Connection) -> Shape:
        version = conn.execute("PRAGMA schema_version").fetchone()[0]
        known = self._shape
        if known is None or known[0] != version:
            known = (version, read_shape(conn, self._titles))
            self._shape = known
        return known[1]

    def warm(self) -> threading.Thread | None:
        """Look up the most common words in the background, on a connection of its own."""
        path = self.path
        if path is None:
            return None

        def work() -> None:
            try:
                with closing(
                    sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
                ) as conn:
                    add_functions(conn)
                    if read_shape(conn).has_search:
                        self.archive.warm(conn)
            except sqlite3.Error as error:
                log.warning("the search could not be warmed: %s", error)

        thread = threading.Thread(target=work, daemon=True, name="referat-warm")
        thread.start()
        return thread

    async def close(self) -> None:
        """End what runs beside the site."""
        if self._cage is not None:
            await self._cage.close()


def _is_ours(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
            return bool(
                conn.execute("PRAGMA application_id").fetchone()[0]
                == schema_pragma("application_id")
            )
    except sqlite3.Error as error:
        # What is locked cannot be looked at; a page that asks it says so, and to come again.
        return "locked" in str(error)


_sites: WeakKeyDictionary[Any, Site] = WeakKeyDictionary()


def site_of(datasette: Datasette) -> Site:
    """The site of a Datasette, made when it is first asked for."""
    site = _sites.get(datasette)
    if site is None:
        values = datasette.plugin_config("referat") or {}
        site = _sites[datasette] = Site(datasette, make_options(values))
    return site
