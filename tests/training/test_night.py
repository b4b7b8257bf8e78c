"""The measurement of nights measures a night, and a quiet one reads nothing again."""

from __future__ import annotations

from click.testing import CliRunner

from referat.training.night import main


def test_a_quiet_night_asks_each_source_once_and_fetches_nothing() -> None:
    answer = CliRunner().invoke(main, ["quiet", "--sources", "2", "--documents", "30"])
    assert answer.exit_code == 0, answer.output
    assert "known      60 documents of 2 sources" in answer.output
    assert "fetched    0, 0 looked at and unchanged" in answer.output
    assert "requests   3" in answer.output  # two lists and one robots.txt


def test_a_busy_night_stores_what_is_new() -> None:
    options = ["--meetings", "2", "--pages", "1", "--scanned", "0", "--sources", "1"]
    answer = CliRunner().invoke(main, ["busy", *options])
    assert answer.exit_code == 0, answer.output
    assert "stored     2 documents, 2 pages, 0 by OCR" in answer.output


def test_a_night_with_failing_hosts_shows_all_others_and_names_those() -> None:
    options = ["--sources", "14", "--failing", "0.5"]
    answer = CliRunner().invoke(main, ["failing", *options])
    assert answer.exit_code == 0, answer.output
    assert "hosts      14, of which 7 fail" in answer.output
    assert "shown      7 of 7 that are well" in answer.output
    assert "sources    14, 7 failed" in answer.output
