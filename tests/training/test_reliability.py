"""What a confidence is worth."""

from __future__ import annotations

from typing import Any

import pytest

from referat.training.reliability import (
    BANDS,
    Value,
    bands,
    by_field,
    calibration_error,
    to_json,
    to_lines,
    values,
)


def _value(confidence: float, right: bool, field: str = "bilag") -> Value:
    return Value(field=field, confidence=confidence, right=right)


def _sure(confidence: float = 0.9) -> dict[str, Any]:
    return {"page": 1, "box": None, "confidence": confidence}


def _gold() -> dict[str, Any]:
    return {
        "dokumenttype": "referat",
        "kommune": "Mosevad",
        "udvalg": None,
        "moede": {
            "dato": "2019-05-13",
            "start": None,
            "slut": None,
            "sted": None,
            "sagsnumre": [],
            "dokumentnumre": [],
        },
        "fremmoede": [
            {"navn": "Ada Lyngdal", "status": "til_stede"},
            {"navn": "Bo Ravnsborg", "status": "afbud"},
        ],
        "punkter": [
            {
                "nr": "1",
                "titel": "Lys på stien ved søen",
                "lukket": False,
                "sagsnumre": ["15/123"],
                "afsnit": [{"type": "resume", "overskrift": None, "tekst": "Stien er mørk."}],
                "beslutning": {"tekst": "Godkendt.", "udfald": ["godkendt"], "afstemning": None},
                "fravaerende": [],
                "bilag": ["Kort over stien"],
                "sagsgang": [],
            }
        ],
    }


def _reading(**punkt: Any) -> dict[str, Any]:
    reading = _gold()
    reading["evidence"] = {"dokumenttype": _sure(), "kommune": _sure(0.7)}
    reading["moede"] |= {"evidence": {"dato": _sure(0.95), "sagsnumre": []}}
    reading["fremmoede"] = [person | _sure() for person in reading["fremmoede"]]
    [one] = reading["punkter"]
    one |= _sure(0.8)
    one["afsnit"] = [entry | _sure() for entry in one["afsnit"]]
    one["beslutning"] |= {**_sure(), "udfald_confidence": 0.6}
    one["evidence"] = {"sagsnumre": [_sure()], "fravaerende": [], "bilag": [_sure(0.55)]}
    one |= punkt
    return reading


def _right(reading: dict[str, Any]) -> dict[str, list[bool]]:
    found = by_field(values(_gold(), reading))
    return {field: [value.right for value in given] for field, given in found.items()}


def test_every_value_with_a_confidence_is_told() -> None:
    right = _right(_reading())
    assert right == {
        "dokumenttype": [True],
        "kommune": [True],
        "moede.dato": [True],
        "fremmoede": [True, True],
        "punkter": [True],
        "sagsnumre": [True],
        "afsnit": [True],
        "beslutning.tekst": [True],
        "beslutning.udfald": [True],
        "bilag": [True],
    }


@pytest.mark.parametrize(
    ("change", "field", "expected"),
    [
        ({"bilag": ["Noget andet"]}, "bilag", [False]),
        ({"sagsnumre": ["15/124"]}, "sagsnumre", [False]),
        ({"titel": "En hel anden sag"}, "punkter", [False]),
        # what stands in a punkt that is none is wrong too
        ({"titel": "En hel anden sag"}, "bilag", [False]),
        ({"titel": "En hel anden sag"}, "beslutning.udfald", [False]),
        (
            {
                "beslutning": {
                    "tekst": "Udsat til næste møde.",
                    "udfald": ["godkendt", "udsat"],
                    "udfald_confidence": 0.6,
                    **_sure(),
                }
            },
            "beslutning.tekst",
            [False],
        ),
        (
            {
                "beslutning": {
                    "tekst": "Godkendt.",
                    "udfald": ["godkendt", "udsat"],
                    "udfald_confidence": 0.6,
                    **_sure(),
                }
            },
            "beslutning.udfald",
            [False],
        ),
    ],
)
def test_a_wrong_value_is_told(change: dict[str, Any], field: str, expected: list[bool]) -> None:
    assert _right(_reading(**change))[field] == expected


def test_a_person_of_another_status_is_wrong() -> None:
    reading = _reading()
    reading["fremmoede"][1]["status"] = "til_stede"
    assert _right(reading)["fremmoede"] == [True, False]


def test_the_same_value_twice_is_right_once() -> None:
    reading = _reading(bilag=["Kort over stien", "Kort over stien"])
    reading["punkter"][0]["evidence"]["bilag"] = [_sure(), _sure()]
    assert _right(reading)["bilag"] == [True, False]


def test_a_reading_without_confidence_gives_no_values() -> None:
    assert list(values(_gold(), {})) == []
    assert list(values(_gold(), _gold())) == []


def test_bands_hold_each_value_once() -> None:
    given = [
        _value(sure, right)
        for sure, right in ((1.0, True), (0.9, False), (0.89, True), (0.2, False))
    ]
    found = bands(given)
    assert len(found) == len(BANDS)
    assert [(band.given, band.right) for band in found] == [(2, 1), (1, 1), (0, 0), (0, 0), (1, 0)]
    assert found[0].share == 0.5


def test_calibration_error_is_the_distance_to_what_was_right() -> None:
    honest = [_value(0.75, True)] * 3 + [_value(0.75, False)]
    assert calibration_error(honest) == pytest.approx(0.0)
    boasting = [_value(0.95, True), _value(0.95, False)]
    assert calibration_error(boasting) == pytest.approx(0.45)
    assert calibration_error([]) == 0.0


def test_tables_tell_fields_and_all() -> None:
    given = [_value(0.95, True), _value(0.3, False, "sagsgang")]
    table = to_json(given)
    assert table["all"]["values"] == 2
    assert table["fields"]["sagsgang"]["bands"][-1] == {"from": 0.0, "given": 1, "right": 0}
    lines = list(to_lines(given))
    assert "ECE" in lines[0]
    assert lines[1].split()[:4] == ["bilag", "1.000", "of", "1"]
    assert lines[-1].split()[0] == "all"
    assert list(to_lines([])) == []
