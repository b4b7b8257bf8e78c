"""Writes help texts, settings and scores into the READMEs, so that they cannot go stale.

``python -m referat.training.docs`` fills what stands between ``<!-- made: NAME -->`` and
``<!-- end -->``, and writes the data dictionary and the site's metadata from the schema; with
``--check`` it changes nothing and exits with 1 where a text is stale.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import click

from referat.cli import main as referat
from referat.ingest.sources import Mail, Plan
from referat.listing import LinkRules, Source
from referat.publish.generate import data_dictionary, metadata_yaml
from referat.publish.options import SiteOptions
from referat.settings import Settings, describe_fields
from referat.training.bench import RESULTS, to_table
from referat.training.card import make_ablation, make_lofo, make_size
from referat.training.gate import CHECKOUT
from referat.training.ocrbench import make_table

# <!-- made: help --> … <!-- end -->, not <!-- end --> alone.
MARKED = re.compile(r"(<!-- made: (?P<name>[a-z]+) -->\n).*?(<!-- end -->)", re.DOTALL)

# Width of a help text, whatever the terminal's: what fits into a README's column without a
# scroll bar.
WIDTH = 90


def make_help() -> str:
    """The help texts of the program and of all its commands."""
    # With the group's own settings, as when it runs: click keeps the help option it builds first.
    context = click.Context(
        referat, info_name="referat", terminal_width=WIDTH, **referat.context_settings
    )
    texts = [referat.get_help(context)]
    for name, command in referat.commands.items():
        inner = click.Context(command, info_name=name, parent=context, terminal_width=WIDTH)
        texts.append(command.get_help(inner))
    return "\n\n".join(f"```text\n{text}\n```" for text in texts)


def make_settings(kind: type = Settings) -> str:
    """A table of the settings of a data class."""
    rows = ["| setting | default | meaning |", "| --- | --- | --- |"]
    default = kind()
    for name, meaning in describe_fields(kind).items():
        value = getattr(default, name)
        shown = "" if value is None or value == "" else f"`{value}`"
        rows.append(f"| `{name}` | {shown} | {meaning} |")
    return "\n".join(rows)


def make_keys(kind: type[Any], *, without: frozenset[str] = frozenset()) -> str:
    """A table of the keys of a data class that is read from a file."""
    rows = ["| key | default | meaning |", "| --- | --- | --- |"]
    defaults = {field.name: field.default for field in fields(kind)}
    for name, meaning in describe_fields(kind).items():
        if name in without:
            continue
        value = defaults[name]
        shown = "required" if value is MISSING else "" if value is None else f"`{_toml(value)}`"
        rows.append(f"| `{name}` | {shown} | {meaning} |")
    return "\n".join(rows)


def _toml(value: object) -> str:
    # A pipe would end the table's cell.
    return (str(value).lower() if isinstance(value, bool) else str(value)).replace("|", "\\|")


def make_scores() -> str:
    """A table of the pinned scores, family by family."""
    path = CHECKOUT / "corpus" / "floors.json"
    families = json.loads(path.read_text("utf-8"))["families"]
    columns = {
        "overall": "all fields",
        "punkter": "punkter",
        "sagsnumre": "sagsnumre",
        "beslutning.tekst": "decision's text",
        "beslutning.udfald": "udfald",
        "fremmoede.til_stede": "present",
        "fremmoede.fravaer": "absent",
    }
    rows = [
        "| family | documents | every figure 1 | " + " | ".join(columns.values()) + " |",
        "| --- | " + " | ".join("---:" for _ in range(len(columns) + 2)) + " |",
    ]
    for family, figures in families.items():
        cells = [f"{figures[metric]:.3f}" if metric in figures else "–" for metric in columns]
        rows.append(
            f"| {family} | {figures['documents']} | {figures['exact']:.0%} | "
            + " | ".join(cells)
            + " |"
        )
    return "\n".join(rows)


def make_ocr() -> str:
    """Tables of how right scans are read, from the figures of the last pinned run."""
    path = CHECKOUT / "corpus" / "ocr.json"
    if not path.is_file():
        return "Not measured yet: `python -m referat.training.ocrbench --pin`."
    return make_table(json.loads(path.read_text("utf-8")))


def make_bench() -> str:
    """The tables of the benchmark that was kept last."""
    return to_table(json.loads(RESULTS.read_text("utf-8")))


MAKERS: dict[str, Callable[[], str]] = {
    "help": make_help,
    "settings": make_settings,
    "scores": make_scores,
    "ocr": make_ocr,
    "ablation": make_ablation,
    "lofo": make_lofo,
    "size": make_size,
    "bench": make_bench,
    "site": lambda: make_settings(SiteOptions),
    "plan": lambda: make_keys(Plan, without=frozenset({"sources", "mail"})),
    "source": lambda: make_keys(Source, without=frozenset({"rules"})),
    "rules": lambda: make_keys(LinkRules),
    "mail": lambda: make_keys(Mail),
}


def fill(text: str) -> str:
    """A README with everything between its marks made anew."""

    def replacement(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in MAKERS:
            raise click.ClickException(f"nothing makes {name!r}; there is: {', '.join(MAKERS)}.")
        return f"{match[1]}\n{MAKERS[name]()}\n\n{match[3]}"

    return MARKED.sub(replacement, text)


def make_files(checkout: Path) -> dict[Path, str]:
    """Every text of the project that is made, wholly or in part, as it should be."""
    by_hand = [
        *sorted(checkout.glob("[a-z]*/README.md")),
        checkout / "pipeline/referat/publish/README.md",
        checkout / "db" / "drift" / "README.md",
        checkout / "README.md",
    ]
    texts = {path: fill(path.read_text("utf-8")) for path in by_hand}
    texts[checkout / "db" / "README.md"] = data_dictionary()
    texts[checkout / "db" / "metadata.yaml"] = metadata_yaml()
    return texts


def find_stale(texts: dict[Path, str]) -> list[Path]:
    """Files that are not as they should be."""
    return [
        path
        for path, text in texts.items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; exit code 1 where a text is stale.")
def main(check: bool) -> None:
    """Write what is made into the READMEs and the site's metadata."""
    texts = make_files(CHECKOUT)
    stale = find_stale(texts)
    names = ", ".join(path.relative_to(CHECKOUT).as_posix() for path in stale)
    if stale and check:
        raise click.ClickException(f"{names}: run `make docs` and commit what it writes.")
    for path in stale:
        path.write_text(texts[path], "utf-8")
        click.echo(f"written: {path.relative_to(CHECKOUT).as_posix()}", err=True)


if __name__ == "__main__":
    main()
