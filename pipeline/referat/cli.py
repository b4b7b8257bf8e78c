"""The command ``referat``: one command per stage and a few to look with, in flow order.

Commands parse, call one function and report: data on stdout, words for people on stderr. Every
ReferatError becomes one line and its exit code here. Heavy imports stand inside the commands, so
that ``--help`` answers at once.
"""

from __future__ import annotations

import errno
import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from referat.errors import FULL, ReferatError, SettingsError, StorageError
from referat.screen import (
    list_night,
    list_problems,
    night_lines,
    progress_bar,
    start_logging,
    status_lines,
    summary,
)
from referat.settings import Settings, load_settings

if TYPE_CHECKING:
    from referat.types import Problem, RunReport

Command = TypeVar("Command", bound=Callable[..., Any])

DATABASE = "db/referat.db"
# What a shell gives for a program that was ended by Ctrl-C.
INTERRUPTED = 130
# What the system says where it will not have a file written: no fault of ours.
REFUSED = FULL | {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EISDIR}
WRITABLE = "Make room, or check the path and that you may write there, and run again."
MOST_DIGITS = 18
"""Digits of a number that a database can hold."""
FAILED = 3
FAULT = 1


class ReferatGroup(click.Group):
    """Keeps the commands in flow order, and turns errors into one line and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which the commands stand below."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; the only place where errors become words for people."""
        try:
            return super().invoke(ctx)
        except ReferatError as error:
            click.echo(f"referat: {error}", err=True)
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("referat: stopped. What was stored stays; run again to go on.", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            # A closed pipe (`referat structure … | head`) is click's to settle.
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            if ctx.params["debug"]:
                raise
            if isinstance(error, OSError) and error.errno in REFUSED:
                where = f"{error.filename}: " if error.filename else ""
                click.echo(f"referat: {where}{error.strerror}. {WRITABLE}", err=True)
                ctx.exit(StorageError.exit_code)
            click.echo(
                f"referat: a fault of ours: {type(error).__name__}: {error}. "
                "`referat --debug …` shows where; please report it.",
                err=True,
            )
            ctx.exit(FAULT)


@click.group(cls=ReferatGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="referat")
@click.option("--debug", is_flag=True, help="Show the traceback of a fault.")
def main(debug: bool) -> None:
    """Read Danish municipal minutes (PDF, scan, text, HTML) into rows in SQLite.

    Data goes to stdout, words for people to stderr. Exit codes: 0 all is well, 1 a fault of
    referat, 2 wrong use, 3 some documents failed and are listed, 4 a program or the model is
    missing, 5 another run is going on.
    """


settings_option = click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    metavar="TOML",
    help="File of settings; `referat settings` prints one.",
)


quiet_option = click.option(
    "--quiet", "-q", is_flag=True, help="No progress and no problems on stderr."
)
model_option = click.option(
    "--model", metavar="FOLDER", help="Another spaCy pipeline than the built-in."
)


def reading_options(command: Command) -> Command:
    """The options of every command that reads documents."""
    for option in (
        quiet_option,
        settings_option,
        model_option,
        click.option(
            "--ocr-model", metavar="FILE", help="Another Tesseract model than the installed one."
        ),
        click.option("--no-ocr", is_flag=True, help="Leave scanned pages unread."),
        click.option(
            "--kommune", metavar="NAME", help="The kommune, where the document does not say it."
        ),
    ):
        command = option(command)
    return command


jobs_option = click.option(
    "--jobs", "-j", type=int, metavar="N", help="Worker processes; 0 is one a core."
)


def cluster_options(command: Command) -> Command:
    """Where documents are read, of the commands that read many."""
    for option in (
        click.option(
            "--shared",
            metavar="FOLDER=URL",
            help="Where the cluster's workers find a folder of this machine, if not at its path.",
        ),
        click.option(
            "--scheduler",
            metavar="ADDRESS",
            help="Read on the workers of a Dask scheduler, tcp://host:8786.",
        ),
        jobs_option,
    ):
        command = option(command)
    return command


