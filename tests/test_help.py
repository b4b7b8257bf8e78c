"""Every example in a help text works as it stands, on a file of the corpus."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from referat.cli import main
from referat.publish import site
from referat.publish.options import SiteOptions


def _example(command: click.Command) -> list[str]:
    _, _, after = (command.help or "").partition("Example:\n")
    lines = [line.strip() for line in after.splitlines() if line.strip()]
    return shlex.split(lines[0]) if lines else []


@pytest.mark.parametrize("name", list(main.commands))
def test_every_command_has_one_example_of_itself(name: str) -> None:
    assert _example(main.commands[name])[:2] == ["referat", name]


def test_every_option_says_what_it_does() -> None:
    for command in main.commands.values():
        for option in command.params:
            if isinstance(option, click.Option) and not option.show_default:
                assert option.help or option.name in {"output"}, (command.name, option.name)


# A command of ours in a text: in a block, in backquotes, in a unit, with its path before it.
_TOLD = re.compile(r"(?:^|[\s/`])referat (?P<command>[a-z]+)\b(?P<rest>[^`\n#]*)", re.MULTILINE)


def _told(checkout: Path) -> Iterator[tuple[str, str, str]]:
    for file in ("README.md", "pipeline/**/README.md", "db/**/README.md", "db/drift/*.service",
                 "corpus/README.md", "models/README.md"):  # fmt: skip
        for path in checkout.glob(file):
            for found in _TOLD.finditer(path.read_text("utf-8")):
                yield str(path.relative_to(checkout)), found["command"], found["rest"]


def test_options_that_texts_tell_are_there(checkout: Path) -> None:
    looked_at = 0
    for path, name, rest in _told(checkout):
        options = re.findall(r"(?<!\S)--[a-z][a-z-]+", rest)
        if name not in main.commands or not options:
            continue
        command = main.commands[name]
        within = command.commands.values() if isinstance(command, click.Group) else ()
        known = {opt for one in (command, *within) for param in one.params for opt in param.opts}
        assert known | {"--help"} >= set(options), (path, name, rest)
        looked_at += 1
    assert looked_at > 30


def test_examples_work(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A folder of their own with the corpus in it: examples write beside it.
    (tmp_path / "corpus").symlink_to(corpus)
    monkeypatch.chdir(tmp_path)
    served = {}
    monkeypatch.setattr(site, "serve", lambda db, **where: served.update(db=db, **where))
    printed = {}
    for name, command in main.commands.items():
        result = CliRunner().invoke(main, _example(command)[1:])
        assert result.exit_code == 0, (name, result.output)
        printed[name] = result.stdout
    assert json.loads(printed["structure"])["punkter"]
    stored = len(list(Path("corpus/documents/F01").iterdir()))
    assert printed["ingest"].startswith(f"documents  {stored} stored")
    wanted = {"db": Path("db/referat.db"), "host": "127.0.0.1", "port": 8001}
    assert served == wanted | {"options": SiteOptions()}
    assert "db/udtraek/datapackage.json" in printed["export"]
    assert "punkter" in printed["status"]
    assert "overall" in printed["evaluate"]
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
