from __future__ import annotations

import dataclasses
import errno
import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from referat import flow
from referat.cli import main
from referat.errors import (
    InputFileError,
    MissingModelError,
    MissingToolError,
    ReferatError,
    SchemaError,
)
from referat.screen import LISTED
from referat.types import Problem, RunReport, Severity


def run(*arguments: object, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin)


@pytest.fixture
def document(corpus: Path) -> Path:
    """A converter's text of the corpus: the quickest to read."""
    return min(corpus.glob("documents/*/*.txt"))


def _problem(number: int = 1) -> Problem:
    return Problem(
        code="tvivl",
        severity=Severity.WARNING,
        path="a.pdf",
        page=number,
        message="a doubt.",
        action="Look.",
    )


def _report(**changes: int | tuple[Problem, ...]) -> RunReport:
    counts = {"stored": 2, "skipped": 1, "failed": 0, "pages": 7, "punkter": 9, "beslutninger": 8}
    return RunReport(**{**counts, "problems": (), "seconds": 1.5, **changes})


def test_commands_stand_in_flow_order() -> None:
    lines = run("--help").stdout.split("Commands:")[1].splitlines()
    assert [line.split()[0] for line in lines if line.strip()] == [
        "structure",
        "ingest",
        "restructure",
        "sources",
        "nightly",
        "accept",
        "withhold",
        "backup",
        "restore",
        "serve",
        "export",
        "status",
        "upgrade",
        "evaluate",
        "corpus",
        "show",
        "ocr",
        "settings",
    ]


def test_structure_prints_the_document_as_json(document: Path) -> None:
    result = run("structure", document)
    assert result.exit_code == 0
    assert {"dokumenttype", "kommune", "udvalg", "moede", "fremmoede", "punkter"} <= set(
        json.loads(result.stdout)
    )


def test_structure_reads_a_pipe_and_writes_a_file(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "ud.json"
    result = run("structure", "-", "-o", out, stdin=document.read_bytes())
    assert (result.exit_code, result.stdout) == (0, "")
    piped, named = json.loads(out.read_text("utf-8")), json.loads(run("structure", document).stdout)
    assert piped["punkter"] == named["punkter"]


def test_a_file_of_results_is_whole_or_as_it_was(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = run("structure", document, "-o", tmp_path / "borte" / "ud.json")
    assert (missing.exit_code, missing.stderr) == (
        2, f"referat: {tmp_path}/borte: there is no such folder. Make it, or give another.\n",
    )  # fmt: skip
    out = tmp_path / "ud.json"
    out.write_text("før", "utf-8")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = run("structure", document, "-o", out)
    assert result.exit_code == 2
    assert f"{out}: the result cannot be kept (No space left on device)" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["ud.json"]
    assert out.read_text("utf-8") == "før"


def test_empty_pipe_is_wrong_use() -> None:
    result = run("structure", "-", stdin=b"")
    assert result.exit_code == 2
    assert "nothing came through the pipe" in result.stderr


def test_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    result = run("structure", tmp_path / "borte.pdf")
    assert result.exit_code == InputFileError.exit_code
    assert "borte.pdf" in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (MissingToolError("tesseract is missing.", action="Install it."), 4),
        (MissingModelError("no pipeline.", action="Install it."), 4),
        (SchemaError("locked.", action="Wait.", path="a.db"), 2),
        (ReferatError("a fault."), 1),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("division by zero"), 1),
        (PermissionError(errno.EACCES, "Permission denied", "a.db"), 2),
        (OSError(errno.ENOSPC, "No space left on device"), 2),
    ],
)
def test_errors_become_one_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise error

    monkeypatch.setattr(flow, "ingest", fail)
    result = run("ingest", "a.pdf")
    assert result.exit_code == code
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("referat: ")


