"""Decisions in a list of their own, before the cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from referat.types import ReadPages

Read = Callable[..., dict[str, Any]]
TITLES = ("Ny ferieplan", "Klage over støj", "Salg af grund")


def _minutes(lay_out: Callable[..., ReadPages], beside: tuple[str, ...]) -> ReadPages:
    rows: list[Any] = [
        {"text": "Referat fra Børneudvalget", "size": 16.0, "bold": True},
        "Børneudvalget holdt møde den 11. september 2012 kl. 16.00 i Salen.",
        {"text": "Udvalgets beslutninger", "bold": True, "size": 12.0, "gap": 1.2},
    ]
    for number, text in enumerate(beside, start=1):
        rows.append(({"text": f"Sag {number}", "gap": 0.6}, {"text": text, "x": 140.0}))
    rows.append({"text": "Sagerne", "bold": True, "size": 12.0, "gap": 1.2})
    for number, titel in enumerate(TITLES, start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 12.0, "gap": 1.2},
            "Sagsfremstilling: Sagen har været i høring hos alle parter.",
        ]
    return lay_out(*rows)


def test_a_list_of_decisions_above_the_cases_is_dealt_out(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    document = read(_minutes(lay_out, ("Godkendt.", "Klagen afvises.", "Udsat til november.")))
    assert [
        (punkt["nr"], punkt["titel"], punkt["beslutning"]["tekst"], punkt["beslutning"]["udfald"])
        for punkt in document["punkter"]
    ] == [
        ("1", TITLES[0], "Godkendt.", ["godkendt"]),
        ("2", TITLES[1], "Klagen afvises.", ["afvist"]),
        ("3", TITLES[2], "Udsat til november.", ["udsat"]),
    ]


@pytest.mark.parametrize("beside", [TITLES, ("side 2", "side 3", "side 4")])
def test_a_list_of_titles_or_pages_decides_nothing(
    read: Read, lay_out: Callable[..., ReadPages], beside: tuple[str, ...]
) -> None:
    document = read(_minutes(lay_out, beside))
    assert [punkt["titel"] for punkt in document["punkter"]] == list(TITLES)
    assert all(punkt["beslutning"] is None for punkt in document["punkter"])


ANSWERS = ("Som foreslået.", "Ikke Teglvej. Flere navne i maj.", "Afslag.", "Hørt.")


def _closing(
    lay_out: Callable[..., ReadPages],
    head: str,
    answers: tuple[str, ...],
    column: str = "Udvalgets afgørelse",
) -> ReadPages:
    rows: list[Any] = [
        {"text": "Mødebog", "size": 16.0, "bold": True},
        "Børneudvalget i Kornby Kommune, onsdag 11. september 2019",
    ]
    for number, titel in enumerate((*TITLES, "Nyt fra chefen"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 12.0, "gap": 1.2},
            {"text": "Fremstilling", "italic": True, "gap": 0.6},
            "Sagen har været i høring hos alle parter, og ingen har svaret.",
        ]
    rows.append({"text": head, "bold": True, "size": 14.0, "gap": 1.8})
    rows.append(
        (
            {"text": "Sag", "bold": True, "size": 9.5, "gap": 0.9},
            {
                "text": column,
                "bold": True,
                "size": 9.5,
                "x": 110,
            },
            {"text": "Gik ud under sagen", "bold": True, "size": 9.5, "x": 460},
        )
    )
    for number, text in enumerate(answers, start=1):
        cells = [
            {"text": str(number), "size": 9.5, "gap": 0.8},
            {"text": text, "size": 9.5, "x": 110},
        ]
        if number == 2:
            cells.append({"text": "Asta Bruun (nabo)", "size": 9.5, "x": 460})
        rows.append(tuple(cells))
    return lay_out(*rows)


def test_a_table_of_decisions_below_the_cases_is_dealt_out(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    document = read(_closing(lay_out, "Det blev besluttet 11.09.2019", ANSWERS))
    punkter = document["punkter"]
    assert [punkt["beslutning"] and punkt["beslutning"]["tekst"] for punkt in punkter] == [*ANSWERS]
    assert [punkt["fravaerende"] for punkt in punkter] == [[], ["Asta Bruun"], [], []]
    assert [len(punkt["afsnit"]) for punkt in punkter] == [1, 1, 1, 1]


def test_what_is_not_published_is_no_decision(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    answers = (*ANSWERS[:3], "Fortrolig")
    punkt = read(_closing(lay_out, "Beslutninger", answers))["punkter"][3]
    assert punkt["lukket"]
    assert punkt["beslutning"] is None


def test_a_closing_table_of_something_else_decides_nothing(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    sums = ("1.200 kr. i 2019", "3.400 kr. i 2020", "5.600 kr. i 2021", "ingen udgift")
    document = read(_closing(lay_out, "Oversigt over udgifter", sums, column="Beløb og år"))
    assert all(punkt["beslutning"] is None for punkt in document["punkter"][:3])


def test_a_numbered_list_over_labels_is_the_last_punkts_own(
    read: Read, lay_out: Callable[..., ReadPages]
) -> None:
    rows: list[Any] = [
        {"text": "Dagsorden", "size": 16.0, "bold": True},
        "Børneudvalget i Kornby Kommune, onsdag 11. september 2019",
    ]
    for number, titel in enumerate((*TITLES, "Nyt fra chefen"), start=1):
        rows += [
            {"text": f"Pkt. {number}: {titel}", "bold": True, "size": 12.0, "gap": 1.2},
            {"text": "Beslutning", "bold": True, "gap": 0.6},
        ]
    rows += [f"{number}. Tilbud fra hold {number} godkendes" for number in range(1, 5)]
    rows += [{"text": "Økonomi", "bold": True, "gap": 0.6}, "Udgiften er 4.000 kr."]
    document = read(lay_out(*rows))
    assert [punkt["beslutning"] for punkt in document["punkter"][:3]] == [None] * 3
