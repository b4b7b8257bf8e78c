"""A database of two meetings, and the site over it."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from referat.publish.options import SiteOptions
from referat.publish.site import build_site
from referat.publish.state import site_of
from referat.store.schema import open_database
from referat.store.write import finish_run, start_run, write_referat
from referat.types import Fremmoedestatus, Moede, Page, RunReport, Udfald


@pytest.fixture(scope="session")
def build() -> ModuleType:
    """The builders of the store's tests: tests are not a package that could import them."""
    spec = importlib.util.spec_from_file_location(
        "store_builders", Path(__file__).parent.parent / "store" / "builders.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fill(path: Path, build: ModuleType) -> None:
    """Two meetings in two kommuner, which share a case number by chance."""
    db = open_database(path)
    run = start_run(db, build.VERSIONS, "ingest", started=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    first = build.make_referat(public_path="minutes/a.pdf")
    write_referat(db, first, build.PAGES, run)
    second = build.make_referat(
        kommune="Morsø",
        udvalg="Byrådet",
        moede=Moede(
            dato=dt.date(2022, 5, 3),
            start=None,
            slut=None,
            sted=None,
            sagsnumre=(build.sagsnummer("13/30382", "acadre"),),
            dokumentnumre=(),
        ),
        fremmoede=(
            build.person("Gro Vadum"),
            build.person("Per Ålund", Fremmoedestatus.FRAVAERENDE),
        ),
        punkter=(
            build.punkt(
                "7",
                "Lokalplanforslag for skolen",
                sagsnumre=(build.sagsnummer("01.02.05-P16-9-21"),),
                beslutning=build.beslutning("Rådet udsatte sagen.", Udfald.UDSAT),
            ),
            build.punkt("8", "Budget", beslutning=build.beslutning("Taget op.", Udfald.ANDET)),
        ),
        source=build.source("minutes/b.pdf", "b", url="https://example.dk/b.pdf"),
        public_path="minutes/b.pdf",
        problems=(),
    )
    pages: tuple[Page, ...] = build.PAGES
    write_referat(db, second, pages, run)
    finish_run(
        db,
        run,
        RunReport(
            stored=2,
            skipped=0,
            failed=0,
            pages=4,
            punkter=4,
            beslutninger=4,
            problems=(),
            seconds=1.0,
        ),
        finished=dt.datetime(2026, 1, 2, tzinfo=dt.UTC),
    )
    db.close()


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory, build: ModuleType) -> Path:
    """A name unlike ``referat.db``: the site must not depend on it."""
    path = tmp_path_factory.mktemp("site") / "arkiv.db"
    fill(path, build)
    return path


@pytest.fixture
def own_database(tmp_path: Path, build: ModuleType) -> Path:
    """One that a test may spoil."""
    path = tmp_path / "referat.db"
    fill(path, build)
    return path


@pytest.fixture(scope="session")
def run_async() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    import asyncio

    return asyncio.run


@pytest.fixture
def get(database: Path, run_async: Callable[..., Any]) -> Callable[..., Any]:
    """A page of the site: its JSON rows where the path asks for JSON, else its text."""

    def read(path: str, status: int = 200, **args: Any) -> Any:
        async def ask() -> Any:
            site = build_site(database)
            await site.invoke_startup()
            response = await site.client.get(path, params=args)
            for each in site.databases.values():
                each.close()
            site.executor.shutdown()
            return response

        response = run_async(ask())
        assert response.status_code == status, response.text[:2000]
        return response.json() if ".json" in path else response.text

    return read


@pytest.fixture(scope="session")
def browse() -> Iterator[Callable[..., Callable[..., Any]]]:
    """Opens a site over a database, and gives a function that asks it for pages."""
    import asyncio

    loop = asyncio.new_event_loop()
    sites: list[Any] = []

    def open_site(path: Path, options: SiteOptions | None = None) -> Callable[..., Any]:
        site = build_site(path, options)
        loop.run_until_complete(site.invoke_startup())
        sites.append(site)

        def ask(url: str, status: int = 200, *, follow: bool = True, **args: Any) -> Any:
            params = args or None
            answer = loop.run_until_complete(
                site.client.get(url, params=params, follow_redirects=follow)
            )
            assert answer.status_code == status, (url, answer.status_code, answer.text[:1500])
            return answer

        ask.site = site  # type: ignore[attr-defined]  # a test may look inside
        return ask

    yield open_site
    for site in sites:
        loop.run_until_complete(site_of(site).close())
        for each in site.databases.values():
            each.close()
        site.executor.shutdown()
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()


@pytest.fixture(scope="session")
def client(database: Path, browse: Callable[..., Any]) -> Callable[..., Any]:
    """The site over the database of two meetings."""
    return browse(database)
