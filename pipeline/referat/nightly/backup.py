"""Makes back-ups that can be restored, and restores them.

A back-up is a folder: the database as one whole file, the register of what is withheld, the masked
copies and originals, and a list of what belongs to it with its hashes. It is made while readers
read and a run writes; it is whole or it is not there. Originals never change and are copied once;
masked copies do, and go when what they show is taken down. A takedown outlives every back-up: what
is restored is brought in step with the register before it takes the database's place.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from referat.errors import SchemaError, SettingsError, StorageError
from referat.files import sweep
from referat.flow import find_privacy
from referat.nightly.enforce import enforce
from referat.resources import ORIGINALS_DIR, PUBLIC_DIR
from referat.snapshot import copy_database
from referat.store.lock import only_run
from referat.store.schema import check_ours, open_database
from referat.withholding import ensure_register, load_register, register_path

LIST = "backup.json"
"""Name of the list in a back-up's folder; a folder without it is no back-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """One back-up."""

    path: Path
    """Its database file."""
    size: int
    """Bytes of that."""
    files: int
    """Originals and copies that were copied with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restoration did."""

    before: Path | None
    """Where the database before it now lies."""
    withheld: int
    """Documents that were taken out of it, since they were taken down after it was made."""


def back_up(db_path: Path, folder: Path, *, keep: int, now: dt.datetime) -> Backup:
    """Make a back-up, check that it can be read, and remove the oldest ones.

    Raises:
        SchemaError: The database is missing or damaged.
        SettingsError: The folder is that of the database, or the register cannot be read.
        StorageError: The disk did not take it.
    """
    # One of an older referat is copied as it is: before an upgrade a back-up is wanted most.
    check_ours(db_path)
    if folder.resolve() == db_path.resolve().parent:
        raise SettingsError(
            "it is the folder of the database itself.",
            action="Give another, best on another disk.",
            path=str(folder),
        )
    name = f"{db_path.stem}-{now.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
    target, part = folder / f"{name}.db", folder / f"{name}.db.part"
    register = register_path(db_path)
    try:
        # It holds the names that must not be shown, and every original.
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        sweep(folder, f"{db_path.stem}-*.db.part*", now=now.timestamp())
        part.unlink(missing_ok=True)
        copy_database(db_path, part)
        _check(part)
        base = db_path.resolve().parent
        copied = _copy_new(base / ORIGINALS_DIR, folder / ORIGINALS_DIR)
        copied += _copy_new(base / PUBLIC_DIR, folder / PUBLIC_DIR, renew=True)
        listed = _read_list(folder)
        if listed:
            # In a folder that is none of ours yet nothing is ours to remove.
            _remove_others(folder / PUBLIC_DIR, base / PUBLIC_DIR)
        about = {"database": f"{name}.db", "sha256": _hash(part), "made": now.isoformat()}
        if register.is_file():
            load_register(register)
            copy = folder / f"{name}.withheld.json"
            shutil.copy2(register, copy)
            about |= {"register": copy.name, "register_sha256": _hash(copy)}
        part.replace(target)
        # Last: a back-up is one only when its list names it.
        others = [one for one in listed if one["database"] != about["database"]]
        _write_list(folder, [*others, about], stem=db_path.stem, keep=keep)
    except sqlite3.Error as error:
        raise StorageError(
            f"the back-up could not be made ({error}).",
            action="Make room, and run again; the database is as it was.",
            path=str(folder),
        ) from error
    except OSError as error:
        raise StorageError(
            f"the back-up could not be written ({error.strerror or error}).",
            action="Make room, or check the folder, and run again.",
            path=str(folder),
        ) from error
    finally:
        # There is one only where it broke off. Where the folder is none, there is none either.
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Backup(path=target, size=target.stat().st_size, files=copied)


def restore(folder: Path, db_path: Path, *, name: str | None = None) -> Restored:
    """Put a back-up in the database's place.

    Args:
        folder: The folder of back-ups.
        db_path: The database.
        name: Which back-up; where ``None`` the newest of a database of this name, or of the only
            one that the folder has back-ups of.

    Raises:
        SettingsError: There is no such back-up, it is not what it was, or its register and the one
            in place tell of different takedowns.
        StorageError: The disk did not take it.
        BusyError: A run is going on.
    """
    backups = _read_list(folder)
    stems = {_stem(one) for one in backups}
    if name is None and len(stems) > 1 and db_path.stem not in stems:
        raise SettingsError(
            f"it holds back-ups of several databases: {', '.join(sorted(stems))}.",
            action="Say with --name which it shall be.",
            path=str(folder),
        )
    wanted = db_path.stem if db_path.stem in stems else None
    chosen = next(
        (
            one
            for one in reversed(backups)
            if (one["database"] == name if name else wanted in (None, _stem(one)))
        ),
        None,
    )
    if chosen is None:
        raise SettingsError(
            f"there is no back-up {name}." if name else "there is no back-up here.",
            action=f"There are: {', '.join(one['database'] for one in backups) or 'none'}.",
            path=str(folder),
        )
    source = folder / chosen["database"]
    if not source.is_file() or _hash(source) != chosen["sha256"]:
        raise SettingsError(
            "the back-up is not what it was when it was made.",
            action="Take an older one, by its name.",
            path=str(source),
        )
    _check(source)
    with only_run(db_path):
        part = db_path.resolve().with_name(db_path.name + ".part")
        try:
            return _put_back(folder, chosen, db_path, part)
        except OSError as error:
            raise StorageError(
                f"it cannot be restored ({error.strerror or error}).",
                action="Make room, or check the folder, and run again.",
                path=str(db_path),
            ) from error
        finally:
            # There is one only where it broke off; where the folder is none, there is none either.
            with suppress(OSError):
                part.unlink(missing_ok=True)
                _remove_log(part)


