"""Reads documents, one or many: open, pages, privacy, structure; nothing is stored here.

Files come in; ``Referat`` objects, or a ``DocumentResult`` for each of many files, go out. Workers
open nothing and write nothing: they read and structure what the parent hands them. Here what is
wrong with one document becomes a Problem; ``flow.py`` does the same for what goes wrong in writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from referat.errors import (
    FULL,
    InputFileError,
    MissingModelError,
    MissingToolError,
    ReferatError,
    SchemaError,
    SettingsError,
    StorageError,
    disk_full,
)
from referat.fanout import PageTold, cached, run_by_page
from referat.ingest.discover import open_source
from referat.ingest.far import bring
from referat.ingest.originals import Originals
from referat.lean import import_spacy
from referat.pages.choose import read_pages
from referat.pages.desk import PagesWanted
from referat.pagestore import Kept, keep
from referat.printable import storable
from referat.privacy.apply import Place, Privacy, hash_text, mask, mask_portal, withhold
from referat.privacy.mask import mask_problem
from referat.resources import ORIGINALS_DIR
from referat.settings import Settings
from referat.structure.document import load_pipeline, structure_document
from referat.structure.portal import compare
from referat.types import (
    DocumentResult,
    Origin,
    Problem,
    ReadPages,
    Referat,
    Severity,
    SourceFile,
    Status,
)
from referat.workers import Died

if TYPE_CHECKING:
    from spacy.language import Language

# These concern the run and not one document: going on would give the same error for each.
STOPS_THE_RUN = (MissingToolError, MissingModelError, SettingsError, SchemaError, StorageError)

Reader = Callable[..., DocumentResult]
"""``read_document``, or what makes more of its result; workers find it by its name."""


def read_file(
    path: Path, *, settings: Settings, nlp: Language | None = None
) -> tuple[ReadPages, Referat]:
    """Pages and structure of one file, in this process.

    Raises:
        ReferatError: Whatever is wrong with the file or the installation.
    """
    source = open_source(path, kommune=settings.kommune, max_bytes=settings.max_bytes)
    return read_source(source, settings=settings, nlp=nlp)


def open_pages(path: Path, *, settings: Settings) -> tuple[SourceFile, ReadPages]:
    """A file and its pages, as they are read for the stages after.

    Raises:
        ReferatError: Whatever is wrong with the file or the installation.
    """
    source = open_source(path, kommune=settings.kommune, max_bytes=settings.max_bytes)
    return source, read_pages(source, settings)


def read_source(
    source: SourceFile, *, settings: Settings, nlp: Language | None = None
) -> tuple[ReadPages, Referat]:
    """The stages that read, in order: pages, then structure.

    The pipeline takes most of a second to load; ``load_pipeline`` does it once a process.
    """
    pages = read_pages(source, settings)
    return pages, structure_document(source, pages, nlp or _load(settings.model))


def read_public(
    source: SourceFile,
    *,
    settings: Settings,
    privacy: Privacy,
    origin: Origin | None = None,
    fields: bytes | None = None,
    place: Place | None = None,
    kept: Kept | None = None,
) -> tuple[ReadPages, Referat]:
    """As ``read_source``, with what must not be public taken out before and after.

    Args:
        source: The file.
        settings: How to read.
        privacy: What to take out.
        origin: Where it was listed.
        fields: What a FirstAgenda portal says of the meeting, to be compared with the file.
        place: Where the file lies, on a machine that does not keep the database.
        kept: Its pages from an earlier reading; then the file is not opened.

    Raises:
        ReferatError: Whatever is wrong with the file or the installation.
    """
    place = place or original_place(source, privacy)
    if kept is not None:
        read = kept.read
    else:
        read = read_pages(replace(source, path=place.file) if place else source, settings)
    if place:
        problems = (replace(problem, path=source.path) for problem in read.problems)
        read = replace(read, problems=tuple(problems))
    text_hash = hash_text(read, privacy)
    masked, hidden = mask(read, source, privacy)
    referat = structure_document(source, masked, _load(settings.model))
    referat = replace(referat, text_hash=text_hash)
    if fields is not None:
        # Brings the HTTP client along, which reading a file does not need.
        from referat.ingest.firstagenda import read_fields

        referat = compare(referat, mask_portal(read_fields(fields), privacy))
    known = kept.copy if kept is not None else None
    referat, pages, copy = withhold(
        referat, masked, hidden, privacy, origin=origin, place=place, known=known
    )
    if settings.keep_pages and (kept is None or copy != known):
        now = Kept(source=source, read=read, origin=origin, fields=fields, copy=copy)
        keep(privacy.public_dir.parent, now)
    return replace(masked, pages=pages), referat


def original_place(source: SourceFile, privacy: Privacy) -> Place | None:
    """Where the copy of a file lies that an address names; ``None`` for files of this machine."""
    if "://" not in source.path:
        return None
    found = originals(privacy).find(source.sha256)
    # Where it is gone, opening the place says so.
    path = str(found or Path(source.path))
    return Place(file=path, kept=privacy.portable(path))


def originals(privacy: Privacy) -> Originals:
    """The originals beside the database."""
    return Originals(privacy.public_dir.parent / ORIGINALS_DIR)


def read_documents(
    files: Iterable[Path | str],
    *,
    settings: Settings,
    known: frozenset[str] = frozenset(),
    privacy: Privacy | None = None,
    told: PageTold | None = None,
    read: Reader | None = None,
) -> Iterator[DocumentResult]:
    """One result a file, in the order in which they are ready.

    Addresses, as ``find_files`` gives them, need ``privacy``: copies are kept beside the database.
    With ``privacy`` as they may be published; without as they are.

    Files whose content is known, or came before in the same run, are skipped unread. ``told`` hears
    of each scanned page that was read. ``read`` stands in for ``read_document``.
    """
    settled: list[DocumentResult] = []
    sources = new_sources(files, settings=settings, known=known, settled=settled, privacy=privacy)
    with cached(settings) as kept:
        function = partial(read or read_document, settings=kept, privacy=privacy)
        for result in run_by_page(function, sources, settings=kept, told=told):
            yield from drain(settled)
            yield died(result.item) if isinstance(result, Died) else result
    yield from drain(settled)


def new_sources(
    files: Iterable[Path | str],
    *,
    settings: Settings,
    known: frozenset[str],
    settled: list[DocumentResult],
    privacy: Privacy | None,
) -> Iterator[SourceFile]:
    """Files to be read, opened one by one; those of which all is said already go to ``settled``."""
    seen = set(known)
    for file in files:
        try:
            source = _open(file, settings, privacy)
        except InputFileError as error:
            settled.append(failed(str(file), error))
            continue
        if source.sha256 in seen:
            settled.append(DocumentResult(path=source.path, status=Status.SKIPPED, source=source))
            continue
        seen.add(source.sha256)
        yield source


def _open(file: Path | str, settings: Settings, privacy: Privacy | None) -> SourceFile:
    kommune, max_bytes = settings.kommune, settings.max_bytes
    if isinstance(file, Path) or privacy is None:
        return open_source(Path(file), kommune=kommune, max_bytes=max_bytes)
    return bring(file, originals(privacy), kommune=kommune, max_bytes=max_bytes)


def read_document(
    source: SourceFile,
    *,
    settings: Settings,
    privacy: Privacy | None = None,
    origin: Origin | None = None,
    fields: bytes | None = None,
    place: Place | None = None,
    kept: Kept | None = None,
) -> DocumentResult:
    """Read and structure one file; whatever is wrong with it becomes a Problem.

    Runs in a worker process.
    """
    try:
        if privacy is None:
            pages, referat = read_source(source, settings=settings)
        else:
            pages, referat = read_public(
                source,
                settings=settings,
                privacy=privacy,
                origin=origin,
                fields=fields,
                place=place,
                kept=kept,
            )
    except (*STOPS_THE_RUN, PagesWanted):
        raise
    except ReferatError as error:
        return _told(failed(source.path, error, source), privacy)
    except MemoryError:
        return failed(source.path, _out_of_memory(), source)
    except OSError as error:
        if error.errno in FULL:
            raise disk_full(error.filename or source.path) from error
        gone = InputFileError(
            f"it could not be read to the end ({error.strerror or error}).",
            action="Check that it is still there, and run again.",
        )
        return failed(source.path, gone, source)
    except Exception as error:  # One document never ends a run, not even by a fault of ours.
        return _told(failed(source.path, fault(error), source), privacy)
    return DocumentResult(
        path=referat.source.path,
        status=Status.STORED,
        source=referat.source,
        referat=referat,
        pages=pages.pages,
        problems=referat.problems,
    )


def _told(result: DocumentResult, privacy: Privacy | None) -> DocumentResult:
    """A failure as it may be told: an error's words may quote the document."""
    if privacy is None:
        return result
    names = privacy.names(None)
    problems = (mask_problem(one, today=privacy.today, names=names) for one in result.problems)
    return replace(result, problems=tuple(problems))


