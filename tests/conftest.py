"""Fixtures for all tests: no network, and the places of the checkout."""

from __future__ import annotations

import shutil
import socket
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
HERE = {"127.0.0.1", "::1", "localhost"}


class NetworkRefused(AssertionError):
    """A test wanted to talk to another machine."""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections to this machine are allowed, all others fail the test."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in HERE:
            raise NetworkRefused(f"a test wanted to connect to {address}")
        connect(self, address)

    def guarded_look_up(host: object, *args: object, **kwargs: object) -> object:
        if host not in HERE and host is not None:
            raise NetworkRefused(f"a test wanted to look up {host}")
        return look_up(host, *args, **kwargs)

    monkeypatch.setattr(socket.socket, "connect", guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The folder of the whole project."""
    return CHECKOUT


@pytest.fixture(scope="session")
def corpus(checkout: Path) -> Path:
    """The sample corpus."""
    return checkout / "corpus"


def _has_danish_ocr() -> bool:
    program = shutil.which("tesseract")
    if program is None:
        return False
    answer = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False)
    return "dan" in answer.stdout.split()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    marked = [item for item in items if item.get_closest_marker("ocr")]
    if marked and not _has_danish_ocr():
        skip = pytest.mark.skip(reason="needs Tesseract with Danish data: make tesseract")
        for item in marked:
            item.add_marker(skip)
