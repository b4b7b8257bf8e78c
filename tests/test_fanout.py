"""Pages of a scan are read by all workers; a bad page costs itself. OCR is a script here."""

from __future__ import annotations

from pathlib import Path

import pytest

from referat.fanout import PageRead, cached, keep_ocr, run_by_page
from referat.reading import read_documents
from referat.settings import Settings
from referat.types import DocumentResult, Status
from referat.workers import Died, Limits

DESK = "__import__('referat.pages.desk', fromlist=['current']).current()"


def asked(folder: Path) -> list[str]:
    path = folder / "asked.txt"
    return path.read_text("utf-8").split() if path.exists() else []


def read(path: Path, program: str, **settings) -> DocumentResult:
    options = {"jobs": 2, "ocr_mend": False, **settings}
    (result,) = read_documents([path], settings=Settings(tesseract=program, **options))
    return result


def problems(result: DocumentResult) -> list[tuple[str, int | None]]:
    return [
        (problem.code, problem.page)
        for problem in result.problems
        if problem.code.startswith(("ocr", "side"))
    ]


def test_pages_of_one_document_are_read_side_by_side(scan: Path, program, tmp_path: Path) -> None:
    # Each page waits until another is being read too: one worker alone would never come on.
    both = f"""
touch "{tmp_path}/$page.here"
for _ in $(seq 300); do
    [ $(ls "{tmp_path}" | grep -c here) -ge 2 ] && break
    sleep 0.1
done
[ $(ls "{tmp_path}" | grep -c here) -ge 2 ] || exit 1"""
    result = read(scan, program(both))
    assert result.status is Status.STORED
    assert problems(result) == []
    assert [len(page.lines) for page in result.pages] == [9, 9, 9, 9]
    assert sorted(asked(tmp_path)) == [f"page-000{n}" for n in (1, 2, 3, 4)]


def test_a_program_that_is_killed_costs_one_page(scan: Path, program, tmp_path: Path) -> None:
    result = read(scan, program('[ "$page" = page-0003 ] && kill -9 $$'))
    assert [bool(page.lines) for page in result.pages] == [True, True, False, True]
    assert problems(result) == [("ocr_fejl", 3)]


def test_a_page_that_takes_too_long_is_left_out(scan: Path, program, tmp_path: Path) -> None:
    slow = program('[ "$page" = page-0002 ] && exec sleep 300')
    result = read(scan, slow, page_timeout=6.0)
    assert [bool(page.lines) for page in result.pages] == [True, False, True, True]
    assert problems(result) == [("side_tid", 2)]


def test_what_was_read_before_an_interruption_is_not_read_again(
    scan: Path, program, tmp_path: Path
) -> None:
    settings = Settings(
        tesseract=program(), jobs=2, ocr_mend=False, ocr_cache=str(tmp_path / "ocr")
    )
    told: list[PageRead] = []

    def stop(page: PageRead) -> None:
        told.append(page)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(read_documents([scan], settings=settings, told=stop))
    kept = len(list((tmp_path / "ocr").rglob("*.z")))
    assert kept >= 2
    (tmp_path / "asked.txt").unlink()
    (result,) = read_documents([scan], settings=settings)
    assert [len(page.lines) for page in result.pages] == [9, 9, 9, 9]
    assert len(asked(tmp_path)) == 4 - kept


def test_whoever_watches_hears_of_each_page_and_of_those_that_wait(scan: Path, program) -> None:
    told: list[PageRead] = []
    settings = Settings(tesseract=program(), jobs=2, ocr_mend=False)
    list(read_documents([scan], settings=settings, told=told.append))
    assert sorted(page.number for page in told) == [1, 2, 3, 4]
    assert [page.waiting for page in told] == [3, 2, 1, 0]


def test_one_job_reads_the_same_in_this_process(scan: Path, program) -> None:
    alone, together = (read(scan, program(), jobs=jobs) for jobs in (1, 2))
    assert alone.pages == together.pages


# --- pages that kill their worker, without documents -----------------------------------------


def visit(what: str) -> str:
    """Goes through pages 1 to 3, does something on page 2, and gives what was skipped."""
    return (
        f"(lambda d: [d.at(n) or (n == 2 and n not in d.skipped and {what}) for n in (1, 2, 3)]"
        f" and d.at(None) or {{n: why.code for n, why in d.skipped.items()}})({DESK})"
    )


def run(*items: str, **settings) -> list[object]:
    return list(run_by_page(eval, items, settings=Settings(jobs=2, **settings)))


def test_a_page_that_kills_its_worker_is_left_out() -> None:
    results = run(visit("__import__('os')._exit(3)"), "'other'")
    assert {} not in results
    assert sorted(map(str, results)) == ["other", "{2: 'side_doede'}"]


def test_a_page_that_hangs_is_left_out() -> None:
    assert run(visit("__import__('time').sleep(300)"), page_timeout=3.0) == [{2: "side_tid"}]


def test_a_document_that_hangs_outside_its_pages_has_no_page_to_leave_out() -> None:
    hangs = f"({DESK}.at(1), {DESK}.at(None), __import__('time').sleep(300))"
    (died,) = run_by_page(
        eval, [hangs], settings=Settings(jobs=2, page_timeout=300), limits=Limits(seconds=4)
    )
    assert died == Died(item=hangs, timed_out=True)


def test_a_page_that_is_asked_for_again_and_again_is_given_up() -> None:
    # It wants page 7 whatever was read.
    wants = (
        "(lambda p, d, s: {n: why.code for n, why in d.failures.items()} if d.failures else"
        " (_ for _ in ()).throw(p(s, {7: 'x'})))("
        "__import__('referat.pages.desk', fromlist=['x']).PagesWanted,"
        f"{DESK}, __import__('referat.types', fromlist=['x']).SourceFile(path='/borte.png',"
        " sha256='a', kind=__import__('referat.types', fromlist=['x']).FileKind.IMAGE, size=1))"
    )
    with cached(Settings(jobs=2)) as settings:
        results = list(run_by_page(eval, [wants], settings=settings))
    assert results == [{7: "forsvundet"}]


def test_the_folder_of_ocr_lies_beside_the_database_unless_told_otherwise(tmp_path: Path) -> None:
    assert keep_ocr(Settings(), tmp_path).ocr_cache == str(tmp_path / "ocr")
    assert keep_ocr(Settings(ocr_cache="/et/sted"), tmp_path).ocr_cache == "/et/sted"
    assert keep_ocr(Settings(ocr_cache=""), tmp_path).ocr_cache == ""
    with cached(Settings(ocr_cache="")) as settings:
        assert Path(settings.ocr_cache or "").is_dir()
    assert not Path(settings.ocr_cache or "").exists()
