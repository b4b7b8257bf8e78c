"""Withholds a document, a punkt or a person's name on request, and shows it again.

The register is written first, so that what was asked for holds whatever happens next; then the
database is brought in step with it (``enforce.py``), and what it concerned is read again without
what is withheld. Later readings and rebuilt databases come through the same register.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlite_utils

from referat.errors import SettingsError
from referat.flow import find_privacy, ingest_files
from referat.ingest.sources import Plan
from referat.nightly.enforce import enforce
from referat.nightly.run import Night
from referat.privacy.mask import mask_name
from referat.settings import Settings
from referat.store import tombstones
from referat.store.lock import only_run
from referat.store.schema import open_database, require_database
from referat.store.write import stamp
from referat.types import Problem, Severity
from referat.withholding import (
    PunktRule,
    Register,
    Withheld,
    WithheldKind,
    ensure_register,
    register_path,
    save_register,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Takedown:
    """What a takedown did."""

    entry: Withheld
    """The register's entry."""
    documents: int
    """Documents that it concerned."""
    lost: tuple[str, ...]
    """Files that were not there to be read again: their documents stay out."""
    problems: tuple[Problem, ...] = ()
    """Why others could not be read again: they stay out too."""


class Takedowns:
    """The register of one database, and the database itself, under the lock of its runs."""

    def __init__(
        self,
        db_path: Path,
        settings: Settings,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        """Prepare.

        Args:
            db_path: The database.
            settings: How to read again.
            now: The time.

        Raises:
            SchemaError: The database is missing, foreign, or newer than this program.
        """
        require_database(db_path)
        self.db_path, self.settings, self.now = db_path, settings, now
        self.path = register_path(db_path)

    def withhold_document(self, document: int, *, reason: str) -> Takedown:
        """Take a document down with all its versions.

        Raises:
            SettingsError: There is no such document.
            BusyError: A run is going on.
        """
        with self._database() as db:
            identity, about = _identity(db, document)
            return self._carry_out(
                db,
                self._add(
                    kind=WithheldKind.DOCUMENT, reason=reason, document=identity, about=about
                ),
            )

    def withhold_punkt(self, punkt: int, *, reason: str) -> Takedown:
        """Take a punkt down: its place in the meeting stays, without text.

        Raises:
            SettingsError: There is no such punkt.
            BusyError: A run is going on.
        """
        with self._database() as db:
            found = tombstones.find_punkt(db.conn, punkt)
            if found is None:
                raise SettingsError(
                    f"there is no punkt {punkt}.",
                    action="Give the number in its address, /punkter/NUMBER.",
                )
            document, nr, titel = found
            identity, about = _identity(db, document)
            return self._carry_out(
                db,
                self._add(
                    kind=WithheldKind.PUNKT,
                    reason=reason,
                    document=identity,
                    about=about,
                    punkt=PunktRule(nr=nr, titel=titel),
                ),
            )

    def withhold_person(
        self, names: Sequence[str], *, kommune: str | None, reason: str
    ) -> Takedown:
        """Take a person's name out of all documents of a kommune, or of all there are.

        Raises:
            SettingsError: A name is of one word: it would hide others too; or there is no such
                kommune in the database, and the takedown would hold nowhere.
            BusyError: A run is going on.
        """
        for name in names:
            if len(name.split()) < 2:
                raise SettingsError(
                    f"{name!r} is one word, and would hide others too.",
                    action="Give first name and surname.",
                )
        with self._database() as db:
            if kommune is not None:
                kommune = tombstones.find_kommune(db.conn, kommune)
            return self._carry_out(
                db,
                self._add(
                    kind=WithheldKind.PERSON, reason=reason, kommune=kommune, names=tuple(names)
                ),
            )

    def lift(self, number: int) -> Takedown:
        """Show what an entry withheld; the entry stays in the register, with the day.

        Raises:
            SettingsError: There is no such entry, or it is lifted already.
            BusyError: A run is going on.
        """
        with self._database() as db:
            register = ensure_register(self.path)
            entry = next((one for one in register.entries if one.id == number), None)
            if entry is None or not entry.holds:
                raise SettingsError(
                    f"nothing is withheld under number {number}.",
                    action="`referat withhold list` tells the numbers.",
                )
            entry = replace(entry, lifted=stamp(self.now()))
            save_register(self.path, register.changing(entry))
            return self._carry_out(db, entry)

    def catch_up(self) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """Bring the database in step with the register; gives what stays out, as ``Takedown``."""
        with self._database() as db:
            self._enforce(db)
            return self._read_again(db)

    @contextmanager
    def _database(self) -> Iterator[sqlite_utils.Database]:
        """The database, with its lock; one that is not there is not made: its name is a slip."""
        require_database(self.db_path)
        with only_run(self.db_path), closing(open_database(self.db_path)) as db:
            yield db

    def _add(self, **values: Any) -> Withheld:
        register: Register = ensure_register(self.path)
        register, entry = register.adding(created=stamp(self.now()), **values)
        if entry.kind is WithheldKind.PERSON:
            register = self._with_new_keys(register)
        save_register(self.path, register)
        return entry

    def _with_new_keys(self, register: Register) -> Register:
        """Other entries know their document by an id that may hold a name which is hidden now."""
        mask = replace(find_privacy(self.db_path), register=register).mask
        for entry in register.entries:
            document = entry.document
            key, path = (one and mask_name(one, mask) for one in (document.key, document.path))
            register = register.changing(
                replace(entry, document=replace(document, key=key, path=path))
            )
        return register

    def _carry_out(self, db: sqlite_utils.Database, entry: Withheld) -> Takedown:
        documents = self._enforce(db)
        lost, problems = self._read_again(db)
        return Takedown(entry=entry, documents=documents, lost=lost, problems=problems)

    def _enforce(self, db: sqlite_utils.Database) -> int:
        register = ensure_register(self.path)
        return enforce(db, self.db_path, register, find_privacy(self.db_path))

    def _read_again(self, db: sqlite_utils.Database) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
        """Read what was taken out, as it may be shown now; the lock is held."""
        base = self.db_path.resolve().parent
        paths = tombstones.find_taken_out(db.conn)
        files = {path: _file(path, base) for path in paths}
        found = [file for file in files.values() if file is not None]
        problems: list[Problem] = []
        if found:
            report = ingest_files(
                found,
                db_path=self.db_path,
                settings=self.settings,
                again=True,
                command="withhold",
            )
            if report.failed:
                problems.extend(one for one in report.problems if one.severity is Severity.ERROR)
        plan = Plan(contact="", sources=())
        night = Night(plan, db_path=self.db_path, settings=self.settings, now=self.now)
        problems.extend(night.run((), command="withhold", accept=True).failures)
        return tuple(path for path, file in files.items() if file is None), tuple(problems)


def _identity(db: sqlite_utils.Database, document: int) -> tuple[Any, str]:
    found = tombstones.find_identity(db.conn, document)
    if found is None:
        raise SettingsError(
            f"there is no document {document}.",
            action="Give the number in its address, /dokumenter/NUMBER.",
        )
    return found


def _file(path: str, base: Path) -> Path | None:
    """The file of a path as it is kept: as given, or seen from the database's folder."""
    return next((one for one in (base / path, Path(path)) if one.is_file()), None)
