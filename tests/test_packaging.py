"""What the package promises beside its code: lock file, make targets, CI."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

# Extras that are not in the lock file, since they hold other libraries back.
UNLOCKED = {"s3"}
# What other libraries load by name: fsspec its file systems, zoneinfo the zones.
LOADED_BY_OTHERS = {"s3fs", "tzdata"}


@pytest.fixture(scope="module")
def project(checkout: Path) -> dict[str, Any]:
    return tomllib.loads((checkout / "pyproject.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def lock(checkout: Path) -> str:
    return (checkout / "requirements.lock").read_text("utf-8")


def test_lock_file_satisfies_every_requirement(project: dict[str, Any], lock: str) -> None:
    pinned = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE))
    wanted = [
        *project["project"]["dependencies"],
        *project["dependency-groups"]["dev"],
        *(
            one
            for name, extra in project["project"]["optional-dependencies"].items()
            if name not in UNLOCKED
            for one in extra
        ),
    ]
    for line in wanted:
        requirement = Requirement(line)
        assert Version(pinned[requirement.name]) in requirement.specifier, f"{line}: make lock"


def test_lock_file_has_hashes_and_names_no_address(lock: str) -> None:
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", lock, flags=re.MULTILINE).strip())
    assert len(entries) > 50
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "://" not in lock
    assert "index" not in lock


def test_version_stands_in_one_place(checkout: Path, project: dict[str, Any]) -> None:
    version = project["project"]["version"]
    assert f"## {version}" in (checkout / "CHANGELOG.md").read_text("utf-8")
    for path in (checkout / "pipeline/referat").rglob("*.py"):
        assert "__version__" not in path.read_text("utf-8"), path


def test_every_target_is_phony_or_a_file_and_has_a_help_line(checkout: Path) -> None:
    makefile = (checkout / "Makefile").read_text("utf-8")
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    targets = {line.split()[1] for line in shown.splitlines()}
    wanted = "demo test install lint types gate corpus model db serve wheel docs bench"
    assert set(wanted.split()) <= targets
    phony = re.search(r"\.PHONY: ((?:.*\\\n)*.*)", makefile)
    assert phony is not None
    assert targets <= set(phony[1].replace("\\\n", " ").split())


def test_ci_ends_with_the_tests(checkout: Path) -> None:
    steps = (checkout / ".ci/run").read_text("utf-8").strip().splitlines()
    assert steps[-1] == "make test"
    for gate in ("make lint", "make types", "make gate"):
        assert gate in steps


@pytest.mark.parametrize(
    "script",
    ["run", "find-python", "apt-install", "ocr-ready", "install-browser", "install-tesseract"],
)
def test_scripts_can_be_run(checkout: Path, script: str) -> None:
    path = checkout / ".ci" / script
    assert path.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_every_imported_library_is_a_dependency(checkout: Path, project: dict[str, Any]) -> None:
    # Names under which a distribution is imported, where they differ.
    imported_as = {
        "opencv-python-headless": "cv2",
        "pillow": "PIL",
        "pystemmer": "Stemmer",
        "pyyaml": "yaml",
        "sqlite-utils": "sqlite_utils",
        "vl-convert-python": "vl_convert",
    }
    wanted = [*project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    known = {
        imported_as.get(Requirement(line).name, Requirement(line).name.replace("-", "_"))
        for line in wanted
    }
    used = set()
    for path in (checkout / "pipeline/referat").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                used |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                used.add(node.module.split(".")[0])
    assert used - sys.stdlib_module_names - {"referat"} == known - LOADED_BY_OTHERS
