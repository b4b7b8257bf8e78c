from __future__ import annotations

from pathlib import Path

from referat.training.model import assemble


def test_committed_pipeline_is_what_its_config_gives(checkout: Path, tmp_path: Path) -> None:
    models = checkout / "models"
    assemble(models / "configs" / "da_referat.cfg", tmp_path / "da_referat")

    def contents(folder: Path) -> dict[str, bytes]:
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }

    assert contents(tmp_path / "da_referat") == contents(models / "da_referat"), "make model"
