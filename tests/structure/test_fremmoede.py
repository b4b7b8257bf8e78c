"""Attendance: lists under labels, prose, and the names of absence blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.assemble import meeting_attendance
from referat.structure.fremmoede import Attendance, names_of_block, parse_numre
from referat.structure.fremmoedelister import read_segments
from referat.structure.fremmoedeprosa import read_prose, without_groups
from referat.structure.hoved import Hoved
from referat.structure.hovedfelter import Segment, segment_lines
from referat.structure.personer import Entry, parse_note
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
            "Afbud fra Tora Lindemose.",
            {"Tora Lindemose": "afbud"},
        ),
        ("Der var afbud fra: Tora Lindemose", {"Tora Lindemose": "afbud"}),
        (
            "Fraværende hele mødet: Tora Lindemose (A) og Asger Tornvig (V).",
            {"Tora Lindemose": "fravaerende", "Asger Tornvig": "fravaerende"},
        ),
        ("Tora Lindemose (A) var bortrejst.", {"Tora Lindemose": "fravaerende"}),
        ("Tora Lindemose kom først kl. 19.30.", {"Tora Lindemose": "delvist"}),
        (
            "Tora Lindemose og Asger Tornvig havde meldt forfald.",
            {"Tora Lindemose": "afbud", "Asger Tornvig": "afbud"},
        ),
        (
            "Medlemmerne var til stede, undtagen: Asger Tornvig (V).",
            {"Asger Tornvig": "fravaerende"},
        ),
        (
            "Medlemmerne var mødt, bortset fra Asger Tornvig, Tora Lindemose og Nanna Sejrkær, "
            "der havde meldt afbud.",
            {"Asger Tornvig": "afbud", "Tora Lindemose": "afbud", "Nanna Sejrkær": "afbud"},
        ),
        ("Udvalgsmedlem Jonas Ulvdal var fraværende.", {"Jonas Ulvdal": "fravaerende"}),
        ("Jonas Ulvdal var ikke til stede.", {"Jonas Ulvdal": "fravaerende"}),
        ("Jonas Ulvdal deltog ikke i mødet.", {"Jonas Ulvdal": "fravaerende"}),
        ("Jonas Ulvdal udeblev.", {"Jonas Ulvdal": "fravaerende"}),
        ("Jonas Ulvdal forlod mødet kl. 11:30.", {"Jonas Ulvdal": "delvist"}),
        ("Jonas Ulvdal måtte gå kl. 20.15, før sag 9.", {"Jonas Ulvdal": "delvist"}),
        ("Jonas Ulvdal ankom kl. 17.20.", {"Jonas Ulvdal": "delvist"}),
        ("Jonas Ulvdal deltog ikke i behandlingen af pkt. 9.", {"Jonas Ulvdal": "delvist"}),
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
            "I stedet for Tora Lindemose deltog Yasin Havgaard.",
            "Yasin Havgaard",
            "Tora Lindemose",
        ),
        ("Yasin Havgaard mødte for Tora Lindemose.", "Yasin Havgaard", "Tora Lindemose"),
        (
            "Stedfortræder Yasin Havgaard mødte for Tora Lindemose, der havde forfald.",
            "Yasin Havgaard",
            "Tora Lindemose",
        ),
        (
            "Yasin Havgaard deltog som stedfortræder for Tora Lindemose.",
            "Yasin Havgaard",
            "Tora Lindemose",
        ),
        (
            "Tora Lindemose var fraværende. Som suppleant er indkaldt Yasin Havgaard (A).",
            "Yasin Havgaard",
            "Tora Lindemose",
        ),
        (
            "Tora Lindemose havde sendt afbud. Yasin Havgaard mødte som hendes stedfortræder.",
            "Yasin Havgaard",
            "Tora Lindemose",
        ),
        (
            "Tora Lindemose havde meldt afbud. I stedet mødte Yasin Havgaard.",
            "Yasin Havgaard",
            "Tora Lindemose",
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


def test_titles_and_leaders_in_sentences_are_roles(told: Prose) -> None:
    attendance = told(
        "Udvalgsmedlem Jonas Ulvdal deltog ikke under pkt. 7. Formand Nanna Sejrkær ledede mødet."
    )
    ulvdal, sejrkaer = attendance.find("Jonas Ulvdal"), attendance.find("Nanna Sejrkær")
    assert ulvdal is not None
    assert sejrkaer is not None
    assert (ulvdal.rolle, sejrkaer.rolle) == ("udvalgsmedlem", "formand")


@pytest.mark.parametrize(
    "when", ["kl. 10.30-11.10", "kl. 10.30 – 11.10", "fra kl. 10.30 til kl. 11.10"]
)
def test_a_guest_comes_and_goes(told: Prose, when: str) -> None:
    person = told(f"Jonas Ulvdal deltog {when} under punkt 3.").find("Jonas Ulvdal")
    assert person is not None
    assert (person.ankom, person.gik) == ("10:30", "11:10")


@pytest.mark.parametrize(
    "away",
    [
        "var fraværende fra kl. 16.10 til kl. 16.50",
        "var ikke til stede kl. 16.10-16.50",
        "var ude mellem kl. 16.10 og 16.50",
    ],
)
def test_who_was_away_for_a_while_left_and_came_back(told: Prose, away: str) -> None:
    person = told(f"Jonas Ulvdal {away}.").find("Jonas Ulvdal")
    assert person is not None
    assert person.status is Status.DELVIST
    assert (person.gik, person.ankom) == ("16:10", "16:50")


def test_clock_times_stand_by_the_person(told: Prose) -> None:
    attendance = told("Jonas Ulvdal ankom kl. 17.20. Nanna Sejrkær forlod mødet kl. 18.")
    came, left = attendance.find("Jonas Ulvdal"), attendance.find("Nanna Sejrkær")
    assert came is not None
    assert left is not None
    assert (came.ankom, came.gik) == ("17:20", None)
    assert (left.ankom, left.gik) == (None, "18:00")


def test_who_came_later_was_there(told: Prose) -> None:
    person = told("Jonas Ulvdal (C) kom til stede kl. 17.20 før punkt 3.").find("Jonas Ulvdal")
    assert person is not None
    assert person.ankom == "17:20"


def test_absence_from_some_punkter_is_noted_by_number(told: Prose) -> None:
    attendance = told("Jonas Ulvdal deltog ikke under punkterne 3-5.")
    assert sorted(attendance.by_punkt) == ["3", "4", "5"]


def test_punkter_may_be_numbered_with_a_year(told: Prose) -> None:
    attendance = told("Jonas Ulvdal deltog ikke i behandlingen af sag 31/03 og 33/03.")
    assert sorted(attendance.by_punkt) == ["31/03", "33/03"]
    attendance = told("Jonas Ulvdal deltog ikke i behandlingen af sag III og VI.")
    assert sorted(attendance.by_punkt) == ["III", "VI"]


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
            "Mødedeltagere Nanna Sejrkær, Palle Vindskov (Fravær), Merete Fladmose",
            {
                "Nanna Sejrkær": "til_stede",
                "Palle Vindskov": "fravaerende",
                "Merete Fladmose": "til_stede",
            },
        ),
        (
            "Medlemmer:\nNanna Sejrkær\nPalle Vindskov- afbud",
            {"Nanna Sejrkær": "til_stede", "Palle Vindskov": "afbud"},
        ),
        (
            "Deltagere: Nanna Sejrkær og Palle Vindskov\nAfbud: Palle Vindskov\nFraværende: Ingen",
            {"Nanna Sejrkær": "til_stede", "Palle Vindskov": "afbud"},
        ),
        (
            "Fraværende med afbud: Palle Vindskov\nFraværende uden afbud: Nanna Sejrkær",
            {"Palle Vindskov": "afbud", "Nanna Sejrkær": "fravaerende"},
        ),
        ("Afbud: Ingen.\nFraværende: -", {}),
        (
            "Til stede: Nanna, Palle og Merete\nAfbud: Jonas",
            {"Nanna": "til_stede", "Palle": "til_stede", "Merete": "til_stede", "Jonas": "afbud"},
        ),
        (
            # spelling drifts between the lists
            "Deltagere: Nanna Sejrkær, Palle Vindskov\nAfbud: Nanna Sejrkjær",
            {"Nanna Sejrkær": "afbud", "Palle Vindskov": "til_stede"},
        ),
        (
            "Deltagere: Nanna Sejrkær (ankom kl. 17.20), Palle Vindskov",
            {"Nanna Sejrkær": "delvist", "Palle Vindskov": "til_stede"},
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
            "Afbud: Palle Vindskov stedfortræder Yasin Havgaard",
            "Palle Vindskov",
            "Yasin Havgaard",
        ),
        (
            "Fraværende: Palle Vindskov (stedfortræder: Yasin Havgaard)",
            "Palle Vindskov",
            "Yasin Havgaard",
        ),
        (
            "Afbud: Yasin Havgaard ( i stedet for Palle Vindskov)",
            "Palle Vindskov",
            "Yasin Havgaard",
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
    attendance = listed("Fraværende: Merete Fladmose ved sag nr. 6, Holger Rudbæk ved sag 1-3")
    assert _status(attendance) == {"Merete Fladmose": "delvist", "Holger Rudbæk": "delvist"}
    assert {nr: [name for name, _ in names] for nr, names in attendance.by_punkt.items()} == {
        "6": ["Merete Fladmose"],
        "1": ["Holger Rudbæk"],
        "2": ["Holger Rudbæk"],
        "3": ["Holger Rudbæk"],
    }


def test_a_label_that_is_a_role_gives_it(listed: Callable[..., Attendance]) -> None:
    attendance = listed(
        "Deltagere: Nanna Sejrkær, Palle Vindskov\nMødeleder: Nanna Sejrkær\nReferent: Jonas Ulvdal"
    )
    assert {person.navn: person.rolle for person in attendance.people} == {
        "Nanna Sejrkær": "mødeleder",
        "Palle Vindskov": None,
        "Jonas Ulvdal": "referent",
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
    attendance.add(Entry(navn="Nanna Sejrkær", gik="18:00"), Status.TIL_STEDE, view)
    attendance.add(Entry(navn="Nanna Sejrkær"), Status.FRAVAERENDE, view)
    assert _status(attendance) == {"Nanna Sejrkær": "delvist"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Asger Tornvig, Signe Ørnvig", ["Asger Tornvig", "Signe Ørnvig"]),
        ("Asger Tornvig (V)", ["Asger Tornvig"]),
        ("Ingen", []),
        ("Ingen.", []),
        ("-", []),
        ("", []),
    ],
)
def test_an_absence_block_names_people_or_nobody(text: str, expected: list[str]) -> None:
    assert [entry.navn for entry in names_of_block(text)] == expected


def test_a_long_list_of_names_without_a_verb_comes_to_an_end(told: Prose) -> None:
    names = ", O ".join(f"Anders{i} Berg Holm Lund, A Birthe{i} Dam" for i in range(200))
    assert not told(f"Hvem var med?: {names}").by_punkt


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["Holger Rudbæk", "Merete Fladmose", "Bo Ulvdal", "Tora Lindemose", "Godkendt"], 4),
        (["Holger", "Merete", "Bo Ulvdal", "Godkendt"], 4),
    ],
)
def test_a_common_word_is_nobody_where_people_have_surnames(
    views_of: Callable[..., Any], names: list[str], kept: int
) -> None:
    attendance = Attendance()
    for name in names:
        attendance.add(Entry(navn=name), Status.TIL_STEDE, _view(views_of))
    meeting_attendance(attendance, [], Hoved(), [], {})
    assert len(attendance.people) == kept


def test_old_words_for_forfald_and_who_came_instead(told: Prose) -> None:
    people = told(
        "Alle medlemmer gav møde, dog havde Knud Tandrup lovligt forfald, og for ham mødte "
        "stedfortræderen Grethe Højsgaard. Jens Kræmmer gav møde kl. 15.20."
    )
    assert _status(people) == {
        "Knud Tandrup": "afbud",
        "Grethe Højsgaard": "til_stede",
        "Jens Kræmmer": "delvist",
    }
    substitute = people.find("Grethe Højsgaard")
    assert substitute is not None
    assert substitute.stedfortraeder_for == "Knud Tandrup"
    assert substitute.rolle == "stedfortræder"


def test_who_opened_the_meeting_led_it(told: Prose) -> None:
    people = told("Mødet åbnedes kl. 16.00 af formanden, Birgit Hvass.")
    assert [(person.navn, person.rolle) for person in people.people] == [
        ("Birgit Hvass", "formand")
    ]


def test_who_was_barred_is_absent_from_that_punkt(told: Prose) -> None:
    people = told("Lis Engtoft (A) deltog på grund af inhabilitet ikke i behandlingen af sag 48.")
    assert _status(people) == {"Lis Engtoft": "delvist"}
    assert [navn for navn, _ in people.by_punkt["48"]] == ["Lis Engtoft"]


def test_a_table_may_say_from_when_to_when_each_was_there(
    read: Callable[..., dict[str, Any]], lay_out: Callable[..., ReadPages]
) -> None:
    """Who was there from the start to the end was there, and no more."""
    rows: list[Any] = [
        {"text": "Havnebestyrelsen", "size": 16.0, "bold": True},
        "Referat af mødet torsdag den 2. oktober 2025 kl. 15.00-17.40",
        ("Navn", "Udpeget af", "Til stede"),
        ("Kirsten Munkebo, formand", "Fjordlund", "15.00-17.40"),
        ("Bjarke Elleby", "Hvalbølle", "15.25-17.40"),
        ("Stine Dalby", "Hvalbølle", "15.00-17.10"),
        ("Anton Vesterled", "Sejlstrup", "afbud"),
    ]
    for number, titel in enumerate(("Dagsorden", "Ny bro"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        ]
    people = {p["navn"]: p for p in read(lay_out(*rows))["fremmoede"]}
    assert [(p["status"], p["ankom"], p["gik"]) for p in people.values()] == [
        ("til_stede", None, None),
        ("delvist", "15:25", None),
        ("delvist", None, "17:10"),
        ("afbud", None, None),
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (
            "I mødet deltog for Ulvsø Kommune borgmester Abdi Nur (V) og Ida Fjord, for Brohede "
            "Kommune Bo Ulvdal samt for Nørre Å Kommune Ole Skov (A).",
            "I mødet deltog borgmester Abdi Nur (V) og Ida Fjord, Bo Ulvdal samt Ole Skov (A).",
        ),
        (
            "Mødt var for Venstre Abdi Nur og Ida Fjord, for Liste T Bo Ulvdal. Ole kom.",
            "Mødt var Abdi Nur (Venstre) og Ida Fjord (Venstre), Bo Ulvdal (Liste T). Ole kom.",
        ),
        ("Abdi Nur deltog for Ida Fjord.", "Abdi Nur deltog for Ida Fjord."),
        ("Fra Ulvsø Kommune deltog Abdi Nur.", "Fra Ulvsø Kommune deltog Abdi Nur."),
    ],
)
def test_whom_people_came_for_is_no_part_of_the_sentence(text: str, plain: str) -> None:
    assert without_groups(text) == plain


def test_a_note_may_tell_who_was_barred_from_which_punkt(
    listed: Callable[..., Attendance],
) -> None:
    attendance = listed("Til stede:\nAbdi Nur, inhabil i punkt 3 og 5\nIda Fjord")
    assert [str(person.status) for person in attendance.people] == ["delvist", "til_stede"]
    assert sorted(attendance.by_punkt) == ["3", "5"]


def test_who_was_away_between_two_times_left_and_came_back(told: Prose) -> None:
    (person,) = told("Jonas Ulvdal var fraværende fra kl. 15.40 til kl. 16.10.").people
    assert (str(person.status), person.gik, person.ankom) == ("delvist", "15:40", "16:10")


def test_an_entry_with_a_mark_may_stand_among_sentences(told: Prose) -> None:
    attendance = told(
        "Jonas Ulvdal, Venstre – afbud. Nanna Sejrkær deltog som stedfortræder for Jonas Ulvdal. "
        "Palle Vindskov, Alternativet – fraværende."
    )
    assert _status(attendance) == {
        "Jonas Ulvdal": "afbud",
        "Nanna Sejrkær": "til_stede",
        "Palle Vindskov": "fravaerende",
    }
    assert attendance.people[0].parti == "Venstre"


def test_who_came_may_stand_in_brackets_behind_the_absent(
    listed: Callable[..., Attendance], views_of: Callable[..., Any]
) -> None:
    view = _view(views_of)
    segment = Segment(
        key="afbud med indkaldt suppleant",
        felt="fravaer",
        parts=[("Merete Fladmose (Holger Rudbæk)", view)],
    )
    attendance = Attendance()
    read_segments(attendance, [segment])
    assert _status(attendance) == {"Merete Fladmose": "afbud", "Holger Rudbæk": "til_stede"}
    assert attendance.people[1].stedfortraeder_for == "Merete Fladmose"
    assert attendance.people[1].rolle == "suppleant"


def test_a_note_may_say_for_which_punkt_somebody_was_barred(
    listed: Callable[..., Attendance],
) -> None:
    attendance = listed("Deltagere:\nMerete Fladmose – inhabil i punkt 9\nHolger Rudbæk")
    assert _status(attendance)["Merete Fladmose"] == "delvist"
    assert list(attendance.by_punkt) == ["9"]


@pytest.mark.parametrize(
    "instead",
    [
        "I stedet mødte 1. stedfortræder Jonas Ulvdal (V).",
        "Som stedfortræder for hende deltog Jonas Ulvdal (V).",
        "Jonas Ulvdal (V) var indkaldt for hende.",
        "Jonas Ulvdal (V) var indkaldt i hendes sted.",
        "I stedet: Jonas Ulvdal (V).",
    ],
)
def test_who_came_is_told_in_many_words(told: Prose, instead: str) -> None:
    attendance = told(f"Nanna Sejrkær (V) havde meldt afbud. {instead}")
    person = attendance.find("Jonas Ulvdal")
    assert person is not None
    assert (person.status, person.stedfortraeder_for) == (Status.TIL_STEDE, "Nanna Sejrkær")


def test_the_one_substitute_stands_in_for_the_one_absent_above(
    listed: Callable[..., Attendance],
) -> None:
    attendance = listed("Afbud: Nanna Sejrkær (V)\nStedfortræder: Jonas Ulvdal (V)")
    assert attendance.people[1].stedfortraeder_for == "Nanna Sejrkær"
    several = listed("Afbud: Nanna Sejrkær, Palle Vindskov\nStedfortræder: Jonas Ulvdal")
    assert several.people[2].stedfortraeder_for is None


def test_who_was_disqualified_in_some_punkter_is_absent_there(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        "Referat Byrådet den 3. maj 2019\nMedlemmer:\nTora Lind (A)\nAbdi Nur (V)\nIda Rud (C)\n"
        "Bemærkninger:\n"
        "Abdi Nur var inhabil og forlod lokalet under behandlingen af punkt 2 og 3.\n"
        + "".join(f"{n}. Sag om havn {n}\nBeslutning\nGodkendt.\n" for n in (1, 2, 3))
    )
    assert [punkt["fravaerende"] for punkt in document["punkter"]] == [
        [],
        ["Abdi Nur"],
        ["Abdi Nur"],
    ]
    assert [person["status"] for person in document["fremmoede"]] == [
        "til_stede",
        "delvist",
        "til_stede",
    ]


def test_one_with_a_substitute_does_not_hide_one_without(
    read: Callable[..., dict[str, Any]],
) -> None:
    document = read(
        "Referat Byrådet den 3. maj 2019\nMedlemmer:\nTora Lind (A)\nAbdi Nur (V)\nIda Rud (C)\n"
        "Fraværende: Tora Lind (A), afbud\nAbdi Nur (V), afbud – i stedet deltog Per Holm (V)\n\n"
        + "".join(f"{n} Sag om havn {n}\nBeslutning\nGodkendt.\n" for n in (1, 2))
    )
    found = {person["navn"]: person for person in document["fremmoede"]}
    assert found["Tora Lind"]["status"] == found["Abdi Nur"]["status"] == "afbud"
    assert found["Per Holm"]["stedfortraeder_for"] == "Abdi Nur"


@pytest.mark.parametrize(
    ("note", "when", "numre"),
    [
        ("Gik kl. 15.10. Deltog ikke i punkt 6 og 7", (None, "15:10"), ["6", "7"]),
        ("Kom kl. 14.25 og deltog ikke i punkt F1 og B2", ("14:25", None), ["F1", "B2"]),
    ],
)
def test_a_note_may_tell_the_time_and_what_was_missed(
    views_of: Callable[..., Any], note: str, when: tuple[str | None, str | None], numre: list[str]
) -> None:
    views, _ = views_of("Holger Rudbæk")
    attendance = Attendance()
    person = attendance.add(
        parse_note(Entry(navn="Holger Rudbæk"), note), Status.TIL_STEDE, views[0]
    )
    assert (person.ankom, person.gik) == when
    assert list(attendance.by_punkt) == numre


def test_a_line_may_have_a_person_and_whom_that_one_comes_from(
    lay_out: Callable[..., ReadPages], read: Callable[..., dict[str, Any]]
) -> None:
    document = read(
        lay_out(
            {"text": "Nordre Lokalråd", "size": 20.0, "bold": True},
            "Referat af mødet den 4. marts 2008",
            {"text": "Til stede", "bold": True, "gap": 1.0},
            "Tora Lind, Engby Boldklub",
            "Holger Rudbæk, Handelsforeningen i Engby",
            "Bo Ulvdal, Engskolen",
            {"text": "Ikke medlemmer, men med til mødet", "bold": True, "gap": 1.0},
            "Merete Fladmose, Kultur- og Fritidsudvalget",
            {"text": "Bo Ulvdal deltog ikke i punkt 1.", "gap": 0.9},
            {"text": "1. Fortovet", "bold": True, "size": 13.0, "gap": 2.5},
            {"text": "Beslutning", "bold": True},
            "Godkendt.",
        )
    )
    assert [(one["navn"], one["status"]) for one in document["fremmoede"]] == [
        ("Tora Lind", "til_stede"),
        ("Holger Rudbæk", "til_stede"),
        ("Bo Ulvdal", "delvist"),
        ("Merete Fladmose", "til_stede"),
    ]
    assert document["punkter"][0]["fravaerende"] == ["Bo Ulvdal"]
