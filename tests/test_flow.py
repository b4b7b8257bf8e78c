"""The flow, with a reader of its own where the stages' work is not the point."""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat import flow, reading
from referat.errors import InputFileError, MissingToolError, SchemaError, SettingsError
from referat.flow import ingest
from referat.settings import Settings
from referat.store.prepare import Prepared
from referat.store.schema import open_database
from referat.types import (
    Beslutning,
    DocumentResult,
    Dokumenttype,
    Evidence,
    Moede,
    Page,
    Problem,
    Punkt,
    ReadPages,
    Referat,
    Severity,
    SourceFile,
    Status,
    TextSource,
    Udfald,
    Versions,
)

ALONE = Settings(jobs=1)
EVIDENCE = Evidence(
    page=1,
    first_line=1,
    last_page=1,
    last_line=1,
    box=None,
    source=TextSource.PLAIN_TEXT,
    confidence=1.0,
)


def build_pages(source: SourceFile, settings: Settings) -> ReadPages:
    """What the pages stage gives; the file's text says what goes wrong with it."""
    text = Path(source.path).read_text("utf-8")
    if text.startswith("tom"):
        raise InputFileError("it is empty.", action="Get another.", path=source.path, code="tom")
    if text.startswith("krise"):
        raise MissingToolError("tesseract is missing.", action="Install it.")
    if text.startswith("fejl"):
        raise ValueError("a bug")
    page = Page(
        number=1,
        width=0.0,
        height=0.0,
        source=TextSource.PLAIN_TEXT,
        reason="tekstfil",
        lines=(),
    )
    return ReadPages(pages=(page,))


def build_referat(source: SourceFile, pages: ReadPages, nlp: object) -> Referat:
    """A meeting with one punkt for each word of the file."""
    words = Path(source.path).read_text("utf-8").split()
    beslutning = Beslutning(
        tekst="Godkendt.", udfald=(Udfald.GODKENDT,), afstemning=None, evidence=EVIDENCE
    )
    return Referat(
        dokumenttype=Dokumenttype.REFERAT,
        kommune=source.kommune,
        udvalg="Teknisk Udvalg",
        moede=Moede(
            dato=dt.date(2020, 1, 31),
            start=None,
            slut=None,
            sted=None,
            sagsnumre=(),
            dokumentnumre=(),
        ),
        fremmoede=(),
        punkter=tuple(
            Punkt(
                nr=str(number),
                titel=word,
                lukket=False,
                sagsnumre=(),
                afsnit=(),
                beslutning=beslutning if word.endswith("!") else None,
                fravaerende=(),
                bilag=(),
                sagsgang=(),
                evidence=EVIDENCE,
            )
            for number, word in enumerate(words, start=1)
        ),
        source=source,
        versions=Versions(program="1", model="m"),
        problems=(
            Problem(
                code="tvivl",
                severity=Severity.WARNING,
                path=source.path,
                message="a doubt.",
                action="Look.",
            ),
        )
        if "tvivl" in words
        else (),
    )


@pytest.fixture
def _fake_stages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "read_pages", build_pages)
    monkeypatch.setattr(reading, "structure_document", build_referat)
    monkeypatch.setattr(reading, "load_pipeline", lambda model: None)


@pytest.fixture
def folder(tmp_path: Path, _fake_stages: None) -> Path:
    """A folder with two good documents."""
    path = tmp_path / "referater"
    path.mkdir()
    (path / "a.txt").write_text("Vejen Broen!", "utf-8")
    (path / "b.txt").write_text("Skolen! tvivl", "utf-8")
    return path


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "ud" / "referat.db"


def _titles(database: Path) -> list[str]:
    db = open_database(database)
    titles = [row[0] for row in db.execute("SELECT titel FROM punkter ORDER BY titel")]
    db.close()
    return titles


def _codes(database: Path) -> list[str]:
    db = open_database(database)
    codes = [row[0] for row in db.execute("SELECT kode FROM problemer ORDER BY kode")]
    db.close()
    return codes


def test_documents_become_rows_and_are_counted(folder: Path, database: Path) -> None:
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert (report.stored, report.skipped, report.failed) == (2, 0, 0)
    assert (report.pages, report.punkter, report.beslutninger) == (2, 4, 2)
    assert [problem.code for problem in report.problems] == ["tvivl"]
    assert _titles(database) == ["Broen!", "Skolen!", "Vejen", "tvivl"]


