from __future__ import annotations

import os

import pytest

from referat.errors import InputFileError
from referat.printable import is_storable, printable, storable, storable_json


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("møde 😀 100 %.pdf", "møde 😀 100 %.pdf"),
        ("to\nlinjer\t.pdf", r"to\nlinjer\t.pdf"),
        ("\x1b[31mrød.pdf", r"\x1b[31mrød.pdf"),
        ("vendt\u202efdp.exe", r"vendt\u202efdp.exe"),
        (os.fsdecode("møde.pdf".encode("latin-1")), r"m\xf8de.pdf"),
        ("halvt \ud83d par", "halvt \ufffd par"),
    ],
)
def test_every_name_is_told_on_one_line_and_can_be_kept(text: str, told: str) -> None:
    assert printable(text) == told
    assert storable(text).encode("utf-8")
    assert is_storable(text) == (storable(text) == text)


def test_an_error_is_one_line_whatever_the_file_is_called() -> None:
    error = InputFileError("the file is empty.", action="Fetch it again.", path="to\nlinjer.pdf")
    assert str(error) == r"to\nlinjer.pdf: the file is empty. Fetch it again."


def test_json_is_kept_but_for_halves_of_signs() -> None:
    value = {"navn \ud83d": ["Byråd \ud83d", 1, None, {"a": True}]}
    assert storable_json(value) == {"navn \ufffd": ["Byråd \ufffd", 1, None, {"a": True}]}
