"""The house's walls: who may import whom, and what an import may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

STAGES = ("ingest", "pages", "privacy", "structure", "store", "publish")
# These know the stages; no stage may know them.
ABOVE = {
    "api", "cli", "cluster", "cluster_worker", "fanout", "flow", "lean", "nightly", "pagestore",
    "reading", "ready", "remote", "restructure", "screen", "show", "training", "warm", "workers",
}  # fmt: skip
# These the stages may know; none of them knows a stage (pipeline/README.md).
SHARED = (
    "addresses", "closed", "danish", "errors", "files", "frozen", "lexicon", "listing", "logs",
    "packed", "printable", "resources", "search", "settings", "snapshot", "types", "values",
    "withholding", "wordplace",
)  # fmt: skip
HEAVY = (
    "spacy",
    "datasette",
    "dateparser",
    "pdfplumber",
    "pypdfium2",
    "PIL",
    "numpy",
    "cv2",
    "sqlite_utils",
    "rapidfuzz",
    "httpx",
    "fsspec",
    "distributed",
)


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _parts(path: Path) -> set[str]:
    """Parts of the package that a module imports: "pages", "types" …"""
    return {name.split(".")[1] for name in _imports(path) if name.startswith("referat.")}


@pytest.mark.parametrize("stage", STAGES)
def test_stages_do_not_import_each_other(checkout: Path, stage: str) -> None:
    modules = sorted((checkout / "pipeline/referat" / stage).rglob("*.py"))
    assert modules
    strays = {
        str(path.relative_to(checkout)): sorted(_parts(path) & ({*STAGES, *ABOVE} - {stage}))
        for path in modules
    }
    assert {path: parts for path, parts in strays.items() if parts} == {}


@pytest.mark.parametrize("part", SHARED)
def test_what_is_shared_knows_no_stage(checkout: Path, part: str) -> None:
    place = checkout / "pipeline/referat" / part
    paths = sorted(place.rglob("*.py")) if place.is_dir() else [place.with_suffix(".py")]
    assert paths
    for path in paths:
        assert not _parts(path) & {*STAGES, *ABOVE}, path


def test_source_folder_is_no_package(checkout: Path) -> None:
    for folder in ("pipeline", "db", "models", "corpus"):
        assert not (checkout / folder / "__init__.py").exists()
    assert {path.name for path in (checkout / "pipeline").iterdir() if path.is_dir()} <= {
        "referat",
        "__pycache__",
    }


@pytest.mark.parametrize(
    "action",
    [
        "import referat",
        "from referat.cli import main; main(['--help'], standalone_mode=False)",
        "from referat.cli import main; main(['settings'], standalone_mode=False)",
    ],
)
def test_what_needs_no_document_loads_no_heavy_library(action: str) -> None:
    # How long that takes is measured by `make bench`; a clock would fail on a busy machine.
    code = f"{action}\nimport sys; print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert answer.stdout.splitlines()[-1] == "[]"
