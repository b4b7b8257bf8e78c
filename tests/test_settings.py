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
        ("jobz = 3", "unknown setting 'jobz'. Is it 'jobs'"),
        ("jobs = ", "not valid TOML"),
        ("jobs = -1", "jobs is -1"),
        ("jobs = 99999", "jobs is 99999. Give a number from 0 to 1024"),
        ("ocr_dpi = 5", "ocr_dpi is 5"),
        ('ocr_dpi = "abc"', 'ocr_dpi is "abc", text. Give a whole number'),
        ('ocr = "false"', 'ocr is "false", text. Write ocr = false, without quotes'),
        ('keep_pages = "no"', 'keep_pages is "no", text. Write keep_pages = false'),
        ('keep_pages = "måske"', "Write keep_pages = true or keep_pages = false"),
        ("ocr = 0", "ocr is 0, a whole number. Write ocr = false"),
        ("max_pages = 1.5", "max_pages is 1.5, a fraction. Give a whole number"),
        ('max_pages = "20"', "Write max_pages = 20, without quotes"),
        ("max_pages = true", "max_pages is true, a switch"),
        ("ocr_timeout = nan", "ocr_timeout is nan, no number"),
        ("page_timeout = 1e300", "page_timeout is 1e"),
        ('tesseract = ""', "tesseract is empty. Give its name"),
        ('ocr_language = " "', "ocr_language is empty"),
        ("kommune = 5", 'kommune is 5, a whole number. Write kommune = "5", with quotes'),
        ("kommune = 1979-05-27", "kommune is 1979-05-27, a day"),
        ('model = "a\\u0000"', "model holds a null character"),
        ('ocr_engine = "best"', "Give one of auto, tesserocr, tesseract"),
    ],
)
def test_wrong_settings_are_named(tmp_path: Path, text: str, fault: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=fault) as caught:
        load_settings(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert caught.value.action


def test_a_flag_is_not_blamed_on_the_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("jobs = 3\n", "utf-8")
    with pytest.raises(SettingsError, match=r"^jobs is -1\."):
        load_settings(path, jobs=-1)


def test_what_fits_is_taken_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    # An editor of Windows puts a mark before the first line.
    path.write_text("ocr_timeout = 5\nocr = false\n", "utf-8-sig")
    assert load_settings(path) == Settings(ocr_timeout=5, ocr=False)


def test_missing_file_of_settings_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"borte\.toml"):
        load_settings(tmp_path / "borte.toml")