def test_debug_shows_where_a_fault_is(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(flow, "ingest", fail)
    assert isinstance(run("--debug", "ingest", "a.pdf").exception, ZeroDivisionError)


def test_ingest_sums_up_on_stdout_and_lists_problems_on_stderr(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    problems = tuple(_problem(number) for number in range(1, LISTED + 4))
    monkeypatch.setattr(flow, "ingest", lambda *_, **__: _report(problems=problems))
    result = run("ingest", "a.pdf")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:5] == [
        "documents  2 stored, 1 in already, 0 failed",
        "pages      7",
        "punkter    9",
        "decisions  8",
        f"problems   {LISTED + 3}",
    ]
    assert result.stderr.splitlines()[0] == "advarsel: a.pdf, s. 1: a doubt. Look."
    assert result.stderr.splitlines()[-1] == "… and 3 more, in the table problemer."
    assert run("ingest", "a.pdf", "--quiet").stderr == ""


def test_what_is_missing_is_listed_before_what_may_be_wrong(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lost = dataclasses.replace(_problem(99), severity=Severity.ERROR, path="tom.pdf", page=None)
    problems = (*(_problem(number) for number in range(1, LISTED + 4)), lost)
    monkeypatch.setattr(flow, "ingest", lambda *_, **__: _report(problems=problems))
    told = run("ingest", "a.pdf").stderr.splitlines()
    assert told[0].startswith("fejl: tom.pdf")
    assert told[1] == "advarsel: a.pdf, s. 1: a doubt. Look."
    assert told[-1] == "… and 4 more, in the table problemer."


def test_run_with_failures_ends_with_3(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "ingest", lambda *_, **__: _report(failed=1))
    assert run("ingest", "a.pdf").exit_code == 3


def test_flags_reach_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen = {}
    monkeypatch.setattr(flow, "ingest", lambda paths, **options: seen.update(options) or _report())
    toml = tmp_path / "s.toml"
    toml.write_text("max_pages = 7\nocr = false\njobs = 5", "utf-8")
    run("ingest", "a.pdf", "--db", "x.db", "--jobs", 3, "--kommune", "Nordby", "--settings", toml)
    settings = seen["settings"]
    assert (settings.jobs, settings.kommune, settings.max_pages, settings.ocr) == (
        3,
        "Nordby",
        7,
        False,
    )
    assert seen["db_path"] == Path("x.db")
    assert seen["again"] is False
    run("ingest", "a.pdf", "--no-ocr", "--again")
    assert seen["settings"].ocr is False
    assert seen["again"] is True


def test_ingest_and_status_agree(document: Path, tmp_path: Path) -> None:
    database = tmp_path / "ny mappe" / "referat.db"
    result = run("ingest", document, "--db", database, "--jobs", 1)
    assert result.exit_code == 0
    found = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    rows = dict(
        line.split(maxsplit=1) for line in run("status", "--db", database).stdout.splitlines()
    )
    assert rows["punkter"] == found["punkter"]
    assert rows["beslutninger"] == found["decisions"]
    again = run("ingest", document, "--db", database, "--jobs", 1)
    assert again.stdout.startswith("documents  0 stored, 1 in already, 0 failed")


def test_status_of_no_database_makes_none(tmp_path: Path) -> None:
    result = run("status", "--db", tmp_path / "borte.db")
    assert result.exit_code == 2
    assert not (tmp_path / "borte.db").exists()


SOURCES = """\
contact = "drift@example.dk"
[[source]]
id = "mappe"
kind = "folder"
url = "."
"""

# What works on a database that is there; what makes one where there is none comes last.
WORKING: list[list[str]] = [
    ["restructure"],
    ["accept", "mappe", "--sources", "sources.toml"],
    ["withhold", "list"],
    ["withhold", "document", "5", "--reason", "x"],
    ["withhold", "punkt", "5", "--reason", "x"],
    ["withhold", "person", "Ada Eksempel", "--reason", "x"],
    ["withhold", "lift", "1"],
    ["backup", "backup"],
    ["serve"],
    ["export"],
    ["status"],
    ["upgrade"],
]
MAKING: list[list[str]] = [
    ["ingest", "sources.toml"],
    ["nightly", "--sources", "sources.toml"],
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sources.toml").write_text(SOURCES)
    (tmp_path / "README.md").write_text("# No database\n")
    return tmp_path


@pytest.mark.parametrize("arguments", WORKING, ids=" ".join)
def test_a_mistyped_database_is_told_and_not_made(arguments: list[str], folder: Path) -> None:
    before = set(folder.iterdir())
    result = run(*arguments, "--db", "MISTYPED.db")
    assert result.exit_code == 2
    assert "MISTYPED.db: there is no such database." in result.stderr
    assert result.stdout == ""
    assert set(folder.iterdir()) == before


@pytest.mark.parametrize("arguments", [*WORKING, *MAKING], ids=" ".join)
def test_a_file_that_is_no_database_is_left_as_it_is(arguments: list[str], folder: Path) -> None:
    before = set(folder.iterdir())
    result = run(*arguments, "--db", "README.md")
    assert result.exit_code == 2
    assert "README.md: " in result.stderr
    assert "database" in result.stderr
    assert set(folder.iterdir()) == before
    assert (folder / "README.md").read_text() == "# No database\n"


def test_evaluate_measures_documents_and_readings(
    document: Path, corpus: Path, tmp_path: Path
) -> None:
    gold = corpus / "gold" / document.parent.name
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / f"{document.stem}.json").write_bytes(
        (gold / f"{document.stem}.json").read_bytes()
    )
    result = run("evaluate", tmp_path / "gold", document.parent, "--json", "--jobs", 1)
    measured = json.loads(result.stdout)
    assert measured["overall"] > 0.5
    run("structure", document, "-o", tmp_path / f"{document.stem}.json")
    reading = json.loads(run("evaluate", tmp_path / "gold", tmp_path, "--json").stdout)
    assert reading["micro"] == measured["micro"]
    assert "overall" in run("evaluate", tmp_path / "gold", tmp_path).stdout


@pytest.mark.parametrize(
    "arguments", [[], ["ingest"], ["structure"], ["show", "a.pdf", "--page", "0"], ["findesikke"]]
)
def test_wrong_use_is_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_closed_pipe_is_no_fault(document: Path) -> None:
    program, name = shlex.quote(sys.executable), shlex.quote(str(document))
    command = f"{program} -m referat.cli structure {name} | head -c 20"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, check=False, cwd=document.parent
    )
    assert done.stderr == ""
    assert len(done.stdout) == 20


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("withhold", "person", "Ada Eksempel", "--reason", "x"), "there is no such database"),
        (("withhold", "list"), "there is no such database"),
        (("withhold", "list", "5"), "takes no number"),
        (("withhold", "lift", "9" * 23), "no number of ours"),
        (("withhold", "document", "²", "--reason", "x"), "no number of ours"),
        (("ingest", ""), "a path is empty"),
    ],
)
def test_a_slip_makes_nothing_and_is_told(
    tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = run(*arguments, "--db", tmp_path / "slip.db")
    assert result.exit_code == 2
    assert message in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_path_through_a_file_is_told(document: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    result = run("ingest", document, "--db", tmp_path / "a.txt" / "referat.db", "-j", "1")
    assert result.exit_code == 2
    assert "a folder of its path is a file" in result.stderr
