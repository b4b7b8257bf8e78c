from __future__ import annotations

import copy
import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from referat.settings import Settings
from referat.training.evaluate import evaluate, figures_of, find_pairs, to_json
from referat.training.score import METRICS, Count, fold, is_alike, likeness, score_document


def build_gold(**changes: Any) -> dict[str, Any]:
    """One meeting with two people and one punkt that has everything."""
    gold: dict[str, Any] = {
        "dokumenttype": "referat",
        "kommune": "Sønderby",
        "udvalg": "Teknisk Udvalg",
        "moede": {
            "dato": "2020-01-31",
            "start": "16:00",
            "slut": "18:30",
            "sted": "Mødelokale A",
            "sagsnumre": ["20/1"],
            "dokumentnumre": ["20-7"],
        },
        "fremmoede": [
            _person("Bodil Krog", rolle="formand", parti="A"),
            _person("Ejnar Holt", status="afbud"),
        ],
        "punkter": [
            {
                "nr": "1",
                "titel": "Ny bro over åen",
                "lukket": False,
                "sagsnumre": ["20/15"],
                "afsnit": [{"type": "resume", "overskrift": "Resumé", "tekst": "Broen er slidt."}],
                "beslutning": {
                    "tekst": "Godkendt med 3 stemmer mod 1.",
                    "udfald": ["godkendt"],
                    "afstemning": {"for": 3, "imod": 1, "undlod": None, "stemmer": []},
                },
                "fravaerende": ["Ejnar Holt"],
                "bilag": ["Tegning"],
                "sagsgang": [
                    {
                        "udvalg": "Byrådet",
                        "dato": "2019-12-01",
                        "punkt": None,
                        "tekst": None,
                        "udfald": [],
                    }
                ],
            }
        ],
    }
    return gold | changes


def _person(navn: str, **changes: Any) -> dict[str, Any]:
    person = dict.fromkeys(("rolle", "parti", "stedfortraeder_for", "ankom", "gik"))
    return {"navn": navn, "status": "til_stede", **person} | changes


def test_gold_against_itself_is_perfect_in_every_figure() -> None:
    counts = score_document(build_gold(), build_gold())
    assert set(counts) == set(METRICS)
    assert all(count.exact and count.f1 == 1.0 for count in counts.values())


def test_empty_reading_finds_nothing_and_is_not_rewarded() -> None:
    figures = figures_of(score_document(build_gold(), {}))
    assert "punkt.titel" not in figures
    assert set(figures.values()) == {0.0}


def test_invented_punkt_costs_precision_in_all_that_it_holds() -> None:
    reading = build_gold()
    reading["punkter"].append({**reading["punkter"][0], "nr": "2", "titel": "Findes ikke"})
    counts = score_document(build_gold(), reading)
    for metric in ("punkter", "sagsnumre", "bilag", "afsnit", "beslutning.udfald"):
        assert counts[metric] == Count(hits=1, given=2, gold=1), metric
    assert counts["beslutning.tekst"].given == 2


def test_missed_punkt_costs_recall_in_all_that_it_holds() -> None:
    counts = score_document(build_gold(), build_gold(punkter=[]))
    for metric in ("punkter", "sagsnumre", "sagsgang", "beslutning.tekst", "beslutning.afstemning"):
        assert counts[metric] == Count(hits=0, given=0, gold=1), metric


def _change(path: str, value: Any) -> dict[str, Any]:
    reading = build_gold()
    place: Any = reading
    *way, last = [int(key) if key.isdigit() else key for key in path.split(".")]
    for key in way:
        place = place[key]
    place[last] = value
    return reading


