"""Attendance from lines that are known to be attendance, in every form they are set."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.structure.fremmoede import Attendance, Person
from referat.structure.fremmoedelinjer import read_block
from referat.structure.fremmoedelister import read_segments
from referat.types import ReadPages

Views = Callable[..., Any]
Layout = Callable[..., ReadPages]


@pytest.fixture
def attended(views_of: Views) -> Callable[[str | ReadPages], dict[str, Person]]:
    """People of a block, by name."""

    def run(document: str | ReadPages) -> dict[str, Person]:
        views, _ = views_of(document)
        block = read_block(views)
        attendance = Attendance()
        for row in block.table:
            attendance.add(row.entry, row.status, row.view)
        read_segments(attendance, block.segments)
        return {person.navn: person for person in attendance.people}

    return run


def _status(people: dict[str, Person]) -> dict[str, str]:
    return {navn: str(person.status) for navn, person in people.items()}


def test_a_chair_first_in_a_list_does_not_end_it(attended: Any) -> None:
    people = attended(
        "Mødedeltagere\nFormand Holger Rudbæk - V\nNæstformand Merete Fladmose - A\n"
        "Tora Lindemose - F\nAfbud fra\nBo Ulvdal - C"
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "til_stede",
        "Tora Lindemose": "til_stede",
        "Bo Ulvdal": "afbud",
    }
    assert people["Holger Rudbæk"].rolle == "formand"
    assert people["Tora Lindemose"].parti == "F"


def test_a_cross_says_in_which_column_a_person_was(attended: Any, lay_out: Layout) -> None:
    columns = (72.0, 300.0, 380.0, 460.0)

    def row(*cells: str) -> tuple[dict[str, Any], ...]:
        return tuple({"text": text, "x": x} for text, x in zip(cells, columns, strict=True) if text)

    people = attended(
        lay_out(
            row("Medlem", "Til stede", "Afbud", "Fraværende"),
            row("Holger Rudbæk [A]", "X", "", ""),
            row("Merete Fladmose [V]", "", "X", ""),
            row("Tora Lindemose [F]", "", "", "X"),
            "Forvaltningen:",
            "socialchef Bo Ulvdal",
        )
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "afbud",
        "Tora Lindemose": "fravaerende",
        "Bo Ulvdal": "til_stede",
    }
    assert people["Bo Ulvdal"].rolle == "socialchef"
    assert people["Holger Rudbæk"].parti == "A"


def test_cells_of_a_table_may_run_over_rows(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            ("Navn", "Status"),
            ("Lene Winkler-Paulsen", "Afbud"),
            ("Holger Rudbæk", "Stedfortræder for Lene Winkler-"),
            ({"text": "Paulsen", "x": 202.0},),
            ("Tora Lindemose", "Til stede"),
        )
    )
    assert people["Holger Rudbæk"].stedfortraeder_for == "Lene Winkler-Paulsen"
    assert _status(people)["Lene Winkler-Paulsen"] == "afbud"
    assert _status(people)["Tora Lindemose"] == "til_stede"


def test_lists_side_by_side_are_no_table(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            ({"text": "Medlemmer:", "bold": True}, {"text": "Afbud:", "bold": True}),
            ("Holger Rudbæk", "Bo Ulvdal"),
            ("Tora Lindemose", "Merete Fladmose"),
            "Per Solbjerg",
        )
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Tora Lindemose": "til_stede",
        "Per Solbjerg": "til_stede",
        "Bo Ulvdal": "afbud",
        "Merete Fladmose": "afbud",
    }


def test_a_label_may_run_over_two_lines_beside_its_list(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            ("Udvalgets med-", "Formand Holger Rudbæk, Tora Linde-"),
            ("lemmer:", "mose, Per Solbjerg,"),
            ({"text": "Bo Ulvdal", "x": 202.0},),
            ("Meldt afbud:", "Ingen afbud"),
        )
    )
    assert list(people) == ["Holger Rudbæk", "Tora Lindemose", "Per Solbjerg", "Bo Ulvdal"]


def test_parties_stand_over_or_before_their_members(attended: Any, lay_out: Layout) -> None:
    before = attended(
        "Fremmødte:\nO: Holger Rudbæk, Bo Ulvdal\nA: Tora Lindemose, Jens-Peter Damgaard-\n"
        "Fenger\nIkke mødt: Merete Fladmose (A)"
    )
    assert {navn: person.parti for navn, person in before.items()} == {
        "Holger Rudbæk": "O",
        "Bo Ulvdal": "O",
        "Tora Lindemose": "A",
        "Jens-Peter Damgaard-Fenger": "A",
        "Merete Fladmose": "A",
    }
    over = attended(
        lay_out(
            {"text": "Venstre", "bold": True},
            "- Holger Rudbæk (formand)",
            "- Bo Ulvdal (forlod mødet 17:40)",
            {"text": "Nye Tranevig", "bold": True},
            "- Tora Lindemose (afbud)",
        )
    )
    assert {navn: person.parti for navn, person in over.items()} == {
        "Holger Rudbæk": "Venstre",
        "Bo Ulvdal": "Venstre",
        "Tora Lindemose": "Nye Tranevig",
    }
    assert over["Bo Ulvdal"].gik == "17:40"
    assert _status(over)["Tora Lindemose"] == "afbud"


@pytest.mark.parametrize(
    "label", ["Medlemmerne var til stede, undtagen:", "Alle var mødt undtagen", "Afbud fra"]
)
def test_a_sentence_goes_on_over_lines_and_is_no_list(views_of: Views, label: str) -> None:
    views, _ = views_of(f"{label} Holger Rudbæk og Tora\nLindemose. I stedet mødte Bo Ulvdal.")
    segments = [segment for segment in read_block(views).segments if segment.text]
    assert [segment.felt for segment in segments] == ["prosa"]
    assert segments[0].text.endswith("Tora Lindemose. I stedet mødte Bo Ulvdal.")


def test_a_sentence_below_a_list_is_not_its_last_name(attended: Any) -> None:
    people = attended(
        "Fraværende: Bo Ulvdal\nTora Lindemose deltog i mødet fra kl. 15.20.\n"
        "Ikke til stede: Merete Fladmose [A], Per Solbjerg [C]\n"
        "Holger Rudbæk mødte for Per Solbjerg."
    )
    assert _status(people) == {
        "Bo Ulvdal": "fravaerende",
        "Merete Fladmose": "fravaerende",
        "Per Solbjerg": "fravaerende",
    }


def test_a_sentence_may_begin_within_a_list(views_of: Views) -> None:
    views, _ = views_of(
        "Hvem var med?\nFormand Holger Rudbæk (V), Tora Lindemose (A) og Mikkel\n"
        "Rosenlykke (F) var med på mødet. Tora Lindemose gik kl.\n17.15."
    )
    block = read_block(views)
    attendance = Attendance()
    read_segments(attendance, block.segments)
    assert [person.navn for person in attendance.people] == [
        "Holger Rudbæk",
        "Tora Lindemose",
        "Mikkel Rosenlykke",
    ]
    assert block.segments[-1].text == "Tora Lindemose gik kl. 17.15."


def test_a_label_ends_a_sentence(attended: Any) -> None:
    people = attended(
        "Afbud\nBo Ulvdal\nPer Solbjerg. I stedet deltog Tora Lindemose\nMødeleder: Holger Rudbæk"
    )
    assert people["Holger Rudbæk"].rolle == "mødeleder"
    assert _status(people)["Bo Ulvdal"] == "afbud"


def test_labels_may_stand_within_a_line(attended: Any) -> None:
    people = attended(
        "FREMMØDT: Holger Rudbæk, Per Solbjerg, Niels\n"
        "Erik Thuesen. FORFALD: Bo Ulvdal. DESUDEN: Tora Lindemose."
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Per Solbjerg": "til_stede",
        "Niels Erik Thuesen": "til_stede",
        "Bo Ulvdal": "afbud",
        "Tora Lindemose": "til_stede",
    }


def test_sentences_behind_a_list_are_told(views_of: Views) -> None:
    views, _ = views_of(
        "Til stede var formanden, fru Else Brogaard, næstformanden, gårdejer Kresten\n"
        "Nørskov Dahl og lærer Inga Hvolbæk. Afbud\nvar meldt af husmoder Nanna Skouby."
    )
    segments = [segment for segment in read_block(views).segments if segment.text]
    assert [segment.felt for segment in segments] == ["fremmoede", "prosa"]
    assert segments[1].text == "Afbud var meldt af husmoder Nanna Skouby."
    assert any("Kresten Nørskov Dahl" in text for text, _ in segments[0].parts)


def test_marks_before_names_are_none_of_them(attended: Any) -> None:
    people = attended(
        "+ Kirsten Vibjerg\n+ Ole Trap [kasserer]\n- Rolf Teglgård (havde meldt fra)\n"
        "- Gunvor Skaarup (kom ikke)"
    )
    assert _status(people) == {
        "Kirsten Vibjerg": "til_stede",
        "Ole Trap": "til_stede",
        "Rolf Teglgård": "afbud",
        "Gunvor Skaarup": "fravaerende",
    }
    assert people["Ole Trap"].rolle == "kasserer"


def test_a_label_without_colon_ends_a_table(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            ("Medlem", "Til stede", "Afbud"),
            ("Holger Rudbæk", "X"),
            ("Tora Lindemose", "X"),
            "Embedsmænd Bo Ulvdal, ældrechef; Per Solbjerg",
        )
    )
    assert _status(people) == dict.fromkeys(
        ("Holger Rudbæk", "Tora Lindemose", "Bo Ulvdal", "Per Solbjerg"), "til_stede"
    )


def test_names_may_begin_with_any_capital(attended: Any) -> None:
    people = attended("Deltagere: Süleyman Şimşek, Žarko Ćosić og Şerife Yılmaz")
    assert list(people) == ["Süleyman Şimşek", "Žarko Ćosić", "Şerife Yılmaz"]


def test_who_led_the_meeting_is_not_among_the_absent_above(attended: Any) -> None:
    people = attended("Afbud\nBo Ulvdal\nMødeleder Holger Rudbæk")
    assert _status(people) == {"Bo Ulvdal": "afbud", "Holger Rudbæk": "til_stede"}


def test_a_place_of_work_may_run_over_lines(attended: Any) -> None:
    people = attended(
        "Forvaltningen\nBo Ulvdal, Job- og Integrationshuset, Familie- og\n"
        "Beskæftigelsesforvaltningen\nHolger Rudbæk, Skoleforvaltningen"
    )
    assert list(people) == ["Bo Ulvdal", "Holger Rudbæk"]


def test_an_entry_may_have_a_note_with_a_verb(attended: Any) -> None:
    people = attended("Deltagere:\nHolger Rudbæk, forlod mødet kl. 18\nTora Lindemose (A), formand")
    assert people["Holger Rudbæk"].gik == "18:00"
    assert people["Tora Lindemose"].rolle == "formand"


def test_a_full_line_may_end_within_a_name(attended: Any) -> None:
    people = attended(
        "Afbud fra: Jens von Ahnen ((F)) (suppleant Oliver Åge Høgh ((C))), Kirsten\n"
        "Winther-Nielsen ((V)) (i stedet mødte Sean Kvist ((A)))"
    )
    assert people["Kirsten Winther-Nielsen"].parti == "V"
    assert people["Sean Kvist"].stedfortraeder_for == "Kirsten Winther-Nielsen"
    assert people["Oliver Åge Høgh"].rolle == "suppleant"


def test_a_label_that_no_list_has(attended: Any) -> None:
    people = attended("Ved bordet sad: Holger Rudbæk, Tora Lindemose\nHar sendt afbud: Bo Ulvdal")
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Tora Lindemose": "til_stede",
        "Bo Ulvdal": "afbud",
    }


def test_offices_stand_before_or_behind_names(attended: Any) -> None:
    people = attended(
        "Desuden deltog: Holger Rudbæk, ældrechef; natur- og miljøchef Tora Lindemose; "
        "Bo Ulvdal (biolog)"
    )
    assert {navn: person.rolle for navn, person in people.items()} == {
        "Holger Rudbæk": "ældrechef",
        "Tora Lindemose": "natur- og miljøchef",
        "Bo Ulvdal": "biolog",
    }


def test_substitutes_in_pairs(attended: Any) -> None:
    people = attended(
        "Stedfortrædere: Holger Rudbæk for Bo Ulvdal, Tora Lindemose for Per Solbjerg"
    )
    assert people["Holger Rudbæk"].stedfortraeder_for == "Bo Ulvdal"
    assert people["Tora Lindemose"].stedfortraeder_for == "Per Solbjerg"
    assert _status(people)["Per Solbjerg"] == "afbud"
    assert people["Holger Rudbæk"].rolle == "stedfortræder"


def test_a_sentence_broken_by_the_line_before_is_whole(views_of: Views) -> None:
    views, _ = views_of("Mødet holdtes i kroen. Fraværende\nvar Holger Rudbæk paa Grund af Sygdom.")
    block = read_block(views[1:], before=views[0])
    assert block.segments[0].text == "Fraværende var Holger Rudbæk paa Grund af Sygdom."


def test_no_line_of_a_block_is_lost(views_of: Views) -> None:
    text = (
        "Deltagere:\nHolger Rudbæk (A)\nTora Lindemose (V), der forlod mødet kl. 18.\n"
        "Uventet linje uden navn\nAfbud: Bo Ulvdal"
    )
    views, _ = views_of(text)
    said = {view.index for segment in read_block(views).segments for _, view in segment.parts}
    assert said == {view.index for view in views}


def test_running_sentences_are_read_whole_though_a_line_ends_within_a_name(
    views_of: Views, lay_out: Layout
) -> None:
    told = (
        "Onsdag den 22. maj trådte udvalget sammen på Brohede Rådhus, hvorfra man",
        "drog til åstederne. Til stede var formanden, Knud Merete Fladmose, samt Bo",
        "Ulvdal og Tora Lindemose. Mødet sluttede kl. 15.",
    )
    views, _ = views_of(lay_out(*told))
    (segment,) = read_block(views).segments
    assert segment.felt == "prosa"
    assert segment.text == " ".join(told)


def test_a_list_above_a_sentence_is_no_running_text(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            "Holger Rudbæk (A), Merete Fladmose (C), Tora Lindemose Ulvdal (F)",
            "Bo Ulvdal Lindestrup (V), Kaj Lindestrup Rudbæk (B), alle uden at de",
            "mødte op.",
        )
    )
    assert {"Holger Rudbæk", "Merete Fladmose"} <= set(people)


def test_lists_side_by_side_are_read_one_after_the_other(attended: Any, lay_out: Layout) -> None:
    """A column may have more labels further down, and more lines than its neighbour."""
    left, right = 72.0, 320.0
    rows: list[Any] = [
        ({"text": "Mødt", "x": left}, {"text": "Afbud", "x": right}),
        ({"text": "Holger Rudbæk (formand)", "x": left}, {"text": "Bo Ulvdal", "x": right}),
        ({"text": "Merete Fladmose", "x": left}, {"text": "Udeblevet", "x": right}),
        ({"text": "Tora Lindemose", "x": left}, {"text": "Abdi Nur", "x": right}),
        ({"text": "Ebbe Langsø", "x": left}, {"text": "Uden stemmeret", "x": right}),
        ({"text": "Karen Ager", "x": left}, {"text": "Tage Lund, skoledirektør", "x": right}),
    ]
    people = attended(lay_out(*rows))
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "til_stede",
        "Tora Lindemose": "til_stede",
        "Ebbe Langsø": "til_stede",
        "Karen Ager": "til_stede",
        "Bo Ulvdal": "afbud",
        "Abdi Nur": "fravaerende",
        "Tage Lund": "til_stede",
    }
    assert people["Holger Rudbæk"].rolle == "formand"


def test_a_note_behind_a_dash_is_the_entrys(attended: Any) -> None:
    people = attended(
        "Medlemmer:\nHolger Rudbæk (V)\nMerete Fladmose (V) – gik kl. 16.20\nTora Lindemose (O)\n"
        "Bo Ulvdal (C) – forfald\nAbdi Nur (A)"
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "delvist",
        "Tora Lindemose": "til_stede",
        "Bo Ulvdal": "afbud",
        "Abdi Nur": "til_stede",
    }
    assert people["Merete Fladmose"].gik == "16:20"


def test_an_initial_at_a_lines_end_goes_on_with_the_name_below(attended: Any) -> None:
    people = attended("Afbud: Bo Ulvdal. Desuden: stadsingeniør P.\nFenger og sekretær Jytte Mose.")
    assert _status(people) == {
        "Bo Ulvdal": "afbud",
        "P. Fenger": "til_stede",
        "Jytte Mose": "til_stede",
    }


def test_a_part_in_the_meeting_says_more_than_an_office(attended: Any) -> None:
    people = attended("Desuden deltog fuldmægtig Jytte Mose (protokolfører) og direktør Tage Lund.")
    assert {navn: person.rolle for navn, person in people.items()} == {
        "Jytte Mose": "protokolfører",
        "Tage Lund": "direktør",
    }


def test_parties_over_columns_are_those_of_the_members_below(
    attended: Any, lay_out: Layout
) -> None:
    columns = (60.0, 230.0, 400.0)
    heads = {"Socialdemokratiet", "SF", "Afbud", "Dansk Folkeparti", "Administrationen"}

    def row(*cells: str) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"text": text, "x": x, "bold": text in heads}
            for text, x in zip(cells, columns, strict=True)
            if text
        )

    people = attended(
        lay_out(
            row("Socialdemokratiet", "SF", "Afbud"),
            row("Holger Rudbæk, formand", "Merete Fladmose", "Palle Vindskov, SF"),
            row("Tora Lindemose", "Dansk Folkeparti", "Administrationen"),
            row("Sanne Ulvdal", "Jonas Ulvdal", "Nanna Sejrkær,"),
            row("", "", "kommunaldirektør"),
        )
    )
    assert {navn: (str(one.status), one.parti, one.rolle) for navn, one in people.items()} == {
        "Holger Rudbæk": ("til_stede", "Socialdemokratiet", "formand"),
        "Tora Lindemose": ("til_stede", "Socialdemokratiet", None),
        "Sanne Ulvdal": ("til_stede", "Socialdemokratiet", None),
        "Merete Fladmose": ("til_stede", "SF", None),
        "Jonas Ulvdal": ("til_stede", "Dansk Folkeparti", None),
        "Palle Vindskov": ("afbud", "SF", None),
        "Nanna Sejrkær": ("til_stede", None, "kommunaldirektør"),
    }


def test_signs_part_people_with_notes(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            {"text": "Ulvsø Kommune", "bold": True},
            "Abdi Nur (F) · Holger Rudbæk (O), deltog til kl. 12.10",
            {"text": "Brohede Kommune", "bold": True},
            "Merete Fladmose (V), formand · Bo Ulvdal (A), afbud – Ida Fjord (A) deltog som",
            "stedfortræder",
        )
    )
    assert _status(people) == {
        "Abdi Nur": "til_stede",
        "Holger Rudbæk": "delvist",
        "Merete Fladmose": "til_stede",
        "Bo Ulvdal": "afbud",
        "Ida Fjord": "til_stede",
    }
    assert people["Ida Fjord"].stedfortraeder_for == "Bo Ulvdal"
    assert people["Holger Rudbæk"].gik == "12:10"


def test_an_administration_that_took_part_is_no_label(views_of: Views, lay_out: Layout) -> None:
    lines = (
        "Fra forvaltningen deltog afdelingschef Holger Rudbæk og sekretær Merete",
        "Fladmose. Mødet sluttede kl. 16.35.",
    )
    views, _ = views_of(lay_out(*lines))
    segments = read_block(views).segments
    assert [(segment.felt, segment.text) for segment in segments] == [("prosa", " ".join(lines))]


def test_a_column_of_labels_has_labels_alone(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            ("Medlemmer", "Holger Rudbæk (V), formand; Merete Fladmose (A); Tora Lindemose (F)"),
            ("Fraværende", "Merete Fladmose (A)"),
            ("Suppleant", "Abdi Nur (A) for Merete Fladmose (A)"),
            ("Embedsværk", "Kommunaldirektør Bo Ulvdal"),
        )
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "fravaerende",
        "Tora Lindemose": "til_stede",
        "Abdi Nur": "til_stede",
        "Bo Ulvdal": "til_stede",
    }
    assert people["Abdi Nur"].stedfortraeder_for == "Merete Fladmose"


def test_an_office_may_wrap_in_its_column(attended: Any, lay_out: Layout) -> None:
    left, middle, right = 72.0, 180.0, 360.0

    def row(*cells: tuple[float, str]) -> tuple[dict[str, Any], ...]:
        return tuple({"text": text, "x": x} for x, text in cells)

    people = attended(
        lay_out(
            row((left, "Mødedeltagere"), (middle, "Holger Rudbæk (V)"), (right, "Bo Ulvdal (F)")),
            row((middle, "Merete Fladmose (A), 1."), (right, "Tora Lindemose (C), 2.")),
            row((middle, "viceborgmester"), (right, "viceborgmester")),
            row((middle, "Abdi Nur (A)"), (right, "Ida Lund (O) (gik kl.")),
            row((right, "18.30)")),
        )
    )
    assert people["Merete Fladmose"].rolle == "1. viceborgmester"
    assert people["Tora Lindemose"].rolle == "2. viceborgmester"
    assert people["Ida Lund"].gik == "18:30"
    assert list(people)[-2:] == ["Abdi Nur", "Ida Lund"]


def test_a_bracket_may_run_over_a_lines_end(attended: Any) -> None:
    people = attended(
        "Til stede: Holger Rudbæk, formand; Tora Lindemose (gik kl.\n"
        "18.30 efter punkt 4); Bo Ulvdal"
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Tora Lindemose": "delvist",
        "Bo Ulvdal": "til_stede",
    }


def test_an_entry_may_tell_which_punkter_the_person_missed(views_of: Views) -> None:
    views, _ = views_of("Til stede\nHolger Rudbæk\nTora Lindemose – deltog ikke i punkt 3, 5 og 7")
    attendance = Attendance()
    read_segments(attendance, read_block(views).segments)
    assert {person.navn: str(person.status) for person in attendance.people} == {
        "Holger Rudbæk": "til_stede",
        "Tora Lindemose": "delvist",
    }
    assert list(attendance.by_punkt) == ["3", "5", "7"]


def test_groups_stand_beside_their_people(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            ("Valgt af rådet", "Holger Rudbæk (V), formand – Merete Fladmose (A), afbud – Tora"),
            ({"text": "Lindemose (B)", "x": 202.0},),
            ("Spejdere og kor", "Bo Ulvdal – Abdi Nur – Ida Lund, ikke mødt"),
        )
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "afbud",
        "Tora Lindemose": "til_stede",
        "Bo Ulvdal": "til_stede",
        "Abdi Nur": "til_stede",
        "Ida Lund": "fravaerende",
    }


def test_a_card_has_what_it_says_below_the_name(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            "Deltagere",
            ("Holger Rudbæk", "Merete Fladmose"),
            ("Venstre · formand", "SF"),
            ("Tora Lindemose", "Bo Ulvdal"),
            ("Radikale Venstre · gik kl. 18.15", "Venstre · afbud"),
        )
    )
    assert [(p.parti, p.rolle, str(p.status), p.gik) for p in people.values()] == [
        ("Venstre", "formand", "til_stede", None),
        ("SF", None, "til_stede", None),
        ("Radikale Venstre", None, "delvist", "18:15"),
        ("Venstre", None, "afbud", None),
    ]


def test_a_list_beside_others_may_run_on_under_a_long_label(attended: Any, lay_out: Layout) -> None:
    right = 380.0
    people = attended(
        lay_out(
            ({"text": "Mødt"}, {"text": "Afbud med indkaldt suppleant", "x": right}),
            (
                {"text": "Holger Rudbæk (formand), Merete Fladmose, Tora"},
                {"text": "Bo Ulvdal (Abdi Nur)", "x": right},
            ),
            "Lindemose og Abdi Nur",
            ({"text": "Kommet senere / gået før"}, {"text": "Fra forvaltningen", "x": right}),
            (
                {"text": "Tora Lindemose (gik kl. 17)"},
                {"text": "kulturchef Ebbe Langsø", "x": right},
            ),
        )
    )
    assert _status(people) == {
        "Holger Rudbæk": "til_stede",
        "Merete Fladmose": "til_stede",
        "Tora Lindemose": "delvist",
        "Abdi Nur": "til_stede",
        "Bo Ulvdal": "afbud",
        "Ebbe Langsø": "til_stede",
    }
    assert people["Abdi Nur"].stedfortraeder_for == "Bo Ulvdal"


def test_a_label_may_name_the_party_of_its_people(attended: Any, lay_out: Layout) -> None:
    people = attended(
        lay_out(
            ({"text": "Mødt for Liste A", "bold": True}, "Holger Rudbæk, Merete Fladmose"),
            ({"text": "Mødt for Liste V", "bold": True}, "Tora Lindemose"),
        )
    )
    assert {navn: person.parti for navn, person in people.items()} == {
        "Holger Rudbæk": "A",
        "Merete Fladmose": "A",
        "Tora Lindemose": "V",
    }


def test_dots_between_people_that_ocr_read_as_dashes_part_them(
    attended: Any, lay_out: Layout
) -> None:
    people = attended(
        lay_out(
            {"text": "Ulvsø Kommune", "bold": True},
            "Abdi Nur (F) - Holger Rudbæk (O), deltog til kl. 12.10",
            {"text": "Brohede Kommune", "bold": True},
            "Merete Fladmose (V) - Bo Ulvdal (A), afbud - Ida Fjord (A) deltog som",
            "stedfortræder",
        )
    )
    assert _status(people) == {
        "Abdi Nur": "til_stede",
        "Holger Rudbæk": "delvist",
        "Merete Fladmose": "til_stede",
        "Bo Ulvdal": "afbud",
        "Ida Fjord": "til_stede",
    }
    assert people["Ida Fjord"].stedfortraeder_for == "Bo Ulvdal"
