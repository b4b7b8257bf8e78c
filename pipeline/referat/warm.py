"""What a worker needs to read documents, loaded once for all workers.

The process that workers are forked from imports this by its name (``workers.py``). A worker begins
with its first document then, in place of 1.3 seconds of imports and of loading the pipeline that
each did for itself, and what was loaded lies in memory once.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress

from referat.errors import MissingModelError
from referat.lean import import_spacy


def _load() -> None:
    # Before numpy is imported: a process with threads must not be forked, and workers share the
    # cores among them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import_spacy()
    import referat.pages.scanned
    import referat.pages.textlayer
    import referat.ready  # noqa: F401 (for what it loads, like the two above)
    from referat.structure.document import load_pipeline

    with suppress(MissingModelError):  # Who needs it says so.
        load_pipeline()
    # Never looked at again: a collection writes into what it looks at, and each worker would have
    # its own copy of it.
    gc.freeze()


_load()
