"""The data classes that pass between the stages.

Everything here is frozen and holds tuples, so that values can be hashed, compared and sent to
worker processes. Units are the same everywhere: PDF points with the origin at the top left and y
downwards; confidence 0.0-1.0; pages and lines counted from 1; dates as ``datetime.date``.
The names of the domain types' fields are the keys of the interchange format.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from referat.frozen import quick
from referat.printable import printable


class FileKind(StrEnum):
    """What a source file is, told from its first bytes, never from its name alone."""

    PDF = "pdf"
    IMAGE = "billede"
    TEXT = "tekst"
    HTML = "html"


class TextSource(StrEnum):
    """Where the lines of a page were read."""

    TEXT_LAYER = "tekstlag"
    OCR = "ocr"
    PLAIN_TEXT = "tekstfil"
    HTML = "html"
    NONE = "ingen"


class LineRole(StrEnum):
    """The one place that a line has in a referat.

    The set is the interface that a trained model fills: a component may decide roles by any
    means, and everything after it reads the roles alone.
    """

    FURNITURE = "inventar"
    """Running heads, footers, page numbers, stamps, web buttons."""
    TITLE = "titel"
    """The document's own heading: "REFERAT Byrådet 2018-2021"."""
    HEADER = "hoved"
    """The meeting's facts: date, time, place, case number of the meeting."""
    ATTENDANCE = "fremmoede"
    """Who was there and who was not, for the meeting as a whole."""
    TOC = "indhold"
    """Table of contents: its label and its lines."""
    GROUP = "gruppe"
    """A divider between punkter: "Lukkede punkter", "A. Sager til afgørelse"."""
    PUNKT = "punkt"
    """A line of a punkt's heading."""
    SAGSNUMMER = "sagsnummer"
    """Case number line of a punkt, with its neighbours (initials, "Åbent")."""
    LABEL = "etiket"
    """A section's label: "Indstilling", "Økonomi"."""
    BODY = "tekst"
    """Text of a section that is not the decision."""
    DECISION_LABEL = "beslutningsetiket"
    """The label over this meeting's decision, or over a decision of another meeting."""
    DECISION = "beslutning"
    """Text of what this meeting decided."""
    EARLIER = "sagsgang"
    """Text of what other meetings decided earlier in the case."""
    ABSENCE = "fravaer"
    """Absence printed for one punkt."""
    ATTACHMENT = "bilag"
    """Names of attachments, and their label."""
    SIGNATURE = "underskrift"
    """Signature sheet."""


class Dokumenttype(StrEnum):
    """Kind of document."""

    REFERAT = "referat"
    DAGSORDEN = "dagsorden"
    ANDET = "andet"


class AfsnitType(StrEnum):
    """Type of a section of a punkt."""

    RESUME = "resume"
    SAGSFREMSTILLING = "sagsfremstilling"
    BAGGRUND = "baggrund"
    INDSTILLING = "indstilling"
    OEKONOMI = "oekonomi"
    RETSGRUNDLAG = "retsgrundlag"
    HOERING = "hoering"
    SAGSGANG = "sagsgang"
    KONSEKVENSER = "konsekvenser"
    KOMMUNIKATION = "kommunikation"
    VURDERING = "vurdering"
    ANDET = "andet"


class Udfald(StrEnum):
    """Class of a beslutning; the order is that of the interchange format's table."""

    GODKENDT = "godkendt"
    GODKENDT_MED_AENDRINGER = "godkendt_med_aendringer"
    ANBEFALET = "anbefalet"
    TAGET_TIL_EFTERRETNING = "taget_til_efterretning"
    DROEFTET = "droeftet"
    ORIENTERET = "orienteret"
    VALGT = "valgt"
    SENDT_I_HOERING = "sendt_i_hoering"
    OVERSENDT = "oversendt"
    UDSAT = "udsat"
    AFVIST = "afvist"
    UDGAAET = "udgaaet"
    ANDET = "andet"


