"""The lock of a database: who changes it alone, whatever happens to the process that holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from referat.errors import BusyError, StorageError


@contextmanager
def only_run(db_path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock of a database's runs; it goes with the process, however that ends.

    Args:
        db_path: The database.
        shared: Beside others that share it: `referat ingest` may run twice, but not beside a night
            or a takedown, since it reads with the register as it was when it began.

    Raises:
        BusyError: Another run holds it.
        StorageError: The lock's file cannot be made.
    """
    path = db_path.resolve()
    path = path.with_name(path.name + ".lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a+")
    except (FileExistsError, NotADirectoryError) as error:
        raise StorageError(
            "a folder of its path is a file.", action="Check the path.", path=str(db_path)
        ) from error
    except OSError as error:
        raise StorageError(
            f"the lock of its runs cannot be made ({error.strerror or error}).",
            action="Make room, or check that you may write in its folder.",
            path=str(db_path),
        ) from error
    with file:
        try:
            fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except OSError as error:
            file.seek(0)
            raise BusyError(
                f"another run is going on ({file.read().strip() or 'unknown process'}).",
                action="Wait until it is done.",
                path=str(db_path),
            ) from error
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}\n")
        # For people alone: a full disk must not keep a run from beginning.
        with suppress(OSError):
            file.flush()
        yield
