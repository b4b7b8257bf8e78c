"""Which lines are attendance, by net and rules together; the probabilities are written by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from referat.structure.fremmoedenet import find_blocks, read_attendance, sureness
from referat.structure.tags import NUMBER, TAGS
from referat.structure.views import View
from referat.types import ReadPages

Roles = Callable[..., Any]
TEXT = """
Referat
Byrådet
Dato: 3. maj 2019

Ved bordet
Holger Rudbæk
Tora Lindemose

1. Godkendelse af dagsorden

Beslutning
Godkendt.

2. Budget

Beslutning
Udsat.
"""


def _told(views: list[View], said: dict[str, tuple[str, float]]) -> Any:
    told = np.full((len(views), len(TAGS)), 0.001, dtype="f")
    for view in views:
        tag, sure = said.get(view.text, ("hoved", 0.9))
        told[view.index, NUMBER[tag]] = sure
    return told


PEOPLE = dict.fromkeys(("Ved bordet", "Holger Rudbæk", "Tora Lindemose"), ("fremmoede", 0.97))


def test_the_net_finds_a_block_without_any_label_of_the_lexicon(roles_of: Roles) -> None:
    views, roles = roles_of(TEXT)
    told = _told(views, PEOPLE)
    blocks = find_blocks(views, told)
    assert [[view.text for view in block] for block in blocks] == [list(PEOPLE)]
    block = read_attendance(views, roles.hoved, told, first=1)
    people = [text for segment in block.segments for text, _ in segment.parts]
    assert "Holger Rudbæk" in people
    assert "Tora Lindemose" in people


def test_a_line_in_doubt_belongs_to_the_block_around_it(roles_of: Roles) -> None:
    views, _ = roles_of(TEXT)
    said = {**PEOPLE, "Holger Rudbæk": ("fremmoede", 0.2)}
    assert len(find_blocks(views, _told(views, said))) == 1
    said["Holger Rudbæk"] = ("fremmoede", 0.05)
    assert len(find_blocks(views, _told(views, said))) == 2


@pytest.mark.parametrize("tag", ["indhold", "punkt"])
def test_what_the_net_takes_for_contents_is_no_attendance_of_the_rules(
    roles_of: Roles, tag: str
) -> None:
    views, roles = roles_of(TEXT.replace("Ved bordet", "Deltagere:"))
    said = {"Holger Rudbæk": (tag, 0.97), "Tora Lindemose": (tag, 0.97)}
    block = read_attendance(views, roles.hoved, _told(views, said), first=1)
    assert not any(segment.felt == "fremmoede" and segment.text for segment in block.segments)


def test_without_the_net_the_header_stands(roles_of: Roles) -> None:
    views, roles = roles_of(TEXT.replace("Ved bordet", "Deltagere:"))
    block = read_attendance(views, roles.hoved, None, first=1)
    assert block.segments == roles.hoved.segments


def test_a_person_is_as_sure_as_the_net_is_of_the_line(roles_of: Roles) -> None:
    views, _ = roles_of(TEXT)
    told = _told(views, {**PEOPLE, "Godkendt.": ("beslutning", 0.97)})
    by_text = {view.text: sureness(view, told) for view in views}
    assert by_text["Holger Rudbæk"] > by_text["Dato: 3. maj 2019"] > by_text["Godkendt."]


def test_members_who_are_presented_in_an_account_did_not_attend(roles_of: Roles) -> None:
    text = TEXT.replace(
        "1. Godkendelse af dagsorden\n",
        "1. Det nye råd\n\nSagsfremstilling\nRådet består af\nBo Ulvdal\nPer Solbjerg\n",
    )
    views, roles = roles_of(text)
    said = dict.fromkeys(("Rådet består af", "Bo Ulvdal", "Per Solbjerg"), ("fremmoede", 0.97))
    block = read_attendance(views, roles.hoved, _told(views, {**PEOPLE, **said}), first=1)
    people = [text for segment in block.segments for text, _ in segment.parts]
    assert "Holger Rudbæk" in people
    assert "Bo Ulvdal" not in people


def test_people_under_the_decision_of_a_punkt_between_were_elected(roles_of: Roles) -> None:
    text = TEXT.replace("Udsat.\n", "Valgt blev\nBo Ulvdal\n\n3. Eventuelt\n\nBeslutning\nIntet.\n")
    views, roles = roles_of(text)
    said = {**PEOPLE, "Bo Ulvdal": ("fremmoede", 0.97)}
    block = read_attendance(views, roles.hoved, _told(views, said), first=1)
    people = [text for segment in block.segments for text, _ in segment.parts]
    assert "Tora Lindemose" in people
    assert "Bo Ulvdal" not in people


def test_the_heads_of_columns_are_one_row(
    roles_of: Roles, lay_out: Callable[..., ReadPages]
) -> None:
    """The first of them, which the net takes for the header's, is no other."""

    def row(*cells: str, bold: bool = False) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"text": text, "x": 60.0 + 170.0 * place, "bold": bold}
            for place, text in enumerate(cells)
        )

    views, roles = roles_of(
        lay_out(
            {"text": "Referat fra Byrådet den 3. maj 2019", "size": 18.0},
            row("Venstre", "SF", bold=True),
            row("Holger Rudbæk", "Tora Lindemose"),
            row("Palle Vindskov", "Merete Fladmose"),
            {"text": "1. Budget", "bold": True, "size": 13.0, "gap": 1.4},
            {"text": "Beslutning", "bold": True, "gap": 0.8},
            "Godkendt.",
        )
    )
    names = ("SF", "Holger Rudbæk", "Tora Lindemose", "Palle Vindskov", "Merete Fladmose")
    told = _told(views, dict.fromkeys(names, ("fremmoede", 0.97)))
    block = read_attendance(views, roles.hoved, told, first=1)
    found = {text: segment.parti for segment in block.segments for text, _ in segment.parts if text}
    assert found == {
        "Holger Rudbæk": "Venstre",
        "Palle Vindskov": "Venstre",
        "Tora Lindemose": "SF",
        "Merete Fladmose": "SF",
    }


