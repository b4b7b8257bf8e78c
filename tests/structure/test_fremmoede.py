"""Attendance: lists under labels, prose, and the names of absence blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.fremmoede import (
    Attendance,
    names_of_block,
    parse_numre,
    read_prose,
    read_segments,
)
from referat.structure.hoved import segment_lines
from referat.structure.personer import Entry
from referat.structure.views import View
from referat.types import Fremmoedestatus as Status
from referat.types import ReadPages

Prose = Callable[[str], Attendance]


@pytest.fixture
def told(views_of: Callable[..., Any]) -> Prose:
    """Attendance told in sentences."""

    def run(text: str) -> Attendance:
        views, _ = views_of(text)
        attendance = Attendance()
        read_prose(attendance, text, views[0])
        return attendance

    return run


@pytest.fixture
def listed(views_of: Callable[..., Any]) -> Callable[[str | ReadPages], Attendance]:
    """Attendance listed under the labels of a header."""

    def run(document: str | ReadPages) -> Attendance:
        views, _ = views_of(document)
        attendance = Attendance()
        read_segments(attendance, segment_lines(views))
        return attendance

    return run


def _status(attendance: Attendance) -> dict[str, str]:
    return {person.navn: str(person.status) for person in attendance.people}


def _view(views_of: Callable[..., Any]) -> View:
    views, _ = views_of("linje")
    return views[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Afbud fra Tove Lindestrup.",
            {"Tove Lindestrup": "afbud"},
        ),
        ("Der var afbud fra: Tove Lindestrup", {"Tove Lindestrup": "afbud"}),
        (
            "Tove Lindestrup og Aksel Tornbjerg havde meldt forfald.",
            {"Tove Lindestrup": "afbud", "Aksel Tornbjerg": "afbud"},
        ),
        (
            "Medlemmerne var til stede, undtagen: Aksel Tornbjerg (V).",
            {"Aksel Tornbjerg": "fravaerende"},
        ),
        (
            "Medlemmerne var mødt, bortset fra Aksel Tornbjerg, Tove Lindestrup og Nadia Sandkær, "
            "der havde meldt afbud.",
            {"Aksel Tornbjerg": "afbud", "Tove Lindestrup": "afbud", "Nadia Sandkær": "afbud"},
        ),
        ("Udvalgsmedlem Jens Ulvholk var fraværende.", {"Jens Ulvholk": "fravaerende"}),
        ("Jens Ulvholk var ikke til stede.", {"Jens Ulvholk": "fravaerende"}),
        ("Jens Ulvholk deltog ikke i mødet.", {"Jens Ulvholk": "fravaerende"}),
        ("Jens Ulvholk udeblev.", {"Jens Ulvholk": "fravaerende"}),
        ("Jens Ulvholk forlod mødet kl. 11:30.", {"Jens Ulvholk": "delvist"}),
        ("Jens Ulvholk ankom kl. 17.20.", {"Jens Ulvholk": "delvist"}),
        ("Jens Ulvholk deltog ikke i behandlingen af pkt. 9.", {"Jens Ulvholk": "delvist"}),
        ("Udvalget drøftede, hvem der skulle med.", {}),
        ("Alle var mødt.", {}),
        ("Forvaltningen var fraværende.", {}),
    ],
)
def test_sentences_tell_who_was_away(told: Prose, text: str, expected: dict[str, str]) -> None:
    assert _status(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "substitute", "member"),
    [
        (
            "I stedet for Tove Lindestrup deltog Yusuf Havrevang.",
            "Yusuf Havrevang",
            "Tove Lindestrup",
        ),
        ("Yusuf Havrevang mødte for Tove Lindestrup.", "Yusuf Havrevang", "Tove Lindestrup"),
        (
            "Stedfortræder Yusuf Havrevang mødte for Tove Lindestrup, der havde forfald.",
            "Yusuf Havrevang",
            "Tove Lindestrup",
        ),
        (
            "Yusuf Havrevang deltog som stedfortræder for Tove Lindestrup.",
            "Yusuf Havrevang",
            "Tove Lindestrup",
        ),
        (
            "Tove Lindestrup var fraværende. Som suppleant er indkaldt Yusuf Havrevang (A).",
            "Yusuf Havrevang",
            "Tove Lindestrup",
        ),
        (
            "Tove Lindestrup havde meldt afbud. I stedet mødte Yusuf Havrevang.",
            "Yusuf Havrevang",
            "Tove Lindestrup",
        ),
    ],
)
def test_a_substitute_stands_in_for_a_member(
    told: Prose, text: str, substitute: str, member: str
) -> None:
    attendance = told(text)
    person = attendance.find(substitute)
    assert person is not None
    assert (person.status, person.stedfortraeder_for) == (Status.TIL_STEDE, member)
    away = attendance.find(member)
    assert away is not None
    assert away.status in (Status.AFBUD, Status.FRAVAERENDE)


def test_clock_times_stand_by_the_person(told: Prose) -> None:
    attendance = told("Jens Ulvholk ankom kl. 17.20. Nadia Sandkær forlod mødet kl. 18.")
    came, left = attendance.find("Jens Ulvholk"), attendance.find("Nadia Sandkær")
    assert came is not None
    assert left is not None
    assert (came.ankom, came.gik) == ("17:20", None)
    assert (left.ankom, left.gik) == (None, "18:00")


def test_absence_from_some_punkter_is_noted_by_number(told: Prose) -> None:
    attendance = told("Jens Ulvholk deltog ikke under punkterne 3-5.")
    assert sorted(attendance.by_punkt) == ["3", "4", "5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6", ["6"]),
        ("3, 5 og 7", ["3", "5", "7"]),
        ("1-3", ["1", "2", "3"]),
        ("1 til 3", ["1", "2", "3"]),
        ("3, 5 og 7-9", ["3", "5", "7", "8", "9"]),
        ("1-900", ["1-900"]),
        ("04A", ["04A"]),
    ],
)
def test_numbers_of_punkter_are_spelt_out(text: str, expected: list[str]) -> None:
    assert parse_numre(text) == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (
            "Mødedeltagere Nadia Sandkær, Poul Vindegab (Fravær), Mette Fladager",
            {
                "Nadia Sandkær": "til_stede",
                "Poul Vindegab": "fravaerende",
                "Mette Fladager": "til_stede",
            },
        ),
        (
            "Medlemmer:\nNadia Sandkær\nPoul Vindegab- afbud",
            {"Nadia Sandkær": "til_stede", "Poul Vindegab": "afbud"},
        ),
        (
            "Deltagere: Nadia Sandkær og Poul Vindegab\nAfbud: Poul Vindegab\nFraværende: Ingen",
            {"Nadia Sandkær": "til_stede", "Poul Vindegab": "afbud"},
        ),
        (
            "Fraværende med afbud: Poul Vindegab\nFraværende uden afbud: Nadia Sandkær",
            {"Poul Vindegab": "afbud", "Nadia Sandkær": "fravaerende"},
        ),
        ("Afbud: Ingen.\nFraværende: -", {}),
        (
            "Til stede: Nadia, Poul og Mette\nAfbud: Jens",
            {"Nadia": "til_stede", "Poul": "til_stede", "Mette": "til_stede", "Jens": "afbud"},
        ),
        (
            # spelling drifts between the lists
            "Deltagere: Nadia Sandkær, Poul Vindegab\nAfbud: Nadia Sandkjær",
            {"Nadia Sandkær": "afbud", "Poul Vindegab": "til_stede"},
        ),
        (
            "Deltagere: Nadia Sandkær (ankom kl. 17.20), Poul Vindegab",
            {"Nadia Sandkær": "delvist", "Poul Vindegab": "til_stede"},
        ),
    ],
)
def test_lists_of_the_header_give_each_person_a_status(
    listed: Callable[..., Attendance], header: str, expected: dict[str, str]
) -> None:
    assert _status(listed(header)) == expected


@pytest.mark.parametrize(
    ("header", "member", "substitute"),
    [
        (
            "Afbud: Poul Vindegab stedfortræder Yusuf Havrevang",
            "Poul Vindegab",
            "Yusuf Havrevang",
        ),
        (
            "Fraværende: Poul Vindegab (stedfortræder: Yusuf Havrevang)",
            "Poul Vindegab",
            "Yusuf Havrevang",
        ),
        (
            "Afbud: Yusuf Havrevang ( i stedet for Poul Vindegab)",
            "Poul Vindegab",
            "Yusuf Havrevang",
        ),
    ],
)
def test_a_list_may_name_the_substitute_beside_the_member(
    listed: Callable[..., Attendance], header: str, member: str, substitute: str
) -> None:
    attendance = listed(header)
    person = attendance.find(substitute)
    assert person is not None
    assert (person.status, person.stedfortraeder_for) == (Status.TIL_STEDE, member)
    away = attendance.find(member)
    assert away is not None
    assert away.status is not Status.TIL_STEDE


def test_a_header_may_say_who_missed_which_sag(listed: Callable[..., Attendance]) -> None:
    attendance = listed("Fraværende: Mette Fladager ved sag nr. 6, Ingolf Raaby ved sag 1-3")
    assert _status(attendance) == {"Mette Fladager": "delvist", "Ingolf Raaby": "delvist"}
    assert {nr: [name for name, _ in names] for nr, names in attendance.by_punkt.items()} == {
        "6": ["Mette Fladager"],
        "1": ["Ingolf Raaby"],
        "2": ["Ingolf Raaby"],
        "3": ["Ingolf Raaby"],
    }


def test_a_label_that_is_a_role_gives_it(listed: Callable[..., Attendance]) -> None:
    attendance = listed(
        "Deltagere: Nadia Sandkær, Poul Vindegab\nMødeleder: Nadia Sandkær\nReferent: Jens Ulvholk"
    )
    assert {person.navn: person.rolle for person in attendance.people} == {
        "Nadia Sandkær": "mødeleder",
        "Poul Vindegab": None,
        "Jens Ulvholk": "referent",
    }


def test_two_people_of_short_like_names_stay_two(views_of: Callable[..., Any]) -> None:
    view = _view(views_of)
    attendance = Attendance()
    attendance.add(Entry(navn="Bo Lund"), Status.TIL_STEDE, view)
    attendance.add(Entry(navn="Bo Lind"), Status.AFBUD, view)
    assert _status(attendance) == {"Bo Lund": "til_stede", "Bo Lind": "afbud"}


def test_who_left_early_is_not_made_absent_by_a_list(views_of: Callable[..., Any]) -> None:
    view = _view(views_of)
    attendance = Attendance()
    attendance.add(Entry(navn="Nadia Sandkær", gik="18:00"), Status.TIL_STEDE, view)
    attendance.add(Entry(navn="Nadia Sandkær"), Status.FRAVAERENDE, view)
    assert _status(attendance) == {"Nadia Sandkær": "delvist"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aksel Tornbjerg, Selma Ørskov", ["Aksel Tornbjerg", "Selma Ørskov"]),
        ("Aksel Tornbjerg (V)", ["Aksel Tornbjerg"]),
        ("Ingen", []),
        ("Ingen.", []),
        ("-", []),
        ("", []),
    ],
)
def test_an_absence_block_names_people_or_nobody(text: str, expected: list[str]) -> None:
    assert [entry.navn for entry in names_of_block(text)] == expected