def failed(path: str, error: ReferatError, source: SourceFile | None = None) -> DocumentResult:
    """The result of a document that gives no row but a problem."""
    problem = Problem(
        code=error.code,
        severity=Severity.ERROR,
        path=storable(path),
        message=error.message,
        action=error.action,
        page=error.page,
    )
    path = problem.path
    return DocumentResult(path=path, status=Status.FAILED, source=source, problems=(problem,))


def fault(error: Exception) -> ReferatError:
    """An error that is ours and no document's, in words for people."""
    return ReferatError(
        f"a fault in referat: {type(error).__name__}: {error}.",
        action="Please report it with the file.",
        code="programfejl",
    )


def _out_of_memory() -> ReferatError:
    return ReferatError(
        "reading it took more memory than it may.",
        action="Raise the limit, or read it alone with `referat structure`.",
        code="hukommelse",
    )


def died(source: SourceFile) -> DocumentResult:
    """The result of a document that killed who read it."""
    error = ReferatError(
        "the program that read it was killed, more than once.",
        action="It may need more memory than there is; try it alone with `referat structure`.",
        code="proces_doede",
    )
    return failed(source.path, error, source)


def drain(settled: list[DocumentResult]) -> Iterator[DocumentResult]:
    """What was settled without reading, each once."""
    while settled:
        yield settled.pop(0)


def _load(model: str | None) -> Language:
    import_spacy()
    return load_pipeline(model)