class Fremmoedestatus(StrEnum):
    """How a person attended the meeting."""

    TIL_STEDE = "til_stede"
    AFBUD = "afbud"
    FRAVAERENDE = "fravaerende"
    DELVIST = "delvist"


class Stemme(StrEnum):
    """Side in a vote."""

    FOR = "for"
    IMOD = "imod"
    UNDLOD = "undlod"


class Status(StrEnum):
    """What became of a document in a run."""

    STORED = "gemt"
    SKIPPED = "sprunget_over"
    FAILED = "fejlet"


class Severity(StrEnum):
    """How much a problem took away."""

    ERROR = "fejl"
    """The document or the page is not in the data."""
    WARNING = "advarsel"
    """It is in the data, and something of it may be wrong or missing."""


class Maskeringsart(StrEnum):
    """Why something of a document is not shown."""

    CPR = "cpr"
    """A CPR number."""
    EMAIL = "email"
    """A private e-mail address."""
    TELEFON = "telefon"
    """A private telephone number."""
    NAVN = "navn"
    """A name that was withheld on request."""
    LUKKET = "lukket"
    """The text of a closed punkt."""
    TILBAGEHOLDT = "tilbageholdt"
    """A punkt that was withheld on request."""
    ULAEST = "ulaest"
    """A page that could not be read: nobody knows what stands on it."""


class Rettelsesart(StrEnum):
    """What was put right in a line that OCR read."""

    PARAGRAF = "paragraftegn"
    """A "§", which is not among the Danish model's characters."""
    PRIKKER = "prikker"
    """The dots of a table of contents, which come out as letters."""
    TAL = "tal"
    """A letter among digits, or the Ø of a case number."""
    ORD = "ord"
    """A word that is none, and is one with another letter."""
    ORDDELING = "orddeling"
    """The hyphen of a word that goes on in the next line."""
    TEGN = "tegn"
    """A bullet, a dash, or a mark that is no print."""


# --- ingest -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file to read, known by its content."""

    path: str
    """Path as given by the user."""
    sha256: str
    """Hash of the content, 64 hex digits: a file's identity in the database."""
    kind: FileKind
    """Told from the content."""
    size: int
    """Bytes."""
    kommune: str | None = None
    """Short name of the kommune as the source gives it; ``None`` leaves it to the document."""
    url: str | None = None
    """Where it was published."""
    fetched_at: dt.datetime | None = None
    """When it was fetched; aware, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document was listed: what it is known by, whatever its file is called or holds."""

    source: str
    """The source's id."""
    key: str
    """The source's own id of the document."""


