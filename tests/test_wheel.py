"""The wheel works on its own: schema, site and model come with it."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.wheel, pytest.mark.slow]

SHARE = "referat/_share/"


def run(*command: object, cwd: Path) -> str:
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, checkout)
    run(*build, cwd=out)
    (path,) = out.glob("referat-*.whl")
    return path


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it, that borrows this one's other packages."""
    venv = tmp_path_factory.mktemp("sted") / "venv"
    run(sys.executable, "-m", "venv", "--without-pip", venv, cwd=venv.parent)
    python = venv / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install")
    run(*pip, "--quiet", "--no-deps", "--no-index", wheel, cwd=venv.parent)
    (site,) = venv.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python


def test_wheel_carries_schema_site_and_model_as_they_are(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {
            name.removeprefix(SHARE): archive.read(name)
            for name in archive.namelist()
            if name.startswith(SHARE)
        }
    assert {"db/schema.sql", "db/metadata.yaml", "models/da_referat/config.cfg"} <= set(carried)
    assert carried == {name: (checkout / name).read_bytes() for name in carried}
    for folder in ("db/templates", "db/static", "models/da_referat"):
        files = {
            path.relative_to(checkout).as_posix()
            for path in (checkout / folder).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert files <= set(carried)


def test_wheel_holds_the_package_and_nothing_else_to_import(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"referat"}


def test_installed_command_reads_a_document_into_a_database(
    python: Path, corpus: Path, tmp_path: Path
) -> None:
    place = run(python, "-c", "import referat; print(referat.__file__)", cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(python.parents[1])
    referat = python.with_name("referat")
    assert "Commands:" in run(referat, "--help", cwd=tmp_path)
    document = min(corpus.glob("documents/*/*.txt"))
    assert json.loads(run(referat, "structure", document, cwd=tmp_path))["dokumenttype"]
    pdf = min(corpus.glob("documents/F01/*.pdf"))
    assert "1 stored" in run(referat, "ingest", pdf, "--db", "a.db", "--jobs", "1", cwd=tmp_path)
    assert "punkter" in run(referat, "status", "--db", "a.db", cwd=tmp_path)
    ready = "from referat.resources import site_dir; print(site_dir())"
    assert SHARE.rstrip("/") in run(python, "-c", ready, cwd=tmp_path)
