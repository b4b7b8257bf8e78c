from __future__ import annotations

import subprocess
import sys


def _answer(code: str) -> str:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_spacy_comes_without_its_command_line() -> None:
    code = (
        "import sys; from referat.lean import import_spacy; import_spacy(); import_spacy(); "
        "print('spacy' in sys.modules, 'spacy.cli' in sys.modules, 'weasel' in sys.modules)"
    )
    assert _answer(code) == "True False False"


def test_its_command_line_is_still_there_for_those_who_ask() -> None:
    code = (
        "from referat.lean import import_spacy; import_spacy(); import spacy; "
        "import spacy.cli; from spacy.cli.info import info; "
        "print(spacy.cli.app.info.name is not None, callable(info), "
        "'spaCy version' in str(spacy.info(silent=True)) or 'spacy_version' in str("
        "spacy.info(silent=True)))"
    )
    assert _answer(code) == "True True True"
