"""The two steps of the privacy stage, before and after the structure stage.

Before: lines lose what is private. After: closed and withheld punkter lose their texts, and the
copy that readers may be given is made. ``reading.py`` calls both.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from urllib.parse import unquote

from referat.errors import ReferatError, StorageError
from referat.files import write_whole
from referat.listing import PortalMeeting
from referat.privacy.mask import (
    Hidden,
    find_private,
    mask_name,
    mask_pages,
    mask_text,
    text_hash,
)
from referat.privacy.names import NameFinder
from referat.privacy.redact import make_public_copy
from referat.privacy.withheld import withhold_punkter
from referat.types import (
    Maskering,
    Maskeringsart,
    Origin,
    Page,
    Problem,
    ReadPages,
    Referat,
    Severity,
    SourceFile,
)
from referat.withholding import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """What to take out, and where copies for readers go."""

    register: Register
    """What was withheld on request."""
    today: dt.date
    """No CPR number belongs to a day after it."""
    public_dir: Path
    """Folder of masked copies, by the hash of the original."""

    def portable(self, path: str) -> str:
        """A path as it is kept: seen from the database's folder, where it lies in there.

        So that database, originals and copies can be moved together.
        """
        base = self.public_dir.parent.resolve()
        resolved = Path(path).resolve()
        return str(resolved.relative_to(base)) if resolved.is_relative_to(base) else path

    def mask(self, text: str) -> str:
        """A text or an address that stands in no document, without what is private."""
        names = self.names(None)
        plain = unquote(text) if "%" in text else text
        masked = mask_text(plain, today=self.today, names=names)
        return text if masked == plain else masked

    def holds_private(self, text: str) -> bool:
        """Whether something in a text is private."""
        return bool(find_private(text, today=self.today, names=self.names(None)))

    def names(self, kommune: str | None) -> NameFinder:
        """The finder of names withheld in a kommune."""
        return NameFinder(self.register.names(kommune))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a document lies that is not at its path.

    On a machine that is not the one that keeps the database, or as the copy of what an address
    names.
    """

    file: str
    """Path on this machine."""
    kept: str
    """What ``Privacy.portable`` says of its path, or of its copy's, on the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeCopy:
    """What a document's copy for readers was made of, and what came of it."""

    key: str
    """Hash of all that is covered in it, and why."""
    masks: tuple[Maskering, ...]
    """Where it is covered."""
    path: str | None
    """The copy, from the database's folder; ``None`` where the original itself may be shown."""


def mask(
    read: ReadPages, source: SourceFile, privacy: Privacy
) -> tuple[ReadPages, tuple[Hidden, ...]]:
    """Pages without what is private, and where it was."""
    return mask_pages(read, today=privacy.today, names=privacy.names(source.kommune))


def mask_portal(meeting: PortalMeeting, privacy: Privacy) -> PortalMeeting:
    """What a portal says of a meeting, without what is private."""
    names = privacy.names(None)

    def masked(text: str | None) -> str | None:
        return None if text is None else mask_text(text, today=privacy.today, names=names)

    return replace(
        meeting,
        punkter=tuple(
            replace(
                punkt,
                titel=masked(punkt.titel),
                sagsnummer=masked(punkt.sagsnummer),
                fields=tuple((name, masked(text) or "") for name, text in punkt.fields),
            )
            for punkt in meeting.punkter
        ),
    )


def hash_text(read: ReadPages, privacy: Privacy) -> str | None:
    """The hash of a document's text, by which a copy that was printed again is known.

    ``None`` where there is no secret yet: a hash that anybody can make would tell what was masked.
    """
    if not privacy.register.secret:
        return None
    return text_hash(read, today=privacy.today, secret=privacy.register.secret)


def mask_path(path: str, privacy: Privacy) -> str:
    """A file's path as it may be shown; two that differ only in what is hidden stay two."""
    return mask_name(path, privacy.mask)


