"""Attachments: their titles without what counts them and what stands below them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.types import ReadPages

Lay = Callable[..., ReadPages]
Read = Callable[..., dict[str, Any]]
HEAD = ({"text": "Referat", "size": 16.0}, "Teknisk Udvalg", "Dato: 3. maj 2006")


def _minutes(*attachments: Any) -> list[Any]:
    rows: list[Any] = list(HEAD)
    for number, titel in enumerate(("Cykelstier", "Helhedsplan", "Parkering"), start=1):
        rows += [
            {"text": f"{number}. {titel}", "bold": True, "size": 12.0, "gap": 1.4},
            {"text": "RESUME", "bold": True},
            "Strækningen er en af de mest belastede i kommunen og skal bygges om.",
            {"text": "BESLUTNING", "bold": True},
            "Godkendt.",
            {"text": "BILAG", "bold": True},
            *attachments,
        ]
    return rows


def _titles(read: Read, pages: ReadPages) -> list[list[str]]:
    return [punkt["bilag"] for punkt in read(pages)["punkter"]]


def test_letters_that_count_attachments_are_no_part_of_them(lay_out: Lay, read: Read) -> None:
    pages = lay_out(*_minutes("a. Tegning af broen", "b. Skrivelse fra lokalrådet"))
    assert _titles(read, pages) == [["Tegning af broen", "Skrivelse fra lokalrådet"]] * 3


def test_who_presents_the_case_is_no_attachment(lay_out: Lay, read: Read) -> None:
    """Names in the middle of the line, below the list."""
    names = {"text": "Thor Holmgaard / Pia Vesterlund", "x": 220.0, "gap": 0.8}
    pages = lay_out(*_minutes("Tegning af broen", names))
    assert _titles(read, pages) == [["Tegning af broen"]] * 3


def test_a_number_in_a_title_ends_no_list(lay_out: Lay, read: Read) -> None:
    pages = lay_out(*_minutes("1. Lokalplanforslag nr. 27 af 30. april 2012"))
    assert _titles(read, pages) == [["Lokalplanforslag nr. 27 af 30. april 2012"]] * 3
