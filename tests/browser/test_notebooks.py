"""The example notebooks run against the site as they stand."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def code(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(c["source"]) + "\n" for c in cells if c["cell_type"] == "code")


@pytest.mark.parametrize(
    ("name", "command", "ending"),
    [("referat-python.ipynb", sys.executable, ".py"), ("referat-r.ipynb", "Rscript", ".R")],
)
def test_a_notebook_runs(base, checkout, tmp_path, name, command, ending):
    if shutil.which(command) is None:
        pytest.skip(f"no {command}")
    path = checkout / "db/notebooks" / name
    script = tmp_path / f"script{ending}"
    script.write_text(code(path), encoding="utf-8")
    answer = subprocess.run(
        [command, str(script)],
        env=os.environ | {"REFERAT": base}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert "beslutninger er udsat" in answer.stdout
    assert len(answer.stdout.splitlines()) > 10


def test_the_site_offers_them(page, base):
    page.goto("/data")
    for name in ("referat-python.ipynb", "referat-r.ipynb"):
        href = page.get_by_role("link", name=name).get_attribute("href")
        assert json.loads(page.request.get(base + href).text())["nbformat"] == 4
