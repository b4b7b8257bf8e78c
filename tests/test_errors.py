from __future__ import annotations

import pickle

import pytest

from referat import errors
from referat.errors import InputFileError, OcrError, ReferatError

FAMILY = [
    value
    for value in vars(errors).values()
    if isinstance(value, type) and issubclass(value, ReferatError)
]


@pytest.mark.parametrize("cls", FAMILY)
def test_every_error_has_a_code_and_an_exit_code(cls: type[ReferatError]) -> None:
    assert cls.exit_code in (1, 2, 3, 4, 5)
    assert cls("Noget gik galt.").code == cls.default_code


def test_message_names_file_page_and_remedy() -> None:
    error = OcrError("no Danish data.", action="Install it.", path="a.pdf", page=4)
    assert str(error) == "a.pdf, s. 4: no Danish data. Install it."
    assert str(InputFileError("it is empty.")) == "it is empty."


@pytest.mark.parametrize("cls", FAMILY)
def test_errors_come_whole_out_of_a_worker_process(cls: type[ReferatError]) -> None:
    error = cls("what", action="do", path="a.pdf", page=2, code="kode")
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is cls
    assert str(copy) == str(error)
    assert copy.code == "kode"
