"""A stand-in portal on this machine, and nights over it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from referat.ingest.sources import Plan, load_plan
from referat.listing import Source
from referat.nightly.report import NightReport
from referat.nightly.run import nightly
from referat.settings import Settings
from referat.training.portal import Meeting, Portal, plan_for

START = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)

MINUTES = """REFERAT
Teknikudvalget
Mødedato: {dato}
Mødested: Rådhuset

{punkter}
"""
PUNKT = """Punkt {nr}: {titel}
Sagsnr. {sag}
Sagsfremstilling
{tekst}
Beslutning
{beslutning}
"""


def minutes(
    *punkter: tuple[str, str],
    dato: str = "6. april 2021",
    tekst: str = "Sagen drøftes.",
    sag: int = 1,
) -> bytes:
    """A small PDF of minutes with these headings and decisions."""
    import io

    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    text = MINUTES.format(
        dato=dato,
        punkter="\n".join(
            PUNKT.format(
                nr=nr, titel=titel, sag=f"21/{1000 * sag + nr}", tekst=tekst, beslutning=what
            )
            for nr, (titel, what) in enumerate(punkter, start=1)
        ),
    )
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    y = 790
    for line in text.splitlines():
        bold = line.startswith(("Punkt", "REFERAT", "Beslutning", "Sagsfremstilling"))
        canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 11)
        canvas.drawString(60, y, line)
        y -= 18
        if y < 60:
            canvas.showPage()
            y = 790
    canvas.save()
    return out.getvalue()


@dataclass
class Nights:
    """A database, a portal, and the time."""

    folder: Path
    portal: Portal
    now: dt.datetime = START

    @property
    def database(self) -> Path:
        return self.folder / "referat.db"

    def plan(self, **more: Any) -> Plan:
        path = self.folder / "sources.toml"
        path.write_text(plan_for(self.portal, patience=0.001, **more), "utf-8")
        # Without limits one job needs no process of its own.
        return replace(load_plan(path), memory_limit=0, document_limit=0.0)

    def run(
        self,
        plan: Plan | None = None,
        *,
        hours: float = 24,
        only: tuple[str, ...] = (),
        max_bytes: int = 500_000_000,
    ) -> NightReport:
        """One night; the next one is a day later."""
        now = self.now
        report = nightly(
            plan or self.plan(),
            db_path=self.database,
            settings=Settings(jobs=1, ocr=False, max_bytes=max_bytes),
            only=only,
            now=lambda: now,
            sleep=lambda seconds: None,
        )
        self.now += dt.timedelta(hours=hours)
        return report

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.database)) as conn:
            return conn.execute(sql, values).fetchall()

    def states(self) -> dict[str, int]:
        return dict(self.rows("SELECT tilstand, count(*) FROM kildedokumenter GROUP BY 1"))


@pytest.fixture
def portal() -> Iterator[Portal]:
    with Portal().serve() as served:
        yield served


@pytest.fixture
def nights(tmp_path: Path, portal: Portal) -> Nights:
    return Nights(tmp_path, portal)


@pytest.fixture
def make_minutes() -> Callable[..., bytes]:
    return minutes


@pytest.fixture
def meeting() -> Callable[..., Meeting]:
    """A meeting with one punkt, or with the contents that are given."""

    def make(key: str = "m1", content: bytes | None = None, **more: Any) -> Meeting:
        values: dict[str, Any] = {"udvalg": "Teknikudvalget", "dato": dt.date(2021, 4, 6)}
        content = content or minutes(("Havnevejen", f"Godkendt {key}."), ("Skolen", "Udsat."))
        return Meeting(id=key, content=content, **(values | more))

    return make


@pytest.fixture
def one_source() -> Callable[..., Source]:
    def change(plan: Plan, **more: Any) -> Plan:
        return replace(plan, sources=tuple(replace(one, **more) for one in plan.sources))

    return change


@pytest.fixture
def many(meeting: Callable[..., Meeting]) -> Callable[..., list[Meeting]]:
    """Meetings that are like each other, with these decisions."""

    def make(first: int, count: int, decision: str = "Godkendt.") -> list[Meeting]:
        return [
            meeting(
                f"m{number}",
                minutes(
                    ("Havnevejen", decision),
                    ("Skolen", decision),
                    sag=number,
                    tekst=f"Nr. {number}.",
                ),
                dato=dt.date(2021, 1, 1) + dt.timedelta(days=number),
            )
            for number in range(first, first + count)
        ]

    return make
