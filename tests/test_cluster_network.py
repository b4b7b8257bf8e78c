"""A cluster on a network of its own: scheduler and workers in namespaces joined by one wire.

Each namespace has its own addresses and its own loopback, as machines have: what only works where
everything is at 127.0.0.1 fails here. Passed over where namespaces may not be made.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from referat.flow import ingest
from referat.settings import Settings
from referat.training.backlog import count, faults, write_queue
from referat.training.crash import read_index

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow

DOCUMENTS = 80
WAITED = 60
HEAD, FAR = "10.213.77.1", "10.213.77.2"
"""Addresses of the two ends of the wire; nobody outside the namespaces sees them."""
PORT = 8786


@dataclass
class Network:
    """Two namespaces and what runs in them."""

    folder: Path
    head: str
    far: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def make(self) -> None:
        for name in (self.head, self.far):
            _ip("netns", "add", name)
            _ip("-n", name, "link", "set", "lo", "up")
        _ip("link", "add", "wire", "netns", self.head, "type", "veth",
            "peer", "name", "wire", "netns", self.far)  # fmt: skip
        for name, address in ((self.head, HEAD), (self.far, FAR)):
            _ip("-n", name, "address", "add", f"{address}/30", "dev", "wire")
            _ip("-n", name, "link", "set", "wire", "up")

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        """A command in a namespace, in a group of its own."""
        with (self.folder / f"log-{len(self.processes)}.txt").open("wb") as log:
            process = subprocess.Popen(
                ["ip", "netns", "exec", name, sys.executable, *command],
                stdout=log, stderr=log, cwd=self.folder,
                env=os.environ | {"DASK_TEMPORARY_DIRECTORY": str(self.folder)},
            )  # fmt: skip
        self.processes.append(process)
        return process

    def scheduler(self) -> None:
        self.start(
            self.head, "-m", "distributed.cli.dask_scheduler",
            "--host", HEAD, "--port", str(PORT), "--no-dashboard",
        )  # fmt: skip

    def worker(self) -> subprocess.Popen[bytes]:
        return self.start(
            self.far, "-m", "distributed.cli.dask_worker", f"tcp://{HEAD}:{PORT}", "--host", FAR,
            "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0",
            "--death-timeout", "60",
        )  # fmt: skip

    def logs(self) -> str:
        return "\n".join(path.read_text("utf-8") for path in self.folder.glob("log-*.txt"))[-4000:]

    def remove(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
        for name in (self.head, self.far):
            subprocess.run(["ip", "netns", "delete", name], check=False, capture_output=True)


def _ip(*arguments: str) -> None:
    done = subprocess.run(["ip", *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"no network namespaces here: ip {' '.join(arguments)}: {done.stderr.strip()}")


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    if shutil.which("ip") is None:
        pytest.skip("there is no program ip")
    folder = tmp_path / "cluster"
    folder.mkdir()
    one = Network(folder, head=f"referat-a-{os.getpid()}", far=f"referat-b-{os.getpid()}")
    try:
        one.make()
        yield one
    finally:
        one.remove()


def content(database: Path) -> dict[str, Counter[Any]]:
    """What a reader may see, but for numbers that are given in the order of arrival."""
    queries = {
        "documents": "SELECT id, sti, sha256, antal_sider, offentlig_sti FROM dokumenter",
        "meetings": "SELECT id, dokument, dato, udvalg FROM moeder",
        "punkter": "SELECT id, moede, nr, titel FROM punkter",
        "decisions": "SELECT id, punkt, tekst, foerste_udfald FROM beslutninger",
        "addresses": "SELECT adresse, punkt, fjernet FROM adresser",
        "search": "SELECT punkt, kommune, dag, udfald FROM soeg",
        "lines": "SELECT * FROM sider",
    }
    with closing(sqlite3.connect(database)) as conn:
        found = {name: Counter(conn.execute(sql).fetchall()) for name, sql in queries.items()}
        return {**found, "index": read_index(conn)}


def test_two_namespaces_give_what_one_machine_gives_though_a_worker_is_killed(
    network: Network, tmp_path: Path
) -> None:
    queue = tmp_path / "queue"
    write_queue(queue, DOCUMENTS)
    alone, far = tmp_path / "alone" / "referat.db", tmp_path / "far" / "referat.db"
    ingest([str(queue)], db_path=alone, settings=Settings(jobs=1, ocr=False))

    network.scheduler()
    victim, _ = network.worker(), network.worker()
    run = network.start(
        network.head, "-m", "referat.cli", "ingest", str(queue), "--db", str(far), "--no-ocr",
        "--scheduler", f"tcp://{HEAD}:{PORT}",
    )  # fmt: skip
    for _ in range(WAITED * 50):
        if count(far) >= DOCUMENTS // 10 or run.poll() is not None:
            break
        time.sleep(0.02)
    was_going = run.poll() is None and count(far) < DOCUMENTS
    victim.kill()
    assert run.wait(timeout=2 * WAITED) == 0, network.logs()
    assert was_going, "the run was through before the worker was killed"
    assert list(faults(queue, far, DOCUMENTS)) == []
    assert content(far) == content(alone)


def test_a_scheduler_of_another_network_is_told_as_not_there(
    network: Network, tmp_path: Path
) -> None:
    queue = tmp_path / "queue"
    write_queue(queue, 1)
    # Where the run is there is no way to the scheduler's address.
    network.scheduler()
    subprocess.run(["ip", "-n", network.far, "link", "set", "wire", "down"], check=True)
    run = network.start(
        network.far, "-m", "referat.cli", "ingest", str(queue), "--db", str(tmp_path / "a.db"),
        "--no-ocr", "--scheduler", f"tcp://{HEAD}:{PORT}",
    )  # fmt: skip
    assert run.wait(timeout=WAITED) == 4
    assert "no Dask scheduler answers there" in network.logs()
