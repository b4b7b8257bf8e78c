"""Referater built by hand, with invented people; loaded by path, here and in publish."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from referat.types import (
    Afsnit,
    AfsnitType,
    Afstemning,
    Beslutning,
    Bilag,
    Box,
    Dokumenttype,
    Evidence,
    FieldEvidence,
    FileKind,
    Fravaer,
    Fremmoede,
    Fremmoedestatus,
    Line,
    LineRole,
    Moede,
    Page,
    Problem,
    Punkt,
    Referat,
    RoledLine,
    Sagsgang,
    Sagsnummer,
    Severity,
    SourceFile,
    Stemme,
    Stemmeafgivning,
    TextSource,
    Udfald,
    Versions,
)

VERSIONS = Versions(program="0.1.0", model="da_referat 0.1.0")


def evidence(page: int = 1, line: int = 1, confidence: float = 0.9) -> Evidence:
    return Evidence(
        page=page,
        first_line=line,
        last_page=page,
        last_line=line,
        box=Box(x0=56.7, top=100.0, x1=500.25, bottom=112.0),
        source=TextSource.TEXT_LAYER,
        confidence=confidence,
    )


def sagsnummer(number: str, kind: str = "kle") -> Sagsnummer:
    return Sagsnummer(nummer=number, printed=f"Sagsnr. {number}", type=kind, evidence=evidence())


def person(
    name: str, status: Fremmoedestatus = Fremmoedestatus.TIL_STEDE, **more: Any
) -> Fremmoede:
    values: dict[str, Any] = {
        "rolle": None, "parti": "A", "stedfortraeder_for": None, "ankom": None, "gik": None,
    }  # fmt: skip
    return Fremmoede(navn=name, status=status, evidence=evidence(), **(values | more))


def beslutning(text: str, *udfald: Udfald, vote: Afstemning | None = None) -> Beslutning:
    return Beslutning(tekst=text, udfald=udfald, afstemning=vote, evidence=evidence(page=2, line=3))


def punkt(nr: str | None, titel: str, **more: Any) -> Punkt:
    values: dict[str, Any] = {
        "lukket": False, "sagsnumre": (), "afsnit": (), "beslutning": None, "fravaerende": (),
        "bilag": (), "sagsgang": (),
    }  # fmt: skip
    return Punkt(nr=nr, titel=titel, evidence=evidence(), **(values | more))


def absent(name: str) -> Fravaer:
    return Fravaer(navn=name, evidence=evidence())


def source(path: str = "minutes/a.pdf", content: str = "a", **more: Any) -> SourceFile:
    return SourceFile(
        path=path,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        kind=FileKind.PDF,
        size=len(content),
        **more,
    )


def line(text: str, page: int, number: int) -> Line:
    return Line(text=text, page=page, number=number, row=number, box=None, size=None)


def page(number: int, *texts: str, kind: TextSource = TextSource.TEXT_LAYER) -> Page:
    return Page(
        number=number,
        width=595.0,
        height=842.0,
        source=kind,
        reason="siden har et tekstlag",
        lines=tuple(line(text, number, at) for at, text in enumerate(texts, start=1)),
    )


PAGES = (
    page(1, "REFERAT", "Teknikudvalget", "1. Lokalplan for Havnen"),
    page(2, "Sagsfremstilling", "Havnen skal bruges.", "Godkendt.", kind=TextSource.OCR),
)


def full_punkt() -> Punkt:
    vote = Afstemning(
        for_=9,
        imod=2,
        undlod=None,
        stemmer=(
            Stemmeafgivning(stemme=Stemme.FOR, antal=9, parti="A", navn=None),
            Stemmeafgivning(stemme=Stemme.IMOD, antal=None, parti=None, navn="Gro Vadum"),
        ),
    )
    return punkt(
        "1",
        "Lokalplan for Havnen i Ræveå",
        sagsnumre=(sagsnummer("15.40.00-P35-1-17"), sagsnummer("13/30382", "acadre")),
        afsnit=(
            Afsnit(
                type=AfsnitType.SAGSFREMSTILLING,
                overskrift="Sagsfremstilling",
                tekst="Havnen skal bruges til boliger.",
                evidence=evidence(page=2),
            ),
        ),
        beslutning=beslutning(
            "Godkendt med den tilføjelse at kajen bevares. Støjkortet udsættes.",
            Udfald.GODKENDT_MED_AENDRINGER,
            Udfald.UDSAT,
            vote=vote,
        ),
        fravaerende=(absent("Ib Sandholrn"),),
        bilag=(Bilag(titel="Kort over kajen", evidence=evidence()),),
        sagsgang=(
            Sagsgang(
                udvalg="Havneudvalget",
                dato=dt.date(2021, 3, 2),
                punkt="4",
                tekst="Anbefales.",
                udfald=(Udfald.ANBEFALET,),
                evidence=evidence(),
            ),
        ),
    )


def closed_punkt() -> Punkt:
    return punkt(
        "2",
        "Køb af ejendom",
        lukket=True,
        sagsnumre=(sagsnummer("13/40000", "acadre"),),
        afsnit=(
            Afsnit(
                type=AfsnitType.SAGSFREMSTILLING,
                overskrift=None,
                tekst="Hemmelig pris.",
                evidence=evidence(),
            ),
        ),
        beslutning=beslutning("Godkendt.", Udfald.GODKENDT),
        bilag=(Bilag(titel="Hemmelig kontrakt", evidence=evidence()),),
        sagsgang=(
            Sagsgang(
                udvalg="Økonomiudvalget",
                dato=None,
                punkt=None,
                tekst="Hemmelig drøftelse.",
                udfald=(),
                evidence=evidence(),
            ),
        ),
    )


def make_referat(**more: Any) -> Referat:
    """A meeting with an open and a closed punkt; keywords replace its fields."""
    values: dict[str, Any] = {
        "dokumenttype": Dokumenttype.REFERAT,
        "kommune": "Viborg",
        "udvalg": "Teknikudvalget",
        "moede": Moede(
            dato=dt.date(2021, 4, 6),
            start="16:00",
            slut="18:30",
            sted="Mødelokale 2",
            sagsnumre=(),
            dokumentnumre=("2021-000001",),
            evidence=(FieldEvidence(field="dato", evidence=evidence(line=2)),),
        ),
        "fremmoede": (
            person("Gro Vadum", rolle="formand"),
            person("Ib Sandholm", Fremmoedestatus.AFBUD),
            person("Ida Fjeld", stedfortraeder_for="Ib Sandholm"),
        ),
        "punkter": (full_punkt(), closed_punkt()),
        "source": source(),
        "versions": VERSIONS,
        "problems": (
            Problem(
                code="tom_side",
                severity=Severity.WARNING,
                path="minutes/a.pdf",
                message="Siden er svær at læse.",
                action="Se efter i filen.",
                page=2,
            ),
        ),
    }
    return Referat(**(values | more))


def role(page_number: int, number: int, kind: LineRole, of: int | None = None) -> RoledLine:
    return RoledLine(page=page_number, number=number, role=kind, score=0.9, punkt=of)
