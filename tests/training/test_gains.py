"""What a change gained and lost, value by value."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from referat.errors import SettingsError
from referat.training import gate
from referat.training.evaluate import Pair
from referat.training.gains import (
    Change,
    Difference,
    Verdict,
    compare_readings,
    flatten,
    load_baseline,
    read_at,
    save_baseline,
    to_lines,
)


def _gold(**more: Any) -> dict[str, Any]:
    punkt = {
        "nr": "4",
        "titel": "Lys på stien ved søen",
        "lukket": False,
        "sagsnumre": ["15/123"],
        "afsnit": [{"type": "resume", "overskrift": "Resume", "tekst": "Stien er mørk."}],
        "beslutning": {"tekst": "Godkendt.", "udfald": ["godkendt"], "afstemning": None},
        "fravaerende": [],
        "bilag": [],
        "sagsgang": [],
    }
    return {
        "dokumenttype": "referat",
        "kommune": "Mosevad",
        "udvalg": "Byrådet",
        "moede": {
            "dato": "2019-05-13",
            "start": None,
            "slut": None,
            "sted": None,
            "sagsnumre": [],
            "dokumentnumre": [],
        },
        "fremmoede": [{"navn": "Ada Lyngdal", "status": "til_stede", "parti": "A"}],
        "punkter": [punkt | more],
    }


@pytest.fixture
def pairs(tmp_path: Path) -> list[Pair]:
    path = tmp_path / "et.json"
    path.write_text(json.dumps(_gold()), "utf-8")
    return [Pair(gold=path, document=tmp_path / "et.pdf", family="F01")]


NAME = "F01/et.pdf"
WRONG = {"beslutning": {"tekst": "Godkendt.", "udfald": ["udsat"], "afstemning": None}}


def test_the_same_readings_are_no_change(pairs: list[Pair]) -> None:
    assert compare_readings(pairs, {NAME: _gold()}, {NAME: _gold()}) == []


@pytest.mark.parametrize(
    ("before", "now", "verdict", "exact"),
    [
        (_gold(**WRONG), _gold(), Verdict.GAINED, (False, True)),
        (_gold(), _gold(**WRONG), Verdict.LOST, (True, False)),
    ],
)
def test_a_document_gained_or_lost(
    pairs: list[Pair],
    before: dict[str, Any],
    now: dict[str, Any],
    verdict: Verdict,
    exact: tuple[bool, bool],
) -> None:
    [change] = compare_readings(pairs, {NAME: before}, {NAME: now})
    assert (change.exact_before, change.exact_now) == exact
    [found] = change.differences
    assert found.place == "punkt 4 udfald"
    assert found.verdict is verdict
    assert set(change.figures) == {"beslutning.udfald"}
    lines = list(to_lines([change]))
    assert lines[0].startswith(f"{verdict} {NAME}: beslutning.udfald")
    assert any(
        line.split() == ["before", *before["punkter"][0]["beslutning"]["udfald"]] for line in lines
    )
    assert any(
        line.split() == ["now", *now["punkter"][0]["beslutning"]["udfald"]] for line in lines
    )


def test_a_value_wrong_both_times(pairs: list[Pair]) -> None:
    other = {"beslutning": WRONG["beslutning"] | {"udfald": ["afvist"]}}
    [change] = compare_readings(pairs, {NAME: _gold(**WRONG)}, {NAME: _gold(**other)})
    assert [found.verdict for found in change.differences] == [Verdict.OTHER]
    assert "1 wrong both times" in list(to_lines([change]))[-1]


def test_a_document_that_is_no_longer_read_is_lost(pairs: list[Pair]) -> None:
    [change] = compare_readings(pairs, {NAME: _gold()}, {})
    assert change.exact_before
    assert not change.exact_now
    assert all(found.verdict is Verdict.LOST for found in change.differences)


def test_every_kind_of_value_has_its_place() -> None:
    vote = {"for": 3, "imod": 1, "undlod": None, "stemmer": []}
    flat = flatten(
        _gold(
            beslutning={"tekst": "Vedtaget.", "udfald": ["godkendt"], "afstemning": vote},
            fravaerende=["Bo Ravnsborg"],
            bilag=["Kort"],
            sagsgang=[{"udvalg": "Udvalget", "dato": "2019-05-01", "tekst": "Anbefales."}],
        )
    )
    assert flat["punkt 4 stemmer"] == "for 3, imod 1"
    assert flat["punkt 4 fravaerende"] == "Bo Ravnsborg"
    assert flat["punkt 4 sagsgang Udvalget 2019-05-01"] == "Anbefales."
    assert flat["punkt 4 afsnit 1"] == "resume: Stien er mørk."
    assert flat["fremmoede Ada Lyngdal"] == "til_stede A"
    assert flat["moede.dato"] == "2019-05-13"


def test_two_punkter_of_one_number_are_told_apart() -> None:
    gold = _gold()
    gold["punkter"] *= 2
    assert {"punkt 4 titel", "punkt 4 (2.) titel"} <= flatten(gold).keys()


def test_a_long_value_is_shown_where_it_differs() -> None:
    before, now = "a" * 200 + "b" * 200, "a" * 200 + "c" * 200
    change = Difference(place="punkt 1 beslutning", gold=now, before=before, now=now)
    assert change.verdict is Verdict.GAINED

    lines = list(
        to_lines(
            [
                Change(
                    name="x",
                    exact_before=False,
                    exact_now=True,
                    figures={},
                    differences=(change,),
                )
            ]
        )
    )
    assert any("…aaaaaaaaaaaaaaaccc" in line for line in lines)
    assert any("…aaaaaaaaaaaaaaabbb" in line for line in lines)


def test_readings_come_back_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "dyb" / "foer.json"
    save_baseline(path, {NAME: _gold()})
    assert load_baseline(path) == {NAME: _gold()}
    path.write_text("{}", "utf-8")
    with pytest.raises(SettingsError, match="holds no readings"):
        load_baseline(path)


def test_a_commit_that_is_none_is_told(checkout: Path, pairs: list[Pair]) -> None:
    with pytest.raises(SettingsError, match="ingen-saadan"):
        read_at("ingen-saadan", pairs, checkout)


@pytest.mark.slow
def test_another_commit_is_read_in_a_tree_of_its_own(checkout: Path) -> None:
    if not (checkout / ".git").exists():
        pytest.skip("no git repository")
    assert read_at("HEAD", [], checkout) == {}
    listed = subprocess.run(
        ["git", "-C", str(checkout), "worktree", "list"], capture_output=True, text=True, check=True
    )
    assert "referat-" not in listed.stdout


def test_gate_keeps_readings_and_compares_with_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for place in ("gold/F01/et.json", "gold/F02/to.json"):
        path = tmp_path / place
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(_gold()), "utf-8")
    for place in ("documents/F01/et.pdf", "documents/F02/to.pdf"):
        path = tmp_path / place
        path.parent.mkdir(parents=True)
        path.write_bytes(b"%PDF")
    read = {NAME: _gold(**WRONG), "F02/to.pdf": _gold()}
    monkeypatch.setattr(
        gate, "read_now", lambda pairs: {pair.name: read[pair.name] for pair in pairs}
    )
    saved = tmp_path / "foer.json"
    gate.report(tmp_path, None, saved, ())
    assert capsys.readouterr().out == ""
    read[NAME] = _gold()
    gate.report(tmp_path, str(saved), None, ())
    assert "1 gained, 0 lost. Values: 1 gained" in capsys.readouterr().out
    gate.report(tmp_path, str(saved), None, ("F02",))
    assert capsys.readouterr().out.startswith("0 documents read otherwise")
