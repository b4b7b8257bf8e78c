"""Names of people: what is one, the parts of an entry, and lists that stand as running text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.structure.personer import (
    is_name,
    looks_like_people,
    parse_entry,
    parse_people,
    split_list,
)

FEW = settings(deadline=None, derandomize=True, database=None, max_examples=60)


@pytest.mark.parametrize(
    "text",
    [
        "Holger Rudbæk",
        "M. Vindskov",
        "Jonas von der Ulv-Dal",
        "SIGNE ØRNVIG",
        "Anna-Lise d'Aubrac Holm",
        "Åge Ærenlund",
        "N. N. Tornvig",
    ],
)
def test_a_name_is_one(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Teknisk Forvaltning",
        "Bakholm Idrætslaug af 1902",
        "Godkendt",
        "3F",
        "Ingen",
        "Mødelokale A",
        "Holger rudbæk",
        "holger Rudbæk",
        "Orientering fra Formanden",
        "A. B.",
        "Holger",
        "",
        "Kornby Kommune",
        "Region Sydhavet",
        "Dansk Folkeparti",
        "Holger Rudbæk har ordet",
        "Holger Rudbæk 2",
    ],
)
def test_what_is_no_name_is_none(text: str) -> None:
    assert not is_name(text)


def test_a_first_name_alone_will_do_where_names_are_announced() -> None:
    assert is_name("Nanna", single=True)
    assert not is_name("Nanna")
    assert not is_name("REFERAT", single=True)


@pytest.mark.parametrize(
    ("text", "navn", "more"),
    [
        ("Holger Rudbæk (A)", "Holger Rudbæk", {"parti": "A"}),
        ("Holger Rudbæk, A", "Holger Rudbæk", {"parti": "A"}),
        ("Holger Rudbæk (Ø)", "Holger Rudbæk", {"parti": "Ø"}),
        ("Holger Rudbæk (SF)", "Holger Rudbæk", {"parti": "SF"}),
        ("Holger Rudbæk (for Tora Lind)", "Holger Rudbæk", {"substitute_for": "Tora Lind"}),
        ("Holger Rudbæk (for Dansk Folkeparti)", "Holger Rudbæk", {"substitute_for": None}),
        ("Holger Rudbæk ()", "Holger Rudbæk", {"parti": None}),
        ("Holger Rudbæk - Formand", "Holger Rudbæk", {"rolle": "formand"}),
        ("Holger Rudbæk, Formand (V)", "Holger Rudbæk", {"rolle": "formand", "parti": "V"}),
        ("Holger Rudbæk (formand)", "Holger Rudbæk", {"rolle": "formand"}),
        ("Borgmester Holger Rudbæk (V)", "Holger Rudbæk", {"rolle": "borgmester", "parti": "V"}),
        ("Rådmand Signe Ørnvig", "Signe Ørnvig", {"rolle": "rådmand"}),
        ("Gaardejer Peder Holm", "Peder Holm", {"rolle": None}),
        ("Rudbæk Holger formand", "Rudbæk Holger", {"rolle": "formand"}),
        ("Jonas Ulvdal, Kulturafdelingen, referent", "Jonas Ulvdal", {"rolle": "referent"}),
        ("Merete Fladmose, Bakholm Idrætslaug", "Merete Fladmose", {"rolle": None, "parti": None}),
        ("Palle Vindskov (Fravær)", "Palle Vindskov", {"absent": True, "afbud": False}),
        ("Palle Vindskov- afbud", "Palle Vindskov", {"absent": True, "afbud": True}),
        ("Palle Vindskov, ferie", "Palle Vindskov", {"absent": True}),
        (
            "Nanna Sejrkær (stedfortræder: Yasin Havgaard)",
            "Nanna Sejrkær",
            {"substitute": "Yasin Havgaard"},
        ),
        (
            "Nanna Sejrkær, Venstre, 1. viceborgmester",
            "Nanna Sejrkær",
            {"parti": "Venstre", "rolle": "1. viceborgmester"},
        ),
        ("Nanna Sejrkær, Venstre – afbud", "Nanna Sejrkær", {"parti": "Venstre", "afbud": True}),
        (
            "Nanna Sejrkær – afbud, i stedet mødte suppleant Yasin Havgaard",
            "Nanna Sejrkær",
            {"absent": True, "substitute": "Yasin Havgaard", "substitute_rolle": "suppleant"},
        ),
        (
            "Nanna Sejrkær, i hendes sted deltog 2. stedfortræder Yasin Havgaard",
            "Nanna Sejrkær",
            {"substitute": "Yasin Havgaard", "substitute_rolle": "stedfortræder"},
        ),
        (
            "Tora Lindemose ( i stedet for Jonas Ulvdal)",
            "Tora Lindemose",
            {"substitute_for": "Jonas Ulvdal"},
        ),
        (
            "Yasin Havgaard, stedfortræder for Nanna Sejrkær",
            "Yasin Havgaard",
            {"substitute_for": "Nanna Sejrkær", "rolle": "stedfortræder"},
        ),
        ("Asger Tornvig (ankom kl. 17.20)", "Asger Tornvig", {"ankom": "17:20"}),
        ("Asger Tornvig, til kl. 18.40", "Asger Tornvig", {"gik": "18:40"}),
        ("Asger Tornvig (loggede på kl. 17.20)", "Asger Tornvig", {"ankom": "17:20"}),
        ("Asger Tornvig (V, loggede af kl. 18.40)", "Asger Tornvig", {"gik": "18:40"}),
        ("• Asger Tornvig", "Asger Tornvig", {}),
        ("- Asger Tornvig.", "Asger Tornvig", {}),
    ],
)
def test_an_entry_has_its_parts(text: str, navn: str, more: dict[str, object]) -> None:
    entry = parse_entry(text)
    assert entry is not None
    assert entry.navn == navn
    assert {key: getattr(entry, key) for key in more} == more


@pytest.mark.parametrize(
    "text",
    [
        "Abdi Nur (B), afbud – Ida Fjord (B) deltog som stedfortræder",
        "Abdi Nur (B), afbud; Ida Fjord (B) mødte som stedfortræder",
        "Abdi Nur (B) (afbud), Ida Fjord (B) mødte som stedfortræder",
    ],
)
def test_an_entry_may_tell_who_came_instead(text: str) -> None:
    entry = parse_entry(text)
    assert entry is not None
    assert (entry.navn, entry.parti, entry.afbud) == ("Abdi Nur", "B", True)
    assert (entry.substitute, entry.substitute_rolle) == ("Ida Fjord (B)", "stedfortræder")


@pytest.mark.parametrize(
    "text",
    ["", "Ingen", "Teknisk Forvaltning", "Godkendt.", "3. Budget 2022", "-", "(A)", "kl. 17.00"],
)
def test_what_names_nobody_gives_no_entry(text: str) -> None:
    assert parse_entry(text) is None


@pytest.mark.parametrize(
    ("text", "navne"),
    [
        (
            "Nanna Sejrkær, Palle Vindskov (Fravær), Merete Fladmose",
            ["Nanna Sejrkær", "Palle Vindskov", "Merete Fladmose"],
        ),
        ("Nanna Sejrkær og Palle Vindskov", ["Nanna Sejrkær", "Palle Vindskov"]),
        (
            "Nanna Sejrkær (A), Palle Vindskov, formand (V) samt Merete Fladmose",
            ["Nanna Sejrkær", "Palle Vindskov", "Merete Fladmose"],
        ),
        ("Nanna Sejrkær; Palle Vindskov", ["Nanna Sejrkær", "Palle Vindskov"]),
        ("Nanna Sejrkær (A), formand · Palle Vindskov (C)", ["Nanna Sejrkær", "Palle Vindskov"]),
        ("Nanna Sejrkær | Palle Vindskov", ["Nanna Sejrkær", "Palle Vindskov"]),
        ("Adm. direktør Nanna Sejrkær", ["Nanna Sejrkær"]),
        ("Nanna Sejrkær (A, formand), Palle Vindskov", ["Nanna Sejrkær", "Palle Vindskov"]),
        ("Nanna Sejrkær, 3F, Palle Vindskov, HK", ["Nanna Sejrkær", "Palle Vindskov"]),
        ("Ingen", []),
        ("", []),
        (
            "Holger Rudbæk (V), formand – Merete Fladmose (A), afbud – Tora",
            ["Holger Rudbæk", "Merete Fladmose"],
        ),
        (
            "Holger Rudbæk (V) - Merete Fladmose (A) - Bo Ulvdal",
            ["Holger Rudbæk", "Merete Fladmose", "Bo Ulvdal"],
        ),
        ("Holger Rudbæk – Bakholm Tegnestue", ["Holger Rudbæk"]),
    ],
)
def test_a_running_list_is_cut_into_people(text: str, navne: list[str]) -> None:
    assert [entry.navn for entry in parse_people(text)] == navne


def test_first_names_are_read_where_they_are_announced() -> None:
    assert [entry.navn for entry in parse_people("Nanna, Palle og Merete", single=True)] == [
        "Nanna",
        "Palle",
        "Merete",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nanna Sejrkær, Palle Vindskov", True),
        ("Nanna Sejrkær", True),
        ("Nanna Sejrkær (A), formand", True),
        ("Godkendt.", False),
        ("Nanna Sejrkær orienterede om budgettet. Udvalget drøftede sagen.", False),
        ("Teknik- og Miljøudvalget, Økonomiudvalget, Byrådet", False),
        ("", False),
    ],
)
def test_a_line_of_names_is_told_from_prose(text: str, expected: bool) -> None:
    assert looks_like_people(text) is expected


FIRST = st.sampled_from(["Nanna", "Palle", "Åse", "Ærø-Merete", "M."])
LAST = st.sampled_from(["Sejrkær", "Vindskov", "Ørnvig", "Tornvig-Dal", "von Ulvdal"])


@FEW
@given(
    people=st.lists(st.tuples(FIRST, LAST), min_size=1, max_size=8, unique=True),
    parti=st.sampled_from(["", " (A)", " (Ø)", " (SF)"]),
)
def test_a_printed_list_is_read_back_name_by_name(
    people: list[tuple[str, str]], parti: str
) -> None:
    names = [" ".join(name) for name in people]
    text = ", ".join(name + parti for name in names)
    assert [entry.navn for entry in parse_people(text)] == names


@FEW
@given(text=st.text(max_size=80))
def test_any_text_is_cut_without_loss_of_letters(text: str) -> None:
    kept = "".join(split_list(text))
    letters = [character for character in text if character.isalpha()]
    joins = [character for character in kept if character.isalpha()]
    # "og", "samt" and "&" between names are the list's, not the names'
    assert len(joins) <= len(letters)
    parse_people(text)
    parse_people(text, single=True)


def test_twenty_thousand_names_on_a_line_are_read() -> None:
    text = ", ".join(f"Nanna Sejrkær{'abcdefghij'[place % 10]}" for place in range(20_000))
    assert len(parse_people(text)) == 20_000
    assert not looks_like_people(text)


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Holger Rudbæk, Abdi Nur og Tora Lind (begge til kl. 18.30)", [None, "18:30", "18:30"]),
        ("Abdi Nur og Tora Lind (alle til kl. 18.30)", ["18:30", "18:30"]),
        ("Abdi Nur og Tora Lind (til kl. 18.30)", [None, "18:30"]),
    ],
)
def test_a_note_may_be_of_several(text: str, gone: list[str | None]) -> None:
    assert [entry.gik for entry in parse_people(text)] == gone


@pytest.mark.parametrize(
    ("text", "rolle"),
    [
        ("1. viceamtsborgmester Abdi Nur (V)", "1. viceamtsborgmester"),
        ("Bagermester Abdi Nur", None),
        ("Fhv. borgmester Abdi Nur", None),
    ],
)
def test_an_office_before_a_name_is_a_role_and_an_occupation_none(
    text: str, rolle: str | None
) -> None:
    entry = parse_entry(text)
    assert entry is not None
    assert (entry.navn, entry.rolle) == ("Abdi Nur", rolle)
