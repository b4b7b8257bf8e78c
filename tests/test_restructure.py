"""Structuring anew from kept pages: the same rows, and nothing opened."""

from __future__ import annotations

import copyreg
import errno
import io
import pickle
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from referat import pagestore, reading, resources
from referat.errors import SchemaError, StorageError
from referat.flow import ingest
from referat.pagestore import kept_path, read_kept
from referat.restructure import restructure
from referat.settings import Settings
from referat.store.schema import schema_version
from referat.training.crash import compare
from referat.types import DocumentResult, Origin, Page, ReadPages, SourceFile

ALONE = Settings(jobs=1, ocr=False)


@pytest.fixture
def database(corpus: Path, tmp_path: Path) -> Path:
    """A database with four documents of which one has a masked copy."""
    path = tmp_path / "a" / "referat.db"
    private = tmp_path / "privat.txt"
    private.write_text("REFERAT\nRådet\nPunkt 1: Sag\nAnsøger har CPR-nr. 070761-4285.\n", "utf-8")
    files = sorted(corpus.glob("documents/F0[12]/*.pdf"))[:3]
    ingest([*map(str, files), str(private)], db_path=path, settings=ALONE)
    return path


@pytest.fixture
def _nothing_is_opened(monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise AssertionError("an original was opened")

    monkeypatch.setattr(reading, "read_pages", refuse)
    monkeypatch.setattr("referat.privacy.apply.make_public_copy", refuse)


def _rows(database: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(database)) as conn:
        return conn.execute(sql).fetchall()


@pytest.mark.usefixtures("_nothing_is_opened")
def test_everything_is_structured_anew_and_the_same(database: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.db"
    with closing(sqlite3.connect(database)) as conn:
        conn.execute("VACUUM INTO ?", (str(before),))
    report = restructure(db_path=database, settings=ALONE)
    assert (report.stored, report.failed) == (4, 0)
    assert list(compare(before, database)) == []
    assert _rows(database, "SELECT count(*) FROM maskeringer")[0][0] >= 1
    # Written by this run, and not passed over.
    assert _rows(database, "SELECT DISTINCT koersel FROM dokumenter") == [(2,)]


def test_a_scan_gives_the_same_words_anew(
    scan: Path, program: Callable[[], str], tmp_path: Path
) -> None:
    path, before = tmp_path / "db" / "referat.db", tmp_path / "before.db"
    path.parent.mkdir()
    settings = Settings(jobs=1, tesseract=program(), ocr_mend=False)
    ingest([str(scan)], db_path=path, settings=settings)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("VACUUM INTO ?", (str(before),))
    asked = (tmp_path / "asked.txt").read_text("utf-8")
    assert restructure(db_path=path, settings=settings).stored == 1
    assert _rows(path, "SELECT antal FROM sideord") == [(9,)] * 4
    assert list(compare(before, path)) == []
    assert (tmp_path / "asked.txt").read_text("utf-8") == asked


@pytest.mark.usefixtures("_nothing_is_opened")
def test_it_goes_on_where_it_was_broken_off(database: Path) -> None:
    def stop(done: int, total: int, result: DocumentResult | None) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restructure(db_path=database, settings=ALONE, progress=stop)
    assert restructure(db_path=database, settings=ALONE).stored == 2
    assert restructure(db_path=database, settings=ALONE).stored == 0
    assert restructure(db_path=database, settings=ALONE, again=True).stored == 4


@pytest.mark.usefixtures("_nothing_is_opened")
def test_another_model_begins_anew_also_when_the_first_comes_back(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for model in ("one", "two", "one"):
        monkeypatch.setattr(resources, "model_hash", lambda name, model=model: model)
        assert restructure(db_path=database, settings=ALONE).stored == 4


@pytest.mark.usefixtures("_nothing_is_opened")
def test_what_the_model_says_now_is_what_is_shown(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = reading.structure_document

    def other(source: SourceFile, pages: ReadPages, nlp: object) -> object:
        return replace(made(source, pages, nlp), udvalg="Et andet udvalg")

    monkeypatch.setattr(reading, "structure_document", other)
    restructure(db_path=database, settings=ALONE)
    assert _rows(
        database, "SELECT DISTINCT u.navn FROM moeder m JOIN udvalg u ON u.id = m.udvalg"
    ) == [("Et andet udvalg",)]


def test_a_copy_is_made_anew_where_the_register_covers_more(database: Path) -> None:
    before = {path: path.read_bytes() for path in database.parent.glob("public/*/*")}
    assert before
    from referat.nightly.takedown import Takedowns

    Takedowns(database, ALONE).withhold_person(
        ["Ansøger har"], kommune=None, reason="Efter anmodning"
    )
    restructure(db_path=database, settings=ALONE)
    after = {path: path.read_bytes() for path in database.parent.glob("public/*/*")}
    assert before.keys() <= after.keys()
    assert before != after


@pytest.mark.parametrize(
    "content", [None, b"", b"referat-sider-0\n", b"referat-sider-1\nx", b"referat-sider-2\nx"]
)
def test_pages_that_are_not_kept_are_told_and_the_rows_stay(
    database: Path, content: bytes | None
) -> None:
    (sha256,) = _rows(database, "SELECT sha256 FROM dokumenter ORDER BY id LIMIT 1")[0]
    path = kept_path(database.parent, str(sha256))
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    report = restructure(db_path=database, settings=ALONE)
    assert (report.stored, report.failed) == (3, 1)
    assert [problem.code for problem in report.problems if problem.code == "sider_mangler"]
    assert len(_rows(database, "SELECT 1 FROM dokumenter")) == 4


def test_pages_of_the_form_before_are_read_and_say_that_nobody_looked_for_notes(
    database: Path,
) -> None:
    (sha256,) = _rows(database, "SELECT sha256 FROM dokumenter WHERE filtype = 'pdf' LIMIT 1")[0]
    path = kept_path(database.parent, str(sha256))
    now = read_kept(path)
    assert now is not None
    assert {page.notes for page in now.read.pages} == {False}
    # As that form had it: a page's values in a row, and none for notes.
    first, _, content = path.read_bytes().partition(b"\n")
    assert first == b"referat-sider-2"
    old = pickle.loads(zlib.decompress(content))
    for page in old.read.pages:
        object.__delattr__(page, "notes")

    class Old(pickle.Pickler):
        def reducer_override(self, thing: object) -> object:
            if not isinstance(thing, Page):
                return NotImplemented
            state = [getattr(thing, one.name) for one in fields(Page) if one.name != "notes"]
            return (copyreg.__newobj__, (Page,), state)  # type: ignore[attr-defined]

    packed = io.BytesIO()
    Old(packed, 5).dump(old)
    path.write_bytes(b"referat-sider-1\n" + zlib.compress(packed.getvalue(), 1))
    before = read_kept(path)
    assert before is not None
    assert {page.notes for page in before.read.pages} == {None}
    assert [replace(page, notes=False) for page in before.read.pages] == list(now.read.pages)
    report = restructure(db_path=database, settings=ALONE)
    assert (report.stored, report.failed) == (4, 0)


def test_a_missing_database_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(SchemaError):
        restructure(db_path=tmp_path / "referat.db", settings=ALONE)
    assert not (tmp_path / "referat.db").exists()


def test_pages_are_kept_as_they_were_read(database: Path) -> None:
    for (sha256,) in _rows(database, "SELECT sha256 FROM dokumenter"):
        kept = read_kept(kept_path(database.parent, str(sha256)))
        assert kept is not None
        assert kept.source.sha256 == sha256
    # The CPR number is there: what must be taken out may be known better one day.
    texts = [
        line.text
        for path in database.parent.glob(f"{pagestore.PAGES_DIR}/*/*")
        for page in read_kept(path).read.pages
        for line in page.lines
    ]
    assert any("070761-4285" in text for text in texts)


def test_keeping_may_be_switched_off(corpus: Path, tmp_path: Path) -> None:
    (text, *_) = sorted(corpus.glob("documents/*/*.txt"))
    path = tmp_path / "referat.db"
    ingest([str(text)], db_path=path, settings=replace(ALONE, keep_pages=False))
    assert not (tmp_path / pagestore.PAGES_DIR).exists()


def test_origin_and_fields_are_kept(tmp_path: Path) -> None:
    source = SourceFile(path="a.pdf", sha256="ab" * 32, kind="pdf", size=1)  # type: ignore[arg-type]
    kept = pagestore.Kept(
        source=source, read=ReadPages(pages=()), origin=Origin(source="k", key="1"), fields=b"{}"
    )
    pagestore.keep(tmp_path, kept)
    assert read_kept(kept_path(tmp_path, source.sha256)) == kept


def test_pages_that_may_not_be_read_or_kept_end_the_run(
    database: Path, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patch:
        # Root may read and write everything, so the system's refusal is played.
        read = Path.read_bytes
        patch.setattr(
            Path,
            "read_bytes",
            lambda path: refuse() if path.suffix == ".sider" else read(path),
        )
        with pytest.raises(StorageError, match="no permission to read the pages"):
            restructure(db_path=database, settings=Settings(jobs=1), again=True)
    with monkeypatch.context() as patch:
        opened = Path.open
        patch.setattr(
            Path,
            "open",
            lambda path, *how, **more: (
                refuse() if path.suffix == ".part" else opened(path, *how, **more)
            ),
        )
        patch.setattr(Path, "unlink", refuse)
        with pytest.raises(StorageError, match="what was read cannot be kept"):
            ingest([str(corpus / "documents/F01")], db_path=database, settings=ALONE, again=True)


def test_an_older_database_is_upgraded_first(checkout: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path)) as conn:
        conn.executescript((checkout / "tests/store/schema-5.sql").read_text("utf-8"))
    report = restructure(db_path=path, settings=ALONE)
    assert {problem.code for problem in report.problems} == {"sider_mangler"}
    assert _rows(path, "PRAGMA user_version") == [(schema_version(),)]
