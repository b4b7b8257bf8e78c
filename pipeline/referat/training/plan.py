"""What it takes to read everything: CPU, storage and money, from the figures of the benchmark.

``python -m referat.training.plan`` fits a linear model to ``corpus/bench.json``, or to a file that
is named: so much CPU a born-digital page and a scanned one, so many bytes of each page and punkt.
It then multiplies by what there is to read. The amounts and prices below are assumptions and are
told with the answer; all can be given.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from referat.training.bench import RESULTS

YEARS = 20
"""Of the back-file: minutes have been on the net for about so long."""
BYTES_DIGITAL, BYTES_SCANNED = 30_000, 110_000
"""Of the original, a page: what portals' PDFs and scans at 200-300 dpi come to."""
PUNKTER_A_PAGE = 1.1
"""15 punkter in minutes of 13 pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """What there is to read."""

    name: str
    """For the table."""
    referater: int
    """Minutes of the back-file."""
    pages: int
    """Their pages."""
    scanned: float = 0.1
    """Part of the pages that are scans."""


DENMARK = Region(name="Denmark", referater=600_000, pages=8_000_000)
"""98 municipalities x 25 bodies x 12 meetings x 20 years, 13 pages each."""
# By municipalities: 98 Danish of 1,124 in Denmark, Sweden, Norway, Finland and Iceland; by
# inhabitants: 6 of 450 million in the European Union. Elsewhere councils are smaller and more, so
# that both are no more than the order of magnitude, and labels in other languages are not read.
NORDICS = Region(name="Nordics", referater=6_900_000, pages=92_000_000)
EUROPE = Region(name="Europe", referater=45_000_000, pages=600_000_000)
REGIONS = (DENMARK, NORDICS, EUROPE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """In euro."""

    cpu_hour: float = 0.04
    """One core for an hour."""
    gigabyte_month: float = 0.02
    """Of originals and kept pages, in a bucket."""
    disk_month: float = 0.10
    """Of a gigabyte of the database, on a disk that a site reads from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What one of each takes."""

    digital: float
    """Seconds of CPU of a born-digital page, the whole way."""
    scanned: float
    """Seconds of CPU of a scanned page, the whole way."""
    again: float
    """Seconds of CPU of structuring a page anew."""
    kept: float
    """Bytes of a page as it is kept."""
    punkt: float
    """Bytes of a punkt in the database, with all that goes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a region takes."""

    cpu_hours: float
    """Reading its back-file once."""
    again_hours: float
    """Structuring it anew, after a change of the model."""
    originals: float
    """Gigabytes."""
    kept: float
    """Gigabytes of pages as they were read."""
    database: float
    """Gigabytes."""
    once: float
    """Euro for the back-file."""
    monthly: float
    """Euro for storage, and for reading what a month brings."""
    night: float
    """CPU hours of one night."""


def fit(figures: dict[str, Any]) -> Model:
    """The model of a benchmark's figures.

    Raises:
        click.ClickException: A part was not measured.
    """
    try:
        scans = figures["scans"]
        if "ways" not in scans:
            raise click.ClickException(f"scans were not measured: {scans['left_out']}.")
        return Model(
            digital=1 / figures["whole"]["ways"]["referat, into the database"]["per_second"],
            scanned=1 / scans["ways"]["referat, all stages"]["per_second"],
            again=1 / figures["again"]["ways"]["referat restructure"]["per_second"],
            kept=figures["again"]["bytes_per_page_kept"],
            punkt=figures["database"]["bytes_per_punkt"],
        )
    except KeyError as error:
        raise click.ClickException(
            f"the figures lack {error}: run `python -m referat.training.bench`."
        ) from error


def estimate(region: Region, model: Model, prices: Prices) -> Estimate:
    """What a region takes."""
    scans = region.pages * region.scanned
    digital = region.pages - scans
    cpu_hours = (digital * model.digital + scans * model.scanned) / 3600
    gigabyte = 1e9
    originals = (digital * BYTES_DIGITAL + scans * BYTES_SCANNED) / gigabyte
    kept = region.pages * model.kept / gigabyte
    database = region.pages * PUNKTER_A_PAGE * model.punkt / gigabyte
    # New minutes are born digital.
    month = region.pages / YEARS / 12 * model.digital / 3600
    return Estimate(
        cpu_hours=cpu_hours,
        again_hours=region.pages * model.again / 3600,
        originals=originals,
        kept=kept,
        database=database,
        once=cpu_hours * prices.cpu_hour,
        monthly=(originals + kept) * prices.gigabyte_month
        + database * prices.disk_month
        + month * prices.cpu_hour,
        night=month / 30,
    )


def to_lines(
    regions: tuple[Region, ...], model: Model, prices: Prices, *, cores: int
) -> Iterator[str]:
    """The estimates, and what they rest on."""
    yield (
        f"a born-digital page {1000 * model.digital:.1f} ms of CPU, a scanned one "
        f"{model.scanned:.2f} s, structured anew {1000 * model.again:.1f} ms"
    )
    yield (
        f"EUR {prices.cpu_hour:g} a core and hour, {prices.gigabyte_month:g} a GB and month in a "
        f"bucket, {prices.disk_month:g} on a disk; {PUNKTER_A_PAGE:g} punkter a page of "
        f"{model.punkt:,.0f} bytes"
    )
    yield ""
    yield (
        "| | pages | scans | CPU hours | on "
        f"{cores} cores | cores for a week | anew | originals | pages kept | database | once "
        "| a month | a night |"
    )
    yield "| --- |" + " ---: |" * 12
    for region in regions:
        told = estimate(region, model, prices)
        yield (
            f"| {region.name} | {region.pages / 1e6:,.0f} M | {region.scanned:.0%} "
            f"| {told.cpu_hours:,.0f} | {told.cpu_hours / cores / 24:,.1f} days "
            f"| {max(1, round(told.cpu_hours / 168)):,} | {told.again_hours:,.0f} h "
            f"| {told.originals:,.0f} GB | {told.kept:,.0f} GB | {told.database:,.0f} GB "
            f"| EUR {told.once:,.0f} | EUR {told.monthly:,.0f} | {told.night * 3600:,.0f} s |"
        )


@click.command()
@click.option(
    "--figures", type=click.Path(path_type=Path, exists=True, dir_okay=False), default=RESULTS,
    help="Of the benchmark; corpus/bench.json where not given.",
)  # fmt: skip
@click.option("--cores", type=click.IntRange(1), default=2, show_default=True)
@click.option("--cpu-hour", default=Prices().cpu_hour, show_default=True, help="Euro.")
@click.option("--gigabyte-month", default=Prices().gigabyte_month, show_default=True, help="Euro.")
@click.option("--disk-month", default=Prices().disk_month, show_default=True, help="Euro.")
@click.option("--scanned", type=click.FloatRange(0, 1), help="Part of the pages that are scans.")
def main(
    figures: Path,
    cores: int,
    cpu_hour: float,
    gigabyte_month: float,
    disk_month: float,
    scanned: float | None,
) -> None:
    """Tell what reading Denmark, the Nordics and Europe would take."""
    model = fit(json.loads(figures.read_text("utf-8")))
    prices = Prices(cpu_hour=cpu_hour, gigabyte_month=gigabyte_month, disk_month=disk_month)
    regions = tuple(
        region if scanned is None else replace(region, scanned=scanned) for region in REGIONS
    )
    click.echo("\n".join(to_lines(regions, model, prices, cores=cores)))


if __name__ == "__main__":
    main()
