from __future__ import annotations

from pathlib import Path

import numpy as np

from referat.structure.features import ROWS, SLOTS
from referat.structure.tags import TAGS
from referat.training.lines import Packed, write_pack
from referat.training.model import BATCHES, TRAIN, assemble, train_lines


def test_committed_pipeline_is_what_its_config_gives(checkout: Path, tmp_path: Path) -> None:
    models = checkout / "models"
    shipped = models / "da_referat"
    assemble(models / "configs" / "da_referat.cfg", tmp_path / "da_referat", shipped)

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    assert contents(tmp_path / "da_referat") == contents(models / "da_referat"), "make model"


def _pack(path: Path, seed: int) -> Path:
    rng = np.random.default_rng(seed)
    documents = [
        Packed(
            name=f"{number}",
            family=f"F{number % 3:02}",
            facts=rng.integers(0, ROWS, (20, SLOTS)).astype("i"),
            styles=rng.integers(0, 3, 20).astype("i"),
            tags=rng.integers(-1, len(TAGS), 20).astype("i"),
            rules=np.zeros(20, dtype="i"),
        )
        for number in range(6)
    ]
    write_pack(documents, path)
    return path


def _weights(folder: Path) -> bytes:
    return (folder / "linjer" / "model").read_bytes()


def test_training_gives_the_same_weights_again(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "train.npz", 1)
    first, again = (train_lines([pack], pack, tmp_path / name, steps=3) for name in ("a", "b"))
    assert _weights(first) == _weights(again)


def test_a_family_left_out_teaches_nothing(tmp_path: Path) -> None:
    pack = _pack(tmp_path / "train.npz", 1)
    whole = train_lines([pack], pack, tmp_path / "whole", steps=3)
    without = train_lines([pack], pack, tmp_path / "without", without="F01", steps=3)
    assert _weights(whole) != _weights(without)


def test_what_is_trained_on_is_never_of_the_test_split() -> None:
    assert {BATCHES[name].split for name in TRAIN} == {"train"}
    assert BATCHES["test"].split == "test"
    seeds = [batch.seed for batch in BATCHES.values()]
    assert len(set(seeds)) == len(seeds)