@pytest.mark.parametrize(
    ("path", "value", "metric"),
    [
        ("dokumenttype", "dagsorden", "dokumenttype"),
        ("kommune", None, "moede.kommune"),
        ("udvalg", "Økonomiudvalget", "moede.udvalg"),
        ("moede.dato", "2020-02-01", "moede.dato"),
        ("moede.slut", None, "moede.slut"),
        ("moede.sted", "Kantinen", "moede.sted"),
        ("moede.sagsnumre", [], "moede.numre"),
        ("fremmoede.0.navn", "Karl Lund", "fremmoede.til_stede"),
        ("fremmoede.1.status", "til_stede", "fremmoede.fravaer"),
        ("fremmoede.1.status", "til_stede", "fremmoede.status"),
        ("fremmoede.0.rolle", None, "fremmoede.detaljer"),
        ("fremmoede.1.parti", "V", "fremmoede.detaljer"),
        ("punkter.0.nr", "2", "punkter"),
        ("punkter.0.titel", "Ny bro over åer", "punkt.titel"),
        ("punkter.0.lukket", True, "punkt.lukket"),
        ("punkter.0.sagsnumre", ["20/16"], "sagsnumre"),
        ("punkter.0.fravaerende", [], "punkt.fravaerende"),
        ("punkter.0.bilag", ["Tegning", "Kort"], "bilag"),
        ("punkter.0.sagsgang.0.dato", None, "sagsgang"),
        ("punkter.0.afsnit.0.type", "baggrund", "afsnit"),
        ("punkter.0.afsnit.0.tekst", "Noget helt andet.", "afsnit"),
        ("punkter.0.beslutning.tekst", "Godkendt med 3 stemmer mod 2.", "beslutning.tekst"),
        ("punkter.0.beslutning.udfald", ["udsat"], "beslutning.udfald"),
        ("punkter.0.beslutning.afstemning.imod", 2, "beslutning.afstemning"),
        ("punkter.0.beslutning.afstemning", None, "beslutning.afstemning"),
    ],
)
def test_each_fault_is_seen_by_its_figure(path: str, value: Any, metric: str) -> None:
    count = score_document(build_gold(), _change(path, value))[metric]
    assert not count.exact
    assert count.f1 < 1.0


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("fremmoede.0.navn", "Bodil  KROG."),
        ("moede.sted", "mødelokale a"),
        ("punkter.0.bilag", ["Tegning."]),
        ("punkter.0.beslutning.tekst", "godkendt med 3 stemmer mod 1"),
        ("punkter.0.ekstra", "passed over"),
    ],
)
def test_what_only_print_makes_different_is_no_fault(path: str, value: Any) -> None:
    counts = score_document(build_gold(), _change(path, value))
    assert all(count.exact for count in counts.values())


def test_name_given_twice_is_paired_once() -> None:
    reading = _change("punkter.0.fravaerende", ["Ejnar Holt", "Ejnar Holt"])
    assert score_document(build_gold(), reading)["punkt.fravaerende"] == Count(
        hits=1, given=2, gold=1
    )


def test_fold_unifies_what_printers_vary() -> None:
    assert fold("  »Sag – 7«\n(KLE)…") == "'sag - 7' (kle)…"
    assert fold("• Tegning.") == fold("- tegning")
    assert fold(None) == ""


def test_likeness_of_nothing_is_whole() -> None:
    assert likeness(None, "") == 1.0
    assert likeness("broen", "") == 0.0
    assert is_alike("Bodil Krog", "Bodil Kroq", 0.85)
    assert not is_alike("Bodil Krog", "Ejnar Holt", 0.85)


def _peer() -> Path | None:
    """The scorer that some checkouts have beside them: ours must give its figures."""
    checkout = Path(__file__).resolve().parents[2]
    path = Path(os.environ.get("REFERAT_SHARED") or checkout.parent / "shared") / "score.py"
    return path if path.is_file() else None


def _disturb(value: Any, dice: random.Random) -> Any:
    if isinstance(value, dict):
        return {key: _disturb(part, dice) for key, part in value.items()}
    if isinstance(value, list):
        kept = [_disturb(part, dice) for part in value if dice.random() > 0.15]
        return [*kept, copy.deepcopy(kept[0])] if kept and dice.random() < 0.2 else kept
    if isinstance(value, str):
        return dice.choice([value] * 12 + [value[: len(value) // 2], value.upper() + ".", None])
    return dice.choice([value] * 9 + [None])


@pytest.mark.skipif(_peer() is None, reason="no other scorer beside this checkout")
@pytest.mark.parametrize("seed", range(4))
def test_figures_are_those_of_the_other_scorer(corpus: Path, tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    gold_dir, reading_dir = tmp_path / "gold", tmp_path / "readings"
    gold_dir.mkdir()
    reading_dir.mkdir()
    for path in sorted(corpus.glob("gold/*/*.json")):
        gold = json.loads(path.read_text("utf-8"))
        (gold_dir / path.name).write_text(json.dumps(gold), "utf-8")
        # One document in ten has no reading, the others two renderings.
        for rendering in ("", ".scan200") if dice.random() < 0.9 else ():
            reading = json.dumps(_disturb(gold, dice))
            (reading_dir / f"{path.stem}{rendering}.json").write_text(reading, "utf-8")
    answer = subprocess.run(
        [sys.executable, str(_peer()), str(gold_dir), str(reading_dir), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    theirs = json.loads(answer.stdout)
    ours = to_json(
        evaluate(find_pairs(gold_dir, reading_dir), settings=Settings(), read=lambda *_: iter(()))
    )
    assert 0 < ours["overall"] < 1
    assert {key: ours[key] for key in theirs} == theirs
