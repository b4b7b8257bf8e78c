"""Withholds a document, a punkt or a person's name on request, and shows it again.

The register is written first, so that what was asked for holds whatever happens next; then the
documents that it concerns are taken out of the database at once, and read again without what is
withheld. Later readings and rebuilt databases come through the same register.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlite_utils

from referat.errors import SettingsError
from referat.flow import ingest
from referat.ingest.sources import Plan
from referat.listing import DocumentState
from referat.nightly.run import Night
from referat.privacy.names import NameFinder
from referat.settings import Settings
from referat.store import tombstones
from referat.store.ledger import set_state
from referat.store.lock import only_run
from referat.store.schema import open_database
from referat.store.write import stamp, transaction
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
    """Documents that were taken out."""
    read_again: int
    """Those of them that are shown again without what is withheld."""
    lost: tuple[str, ...]
    """Files that were not there to be read again: their documents stay out."""


class Takedowns:
    """The register of one database, and the database itself, under the lock of its runs."""

    def __init__(
        self,
        db_path: Path,
        settings: Settings,
        plan: Plan | None = None,
        *,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
    ) -> None:
        """Prepare.

        Args:
            db_path: The database.
            settings: How to read again.
            plan: Where originals lie; the usual folders where ``None``.
            now: The time.
        """
        self.db_path, self.settings, self.now = db_path, settings, now
        self.plan = plan or Plan(contact="", sources=())
        self.path = register_path(db_path)

    def withhold_document(self, document: int, *, reason: str) -> Takedown:
        """Take a document down with all its versions.

        Raises:
            SettingsError: There is no such document.
            BusyError: A run is going on.
        """
        with only_run(self.db_path):
            db = open_database(self.db_path)
            try:
                identity, about = self._identity(db, document)
                entry = self._add(
                    kind=WithheldKind.DOCUMENT, reason=reason, document=identity, about=about
                )
                self._take_out(db, [document], entry)
            finally:
                db.close()
        return Takedown(entry=entry, documents=1, read_again=0, lost=())

    def withhold_punkt(self, punkt: int, *, reason: str) -> Takedown:
        """Take a punkt down: its place in the meeting stays, without text.

        Raises:
            SettingsError: There is no such punkt.
            BusyError: A run is going on.
        """
        with only_run(self.db_path):
            db = open_database(self.db_path)
            try:
                found = tombstones.find_punkt(db.conn, punkt)
                if found is None:
                    raise SettingsError(
                        f"there is no punkt {punkt}.",
                        action="Give the number in its address, /punkter/NUMBER.",
                    )
                document, nr, titel = found
                identity, about = self._identity(db, document)
                entry = self._add(
                    kind=WithheldKind.PUNKT,
                    reason=reason,
                    document=identity,
                    about=about,
                    punkt=PunktRule(nr=nr, titel=titel),
                )
                again = self._take_out(db, [document], entry)
            finally:
                db.close()
            return self._read_again(entry, again)

    def withhold_person(
        self, names: Sequence[str], *, kommune: str | None, reason: str
    ) -> Takedown:
        """Take a person's name out of all documents of a kommune, or of all there are.

        Raises:
            SettingsError: A name is of one word: it would hide others too.
            BusyError: A run is going on.
        """
        for name in names:
            if len(name.split()) < 2:
                raise SettingsError(
                    f"{name!r} is one word, and would hide others too.",
                    action="Give first name and surname.",
                )
        with only_run(self.db_path):
            db = open_database(self.db_path)
            try:
                entry = self._add(
                    kind=WithheldKind.PERSON, reason=reason, kommune=kommune, names=tuple(names)
                )
                again = self._take_out(db, _documents_with(db, names, kommune), entry)
                _mask_titles(db, names)
            finally:
                db.close()
            return self._read_again(entry, again)

    def lift(self, number: int) -> Takedown:
        """Show what an entry withheld; the entry stays in the register, with the day.

        Raises:
            SettingsError: There is no such entry, or it is lifted already.
            BusyError: A run is going on.
        """
        with only_run(self.db_path):
            register = ensure_register(self.path)
            entry = next((one for one in register.entries if one.id == number), None)
            if entry is None or not entry.holds:
                raise SettingsError(
                    f"nothing is withheld under number {number}.",
                    action="`referat withhold list` tells the numbers.",
                )
            entry = replace(entry, lifted=stamp(self.now()))
            save_register(self.path, register.changing(entry))
            db = open_database(self.db_path)
            try:
                again = _concerned(db, entry)
                with transaction(db):
                    tombstones.write_tombstone(db.conn, entry)
            finally:
                db.close()
            return self._read_again(entry, again)

    def _identity(self, db: sqlite_utils.Database, document: int) -> tuple[Any, str]:
        found = tombstones.find_identity(db.conn, document)
        if found is None:
            raise SettingsError(
                f"there is no document {document}.",
                action="Give the number in its address, /dokumenter/NUMBER.",
            )
        return found

    def _add(self, **values: Any) -> Withheld:
        register: Register = ensure_register(self.path)
        register, entry = register.adding(created=stamp(self.now()), **values)
        save_register(self.path, register)
        return entry

    def _take_out(self, db: sqlite_utils.Database, documents: list[int], entry: Withheld) -> _Again:
        """Take documents out, with their copies for readers; gives what to read again."""
        again = _again(db, documents)
        copies = [
            row[0]
            for document in documents
            for row in db.conn.execute(
                "SELECT d.offentlig_sti FROM dokumenter d WHERE d.id = ? OR d.kildedokument ="
                " (SELECT kildedokument FROM dokumenter WHERE id = ?)",
                (document, document),
            )
            if row[0]
        ]
        tombstones.take_out(db, documents, entry)
        public = self.db_path.resolve().parent / "public"
        for copy in copies:
            path = (self.db_path.resolve().parent / copy).resolve()
            # Originals are kept, out of readers' reach; copies were made for them alone.
            if path.is_relative_to(public):
                path.unlink(missing_ok=True)
        return again

    @staticmethod
    def _file(path: str, base: Path) -> Path | None:
        """The file of a path as it is kept: as given, or seen from the database's folder."""
        return next((one for one in (base / path, Path(path)) if one.is_file()), None)

    def _read_again(self, entry: Withheld, again: _Again) -> Takedown:
        """Read the documents as they may be shown now; the lock is held."""
        base = self.db_path.resolve().parent
        found = {path: self._file(path, base) for path in again.paths}
        lost = [path for path, file in found.items() if file is None]
        paths = [str(file) for file in found.values() if file is not None]
        if paths:
            ingest(
                paths,
                db_path=self.db_path,
                settings=self.settings,
                again=True,
                command="withhold",
            )
        if again.listed:
            db = open_database(self.db_path)
            # They were let in before: the quality gate has nothing new to say.
            set_state(db, again.listed, DocumentState.PASSED)
            db.close()
            night = Night(self.plan, db_path=self.db_path, settings=self.settings, now=self.now)
            night.run((), command="withhold", accept=True)
        return Takedown(
            entry=entry,
            documents=again.documents,
            read_again=len(paths) + len(again.listed),
            lost=tuple(lost),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Again:
    """Documents to be read again."""

    documents: int
    """How many."""
    listed: tuple[int, ...]
    """Rows of ``kildedokumenter``."""
    paths: tuple[str, ...]
    """Files, for documents of no source."""


def _again(db: sqlite_utils.Database, documents: Iterable[int]) -> _Again:
    listed: dict[int, None] = {}
    paths: list[str] = []
    count = 0
    for document in documents:
        row = db.conn.execute(
            "SELECT kildedokument, sti FROM dokumenter WHERE id = ?", (document,)
        ).fetchone()
        if row is None:
            continue
        count += 1
        if row[0] is None:
            paths.append(row[1])
        else:
            listed.setdefault(row[0])
    return _Again(documents=count, listed=tuple(listed), paths=tuple(paths))


def _documents_with(
    db: sqlite_utils.Database, names: Sequence[str], kommune: str | None
) -> list[int]:
    """Documents whose pages hold one of the names."""
    db.conn.create_function("referat_folded", 1, str.casefold, deterministic=True)
    finder = NameFinder(names)
    found: dict[int, None] = {}
    for name in names:
        # The longest part narrows the search; a misread letter in it leaves the others.
        for part in sorted(name.split(), key=len, reverse=True)[:2]:
            for document, text in tombstones.find_documents_with(db.conn, part, kommune):
                if document not in found and next(finder.find(text), None):
                    found.setdefault(document)
    return list(found)


def _mask_titles(db: sqlite_utils.Database, names: Sequence[str]) -> None:
    """Take the names out of what sources call their documents."""
    finder = NameFinder(names)
    rows = [
        (row[0],)
        for row in db.conn.execute("SELECT id, titel FROM kildedokumenter WHERE titel IS NOT NULL")
        if next(finder.find(row[1]), None)
    ]
    with transaction(db):
        db.conn.executemany(
            "UPDATE kildedokumenter SET titel = '[navn fjernet]' WHERE id = ?", rows
        )


def _concerned(db: sqlite_utils.Database, entry: Withheld) -> _Again:
    """What an entry that was lifted had changed."""
    if entry.kind is WithheldKind.DOCUMENT:
        listed = db.conn.execute(
            "SELECT id FROM kildedokumenter WHERE kilde = ? AND noegle = ? AND sha256 IS NOT NULL",
            (entry.document.source, entry.document.key),
        ).fetchall()
        path = entry.document.path
        return _Again(
            documents=1,
            listed=tuple(row[0] for row in listed),
            paths=(path,) if path is not None else (),
        )
    art = "navn" if entry.kind is WithheldKind.PERSON else "tilbageholdt"
    documents = db.conn.execute(
        "SELECT DISTINCT d.id FROM maskeringer m JOIN dokumenter d ON d.id = m.dokument"
        " WHERE m.art = ? AND d.gaeldende = 1",
        (art,),
    ).fetchall()
    return _again(db, [row[0] for row in documents])
