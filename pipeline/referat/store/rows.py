"""Referat -> rows: what each table gets of one document. Pure; knows no database.

The keys of a row are the table's columns, named as in ``schema.sql``. ``write.py`` inserts the
tables in the order in which they stand here, which is the order that foreign keys ask for.

What a closed punkt says is not public: of ``lukket`` punkter only heading, case numbers, absence
and the decision printed in the public minutes become rows, and their other lines are left out of
the pages' text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

from referat.closed import public_lines
from referat.search import case_key, short_case_key
from referat.store.ids import failure_id, row_id, shared_id
from referat.store.ocr import box_text, repair_rows, words_row
from referat.store.people import Spellings, person_key
from referat.store.subjects import meeting_cases
from referat.types import (
    Beslutning,
    Dokumenttype,
    Evidence,
    Page,
    Problem,
    Punkt,
    Referat,
    Sagsnummer,
    SourceFile,
    TextSource,
)

Row = dict[str, Any]
Tables = dict[str, list[Row]]
"""Rows by table, in the order in which they are to be inserted."""

SHARED_TABLES = ("kommuner", "udvalg", "personer", "sagsnumre")
"""Tables whose rows many documents refer to: inserted where they are missing, never changed."""

OWN_TABLES = (
    "dokumenter", "sider", "moeder", "feltkilder", "moede_sagsnumre", "fremmoede", "punkter",
    "punkt_sagsnumre", "afsnit", "beslutninger", "beslutning_udfald", "afstemninger", "stemmer",
    "fravaer", "bilag", "sagsgang", "maskeringer", "portalfelter", "problemer", "rammer",
    "sideord", "rettelser",
)  # fmt: skip
"""Tables whose rows belong to one document, and go with it."""

# Three punkter or more, since two may well treat the same case.
MIN_PUNKTER_OF_MEETING_CASE = 3


def build_rows(
    referat: Referat,
    pages: Sequence[Page],
    run: int,
    *,
    kommuner: Mapping[str, int],
    dokument: int,
) -> Tables:
    """All rows of one document, shared tables first.

    Args:
        referat: The structured document.
        pages: Its pages.
        run: The run that writes it.
        kommuner: Id by name in small letters, for the kommuner that are in the database.
        dokument: The document's id.
    """
    return _Builder(referat, pages, run, kommuner=kommuner, dokument=dokument).build()


def failure_rows(
    path: str, source: SourceFile | None, problems: Sequence[Problem], run: int
) -> list[Row]:
    """Rows of ``problemer`` for a file that gave no document."""
    number = failure_id(path)
    return [
        _problem(problem, row_id(number, place), run)
        | {"sti": path, "sha256": source.sha256 if source else None}
        for place, problem in enumerate(problems, start=1)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meeting:
    """What a meeting's punkter and decisions repeat, so that they can be filtered by it."""

    kommune: int | None
    udvalg: int | None
    dato: str | None
    aar: int | None

    def columns(self) -> Row:
        return {
            "kommune": self.kommune,
            "udvalg": self.udvalg,
            "dato": self.dato,
            "aar": self.aar,
        }


