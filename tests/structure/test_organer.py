"""Names of bodies and of kommuner in headings, headers and running text."""

from __future__ import annotations

import pytest

from referat.structure.organer import find_body, find_kommuner, is_own_body, lower_body, same_body


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Byrådet", True),
        ("Børne- og Skoleudvalget", True),
        ("Udvalget", True),
        ("Rådet", False),
        ("Økonomiudvalget", False),
        ("Udvalget finder", False),
    ],
)
def test_the_body_that_meets_is_known_by_name_and_for_short(text: str, own: bool) -> None:
    body = "Byrådet" if text == "Byrådet" else "Børne- og Skoleudvalget"
    assert is_own_body(text, body) is own


def test_a_body_is_called_for_short_without_its_house() -> None:
    assert is_own_body("Nævnet", "Skolenævnet ved Engby Skole")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("REFERAT Integrationsrådet 2018 - 2021 d. 27-06-2018", "Integrationsrådet"),
        ("Kulturrådet (2013-2017)", "Kulturrådet"),
        (
            "Udvalget for Havn, Kyst og Fiskeri, Kornby Kommune",
            "Udvalget for Havn, Kyst og Fiskeri",
        ),
        ("Bydelsrådet for Nordbroen", "Bydelsrådet for Nordbroen"),
        ("Ældrerådet for Stenhøj Kommune", "Ældrerådet"),
        ("Skolebestyrelsen ved Lindeskolen", "Skolebestyrelsen ved Lindeskolen"),
        ("Skolebestyrelsen ved skolen i Sejrby", "Skolebestyrelsen"),
        ("Børneudvalget 09-13", "Børneudvalget"),
        ("mødet i By- og Havneudvalget", "By- og Havneudvalget"),
        ("Byrådet's møde", "Byrådet"),
        ("Børneudvalget's møde den 04-12-2013", "Børneudvalget"),
        ("Kommunalbestyrelsens møde den 04-12-2013", "Kommunalbestyrelsen"),
        ("Kommunalbestyrelsens mødesal", None),
        ("Byrådets mødelokale", None),
        ("Referat fra Seniorrådets møde den 7. marts 2016", "Seniorrådet"),
        ("Udvalget for Kultur & Fritid den 6. marts", "Udvalget for Kultur & Fritid"),
        ("Rådet for Socialt Udsatte", "Rådet for Socialt Udsatte"),
        ("Udvalget for Havne & Kyst, Stenhøj Kommune", "Udvalget for Havne & Kyst"),
        ("Udvalget for Kyst i Ny Stenhøj Kommune", "Udvalget for Kyst"),
        ("Møde i KKR Sjælland den 14. september 2018", "KKR Sjælland"),
        ("Kommunekontaktråd Sydfjord", "Kommunekontaktråd Sydfjord"),
        ("Provstiudvalget for Vestre Provsti", "Provstiudvalget for Vestre Provsti"),
        ("Teknikudvalget for Kornby Kommune", "Teknikudvalget"),
        ("Skolebestyrelsen ved Engby Skole", "Skolebestyrelsen ved Engby Skole"),
        ("Skolenævnet ved Engby skole den 3. maj 1984", "Skolenævnet ved Engby skole"),
        ("Skolebestyrelsen ved årets sidste møde", "Skolebestyrelsen"),
        ("Teknikudvalget ved Abdi Nur", "Teknikudvalget"),
        ("Teknikudvalget for at drøfte budgettet", "Teknikudvalget"),
        ("Børn, Unge og Familieudvalget", "Børn, Unge og Familieudvalget"),
        ("Møde i Frivillighedsrådet", "Frivillighedsrådet"),
        ("til Økonomiudvalget", "Økonomiudvalget"),
        ("Referat fra Nordre Bydelsråd", "Nordre Bydelsråd"),
        ("Engby Handicapråd", "Engby Handicapråd"),
        ("Kommunalbestyrelsen den 24. maj 2012, s. 4", "Kommunalbestyrelsen"),
        ("Magistraten", "Magistraten"),
        ("Teknisk Udvalg", "Teknisk Udvalg"),
        ("Aar 1921 d. 9/2 holdt Sogneraadet Møde i Elmsø Kro.", "Sogneraadet"),
        ("Mødested Mødelokale 3, Kornby Rådhus", None),
        ("Referat af møde den 3. maj 2019", None),
        ("Tirsdag den 3. maj 2019 kl. 17", None),
        ("", None),
    ],
)
def test_the_body_is_named_without_what_stands_around_it(text: str, expected: str | None) -> None:
    assert find_body(text) == expected


def test_a_paragraphs_committee_keeps_its_paragraph() -> None:
    body = find_body("§ 17, stk. 4-udvalg for Unge den 3. maj 2019")
    assert body is not None
    assert body.startswith("§ 17, stk. 4-udvalg")
    assert "2019" not in body


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lyngdal Kommune", ["Lyngdal"]),
        ("STENBØL KOMMUNE", ["Stenbøl"]),
        ("Bakholm kommunes takster", ["Bakholm"]),
        ("Lyngby-Kornby Kommune", ["Lyngby-Kornby"]),
        ("Region Nordhavn", ["Region Nordhavn"]),
        ("Den kommune, der", []),
        ("Hver Kommune betaler", []),
        ("Andre kommuner har", []),
        ("kommunens økonomi", []),
        ("", []),
    ],
)
def test_a_kommune_is_named_by_its_short_name(text: str, expected: list[str]) -> None:
    assert find_kommuner(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SUNDBAKKE BYRÅD", "Sundbakke Byråd"),
        ("BØRNE- OG SKOLEUDVALGET", "Børne- og Skoleudvalget"),
        ("UDVALGET FOR KLIMA", "Udvalget for Klima"),
        ("Byrådet", "Byrådet"),
        ("KKR", "KKR"),
    ],
)
def test_capitals_are_set_down(text: str, expected: str) -> None:
    assert lower_body(text) == expected


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Byrådet", "Byråd", True),
        ("ØKONOMIUDVALGET", "Økonomiudvalget", True),
        ("Byrådet", "Kornby Byråd", True),
        ("Integrationsrådet", "Integratonsrådet", True),
        (None, "Byrådet", True),
        ("Økonomiudvalget", "Byrådet", False),
        ("Social- og Sundhedsudvalget", "Teknik- og Miljøudvalget", False),
        ("Kulturudvalget", "Skoleudvalget", False),
    ],
)
def test_two_printings_of_one_body_are_the_same(
    left: str | None, right: str | None, same: bool
) -> None:
    assert same_body(left, right) is same
    assert same_body(right, left) is same