def output_option(metavar: str) -> Callable[[Command], Command]:
    """Where a command's one result goes: stdout, or a file (``_put``)."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
        default="-",
        metavar=metavar,
    )


database_option = click.option(
    "--db",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DATABASE,
    show_default=True,
    metavar="FILE",
    help="The database.",
)


site_option = click.option(
    "--site",
    "site_file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TOML",
    help="How the site is run: address, licence, limits (pipeline/referat/publish/README.md).",
)


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@output_option("FILENAME")
@reading_options
def structure(file: Path, output: Path, quiet: bool, **options: Any) -> None:
    """Print one document as JSON.

    FILE is a PDF, a scan (TIFF, PNG, JPEG, PDF), a converter's text or an HTML page; - reads it
    from a pipe. What may be wrong with the reading goes to stderr.

    \b
    Example:
      referat structure corpus/documents/F01/mosevad-2019-05-23.pdf
    """
    from referat.reading import read_file
    from referat.structure.interchange import to_interchange

    with _local(file) as path:
        referat = read_file(path, settings=_settings(**options))[1]
    if not quiet:
        list_problems(referat.problems)
    text = json.dumps(to_interchange(referat), ensure_ascii=False, indent=2)
    _put(output, f"{text}\n".encode())


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@database_option
@click.option("--again", is_flag=True, help="Read also what is in the database already.")
@click.option("--bulk", is_flag=True, help="Load a back-file: search and indexes at the end.")
@cluster_options
@reading_options
def ingest(
    paths: tuple[str, ...], db: Path, again: bool, bulk: bool, quiet: bool, **options: Any
) -> None:
    """Read documents into a database.

    PATH is a file, a folder or a glob, or such behind an address (s3://bucket/folder). What is
    in the database already, by its content, is skipped; a file that has changed replaces its rows.
    A document that cannot be read becomes a row in `problemer`, and the run goes on.

    \b
    Example:
      referat ingest corpus/documents/F01 --db db/referat.db
    """
    settings = _settings(**options)
    _load_ahead(settings)
    from referat.flow import ingest

    with progress_bar(quiet) as (progress, told):
        report = ingest(
            paths,
            db_path=db,
            settings=settings,
            again=again,
            bulk=bulk,
            progress=progress,
            told=told,
        )
    _finish(report, quiet=quiet)


@main.command()
@database_option
@click.option("--again", is_flag=True, help="Also what this program and model structured already.")
@jobs_option
@model_option
@settings_option
@quiet_option
def restructure(db: Path, again: bool, quiet: bool, **options: Any) -> None:
    """Structure everything anew from the pages that were kept, without opening a PDF.

    For when the model or the rules have changed. Safe to end at any moment: run it again, and it
    goes on. Documents read before pages were kept are listed; `referat ingest --again` reads them.

    \b
    Example:
      referat restructure --db db/referat.db
    """
    settings = _settings(no_ocr=False, **options)
    _load_ahead(settings)
    from referat.restructure import restructure

    with progress_bar(quiet) as (progress, _):
        report = restructure(db_path=db, settings=settings, again=again, progress=progress)
    _finish(report, quiet=quiet)


@main.command()
@click.argument("action", type=click.Choice(["check"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--probe", is_flag=True, help="Also ask each source for its list; fetch nothing.")
def sources(action: str, file: Path, probe: bool) -> None:
    """Check the file that declares the sources, and say what each would do.

    What is wrong is told with line and key. With --probe each source is asked for its list.

    \b
    Example:
      referat sources check corpus/sources.toml
    """
    from referat.ingest.sources import describe, load_plan

    plan = load_plan(file)
    failed = False
    for source in plan.sources:
        click.echo(f"{source.id:20} {source.kind:15} {source.url}")
        for line in describe(source):
            click.echo(f"{'':20} {line}")
        if probe and not source.discontinued:
            from referat.nightly.probe import probe_source

            ok, line = probe_source(plan, source)
            failed = failed or not ok
            click.echo(f"{'':20} {line}")
    click.echo(f"{len(plan.sources)} sources, all well declared.")
    if failed:
        click.get_current_context().exit(FAILED)


sources_option = click.option(
    "--sources",
    "sources_file",
    type=click.Path(path_type=Path),
    required=True,
    metavar="TOML",
    help="File that declares the sources.",
)


@main.command()
@sources_option
@database_option
@click.option("--only", multiple=True, metavar="ID", help="This source alone; may be repeated.")
@click.option(
    "--log",
    type=click.Choice(["text", "json"]),
    help="Form of the log on stderr; under systemd it is json.",
)
@cluster_options
@reading_options
def nightly(
    sources_file: Path,
    db: Path,
    only: tuple[str, ...],
    log: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Fetch what is new from all sources, read it and show it.

    Safe to end at any moment: the next run goes on. A source that fails leaves the others alone;
    what its own history speaks against is kept aside (`referat accept`). Exit code 3: something
    failed or is kept aside, and is listed; 5: another run is going on.

    \b
    Example:
      referat nightly --sources corpus/sources.toml --db db/nightly.db
    """
    from referat.ingest.sources import load_plan
    from referat.nightly.run import nightly

    is_logged = start_logging(log, quiet)
    report = nightly(load_plan(sources_file), db_path=db, settings=_settings(**options), only=only)
    if not quiet:
        list_night(report, is_logged=is_logged)
    click.echo("\n".join(night_lines(report)))
    click.get_current_context().exit(report.exit_code)


@main.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@sources_option
@database_option
@cluster_options
@reading_options
def accept(ids: tuple[str, ...], sources_file: Path, db: Path, quiet: bool, **options: Any) -> None:
    """Show what the quality gate kept aside of these sources.

    Look at it first (`referat show` on the originals, the table kvalitet). From here on the source
    is compared with what it gives now.

    \b
    Example:
      referat accept proever --sources corpus/sources.toml --db db/nightly.db
    """
    from referat.ingest.sources import load_plan
    from referat.nightly.run import accept

    is_logged = start_logging(None, quiet)
    report = accept(load_plan(sources_file), db_path=db, settings=_settings(**options), only=ids)
    if not quiet:
        list_night(report, is_logged=is_logged)
    click.echo("\n".join(night_lines(report)))
    click.get_current_context().exit(report.exit_code)


@main.command()
@click.argument("kind", type=click.Choice(["document", "punkt", "person", "lift", "list"]))
@click.argument("what", nargs=-1)
@click.option("--reason", metavar="TEXT", help="Why, in Danish, for the site's readers.")
@click.option("--kommune", "withheld_in", metavar="NAME", help="For a person: in this kommune.")
@settings_option
@database_option
def withhold(
    kind: str,
    what: tuple[str, ...],
    reason: str | None,
    withheld_in: str | None,
    settings_file: Path | None,
    db: Path,
) -> None:
    """Take down a document, a punkt or a person's name, or show it again.

    WHAT is the number of a document or punkt as in its address; for a person each spelling of the
    full name, in quotes; for `lift` the number that `list` tells. It holds for every later reading,
    also into a new database beside the same register. Readers see a tombstone without names.

    \b
    Example:
      referat withhold person "Ada Eksempel" --reason "Efter anmodning" --db db/referat.db
    """
    from referat.nightly.takedown import Takedowns
    from referat.store.schema import require_database
    from referat.withholding import load_register, register_path

    if kind == "list":
        if what:
            raise click.UsageError("`list` takes no number: it tells all.")
        # The register may outlive its database; where there is neither, the name is mistyped.
        if not register_path(db).exists():
            require_database(db)
        for entry in load_register(register_path(db)).entries:
            state = f"lifted {entry.lifted}" if entry.lifted else "in force"
            # For the operator's eyes: without the name nobody could tell which to lift.
            what_it_is = entry.about or ", ".join(entry.names)
            click.echo(f"{entry.id:>4} {entry.kind:10} {what_it_is:40} {state}")
        return
    if not what or (kind != "person" and len(what) > 1):
        raise click.UsageError("Give what to withhold: one number, or the spellings of a name.")
    if kind != "lift" and not reason:
        raise click.UsageError("Give the reason with --reason: readers see it.")
    if kind != "person" and not (what[0].isdecimal() and len(what[0]) <= MOST_DIGITS):
        raise click.UsageError(f"{what[0]!r} is no number of ours.")
    takedowns = Takedowns(db, load_settings(settings_file))
    if kind == "document":
        done = takedowns.withhold_document(int(what[0]), reason=reason or "")
    elif kind == "punkt":
        done = takedowns.withhold_punkt(int(what[0]), reason=reason or "")
    elif kind == "person":
        done = takedowns.withhold_person(what, kommune=withheld_in, reason=reason or "")
    else:
        done = takedowns.lift(int(what[0]))
    click.echo(f"number     {done.entry.id}")
    click.echo(f"documents  {done.documents} concerned")
    _tell_left_out(done.lost, done.problems)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@database_option
@click.option("--keep", type=click.IntRange(1), default=14, show_default=True, metavar="N")
def backup(folder: Path, db: Path, keep: int) -> None:
    """Make a back-up: database, register of what is withheld, originals.

    Safe while the site serves and a run writes. The N newest are kept. The register holds names
    that must not be shown: keep the folder private.

    \b
    Example:
      referat backup db/backup --db db/referat.db
    """
    import datetime as dt

    from referat.nightly.backup import back_up

    made = back_up(db, folder, keep=keep, now=dt.datetime.now(dt.UTC))
    click.echo(f"back-up    {made.path} ({made.size:,} bytes, {made.files} files copied)")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@database_option
@click.option("--name", metavar="FILE", help="Which back-up; the newest otherwise.")
@settings_option
def restore(folder: Path, db: Path, name: str | None, settings_file: Path | None) -> None:
    """Put a back-up in the database's place; the database before it is kept beside it.

    Stop the site first. Takedowns that came after the back-up hold: what they concern is taken out
    of it before it is shown.

    \b
    Example:
      referat restore db/backup --db db/restored.db
    """
    from referat.nightly.backup import restore

    done = restore(folder, db, name=name)
    click.echo(f"restored   {db}")
    if done.before is not None:
        click.echo(f"before     {done.before}")
    if done.withheld:
        from referat.nightly.takedown import Takedowns

        click.echo(f"withheld   {done.withheld} documents, since the back-up was made")
        _tell_left_out(*Takedowns(db, load_settings(settings_file)).catch_up())


@main.command()
@database_option
@click.option("--port", type=click.IntRange(0, 65535), default=8001, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True)
@site_option
def serve(db: Path, port: int, host: str, site_file: Path | None) -> None:
    """Serve the site of a database, until Ctrl-C.

    A database that is being written is served as it grows.

    \b
    Example:
      referat serve --db db/referat.db --port 8001
    """
    from referat.publish.options import load_options
    from referat.publish.site import serve

    serve(db, host=host, port=port, options=load_options(site_file))


@main.command()
@database_option
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="The folder; `udtraek` beside the database where not given.",
)
@site_option
def export(db: Path, output: Path | None, site_file: Path | None) -> None:
    """Write everything as files: SQLite, CSV, Parquet and a Frictionless data package.

    The site offers what is in the folder `udtraek` beside its database. Parquet needs pyarrow:
    `pip install 'referat[parquet]'`. With --site the licence of its settings is in the package.

    \b
    Example:
      referat export --db db/referat.db
    """
    from datetime import UTC, datetime

    from referat.publish.export import export
    from referat.publish.options import load_options

    folder = output or db.parent / "udtraek"
    options = load_options(site_file)
    for name in export(db, folder, now=datetime.now(UTC), options=options):
        click.echo(str(folder / name))