def test_a_list_of_cases_is_nobody(views_of: Roles, lay_out: Callable[..., ReadPages]) -> None:
    head = ("Nr.", "Sag", "Udfald")
    cases = (
        ("31/03", "Spildevand, Engby", "Godkendt"),
        ("32/03", "Budget for 2004", "Udsat"),
        ("33/03", "Kajplads til husbåde", "Afslået"),
    )
    views, _ = views_of(lay_out("Ved bordet", "Holger Rudbæk", "Tora Lindemose", head, *cases))
    cells = (text for row in (head, *cases) for text in row)
    said = {**PEOPLE, **dict.fromkeys(cells, ("fremmoede", 0.97))}
    blocks = find_blocks(views, _told(views, said))
    assert [[view.text for view in block] for block in blocks] == [list(PEOPLE)]


def test_members_with_numbers_are_no_list_of_cases(
    views_of: Roles, lay_out: Callable[..., ReadPages]
) -> None:
    people = (("1", "Holger Rudbæk"), ("2", "Tora Lindemose"), ("3", "Bo Ulvdal"))
    views, _ = views_of(lay_out("Ved bordet", *people))
    said = dict.fromkeys((view.text for view in views), ("fremmoede", 0.97))
    assert len(find_blocks(views, _told(views, said))[0]) == 7


def test_a_row_between_rows_of_attendance_belongs_to_it_whole(
    views_of: Roles, lay_out: Callable[..., ReadPages]
) -> None:
    views, _ = views_of(
        lay_out(
            ("Holger Rudbæk", "Byrådet", "Ja"),
            ("Tora Lindemose", "Skolerne", "Nej"),
            ("Bo Ulvdal", "Byrådet", "Ja"),
        )
    )
    seen = ("Holger Rudbæk", "Byrådet", "Ja", "Nej", "Bo Ulvdal")
    said = dict.fromkeys(seen, ("fremmoede", 0.97))
    (block,) = find_blocks(views, _told(views, said))
    assert len(block) == 9


def test_what_stands_in_columns_below_sure_heads_attends(
    views_of: Callable[..., Any], lay_out: Callable[..., ReadPages]
) -> None:
    def row(*cells: str, **more: Any) -> tuple[dict[str, Any], ...]:
        return tuple(
            {"text": text, "x": x, **more} for text, x in zip(cells, (72.0, 300.0), strict=True)
        )

    views, _ = views_of(
        lay_out(
            row("Til stede", "Afbud", bold=True),
            row("Holger Rudbæk", "Abdi Nur"),
            row("Tora Lindemose", "Ole Skov"),
            row("Venstre", "Fremad", size=7.5),
            row("Ida Fjord", "Per Lund"),
        )
    )
    unsure = dict.fromkeys(("Venstre", "Fremad", "Ida Fjord", "Per Lund"), ("underskrift", 0.4))
    told = _told(views, {**{view.text: ("fremmoede", 0.97) for view in views}, **unsure})
    assert [[view.text for view in block] for block in find_blocks(views, told)] == [
        [view.text for view in views]
    ]