class _Builder:
    """Collects one document's rows; the methods follow the document from outside in."""

    def __init__(
        self,
        referat: Referat,
        pages: Sequence[Page],
        run: int,
        *,
        kommuner: Mapping[str, int],
        dokument: int,
    ) -> None:
        self.referat = referat
        self.pages = pages
        self.run = run
        self.kommuner = kommuner
        self.dokument = dokument
        self.tables: Tables = {table: [] for table in SHARED_TABLES + OWN_TABLES}
        self.seen: set[int] = set()
        self.spellings = Spellings(person.navn for person in referat.fremmoede)
        self.meeting = self._meeting()
        self.meeting_cases = self._meeting_cases()

    def build(self) -> Tables:
        self._add_document()
        self._add_pages()
        if self.referat.dokumenttype is not Dokumenttype.ANDET:
            self._add_meeting()
            self._add_fremmoede()
            for place, punkt in enumerate(self.referat.punkter, start=1):
                self._add_punkt(punkt, place)
            self._add_portal()
        for problem in self.referat.problems:
            number = row_id(self.dokument, len(self.tables["problemer"]) + 1)
            self.tables["problemer"].append(
                _problem(problem, number, self.run)
                | {"dokument": self.dokument, "sha256": self.referat.source.sha256}
            )
        return self.tables

    # --- shared rows --------------------------------------------------------------------------

    def _share(self, table: str, number: int, row: Row) -> int:
        """Note a shared row once, and give its id."""
        if number not in self.seen:
            self.seen.add(number)
            self.tables[table].append({"id": number} | row)
        return number

    def _meeting(self) -> _Meeting:
        kommune = self._kommune(self.referat.kommune)
        udvalg = None
        if self.referat.udvalg and self.referat.dokumenttype is not Dokumenttype.ANDET:
            name = " ".join(self.referat.udvalg.split())
            number = shared_id("udvalg", kommune, name.casefold())
            udvalg = self._share("udvalg", number, {"kommune": kommune, "navn": name})
        dato = self.referat.moede.dato
        return _Meeting(
            kommune=kommune,
            udvalg=udvalg,
            dato=dato.isoformat() if dato else None,
            aar=dato.year if dato else None,
        )

    def _kommune(self, name: str | None) -> int | None:
        if name is None:
            return None
        known = self.kommuner.get(name.casefold())
        if known is not None:
            return known
        number = shared_id("kommune", name.casefold())
        return self._share("kommuner", number, {"navn": name})

    def _person(self, name: str) -> int:
        """The person of a printed name: one in a kommune, or in the document where none is said."""
        spelling = self.spellings.person(name)
        scope = self.meeting.kommune or f"dokument {self.dokument}"
        number = shared_id("person", scope, person_key(spelling))
        return self._share("personer", number, {"kommune": self.meeting.kommune, "navn": spelling})

    def _sagsnummer(self, number: Sagsnummer) -> int:
        key = shared_id("sagsnummer", self.meeting.kommune, number.nummer)
        return self._share(
            "sagsnumre",
            key,
            {
                "kommune": self.meeting.kommune,
                "sagsnummer": number.nummer,
                "soegenoegle": case_key(number.nummer),
                "soegenoegle_kort": short_case_key(number.nummer),
                "type": number.type,
            },
        )

    # --- the document's own rows --------------------------------------------------------------

    def _add(self, table: str, row: Row, evidence: Evidence | None = None) -> None:
        """One more row of the document, with its id, the document, and where it stands."""
        rows = self.tables[table]
        new = {
            "id": row_id(self.dokument, len(rows) + 1), **row, "dokument": self.dokument
        }  # fmt: skip
        rows.append(new)
        if evidence is None:
            return
        new.update(_where(evidence))
        frames = self.tables["rammer"]
        for page, box in evidence.later_boxes:
            frames.append(
                {
                    "id": row_id(self.dokument, len(frames) + 1),
                    "tabel": table,
                    "raekke": new["id"],
                    "side": page,
                    "boks": box_text(box),
                    "dokument": self.dokument,
                }
            )

    @property
    def title(self) -> str:
        """What links to the meeting and the document say."""
        referat = self.referat
        parts = (referat.udvalg or referat.kommune, self.meeting.dato)
        return " ".join(filter(None, parts)) or PurePath(referat.source.path).name

    def _add_document(self) -> None:
        source, versions = self.referat.source, self.referat.versions
        is_meeting = self.referat.dokumenttype is not Dokumenttype.ANDET
        mean = sum(page.confidence for page in self.pages) / max(1, len(self.pages))
        self.tables["dokumenter"].append(
            {
                "id": self.dokument,
                "titel": self.title if is_meeting else PurePath(source.path).name,
                "dokumenttype": str(self.referat.dokumenttype),
                "kommune": self.meeting.kommune,
                "sti": source.path,
                "url": source.url,
                "hentet": source.fetched_at.isoformat() if source.fetched_at else None,
                "filtype": str(source.kind),
                "stoerrelse": source.size,
                "antal_sider": len(self.pages),
                "sider_med_ocr": sum(page.source is TextSource.OCR for page in self.pages),
                "sikkerhed": round(mean, 4),
                "sha256": source.sha256,
                "program": versions.program,
                "model": versions.model,
                "koersel": self.run,
                "offentlig_sti": self.referat.public_path,
                "teksthash": self.referat.text_hash,
            }
        )
        for mask in self.referat.maskeringer:
            self._add(
                "maskeringer",
                {
                    "art": str(mask.art),
                    "side": mask.page,
                    "linje": mask.line,
                    "boks": box_text(mask.box),
                },
            )
        for field in (*self.referat.evidence, *self.referat.moede.evidence):
            self._add("feltkilder", {"felt": field.field}, field.evidence)

    def _add_pages(self) -> None:
        public = public_lines(self.referat)
        for page in self.pages:
            lines = (
                line.text if public is None or (page.number, line.number) in public else ""
                for line in page.lines
            )
            self._add(
                "sider",
                {
                    "nummer": page.number,
                    "bredde": page.width,
                    "hoejde": page.height,
                    "kilde": str(page.source),
                    "begrundelse": page.reason,
                    "sikkerhed": round(page.confidence, 4),
                    "motor": page.engine,
                    "tekst": "\n".join(lines),
                },
            )
            shown = [
                line
                for line in page.lines
                if public is None or (page.number, line.number) in public
            ]
            words = words_row(page.number, shown)
            if words is not None:
                self._add("sideord", words)
            for repair in repair_rows(page.number, shown):
                self._add("rettelser", repair)

    def _add_meeting(self) -> None:
        moede = self.referat.moede
        dato = next((field.evidence for field in moede.evidence if field.field == "dato"), None)
        self.tables["moeder"].append(
            {"id": self.dokument, "titel": self.title}
            | self.meeting.columns()
            | {
                "start": moede.start,
                "slut": moede.slut,
                "sted": moede.sted,
                "dokumentnumre": ", ".join(moede.dokumentnumre) or None,
                "dokument": self.dokument,
            }
            | (_where(dato) if dato else {})
        )
        for place, number in enumerate(moede.sagsnumre, start=1):
            self._add(
                "moede_sagsnumre",
                {
                    "moede": self.dokument,
                    "sagsnummer": self._sagsnummer(number),
                    "raekkefoelge": place,
                    "trykt": number.printed,
                },
                number.evidence,
            )

    def _add_fremmoede(self) -> None:
        for place, entry in enumerate(self.referat.fremmoede, start=1):
            other = entry.stedfortraeder_for
            self._add(
                "fremmoede",
                {
                    "moede": self.dokument,
                    "raekkefoelge": place,
                    "person": self._person(entry.navn),
                    "navn": entry.navn,
                    "status": str(entry.status),
                    "rolle": entry.rolle,
                    "parti": entry.parti,
                    "stedfortraeder_for": other,
                    "stedfortraeder_for_person": self._person(other) if other else None,
                    "ankom": entry.ankom,
                    "gik": entry.gik,
                },
                entry.evidence,
            )

    def _add_punkt(self, punkt: Punkt, place: int) -> None:
        number = row_id(self.dokument, place)
        self._add(
            "punkter",
            {
                "moede": self.dokument,
                "raekkefoelge": place,
                "nr": punkt.nr,
                "titel": punkt.titel,
                "sagsnumre": _joined_sagsnumre(punkt),
                "lukket": int(punkt.lukket),
            }
            | self.meeting.columns(),
            punkt.evidence,
        )
        self._add_sagsnumre(punkt, number)
        if punkt.beslutning is not None:
            self._add_beslutning(punkt, punkt.beslutning, number)
        for order, absent in enumerate(punkt.fravaerende, start=1):
            self._add(
                "fravaer",
                {
                    "punkt": number,
                    "raekkefoelge": order,
                    "person": self._person(absent.navn),
                    "navn": absent.navn,
                },
                absent.evidence,
            )
        if not punkt.lukket:
            self._add_open_parts(punkt, number)

    def _add_portal(self) -> None:
        """What the portal says, beside what was read: both are kept."""
        for field in self.referat.portal:
            self._add(
                "portalfelter",
                {
                    "punkt": row_id(self.dokument, field.punkt) if field.punkt else None,
                    "nr": field.nr,
                    "felt": field.felt,
                    "tekst": field.tekst,
                    "laest": field.laest,
                    "enig": None if field.enig is None else int(field.enig),
                },
            )

    def _add_sagsnumre(self, punkt: Punkt, punkt_id: int) -> None:
        for order, number in enumerate(punkt.sagsnumre, start=1):
            self._add(
                "punkt_sagsnumre",
                {
                    "punkt": punkt_id,
                    "sagsnummer": self._sagsnummer(number),
                    "raekkefoelge": order,
                    "trykt": number.printed,
                    "moedesag": int(number.nummer in self.meeting_cases),
                },
                number.evidence,
            )

    def _meeting_cases(self) -> frozenset[str]:
        """Numbers that are the meeting's own, and say nothing of a punkt's subject."""
        own = {number.nummer for number in self.referat.moede.sagsnumre}
        numbered = [
            (punkt.titel, {number.nummer for number in punkt.sagsnumre})
            for punkt in self.referat.punkter
            if punkt.sagsnumre
        ]
        if len(numbered) >= MIN_PUNKTER_OF_MEETING_CASE:
            own |= set.intersection(*(numbers for _, numbers in numbered))
        return frozenset(own | meeting_cases(numbered))

    def _add_beslutning(self, punkt: Punkt, beslutning: Beslutning, number: int) -> None:
        self._add(
            "beslutninger",
            {
                "id": number,
                "punkt": number,
                "titel": punkt.titel,
                "tekst": beslutning.tekst,
                "foerste_udfald": str(beslutning.udfald[0]) if beslutning.udfald else None,
                "sagsnumre": _joined_sagsnumre(punkt),
            }
            | self.meeting.columns(),
            _evidence_of_row(beslutning),
        )
        for order, udfald in enumerate(beslutning.udfald, start=1):
            self._add(
                "beslutning_udfald",
                {"beslutning": number, "udfald": str(udfald), "raekkefoelge": order},
            )
        vote = beslutning.afstemning
        if vote is None:
            return
        self._add(
            "afstemninger",
            {
                "id": number,
                "beslutning": number,
                "antal_for": vote.for_,
                "antal_imod": vote.imod,
                "antal_undlod": vote.undlod,
            },
        )
        for order, cast in enumerate(vote.stemmer, start=1):
            self._add(
                "stemmer",
                {
                    "afstemning": number,
                    "raekkefoelge": order,
                    "stemme": str(cast.stemme),
                    "antal": cast.antal,
                    "parti": cast.parti,
                    "navn": cast.navn,
                    "person": self._person(cast.navn) if cast.navn else None,
                },
            )

    def _add_open_parts(self, punkt: Punkt, number: int) -> None:
        """What only an open punkt shows: sections, attachments, earlier decisions."""
        for table, order, row, evidence in _open_parts(punkt):
            self._add(table, {"punkt": number, "raekkefoelge": order} | row, evidence)