def withhold(
    referat: Referat,
    read: ReadPages,
    hidden: Sequence[Hidden],
    privacy: Privacy,
    *,
    origin: Origin | None = None,
    place: Place | None = None,
    known: MadeCopy | None = None,
) -> tuple[Referat, tuple[Page, ...], MadeCopy | None]:
    """The document as it may be shown, with the path of its copy for readers.

    With ``place`` that path is seen from the folder above ``privacy.public_dir``, wherever it is.
    With ``known`` the original is opened only where something else has to be covered than then.

    Raises:
        StorageError: The disk did not take the copy.
    """
    file = referat.source
    rules = privacy.register.punkter(
        sha256=file.sha256,
        text_hash=referat.text_hash,
        source=origin.source if origin else None,
        key=origin.key if origin else None,
        path=file.path,
    )
    referat, pages, masks = withhold_punkter(referat, read.pages, rules)
    masks += tuple(_unread(read.problems))
    own = place.kept if place else privacy.portable(file.path)
    # A document is known by its address, wherever its copy is kept.
    named = file.path if "://" in file.path else own
    path = mask_path(named, privacy)
    shown = replace(file, path=path, url=path if file.url == file.path else file.url)
    made: MadeCopy | None = None
    try:
        made = _copy(file, pages, hidden, masks, privacy, place=place, known=known)
    except StorageError:
        raise
    except (ReferatError, OSError) as error:
        # The rows are masked all the same; without a safe copy there is none to give.
        public, masked = None, (*(part.masking for part in hidden), *masks)
        referat = replace(referat, problems=(*referat.problems, _no_copy(shown.path, error)))
    else:
        masked = made.masks
        # The file itself, as its row names it: by no path of this machine, and by no name that is
        # hidden there.
        public = made.path or (own if named == shown.path else None)
    referat = replace(referat, source=shown, maskeringer=masked, public_path=public)
    return referat, pages, made


def _copy(
    file: SourceFile,
    pages: Sequence[Page],
    hidden: Sequence[Hidden],
    masks: Sequence[Maskering],
    privacy: Privacy,
    *,
    place: Place | None,
    known: MadeCopy | None,
) -> MadeCopy:
    """Make the copy for readers, or find that it is there."""
    # All that is covered, and by which names: the pages themselves are those of the file's hash.
    wanted = repr((file.sha256, hidden, masks, privacy.register))
    key = hashlib.sha256(wanted.encode()).hexdigest()
    base = privacy.public_dir.parent
    if (
        known is not None
        and known.key == key
        and (known.path is None or (base / known.path).is_file())
    ):
        return known
    here = replace(file, path=place.file) if place else file
    copy = make_public_copy(here, pages, hidden, masks, is_private=privacy.holds_private)
    path = None
    if copy.content:
        saved = Path(_save(copy.content, file, copy.suffix, privacy))
        path = str(saved.relative_to(base)) if place else privacy.portable(str(saved.resolve()))
    return MadeCopy(key=key, masks=copy.masks, path=path)


def _save(content: bytes, source: SourceFile, suffix: str, privacy: Privacy) -> str:
    path = privacy.public_dir / source.sha256[:2] / f"{source.sha256}{suffix}"
    write_whole(path, content, what="the copy for readers", named=privacy.public_dir)
    return str(path)


def _unread(problems: Sequence[Problem]) -> Iterator[Maskering]:
    """Pages that could not be read: nobody knows what stands on them, and so none is shown."""
    for page in sorted(
        {one.page for one in problems if one.page and one.severity is Severity.ERROR}
    ):
        yield Maskering(art=Maskeringsart.ULAEST, page=page, line=0, box=None)


def _no_copy(path: str, error: Exception) -> Problem:
    return Problem(
        code="ingen_kopi",
        severity=Severity.WARNING,
        path=path,
        message=f"no masked copy of {PurePath(path).name} could be made ({error}).",
        action="Readers see its rows but not its pages; read it again with --again.",
    )
