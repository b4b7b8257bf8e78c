"""Takes the pictures of ``db/README.md``: one of each kind of page, from the sample corpus.

    python -m referat.training.screenshots

Reads the born-digital sample minutes into a database of its own, serves it, and has the system's
Chromium draw the pages. Needs playwright (the extra ``browser``).
"""

from __future__ import annotations

import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

from referat.flow import ingest
from referat.resources import site_dir
from referat.settings import load_settings

WIDTHS = {"": (1280, "light"), "-telefon": (360, "dark")}
HEIGHT = 860
ON_TELEPHONE = ("soeg", "punkt")
"""Pages that are also shown as on a telephone, in the dark."""
FAMILIES = ("F01", "F02", "F03", "F05", "F08", "F12", "F14", "F16", "F18", "F20", "F23")


def pages(database: Path) -> dict[str, str]:
    """One address of each kind of page, with a vote where it makes a picture."""
    with closing(sqlite3.connect(database)) as conn:
        punkt, sag = conn.execute(
            "SELECT a.adresse, s.sagsnummer FROM punkt_sagsnumre ps"
            " JOIN adresser a ON a.punkt = ps.punkt JOIN sagsnumre s ON s.id = ps.sagsnummer"
            " JOIN beslutninger b ON b.punkt = ps.punkt"
            " ORDER BY (SELECT count(antal) FROM stemmer v WHERE v.afstemning = ps.punkt) DESC,"
            " (SELECT count(*) FROM stemmer v WHERE v.afstemning = ps.punkt) DESC,"
            " a.adresse LIMIT 1"
        ).fetchone()
        emne = conn.execute("SELECT max(emne) FROM soeg").fetchone()[0]
    kommune, organ, dato, _ = punkt.split("/")
    return {
        "forside": "/",
        "soeg": "/soeg?q=bevilling",
        "punkt": f"/punkt/{punkt}",
        "sag": f"/sag/{quote(sag)}",
        "moede": f"/moede/{kommune}/{organ}/{dato}",
        "organ": f"/organ/{kommune}/{organ}",
        "kommune": f"/kommune/{kommune}",
        "emne": f"/emne/{emne // 10_000:02}",
        "sammenlign": "/sammenlign?spoergsmaal=lukket",
        "daekning": "/daekning",
        "data": "/data",
        "spoergsmaal": "/spoergsmaal/fravaer_pr_organ",
    }


def take(browser: Any, base: str, addresses: dict[str, str], folder: Path) -> list[Path]:
    """Draw every page into the folder."""
    taken = []
    for ending, (width, scheme) in WIDTHS.items():
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHT}, color_scheme=scheme, locale="da-DK"
        )
        page = context.new_page()
        for name, path in addresses.items():
            if ending and name not in ON_TELEPHONE:
                continue
            page.goto(base + path)
            page.wait_for_load_state("networkidle")
            file = folder / f"{name}{ending}.png"
            page.screenshot(path=str(file))
            taken.append(file)
        context.close()
    return taken


def main() -> None:
    """Make the database, serve it, draw, and end."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    corpus = site_dir().parent / "corpus/documents"
    folder = site_dir() / "billeder"
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="referat-billeder-") as made:
        database = Path(made) / "referat.db"
        found = [
            str(path) for family in FAMILIES for path in sorted((corpus / family).glob("*.pdf"))
        ]
        ingest(found, db_path=database, settings=load_settings(None, ocr=False))
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        base = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "referat.cli", "serve", "--db", str(database)]
        process = subprocess.Popen([*command, "--port", str(port)])
        try:
            _wait(base)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                for file in take(browser, base, pages(database), folder):
                    # Few colours are enough for a page, and a third of the bytes.
                    Image.open(file).convert("P", palette=Image.Palette.ADAPTIVE).save(
                        file, optimize=True
                    )
                    sys.stdout.write(f"{file}\n")
                browser.close()
        finally:
            process.terminate()
            process.wait()


def _wait(base: str) -> None:
    for _ in range(100):
        try:
            urlopen(f"{base}/robots.txt", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return


if __name__ == "__main__":
    main()
