"""The lock of a database's runs: one at a time, whatever happens to the process that holds it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from referat.errors import BusyError


@contextmanager
def only_run(db_path: Path) -> Iterator[None]:
    """Hold the lock of a database's runs; it goes with the process, however that ends.

    Raises:
        BusyError: Another run holds it.
    """
    db_path.parent.mkdir(parents=True, exist_ok=True)
    path = db_path.with_name(db_path.name + ".lock")
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
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
        file.flush()
        yield
