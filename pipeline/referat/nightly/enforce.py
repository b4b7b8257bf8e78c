"""Brings a database in step with the register of what is withheld, whatever happened before.

Each entry that the database has not heard of takes out what it concerns, and leaves a tombstone in
the same transaction: after a takedown, after a death in the middle of one, after an older back-up
was restored, or where the register was put beside another database. What is to be shown without the
withheld part is marked to be read again. An entry that was lifted is undone likewise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import sqlite_utils

from referat.privacy.apply import Privacy
from referat.privacy.mask import mask_name
from referat.privacy.names import NameFinder, letters
from referat.publish.images import remove_images
from referat.resources import PUBLIC_DIR
from referat.store import tombstones
from referat.store.refill import find_listings, retract, show_again
from referat.store.write import forget_traces, transaction, write_taken_out
from referat.types import Maskeringsart
from referat.withholding import Register, Withheld, WithheldKind


def enforce(db: sqlite_utils.Database, db_path: Path, register: Register, privacy: Privacy) -> int:
    """Apply what the database has not heard of; gives the number of documents that it concerned.

    Raises:
        SettingsError: The database knows of takedowns that the register does not.
    """
    tombstones.check_register(db.conn, register)
    applied = tombstones.read_applied(db.conn)
    documents, is_changed = 0, False
    for entry in register.entries:
        is_new = entry.id not in applied
        if entry.holds and is_new:
            documents += _withhold(db, db_path, entry, privacy)
        elif not entry.holds and applied.get(entry.id):
            documents += _lift(db, db_path, entry)
        elif is_new:
            with transaction(db):
                tombstones.write_tombstone(db.conn, entry)
        is_changed |= entry.holds is is_new
    if documents or is_changed:
        forget_traces(db)
    return documents


def _withhold(db: sqlite_utils.Database, db_path: Path, entry: Withheld, privacy: Privacy) -> int:
    if entry.kind is WithheldKind.PERSON:
        found = _documents_with(db, entry.names, entry.kommune)
    else:
        found = tombstones.find_documents(db.conn, entry.document)
    return _take_out(
        db, db_path, entry, found, privacy, for_good=entry.kind is WithheldKind.DOCUMENT
    )


def _lift(db: sqlite_utils.Database, db_path: Path, entry: Withheld) -> int:
    if entry.kind is WithheldKind.DOCUMENT:
        listing = tombstones.find_listing(db.conn, entry.document)
        with transaction(db):
            tombstones.write_tombstone(db.conn, entry)
            if listing is not None:
                show_again(db.conn, listing)
        return 1
    if entry.kind is WithheldKind.PERSON:
        found = tombstones.find_masked(db.conn, Maskeringsart.NAVN)
    else:
        found = tombstones.find_documents(db.conn, entry.document)
    return _take_out(db, db_path, entry, found, None, for_good=False)


def _take_out(
    db: sqlite_utils.Database,
    db_path: Path,
    entry: Withheld,
    found: Sequence[int],
    privacy: Privacy | None,
    *,
    for_good: bool,
) -> int:
    """Documents out of the tables with their copies for readers, the tombstone in, all or none."""
    base = db_path.resolve().parent
    listings, documents = find_listings(db.conn, found)
    rows = [
        db.conn.execute(
            "SELECT sti, offentlig_sti, kildedokument, sha256 FROM dokumenter WHERE id = ?",
            (document,),
        ).fetchone()
        for document in documents
    ]
    # Copies first: a file that the database does not name any more would stay for ever.
    _remove_copies(base, [row[1] for row in rows if row and row[1]])
    remove_images(db_path, [row[3] for row in rows if row])
    with transaction(db):
        is_person = entry.kind is WithheldKind.PERSON
        tombstones.write_tombstone(
            db.conn, entry, document=None if is_person or not found else found[0]
        )
        retract(db.conn, listings, documents, for_good=for_good)
        if not for_good:
            for row in rows:
                if row and row[2] is None:
                    write_taken_out(db.conn, row[0])
        if is_person and privacy is not None:
            tombstones.mask_rows(db.conn, privacy.mask)
            tombstones.rename_listings(db.conn, lambda key: mask_name(key, privacy.mask))
    return len(found)


def _remove_copies(base: Path, copies: Iterable[str]) -> None:
    public = base / PUBLIC_DIR
    for copy in copies:
        path = (base / copy).resolve()
        # Originals are kept, out of readers' reach; copies were made for them alone.
        if path.is_relative_to(public):
            path.unlink(missing_ok=True)


def _documents_with(
    db: sqlite_utils.Database, names: Sequence[str], kommune: str | None
) -> list[int]:
    """Documents, of any version, that hold one of the names."""
    db.conn.create_function("referat_letters", 1, letters, deterministic=True)
    finder = NameFinder(names)
    found: dict[int, None] = {}
    for document, text in tombstones.find_documents_with(db.conn, finder.pieces, kommune):
        if document not in found and next(finder.find(text), None):
            found.setdefault(document)
    return list(found)