# --- pages ------------------------------------------------------------------------------------


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on a page, in points, origin top left, y downwards."""

    x0: float
    """Left."""
    top: float
    """Upper edge."""
    x1: float
    """Right."""
    bottom: float
    """Lower edge."""

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0


def enclosing(boxes: Collection[Box]) -> Box:
    """The smallest box that holds all of several; at least one."""
    return Box(
        x0=min(box.x0 for box in boxes),
        top=min(box.top for box in boxes),
        x1=max(box.x1 for box in boxes),
        bottom=max(box.bottom for box in boxes),
    )


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word as an OCR engine read it."""

    text: str
    """As read."""
    box: Box
    """Where it stands."""
    confidence: float
    """The engine's, 0.0-1.0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A part of a line that does not stand as OCR read it."""

    start: int
    """First character of it in the line's text."""
    end: int
    """One past its last; the same as ``start`` where something was taken out."""
    read: str
    """What OCR read there; empty where something was put in."""
    art: Rettelsesart
    """What was put right."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line, or one cell of a row of a form or table.

    The same whether it came from a text layer, from OCR, from a converter's text or from HTML;
    in the last two a line is a paragraph and has no box.
    """

    text: str
    """NFC, single blanks, without converter's marks; a hyphen that ends it is kept."""
    page: int
    """Page, from 1."""
    number: int
    """Place in the page's reading order, from 1."""
    row: int
    """Lines of one page with the same row stand beside each other: label and value, table cells."""
    box: Box | None
    """``None`` where the source has no layout."""
    size: float | None
    """Font size in points; ``None`` where the source has no layout."""
    bold: bool = False
    """Set in bold, or marked so by the converter."""
    italic: bool = False
    """Set in italics, or marked so by the converter."""
    broken: bool = False
    """A word goes on in the next line: the producer marked the line's end as hyphenation."""
    gap: float = 0.0
    """Clear space above, in heights of the line (text files: blank lines); 0.0 at a page's top."""
    listed: bool = False
    """The line opens with a bullet or a list mark, which stands in ``text`` as "- "."""
    confidence: float = 1.0
    """1.0 for text that was not recognised; the mean of its words' for OCR."""
    furniture: bool = False
    """Running head, footer or page number, by position and repetition."""
    words: tuple[Word, ...] = ()
    """Words with boxes as they were read, for OCR alone."""
    repairs: tuple[Repair, ...] = ()
    """Where ``text`` differs from the words as they were read, in order; for OCR alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page with its lines in reading order."""

    number: int
    """From 1."""
    width: float
    """Points; 0.0 where the source has no layout."""
    height: float
    """Points; 0.0 where the source has no layout."""
    source: TextSource
    """Where the lines were read."""
    reason: str
    """Why that source was chosen, in Danish, for the reader of the database."""
    lines: tuple[Line, ...]
    """In reading order."""
    confidence: float = 1.0
    """Mean confidence of its lines; 0.0 for a page that could not be read."""
    engine: str | None = None
    """Program, version and language model that read it, for OCR alone."""
    notes: bool | None = None
    """Whether a PDF's page holds what its lines do not show: notes, fields of forms, whatever is
    attached to it and no link. ``None`` where nobody looked."""


# --- problems ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that went wrong, said once, for people."""

    code: str
    """Short and fixed, e.g. ``krypteret``, ``tom_side``: what a query groups by."""
    severity: Severity
    """Whether something is missing or doubtful."""
    path: str
    """File."""
    message: str
    """What happened, in one sentence."""
    action: str
    """What to do, in one sentence."""
    page: int | None = None
    """Page, from 1; ``None`` for the whole file."""

    def __str__(self) -> str:
        """The one line that a person reads: file, page, what, what to do."""
        where = self.path if self.page is None else f"{self.path}, s. {self.page}"
        return printable(f"{where}: {self.message} {self.action}".rstrip())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPages:
    """What the pages stage gives for one source."""

    pages: tuple[Page, ...]
    """All pages, also the empty ones, in order."""
    problems: tuple[Problem, ...] = ()
    """What could not be read."""


