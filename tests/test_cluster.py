"""Reading on a cluster: a real scheduler and real workers, in processes on this machine."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

from referat import cluster
from referat.cluster import run_on_cluster
from referat.errors import ClusterError
from referat.fanout import PageRead
from referat.flow import find_privacy, ingest
from referat.ingest.discover import open_source
from referat.ingest.sources import load_plan
from referat.nightly.run import nightly
from referat.remote import make_job, run_far
from referat.settings import Settings
from referat.training.crash import PASSING, PASSING_TABLES
from referat.training.portal import Portal, make_meeting, make_minutes, plan_for
from referat.types import DocumentResult
from referat.workers import Died, Limits

distributed = pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.slow,
    # Dask leaves sockets to the end of the process where it is closed in the middle of a message.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

PLAIN = Settings(jobs=1, ocr=False)
WAITED = 60


@dataclass
class Cluster:
    """A scheduler and its workers."""

    folder: Path
    address: str = ""
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{port}"
        self.scheduler = self._run(
            "distributed.cli.dask_scheduler", "--host", self.address, "--no-dashboard"
        )
        for _ in range(WAITED * 20):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        pytest.fail("the scheduler did not start")

    def add_worker(self, *, before: str = "", wait: bool = True) -> subprocess.Popen[bytes]:
        """One more worker of one thread; ``before`` is Python that it runs first."""
        code = (
            f"{before}\nimport sys; from distributed.cli.dask_worker import main\n"
            f"sys.argv = ['dask-worker', {self.address!r}, '--nthreads', '1', '--no-nanny',"
            " '--no-dashboard', '--memory-limit', '0', '--death-timeout', '30']\n"
            "main()"
        )
        process = self._run("-c", code)
        self.workers.append(process)
        if wait:
            self.await_workers(sum(one.poll() is None for one in self.workers))
        return process

    def await_workers(self, count: int) -> None:
        with cluster.connect(self.address) as client:
            for _ in range(WAITED * 20):
                if len(client.nthreads()) == count:
                    return
                time.sleep(0.05)
        pytest.fail("the workers did not come")

    def _run(self, module: str, *args: str) -> subprocess.Popen[bytes]:
        how = ["-c"] if module == "-c" else ["-m", module]
        return subprocess.Popen(
            [sys.executable, *how, *args],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / f"log-{len(self.workers)}.txt").open("ab"),
            cwd=self.folder,
            # Dask writes what it must keep here, and shows nothing to the web.
            env=os.environ | {"DASK_TEMPORARY_DIRECTORY": str(self.folder)},
        )

    def stop(self) -> None:
        for process in (*self.workers, self.scheduler):
            if process is not None:
                process.kill()
                process.wait()


@contextmanager
def started(folder: Path) -> Iterator[Cluster]:
    one = Cluster(folder)
    try:
        one.start()
        yield one
    finally:
        one.stop()


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """A cluster with two workers that no test harms."""
    with started(tmp_path_factory.mktemp("pair")) as one:
        one.add_worker()
        one.add_worker()
        yield one


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler without workers, for one test."""
    with started(tmp_path) as one:
        yield one


def on(one: Cluster, **more: object) -> Settings:
    return Settings(ocr=False, scheduler=one.address, **more)  # type: ignore[arg-type]


MINUTES = """REFERAT
Teknikudvalget
Mødedato: {day}. april 2021
Mødested: Rådhuset

Punkt 1: Havnevejen
Sagsnr. 21/{day}00
Sagsfremstilling
{text}
Beslutning
Godkendt.
"""


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """Twenty meetings, of which one names a CPR number; a file that is empty, and no text."""
    folder = tmp_path / "referater"
    folder.mkdir()
    for day in range(1, 21):
        text = "Ansøger har CPR-nr. 070761-4285." if day == 7 else "Sagen drøftes."
        content = MINUTES.format(day=day, text=text)
        (folder / f"{day:02}.txt").write_text(content, "utf-8")
    (folder / "tom.txt").touch()
    (folder / "forkert.txt").write_bytes(b"PK\x03\x04word/")
    return folder


PLACES = {"plads", "id"}
"""Numbers that are given in the order in which documents come in."""