def _put_back(folder: Path, chosen: dict[str, str], db_path: Path, part: Path) -> Restored:
    """Everything but the database first, the database's renaming last."""
    db_path = db_path.resolve()
    before = None
    _restore_register(folder, chosen, db_path)
    for one in (ORIGINALS_DIR, PUBLIC_DIR):
        _copy_new(folder / one, db_path.parent / one)
    _remove_log(part)
    shutil.copy2(folder / chosen["database"], part)
    with closing(open_database(part)) as db:
        register = ensure_register(register_path(db_path))
        withheld = enforce(db, db_path, register, find_privacy(db_path))
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if db_path.exists():
        # The log belongs to the file that goes: it must not be read into the other one.
        # A damaged one has perhaps none that can be read: that is why it is replaced.
        with suppress(sqlite3.Error), closing(sqlite3.connect(db_path)) as conn:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        before = _free(db_path.with_name(f"{db_path.stem}-before-restore.db"))
        db_path.replace(before)
    _remove_log(db_path)
    part.replace(db_path)
    return Restored(before=before, withheld=withheld)


def _free(path: Path) -> Path:
    """The path, or the first with a number behind it that nothing has yet."""
    tries = (path.with_stem(f"{path.stem}-{number}") for number in count(2))
    return next(one for one in chain((path,), tries) if not one.exists())


def _remove_log(path: Path) -> None:
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _restore_register(folder: Path, chosen: dict[str, str], db_path: Path) -> None:
    """The back-up's register, unless the one in place goes on where that one ends.

    A takedown is never undone: neither by an older register nor by another database's.
    """
    register = register_path(db_path)
    if "register" not in chosen:
        return
    saved = folder / chosen["register"]
    if not saved.is_file() or _hash(saved) != chosen["register_sha256"]:
        raise SettingsError(
            "the back-up's register of what is withheld is not what it was.",
            action="Take an older one, by its name.",
            path=str(saved),
        )
    here, there = (
        [(one.id, one.kind, one.created) for one in load_register(path).entries]
        for path in (register, saved)
    )
    if here[: len(there)] == there and here:
        return
    if there[: len(here)] != here:
        raise SettingsError(
            "the back-up's register and the one here tell of different takedowns.",
            action="They belong to different databases: give --db the name of a file in a folder"
            " of its own, or move the register here away.",
            path=str(register),
        )
    part = register.with_name(register.name + ".part")
    shutil.copy2(saved, part)
    part.replace(register)


def _check(path: Path) -> None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as conn:
        (answer,) = conn.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise SchemaError(
            f"the copy is damaged ({answer}).",
            action="Check the disk; restore the last back-up that is whole.",
            path=str(path),
        )


def _copy_new(source: Path, target: Path, *, renew: bool = False) -> int:
    """Files that are not there yet; with ``renew`` also those that are not as they were."""
    copied = 0
    for path in sorted(source.rglob("*")) if source.is_dir() else ():
        relative = path.relative_to(source)
        copy = target / relative
        if not path.is_file() or relative.parts[0] == "parts" or path.suffix == ".part":
            continue
        if copy.exists() and not (renew and _differ(path, copy)):
            continue
        copy.parent.mkdir(parents=True, exist_ok=True)
        part = copy.with_name(copy.name + ".part")
        shutil.copy2(path, part)
        part.replace(copy)
        copied += 1
    return copied


def _differ(path: Path, copy: Path) -> bool:
    here, there = path.stat(), copy.stat()
    return (here.st_size, here.st_mtime_ns) != (there.st_size, there.st_mtime_ns)


def _remove_others(folder: Path, source: Path) -> None:
    """Copies for readers that are no more: what they show was taken down."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not (source / path.relative_to(folder)).exists():
            path.unlink()


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_list(folder: Path) -> list[dict[str, str]]:
    try:
        found: list[dict[str, str]] = json.loads((folder / LIST).read_text("utf-8"))
    except FileNotFoundError:
        return []
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"the list of back-ups cannot be read ({error}).",
            action="Check the disk; the database files beside it may still be good.",
            path=str(folder / LIST),
        ) from error
    return found


def _stem(backup: dict[str, str]) -> str:
    """Name of the database that a back-up is of: what stands before the time in its file's."""
    return backup["database"].rpartition("-")[0]


def _write_list(folder: Path, backups: list[dict[str, str]], *, stem: str, keep: int) -> None:
    """Keep the newest back-ups of one database, and all of the others."""
    gone = [one for one in backups if _stem(one) == stem][:-keep]
    kept = [one for one in backups if one not in gone]
    part = folder / f"{LIST}.part"
    part.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    part.replace(folder / LIST)
    for one in gone:
        for key in ("database", "register"):
            if key in one:
                (folder / one[key]).unlink(missing_ok=True)
