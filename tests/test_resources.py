from __future__ import annotations

import json
from importlib.metadata import version
from pathlib import Path

import pytest

from referat import resources
from referat.errors import MissingModelError, PublishError


def test_checkout_has_schema_site_and_model(checkout: Path) -> None:
    assert resources.schema_path() == checkout / "db/schema.sql"
    assert resources.site_dir() == checkout / "db"
    assert resources.model_dir() == checkout / "models/da_referat"


def test_shared_folder_of_a_wheel_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "db").mkdir()
    (tmp_path / "db/schema.sql").touch()
    monkeypatch.setattr(resources, "_SHARE", tmp_path)
    assert resources.schema_path() == tmp_path / "db/schema.sql"


def test_what_the_installation_lacks_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "_SHARE", tmp_path)
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    with pytest.raises(PublishError, match=r"schema\.sql"):
        resources.schema_path()
    with pytest.raises(MissingModelError):
        resources.model_dir()


def test_folder_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingModelError, match="no spaCy pipeline"):
        resources.model_dir(str(tmp_path))


def test_versions_are_those_of_program_and_pipeline(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").touch()
    about = {"lang": "da", "name": "andet", "version": "3.2.1"}
    (tmp_path / "meta.json").write_text(json.dumps(about), "utf-8")
    versions = resources.versions(str(tmp_path))
    assert (versions.program, versions.model) == (version("referat"), "da_andet-3.2.1")


@pytest.mark.parametrize("text", [None, "{", "{}"])
def test_pipeline_without_a_name_is_refused(tmp_path: Path, text: str | None) -> None:
    (tmp_path / "config.cfg").touch()
    if text is not None:
        (tmp_path / "meta.json").write_text(text, "utf-8")
    with pytest.raises(MissingModelError, match="name and version"):
        resources.versions(str(tmp_path))