@main.command()
@database_option
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
def status(db: Path, as_json: bool) -> None:
    """Print what is in a database: tables, sources, latest runs, problems.

    Exit code 3 where a source fails or is stale, or something is kept aside.

    \b
    Example:
      referat status --db db/referat.db
    """
    from referat.store.schema import open_database
    from referat.store.status import read_status

    state = read_status(open_database(db, create=False))
    if as_json:
        from dataclasses import asdict

        click.echo(json.dumps(asdict(state), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(status_lines(state)))
    if any(source.needs_attention for source in state.sources):
        click.get_current_context().exit(FAILED)


@main.command()
@database_option
def upgrade(db: Path) -> None:
    """Bring the database of an older referat up to date, in place.

    Every command that writes does the same by itself. All or nothing: what goes wrong leaves the
    database as it was. Make a copy first all the same.

    \b
    Example:
      referat upgrade --db db/referat.db
    """
    from referat.store.schema import upgrade_database

    before, after = upgrade_database(db)
    click.echo(f"schema     {after}" if before == after else f"schema     {before} -> {after}")


@main.command()
@click.argument("gold_dir", type=click.Path(path_type=Path))
@click.argument("document_dir", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON object.")
@click.option("--verbose", "-v", is_flag=True, help="Every figure of every document.")
@click.option(
    "--by",
    type=click.Choice(["family", "rendering"]),
    help="Every field for each of these, instead of documents.",
)
@jobs_option
@reading_options
def evaluate(
    gold_dir: Path,
    document_dir: Path,
    as_json: bool,
    verbose: bool,
    by: str | None,
    quiet: bool,
    **options: Any,
) -> None:
    """Measure readings against gold, per document, family and field.

    GOLD_DIR holds NAME.json files in the interchange format, DOCUMENT_DIR the documents
    NAME.pdf, NAME.txt …, or finished readings NAME.json; both may have a folder per family,
    or be one folder that `referat corpus make` made. Every figure is between 0 and 1; the
    last table tells how many values of each confidence are right.

    \b
    Example:
      referat evaluate corpus/gold/F01 corpus/documents/F01
    """
    from referat import reading
    from referat.training import evaluate as evaluation

    measured = evaluation.evaluate(
        evaluation.find_pairs(gold_dir, document_dir),
        settings=_settings(**options),
        read=lambda paths, settings: reading.read_documents(paths, settings=settings),
    )
    if not quiet:
        list_problems([problem for scored in measured.documents for problem in scored.problems])
    if as_json:
        click.echo(json.dumps(evaluation.to_json(measured), ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(evaluation.to_lines(measured, verbose=verbose, by=by)))


@main.group()
def corpus() -> None:
    """Make documents to train and to measure on, drawn from a grammar, with their gold.

    \b
    Example:
      referat corpus make build/korpus --documents 4
    """


@corpus.command("make")
@click.argument("out", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--documents", type=click.IntRange(1), default=100, show_default=True, help="How many."
)
@click.option("--seed", type=int, default=1, show_default=True, help="Start of all chance.")
@click.option(
    "--split",
    type=click.Choice(["train", "dev", "test"]),
    default="train",
    show_default=True,
    help="No sentence of one stands in another.",
)
@click.option(
    "--render",
    type=click.Choice(["text", "scan300", "scan200", "grim200", "konverter", "html"]),
    default="text",
    show_default=True,
    help="PDF with text, a scan of it, a converter's text, or a web page.",
)
@click.option("--without", multiple=True, metavar="FAMILY", help="Leave this family out.")
@click.option("--only", multiple=True, metavar="FAMILY", help="This family, `fri` or `andet`.")
@click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes.")
def make_corpus(
    out: Path,
    documents: int,
    seed: int,
    split: str,
    render: str,
    without: tuple[str, ...],
    only: tuple[str, ...],
    workers: int,
) -> None:
    """Draw invented documents: NAME.pdf, NAME.json (gold) and NAME.linjer.json (roles).

    The same seed gives the same files. Needs `pip install 'referat[corpus]'`.

    \b
    Example:
      referat corpus make build/korpus --documents 4 --render text
    """
    from referat.training.korpus import lav

    opgave = lav.Opgave(
        ud=out,
        antal=documents,
        seed=seed,
        split=lav.as_split(split),
        tegning=render,
        familier=lav.choose_families(only=only, without=without),
    )
    made = sum(1 for _ in lav.make_corpus(opgave, workers=workers))
    click.echo(f"documents  {made} in {out}")


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--page", type=click.IntRange(1), default=1, show_default=True, metavar="N")
@output_option("PNG")
@reading_options
def show(file: Path, page: int, output: Path, quiet: bool, **options: Any) -> None:
    """Draw a page with its lines, their roles and boxes, as PNG.

    On a page that OCR read each word is underlined, from red for doubtful to green for sure, and
    what was put right is framed in blue.

    \b
    Example:
      referat show corpus/documents/F01/mosevad-2019-05-23.pdf --page 1 -o page.png
    """
    from referat.reading import read_file
    from referat.show import draw_page

    if str(output) == "-" and sys.stdout.isatty():
        raise click.UsageError("A picture is no text for a terminal: give a file with -o.")
    with _local(file) as path:
        pages, referat = read_file(path, settings=_settings(**options))
        if not quiet:
            list_problems([found for found in referat.problems if found.page in (None, page)])
        picture = io.BytesIO()
        draw_page(referat, pages.pages, page).save(picture, format="PNG")
    _put(output, picture.getvalue())


@main.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@output_option("PDF")
@click.option("--quiet", "-q", is_flag=True, help="No problems on stderr.")
@settings_option
def ocr(file: Path, output: Path, quiet: bool, settings_file: Path | None) -> None:
    """Make a searchable PDF: the pages as they are, with what was read behind the picture.

    FILE is a scan (PDF, TIFF, PNG, JPEG). What OCR misread and was put right is in it as it was
    put right. Nothing is masked.

    \b
    Example:
      referat ocr corpus/documents/F06/soendervang-2006-06-13.pdf -o soegbar.pdf
    """
    from referat.reading import open_pages
    from referat.searchable import make_searchable

    if str(output) == "-" and sys.stdout.isatty():
        raise click.UsageError("A PDF is no text for a terminal: give a file with -o.")
    with _local(file) as path:
        source, pages = open_pages(path, settings=load_settings(settings_file))
        if not quiet:
            list_problems(pages.problems)
        made = make_searchable(source, pages.pages)
    _put(output, made)


@main.command()
@click.option(
    "--settings", "settings_file", type=click.Path(path_type=Path), metavar="TOML", help="A file."
)
def settings(settings_file: Path | None) -> None:
    """Print all settings, their meaning and values, as a TOML file to start from.

    \b
    Example:
      referat settings
    """
    from referat.settings import describe_settings

    current = load_settings(settings_file)
    for name, meaning in describe_settings().items():
        value = getattr(current, name)
        click.echo(f"# {meaning}")
        # TOML has no word for "nothing": such a line is there to be filled in.
        click.echo(f"# {name} =" if value is None else f"{name} = {json.dumps(value)}")


def _load_ahead(settings: Settings) -> None:
    """Let workers on this machine load what they read documents with, while this process does."""
    if settings.workers > 1 and settings.scheduler is None:
        from referat.workers import load_ahead

        load_ahead()


def _settings(*, settings_file: Path | None, no_ocr: bool, **flags: Any) -> Settings:
    # --no-ocr off says nothing: the file or the default decides.
    return load_settings(settings_file, ocr=False if no_ocr else None, **flags)


def _finish(report: RunReport, *, quiet: bool) -> None:
    """Say how a run went; where documents failed, end with the code that says so."""
    if not quiet:
        list_problems(report.problems, report.unlisted)
    click.echo(summary(report))
    if report.failed:
        click.get_current_context().exit(FAILED)


@contextmanager
def _local(file: Path) -> Iterator[Path]:
    """The file itself, or what comes through the pipe as a file."""
    if str(file) != "-":
        yield file
        return
    content = sys.stdin.buffer.read()
    if not content:
        raise SettingsError("nothing came through the pipe.", action="Give a file's name.")
    with tempfile.TemporaryDirectory(prefix="referat-") as folder:
        path = Path(folder) / "stdin"
        path.write_bytes(content)
        yield path


def _put(output: Path, content: bytes) -> None:
    """Give a result to stdout or a file, which has all of it or is as it was."""
    if str(output) == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    elif output.exists() and not output.is_file():
        # A device or a pipe: nothing may take its place.
        output.write_bytes(content)
    elif not output.parent.is_dir():
        raise SettingsError(
            "there is no such folder.", action="Make it, or give another.", path=str(output.parent)
        )
    else:
        from referat.files import write_whole

        write_whole(output.resolve(), content, what="the result", named=output)


def _tell_left_out(lost: Iterable[str], problems: Iterable[Problem]) -> None:
    """Tell of documents that could not be read again after a takedown; then the code is 3."""
    lines = [f"not there any more, stays out: {path}" for path in lost]
    lines += [f"cannot be read again, stays out: {problem}" for problem in problems]
    for line in lines:
        click.echo(line, err=True)
    if lines:
        click.get_current_context().exit(FAILED)


if __name__ == "__main__":
    main()
