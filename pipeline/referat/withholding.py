"""The register of what was withheld on request: read, changed and written here.

The register is a small private file beside the database and the one truth about takedowns: it
outlives the database, so that what was withheld stays so when everything is read again. It holds
names that must not be shown, so it is never published; what readers see of it are the rows of
``tilbageholdelser``, without names. The privacy stage applies it, the store stage shows it.
"""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from referat.errors import SettingsError, StorageError

SUFFIX = ".withheld.json"
"""The register of ``referat.db`` is ``referat.withheld.json``."""


class WithheldKind(StrEnum):
    """What an entry withholds."""

    DOCUMENT = "dokument"
    PUNKT = "punkt"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class PunktRule:
    """How a withheld punkt is known again."""

    nr: str | None
    """Its number as printed."""
    titel: str
    """Its heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentIdentity:
    """How a document is known again, whatever is changed on it: any one is enough."""

    sha256: tuple[str, ...] = ()
    """Contents that it had."""
    text_hash: tuple[str, ...] = ()
    """Texts that it had (``nightly``'s cleaned text)."""
    source: str | None = None
    """The source that lists it."""
    key: str | None = None
    """The source's own id of it."""
    path: str | None = None
    """Where the file was, for documents of no source."""

    def matches(
        self,
        *,
        sha256: str = "",
        text_hash: str | None = None,
        source: str | None = None,
        key: str | None = None,
        path: str | None = None,
    ) -> bool:
        """Whether a document is this one."""
        return (
            sha256 in self.sha256
            or (text_hash is not None and text_hash in self.text_hash)
            or (key is not None and (source, key) == (self.source, self.key))
            or (path is not None and path == self.path)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """One entry of the register."""

    id: int
    """Number, never used again."""
    kind: WithheldKind
    """What is withheld."""
    reason: str
    """For readers: why."""
    created: str
    """ISO 8601, UTC."""
    kommune: str | None = None
    """For a person: the kommune; ``None`` is everywhere."""
    names: tuple[str, ...] = ()
    """For a person: every spelling."""
    document: DocumentIdentity = field(default_factory=DocumentIdentity)
    """For a document or a punkt."""
    punkt: PunktRule | None = None
    """For a punkt."""
    about: str = ""
    """For readers: body and date of the meeting; empty for a person."""
    lifted: str | None = None
    """When it was shown again, ISO 8601; ``None`` while it is withheld."""

    @property
    def holds(self) -> bool:
        """Whether it is in force."""
        return self.lifted is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """All entries, also the lifted ones."""

    entries: tuple[Withheld, ...] = ()
    """In the order in which they were made."""
    secret: str = ""
    """Key of the texts' hashes: without it nobody can try out what a masked text had said."""

    def names(self, kommune: str | None) -> tuple[str, ...]:
        """Names that are withheld in a kommune; all of them where none is known."""
        return tuple(
            name
            for entry in self.entries
            if entry.holds and (kommune is None or entry.kommune in (None, kommune))
            for name in entry.names
        )

    def is_withheld(self, **identity: Any) -> bool:
        """Whether a whole document is withheld (``DocumentIdentity.matches``)."""
        return any(
            entry.holds
            and entry.kind is WithheldKind.DOCUMENT
            and entry.document.matches(**identity)
            for entry in self.entries
        )

    def punkter(self, **identity: Any) -> tuple[PunktRule, ...]:
        """The withheld punkter of a document."""
        return tuple(
            entry.punkt
            for entry in self.entries
            if entry.holds and entry.punkt is not None and entry.document.matches(**identity)
        )

    def adding(self, **values: Any) -> tuple[Register, Withheld]:
        """The register with one entry more."""
        number = max((entry.id for entry in self.entries), default=0) + 1
        entry = Withheld(id=number, **values)
        return replace(self, entries=(*self.entries, entry)), entry

    def changing(self, entry: Withheld) -> Register:
        """The register with one entry replaced."""
        return replace(
            self, entries=tuple(entry if one.id == entry.id else one for one in self.entries)
        )


def register_path(database: Path) -> Path:
    """Where the register of a database lies."""
    return database.with_name(database.stem + SUFFIX)


def load_register(path: Path) -> Register:
    """The register; an empty one without a secret where there is no file.

    Raises:
        SettingsError: It cannot be read: nothing is published without knowing what to withhold.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Register(
            entries=tuple(_entry(entry) for entry in raw["entries"]), secret=raw["secret"]
        )
    except FileNotFoundError:
        return Register()
    except PermissionError as error:
        raise SettingsError(
            "no permission to read the register of what is withheld; nothing is published without"
            " it.",
            action="Give the user that runs referat read access.",
            path=str(path),
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"the register of what is withheld cannot be read ({type(error).__name__}: {error});"
            " nothing is published without it.",
            action="Bring it back from the back-up.",
            path=str(path),
        ) from error


def ensure_register(path: Path) -> Register:
    """The register, made with a new secret where there is none.

    Raises:
        SettingsError: As ``load_register``.
    """
    register = load_register(path)
    if not register.secret:
        register = replace(register, secret=secrets.token_hex(16))
        save_register(path, register)
    return register


def save_register(path: Path, register: Register) -> None:
    """Write the register, whole or not at all, readable by its owner alone.

    Raises:
        StorageError: The disk did not take it.
    """
    text = json.dumps(
        {"secret": register.secret, "entries": [asdict(entry) for entry in register.entries]},
        ensure_ascii=False,
        indent=1,
    )
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise StorageError(
            f"the register of what is withheld cannot be written ({error.strerror or error}).",
            action="Make room, or check the folder, and run again.",
            path=str(path),
        ) from error


def _entry(raw: dict[str, Any]) -> Withheld:
    identity: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in raw["document"].items()
    }
    return Withheld(
        **{
            **raw,
            "kind": WithheldKind(raw["kind"]),
            "names": tuple(raw["names"]),
            "document": DocumentIdentity(**identity),
            "punkt": PunktRule(**raw["punkt"]) if raw["punkt"] else None,
        }
    )