# --- structure --------------------------------------------------------------------------------


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a value stands in the document, and how sure the reading is."""

    page: int
    """Page of its first line."""
    first_line: int
    """Number of its first line on that page."""
    last_page: int
    """Page of its last line."""
    last_line: int
    """Number of its last line on the last page."""
    box: Box | None
    """Box around its lines on the first page; ``None`` where the source has no layout."""
    source: TextSource
    """Where the first page's lines were read."""
    confidence: float
    """Probability that the value is right, 0.0-1.0."""
    later_boxes: tuple[tuple[int, Box], ...] = ()
    """Page and box of its lines on each following page, where it runs over a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldEvidence:
    """Evidence for one single-valued field of a larger thing."""

    field: str
    """Name of the field: ``dato``, ``sted`` …"""
    evidence: Evidence
    """Where it stands."""


@quick
@dataclass(frozen=True, slots=True, kw_only=True)
class RoledLine:
    """The role that one line was given."""

    page: int
    """Page of the line."""
    number: int
    """Number of the line on its page."""
    role: LineRole
    """Its place in the referat."""
    score: float
    """Probability of the role, 0.0-1.0."""
    punkt: int | None = None
    """Place of the punkt it belongs to, from 1; ``None`` outside the punkter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sagsnummer:
    """A case number."""

    nummer: str
    """Normal form of the interchange format: no blanks, capitals, dashes as "-"."""
    printed: str
    """As printed."""
    type: str
    """Kind of number: ``kle``, ``acadre``, ``kommunekode`` … (``danish/sagsnumre.py``)."""
    evidence: Evidence
    """Where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilag:
    """An attachment."""

    titel: str
    """Without bullets, numbering and document numbers."""
    evidence: Evidence
    """Where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fravaer:
    """A name printed as absent for one punkt."""

    navn: str
    """The name alone."""
    evidence: Evidence
    """Where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fremmoede:
    """One person's attendance at the meeting."""

    navn: str
    """The name alone, as printed."""
    status: Fremmoedestatus
    """Present, absent, or there for a part."""
    rolle: str | None
    """Part in the meeting, lower case: formand, referent …"""
    parti: str | None
    """Letter or name, as printed."""
    stedfortraeder_for: str | None
    """Name of the member that this person stands in for."""
    ankom: str | None
    """"HH:MM"."""
    gik: str | None
    """"HH:MM"."""
    evidence: Evidence
    """Where the person's entry stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Afsnit:
    """A section of a punkt other than the decision."""

    type: AfsnitType
    """What kind of section."""
    overskrift: str | None
    """The label as printed; ``None`` for text before the first label."""
    tekst: str
    """Its text, hyphenation undone, paragraphs on lines of their own."""
    evidence: Evidence
    """Where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stemmeafgivning:
    """One party's or person's vote."""

    stemme: Stemme
    """Side."""
    antal: int | None
    """Number of votes, where printed."""
    parti: str | None
    """Party, as printed."""
    navn: str | None
    """Person, as printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Afstemning:
    """The main vote on a punkt."""

    for_: int | None
    """Votes for (key ``for`` in the interchange format)."""
    imod: int | None
    """Votes against."""
    undlod: int | None
    """Abstentions."""
    stemmer: tuple[Stemmeafgivning, ...]
    """One entry a party or person named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beslutning:
    """What this meeting decided on a punkt."""

    tekst: str
    """In full, without its label and without absence lines."""
    udfald: tuple[Udfald, ...]
    """Classes, each once, in the order in which they appear."""
    afstemning: Afstemning | None
    """The main vote, if one is recorded."""
    evidence: Evidence
    """Where it stands."""
    udfald_confidence: float | None = None
    """Probability that the classes are exactly right, 0.0-1.0; ``None`` where rules alone read
    them, which do not say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sagsgang:
    """A decision that another meeting took earlier in the case, or a body yet to treat it."""

    udvalg: str
    """The body."""
    dato: dt.date | None
    """Date of its meeting."""
    punkt: str | None
    """Number of the punkt there."""
    tekst: str | None
    """What it decided."""
    udfald: tuple[Udfald, ...]
    """Classes of that."""
    evidence: Evidence
    """Where it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Punkt:
    """One item of the meeting."""

    nr: str | None
    """As printed, without "Punkt" and the final full stop."""
    titel: str
    """The heading on one line."""
    lukket: bool
    """Behind closed doors."""
    sagsnumre: tuple[Sagsnummer, ...]
    """Case numbers, each once."""
    afsnit: tuple[Afsnit, ...]
    """Sections in order."""
    beslutning: Beslutning | None
    """``None`` where none is recorded."""
    fravaerende: tuple[Fravaer, ...]
    """Names printed as absent for this punkt, each once."""
    bilag: tuple[Bilag, ...]
    """Attachments, each once."""
    sagsgang: tuple[Sagsgang, ...]
    """Earlier decisions of other meetings."""
    evidence: Evidence
    """Where the heading stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moede:
    """The meeting itself."""

    dato: dt.date | None
    """Day of the meeting."""
    start: str | None
    """"HH:MM"."""
    slut: str | None
    """"HH:MM"."""
    sted: str | None
    """Place as printed, on one line."""
    sagsnumre: tuple[Sagsnummer, ...]
    """Case numbers that the header gives the meeting."""
    dokumentnumre: tuple[str, ...]
    """Document numbers that the header gives the meeting."""
    evidence: tuple[FieldEvidence, ...] = ()
    """For ``dato``, ``start``, ``slut``, ``sted`` and ``dokumentnumre``, where they were found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What produced a reading: written on every row."""

    program: str
    """Version of referat."""
    model: str
    """Name and version of the spaCy pipeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Referat:
    """One structured document: the interchange format as objects."""

    dokumenttype: Dokumenttype
    """Minutes, agenda, or something else."""
    kommune: str | None
    """Short name as in the official list."""
    udvalg: str | None
    """The body that met."""
    moede: Moede
    """Date, times, place."""
    fremmoede: tuple[Fremmoede, ...]
    """One entry a person, in printed order."""
    punkter: tuple[Punkt, ...]
    """Items in order."""
    source: SourceFile
    """The file."""
    versions: Versions
    """What read it."""
    evidence: tuple[FieldEvidence, ...] = ()
    """For ``dokumenttype``, ``kommune`` and ``udvalg``."""
    roles: tuple[RoledLine, ...] = ()
    """Every line of the document, each in exactly one place."""
    problems: tuple[Problem, ...] = ()
    """What may be wrong with it."""
    maskeringer: tuple[Maskering, ...] = ()
    """What is not shown of it; its text is gone from every field above."""
    public_path: str | None = None
    """File that readers may be given: the original where nothing is masked, else a masked copy."""
    text_hash: str | None = None
    """Keyed hash of its text without running heads: the same for a copy printed again."""
    portal: tuple[Portalfelt, ...] = ()
    """What the portal itself says of its punkter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Portalfelt:
    """One field of a portal beside what was read in the file."""

    punkt: int | None
    """Place of the punkt in the document, from 1; ``None`` where no punkt fits."""
    nr: str | None
    """The punkt's number on the portal."""
    felt: str
    """``titel``, ``sagsnummer``, ``beslutning`` or the section's name."""
    tekst: str
    """What the portal says."""
    laest: str | None
    """What was read in the file."""
    enig: bool | None
    """Whether they say the same; ``None`` where there is nothing to compare."""


