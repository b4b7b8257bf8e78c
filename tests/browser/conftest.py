"""A real browser over a real site: Chromium from the system, minutes from the sample corpus."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

HERE = Path(__file__).parent
TOOLS = HERE / "node_modules"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[Any]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session", autouse=True)
def tools() -> Path:
    """Chromium and the two checkers; on a machine without them the tests are passed over."""
    needed = (("chromium", CHROMIUM), ("npm packages", TOOLS.is_dir()))
    missing = [name for name, there in needed if not there]
    if missing:
        reason = f"no {' and no '.join(missing)}: make browser"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return TOOLS


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """A database of a dozen born-digital sample minutes, with the originals beside."""
    from referat.flow import ingest
    from referat.settings import load_settings

    folder = tmp_path_factory.mktemp("demo")
    paths = []
    for family in ("F01", "F02", "F05", "F08", "F12", "F14", "F16", "F23"):
        for path in sorted((checkout / "corpus/documents" / family).glob("*.pdf")):
            shutil.copy(path, folder / path.name)
            paths.append(str(folder / path.name))
    database = folder / "referat.db"
    ingest(paths, db_path=database, settings=load_settings(None, ocr=False, jobs=1))
    return database


@pytest.fixture(scope="session")
def base(demo: Path) -> Iterator[str]:
    """The address of the site over the demo."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = demo.parent / "site.toml"
    options.write_text(
        'report_url = "mailto:fejl@example.dk?subject={titel}&body={adresse}"\n'
        'contact = "Redaktionen"\n'
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "referat.cli", "serve", "--db", str(demo), "--port", str(port),
         "--site", str(options)],
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(150):
            try:
                urlopen(f"{url}/robots.txt", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(scope="session")
def addresses(demo: Path) -> dict[str, str]:
    """One address of each kind of page."""
    with closing(sqlite3.connect(demo)) as conn:
        punkt = conn.execute(
            "SELECT a.adresse FROM adresser a JOIN afstemninger v ON v.id = a.punkt"
            " JOIN punkt_sagsnumre ps ON ps.punkt = a.punkt LIMIT 1"
        ).fetchone()[0]
        person = conn.execute(
            "SELECT k.navn, p.navn FROM personer p JOIN kommuner k ON k.id = p.kommune"
            " JOIN stemmer s ON s.person = p.id LIMIT 1"
        ).fetchone()
        sag = conn.execute(
            "SELECT s.sagsnummer FROM punkt_sagsnumre ps JOIN sagsnumre s ON s.id = ps.sagsnummer"
            " JOIN adresser a ON a.punkt = ps.punkt WHERE a.adresse = ?", (punkt,)
        ).fetchone()[0]  # fmt: skip
        emne = conn.execute("SELECT max(emne) FROM soeg").fetchone()[0]
    from referat.addresses import slug

    kommune, organ, dato, _ = punkt.split("/")
    topic = f"{emne:06}"
    return {
        "forside": "/",
        "soeg": "/soeg?q=bevilling",
        "soeg-alt": "/soeg",
        "soeg-intet": "/soeg?q=xyzzyq",
        "sag": f"/sag/{sag}",
        "sag-ukendt": "/sag/99.99.99-X99-9-99",
        "moede": f"/moede/{kommune}/{organ}/{dato}",
        "punkt": f"/punkt/{punkt}",
        "person": f"/person/{slug(person[0])}/{slug(person[1])}",
        "organ": f"/organ/{kommune}/{organ}",
        "kommune": f"/kommune/{kommune}",
        "kommuner": "/kommune",
        "emner": "/emne",
        "emne": f"/emne/{topic[:2]}.{topic[2:4]}",
        "sammenlign": "/sammenlign?q=bevilling",
        "daekning": "/daekning",
        "daekning-kommune": f"/daekning?kommune={kommune}",
        "data": "/data",
        "kolonner": "/data/kolonner",
        "metode": "/data/metode",
        "om": "/om",
        "sql": "/sql?sql=select+titel,+dato+from+moeder+where+aar+>+:aar&aar=2015",
        "spoergsmaal": "/spoergsmaal/andel_udsatte",
        "tabeller": "/referat",
        "tabel": "/referat/beslutninger_flad",
        "raekke": "/referat/kommuner/766",
        "ikke-fundet": "/findes/ikke/her",
    }


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Chromium, headless.

    No longer than for a module: its event loop runs on, and the worker's other tests have theirs.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield running
        running.close()


SCREENS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[1]}")
def page(request: pytest.FixtureRequest, browser: Any, base: str) -> Iterator[Any]:
    """A page of a width and a scheme, that fails where a request leaves the site or errs."""
    width, scheme = request.param
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, base_url=base, locale="da-DK"
    )
    page = context.new_page()
    left: list[str] = []
    said: list[str] = []
    ours = (base, "data:")
    page.on("request", lambda r: None if r.url.startswith(ours) else left.append(r.url))
    page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert left == [], "a request left the site"
    assert [text for text in said if "404" not in text and "410" not in text] == []
