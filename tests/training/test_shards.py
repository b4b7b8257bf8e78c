from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from referat.training import sizebench
from referat.training.benchparts import Setup


@pytest.mark.slow
def test_several_databases_give_one_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sizebench, "SHARDS", 2)
    setup = Setup(
        folder=tmp_path, rounds=1, digital=(), digital_pages=0, scans=(), scan_pages=0, punkter=200
    )
    told = sizebench.shards(setup)
    assert (told["punkter"], told["databases"]) == (200, 2)
    assert 0 < told["bytes_of_an_index_across"] < told["bytes_one"]
    assert {*sizebench.ACROSS, *sizebench.WITHIN} <= told.keys()
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    halves = [folder / "000.db", folder / "001.db"]
    sql, how = sizebench.ACROSS["count by outcome"]
    parts = [Counter(dict(sizebench._ask([half], sql, how))) for half in halves]
    assert dict(sizebench._ask(halves, sql, how)) == parts[0] + parts[1]
    assert all(parts)
    newest, how = sizebench.ACROSS["the newest 50"]
    assert len(sizebench._ask(halves, newest, how)) == 50