# --- privacy ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Maskering:
    """One place of a document that is not shown: where it is, and never what stood there."""

    art: Maskeringsart
    """Why."""
    page: int
    """Page, from 1."""
    line: int
    """Line on the page, from 1; 0 is the whole page."""
    box: Box | None
    """What is blackened on the page; ``None`` is the whole page, or the line where the source has
    no layout."""


# --- flow -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentResult:
    """What a worker gives back for one file: a structured document, or the problems why not."""

    path: str
    """File."""
    status: Status
    """What became of it."""
    source: SourceFile | None = None
    """``None`` where the file could not even be opened."""
    referat: Referat | None = None
    """The document; ``None`` unless it is to be stored."""
    pages: tuple[Page, ...] = ()
    """Its pages."""
    problems: tuple[Problem, ...] = ()
    """All problems of pages and structure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What a run did."""

    stored: int
    """Documents written."""
    skipped: int
    """Documents that were in already."""
    failed: int
    """Documents that gave no row but a problem."""
    pages: int
    """Pages read."""
    punkter: int
    """Punkter written."""
    beslutninger: int
    """Decisions written."""
    problems: tuple[Problem, ...]
    """The first problems, in order, errors before warnings where not all are kept; all are in the
    database."""
    seconds: float
    """Wall time."""
    unlisted: int = 0
    """Problems beyond those."""