def rows(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows but those numbers, and but what tells when."""
    with closing(sqlite3.connect(database)) as conn:
        names = [
            row[0]
            for row in conn.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'"
                " AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'"
            )
            if row[0] not in PASSING_TABLES
        ]
        found = {}
        for name in names:
            ordered = {"aendringer", "soeg", "soeg_ord"}
            columns = [
                row[1]
                for row in conn.execute(f"PRAGMA table_info({name})")
                if row[1] not in PASSING
                and not (name in ordered and row[1] in PLACES)
                # Keyed with each database's own secret.
                and row[1] != "teksthash"
            ]
            found[name] = sorted(conn.execute(f"SELECT {', '.join(columns)} FROM {name}"), key=repr)
        return found


def same(one: Path, other: Path) -> bool:
    """Whether two databases hold the same, with the same copies for readers beside them."""
    copies = [
        {path.relative_to(base).as_posix(): path.read_bytes() for path in base.glob("public/*/*")}
        for base in (one.parent, other.parent)
    ]
    assert copies[0]
    return rows(one) == rows(other) and copies[0] == copies[1]


def test_items_give_their_results_on_either_worker(pair: Cluster) -> None:
    items = [f"({n} * 2, __import__('os').getppid())" for n in range(40)]
    answers = dict(run_on_cluster(eval, items, settings=on(pair)))
    assert {item: answer[0] for item, answer in answers.items()} == {
        item: 2 * n for n, item in enumerate(items)
    }
    assert len({answer[1] for answer in answers.values()}) == 2


def test_items_are_taken_only_as_workers_become_free(pair: Cluster) -> None:
    taken = 0

    def items() -> Iterator[str]:
        nonlocal taken
        for _ in range(300):
            taken += 1
            yield "1"

    room = max(cluster.FEWEST, cluster.AHEAD * 2)
    for done, _ in enumerate(run_on_cluster(eval, items(), settings=on(pair))):
        assert taken - done <= room
    assert taken == 300


def test_an_error_of_the_function_ends_the_work(pair: Cluster) -> None:
    with pytest.raises(ZeroDivisionError):
        list(run_on_cluster(eval, ["1", "1 / 0"], settings=on(pair)))


def test_an_item_that_kills_its_process_costs_itself_alone(pair: Cluster) -> None:
    dies = "__import__('os')._exit(3)"
    answers = dict(run_on_cluster(eval, ["1", dies, "2"], settings=on(pair)))
    assert isinstance(answers.pop(dies), Died)
    assert answers == {"1": 1, "2": 2}


def test_an_item_that_takes_too_long_is_ended(pair: Cluster) -> None:
    slow = "__import__('time').sleep(60)"
    limits = Limits(seconds=3)
    answers = dict(run_on_cluster(eval, [slow, "1"], settings=on(pair), limits=limits))
    assert answers[slow].timed_out
    assert answers["1"] == 1


def test_an_item_that_kills_every_worker_is_told_and_the_others_are_done(alone: Cluster) -> None:
    # Each death takes a worker: as many as Dask forgives, and once more by itself.
    for _ in range(3):
        alone.add_worker()
    # The process that does the work is a child of the fork server, and that of Dask's worker.
    worker = "int(open(f'/proc/{__import__(\"os\").getppid()}/stat').read().split()[3])"
    dies = f"(__import__('os').kill({worker}, 9), __import__('time').sleep(60))"
    stop = threading.Event()
    replacing = threading.Thread(target=_replace, args=(alone, stop))
    replacing.start()
    try:
        answers = dict(run_on_cluster(eval, ["1", "2", dies, "3", "4"], settings=on(alone)))
    finally:
        stop.set()
        replacing.join()
    assert isinstance(answers.pop(dies), Died)
    assert answers == {str(n): n for n in (1, 2, 3, 4)}


def _replace(one: Cluster, stop: threading.Event) -> None:
    """Start a worker for each that dies, as an orchestrator does."""
    while not stop.wait(0.05):
        living = sum(process.poll() is None for process in one.workers)
        if living < 3:
            one.add_worker(wait=False)


def test_rows_are_those_of_a_local_run_also_where_a_worker_is_killed(
    alone: Cluster, documents: Path, tmp_path: Path
) -> None:
    local, far = tmp_path / "a" / "referat.db", tmp_path / "b" / "referat.db"
    ingest([str(documents)], db_path=local, settings=PLAIN)
    victim = alone.add_worker()
    alone.add_worker()

    def kill(done: int, total: int, result: DocumentResult | None) -> None:
        if done == 5:
            victim.send_signal(signal.SIGKILL)

    report = ingest([str(documents)], db_path=far, settings=on(alone), progress=kill)
    assert victim.wait(WAITED) == -signal.SIGKILL
    assert (report.stored, report.failed) == (20, 2)
    assert same(local, far)


def test_pages_of_one_scan_are_read_by_all_workers_and_none_twice(
    pair: Cluster, scan: Path, program: Callable[[str], str], tmp_path: Path
) -> None:
    # Each page waits until another is being read too: one worker alone would never come on.
    both = f"""
touch "{tmp_path}/$page.here"
for _ in $(seq 300); do
    [ $(ls "{tmp_path}" | grep -c here) -ge 2 ] && break
    sleep 0.1
done
[ $(ls "{tmp_path}" | grep -c here) -ge 2 ] || exit 1"""
    settings = Settings(tesseract=program(both), ocr_mend=False)
    far, here = tmp_path / "far" / "referat.db", tmp_path / "here" / "referat.db"
    for path in (far, here):
        path.parent.mkdir()
    told: list[PageRead] = []
    on_pair = replace(settings, scheduler=pair.address)
    ingest([str(scan)], db_path=far, settings=on_pair, told=told.append)
    assert [page.waiting for page in told] == [3, 2, 1, 0]
    assert len(list((far.parent / "ocr").rglob("*.z"))) == 4
    asked = (tmp_path / "asked.txt").read_text("utf-8").split()
    assert sorted(asked) == [f"page-000{number}" for number in (1, 2, 3, 4)]
    ingest([str(scan)], db_path=far, settings=on_pair, again=True)
    assert (tmp_path / "asked.txt").read_text("utf-8").split() == asked
    ingest([str(scan)], db_path=here, settings=settings)
    assert len(rows(here)["sideord"]) == 4
    assert rows(far)["sideord"] == rows(here)["sideord"]
    assert rows(far)["sider"] == rows(here)["sider"]


def test_a_page_that_takes_too_long_on_a_cluster_is_left_out(
    pair: Cluster, scan: Path, program: Callable[[str], str], tmp_path: Path
) -> None:
    slow = program('[ "$page" = page-0002 ] && exec sleep 300')
    settings = Settings(tesseract=slow, ocr_mend=False, page_timeout=6, scheduler=pair.address)
    report = ingest([str(scan)], db_path=tmp_path / "referat.db", settings=settings)
    assert report.stored == 1
    assert [(one.code, one.page) for one in report.problems if one.page] == [("side_tid", 2)]
    assert [row[0] for row in rows(tmp_path / "referat.db")["sideord"]] != []


def test_a_night_on_a_cluster_shows_what_a_local_one_shows(pair: Cluster, tmp_path: Path) -> None:
    portal = Portal()
    with portal.serve():
        meetings = [make_meeting("k0", n, make_minutes(n, pages=1)) for n in range(5)]
        meetings.append(make_meeting("k0", 9, b"%PDF-1.4 broken\n%%EOF\n"))
        portal.add("k0", *meetings)
        reports = []
        for name, settings in (("a", PLAIN), ("b", on(pair))):
            (tmp_path / name).mkdir()
            plan = tmp_path / name / "sources.toml"
            plan.write_text(plan_for(portal, patience=0.001), "utf-8")
            database = tmp_path / name / "referat.db"
            reports.append(nightly(load_plan(plan), db_path=database, settings=settings))
    assert [(report.shown, report.failed) for report in reports] == [(5, 1), (5, 1)]
    assert rows(tmp_path / "a/referat.db") == rows(tmp_path / "b/referat.db")
    # What a local run staged is good for one on a cluster, and the other way round.
    assert PLAIN.local == on(pair).local


def test_a_cluster_that_scales_from_none_grows(tmp_path: Path) -> None:
    with (
        distributed.LocalCluster(
            n_workers=0, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=50,
            local_directory=str(tmp_path),
        ) as local,
    ):  # fmt: skip
        local.adapt(minimum=0, maximum=2, interval="50ms", target_duration="50ms")
        one = Cluster(tmp_path, address=local.scheduler_address)
        nap = "__import__('time').sleep(0.2) or __import__('os').getppid()"
        answers = list(run_on_cluster(eval, [nap] * 30, settings=on(one)))
    assert len(answers) == 30
    assert len({answer for _, answer in answers}) == 2


@pytest.mark.parametrize("name", ["compose.yaml", "kubernetes.yaml"])
def test_the_manifests_start_workers_that_are_understood(checkout: Path, name: str) -> None:
    from distributed.cli.dask_worker import main as dask_worker

    text = (checkout / "db/drift/klynge" / name).read_text("utf-8")
    commands = [found for found in _commands(list(yaml.safe_load_all(text))) if "worker" in found]
    assert commands
    for command in commands:
        dask_worker.make_context("dask-worker", command[2:])


def _commands(value: object) -> Iterator[list[str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("command", "args"):
                yield inner
            yield from _commands(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _commands(inner)


def test_workers_that_join_late_take_part(alone: Cluster) -> None:
    late = threading.Timer(1, alone.add_worker)
    late.start()
    answers = dict(run_on_cluster(eval, ["1", "2"], settings=on(alone)))
    late.join()
    assert answers == {"1": 1, "2": 2}


def test_a_cluster_without_workers_is_told(alone: Cluster) -> None:
    with pytest.raises(ClusterError, match="no worker for 2 seconds"):
        list(run_on_cluster(eval, ["1"], settings=on(alone), patience=2))


def test_a_scheduler_that_goes_away_is_told_and_what_was_stored_stays(
    alone: Cluster, documents: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "FEWEST", 2)
    monkeypatch.setattr(cluster, "AHEAD", 2)
    alone.add_worker()
    database = tmp_path / "referat.db"

    def kill(done: int, total: int, result: DocumentResult | None) -> None:
        if done == 5 and alone.scheduler is not None:
            alone.scheduler.kill()

    with pytest.raises(ClusterError, match="scheduler was lost"):
        ingest([str(documents)], db_path=database, settings=on(alone), progress=kill)
    report = ingest([str(documents)], db_path=database, settings=PLAIN)
    assert report.skipped >= 3
    assert report.stored + report.skipped == 20


def test_a_scheduler_that_is_down_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 2.0)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(ClusterError, match="no Dask scheduler answers"):
        list(run_on_cluster(eval, ["1"], settings=Settings(ocr=False, scheduler=address)))


def test_a_server_that_is_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT", 3.0)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings = Settings(ocr=False, scheduler=f"tcp://127.0.0.1:{server.server_port}")
    try:
        with pytest.raises(ClusterError, match="no Dask scheduler answers"):
            list(run_on_cluster(eval, ["1"], settings=settings))
    finally:
        server.shutdown()
        server.server_close()


def test_a_worker_is_no_scheduler(pair: Cluster) -> None:
    with cluster.connect(pair.address) as client:
        address = next(iter(client.nthreads()))
    with pytest.raises(ClusterError, match="another part of Dask"):
        list(run_on_cluster(eval, ["1"], settings=Settings(ocr=False, scheduler=address)))


@pytest.mark.parametrize(
    ("address", "what"),
    [("nonsense://host:1", "no Dask scheduler answers"), ("tcp://", "no Dask scheduler answers")],
)
def test_an_address_that_makes_no_sense_is_told(address: str, what: str) -> None:
    with pytest.raises(ClusterError, match=what):
        list(run_on_cluster(eval, ["1"], settings=Settings(ocr=False, scheduler=address)))


@pytest.mark.parametrize(
    ("package", "told"), [("distributed", "Dask 1999.1"), ("python", "Python 1999.1")]
)
def test_another_version_of_dask_or_python_is_told(package: str, told: str) -> None:
    ours = {"distributed": "2026.1", "python": "3.11.2.final.0"}
    found = {
        "client": {"packages": ours},
        "scheduler": {"packages": ours},
        "workers": {"tcp://w": {"packages": ours | {package: "1999.1.1"}}},
    }
    with pytest.raises(ClusterError, match=f"tcp://w has {told}"):
        cluster._refuse_versions("tcp://s", found)


OTHER_CODE = "from referat import resources; resources.code_hash = lambda: 'other'"
OTHER_MODEL = "from referat import resources; resources.model_hash = lambda name=None: 'other'"
NO_ENGINE = "from referat import cluster_worker; cluster_worker._engine = lambda settings: None"


@pytest.mark.parametrize(
    ("before", "told", "ocr"),
    [
        (OTHER_CODE, "a referat whose code is other", False),
        (OTHER_MODEL, r"the model .*\(other\)", False),
        (NO_ENGINE, "no Tesseract with the language 'dan'", True),
    ],
)
def test_a_worker_that_would_read_otherwise_is_told(
    alone: Cluster, before: str, told: str, ocr: bool
) -> None:
    worker = alone.add_worker(before=before)
    settings = Settings(ocr=ocr, scheduler=alone.address)
    with pytest.raises(ClusterError, match=told) as found:
        list(run_on_cluster(eval, ["1"], settings=settings))
    assert "worker tcp://127.0.0.1" in str(found.value)
    assert worker.poll() is None


def test_an_unfit_worker_that_joins_later_is_passed_over(alone: Cluster) -> None:
    alone.add_worker()

    def items() -> Iterator[str]:
        yield "1"
        alone.add_worker(before=OTHER_CODE)
        for number in range(2, 80):
            yield str(number)

    answers = dict(run_on_cluster(eval, items(), settings=on(alone)))
    assert answers == {str(n): n for n in range(1, 80)}


def test_a_folder_that_no_worker_sees_is_told(
    pair: Cluster, documents: Path, tmp_path: Path
) -> None:
    settings = on(pair, shared=f"{documents}={tmp_path / 'elsewhere'}")
    with pytest.raises(ClusterError, match=r"does not see .*elsewhere"):
        ingest([str(documents)], db_path=tmp_path / "referat.db", settings=settings)


def test_a_folder_may_be_mounted_elsewhere_on_the_workers(
    pair: Cluster, documents: Path, tmp_path: Path
) -> None:
    local, far = tmp_path / "a" / "referat.db", tmp_path / "b" / "referat.db"
    ingest([str(documents)], db_path=local, settings=PLAIN)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.symlink_to(documents)
    settings = on(pair, shared=f"{documents}=file://{elsewhere}")
    assert ingest([str(documents)], db_path=far, settings=settings).stored == 20
    assert same(local, far)


def test_a_file_that_is_changed_meanwhile_fails_alone(
    pair: Cluster, documents: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in documents.iterdir():
        (elsewhere / path.name).write_bytes(path.read_bytes())
    (elsewhere / "01.txt").write_text("Noget andet", "utf-8")
    settings = on(pair, shared=f"{documents}={elsewhere}")
    report = ingest([str(documents)], db_path=tmp_path / "referat.db", settings=settings)
    assert (report.stored, report.failed) == (19, 3)
    assert "another file" in str(next(one for one in report.problems if one.code == "aendret"))


def test_a_file_that_vanishes_meanwhile_fails_alone(
    pair: Cluster, documents: Path, tmp_path: Path
) -> None:
    settings = on(pair, shared=f"{documents}={tmp_path / 'elsewhere'}")
    gone = documents / "05.txt"
    source = open_source(gone, kommune=None, max_bytes=0)
    privacy = find_privacy(tmp_path / "referat.db")
    job = make_job(source, settings=settings, privacy=privacy)
    gone.unlink()
    ((_, answer),) = run_far([job], settings=settings, privacy=privacy)
    assert isinstance(answer, DocumentResult)
    assert [problem.code for problem in answer.problems] == ["forsvundet"]


def test_dask_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ClusterError, match="Dask is not installed"), cluster.connect("tcp://x:1"):
        pass
