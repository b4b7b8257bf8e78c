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
        "Ingolf Raaby",
        "M. Vindegab",
        "Jens von der Ulv-Holk",
        "SELMA ØRSKOV",
        "Anna-Lise d'Aubrac Holm",
        "Åge Ærenlund",
        "N. N. Tornbjerg",
    ],
)
def test_a_name_is_one(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "Teknisk Forvaltning",
        "Bakkeå Idrætslaug af 1902",
        "Godkendt",
        "3F",
        "Ingen",
        "Mødelokale A",
        "Ingolf raaby",
        "ingolf Raaby",
        "Orientering fra Formanden",
        "A. B.",
        "Ingolf",
        "",
        "Havreby Kommune",
        "Ingolf Raaby har ordet",
        "Ingolf Raaby 2",
    ],
)
def test_what_is_no_name_is_none(text: str) -> None:
    assert not is_name(text)


def test_a_first_name_alone_will_do_where_names_are_announced() -> None:
    assert is_name("Nadia", single=True)
    assert not is_name("Nadia")
    assert not is_name("REFERAT", single=True)


@pytest.mark.parametrize(
    ("text", "navn", "more"),
    [
        ("Ingolf Raaby (A)", "Ingolf Raaby", {"parti": "A"}),
        ("Ingolf Raaby, A", "Ingolf Raaby", {"parti": "A"}),
        ("Ingolf Raaby (Ø)", "Ingolf Raaby", {"parti": "Ø"}),
        ("Ingolf Raaby (SF)", "Ingolf Raaby", {"parti": "SF"}),
        ("Ingolf Raaby ()", "Ingolf Raaby", {"parti": None}),
        ("Ingolf Raaby - Formand", "Ingolf Raaby", {"rolle": "formand"}),
        ("Ingolf Raaby, Formand (V)", "Ingolf Raaby", {"rolle": "formand", "parti": "V"}),
        ("Ingolf Raaby (formand)", "Ingolf Raaby", {"rolle": "formand"}),
        ("Borgmester Ingolf Raaby (V)", "Ingolf Raaby", {"rolle": "borgmester", "parti": "V"}),
        ("Rådmand Selma Ørskov", "Selma Ørskov", {"rolle": "rådmand"}),
        ("Gaardejer Peder Holm", "Peder Holm", {"rolle": None}),
        ("Raaby Ingolf formand", "Raaby Ingolf", {"rolle": "formand"}),
        ("Jens Ulvholk, Kulturafdelingen, referent", "Jens Ulvholk", {"rolle": "referent"}),
        ("Mette Fladager, Bakkeå Idrætslaug", "Mette Fladager", {"rolle": None, "parti": None}),
        ("Poul Vindegab (Fravær)", "Poul Vindegab", {"absent": True, "afbud": False}),
        ("Poul Vindegab- afbud", "Poul Vindegab", {"absent": True, "afbud": True}),
        ("Poul Vindegab, ferie", "Poul Vindegab", {"absent": True}),
        (
            "Nadia Sandkær (stedfortræder: Yusuf Havrevang)",
            "Nadia Sandkær",
            {"substitute": "Yusuf Havrevang"},
        ),
        (
            "Tove Lindestrup ( i stedet for Jens Ulvholk)",
            "Tove Lindestrup",
            {"substitute_for": "Jens Ulvholk"},
        ),
        (
            "Yusuf Havrevang, stedfortræder for Nadia Sandkær",
            "Yusuf Havrevang",
            {"substitute_for": "Nadia Sandkær", "rolle": "stedfortræder"},
        ),
        ("Aksel Tornbjerg (ankom kl. 17.20)", "Aksel Tornbjerg", {"ankom": "17:20"}),
        ("Aksel Tornbjerg, til kl. 18.40", "Aksel Tornbjerg", {"gik": "18:40"}),
        ("• Aksel Tornbjerg", "Aksel Tornbjerg", {}),
        ("- Aksel Tornbjerg.", "Aksel Tornbjerg", {}),
    ],
)
def test_an_entry_has_its_parts(text: str, navn: str, more: dict[str, object]) -> None:
    entry = parse_entry(text)
    assert entry is not None
    assert entry.navn == navn
    assert {key: getattr(entry, key) for key in more} == more


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
            "Nadia Sandkær, Poul Vindegab (Fravær), Mette Fladager",
            ["Nadia Sandkær", "Poul Vindegab", "Mette Fladager"],
        ),
        ("Nadia Sandkær og Poul Vindegab", ["Nadia Sandkær", "Poul Vindegab"]),
        (
            "Nadia Sandkær (A), Poul Vindegab, formand (V) samt Mette Fladager",
            ["Nadia Sandkær", "Poul Vindegab", "Mette Fladager"],
        ),
        ("Nadia Sandkær; Poul Vindegab", ["Nadia Sandkær", "Poul Vindegab"]),
        ("Nadia Sandkær (A, formand), Poul Vindegab", ["Nadia Sandkær", "Poul Vindegab"]),
        ("Nadia Sandkær, 3F, Poul Vindegab, HK", ["Nadia Sandkær", "Poul Vindegab"]),
        ("Ingen", []),
        ("", []),
    ],
)
def test_a_running_list_is_cut_into_people(text: str, navne: list[str]) -> None:
    assert [entry.navn for entry in parse_people(text)] == navne


def test_first_names_are_read_where_they_are_announced() -> None:
    assert [entry.navn for entry in parse_people("Nadia, Poul og Mette", single=True)] == [
        "Nadia",
        "Poul",
        "Mette",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nadia Sandkær, Poul Vindegab", True),
        ("Nadia Sandkær", True),
        ("Nadia Sandkær (A), formand", True),
        ("Godkendt.", False),
        ("Nadia Sandkær orienterede om budgettet. Udvalget drøftede sagen.", False),
        ("Teknik- og Miljøudvalget, Økonomiudvalget, Byrådet", False),
        ("", False),
    ],
)
def test_a_line_of_names_is_told_from_prose(text: str, expected: bool) -> None:
    assert looks_like_people(text) is expected


FIRST = st.sampled_from(["Nadia", "Poul", "Åse", "Ærø-Mette", "M."])
LAST = st.sampled_from(["Sandkær", "Vindegab", "Ørskov", "Tornbjerg-Holk", "von Ulvholk"])


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
    text = ", ".join(f"Nadia Sandkær{'abcdefghij'[place % 10]}" for place in range(20_000))
    assert len(parse_people(text)) == 20_000
    assert not looks_like_people(text)
