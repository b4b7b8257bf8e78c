from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner

from referat.cli import main
from referat.errors import SettingsError
from referat.settings import Settings, describe_settings, load_settings


def test_every_setting_says_what_it_means() -> None:
    meanings = describe_settings()
    assert list(meanings) == [field.name for field in fields(Settings)]
    assert all(meaning.endswith(".") for meaning in meanings.values())


def test_printed_settings_are_a_file_that_can_be_read(tmp_path: Path) -> None:
    printed = CliRunner().invoke(main, ["settings"]).stdout
    path = tmp_path / "settings.toml"
    path.write_text(printed, "utf-8")
    assert load_settings(path) == Settings()
    for meaning in describe_settings().values():
        assert meaning in printed
    assert tomllib.loads(printed)["ocr_dpi"] == Settings().ocr_dpi


def test_flags_overrule_the_file_and_none_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('jobs = 3\nkommune = "Nordby"\n', "utf-8")
    assert load_settings(path, jobs=1, kommune=None) == Settings(jobs=1, kommune="Nordby")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("jobz = 3", "unknown setting 'jobz'"),
        ("jobs = ", "not valid TOML"),
        ("jobs = -1", "jobs is -1"),
        ("ocr_dpi = 5", "ocr_dpi is 5"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=fault):
        load_settings(path)


def test_missing_file_of_settings_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"borte\.toml"):
        load_settings(tmp_path / "borte.toml")