def _open_parts(punkt: Punkt) -> Iterator[tuple[str, int, Row, Evidence]]:
    for order, afsnit in enumerate(punkt.afsnit, start=1):
        row: Row = {
            "type": str(afsnit.type),
            "overskrift": afsnit.overskrift,
            "tekst": afsnit.tekst,
        }
        yield "afsnit", order, row, afsnit.evidence
    for order, bilag in enumerate(punkt.bilag, start=1):
        yield "bilag", order, {"titel": bilag.titel}, bilag.evidence
    for order, step in enumerate(punkt.sagsgang, start=1):
        row = {
            "udvalg": step.udvalg,
            "dato": step.dato.isoformat() if step.dato else None,
            "nr": step.punkt,
            "tekst": step.tekst,
            "udfald": ", ".join(step.udfald),
        }
        yield "sagsgang", order, row, step.evidence


def _evidence_of_row(beslutning: Beslutning) -> Evidence:
    """Evidence of a decision's row, which holds text and classes: no surer than either."""
    sure = beslutning.udfald_confidence
    if sure is None or sure >= beslutning.evidence.confidence:
        return beslutning.evidence
    return replace(beslutning.evidence, confidence=sure)


def _joined_sagsnumre(punkt: Punkt) -> str:
    return ", ".join(number.nummer for number in punkt.sagsnumre)


def _where(evidence: Evidence) -> Row:
    """The columns that say where a row's value stands, and how sure the reading is."""
    return {
        "side": evidence.page,
        "linje": evidence.first_line,
        "boks": box_text(evidence.box),
        "kilde": str(evidence.source),
        "sikkerhed": round(evidence.confidence, 4),
    }


def _problem(problem: Problem, number: int, run: int) -> Row:
    return {
        "id": number,
        "kode": problem.code,
        "alvor": str(problem.severity),
        "sti": problem.path,
        "side": problem.page,
        "besked": problem.message,
        "raad": problem.action,
        "dokument": None,
        "koersel": run,
    }
