"""The data classes of the nightly run: sources, what they list, and what was fetched.

Made in the ingest stage, read by ``nightly/`` and the store stage. Frozen; times are aware, UTC.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from referat.types import Problem


class SourceKind(StrEnum):
    """What a source is, and so which adapter reads it."""

    FIRSTAGENDA = "firstagenda"
    """A FirstAgenda Publication portal."""
    WEBPAGE = "webpage"
    """A web page that links to documents."""
    FEED = "feed"
    """An RSS or Atom feed."""
    SITEMAP = "sitemap"
    """A sitemap.xml."""
    AABENDAGSORDEN = "aabendagsorden"
    """A portal with ``/rest/meeting/search``."""
    FOLDER = "folder"
    """A folder, also one behind an fsspec URL."""


class DocumentState(StrEnum):
    """How far one listed document has come."""

    LISTED = "listet"
    """To be fetched."""
    FETCHED = "hentet"
    """To be read."""
    PASSED = "godkendt"
    """Read and through the quality gate; to be shown."""
    SHOWN = "vist"
    """In the tables."""
    FAILED = "fejlet"
    """Could not be fetched or read; tried again later."""
    HELD = "afventer"
    """Kept aside by the quality gate."""
    WITHHELD = "tilbageholdt"
    """Taken down on request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRules:
    """How the documents of a web page, a feed or a sitemap are found."""

    links: str = r"\.pdf($|\?)"
    """Regular expression that the addresses of documents match."""
    follow: str | None = None
    """Regular expression of pages between the list and the documents: one page a meeting."""
    next: str | None = None
    """CSS selector of the link to the list's next page."""
    key: str | None = None
    """Regular expression whose first group is the document's id in its address."""
    max_pages: int = 200
    """Pages of the list, and pages that are followed, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source of documents, as declared in the file of sources."""

    id: str
    """Short name: letters, digits, ``-`` and ``_``."""
    kind: SourceKind
    """Which adapter reads it."""
    url: str
    """Address of the portal, page, feed or folder."""
    name: str = ""
    """For readers; the id where it is left out."""
    kommune: str | None = None
    """Short name of the kommune, where it belongs to one."""
    rate: float = 1.0
    """Requests a second to one host; 0 is without limit."""
    robots: bool = True
    """Ask the host's robots.txt. Off only by agreement with the host."""
    allow_private: bool = False
    """Whether its addresses may lie in a private network."""
    discontinued: bool = False
    """Kept for its documents, not read any more."""
    window_days: int = 7
    """Meetings this near to today are looked at again though the list shows no change."""
    max_new: int = 2000
    """New documents a night; the rest waits, newest meetings first."""
    rules: LinkRules = LinkRules()
    """For web pages, feeds and sitemaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One document on a source's list."""

    key: str
    """The source's own id."""
    fingerprint: str
    """Changes when the list says that the document has changed."""
    location: str
    """What the adapter fetches it by; never a signed address."""
    url: str | None = None
    """Address for readers."""
    title: str | None = None
    """Title on the list."""
    udvalg: str | None = None
    """Body, where the list says it."""
    dato: dt.date | None = None
    """Day of the meeting, where the list says it."""
    betegnelse: str | None = None
    """The source's word for the kind of document: "Referat", "Dagsorden"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """All that a source lists tonight."""

    items: tuple[Listed, ...]
    """Each document once."""
    sha256: str
    """Hash of the list: the same as last night where nothing changed."""
    is_complete: bool
    """Whether what is not on it is gone; a feed shows the newest alone."""
    problems: tuple[Problem, ...] = ()
    """What was odd about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the database knows of one listed document."""

    id: int
    """Its row."""
    key: str
    """The source's own id."""
    fingerprint: str
    """As listed last."""
    state: DocumentState
    """How far it has come."""
    sha256: str | None
    """Content that was fetched last."""
    etag: str | None
    """The server's mark of that content."""
    last_modified: str | None
    """The server's time of it."""
    fields_sha256: str | None
    """Hash of the portal's own fields."""
    dato: dt.date | None
    """Day of the meeting."""
    failed_fingerprint: str | None = None
    """As listed when it could not be fetched last."""
    missing: int
    """Nights in a row without it on the list."""
    retry_after: dt.datetime | None
    """Not to be tried before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A document that came in, kept by its content."""

    sha256: str
    """Hash of the content."""
    size: int
    """Bytes."""
    path: str
    """Where it is kept."""
    url: str
    """The address that was asked for, before any redirect."""
    fetched_at: dt.datetime
    """When."""
    headers: tuple[tuple[str, str], ...] = ()
    """What the server said of it."""
    etag: str | None = None
    """For the next conditional request."""
    last_modified: str | None = None
    """For the next conditional request."""
    fields_sha256: str | None = None
    """Hash of the portal's own fields, kept beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalPunkt:
    """What a portal itself says of one punkt."""

    nr: str | None
    """Number."""
    titel: str | None
    """Heading."""
    sagsnummer: str | None
    """Case number."""
    is_open: bool
    """Not behind closed doors."""
    fields: tuple[tuple[str, str], ...]
    """Section names and their text; empty for a closed punkt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalMeeting:
    """What a portal itself says of one meeting."""

    dato: dt.date | None
    """Its day in Denmark."""
    is_open: bool
    """Not wholly behind closed doors."""
    punkter: tuple[PortalPunkt, ...]
    """In the portal's order."""


# --- the quality gate -----------------------------------------------------------------------


class Verdict(StrEnum):
    """What the gate says."""

    OK = "ok"
    HELD = "afventer"
    ACCEPTED = "accepteret"
    TOO_LITTLE = "for_lidt"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentQuality:
    """Figures of one document."""

    is_minutes: bool
    """Minutes, where decisions are to be expected."""
    punkter: int
    """Open punkter."""
    decisions: int
    """Those with a decision."""
    numbers: int
    """Those with a case number."""
    unsure: int
    """Those whose reading is to be reviewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Figures of many documents."""

    documents: int
    """How many."""
    punkter: int
    """Open punkter in them."""
    decisions: float | None
    """Share of the minutes' punkter with a decision; ``None`` without any."""
    numbers: float | None
    """Share of punkter with a case number."""
    unsure: float | None
    """Share of punkter to be reviewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The gate's answer for one source."""

    verdict: Verdict
    """What it says."""
    reason: str
    """Why, in Danish, for readers."""
    new: Shares
    """Figures of what is new."""
    history: Shares
    """Figures of what came before."""
