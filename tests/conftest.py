"""Fixtures for all tests: no network, the places of the checkout, and a script for OCR."""

from __future__ import annotations

import shutil
import socket
import stat
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from referat.pages.engines import HEADER

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


_WORDS = "".join(
    f"5\\t1\\t1\\t1\\t{line}\\t1\\t200\\t{200 + 60 * line}\\t300\\t30\\t95.0\\tForslaget\\n"
    for line in range(9)
)
_PROGRAM = f"""#!/bin/sh
case "$*" in
*--version*) echo "tesseract 5.3.0"; exit;;
*--list-langs*) echo "List of available languages (1):"; echo dan; exit;;
esac
case "$*" in  # A second look, at what its words do not cover.
*"--psm 6"*) printf '{HEADER}\\n' > "$2.tsv"; exit;;
esac
page=$(basename "$1" .pgm)
echo "$page" >> asked.txt
{{special}}
printf '{HEADER}\\n{_WORDS}' > "$2.tsv"
""".replace("\\t", "\t")


@pytest.fixture
def program(tmp_path: Path):
    """A script in place of Tesseract; it notes which page it was asked for."""

    def write(special: str = "") -> str:
        path = tmp_path / "tesseract"
        text = _PROGRAM.replace("{special}", special).replace("asked.txt", f"{tmp_path}/asked.txt")
        path.write_text(text, "utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return str(path)

    return write


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Four scanned pages, of which no two are alike."""
    sheets = []
    for number in range(4):
        pixels = np.full((1100, 800), 240, np.uint8)
        for top in range(150 + number, 900, 40):
            pixels[top : top + 14, 100:700:9] = pixels[top : top + 14, 101:700:9] = 20
        sheets.append(Image.fromarray(pixels))
    path = tmp_path / "scan.tif"
    sheets[0].save(path, save_all=True, append_images=sheets[1:], dpi=(96, 96))
    return path


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
