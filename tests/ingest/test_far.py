"""Files behind an address: found, kept with where they came from, and faults told in words."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import suppress
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from referat.errors import InputFileError, SettingsError
from referat.flow import ingest
from referat.ingest.far import bring, explain, find_files, is_far
from referat.ingest.originals import Originals
from referat.restructure import restructure
from referat.settings import Settings
from referat.types import FileKind

MINUTES = """Referat fra møde i Kulturudvalget
Lyngholm Kommune
Dato: 7. maj 2019

1. Godkendelse af dagsorden
Beslutning
Godkendt.
"""


@pytest.fixture
def bucket():
    """An empty file system in memory."""
    files = fsspec.filesystem("memory")
    MemoryFileSystem.store.clear()
    MemoryFileSystem.pseudo_dirs[:] = [""]
    yield files
    MemoryFileSystem.store.clear()


@pytest.fixture
def originals(tmp_path):
    return Originals(tmp_path / "originals")


@pytest.mark.parametrize(
    ("path", "far"),
    [
        ("s3://spand/mappe", True),
        ("memory://spand", True),
        ("file:///srv/referater", False),
        ("/srv/s3", False),
        ("referater/*.pdf", False),
    ],
)
def test_addresses_are_told_from_paths(path, far):
    assert is_far(path) is far


def test_documents_of_a_folder_are_found_in_depth(bucket):
    for name in ("b.pdf", "a/møde.txt", ".skjult/c.pdf", "a/~$d.pdf", "billede.svg", "e.HTML"):
        bucket.pipe(f"/spand/{name}", b"noget")
    found = find_files(["memory://spand"])
    assert found == (
        "memory:///spand/a/møde.txt",
        "memory:///spand/b.pdf",
        "memory:///spand/e.HTML",
    )
    assert find_files(["memory://spand/", "memory://spand/b.pdf"])[:3] == found


def test_one_file_is_taken_whatever_its_suffix_and_a_glob_picks(bucket, tmp_path):
    bucket.pipe("/spand/uden_endelse", b"noget")
    bucket.pipe("/spand/a.txt", b"noget")
    bucket.pipe("/spand/b.txt", b"noget")
    near = tmp_path / "nær.txt"
    near.write_text("noget")
    assert find_files(["memory://spand/uden_endelse", str(near)]) == (
        "memory://spand/uden_endelse",
        near,
    )
    assert find_files(["memory://spand/[b-z]*.txt"]) == ("memory:///spand/b.txt",)


def test_a_file_address_is_a_path(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("noget")
    assert find_files([f"file://{tmp_path}"]) == (path,)


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("memory://findes/ikke", "no such bucket, folder or file"),
        ("memory://tom", "nothing to read here"),
        ("gætteri://spand", "nobody knows such an address"),
        ("https://kommune.example/referater", "nightly"),
    ],
)
def test_an_address_that_gives_nothing_is_a_clear_error(bucket, address, says):
    bucket.mkdir("/tom")
    with pytest.raises(SettingsError, match=says) as refused:
        find_files([address])
    assert refused.value.path == address
    assert refused.value.action


def test_a_missing_library_is_named_with_how_to_get_it(monkeypatch):
    def missing(address: str) -> tuple[object, str]:
        raise ImportError("Install s3fs to access S3")

    monkeypatch.setattr("fsspec.core.url_to_fs", missing)
    with pytest.raises(SettingsError, match="Install s3fs") as refused:
        find_files(["s3://spand/mappe"])
    assert "pip install 'referat[s3]'" in refused.value.action
    assert refused.value.exit_code == 2


class NoCredentialsError(Exception):
    """As botocore's: of no family of the system's errors."""


class NoSuchBucketError(Exception):
    """As some libraries say it."""


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (FileNotFoundError("spand"), "findes_ikke", "no such bucket"),
        (NoSuchBucketError("NoSuchBucket"), "findes_ikke", "no such bucket"),
        (PermissionError("Forbidden"), "ingen_adgang", "AWS_ACCESS_KEY_ID"),
        (NoCredentialsError("Unable to locate credentials"), "ingen_adgang", "AWS_ACCESS_KEY_ID"),
        (OSError("The AWS Access Key Id: InvalidToken"), "ingen_adgang", "profile"),
        (ConnectionError("timed\nout"), "ulaeselig_fil", "timed out"),
    ],
)
def test_faults_of_any_library_are_told_in_words(error, code, says):
    message, action, found = explain(error)
    assert found == code
    assert says in f"{message} {action}"
    assert "\n" not in message


def test_a_fault_in_the_listing_is_told_and_not_raised_as_it_is(bucket, monkeypatch):
    def refuse(self: object, path: str, **more: object) -> dict[str, object]:
        raise NoCredentialsError("Unable to locate credentials")

    monkeypatch.setattr(MemoryFileSystem, "info", refuse)
    with pytest.raises(SettingsError, match="Unable to locate credentials"):
        find_files(["memory://spand"])


def test_a_copy_is_kept_by_its_hash_and_the_file_known_by_its_address(bucket, originals):
    content = MINUTES.encode()
    bucket.pipe("/spand/møde.txt", content)
    source = bring("memory:///spand/møde.txt", originals, kommune="Lyngholm", max_bytes=0)
    sha256 = hashlib.sha256(content).hexdigest()
    assert (source.path, source.url) == ("memory:///spand/møde.txt",) * 2
    assert (source.sha256, source.kind, source.size) == (sha256, FileKind.TEXT, len(content))
    assert source.kommune == "Lyngholm"
    assert source.fetched_at is not None
    assert source.fetched_at.tzinfo is not None
    assert originals.read(sha256) == content


@pytest.mark.parametrize(
    ("content", "max_bytes", "code"),
    [(b"", 0, "tom_fil"), (b"x" * 11, 10, "for_stor"), (b"MZ\x00\x01\x00", 0, "forkert_filtype")],
)
def test_a_bad_file_is_told_by_its_address(bucket, originals, content, max_bytes, code):
    bucket.pipe("/spand/a.pdf", content)
    with pytest.raises(InputFileError) as refused:
        bring("memory:///spand/a.pdf", originals, kommune=None, max_bytes=max_bytes)
    assert (refused.value.path, refused.value.code) == ("memory:///spand/a.pdf", code)


def test_a_file_that_is_gone_or_breaks_off_is_told_and_can_be_had_again(
    bucket, originals, monkeypatch
):
    with pytest.raises(InputFileError, match="no such") as refused:
        bring("memory:///spand/a.txt", originals, kommune=None, max_bytes=0)
    assert refused.value.path == "memory:///spand/a.txt"
    bucket.pipe("/spand/a.txt", MINUTES.encode())
    opened = MemoryFileSystem.open

    class Broken:
        """Gives some, and then the line is cut."""

        def __init__(self, *args: object, **more: object) -> None:
            self._parts = [b"Refe"]

        def read(self, size: int) -> bytes:
            if not self._parts:
                raise ConnectionResetError("reset by peer")
            return self._parts.pop()

        def __enter__(self) -> Broken:
            return self

        def __exit__(self, *error: object) -> None:
            pass

    monkeypatch.setattr(MemoryFileSystem, "open", Broken)
    with pytest.raises(InputFileError, match="reset by peer"):
        bring("memory:///spand/a.txt", originals, kommune=None, max_bytes=0)
    monkeypatch.setattr(MemoryFileSystem, "open", opened)
    source = bring("memory:///spand/a.txt", originals, kommune=None, max_bytes=0)
    assert originals.read(source.sha256) == MINUTES.encode()


# --- the whole way ----------------------------------------------------------------------------

ROWS = "SELECT sti, url, offentlig_sti, hentet IS NOT NULL FROM dokumenter ORDER BY sti"


def rows(database: Path, sql: str = ROWS) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as conn:
        found = conn.execute(sql).fetchall()
    conn.close()
    return found


@pytest.mark.parametrize("jobs", [1, 2])
def test_ingest_reads_a_bucket_and_cites_addresses(bucket, tmp_path, jobs):
    database = tmp_path / "referat.db"
    settings = Settings(jobs=jobs, ocr=False)
    bucket.pipe("/spand/2019/møde.txt", MINUTES.encode())
    bucket.pipe("/spand/tom.txt", b"")
    report = ingest(["memory://spand"], db_path=database, settings=settings)
    assert (report.stored, report.failed) == (1, 1)
    address = "memory:///spand/2019/møde.txt"
    ((path, url, public, fetched),) = rows(database)
    assert (path, url, fetched) == (address, address, 1)
    # What readers are shown is the copy, seen from the database's folder.
    assert (tmp_path / str(public)).read_bytes() == MINUTES.encode()
    assert rows(database, "SELECT sti, kode FROM problemer WHERE dokument IS NULL") == [
        ("memory:///spand/tom.txt", "tom_fil")
    ]
    assert rows(database, "SELECT titel FROM punkter") == [("Godkendelse af dagsorden",)]
    assert ingest(["memory://spand"], db_path=database, settings=settings).skipped == 1


def test_a_changed_file_takes_its_own_place(bucket, tmp_path):
    database = tmp_path / "referat.db"
    settings = Settings(jobs=1, ocr=False)
    bucket.pipe("/spand/møde.txt", MINUTES.encode())
    ingest(["memory://spand"], db_path=database, settings=settings)
    bucket.pipe("/spand/møde.txt", MINUTES.replace("Godkendt", "Udsat").encode())
    ingest(["memory://spand"], db_path=database, settings=settings)
    assert len(rows(database)) == 1
    assert rows(database, "SELECT tekst FROM beslutninger") == [("Udsat.",)]


def test_private_numbers_in_a_file_and_its_name_are_not_shown(bucket, tmp_path):
    database = tmp_path / "referat.db"
    bucket.pipe("/spand/211062-5629.txt", MINUTES.replace("Godkendt", "211062-5629").encode())
    ingest(["memory://spand"], db_path=database, settings=Settings(jobs=1, ocr=False))
    told = " ".join(map(str, rows(database)[0]))
    assert "211062" not in told
    assert "211062" not in str(rows(database, "SELECT tekst FROM beslutninger"))
    for path in (tmp_path / "public").rglob("*.*"):
        assert b"211062" not in path.read_bytes()


def test_what_came_from_a_bucket_is_structured_anew_without_it(bucket, tmp_path):
    database = tmp_path / "referat.db"
    settings = Settings(jobs=1, ocr=False)
    bucket.pipe("/spand/møde.txt", MINUTES.encode())
    ingest(["memory://spand"], db_path=database, settings=settings)
    before = rows(database)
    bucket.rm("/spand", recursive=True)
    assert restructure(db_path=database, settings=settings, again=True).stored == 1
    assert rows(database) == before


# --- S3, where a server of it is installed ----------------------------------------------------


@pytest.fixture
def s3(monkeypatch):
    """A server of S3 on this machine, and an address of an empty bucket on it."""
    pytest.importorskip("s3fs")
    server = pytest.importorskip("moto.server").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "proeve")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "proeve")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-north-1")
    files = fsspec.filesystem("s3")
    files.clear_instance_cache()
    files = fsspec.filesystem("s3")
    where = {"LocationConstraint": "eu-north-1"}
    # The server's store is its module's: the bucket of the test before is there still.
    with suppress(FileExistsError):
        files.call_s3("create_bucket", Bucket="referater", CreateBucketConfiguration=where)
    yield files
    files.clear_instance_cache()
    server.stop()


def test_ingest_reads_an_s3_bucket(s3, tmp_path):
    database = tmp_path / "referat.db"
    s3.pipe("referater/2019/møde.txt", MINUTES.encode())
    report = ingest(["s3://referater/2019"], db_path=database, settings=Settings(jobs=1, ocr=False))
    assert report.stored == 1
    ((path, url, _, _),) = rows(database)
    assert path == url == "s3://referater/2019/møde.txt"


def test_a_bucket_that_is_not_there_is_a_clear_error(s3):
    with pytest.raises(SettingsError, match="no such bucket, folder or file"):
        find_files(["s3://findes-ikke/mappe"])
    with pytest.raises(SettingsError, match="no such bucket, folder or file"):
        find_files(["s3://referater/findes-ikke"])


def test_s3_without_a_key_says_which_key(s3, monkeypatch, tmp_path):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    s3.clear_instance_cache()
    with pytest.raises(SettingsError, match="AWS_ACCESS_KEY_ID") as refused:
        find_files(["s3://referater/2019"])
    assert "permission" in refused.value.message
