"""What a cluster's worker does with one document, in this process."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import fsspec
import pytest

from referat.cluster_worker import NotSeenError
from referat.fanout import Answer, FanOut, PageRead, Task
from referat.flow import find_privacy
from referat.ingest.discover import open_source
from referat.pages.cache import OcrCache
from referat.pagestore import kept_path, read_kept
from referat.privacy.apply import Privacy
from referat.reading import read_document
from referat.remote import Job, Reply, land, locate, make_job, read_job, work_far
from referat.settings import Settings
from referat.types import DocumentResult, Status

ALONE = Settings(jobs=1, ocr=False)
MINUTES = "REFERAT\nRådet\nPunkt 1: Sag\nAnsøger har CPR-nr. 070761-4285.\nBeslutning\nGodkendt.\n"


@pytest.fixture
def privacy(tmp_path: Path) -> Privacy:
    return find_privacy(tmp_path / "db" / "referat.db")


@pytest.fixture
def job(tmp_path: Path, privacy: Privacy) -> Job:
    path = tmp_path / "møde.txt"
    path.write_text(MINUTES, "utf-8")
    source = open_source(path, kommune="Aarhus", max_bytes=0)
    return make_job(source, settings=ALONE, privacy=privacy)


@pytest.fixture
def bucket(job: Job) -> Iterator[Job]:
    """The same document in a store that is no disk."""
    files = fsspec.filesystem("memory")
    files.pipe("/spand/møde.txt", Path(job.source.path).read_bytes())
    yield replace(job, url="memory://spand/møde.txt")
    files.rm("/spand", recursive=True)


@pytest.mark.parametrize(
    ("path", "shared", "url"),
    [
        ("/srv/a/b.pdf", None, "/srv/a/b.pdf"),
        ("/srv/a/b.pdf", "/srv=s3://spand/x/", "s3://spand/x/a/b.pdf"),
        ("/srv/a/b.pdf", "/srv/=/mnt/srv", "/mnt/srv/a/b.pdf"),
        # Not in the folder: at its own path.
        ("/home/b.pdf", "/srv=s3://spand", "/home/b.pdf"),
        ("/srvx/b.pdf", "/srv=s3://spand", "/srvx/b.pdf"),
        ("s3://spand/b.pdf", "/srv=/mnt", "s3://spand/b.pdf"),
    ],
)
def test_a_file_is_found_where_the_settings_say(path: str, shared: str | None, url: str) -> None:
    assert locate(path, shared) == url


def _local(job: Job, privacy: Privacy) -> DocumentResult:
    return read_document(job.source, settings=ALONE, privacy=privacy)


@pytest.mark.parametrize("where", ["job", "bucket"])
def test_the_result_is_that_of_reading_here(
    request: pytest.FixtureRequest, where: str, job: Job, privacy: Privacy, tmp_path: Path
) -> None:
    reply = read_job(request.getfixturevalue(where), settings=ALONE, privacy=privacy)
    # Nothing lasts where it was read; all that does comes back.
    assert not privacy.public_dir.exists()
    assert sorted(path.split("/")[0] for path, _ in reply.copies) == ["pages", "public"]
    landed = land(reply, privacy)
    there = {path: (tmp_path / "db" / path).read_bytes() for path, _ in reply.copies}
    assert landed == _local(job, privacy)
    assert landed.referat is not None
    assert landed.referat.public_path is not None
    assert b"070761" not in there[landed.referat.public_path]
    kept = read_kept(kept_path(tmp_path / "db", job.source.sha256))
    assert kept is not None
    assert kept.source == job.source


def test_a_worker_that_does_not_see_the_file_says_so(job: Job, privacy: Privacy) -> None:
    with pytest.raises(NotSeenError, match="does not see /ingen/steder"):
        read_job(replace(job, url="/ingen/steder.pdf"), settings=ALONE, privacy=privacy)


def test_an_address_that_the_worker_cannot_read_says_so(job: Job, privacy: Privacy) -> None:
    with pytest.raises(NotSeenError, match="cannot read nonsense://"):
        read_job(replace(job, url="nonsense://a/b.pdf"), settings=ALONE, privacy=privacy)


def test_another_file_at_the_same_place_is_no_reading(bucket: Job, privacy: Privacy) -> None:
    fsspec.filesystem("memory").pipe("/spand/møde.txt", b"Noget andet")
    reply = read_job(bucket, settings=ALONE, privacy=privacy)
    assert isinstance(reply, Reply)
    assert reply.result.status is Status.FAILED
    assert [problem.code for problem in reply.result.problems] == ["aendret"]
    assert reply.result.problems[0].path == bucket.source.path


def test_a_scan_is_read_page_by_page_and_nothing_of_it_stays(
    scan: Path, program: Callable[[], str], privacy: Privacy, tmp_path: Path
) -> None:
    settings = Settings(tesseract=program(), ocr_mend=False)
    job = make_job(
        open_source(scan, kommune="Aarhus", max_bytes=0), settings=settings, privacy=privacy
    )
    do = partial(work_far, settings=settings.local, privacy=privacy)
    assert settings.local.ocr_cache is None

    def pool(tasks: Iterator[Task], urgent: deque[Task]) -> Iterator[Answer]:
        """A worker in this process, which sees of a task what a pickle of it carries."""
        for task in tasks:
            urgent.append(task)
            while urgent:
                yield pickle.loads(pickle.dumps(do(pickle.loads(pickle.dumps(urgent.popleft())))))

    told: list[PageRead] = []
    cache = OcrCache(tmp_path / "db" / "ocr")
    for _ in range(2):
        ((item, reply),) = FanOut(pool, told=told.append, cache=cache).results([job])
        assert item is job
        assert [len(page.lines) for page in reply.result.pages] == [9, 9, 9, 9]
        assert all(line.words for page in reply.result.pages for line in page.lines)
    # The second time everything came from the cache that is kept here.
    assert [(page.number, page.waiting) for page in told] == [(1, 3), (2, 2), (3, 1), (4, 0)]
    assert len(dict(cache.contents())) == 4
    assert (tmp_path / "asked.txt").read_text("utf-8").split() == [
        f"page-000{number}" for number in (1, 2, 3, 4)
    ]
    # What is not whole is read again.
    (tmp_path / "asked.txt").unlink()
    next((tmp_path / "db" / "ocr").rglob("*.z")).write_bytes(b"x")
    ((_, reply),) = FanOut(pool, cache=cache).results([job])
    assert [len(page.lines) for page in reply.result.pages] == [9, 9, 9, 9]
    assert len((tmp_path / "asked.txt").read_text("utf-8").split()) == 1


def test_a_document_in_a_bucket_is_fetched_once_for_all_its_pages(
    bucket: Job, privacy: Privacy
) -> None:
    read_job(bucket, settings=ALONE, privacy=privacy)
    fsspec.filesystem("memory").rm("/spand/møde.txt")
    assert read_job(bucket, settings=ALONE, privacy=privacy).result.status is Status.STORED
    with pytest.raises(NotSeenError):
        read_job(
            replace(bucket, source=replace(bucket.source, sha256="ab" * 32)),
            settings=ALONE,
            privacy=privacy,
        )
    fsspec.filesystem("memory").pipe("/spand/møde.txt", b"")
