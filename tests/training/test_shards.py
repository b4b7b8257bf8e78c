from __future__ import annotations

from pathlib import Path

import pytest

from referat.training import benchparts
from referat.training.benchparts import Setup


@pytest.mark.slow
def test_several_databases_give_one_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchparts, "SHARDS", 2)
    setup = Setup(
        folder=tmp_path, rounds=1, digital=(), digital_pages=0, scans=(), scan_pages=0, punkter=200
    )
    told = benchparts.shards(setup)
    assert told["punkter"] == 200
    assert {*benchparts.ACROSS} <= told.keys()
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    halves = [folder / "000.db", folder / "001.db"]
    sql, how = benchparts.ACROSS["count by outcome"]
    one = dict(benchparts._ask(halves[:1], sql, how))
    assert dict(benchparts._ask(halves, sql, how)) == {key: 2 * count for key, count in one.items()}
    newest, how = benchparts.ACROSS["the newest 50"]
    assert len(benchparts._ask(halves, newest, how)) == 50
