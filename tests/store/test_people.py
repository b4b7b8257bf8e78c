"""Which spellings are one person."""

from __future__ import annotations

import pytest

from referat.store.people import Spellings


@pytest.mark.parametrize(
    ("listed", "printed", "person"),
    [
        ("Ib Sandholm", "Ib Sandholm", "Ib Sandholm"),
        ("Ib Sandholm", "IB  SANDHOLM", "Ib Sandholm"),
        ("Ib Sandholm", "Ib Sandholrn", "Ib Sandholm"),  # OCR: m -> rn
        ("H. C. Ravnkilde", "H C Ravnkilde", "H. C. Ravnkilde"),
        ("Anne-Grethe Ulv", "Anne Grethe Ulv", "Anne-Grethe Ulv"),
        ("Hans Ravnkilde", "Jens Ravnkilde", "Jens Ravnkilde"),  # two letters of a short part
        ("Bo Lund", "Ib Lund", "Ib Lund"),  # too short to be drift
        ("Gro Vadum", "Gro Vadmand Holt", "Gro Vadmand Holt"),
        ("Kirstensen", "Kirstenser", "Kirstenser"),  # not a full name
    ],
)
def test_small_drift_is_one_person(listed, printed, person):
    assert Spellings([listed]).person(printed) == person


def test_people_of_the_list_are_never_joined():
    spellings = Spellings(["Kristian Holt", "Christian Holt"])
    assert spellings.person("Kristian Holt") == "Kristian Holt"
    assert spellings.person("Christian Holt") == "Christian Holt"


def test_a_name_as_near_to_two_people_is_a_third():
    spellings = Spellings(["Karen Ravnkilde", "Karin Ravnkilde"])
    assert spellings.person("Karon Ravnkilde") == "Karon Ravnkilde"