def test_what_is_in_already_is_not_read_again(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([str(folder)], db_path=database, settings=ALONE)
    monkeypatch.setattr(reading, "read_pages", None)
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert (report.stored, report.skipped, report.failed) == (0, 2, 0)
    assert len(_titles(database)) == 4


def test_again_reads_and_replaces(folder: Path, database: Path) -> None:
    ingest([str(folder)], db_path=database, settings=ALONE)
    report = ingest([str(folder)], db_path=database, settings=ALONE, again=True)
    assert (report.stored, report.skipped) == (2, 0)
    assert len(_titles(database)) == 4


def test_changed_file_replaces_its_rows(folder: Path, database: Path) -> None:
    ingest([str(folder)], db_path=database, settings=ALONE)
    (folder / "a.txt").write_text("Havnen", "utf-8")
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert (report.stored, report.skipped) == (1, 1)
    assert _titles(database) == ["Havnen", "Skolen!", "tvivl"]


def test_copy_of_a_file_is_stored_once(folder: Path, database: Path) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert (report.stored, report.skipped) == (2, 1)


@pytest.mark.parametrize(
    ("text", "code"), [("tom", "tom"), ("fejl i programmet", "programfejl"), ("", None)]
)
def test_bad_document_becomes_a_problem_and_the_run_goes_on(
    folder: Path, database: Path, text: str, code: str | None
) -> None:
    (folder / "aa.txt").write_text(text, "utf-8")
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert (report.stored, report.failed) == (2, 1)
    problem = next(one for one in report.problems if one.severity is Severity.ERROR)
    assert problem.path == str(folder / "aa.txt")
    assert problem.message
    assert problem.action
    assert problem.code in _codes(database)
    assert code in (problem.code, None)


def test_document_that_failed_is_tried_again(folder: Path, database: Path) -> None:
    (folder / "aa.txt").write_text("tom", "utf-8")
    ingest([str(folder)], db_path=database, settings=ALONE)
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert (report.skipped, report.failed) == (2, 1)
    assert _codes(database) == ["tom", "tvivl"]


def test_file_that_vanishes_while_it_is_read_is_one_problem(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(source: SourceFile, settings: Settings) -> ReadPages:
        if source.path.endswith("a.txt"):
            Path(source.path).unlink()
        return build_pages(source, settings)

    monkeypatch.setattr(reading, "read_pages", vanish)
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert (report.stored, report.failed) == (1, 1)
    assert "a.txt" in str(report.problems[0])


def test_missing_program_stops_the_run_and_keeps_what_was_stored(
    folder: Path, database: Path
) -> None:
    (folder / "aa.txt").write_text("krise", "utf-8")
    with pytest.raises(MissingToolError):
        ingest([str(folder)], db_path=database, settings=ALONE)
    assert _titles(database) == ["Broen!", "Vejen"]
    db = open_database(database)
    assert list(db.execute("SELECT gemt, sluttet IS NULL FROM koersler")) == [(1, 0)]
    db.close()


def test_fault_while_writing_costs_one_document(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = flow.write_prepared

    def faulty(db: Database, document: Prepared, **more: Any) -> None:
        if document.path.endswith("a.txt"):
            raise KeyError("titel")
        write(db, document, **more)

    monkeypatch.setattr(flow, "write_prepared", faulty)
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert (report.stored, report.failed, report.punkter) == (1, 1, 2)
    assert _codes(database) == ["programfejl", "tvivl"]


def test_locked_database_stops_the_run(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*args: object, **more: object) -> None:
        raise SchemaError("another program is writing.", path=str(database))

    monkeypatch.setattr(flow, "write_prepared", locked)
    with pytest.raises(SchemaError):
        ingest([str(folder)], db_path=database, settings=ALONE)


def test_interrupted_run_is_closed_with_what_was_stored(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(source: SourceFile, settings: Settings) -> ReadPages:
        if source.path.endswith("b.txt"):
            raise KeyboardInterrupt
        return build_pages(source, settings)

    monkeypatch.setattr(reading, "read_pages", interrupted)
    with pytest.raises(KeyboardInterrupt):
        ingest([str(folder)], db_path=database, settings=ALONE)
    assert _titles(database) == ["Broen!", "Vejen"]


def test_progress_hears_of_every_document(folder: Path, database: Path) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    (folder / "d.txt").write_text("tom", "utf-8")
    heard: list[tuple[int, int, Status | None]] = []

    def progress(done: int, total: int, result: DocumentResult | None) -> None:
        heard.append((done, total, result and result.status))

    ingest([str(folder)], db_path=database, settings=ALONE, progress=progress)
    assert heard[0] == (0, 4, None)
    assert [done for done, _, _ in heard[1:]] == [1, 2, 3, 4]
    assert {status for _, _, status in heard[1:]} == {
        Status.STORED,
        Status.SKIPPED,
        Status.FAILED,
    }


def test_problems_beyond_the_first_are_counted_and_not_kept(
    folder: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flow, "KEPT_PROBLEMS", 3)
    for number in range(5):
        (folder / f"tom{number}.txt").write_text(f"tom {number}", "utf-8")
    report = ingest([str(folder)], db_path=database, settings=ALONE)
    assert report.failed == 5
    assert len(report.problems) == 3
    assert len(report.problems) + report.unlisted == 6
    assert len(_codes(database)) == 6


def test_an_error_is_kept_before_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "KEPT_PROBLEMS", 2)
    tally = flow.Tally()
    doubt = Problem(
        code="tvivl", severity=Severity.WARNING, path="a.pdf", message="a doubt.", action="Look."
    )
    lost = replace(doubt, code="tom_fil", severity=Severity.ERROR)
    for problem in (doubt, doubt, doubt, lost, lost, lost):
        tally.add(DocumentResult(path="a.pdf", status=Status.FAILED, problems=(problem,)))
    report = tally.report(1.0)
    assert report.problems == (lost, lost)
    assert report.unlisted == 4


def test_path_that_matches_nothing_is_wrong_use(folder: Path, database: Path) -> None:
    with pytest.raises(SettingsError):
        ingest([str(folder / "ingen*.pdf")], db_path=database, settings=ALONE)


def test_kommune_reaches_the_document(folder: Path, database: Path) -> None:
    settings = replace(ALONE, kommune="Aarhus")
    results = reading.read_documents([folder / "a.txt"], settings=settings)
    assert [result.referat.kommune for result in results] == ["Aarhus"]


def test_hash_is_that_of_the_content(folder: Path) -> None:
    (result,) = reading.read_documents([folder / "a.txt"], settings=ALONE)
    assert result.source.sha256 == hashlib.sha256(b"Vejen Broen!").hexdigest()


def test_processes_give_the_same_rows_as_one(corpus: Path, tmp_path: Path) -> None:
    texts = sorted(str(path) for path in corpus.glob("documents/*/*.txt"))
    assert texts
    (tmp_path / "tom.txt").touch()
    rows = []
    for jobs in (1, 2):
        path = tmp_path / f"{jobs}.db"
        report = ingest(
            [*texts, str(tmp_path / "tom.txt")], db_path=path, settings=Settings(jobs=jobs)
        )
        assert (report.stored, report.failed) == (len(texts), 1)
        rows.append((_titles(path), _codes(path), report.punkter, report.beslutninger))
    assert rows[0] == rows[1]


@pytest.mark.parametrize("step", ["known_hashes", "finish_run", "store"])
@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("disk I/O error", "the disk did not take it"),
        ("database or disk is full", "the disk did not take it"),
        ("database is locked", "another program is writing"),
    ],
)
def test_what_sqlite_says_anywhere_in_a_run_is_told_in_words(
    tmp_path, monkeypatch, step, said, told
):
    def refuse(*args: object, **kwargs: object) -> None:
        raise sqlite3.OperationalError(said)

    (tmp_path / "a.txt").write_text("REFERAT\nByrådet\n1. Sag\nBeslutning\nGodkendt.\n", "utf-8")
    monkeypatch.setattr(flow, step, refuse)
    with pytest.raises(SchemaError, match=told) as refused:
        ingest([str(tmp_path / "a.txt")], db_path=tmp_path / "referat.db", settings=ALONE)
    assert refused.value.exit_code == 2
    assert refused.value.path == str(tmp_path / "referat.db")
    monkeypatch.undo()
    report = ingest([str(tmp_path / "a.txt")], db_path=tmp_path / "referat.db", settings=ALONE)
    assert report.stored + report.skipped == 1


def test_a_name_that_no_row_can_hold_fails_alone(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/m\xf8de.txt"))
    path.write_text("Referat", "utf-8")
    database = tmp_path / "a.db"
    for _ in range(2):
        report = ingest([str(path)], db_path=database, settings=ALONE)
        assert [problem.code for problem in report.problems] == ["filnavn"]
    rows = Database(database).execute("SELECT kode, sti FROM problemer").fetchall()
    assert rows == [("filnavn", rf"{tmp_path}/m\xf8de.txt")]
