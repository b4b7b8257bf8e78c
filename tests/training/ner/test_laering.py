from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from click.testing import CliRunner

from referat.structure.navnemodel import Navnemodel
from referat.structure.navnetraek import LIST_LAYER

pytest.importorskip("faker")
from referat.training.ner.__main__ import main  # needs Faker
from referat.training.ner.laering import log_loss, shift_people, train
from referat.training.ner.laeser import recase, rename
from referat.training.ner.saetning import Saetning, marks_of

DANPLUS = "Frodegunde\tB-PER\tO\nkom\tO\tO\n\nIngen\tO\tO\nkom\tO\tO\n"
UNER = "1\tFrodegunde\tB-PER\tB-PER\tx\n2\tkom\tO\tO\tx\n"
SENTENCE = Saetning(
    ord=("Her", "er", "Tove", "Holm", "fra", "Tved"),
    maerker=marks_of(6, [(2, 4, "PER"), (5, 6, "LOC")]),
)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Corpora of two sentences."""
    for name in ("da_news_train", "da_arto_dev", "da_twitter_dev"):
        path = tmp_path / "corpora" / "DaNplus" / f"{name}.tsv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(DANPLUS, encoding="utf-8")
    for part in ("dev", "test"):
        path = tmp_path / "corpora" / "UNER_Danish-DDT" / f"da_ddt-ud-{part}.iob2"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(UNER, encoding="utf-8")
    return tmp_path / "corpora"


@pytest.mark.slow
def test_training_leaves_a_model_without_words(
    corpora: Path, checkout: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "NOTICE.md").write_text("bliver", encoding="utf-8")
    (folder / "gammel").write_text("går", encoding="utf-8")
    train(checkout / "models" / "configs" / "ner.cfg", corpora, folder, steps=2)
    assert (folder / "NOTICE.md").is_file()
    assert not (folder / "gammel").exists()
    assert str(corpora) not in (folder / "config.cfg").read_text(encoding="utf-8")
    for file in folder.rglob("*"):
        if file.is_file():
            assert b"Frodegunde" not in file.read_bytes(), file
    nlp = spacy.load(folder)
    model = nlp.get_pipe("ner")
    assert isinstance(model, Navnemodel)
    assert model.labels == ("LOC", "ORG", "PARTI", "PER", "UDVALG")
    layer = next(node for node in model.model.walk() if node.name == LIST_LAYER)
    assert len(layer.attrs["navne"]) > 10_000
    assert "temperature" in model.cfg
    upper = model.model.get_ref("upper")
    before = upper.get_param("b").copy()
    shift_people(model, -1.0)
    moved = {
        model.moves.get_class_name(number)
        for number in range(model.moves.n_moves)
        if upper.get_param("b")[number] != before[number]
    }
    assert moved == {"B-PER", "U-PER"}


def test_renamed_people_stay_people() -> None:
    import random

    seen = {rename(SENTENCE, random.Random(seed)) for seed in range(30)}
    assert len(seen) > 3
    for sentence in seen:
        assert [label for _, _, label in sentence.spans()] == ["PER", "LOC"]
        assert sentence.ord[:2] == ("Her", "er")
        assert sentence.ord[-1] == "Tved"


def test_other_cases_keep_the_marks() -> None:
    import random

    for seed in range(20):
        cased = recase(SENTENCE, random.Random(seed))
        assert cased.maerker == SENTENCE.maerker
        assert [word.casefold() for word in cased.ord] == [w.casefold() for w in SENTENCE.ord]


def test_log_loss_is_least_where_probabilities_are_right() -> None:
    sure = [(0.9, True)] * 9 + [(0.9, False)]
    assert log_loss(sure) < log_loss([(0.99, right) for _, right in sure])
    assert log_loss(sure) < log_loss([(0.6, right) for _, right in sure])
    assert log_loss([]) == 0.0


def test_commands_say_where_the_corpora_go() -> None:
    answer = CliRunner().invoke(main, ["train"])
    assert answer.exit_code == 2
    assert "--corpora" in answer.output
