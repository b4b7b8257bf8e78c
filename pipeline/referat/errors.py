"""One family of errors, one class per cause, each with the exit code that the command gives.

Raise in the stages; ``flow.py`` turns what concerns one document into a ``Problem`` row, and
``cli.py`` turns the rest into one line on stderr and an exit code.
Exit codes: 0 all stored, 1 a fault of ours, 2 wrong use, 3 some documents failed and are listed,
4 a program or the model is missing, 5 another run is going on.
"""

from __future__ import annotations

import errno

from referat.printable import printable


class ReferatError(Exception):
    """Base of all errors that are ours to explain.

    Args:
        message: What happened, in one sentence, without file and page.
        action: What the user can do about it, in one sentence.
        path: The file it concerns.
        page: The page it concerns, from 1.
        code: Short and fixed, for the table ``problemer``; each class has its own default.
    """

    exit_code = 1
    default_code = "fejl"

    def __init__(
        self,
        message: str,
        *,
        action: str = "",
        path: str | None = None,
        page: int | None = None,
        code: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.action = action
        self.path = path
        self.page = page
        self.code = code or self.default_code

    def __str__(self) -> str:
        """File, page, what happened and what to do, on one line."""
        where = ""
        if self.path is not None:
            where = self.path if self.page is None else f"{self.path}, s. {self.page}"
            where += ": "
        return printable(f"{where}{self.message} {self.action}".rstrip())

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle whole, so that an error from a worker process keeps its file and page."""
        return (_rebuild, (type(self), self.message, self.action, self.path, self.page, self.code))


def _rebuild(
    cls: type[ReferatError],
    message: str,
    action: str,
    path: str | None,
    page: int | None,
    code: str,
) -> ReferatError:
    return cls(message, action=action, path=path, page=page, code=code)


class InputFileError(ReferatError):
    """A file that cannot be read: not a PDF, encrypted, truncated, empty, gone."""

    exit_code = 3
    default_code = "ulaeselig_fil"


class MissingToolError(ReferatError):
    """A program that is needed is not installed, or lacks its Danish data."""

    exit_code = 4
    default_code = "program_mangler"


class MissingModelError(ReferatError):
    """The spaCy pipeline is not where it should be, or cannot be loaded."""

    exit_code = 4
    default_code = "model_mangler"


class ClusterError(ReferatError):
    """The scheduler, or the workers behind it, cannot be used."""

    exit_code = 4
    default_code = "klynge"


class SettingsError(ReferatError):
    """A setting or an argument that makes no sense."""

    exit_code = 2
    default_code = "indstilling"


class OcrError(ReferatError):
    """The OCR program failed on a page."""

    exit_code = 3
    default_code = "ocr_fejl"


class StructureError(ReferatError):
    """A document that could not be structured."""

    exit_code = 1
    default_code = "struktur"


class SchemaError(ReferatError):
    """A database that is not ours, newer than we are, or locked."""

    exit_code = 2
    default_code = "database"


class PublishError(ReferatError):
    """The site cannot be served."""

    exit_code = 2
    default_code = "publicering"


class FetchError(ReferatError):
    """A server, a list or a file on the net that did not give what it should.

    Args:
        message: As for every error.
        is_lasting: Trying again tonight gives the same.
    """

    exit_code = 3
    default_code = "hentning"

    def __init__(
        self,
        message: str,
        *,
        action: str = "",
        path: str | None = None,
        page: int | None = None,
        code: str | None = None,
        is_lasting: bool = False,
    ) -> None:
        super().__init__(message, action=action, path=path, page=page, code=code)
        self.is_lasting = is_lasting


class HostPausedError(FetchError):
    """A host that asked to be left alone for a while."""

    default_code = "pause"


class StorageError(ReferatError):
    """The disk did not take what had to be kept."""

    exit_code = 2
    default_code = "disk"


FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the system says when a disk takes no more."""


def disk_full(path: str) -> StorageError:
    """The error of a run for which there is no room any more."""
    return StorageError(
        "the disk is full.", action="Make room, and run again: nothing is lost.", path=path
    )


class BusyError(ReferatError):
    """Another run is going on."""

    exit_code = 5
    default_code = "optaget"
