"""A long queue that is interrupted: what was stored stays, and the next run goes on."""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from referat.flow import ingest
from referat.settings import Settings
from referat.training.backlog import count
from referat.training.crash import read_index

pytestmark = pytest.mark.slow

MONTHS, DAYS = ("maj", "juni", "august"), 28
DOCUMENTS = len(MONTHS) * DAYS
MINUTES = """REFERAT
Teknikudvalget
Mødedato: {day}. {month} 2021

Punkt 1: Havnevejen
Sagsnr. 21/{number}00
Sagsfremstilling
{text}
Beslutning
Godkendt.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "referater"
    path.mkdir()
    for number, (month, day) in enumerate(product(MONTHS, range(1, DAYS + 1)), start=1):
        text = " ".join(f"Ord{number}x{word}" for word in range(1000))
        content = MINUTES.format(day=day, month=month, number=number, text=text)
        (path / f"{number:02}.txt").write_text(content, "utf-8")
    return path


def _command(folder: Path, database: Path, *more: str) -> list[str]:
    return [
        sys.executable, "-m", "referat.cli", "ingest", str(folder), "--db", str(database),
        "--jobs", "2", "--no-ocr", *more,
    ]  # fmt: skip


def _content(database: Path) -> dict[str, object]:
    """What a reader may see, but for numbers that are given in order of arrival."""
    with closing(sqlite3.connect(database)) as conn:
        for table in ("punkter_fts", "afsnit_fts", "beslutninger_fts", "soeg_fts"):
            conn.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        assert conn.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        queries = {
            "documents": "SELECT id, sti FROM dokumenter",
            "punkter": "SELECT id, titel FROM punkter",
            "addresses": "SELECT adresse, punkt, fjernet FROM adresser",
            "changes": "SELECT haendelse, adresse FROM aendringer",
            "search": "SELECT punkt, kommune, dag, udfald FROM soeg",
            "words": "SELECT ord FROM soeg_ord",
            "cases": "SELECT * FROM sag_tal",
        }
        found = {name: Counter(conn.execute(sql).fetchall()) for name, sql in queries.items()}
        return found | {"index": read_index(conn)}


@pytest.mark.parametrize("bulk", [(), ("--bulk",)], ids=["one by one", "bulk"])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill -9"])
def test_a_queue_that_is_interrupted_goes_on(
    folder: Path, tmp_path: Path, sign: signal.Signals, bulk: tuple[str, ...]
) -> None:
    calm, database = tmp_path / "a" / "referat.db", tmp_path / "b" / "referat.db"
    ingest([str(folder)], db_path=calm, settings=Settings(jobs=1, ocr=False))
    process = subprocess.Popen(
        _command(folder, database, *bulk), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    for _ in range(1200):
        if database.exists() and (count(database) >= 2 or bulk):
            break
        time.sleep(0.02)
    process.send_signal(sign)
    _, said = process.communicate(timeout=60)
    if process.returncode == 0:
        pytest.skip("the run was through before it could be interrupted")
    if sign is signal.SIGINT:
        assert process.returncode == 130
        assert b"run again to go on" in said
    before = count(database)
    done = subprocess.run(
        _command(folder, database, *bulk), capture_output=True, text=True, check=True
    )
    assert f"{DOCUMENTS - before} stored, {before} in already" in done.stdout
    assert _content(database) == _content(calm)


def test_a_full_disk_is_told_and_the_next_run_goes_on(folder: Path, tmp_path: Path) -> None:
    calm, database = tmp_path / "a" / "referat.db", tmp_path / "b" / "referat.db"
    ingest([str(folder)], db_path=calm, settings=Settings(jobs=1, ocr=False))
    database.parent.mkdir()
    size = calm.stat().st_size

    def limit() -> None:
        # No file may grow above it: what a disk does that is full, for one process alone.
        most = size * 3 // 4
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    full = subprocess.run(
        _command(folder, database), capture_output=True, text=True, check=False, preexec_fn=limit
    )
    assert full.returncode == 2, full.stderr
    assert "the disk" in full.stderr
    assert "Make room, and run again" in full.stderr
    done = subprocess.run(_command(folder, database), capture_output=True, text=True, check=True)
    assert done.returncode == 0
    assert _content(database) == _content(calm)


def test_no_worker_outlives_a_killed_run(folder: Path, tmp_path: Path) -> None:
    database = tmp_path / "referat.db"
    process = subprocess.Popen(
        _command(folder, database), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        env=os.environ | {"REFERAT_TEST_MARK": str(tmp_path)},
    )  # fmt: skip
    for _ in range(1200):
        if count(database) or process.poll() is not None:
            break
        time.sleep(0.02)
    process.kill()
    process.wait()
    for _ in range(200):
        if not list(_marked(str(tmp_path))):
            return
        time.sleep(0.05)
    pytest.fail("a process of the run is still there")


def _marked(mark: str) -> list[str]:
    """Processes that the run started: they have its environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            content = path.read_bytes()
        except OSError:
            continue
        if f"REFERAT_TEST_MARK={mark}".encode() in content and path.parent.name != str(os.getpid()):
            found.append(path.parent.name)
    return found
