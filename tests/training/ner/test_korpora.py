from __future__ import annotations

from pathlib import Path

import pytest

from referat.errors import SettingsError
from referat.training.ner.korpora import read_danplus, read_uner

DANPLUS = """Tove\tB-PER\tO
Holm\tI-PER\tO
fra\tO\tO
SF\tB-ORG\tO

danske\tB-LOCderiv\tO
SID-huset\tB-ORGpart\tO
Filmen\tB-MISC\tO

Byrådet\tI-ORG\tO
vandt\tO\tO
"""
UNER = """# sent_id = 1
# text = Tove bor i Tved.
1\tTove\tB-PER\tB-PER\tx
2\tbor\tO\tO\tx
3\ti\tO\tO\tx
4\tTved\tB-LOC\tB-LOC\tx

# sent_id = 2
# text = Nej
1\t#\tO\tO\tx
"""


def test_danplus_gives_first_level_without_derivations(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text(DANPLUS, encoding="utf-8")
    sentences = read_danplus(tmp_path / "a.tsv")
    assert [sentence.spans() for sentence in sentences] == [
        ((0, 2, "PER"), (3, 4, "PARTI")),
        ((1, 2, "ORG"),),
        ((0, 1, "UDVALG"),),
    ]


def test_uner_gives_words_and_entities(tmp_path: Path) -> None:
    (tmp_path / "a.iob2").write_text(UNER, encoding="utf-8")
    first, second = read_uner(tmp_path / "a.iob2")
    assert first.ord == ("Tove", "bor", "i", "Tved")
    assert first.spans() == ((0, 1, "PER"), (3, 4, "LOC"))
    assert second.ord == ("#",)


def test_a_missing_corpus_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="--corpora"):
        read_uner(tmp_path / "none.iob2")
