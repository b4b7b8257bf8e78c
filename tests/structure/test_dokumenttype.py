"""Minutes, agendas, and what is neither."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[..., dict[str, Any]]
DECIDED = (
    "\n1. Godkendelse af dagsorden\n13/40770\nBeslutning\nGodkendt."
    "\n2. Budget\n13/40771\nBeslutning\nUdsat."
)
PLANNED = (
    "\n1. Godkendelse af dagsorden\n13/40770\nSagsfremstilling\nDagsordenen godkendes."
    "\n2. Budget\n13/40771\nIndstilling\nForvaltningen indstiller, at budgettet drøftes."
    "\nBeslutning"
)
OLD = (
    "\nMødested\tRaadhuset\nad 1. Meddelelser\nEt Brev ligger for."
    "\nad 2. Ny Skole\nLicitation ventes i Maj."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Referat Byrådet den 3. maj 2019" + DECIDED, "referat"),
        ("Beslutningsprotokol Byrådet den 3. maj 2019" + DECIDED, "referat"),
        ("Tillægsreferat Byrådet den 3. maj 2019" + DECIDED, "referat"),
        ("Dagsorden med vedtagelser Byrådet den 3. maj 2019" + DECIDED, "referat"),
        ("Dagsorden med beslutninger Byrådet den 3. maj 2019" + DECIDED, "referat"),
        # a page that is called an agenda and holds the decisions
        ("Dagsorden Byrådet den 3. maj 2019" + DECIDED, "referat"),
        ("Byrådet\nFredag den 3. maj 2019 kl. 17.00" + DECIDED, "referat"),
        ("Dagsorden Byrådet den 3. maj 2019 kl. 17.00" + PLANNED, "dagsorden"),
        ("Tillægsdagsorden Byrådet den 3. maj 2019 kl. 17.00" + PLANNED, "dagsorden"),
        ("Dagsorden til møde i Byrådet den 3. maj 2019 kl. 17.00" + PLANNED, "dagsorden"),
        # an old agenda of a few lines is told by the body that met
        ("Byrådets Møde 1954 d. 12/5" + OLD, "dagsorden"),
        ("Kommunalbestyrelsens Møde 1954 d. 12/5" + OLD, "dagsorden"),
        ("Møde i Hallen 1954 d. 12/5" + OLD, "andet"),
        # an item without a decision does not make minutes an agenda
        ("Referat Byrådet den 3. maj 2019" + DECIDED + "\n3. Eventuelt\n13/40772", "referat"),
        ("Notat\n1. Formål\nEt formål.\n2. Økonomi\nEn økonomi.", "andet"),
        ("Årsberetning 2018\n1. Forord\nEt godt år.\n2. Regnskab\nEt overskud.", "andet"),
        (
            "Forretningsorden for Byrådet\n§ 1. Møder\nMøderne er åbne.\n§ 2. Afbud\n"
            "Afbud meldes.\n§ 3. Afstemning\nDer stemmes ved håndsoprækning.\n"
            "§ 4. Inhabilitet\nDet afgøres.",
            "andet",
        ),
        ("Høringssvar\nTil: Byrådet\nVedr. lokalplan\nMed venlig hilsen\nHolger Rudbæk", "andet"),
        ("", "andet"),
    ],
)
def test_the_kind_of_a_document(read: Read, text: str, expected: str) -> None:
    document = read(text)
    assert document["dokumenttype"] == expected
    if expected == "andet":
        assert document["punkter"] == []
        assert document["fremmoede"] == []
        assert document["udvalg"] is None
    else:
        assert len(document["punkter"]) >= 2


def test_how_sure_the_kind_is_stands_beside_it(read: Read) -> None:
    sure = read("Referat Byrådet den 3. maj 2019 kl. 17.00\nAfbud: Nanna Sejrkær" + DECIDED)
    unsure = read("Byrådet\nden 3. maj 2019" + DECIDED)
    kinds = [document["evidence"]["dokumenttype"]["confidence"] for document in (sure, unsure)]
    assert 0 < kinds[1] < kinds[0] <= 1


def test_nothing_is_decided_in_an_agenda(read: Read) -> None:
    more = "".join(
        f"\n{number}. Sag {number}\n13/4077{number}\nBeslutning" for number in range(3, 9)
    )
    document = read(
        f"Dagsorden Byrådet den 3. maj 2019 kl. 17.00{PLANNED}{more}"
        "\n9. Festuge\n13/40779\nBeslutning\nVenstre foreslog gratis øl. Forslaget blev forkastet."
    )
    assert document["dokumenttype"] == "dagsorden"
    assert [punkt["beslutning"] for punkt in document["punkter"]] == [None] * 9
    assert "gratis øl" in document["punkter"][-1]["afsnit"][-1]["tekst"]


def test_an_agenda_leaves_its_decisions_blank_whatever_the_account_tells(
    read: Callable[..., dict[str, Any]],
) -> None:
    items = "\n\n".join(
        f"{nr}. {titel}\n\nSagsfremstilling:\n\nForeningen har søgt.\n\n"
        "Ole Bak stillede forslag, og forslaget blev oversendt til Socialudvalget.\n\n"
        "Beslutning, Byrådet, 30.05.2013:"
        for nr, titel in enumerate(("Fest på havnen", "Legeplads", "Bro"), start=1)
    )
    document = read(f"Dagsorden\n\nByrådet\n\n30. maj 2013 kl. 16.00\n\n{items}")
    assert document["dokumenttype"] == "dagsorden"
    assert len(document["punkter"]) == 3


def test_the_agenda_over_a_document_is_its_title(roles_of: Callable[..., Any]) -> None:
    _, roles = roles_of("Dagsorden\n\nByrådet\n\n30. maj 2013\n\n1. Fest\n\n2. Bro")
    assert roles.hoved.title == "Dagsorden"


def test_one_decision_makes_no_minutes_of_an_agenda(read: Read) -> None:
    planned = "".join(
        f"\n{number}. Sag {number}\n13/4077{number}\nSagsfremstilling\nKranen er fra 1962."
        for number in (1, 2)
    )
    decided = "\n3. Kran\n13/40773\nBeslutning\nGodkendt."
    document = read(f"Dagsorden Byrådet den 3. maj 2019 kl. 17.00{planned}{decided}")
    assert document["dokumenttype"] == "dagsorden"
