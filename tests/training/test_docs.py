from __future__ import annotations

from pathlib import Path

import click
import pytest

from referat.cli import main
from referat.settings import describe_settings
from referat.training import docs


def test_what_stands_between_marks_is_made_anew() -> None:
    text = "før\n<!-- made: settings -->\ngammelt\n<!-- end -->\nefter\n"
    made = docs.fill(text)
    assert made.startswith("før\n<!-- made: settings -->\n")
    assert made.endswith("<!-- end -->\nefter\n")
    assert "gammelt" not in made
    assert "`ocr_dpi`" in made
    assert docs.fill(made) == made


def test_help_is_as_wide_in_any_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for columns in ("40", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        made.append(docs.make_help())
    assert made[0] == made[1]


def test_unknown_mark_is_refused() -> None:
    with pytest.raises(click.ClickException, match="findesikke"):
        docs.fill("<!-- made: findesikke -->\n<!-- end -->")


def test_nothing_that_is_made_is_stale(checkout: Path) -> None:
    assert docs.find_stale(docs.make_files(checkout)) == [], "make docs"


def test_stale_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("<!-- made: settings -->\n<!-- end -->\n", "utf-8")
    made = {path: docs.fill(path.read_text("utf-8")), tmp_path / "ny.md": "ny"}
    assert docs.find_stale(made) == [path, tmp_path / "ny.md"]
    for place, text in made.items():
        place.write_text(text, "utf-8")
    assert docs.find_stale(made) == []


def test_readme_has_every_command_and_setting(checkout: Path) -> None:
    text = (checkout / "README.md").read_text("utf-8")
    for name in main.commands:
        assert f"Usage: referat {name}" in text
    for name in describe_settings():
        assert f"`{name}`" in text
